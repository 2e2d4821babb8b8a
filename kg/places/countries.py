"""The countries of the world: a name, demonym or capital goes in, ISO 3166-1 alpha-2 codes come out.

The table is `countries.ttl` beside this file (ISO 3166-1, and XK for Kosovo); it is read once, at first use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import UsageError
from kg.places.folding import fold
from kg.terms import SKOS

#: Up to this length a name in lower case is another word ("us", "chad").
_SHORT = 4
_FILE = Path(__file__).with_name("countries.ttl")
#: The namespace of the table's own properties: it is a table of words, and no part of the ontology.
_OWN = "https://w3id.org/reported-violence/countries#"
#: Names that are other words of English without their accents, and mean the place only with them.
_OTHER_WORDS = frozenset({"male", "reunion"})
#: Where a demonym is shared, the country that reports of the world mean unless something else in them says otherwise.
_PREFERRED = {"congolese": "CD", "dominican": "DO", "guinean": "GN"}


@dataclass(frozen=True, slots=True)
class _Table:
    """Names by code, and codes by folded name of a country, demonym or capital."""

    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    demonyms: dict[str, list[str]] = field(default_factory=dict)
    capitals: dict[str, list[str]] = field(default_factory=dict)


def country_name(code: str) -> str:
    """The English name of a country; raises `UsageError` for a code that ISO 3166-1 does not have.

    >>> country_name("SY")
    'Syria'
    """
    try:
        return _table().labels[code]
    except KeyError:
        raise UsageError(f"no country {code!r}: write an ISO 3166-1 alpha-2 code, such as SY") from None


def countries() -> Mapping[str, str]:
    """The English name of every country by its code, in order of the codes."""
    return MappingProxyType(_table().labels)


def find(name: str) -> str | None:
    """The code of the country that a name, abbreviation or demonym means, None for any other word.

    Abbreviations are found in capitals only ("US", not "us"). A demonym of two countries means the one usually meant.

    >>> find("Burma"), find("Congolese"), find("Syrians"), find("us")
    ('MM', 'CD', 'SY', None)
    """
    found = named(name) or demonym(name)
    return _first(fold(name), found) if found else None


def named(name: str) -> tuple[str, ...]:
    """The codes of the countries of which this is a name, with or without its accents; abbreviations in capitals only.

    >>> named("Côte d’Ivoire"), named("Cote d'Ivoire"), named("Zaïre")
    (('CI',), ('CI',), ('CD',))
    """
    return _codes(_table().names, name)


def demonym(word: str) -> tuple[str, ...]:
    """The codes of the countries of which this is an adjective or a name of people, in singular or plural."""
    table = _table().demonyms
    return _codes(table, word) or (_codes(table, word[:-1]) if word.endswith("s") else ())


def capital_of(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a capital of this name."""
    return _found(_table().capitals, name)


def _codes(table: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    if not name[:1].isupper() and len(name) <= _SHORT:
        return ()
    if len(name) < _SHORT and not name.isupper():
        return ()
    return _found(table, name)


def _found(table: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    folded = fold(name)
    return () if folded in _OTHER_WORDS and name.isascii() else tuple(table.get(folded, ()))


def _first(folded: str, codes: tuple[str, ...]) -> str:
    preferred = _PREFERRED.get(folded, _PREFERRED.get(folded.removesuffix("s"), codes[0]))
    return preferred if preferred in codes else codes[0]


@cache
def _table() -> _Table:
    from rdflib import Graph, URIRef  # noqa: PLC0415 - heavy: no command that reads no report needs it

    graph = Graph()
    graph.parse(_FILE, format="turtle")
    table = _Table()
    columns = (
        (table.names, (SKOS + "prefLabel", SKOS + "altLabel")),
        (table.demonyms, (_OWN + "demonym",)),
        (table.capitals, (_OWN + "capital",)),
    )
    for node in sorted(set(graph.subjects()), key=str):
        code = str(node).rsplit("/", 1)[-1]
        table.labels[code] = str(graph.value(node, URIRef(SKOS + "prefLabel")))
        for column, properties in columns:
            for name in sorted({str(label) for one in properties for label in graph.objects(node, URIRef(one))}):
                codes = column.setdefault(fold(name), [])
                if code not in codes:
                    codes.append(code)
    return table
