"""JSON as text: plain values go in, text comes out that stays JSON in lines and in which nothing acts on a terminal."""

import json
import re

# What `json.dumps` leaves as it is though it ends a line, or acts on who looks at it.
_UNSEEN = re.compile(r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def as_json(value: object, indent: int | None = None) -> str:
    """A value as JSON (RFC 8259); control and direction characters are escaped, all else stands as it is.

    >>> as_json({"é": "a\\u2028\\x1b"})
    '{"é": "a\\\\u2028\\\\u001b"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
