"""A store or lines of N-Triples go in, a file in any form of `GraphFormat` comes out, complete or not at all.

The same statements give the same bytes, whatever their order and wherever they were stored.
"""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO

from kg.export.files import whole_file
from kg.export.jsonld import context, identifier, node
from kg.export.naming import Names
from kg.export.sorting import natural, sorted_lines
from kg.export.turtle import body, header
from kg.formats import GraphFormat
from kg.store.base import Store
from kg.store.rdf_files import write_turtle
from kg.terms import ONTOLOGY_GRAPH, PREFIXES, split

# Bytes that are copied and lines that are written at a time.
_CHUNK, _BATCH = 1 << 20, 1_000

_Quad = tuple[str, str, str, str]


def export(store: Store, out: Path | IO[str], form: GraphFormat, *, ontology: bool = True) -> None:
    """Write all that a store holds, with or without the ontology's graph.

    Forms without named graphs get the union of all: each triple once. A file appears once it is complete, and takes the place
    of an older one then. Raises `UsageError` where it can't be written.
    """
    if isinstance(out, Path):
        with whole_file(out) as file:
            _FORMS[form](store, file, ontology)
    else:
        _FORMS[form](store, out, ontology)


def write(lines: Iterable[str], form: GraphFormat, out: IO[str], base: str = "", prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write lines of N-Triples, in whatever order, as Turtle or N-Triples, each only once; names below `base` become relative to it.

    `prefixes` maps the prefixes of short names to IRIs. Raises `InputError` for what is no N-Triples.
    """
    ordered = _once(sorted_lines(f"{line}\n" for line in lines))
    if form is GraphFormat.NTRIPLES:
        out.writelines(ordered)
    else:
        _write_turtle(ordered, out, Names(base, prefixes))


def lines_of(store: Store, *, ontology: bool = True) -> Iterator[str]:
    """All quads of a store as lines of N-Quads, in no order, with or without the ontology's graph."""
    end = f" <{ONTOLOGY_GRAPH}> ."
    return (line for line in store.lines() if ontology or not line.endswith(end))


def _nquads(store: Store, out: IO[str], ontology: bool) -> None:
    end = f" <{ONTOLOGY_GRAPH}> .\n".encode()
    with _file() as dump, _bytes(out) as target:
        store.dump(dump, GraphFormat.NQUADS)
        dump.seek(0)
        lines = sorted_lines(dump if ontology else (line for line in dump if not line.endswith(end)))
        while some := b"".join(islice(lines, _BATCH)):
            target.write(some)


def _ntriples(store: Store, out: IO[str], ontology: bool) -> None:
    with _union(store, ontology) as lines:
        out.writelines(lines)


def _turtle(store: Store, out: IO[str], ontology: bool) -> None:
    with _union(store, ontology) as lines:
        _write_turtle(lines, out, Names(store.base))


def _trig(store: Store, out: IO[str], ontology: bool) -> None:
    names = Names(store.base)
    with _file() as dump, _file() as kept, _body(out, lambda: header(names)) as target:
        store.dump(dump, GraphFormat.TRIG, prefixes=names.known)
        dump.seek(0)
        if not ontology:
            kept.writelines(_without_ontology(dump))
            kept.seek(0)
        target.writelines(body(dump if ontology else kept, names))


def _without_ontology(trig: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of TriG as the engine writes it, without those of the ontology's graph."""
    inside = False
    for line in trig:
        inside = inside or line == f"<{ONTOLOGY_GRAPH}> {{\n".encode()
        if not inside:
            yield line
        inside = inside and line != b"}\n"


def _jsonld(store: Store, out: IO[str], ontology: bool) -> None:
    names = Names(store.base)
    with _body(out, lambda: [f'{{"@context": {context(names)},\n"@graph": [']) as target:
        target.writelines(text.encode() for text in _objects(lines_of(store, ontology=ontology), names))


_FORMS: Mapping[GraphFormat, Callable[[Store, IO[str], bool], None]] = {
    GraphFormat.NQUADS: _nquads,
    GraphFormat.NTRIPLES: _ntriples,
    GraphFormat.TURTLE: _turtle,
    GraphFormat.TRIG: _trig,
    GraphFormat.JSONLD: _jsonld,
}


@contextmanager
def _union(store: Store, ontology: bool) -> Iterator[Iterator[str]]:
    """All triples of all graphs as sorted lines of N-Triples, each once."""
    with _file() as dump:
        for graph in _graphs(store, ontology):
            store.dump(dump, GraphFormat.NTRIPLES, graph)
        with _text(dump) as lines:
            yield _once(sorted_lines(lines))


def _write_turtle(lines: Iterable[str], out: IO[str], names: Names) -> None:
    with _file() as statements, _body(out, lambda: header(names)) as target:
        write_turtle(lines, statements, names.known)
        statements.seek(0)
        target.writelines(body(statements, names))


@contextmanager
def _body(out: IO[str], head: Callable[[], Iterable[str]]) -> Iterator[IO[bytes]]:
    """A file for what comes after the head, which is made only then: it tells of the prefixes that were used."""
    with _file() as written, _bytes(out) as target:
        yield written
        target.write("".join(head()).encode())
        written.seek(0)
        shutil.copyfileobj(written, target, _CHUNK)


@contextmanager
def _bytes(out: IO[str]) -> Iterator[IO[bytes]]:
    """Where the bytes of a text in UTF-8 go: into the file below it, or, where there is none, into the text once all are there."""
    below: IO[bytes] | None = getattr(out, "buffer", None)
    if below is not None:
        out.flush()
        yield below
        return
    with _file() as file:
        yield file
        with _text(file) as text:
            shutil.copyfileobj(text, out)


def _objects(lines: Iterable[str], names: Names) -> Iterator[str]:
    """The objects of JSON-LD for each graph, and the end of their list."""
    for number, (graph, quads) in enumerate(_by_graph(lines)):
        nodes = (node(subject, _said(said), names) for subject, said in groupby(quads, itemgetter(0)))
        start = f'{{"@id": "{identifier(graph, names)}", "@graph": [' if graph else '{"@graph": ['
        yield (",\n" if number else "\n") + start
        for place, text in enumerate(nodes):
            yield (",\n" if place else "\n") + text
        yield "\n]}"
    yield "\n]}\n"


def _by_graph(lines: Iterable[str]) -> Iterator[tuple[str, Iterator[_Quad]]]:
    """The quads of each graph, subject by subject."""
    quads = ((split(line), line) for line in lines)
    keyed = (f"{_key(graph)}\t{_key(subject)}\t{line}\n" for (subject, _, _, graph), line in quads)
    # A line of N-Quads holds no tab.
    return groupby((split(line.rpartition("\t")[2]) for line in sorted_lines(keyed)), itemgetter(3))


def _said(quads: Iterable[_Quad]) -> Iterator[tuple[str, str]]:
    return ((predicate, value) for _, predicate, value, _ in quads)


def _graphs(store: Store, ontology: bool) -> list[str]:
    """The names of graphs in natural order."""
    return sorted((graph for graph in store.graphs() if ontology or graph != ONTOLOGY_GRAPH), key=natural)


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile()


@contextmanager
def _text(file: IO[bytes]) -> Iterator[IO[str]]:
    """What was written to a file, from its beginning."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    try:
        yield text
    finally:
        text.detach()  # the file is closed by whoever opened it


@lru_cache(50_000)
def _key(name: str) -> str:
    """What a name is sorted by: without the bracket at its end, so that a thing comes before what lies below it."""
    return natural(name[:-1])


def _once(lines: Iterable[str]) -> Iterator[str]:
    """Sorted lines, each only once."""
    return (line for line, _ in groupby(lines))
