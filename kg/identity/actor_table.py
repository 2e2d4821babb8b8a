"""The table of known actors: a name or a code goes in, actors, what every state has, and peculiarities of countries come out.

The table is `actors.ttl` beside this file, which says what its properties mean; it is read once, at first use.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from kg.places.countries import country_name
from kg.places.folding import folded_words
from kg.terms import RDF, RV, SKOS

_FILE = Path(__file__).with_name("actors.ttl")
#: The namespace of the table's own properties: it is a table of words, and no part of the ontology.
_OWN = "https://w3id.org/reported-violence/actors#"
_SILENT = frozenset(("al", "and", "el", "the"))
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
#: American spellings, and the British ones by which names are compared.
_SPELLINGS = (
    (re.compile(r"efense\b"), "efence"),
    (re.compile(r"\bcenter"), "centre"),
    (re.compile(r"\blabor\b"), "labour"),
    (re.compile(r"iz(?=ations?\b)"), "is"),
    (re.compile(r"\bprogram\b"), "programme"),
)
#: Up to this many letters an abbreviation is one in capitals only: "WHO", not "Who".
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor known beyond one report; `slug` is the end of its IRI, `BASE actor/SLUG`.

    `names` mean it anywhere, `local_names` only where the report is about one of its countries. `kind` is the ontology's class:
    ArmedActor, Organization or State. `country` is ISO 3166-1 alpha-2 or None, `also_in` more such codes, `members` slugs,
    `exact_match` an IRI. `body` is what it is of its country (a branch such as "armed-forces"), None for all others.
    """

    slug: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    country: str | None = None
    also_in: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    exact_match: str | None = None
    body: str | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """Where it acts, its own country first."""
        return (self.country, *self.also_in) if self.country else self.also_in


@dataclass(frozen=True, slots=True)
class Branch:
    """What every state has; `nouns` mean it next to a country's name, `bare` alone, `occupier` as an occupier's; all are keys."""

    name: str
    label: str
    kind: str
    nouns: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    occupier: frozenset[str] = frozenset()
    ministry: bool = False


@dataclass(frozen=True, slots=True)
class Peculiarity:
    """How bare words are read in one country; `contested` are names of branches, `parts` keys of names, the others codes."""

    contested: frozenset[str] = frozenset()
    army_of: str | None = None
    occupier: str | None = None
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actors:
    """All that the table tells: actors by slug, (name as written, slug, whether it is local) by key, branches, peculiarities."""

    by_slug: Mapping[str, Actor]
    by_key: Mapping[str, tuple[tuple[str, str, bool], ...]]
    branches: tuple[Branch, ...]
    peculiarities: Mapping[str, Peculiarity] = field(default_factory=dict)

    def named(self, name: str, countries: Collection[str] = ()) -> tuple[Actor, ...]:
        """The actors that a name means in a report on some countries; where these are not known, local names mean nobody.

        A short abbreviation of an armed actor means it where it acts only: everywhere there are fronts and armies of these letters.
        """
        found: dict[Actor, None] = {}
        for written, slug, local in self.by_key.get(key(name), ()):
            actor = self.by_slug[slug]
            elsewhere = set(actor.countries).isdisjoint(countries)
            foreign = elsewhere and countries and actor.countries and actor.kind == "ArmedActor" and _short(written)
            if _written_so(written, name) and not (foreign or (local and elsewhere)):
                found[actor] = None
        return tuple(found)

    def body(self, country: str, branch: Branch) -> Actor:
        """A state's body: the one in the table, or one made for the country (ISO 3166-1 alpha-2)."""
        slug = f"{country.lower()}-{branch.name}"
        if slug in self.by_slug:
            return self.by_slug[slug]
        label = country_name(country) if branch.name == "state" else f"{country_name(country)} {branch.label}"
        return Actor(slug, label, branch.kind, country=country, body=branch.name)

    def branch(self, name: str) -> Branch:
        """The branch of a name, such as "state"; raises `KeyError` for any other."""
        return next(branch for branch in self.branches if branch.name == name)

    def peculiarity(self, country: str) -> Peculiarity:
        """How bare words are read in a country."""
        return self.peculiarities.get(country, Peculiarity())


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """A name as it is compared: without case, accents, "the", "and", Arabic articles; in British spelling.

    >>> key("the U.S. Department of Defense"), key("Al-Shabaab"), key("Médecins Sans Frontières")
    ('us department of defence', 'shabaab', 'medecins sans frontieres')
    """
    words = folded_words(undotted(name))
    text = " ".join([word for word in words if word not in _SILENT] or words)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text


def undotted(name: str) -> str:
    """A name with its abbreviations written without dots."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), name)


@cache
def known_actors() -> Actors:
    """The bundled table."""
    told = _read(_FILE)
    branches = tuple(
        _branch(name, properties) for name, properties in told.items() if _OWN + "Branch" in properties[RDF + "type"]
    )
    names = {branch.name for branch in branches}
    actors = {name: _actor(name, properties, names) for name, properties in told.items() if "/actor/" in properties["iri"][0]}
    by_key: defaultdict[str, dict[tuple[str, str, bool], None]] = defaultdict(dict)
    for slug, actor in actors.items():
        for local, written in ((False, actor.names), (True, actor.local_names)):
            for name in written:
                by_key[key(name)][name, slug, local] = None
    ministries = frozenset(branch.name for branch in branches if branch.ministry)
    peculiarities = {
        name: _peculiarity(properties, ministries) for name, properties in told.items() if "/place/" in properties["iri"][0]
    }
    return Actors(actors, {one: tuple(found) for one, found in by_key.items()}, branches, peculiarities)


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """The values of each node's properties, sorted, by the ends of the nodes' names; "iri" is the node's own."""
    from rdflib import Graph  # noqa: PLC0415 - heavy: only linking needs it

    graph = Graph()
    graph.parse(path, format="turtle")
    told: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in sorted((str(one), str(two), str(three)) for one, two, three in graph):
        properties = told.setdefault(_end(subject), defaultdict(list))
        properties["iri"] = [subject]
        properties[predicate].append(value)
    return told


def _actor(slug: str, told: Mapping[str, list[str]], branches: Collection[str]) -> Actor:
    label = told[SKOS + "prefLabel"][0]
    country = next(map(_end, told[RV + "country"]), None)
    body = slug.removeprefix(f"{country.lower()}-") if country else ""
    return Actor(
        slug,
        label,
        _end(told[RDF + "type"][0]),
        (label, *told[SKOS + "altLabel"]),
        tuple(told[_OWN + "localName"]),
        country,
        tuple(map(_end, told[_OWN + "alsoIn"])),
        tuple(map(_end, told[_OWN + "member"])),
        next(iter(told[SKOS + "exactMatch"]), None),
        body if body != slug and body in branches else None,
    )


def _branch(name: str, told: Mapping[str, list[str]]) -> Branch:
    ministry = _OWN + "Ministry" in told[RDF + "type"]
    nouns = frozenset(map(key, (*told[SKOS + "prefLabel"], *told[SKOS + "altLabel"])))
    if ministry:
        nouns |= {f"federal {noun}" for noun in nouns}
    bare = nouns if ministry else frozenset(map(key, told[_OWN + "bareName"]))
    occupier = frozenset(map(key, told[_OWN + "occupierName"]))
    return Branch(name, told[SKOS + "prefLabel"][0], _end(told[_OWN + "kind"][0]), nouns, bare, occupier, ministry)


def _peculiarity(told: Mapping[str, list[str]], ministries: frozenset[str]) -> Peculiarity:
    contested = frozenset(map(_end, told[_OWN + "contested"]))
    return Peculiarity(
        contested | ministries if "Ministry" in contested else contested,
        next(map(_end, told[_OWN + "armyOf"]), None),
        next(map(_end, told[_OWN + "occupier"]), None),
        frozenset(map(key, told[_OWN + "partName"])),
    )


def _end(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _written_so(written: str, name: str) -> bool:
    """Whether a name in the table and one in a report agree in capitals: "who" is not the WHO, nor "the guards" the Guards."""
    if _short(written):
        return "".join(filter(str.isalpha, name)).removesuffix("s").isupper()
    return written.islower() or not name.islower()


def _short(written: str) -> bool:
    """Whether a name is a short abbreviation."""
    letters = "".join(filter(str.isalpha, written))
    return letters.isupper() and len(letters) <= _SHORT
