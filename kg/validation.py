"""Graphs checked against the SHACL shapes: a store, RDF files or graphs as N-Triples go in, findings come out (SHACL, W3C 2017).

The shapes are parsed and compiled once. Each report's graph is then checked by itself, together with the few statements of
the shared graphs that speak of it, so that time grows with the number of reports and memory does not:

    graphs ──sort──▶ shared (identity, entities, activity, ontology) ──in parts──▶ findings
                └──▶ reports ──one by one, each with what is said of it elsewhere──▶ findings

Nothing is ever fetched: shapes come from the program, files are read by the store's parser, imports are not followed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SH
from rdflib.plugins.parsers.ntriples import unquote
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import InputError
from kg.resources import ontology_file, shape_files
from kg.store.base import Store
from kg.store.rdf_files import read_triples
from kg.terms import PREFIXES, XSD
from kg.terms import RV as RV_IRI

Triple = tuple[Node, Node, Node]

RV = Namespace(RV_IRI)

#: Statements of shared graphs are checked in parts of about this many, so that memory stays flat.
_PART = 2_000

#: A value is shown to people up to this many characters.
_WIDTH = 80

_SHARED = re.compile(r"/graph/(identity|entities|activity)$")
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)

# Shared statements about a node of a report: those that point to it, and those that begin at it.
_POINTING = (RV.describedBy, PROV.generated)
_BEGINNING = (RV.identifiedAs, RV.addable, RV.containedIn, RV.repeats, RV.replaces)

# What a statement about a shared node needs beside it, and classes whose nodes no report points to.
_DESCRIBING = (RDF.type, RV.countryCode)
_NEVER_MEANT = (RV.Incident, RV.IdentityDecision, RV.Reading)

_LINE = re.compile(
    r"(?:<([^>]*)>|(_:\S+)) <([^>]*)> "
    r'(?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?) ?\.\s*'
)


class Severity(IntEnum):
    """How grave a finding is: a violation can't be, a warning deserves a look, an info is merely incomplete."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def label(self) -> str:
        """Its name in small letters."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a shape (a `sh:ValidationResult`).

    `shape` is the shape's name and `constraint` the kind of constraint (`MinCount`, `Class`, …) that was not met; `focus` and
    an IRI as `value` are IRIs, a blank node is `[]`; `path` is in the syntax of SPARQL with the prefixes of the ontology's
    page; `report` is the IRI of the report whose graph was checked, None for what is shared.
    """

    shape: str
    constraint: str
    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    report: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """What findings are sorted by: shape, then report, focus and value."""
        return self.shape, self.report or "", self.focus, self.constraint, self.value or ""


def validate_store(store: Store) -> Iterator[Finding]:
    """The findings in all graphs of a store, report by report."""
    return validate_graphs(store.graphs(), lambda name: store.graph_text(name).splitlines())


def validate_files(paths: Iterable[Path]) -> Iterator[Finding]:
    """The findings in RDF files taken together, whether they keep named graphs apart or not.

    Raises `InputError` for a file that can't be read.
    """
    graphs = _by_report([line for path in paths for line in read_triples(path)])
    return validate_graphs(list(graphs), graphs.__getitem__)


def validate_graphs(names: Sequence[str], lines_of: Callable[[str], Iterable[str]]) -> Iterator[Finding]:
    """The findings in named graphs; `lines_of` gives the N-Triples lines of one, and is asked twice for shared ones.

    Shared are the ontology's graph and those named `…/graph/identity`, `…/graph/entities` and `…/graph/activity`; every other
    graph is a report's. Raises `InputError` for a line that is no N-Triples.
    """
    shared = [name for name in names if is_shared(name)]
    reports = [name for name in names if not is_shared(name)]
    shapes = compiled_shapes()
    surroundings = Surroundings(frozenset(reports))
    for name in shared:
        for triple in read_lines(lines_of(name)):
            surroundings.note(triple)
    for name in shared:
        shared_triples = (triple for triple in read_lines(lines_of(name)) if triple[1] not in _BEGINNING)
        for part in _parts(shared_triples):
            yield from shapes.check(part, [], surroundings.described, None)
    for name in reports:
        yield from shapes.check(list(read_lines(lines_of(name))), surroundings.links[name], surroundings.described, name)
    yield from shapes.check([], surroundings.links[None], surroundings.described, None)


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as a person reads them, grouped by shape: a line that says what to do, and one for each node."""
    for (shape, message), group in groupby(sorted(findings, key=lambda finding: finding.order), key=_shape_and_message):
        yield f"{shape}: {message}"
        for finding in group:
            found = " = ".join(_printable(part) for part in (finding.path, finding.value) if part is not None)
            yield f"  {finding.severity.label} {_printable(finding.focus)}{': ' if found else ''}{found}"


def _shape_and_message(finding: Finding) -> tuple[str, str]:
    return finding.shape, finding.message


def _printable(text: str) -> str:
    """A text on one line, cut, without what a terminal would obey."""
    clean = "".join(character if character.isprintable() else " " for character in text)
    return clean if len(clean) <= _WIDTH else clean[: _WIDTH - 1] + "…"


def is_shared(graph: str) -> bool:
    """Whether a graph belongs to no single report: identity, entities, activity or the ontology."""
    return graph == RV_IRI[:-1] or bool(_SHARED.search(graph))


@dataclass
class Surroundings:
    """What shared graphs say of the nodes of reports, and of the shared nodes that reports point to.

    `links` holds, for each report's IRI, the statements that point to a node of it or begin at one; under None those of nodes
    of no report there is. `described` holds the classes and country codes of shared nodes.
    """

    reports: frozenset[str]
    links: defaultdict[str | None, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    described: defaultdict[Node, list[Triple]] = field(default_factory=lambda: defaultdict(list))

    def note(self, triple: Triple) -> None:
        """Take in one shared statement."""
        subject, predicate, value = triple
        if predicate in _POINTING:
            self.links[self.report_of(value)].append(triple)
        elif predicate in _BEGINNING:
            self.links[self.report_of(subject)].append(triple)
        elif predicate in _DESCRIBING and value not in _NEVER_MEANT:
            self.described[subject].append(triple)

    def report_of(self, node: Node) -> str | None:
        """The report that a node is or lies below, if there is one."""
        name = str(node)
        while name and name not in self.reports:
            name = name.rpartition("/")[0]
        return name or None


@dataclass(frozen=True, slots=True)
class _Group:
    """A shape with targets, its property shapes, and the single nodes among its targets (codes)."""

    shape: Shape
    properties: list[Shape]
    codes: frozenset[Node]


class Shapes:
    """SHACL shapes, compiled: for each shape with targets, it and its property shapes.

    Property shapes are asked about all focus nodes at once, which gives the results of `sh:property` some ten times faster.
    """

    def __init__(self, shapes: Graph, classes: Iterable[Triple]) -> None:
        """Compile a shapes graph (which is changed); `classes` are the `rdfs:subClassOf` statements of the ontology."""
        self._classes = list(classes)
        self._executor = SHACLExecutor()
        graph = ShapesGraph(shapes)
        by_node = {shape.node: shape for shape in graph.shapes}
        self._groups: list[_Group] = []
        for node in {subject for target in _TARGETS for subject in shapes.subjects(target)}:
            properties = [by_node[part] for part in shapes.objects(node, SH.property)]
            shapes.remove((node, SH.property, None))
            self._groups.append(_Group(by_node[node], properties, frozenset(shapes.objects(node, SH.targetNode))))

    def check(
        self, own: list[Triple], links: list[Triple], described: dict[Node, list[Triple]], report: str | None
    ) -> list[Finding]:
        """The findings about the subjects of `own` and about the nodes that `links` speak of, sorted.

        `described` says what else is known of nodes that these statements point to.
        """
        graph = _DataGraph("SimpleMemory", bind_namespaces="none")
        for triple in (*self._classes, *own, *links):
            graph.add(triple)
        for node in {node for triple in (*own, *links) for node in (triple[0], triple[2]) if node in described}:
            for triple in described[node]:
                graph.add(triple)
        meant = {triple[0] for triple in own} | {link[2] if link[1] in _POINTING else link[0] for link in links}
        findings = []
        for group in self._groups:
            if focus := list(group.shape.focus_nodes(graph) & meant | group.codes):  # type: ignore[no-untyped-call]
                for part in (group.shape, *group.properties):
                    _, results = part.validate(self._executor, graph, focus=focus)
                    findings += [_finding(part, facts, report) for _, _, facts in results]
        return sorted(findings, key=lambda finding: finding.order)


@cache
def compiled_shapes() -> Shapes:
    """The bundled shapes, compiled on the first call; raises `InputError` where one can't be read."""
    classes = _parsed(ontology_file("reported-violence.ttl")).triples((None, RDFS.subClassOf, None))
    shapes = Graph()
    for path in shape_files():
        shapes += _parsed(path)
    return Shapes(shapes, [triple for triple in classes if str(triple[2]).startswith(RV_IRI)])


def _parsed(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{path}: can't be read as Turtle: {' '.join(str(error).split())}") from error


class _DataGraph(Graph):
    """A graph in memory, made to be checked: it parses a SPARQL constraint only once, and is true without being counted."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:  # noqa: ANN401 - rdflib's own signature
        """See `rdflib.Graph.query`; parsing would take most of the time of asking a small graph."""
        return super().query(_prepared(query_object) if isinstance(query_object, str) else query_object, *args, **options)

    def __bool__(self) -> bool:
        """Always, since pyshacl asks this for every result, and the store would count its triples to answer."""
        return True


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def read_lines(lines: Iterable[str]) -> Iterator[Triple]:
    """The triples of N-Triples lines, strings plain; raises `InputError` for a line that is none.

    >>> next(read_lines(['<https://example.org/a> <https://example.org/b> "c" .']))[2]
    rdflib.term.Literal('c')
    """
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            raise InputError(f"no line of N-Triples: {line[:80]!r}")
        subject, blank, predicate, *value = found.groups()
        yield _node(subject, blank), _iri(predicate), _value(*value)


def _node(iri: str | None, blank: str | None) -> Node:
    return _iri(iri) if iri is not None else BNode(str(blank)[2:])


def _value(iri: str | None, blank: str | None, text: str | None, datatype: str | None, language: str | None) -> Node:
    if text is None:
        return _node(iri, blank)
    if "\\" in text:
        text = unquote(text)
    if datatype is None or datatype == f"{XSD}string":
        return Literal(text, lang=language)
    return Literal(text, datatype=_iri(datatype))


@lru_cache(maxsize=8192)
def _iri(text: str) -> URIRef:
    return URIRef(unquote(text) if "\\" in text else text)


def _by_report(lines: list[str]) -> dict[str, list[str]]:
    """Lines of N-Triples sorted by the report that their subject is or lies below; the rest as if from the entities graph."""
    mark = f" <{RDF.type}> <{RV.Report}> ."
    reports = frozenset(line.partition(" ")[0][1:-1] for line in lines if line.endswith(mark))
    belongs = Surroundings(reports).report_of
    graphs: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(lines):
        subject = line.partition(" ")[0].strip("<>")
        graphs[belongs(URIRef(subject)) or "urn:kg:/graph/entities"].append(line)
    return graphs


def _parts(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """Sorted triples in parts of about `_PART`, never parting those of one subject."""
    part: list[Triple] = []
    for triple in triples:
        if len(part) >= _PART and triple[0] != part[-1][0]:
            yield part
            part = []
        part.append(triple)
    if part:
        yield part


def _finding(shape: Shape, facts: Iterable[tuple[Node, Node, Any]], report: str | None) -> Finding:
    """A result of pyshacl, whose facts are triples with some of their objects paired with the graph they are from."""
    found = {predicate: value[1] if isinstance(value, tuple) else value for _, predicate, value in facts}
    path, value = found.get(SH.resultPath), found.get(SH.value)
    return Finding(
        shape=str(found[SH.sourceShape]).rpartition("#")[2],
        constraint=str(found[SH.sourceConstraintComponent]).rpartition("#")[2].removesuffix("ConstraintComponent"),
        severity=Severity[str(found[SH.resultSeverity]).rpartition("#")[2].upper()],
        focus=_shown(found[SH.focusNode]),
        path=None if path is None else shacl_path_to_sparql_path(shape.sg, path, prefixes=PREFIXES),
        value=None if value is None else _shown(value),
        message=str(found[SH.resultMessage]),
        report=report,
    )


def _shown(node: Node) -> str:
    return "[]" if isinstance(node, BNode) else str(node)
