"""Names made of content: what a thing consists of goes in, its IRI comes out, the same for the same content always."""

import hashlib
import re
from collections.abc import Iterable

_MADE = re.compile(r"/[0-9a-f]{16}>?$")


def is_made(name: str) -> bool:
    """Whether an IRI, bracketed or not, ends in what `made_of` makes: the thing is known by nothing but what reports say.

    >>> is_made("https://example.org/actor/0123456789abcdef"), is_made("https://example.org/actor/united-nations")
    (True, False)
    """
    return bool(_MADE.search(name))


def short_hash(text: str) -> str:
    """The first 16 hex digits of a text's SHA-256, of which names are made."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def made_of(kind: str, members: Iterable[str], base: str) -> str:
    """The IRI of what consists of some things, made of their IRIs in any order; `kind` is "incident", "facility", "person" or "actor".

    >>> made_of("incident", ["https://example.org/report/a/event/1"], "https://example.org/")
    'https://example.org/incident/267b4277b222b1b1'
    """
    return f"{base}{kind}/{short_hash(' '.join(sorted(members)))}"
