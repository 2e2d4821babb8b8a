"""Turtle and TriG (RDF 1.1) from sorted statements: one predicate a line, `a` first, short names, so that diffs can be read."""

import re
from collections.abc import Collection, Iterable, Iterator

from kg.export.naming import Names
from kg.export.sorting import natural
from kg.terms import RDF, XSD

_TYPE = f"<{RDF}type>"
_INDENT = "    "
_LITERAL = re.compile(r'(".*")(?:(@[\w-]+)|\^\^<(.*)>)?', re.DOTALL)
_ESCAPE = re.compile(r'(?:\\")+|\\.')
_QUOTES = 2
_LINE_FEED = re.compile(r'"(?:[^\\]|\\[^n])*\\n')

# Literals that Turtle writes without quotes, by their datatype.
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}

#: What is said of one subject: pairs of predicate and object, as N-Triples terms.
Description = Iterable[tuple[str, str]]


def turtle_header(names: Names) -> Iterator[str]:
    """The lines that declare the prefixes and the base used."""
    if names.base_used:
        yield f"@base <{names.base}> .\n"
    for prefix, iri in sorted(names.used.items()):
        yield f"@prefix {prefix}: <{iri}> .\n"


def turtle_block(subject: str, said: Description, names: Names, indent: str = "") -> str:
    """All that is said of one subject, as one statement of Turtle."""
    values: dict[str, dict[str, None]] = {}
    for predicate, value in said:
        values.setdefault(predicate, {})[value] = None

    def named(predicate: str) -> str:
        return "a" if predicate == _TYPE else turtle_term(predicate, names)

    order = sorted((predicate != _TYPE, named(predicate), predicate) for predicate in values)
    lines = (f"{name} {_objects(values[predicate], names)}" for _, name, predicate in order)
    return f"{indent}{turtle_term(subject, names)} " + f" ;\n{indent}{_INDENT}".join(lines) + " .\n"


def trig_open(graph: str, names: Names) -> str:
    """The line that opens a named graph."""
    return f"{turtle_term(graph, names)} {{\n"


def turtle_term(term: str, names: Names) -> str:
    """One term of N-Triples as Turtle writes it."""
    if term.startswith("<"):
        return names.in_turtle(term[1:-1])
    found = _LITERAL.fullmatch(term)
    if not found:
        return term  # a blank node
    text, language, datatype = found.groups()
    if datatype and (bare := _BARE.get(datatype)) and bare.fullmatch(text[1:-1]):
        return text[1:-1]
    kind = f"^^{turtle_term(f'<{datatype}>', names)}" if datatype else language or ""
    return (_paragraphs(text) if _LINE_FEED.match(text) else text) + kind


def _objects(values: Collection[str], names: Names) -> str:
    if len(values) == 1:
        return turtle_term(next(iter(values)), names)
    return " , ".join(turtle_term(value, names) for value in sorted(values, key=_order))


def _order(term: str) -> tuple[str, str]:
    return natural(term), term


def _paragraphs(text: str) -> str:
    """A quoted string of N-Triples that holds line feeds, with real ones between three quotes.

    Quotes inside need no escape then, save a third in a row and those at the end.
    """
    return f'"""{_ESCAPE.sub(_real, text[1:-1])}"""'


def _real(escape: re.Match[str]) -> str:
    if escape[0] == r"\n":
        return "\n"
    inside = escape[0].startswith(r"\"") and escape.end() < len(escape.string)
    return escape[0].replace(r"\"", '"', _QUOTES) if inside else escape[0]
