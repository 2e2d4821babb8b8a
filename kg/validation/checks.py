"""What is validated: a store, RDF files or named graphs go in, findings come out, report by report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.findings.model import Finding
from kg.store.base import Store
from kg.store.rdf_files import read_triples
from kg.validation.graph import read_lines
from kg.validation.shapes import compiled_shapes
from kg.validation.surroundings import BEGINNING, MARKS, Surroundings, by_report, in_parts, is_shared


def validate_store(store: Store, own: tuple[Path, ...] = ()) -> Iterator[Finding]:
    """The findings in all graphs of a store, report by report; `own` are files of shapes in addition to the bundled ones."""
    return validate_graphs(store.graphs(), lambda name: store.graph_text(name).splitlines(), own)


def validate_files(paths: Iterable[Path], own: tuple[Path, ...] = ()) -> Iterator[Finding]:
    """The findings in RDF files taken together, whether they keep named graphs apart or not.

    Raises `InputError` for a file that can't be read.
    """
    graphs = by_report([line for path in paths for line in read_triples(path)])
    return validate_graphs(list(graphs), graphs.__getitem__, own)


def validate_graphs(
    names: Sequence[str], lines_of: Callable[[str], Iterable[str]], own: tuple[Path, ...] = ()
) -> Iterator[Finding]:
    """The findings in named graphs; `lines_of` gives the N-Triples lines of one, and is asked twice for shared ones.

    Shared are the ontology's graph and those named `…/graph/identity`, `…/graph/entities` and `…/graph/activity`; every other
    graph is a report's. Raises `InputError` for a line that is no N-Triples and for shapes that make no sense.
    """
    shared = [name for name in names if is_shared(name)]
    reports = [name for name in names if not is_shared(name)]
    shapes = compiled_shapes(own)
    surroundings = Surroundings(frozenset(reports), everything=bool(own))
    for name in shared:
        surroundings.note_all(read_lines(lines_of(name)))
    for name in shared:
        triples = (triple for triple in read_lines(lines_of(name)) if triple[0] not in surroundings.decisions)
        shared_triples = (triple for triple in triples if triple[1] not in BEGINNING)
        for part in in_parts(shared_triples):
            marks, rest = [triple for triple in part if triple[1] in MARKS], [triple for triple in part if triple[1] not in MARKS]
            yield from shapes.check(rest, [], surroundings.around(rest, []), None)
            yield from shapes.check(marks, [], [], None)
    decided = [triple for said in surroundings.decisions.values() for triple in said]
    yield from shapes.check(decided, [], surroundings.around_decisions(), None)
    for name in reports:
        graph, links = list(read_lines(lines_of(name))), surroundings.links[name]
        yield from shapes.check(graph, links, surroundings.around(graph, links), name, surroundings.file_of(name))
    lost = surroundings.links[None]
    yield from shapes.check([], lost, surroundings.around([], lost), None)
