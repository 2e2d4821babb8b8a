"""What makes use of a term of the ontology: its name goes in, the shapes that check it and the queries that ask for it come out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.ontology import load
from kg.queries import Query, bundled, bundled_graphs
from kg.resources import shape_files
from kg.terms import RV

#: The classes whose members have a property that has no domain, since they have nothing else in common.
STATED_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"country": ("Event",), "facilityType": ("Facility", "FacilityCount")}
)

_SHAPE = "https://w3id.org/reported-violence/shapes#"
_TERM = re.compile(r"\brv:([A-Za-z]\w*)")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# Queries that ask for the code of an event's class, and so for every class that has one.
_CODE_OF_CLASS = re.compile(r"\ba/skos:notation\b")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its name, what it tells a user who breaks it, and the names of the terms that it checks.

    `classes` are those whose members it looks at, `properties` those that it looks along.
    """

    name: str
    message: str
    classes: frozenset[str]
    properties: frozenset[str]


@cache
def shapes() -> tuple[Shape, ...]:
    """All bundled shapes that have a name, in order of their names."""
    graph = Graph()
    for path in shape_files():
        graph.parse(path, format="turtle")
    named = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in graph.subjects(RDF.type, kind)}
    return tuple(_shape(graph, node) for node in sorted(node for node in named if isinstance(node, URIRef)))


def shapes_of_class(name: str) -> tuple[Shape, ...]:
    """The shapes that check the members of a class."""
    return tuple(shape for shape in shapes() if name in shape.classes)


def shapes_of_property(name: str) -> tuple[Shape, ...]:
    """The shapes that check the values of a property."""
    return tuple(shape for shape in shapes() if name in shape.properties)


def queries_of(name: str) -> tuple[Query, ...]:
    """The bundled queries that use a class or property, in order of their names.

    A class that has a code is used by every query that asks for an event's code; one that no query names, by those that name
    a property of its members.
    """
    found = tuple(query for query in _all_queries() if name in _terms_in(query.text))
    if found:
        return found
    properties = {item.name for item in load().properties if item.domain == f"rv:{name}"}
    return tuple(query for query in _all_queries() if properties & _terms_in(query.text))


def queries_of_scheme(name: str) -> tuple[Query, ...]:
    """The bundled queries that can be narrowed by a code of a scheme, first of all, or that name one of its codes."""
    asked = [query for query in _all_queries() if any(item.type == f"code:{name}" for item in query.parameters)]
    named = [query for query in _all_queries() if re.search(rf"(?<![\w-]){name}:[a-z]", _COMMENT.sub("", query.text))]
    return tuple({query.name: query for query in (*asked, *named)}.values())


def terms_of(query: Query) -> tuple[str, ...]:
    """The names of the classes and properties that a query needs, sorted; those that only have a code are left out."""
    return tuple(sorted(_named_in(query.text)))


def _all_queries() -> tuple[Query, ...]:
    return (*bundled().values(), *bundled_graphs().values())


@cache
def _terms_in(text: str) -> frozenset[str]:
    """The terms that a query's text names, and the classes for whose codes it asks."""
    coded = {item.name for item in load().classes if item.notation} if _CODE_OF_CLASS.search(text) else set()
    return _named_in(text) | coded


def _named_in(text: str) -> frozenset[str]:
    known = {item.name for item in load().classes} | {item.name for item in load().properties}
    return frozenset(known & set(_TERM.findall(_COMMENT.sub("", text))))


def _shape(graph: Graph, node: URIRef) -> Shape:
    parts = list(_parts(graph, node))
    values = {part: list(graph.predicate_objects(part)) for part in parts}
    pairs = [pair for found in values.values() for pair in found]
    targets = {_name(value) for predicate, value in pairs if predicate == SH.targetClass}
    along = {
        name
        for predicate, value in pairs
        if predicate in (SH.path, SH.targetSubjectsOf, SH.targetObjectsOf, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
        for name in _path(graph, value)
    }
    asked = {name for predicate, value in pairs if predicate == SH.select for name in _TERM.findall(str(value))}
    message = next((str(graph.value(part, SH.message)) for part in parts if (part, SH.message, None) in graph), "")
    return Shape(
        name=node.removeprefix(_SHAPE),
        message=message or str(graph.value(node, RDFS.label) or ""),
        classes=frozenset(filter(None, targets)),
        properties=frozenset(filter(None, along)) | frozenset(asked),
    )


def _parts(graph: Graph, node: Node, seen: tuple[Node, ...] = ()) -> Iterator[Node]:
    """A shape with the blank nodes and the SPARQL constraints that it is made of."""
    if node not in seen:
        yield node
        for predicate, value in graph.predicate_objects(node):
            if isinstance(value, BNode) or predicate == SH.sparql:
                yield from _parts(graph, value, (*seen, node))


def _path(graph: Graph, value: Node) -> Iterator[str]:
    """The names of the properties that a path is made of."""
    for part in _parts(graph, value):
        if isinstance(part, URIRef):
            yield _name(part)
        else:
            yield from (_name(item) for item in graph.objects(part) if isinstance(item, URIRef))


def _name(node: Node) -> str:
    return str(node).removeprefix(RV) if str(node).startswith(RV) else ""
