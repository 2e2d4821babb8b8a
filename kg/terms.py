"""RDF terms as text: IRIs, literals and statements in the syntax of N-Triples and N-Quads (which SPARQL reads as well).

Text is the fast way to make quads and the safe way to give a query its parameters: every string goes through `literal`
or `iri`, nothing is ever pasted. Literals are canonical, so that the store gives them back unchanged.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from kg.errors import InputError, UsageError
from kg.values import PartialDate

RV = "https://w3id.org/reported-violence/ontology#"
CODE = "https://w3id.org/reported-violence/code/"
DEFAULT_BASE = "https://w3id.org/reported-violence/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"

#: The graph that holds the ontology and its concept schemes: it bears the ontology's own name.
ONTOLOGY_GRAPH = RV.removesuffix("#")

#: The prefixes of every query and dump; the ontology's page fixes them.
PREFIXES: dict[str, str] = {
    "dct": DCT,
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "rv": RV,
    "skos": SKOS,
    "xsd": XSD,
}

_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SCHEME = re.compile(r"(?:https?://[^/?#]+|urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:.)", re.IGNORECASE)
_TERMS = 3
_NOTATION = re.compile("[a-z]+(?:-[a-z]+)*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def iri(text: str) -> str:
    """An IRI in angle brackets.

    Only absolute `http(s):` and `urn:` IRIs without spaces, control or direction characters (RFC 3987) pass; anything else
    raises `UsageError`.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    if _BAD_IRI.search(text) or not _SCHEME.match(text):
        raise UsageError(f"{text!r} is no IRI: it must begin with http://, https:// or urn: and hold no space or quote")
    return f"<{text}>"


def literal(value: str | bool | int | Decimal | PartialDate | datetime) -> str:
    """A literal with the datatype of its Python value, in canonical form (XML Schema 1.1, Part 2).

    >>> literal(Decimal("0.50")), literal(True)
    ('"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    """
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, bool):
        return _typed("true" if value else "false", "boolean")
    if isinstance(value, int):
        return _typed(str(value), "integer")
    if isinstance(value, Decimal):
        return _typed(_decimal(value), "decimal")
    if isinstance(value, datetime):
        return _typed(value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "dateTime")
    return _typed(value.text, value.datatype)


@dataclass(frozen=True, slots=True)
class Text:
    """A plain literal as queries give them, for a column that is made without one."""

    value: str

    def __str__(self) -> str:
        """The literal in N-Triples."""
        return literal(self.value)


def text_of(term: str) -> str:
    """The bare text of a serialised literal, whatever its datatype or language.

    >>> text_of('"a \\\\"b\\\\"\\\\u0021"'), text_of(literal(12))
    ('a "b"!', '12')
    """
    text = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def code(scheme: str, notation: str) -> str:
    """The concept of a scheme with a notation, as `<…/code/SCHEME/NOTATION>`; raises `UsageError` for what is no notation."""
    if not _NOTATION.fullmatch(notation):
        raise UsageError(f"{notation!r} is no code of the scheme {scheme}")
    return f"<{CODE}{scheme}/{notation}>"


def split(line: str) -> tuple[str, str, str, str]:
    """The terms of a line of N-Triples or N-Quads with one space between them: subject, predicate, object, and graph or "".

    Raises `InputError` for any other line.

    >>> split('<urn:x:a> <urn:x:b> "c d" <urn:x:g> .')
    ('<urn:x:a>', '<urn:x:b>', '"c d"', '<urn:x:g>')
    """
    parts = line.rstrip("\n").split(" ", 2)
    if len(parts) < _TERMS or not parts[2].endswith(" ."):
        raise InputError(f"{line[:60]!r} is no line of N-Quads")
    value = object_of(parts[2])
    return parts[0], parts[1], value, parts[2][len(value) + 1 : -2]


def object_of(rest: str) -> str:
    """The object in what stands behind the predicate in a line that `split` would take, without its line end.

    >>> object_of('"c d" <urn:x:g> .')
    '"c d"'
    """
    end = rest.find(" ", max(rest.rfind('"'), 0))  # no graph's name holds a quote, so the last one ends a literal
    return rest[:end]


def _unescape(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    return chr(int(number, 16)) if number else _ESCAPED.get(match[3], match[3])


def _typed(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^<{XSD}{datatype}>'


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
