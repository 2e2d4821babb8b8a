"""A store or lines of N-Quads go in, a file in any form of `GraphFormat` comes out, complete or not at all.

The same statements give the same bytes, whatever their order and wherever they were stored.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

from kg.export.files import whole_file
from kg.export.jsonld import context, identifier, node
from kg.export.naming import Names
from kg.export.sorting import natural, sorted_lines
from kg.export.turtle import trig_open, turtle_block, turtle_header
from kg.formats import GraphFormat
from kg.store.base import Store
from kg.terms import ONTOLOGY_GRAPH, PREFIXES, split

_Quad = tuple[str, str, str, str]


def export(store: Store, out: Path | IO[str], form: GraphFormat, *, ontology: bool = True) -> None:
    """Write all that a store holds, with or without the ontology's graph.

    A file appears once it is complete, and takes the place of an older one then. Raises `UsageError` where it can't be written.
    """
    lines = lines_of(store, ontology=ontology)
    if isinstance(out, Path):
        with whole_file(out) as file:
            write(lines, form, file, store.base)
    else:
        write(lines, form, out, store.base)


def lines_of(store: Store, *, ontology: bool = True) -> Iterator[str]:
    """All quads of a store as lines of N-Quads, in no order, with or without the ontology's graph."""
    end = f" <{ONTOLOGY_GRAPH}> ."
    return (line for line in store.lines() if ontology or not line.endswith(end))


def write(lines: Iterable[str], form: GraphFormat, out: IO[str], base: str = "", prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write lines of N-Quads or N-Triples, in whatever order, in a form; names below `base` become relative to it.

    Forms without named graphs get the union of all: each triple once. `prefixes` maps the prefixes of short names to IRIs.
    """
    if form is GraphFormat.NQUADS:
        out.writelines(f"{line}\n" for line in _once(sorted_lines(lines)))
    elif form is GraphFormat.NTRIPLES:
        out.writelines(f"{line}\n" for line in _once(sorted_lines(map(_triple, lines))))
    else:
        _write_named(lines, form, out, Names(base, prefixes))


def _write_named(lines: Iterable[str], form: GraphFormat, out: IO[str], names: Names) -> None:
    """Write a form with short names: the body first, since only then is known which prefixes it uses."""
    bodies = {GraphFormat.TURTLE: _turtle, GraphFormat.TRIG: _trig, GraphFormat.JSONLD: _jsonld}
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as body:
        body.writelines(bodies[form](lines, names))
        body.seek(0)
        if form is GraphFormat.JSONLD:
            out.write(f'{{"@context": {context(names)},\n"@graph": [')
        else:
            out.writelines(turtle_header(names))
        shutil.copyfileobj(body, out)


def _turtle(lines: Iterable[str], names: Names) -> Iterator[str]:
    merged = (f"{_key(subject)}\t{subject} {predicate} {value} ." for subject, predicate, value, _ in map(split, lines))
    for subject, quads in groupby(_without_key(merged), itemgetter(0)):
        yield "\n" + turtle_block(subject, _said(quads), names)


def _trig(lines: Iterable[str], names: Names) -> Iterator[str]:
    for graph, quads in _graphs(lines):
        indent = "    " if graph else ""
        blocks = (turtle_block(subject, _said(said), names, indent) for subject, said in groupby(quads, itemgetter(0)))
        yield f"\n{trig_open(graph, names)}" if graph else "\n"
        for number, block in enumerate(blocks):
            yield f"\n{block}" if number else block
        yield "}\n" if graph else ""


def _jsonld(lines: Iterable[str], names: Names) -> Iterator[str]:
    for number, (graph, quads) in enumerate(_graphs(lines)):
        nodes = (node(subject, _said(said), names) for subject, said in groupby(quads, itemgetter(0)))
        start = f'{{"@id": "{identifier(graph, names)}", "@graph": [' if graph else '{"@graph": ['
        yield (",\n" if number else "\n") + start
        for place, text in enumerate(nodes):
            yield (",\n" if place else "\n") + text
        yield "\n]}"
    yield "\n]}\n"


def _graphs(lines: Iterable[str]) -> Iterator[tuple[str, Iterator[_Quad]]]:
    """The quads of each graph, subject by subject."""
    quads = ((split(line), line) for line in lines)
    keyed = (f"{_key(graph)}\t{_key(subject)}\t{line}" for (subject, _, _, graph), line in quads)
    return groupby(_without_key(keyed), itemgetter(3))


def _without_key(keyed: Iterable[str]) -> Iterator[_Quad]:
    """The quads of lines that begin with keys, sorted by these; a line of N-Quads holds no tab."""
    return (split(line.rpartition("\t")[2]) for line in sorted_lines(keyed))


def _said(quads: Iterable[_Quad]) -> Iterator[tuple[str, str]]:
    return ((predicate, value) for _, predicate, value, _ in quads)


@lru_cache(50_000)
def _key(name: str) -> str:
    """What a name is sorted by: without the bracket at its end, so that a thing comes before what lies below it."""
    return natural(name[:-1])


def _triple(line: str) -> str:
    subject, predicate, value, _ = split(line)
    return f"{subject} {predicate} {value} ."


def _once(lines: Iterable[str]) -> Iterator[str]:
    """Sorted lines, each only once."""
    return (line for line, _ in groupby(lines))
