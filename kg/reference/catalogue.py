"""Bundled queries as examples for other people's SPARQL editors: queries go in, SHACL's executables come out, in Turtle.

The form is that of the SIB Swiss Institute of Bioinformatics: `sh:SPARQLExecutable` with the question as `rdfs:comment` (SHACL
Advanced Features, W3C 2017, section 5).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO

from kg.export.dump import write
from kg.formats import GraphFormat
from kg.queries import Query
from kg.terms import DCT, PREFIXES, RDF, RDFS, RV, XSD, iri, literal

SH = "http://www.w3.org/ns/shacl#"

#: The IRI of the catalogue; queries and prefixes lie below it.
CATALOGUE = f"{RV.removesuffix('ontology#')}queries"

_PREFIXES: Mapping[str, str] = MappingProxyType({**PREFIXES, "sh": SH})
_TYPE = f"<{RDF}type>"
_HEAD = re.compile(r"^#\+.*\n", re.MULTILINE)
_DECLARED = re.compile(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>[ \t]*\n", re.MULTILINE | re.IGNORECASE)
_CONSTRUCT = re.compile(r"^CONSTRUCT\b", re.MULTILINE)


def write_catalogue(queries: Iterable[Query], out: IO[str]) -> None:
    """Write queries as a catalogue in Turtle; each runs as it stands, a required parameter with its example."""
    lines = [line for query in queries for line in _query(query)]
    write(lines, GraphFormat.TURTLE, out, prefixes=_PREFIXES)


def _query(query: Query) -> Iterator[str]:
    node = f"{CATALOGUE}/{query.name}"
    form = "Construct" if _CONSTRUCT.search(query.text) else "Select"
    text = _HEAD.sub("", query.text)
    yield _said(node, _TYPE, f"<{SH}SPARQLExecutable>")
    yield _said(node, _TYPE, f"<{SH}SPARQL{form}Executable>")
    yield _said(node, f"<{RDFS}label>", literal(query.name))
    yield _said(node, f"<{RDFS}comment>", f"{literal(query.summary)}@en")
    yield _said(node, f"<{DCT}description>", f"{literal(query.description)}@en")
    yield _said(node, f"<{SH}{form.lower()}>", literal(text))
    yield _said(node, f"<{SH}prefixes>", iri(CATALOGUE))
    for match in _DECLARED.finditer(text):
        yield from _prefix(*match.groups())


def _prefix(prefix: str, namespace: str) -> Iterator[str]:
    node = f"{CATALOGUE}/prefix/{prefix}"
    yield _said(CATALOGUE, f"<{SH}declare>", iri(node))
    yield _said(node, _TYPE, f"<{SH}PrefixDeclaration>")
    yield _said(node, f"<{SH}prefix>", literal(prefix))
    yield _said(node, f"<{SH}namespace>", f"{literal(namespace)}^^<{XSD}anyURI>")


def _said(subject: str, predicate: str, value: str) -> str:
    return f"{iri(subject)} {predicate} {value} ."
