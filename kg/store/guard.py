"""Refuses SPARQL that would reach the network or bring the engine down, before the engine sees it.

The engine fetches what SERVICE and LOAD name, with no switch to stop it, and its parser and optimiser recurse: a query
nested some thousands deep ends the whole process.
"""

import re
import sys

from kg.errors import InputError, LimitExceeded

#: Longest query, in bytes of UTF-8.
MAX_BYTES = 64 * 1024

#: Deepest nesting of brackets.
MAX_DEPTH = 100

#: Most brackets and operators.
MAX_OPERATORS = 2000

# What holds no keyword: escapes of names, IRIs, strings, comments, variables, the part of a name after its colon (without
# dots, which may also end a triple). The order matters; an IRI begins before a comment can.
_NO_KEYWORDS = re.compile(
    r"""\\. | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]* | [?$]\w+ | :(?:[\w:%-]|\\.)*""",
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PARTNERS = {"}": "{", ")": "(", "]": "["}
_OPERATORS = re.compile(r"[{(\[!&|+*/^-]")


def check_query(text: str) -> None:
    """Raise `InputError` for a query that names other servers or data, `LimitExceeded` for one too long, deep or many-membered."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise LimitExceeded(f"query: longer than {MAX_BYTES:,} bytes; ask for less at a time")
    _refuse(text, "SERVICE", "query")
    if re.search(r"\bFROM\b", _NO_KEYWORDS.sub(" ", _CODE_POINT.sub(_character, text)), re.IGNORECASE):
        raise InputError(
            "query: FROM would name other data, and kg asks all that the store holds; write GRAPH <…> { … } for one graph"
        )


def check_update(text: str) -> None:
    """Raise `InputError` for an update that fetches anything, `LimitExceeded` for one that is nested too deep."""
    _refuse(text, "SERVICE", "update")
    _refuse(text, "LOAD", "update")


def unmatched(text: str) -> int | None:
    """Where the first bracket stands that has no partner, in characters from the beginning; None where all have one."""
    open_ones: list[int] = []
    for match in re.finditer(r"[{}()\[\]]", _NO_KEYWORDS.sub(lambda hidden: " " * len(hidden[0]), text)):
        if match[0] in _PARTNERS.values():
            open_ones.append(match.start())
        elif not open_ones or text[open_ones.pop()] != _PARTNERS[match[0]]:
            return match.start()
    return open_ones[-1] if open_ones else None


def _refuse(text: str, keyword: str, what: str) -> None:
    """Look for a keyword, also as it reads once code points are unescaped, as SPARQL lets an engine do first."""
    unescaped = _CODE_POINT.sub(_character, text)
    for reading in {text, unescaped} if "\\" in text else (text,):
        bare = _NO_KEYWORDS.sub(" ", reading)
        if re.search(keyword, bare, re.IGNORECASE):
            raise InputError(f"{what}: {keyword} would reach the network, which kg never does; load the data first")
        if _depth(bare) > MAX_DEPTH:
            raise LimitExceeded(f"{what}: brackets nested more than {MAX_DEPTH} deep; write it flatter")
        if what == "query" and len(_OPERATORS.findall(bare)) > MAX_OPERATORS:
            raise LimitExceeded(f"{what}: more than {MAX_OPERATORS:,} brackets and operators; ask for less at a time")


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= sys.maxunicode else match[0]


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[{}()\[\]]", text):
        depth += 1 if bracket in "{([" else -1
        deepest = max(deepest, depth)
    return deepest
