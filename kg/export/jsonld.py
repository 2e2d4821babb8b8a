"""JSON-LD 1.1 from sorted statements: a graph object for each named graph, with one line for each subject."""

import json
import re
from collections.abc import Iterable

from kg.export.naming import Names
from kg.terms import RDF

_TYPE = f"<{RDF}type>"
_LITERAL = re.compile(r'(".*")(?:@([\w-]+)|\^\^<(.*)>)?', re.DOTALL)
_UNICODE = re.compile(r"\\U([0-9A-Fa-f]{8})")

Value = str | dict[str, str]


def context(names: Names) -> str:
    """The value of `@context`: the base and the prefixes used."""
    base = {"@base": names.base} if names.base_used else {}
    return json.dumps({**base, **dict(sorted(names.used.items()))}, ensure_ascii=False)


def node(subject: str, said: Iterable[tuple[str, str]], names: Names) -> str:
    """All that is said of one subject, as a line of JSON."""
    values: dict[str, list[Value]] = {}
    for predicate, value in sorted(set(said)):
        if predicate == _TYPE and value.startswith("<"):
            values.setdefault("@type", []).append(names.short(value[1:-1]))
        else:
            values.setdefault(names.short(predicate[1:-1]), []).append(_value(value, names))
    properties = {name: found[0] if len(found) == 1 else found for name, found in sorted(values.items())}
    return json.dumps({"@id": identifier(subject, names), **properties}, ensure_ascii=False)


def identifier(term: str, names: Names) -> str:
    """A name as the value of `@id`."""
    return names.shortest(term[1:-1]) if term.startswith("<") else term


def _value(term: str, names: Names) -> Value:
    found = _LITERAL.fullmatch(term)
    if not found:
        return {"@id": identifier(term, names)}
    quoted, language, datatype = found.groups()
    text = json.loads(_UNICODE.sub(_pair, quoted), strict=False)
    if language:
        return {"@value": text, "@language": language}
    return {"@value": text, "@type": names.short(datatype)} if datatype else str(text)


def _pair(escape: re.Match[str]) -> str:
    """An escape of a character beyond the basic plane as JSON has it."""
    return json.dumps(chr(int(escape[1], 16)))[1:-1]
