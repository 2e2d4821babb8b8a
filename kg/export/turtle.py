"""The engine's TriG or Turtle goes in, the same statements come out in the form of our dumps, so that two can be compared.

Graphs and subjects stand in natural order with an empty line between them, one predicate a line, `a` first; texts of several
lines stand between three quotes; names are short (RDF 1.1 TriG and Turtle). The engine writes a statement a line, each further
predicate on a line of its own, and no line end or tab within a literal: with what literals hold set aside, all is done by plain
replacements.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import IO

from kg.export.naming import Names
from kg.export.sorting import natural, sorted_lines

_INDENT = "    "
_END, _NEXT, _AND, _OPEN, _CLOSE = " .\n", " ;\n\t", " , ", " {\n", "}\n"

# What stands for escapes and for what is to be written within literals, so that each quote begins or ends a literal, and each
# line feed ends a line; the last stands for all that a literal holds. Control characters are never written as they are.
_BACKSLASH, _ESCAPED_QUOTE, _LINE_FEED, _QUOTE, _HELD = "\x00\x01\x02\x03\x04"
_SHOWN = {_LINE_FEED: "\n", _ESCAPED_QUOTE: r"\"", _QUOTE: '"', _BACKSLASH: r"\\"}

# Comes after every subject.
_LAST = "\x7f"

# Each byte of UTF-8 as a character: this sorts and searches fastest, and the order is that of code points.
_BYTES = "latin-1"

_HEADER = re.compile(r"(?:@prefix [^\n]*\n)*")
_OBJECT = re.compile(r'"[^"]*"\S*|[^\s,"]\S*', re.ASCII)
_QUOTES = re.compile(f"{_ESCAPED_QUOTE}+")

#: Quotes in a row that a text between three quotes may hold.
_MOST_QUOTES = 2

#: Bytes that are read at a time, and lines that are written at a time.
_CHUNK, _BATCH = 4_000_000, 1_000


def header(names: Names) -> Iterator[str]:
    """The lines that declare the prefixes and the base used."""
    if names.base_used:
        yield f"@base <{names.base}> .\n"
    for prefix, iri in sorted(names.used.items()):
        yield f"@prefix {prefix}: <{iri}> .\n"


def body(file: IO[bytes], names: Names) -> Iterator[bytes]:
    """All that the engine wrote to a file, from its current position on, in our form, in UTF-8; an empty line before each block.

    In the file, each graph stands once, each of its subjects in one statement, each predicate of that once.
    """
    lines = sorted_lines(_lines(file, names))
    while batch := [line.rpartition("\t")[2] for line in islice(lines, _BATCH)]:
        if batch[-1].endswith(_OPEN):
            batch.append(next(lines).rpartition("\t")[2])
        text = "".join(batch).replace(_OPEN + _LINE_FEED, _OPEN)
        for hidden, shown in _SHOWN.items():
            text = text.replace(hidden, shown)
        yield text.encode(_BYTES)


def _lines(file: IO[bytes], names: Names) -> Iterator[str]:
    """A line for each statement, and for a graph's beginning and end: what it is sorted by, a tab, and what is to be written."""
    graph = indent = start = ""
    for text in _texts(file):
        graphs, subjects, contents = [], [], []
        for statement in _hidden(text, names).split(_END)[:-1]:
            if not statement.startswith("\t"):
                name, opens, first = statement.removeprefix(_CLOSE).partition(_OPEN)
                graph, indent, start, statement = (_key(name), _INDENT, "\t", first) if opens else ("", "", "", name)  # noqa: PLW2901
                if opens:
                    yield f"{graph}\t\t{_LINE_FEED}{name}{_OPEN}"
                    yield f"{graph}\t{_LAST}\t{_CLOSE}"
            subject, _, said = statement.removeprefix("\t").partition(" ")
            rows = f" ;{_LINE_FEED}{indent}{_INDENT}".join(_ordered(said, _NEXT + start))
            graphs.append(graph)
            subjects.append(subject.removesuffix(">"))
            contents.append(f"{_LINE_FEED}{indent}{subject} {rows} .\n")
        keys = natural("\n".join(subjects)).split("\n")
        yield from [f"{graph}\t{key}\t{content}" for graph, key, content in zip(graphs, keys, contents, strict=True)]


def _texts(file: IO[bytes]) -> Iterator[str]:
    """Whole statements of a file, as many at a time as are read at a time, without the header."""
    rest = b""
    end = _END.encode()
    while chunk := file.read(_CHUNK):
        whole, found, rest = (rest + chunk).rpartition(end)
        yield _HEADER.sub("", (whole + found).decode(_BYTES), count=1)


def _hidden(text: str, names: Names) -> str:
    """A text with short names, in which a quote is the beginning or the end of a literal."""
    pieces = text.replace(r"\\", _BACKSLASH).replace(r"\"", _ESCAPED_QUOTE).split('"')
    pieces[::2] = names.shortened(_HELD.join(pieces[::2])).split(_HELD)
    pieces[1::2] = [_paragraphs(piece) if r"\n" in piece else piece for piece in pieces[1::2]]
    return '"'.join(pieces)


def _ordered(said: str, separator: str) -> list[str]:
    """What is said of a subject, a text for each predicate: `a` first, objects in natural order."""
    rows = said.split(separator)
    if _AND in said:
        rows = [_objects_ordered(row) if _AND in row else row for row in rows]
    rows.sort()
    if rows[0].startswith("<"):
        rows.sort(key=lambda row: not row.startswith("a "))
    return rows


def _objects_ordered(row: str) -> str:
    predicate, _, objects = row.partition(" ")
    found: list[str] = _OBJECT.findall(objects)
    keys = natural("\n".join(found)).split("\n")  # all at once; no object holds a line feed
    return f"{predicate} {_AND.join(term for _, term in sorted(zip(keys, found, strict=True)))}"


def _paragraphs(text: str) -> str:
    """A text that holds line feeds, with real ones and two further quotes on either side.

    Quotes inside need no escape then, save a third in a row and those at the end.
    """
    real = _QUOTES.sub(_unescaped, text).replace(r"\n", _LINE_FEED)
    return f"{_QUOTE * 2}{real}{_QUOTE * 2}"


def _unescaped(quotes: re.Match[str]) -> str:
    at_end = quotes.end() == len(quotes.string)
    return quotes[0] if at_end else quotes[0].replace(_ESCAPED_QUOTE, _QUOTE, _MOST_QUOTES)


def _key(name: str) -> str:
    """A name without the bracket at its end, so that a thing comes before what lies below it."""
    return natural(name.removesuffix(">"))
