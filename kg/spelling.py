"""Names in a query that find nothing: SPARQL and a store go in, a sentence for each such name comes out.

A name that doesn't exist makes no error in SPARQL, only an empty answer. What there is, the store's own graph of the ontology says;
a property of another vocabulary is only doubted where its name is nearly that of one which the graph uses. A class that does exist
may still be the type of nothing, where everything has one of its subclasses for its type.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kg.store.base import Store, select
from kg.terms import CODE, ONTOLOGY_GRAPH, PREFIXES, RDF, RV
from kg.vocabulary import KNOWN_PREFIXES

#: Properties of other vocabularies with which the graph says something.
BORROWED = (
    *("dct:creator", "dct:identifier", "dct:issued", "dct:language", "dct:license", "dct:publisher", "dct:source", "dct:title"),
    *(
        "geo:lat",
        "geo:long",
        "geosparql:asWKT",
        "oa:end",
        "oa:exact",
        "oa:start",
        "owl:disjointWith",
        "owl:versionIRI",
        "owl:versionInfo",
    ),
    *("prov:endedAtTime", "prov:generated", "prov:generatedAtTime", "prov:startedAtTime", "rdf:type"),
    *("rdfs:comment", "rdfs:domain", "rdfs:label", "rdfs:range", "rdfs:seeAlso", "rdfs:subClassOf", "rdfs:subPropertyOf"),
    *(
        "skos:altLabel",
        "skos:definition",
        "skos:exactMatch",
        "skos:hiddenLabel",
        "skos:inScheme",
        "skos:notation",
        "skos:prefLabel",
    ),
)

# How alike a name must be to one of these to be taken for it: `rdfs:lable` is, `dct:created` is not.
_ALIKE = 0.88

# Comments and strings, which hold no names, and IRIs and names with a prefix, in the order in which they may hide each other.
_TOKENS = re.compile(
    r"""<(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+(?:\"\"\")? | '''(?:'{0,2}(?:[^'\\]|\\.))*+(?:''')?
    | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?
    | \#[^\n\r]* | [?$]\w+
    | (?P<prefix>[A-Za-z][\w-]{0,99})?:(?P<local>\w(?:[\w.-]*[\w-])?)""",
    re.VERBOSE | re.DOTALL,
)
# As many characters before a name are looked at.
_BEFORE = 99
# What stands before a class as the type of something; and what a CONSTRUCT makes, which is no pattern.
_TYPE_IS = re.compile(rf"(?:(?:^|[\s.;{{}}\[])a|\brdf:type|<{RDF}type>)\s+$")
_MADE = re.compile(r"\bCONSTRUCT\s*\{[^{}]*\}", re.IGNORECASE)
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^<>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a query: as it is written, its IRI, and where it stands, from line 1 and column 1; `is_type` of a class behind `a`."""

    written: str
    iri: str
    line: int
    column: int
    is_type: bool = False


def every_name(text: str) -> list[Name]:
    """All IRIs of a query, however they are written, in order."""
    return list(_names(text))


def names(text: str) -> list[Name]:
    """The names of a query that lie in the namespaces of the ontology and its codes, in order.

    >>> [(name.written, name.column) for name in names('ASK { ?x a rv:Event ; rdfs:label "rv:x" }')]
    [('rv:Event', 12)]
    """
    return [name for name in _names(text) if name.iri.startswith((RV, CODE)) and name.iri not in (RV, CODE)]


def doubts(text: str, store: Store) -> list[str]:
    """All that is to be said of the names of a query: those that there are not, and classes without instances of their own."""
    return [*misspelt(text, store), *without_instances(text, store)]


def misspelt(text: str, store: Store) -> list[str]:
    """A sentence for each name of a query that the graph of a store doesn't have, with the nearest that it has.

    Nothing is said of the ontology's names where the store holds no ontology.
    """
    found = names(text)
    known = _known(store) if found else frozenset()
    own = [_sentence(name, known) for name in found if known and name.iri not in known]
    return own + [sentence for name in _names(text) if (sentence := _borrowed(name))]


def without_instances(text: str, store: Store) -> list[str]:
    """A sentence for each class of which a query asks for instances, where a store has none but those of its subclasses."""
    pattern = _MADE.sub(lambda made: re.sub("[^\n]", " ", made[0]), text)
    return [
        f"line {name.line}, column {name.column}: nothing is {_short(name.iri)} itself, only one of its subclasses; "
        f"ask for ?c rdfs:subClassOf* {_short(name.iri)} . ?e a ?c"
        for name in names(pattern)
        if name.is_type
        and not store.query(f"ASK {{ ?e a <{name.iri}> }}")
        and store.query(f"ASK {{ ?c rdfs:subClassOf+ <{name.iri}> . ?e a ?c }}")
    ]


def _borrowed(name: Name) -> str | None:
    """What to say of a property of another vocabulary that is nearly one that the graph uses."""
    short = next(
        (f"{prefix}:{name.iri.removeprefix(space)}" for prefix, space in PREFIXES.items() if name.iri.startswith(space)), ""
    )
    if short in BORROWED or not (alike := get_close_matches(short, BORROWED, n=1, cutoff=_ALIKE)):
        return None
    return f"line {name.line}, column {name.column}: no {short} in the graph; did you mean {alike[0]}?"


def _names(text: str) -> Iterator[Name]:
    namespaces = {**KNOWN_PREFIXES, **dict(_DECLARED.findall(text))}
    declarations = [match.span() for match in _DECLARED.finditer(text)]
    for token in _TOKENS.finditer(text):
        if any(start <= token.start() < end for start, end in declarations):
            continue
        if iri := _iri(token, namespaces):
            line, start = text.count("\n", 0, token.start()) + 1, text.rfind("\n", 0, token.start())
            is_type = bool(_TYPE_IS.search(text, max(0, token.start() - _BEFORE), token.start()))
            yield Name(token[0], iri, line, token.start() - start, is_type)


def _iri(token: re.Match[str], namespaces: Mapping[str, str]) -> str | None:
    """The IRI of a token, if it is one, and of a prefix that is known."""
    if not token["local"]:
        return token["iri"]
    namespace = namespaces.get(token["prefix"] or "")
    return namespace and namespace + token["local"]


def _known(store: Store) -> frozenset[str]:
    rows = select(store, f"SELECT DISTINCT ?name WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?name a ?kind }} }}").rows
    return frozenset(name.value for (name,) in rows if name)


def _sentence(name: Name, known: frozenset[str]) -> str:
    kind = _kind(name.iri)
    same_kind = sorted(_short(other) for other in known if _kind(other) == kind)
    alike = get_close_matches(_short(name.iri), same_kind, n=1)
    hint = f"; did you mean {alike[0]}?" if alike else f"; kg ontology lists every {kind}"
    return f"line {name.line}, column {name.column}: no {kind} {_short(name.iri)}{hint}"


def _kind(iri: str) -> str:
    if iri.startswith(CODE):
        return "code"
    return "class" if iri.removeprefix(RV)[:1].isupper() else "property"


def _short(iri: str) -> str:
    return iri.removeprefix(CODE).replace("/", ":") if iri.startswith(CODE) else f"rv:{iri.removeprefix(RV)}"
