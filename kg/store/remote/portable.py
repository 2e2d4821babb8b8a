"""SPARQL as every engine reads it alike: a text goes in, the same with strings that can't be misread comes out."""

import re

# A string, or what might hold a quotation mark that begins none: an escape in a name, an IRI or a comment.
_STRINGS = re.compile(
    r"""(?P<other>\\. | <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n\r]*)
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = re.compile(r"\\\\([uU])|\\.|\t", re.DOTALL)


def portable(text: str) -> str:
    r"""Write what engines read in different ways in the one way on which they agree.

    SPARQL lets an engine replace code points such as \u0022 before it parses (1.1, section 19.2), so no backslash of a string may stand
    before a u: that letter is written as a code point itself. Some engines take a tab for eight spaces.

    >>> portable(r'INSERT DATA { <urn:x:a> <urn:x:b> "\\u0041" }')
    'INSERT DATA { <urn:x:a> <urn:x:b> "\\\\\\U000000750041" }'
    """
    if "\t" not in text and "\\\\u" not in text and "\\\\U" not in text:
        return text
    return _STRINGS.sub(lambda found: found[0] if found["other"] else _ESCAPES.sub(_plain, found[0]), text)


def _plain(found: re.Match[str]) -> str:
    if found[1]:
        return rf"\\\U{ord(found[1]):08X}"
    return r"\t" if found[0] == "\t" else found[0]
