"""The ontology as data: its Turtle files go in, classes, properties and concept schemes come out, or all of it as N-Quads.

The tree of classes follows `rdfs:subClassOf` within the ontology; siblings stand in the order of their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import UsageError
from kg.resources import ontology_files
from kg.terms import CODE, PREFIXES, RV, iri
from kg.vocabulary import SCHEMES

#: The ontology's IRI, which is also the name of its graph in every store.
ONTOLOGY = RV.removesuffix("#")

_SHORT = sorted({**PREFIXES, "foaf": "http://xmlns.com/foaf/0.1/"}.items(), key=lambda pair: -len(pair[1]))


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class; `name` and `parents` are local names, `parents` those of this ontology, `notation` the code of a type of event."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    notation: str | None = None


@dataclass(frozen=True, slots=True)
class OntologyProperty:
    """A property; `kind` is "object" or "data", `domain` and `range` are prefixed names or None where none is stated.

    `functional` says that a subject has at most one value, `scheme` which concept scheme the values come from.
    """

    name: str
    label: str
    definition: str
    kind: str
    domain: str | None
    range: str | None
    functional: bool
    scheme: str | None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A code: its notation, label and definition, proper synonyms and matches in published schemes (IRIs)."""

    notation: str
    label: str
    definition: str
    synonyms: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptScheme:
    """A list of codes in the order of the ontology's file."""

    name: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]


#: What `Ontology.find` finds.
OntologyThing: TypeAlias = OntologyClass | OntologyProperty | ConceptScheme


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that the ontology names; `classes` and `properties` are sorted by name, `schemes` as in the vocabulary."""

    version: str
    licence: str
    classes: tuple[OntologyClass, ...]
    properties: tuple[OntologyProperty, ...]
    schemes: tuple[ConceptScheme, ...]

    def tree(self, parent: str | None = None, depth: int = 0) -> Iterator[tuple[int, OntologyClass]]:
        """Each class once with its depth, subclasses behind their class; one with several parents stands below the last of them."""
        for item in self.classes:
            if (item.parents or (None,))[-1] == parent:
                yield depth, item
                yield from self.tree(item.name, depth + 1)

    def properties_of(self, name: str) -> tuple[OntologyProperty, ...]:
        """The properties whose domain is a class or one above it."""
        known = {name, *self._above(name)}
        return tuple(item for item in self.properties if (item.domain or "").removeprefix("rv:") in known)

    def _above(self, name: str) -> Iterator[str]:
        for item in self.classes:
            if item.name == name:
                for parent in item.parents:
                    yield parent
                    yield from self._above(parent)

    def find(self, name: str) -> OntologyThing:
        """The class, property or scheme of a name, with or without `rv:`.

        Names are told apart by case first, so that `Event` is the class and `event` the property; where a property and a scheme
        share a name, it is the scheme. Raises `UsageError` that names what is close.
        """
        wanted = name.removeprefix("rv:")
        things: list[OntologyThing] = [*self.classes, *self.schemes, *self.properties]
        for thing in things:
            if thing.name == wanted:
                return thing
        for thing in things:
            if thing.name.lower() == wanted.lower():
                return thing
        close = [thing.name for thing in things if wanted.lower() in thing.name.lower()]
        choices = ", ".join(close or [scheme.name for scheme in self.schemes])
        raise UsageError(f"no class, property or scheme {name!r}; there are: {choices} … (`kg ontology` lists all)")


@cache
def load() -> Ontology:
    """Read the ontology's files."""
    graph = _graph()
    return Ontology(
        version=ontology_version(),
        licence=_text(graph, URIRef(ONTOLOGY), DCTERMS.license),
        classes=tuple(_class(graph, node) for node in _own(graph, OWL.Class)),
        properties=tuple(_property(graph, node) for node in _own(graph, *_KINDS)),
        schemes=tuple(_scheme(graph, name) for name in SCHEMES),
    )


def ontology_version() -> str:
    """The version of the ontology, such as `0.1.0`."""
    return _text(_graph(), URIRef(ONTOLOGY), OWL.versionInfo)


def ontology_ntriples() -> str:
    """All files of the ontology as sorted N-Triples (RDF 1.1), without a blank node."""
    lines = _graph().serialize(format="nt").splitlines()
    return "".join(f"{line}\n" for line in sorted(lines) if line)


def ontology_nquads() -> str:
    """All files of the ontology as sorted N-Quads (RDF 1.1) in the graph that its IRI names."""
    graph = iri(ONTOLOGY)
    return "".join(f"{line.removesuffix('.')}{graph} .\n" for line in ontology_ntriples().splitlines())


def shorten(text: str) -> str:
    """An IRI as a prefixed name where a prefix is known, such as `xsd:integer`."""
    for prefix, namespace in _SHORT:
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


_KINDS = {OWL.ObjectProperty: "object", OWL.DatatypeProperty: "data"}


@cache
def _graph() -> Graph:
    graph = Graph()
    for path in ontology_files():
        with path.open("rb") as stream:
            graph.parse(stream, format="turtle")
    return graph


def _own(graph: Graph, *kinds: Node) -> list[URIRef]:
    """The nodes of some types that this ontology names, in order of their names."""
    nodes = (node for kind in kinds for node in graph.subjects(RDF.type, kind))
    return sorted(node for node in nodes if isinstance(node, URIRef) and node.startswith(RV))


def _class(graph: Graph, node: URIRef) -> OntologyClass:
    return OntologyClass(
        name=node.removeprefix(RV),
        label=_text(graph, node, RDFS.label),
        definition=_text(graph, node, SKOS.definition),
        parents=_names(graph, node, RDFS.subClassOf),
        disjoint=tuple(sorted({*_names(graph, node, OWL.disjointWith), *_disjoint_with(graph, node)})),
        notation=_text(graph, node, SKOS.notation) or None,
    )


def _disjoint_with(graph: Graph, node: URIRef) -> Iterator[str]:
    """The classes that name this one as disjoint: each pair is stated once."""
    return (str(other).removeprefix(RV) for other in graph.subjects(OWL.disjointWith, node))


def _property(graph: Graph, node: URIRef) -> OntologyProperty:
    ranges = [str(value) for value in graph.objects(node, RDFS.range)]
    return OntologyProperty(
        name=node.removeprefix(RV),
        label=_text(graph, node, RDFS.label),
        definition=_text(graph, node, SKOS.definition),
        kind=next(name for kind, name in _KINDS.items() if (node, RDF.type, kind) in graph),
        domain=shorten(_text(graph, node, RDFS.domain)) or None,
        # an alignment may add a range of another vocabulary; the ontology's own comes first
        range=shorten(min(ranges, key=lambda value: (not value.startswith(RV), value), default="")) or None,
        functional=(node, RDF.type, OWL.FunctionalProperty) in graph,
        scheme=_text(graph, node, RDFS.seeAlso).removeprefix(CODE) or None,
        comments=_texts(graph, node, RDFS.comment),
    )


def _scheme(graph: Graph, name: str) -> ConceptScheme:
    node = URIRef(f"{CODE}{name}")
    return ConceptScheme(
        name=name,
        label=_text(graph, node, SKOS.prefLabel),
        definition=_text(graph, node, SKOS.definition),
        concepts=tuple(_concept(graph, URIRef(f"{node}/{notation}")) for notation in SCHEMES[name]),
    )


def _concept(graph: Graph, node: URIRef) -> Concept:
    return Concept(
        notation=_text(graph, node, SKOS.notation),
        label=_text(graph, node, SKOS.prefLabel),
        definition=_text(graph, node, SKOS.definition),
        synonyms=_texts(graph, node, SKOS.altLabel),
        matches=_texts(graph, node, SKOS.exactMatch) + _texts(graph, node, SKOS.closeMatch),
    )


def _names(graph: Graph, node: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(value.removeprefix(RV) for value in _texts(graph, node, predicate) if value.startswith(RV))


def _texts(graph: Graph, node: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(node, predicate)))


def _text(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    """The value of a property, or nothing; of several, the first in order."""
    return next(iter(_texts(graph, node, predicate)), "")
