"""Graphs in memory, made to be checked: N-Triples lines go in, triples of rdflib and graphs quick to look things up in come out."""

import re
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from functools import lru_cache
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.ntriples import unquote
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import InputError
from kg.terms import XSD

Triple = tuple[Node, Node, Node]

_LINE = re.compile(
    r"\A(?:<([^>]*)>|(_:\S+)) <([^>]*)> "
    r'(?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?) ?\.\s*'
)


class QuickGraph(Graph):
    """A graph that answers the two look-ups of which validation makes tens of thousands without asking rdflib's store.

    It parses a SPARQL constraint only once, and is true without being counted.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        """A graph of some triples, to which nothing may be added."""
        super().__init__("SimpleMemory", bind_namespaces="none")
        self._objects: defaultdict[tuple[object, object], dict[Node, None]] = defaultdict(dict)
        self._subjects: defaultdict[tuple[object, object], dict[Node, None]] = defaultdict(dict)
        for subject, predicate, value in triples:
            self.add((subject, predicate, value))
            self._objects[subject, predicate][value] = None
            self._subjects[predicate, value][subject] = None

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Node, None, None]:  # noqa: ANN401, FBT002
        """See `rdflib.Graph.objects`."""
        if subject is None or type(predicate) is not URIRef:
            return super().objects(subject, predicate, unique)
        return (node for node in self._objects.get((subject, predicate), ()))

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Generator[Node, None, None]:  # noqa: ANN401, A002, FBT002
        """See `rdflib.Graph.subjects`."""
        if object is None or type(predicate) is not URIRef:
            return super().subjects(predicate, object, unique)
        return (node for node in self._subjects.get((predicate, object), ()))

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
    return _typed(text, datatype)


@lru_cache(maxsize=8192)
def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=_iri(datatype))


@lru_cache(maxsize=8192)
def _iri(text: str) -> URIRef:
    return URIRef(unquote(text) if "\\" in text else text)
