"""The codes of the ontology as Python constants, and the words by which English names them, read from its Turtle files.

`EVENT_CLASSES` and `SCHEMES` need no file; a test holds them to the ontology. `words` and `class_label` read `ontology/codes.ttl`
and `ontology/reported-violence.ttl` once, and load rdflib only then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import InputError, UsageError
from kg.resources import ontology_file
from kg.terms import CODE, PREFIXES, RDFS, RV, SKOS

#: Event types: notation -> local name of the class, in the ontology page's order.
EVENT_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "air-strike": "AirStrike",
        "shelling": "Shelling",
        "explosion": "Explosion",
        "shooting": "Shooting",
        "clash": "Clash",
        "chemical-attack": "ChemicalAttack",
        "killing": "Killing",
        "detention": "Detention",
        "attack": "Attack",
        "abduction": "Abduction",
        "torture": "Torture",
        "sexual-violence": "SexualViolence",
        "displacement": "Displacement",
        "siege": "Siege",
        "destruction": "Destruction",
        "protest-repression": "ProtestRepression",
        "campaign": "Campaign",
        "other": "OtherEvent",
    }
)

#: Concept schemes: name -> notations, in the order of the Turtle file.
SCHEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "outcome": (
            "killed",
            "injured",
            "displaced",
            "detained",
            "abducted",
            "missing",
            "tortured",
            "sexually-abused",
            "at-risk",
            "besieged",
            "deprived",
        ),
        "group": (
            "civilians",
            "children",
            "women",
            "men",
            "elderly",
            "medical-workers",
            "aid-workers",
            "journalists",
            "rescue-workers",
            "teachers",
            "students",
            "combatants",
            "security-forces",
            "detainees",
            "displaced-people",
            "refugees",
            "peacekeepers",
            "protesters",
            "worshippers",
            "patients",
            "other",
        ),
        "qualifier": ("exact", "at-least", "at-most", "about", "range", "vague"),
        "scope": ("incident", "cumulative"),
        "weapon": (
            "air-dropped-bomb",
            "barrel-bomb",
            "cluster-munition",
            "incendiary-weapon",
            "missile",
            "rocket",
            "artillery",
            "mortar",
            "tank-fire",
            "drone",
            "ied",
            "car-bomb",
            "suicide-vest",
            "landmine",
            "unexploded-ordnance",
            "small-arms",
            "sniper-rifle",
            "chemical-agent",
            "tear-gas",
            "bladed-weapon",
            "grenade",
            "other",
        ),
        "facility": (
            "hospital",
            "clinic",
            "medical-facility",
            "ambulance",
            "school",
            "university",
            "market",
            "mosque",
            "church",
            "place-of-worship",
            "home",
            "displacement-camp",
            "bakery",
            "water-facility",
            "power-facility",
            "bridge",
            "road",
            "vehicle",
            "prison",
            "government-building",
            "police-station",
            "military-site",
            "media-office",
            "aid-facility",
            "aid-convoy",
            "airport",
            "port",
            "cultural-site",
            "farmland",
            "shop",
            "factory",
            "settlement",
            "other",
        ),
        "effect": ("struck", "damaged", "destroyed", "out-of-service", "occupied"),
        "speech-act": ("reports", "accuses", "denies", "condemns", "warns", "calls-for"),
        "legal-term": ("war-crime", "crime-against-humanity", "genocide"),
        "stance": ("asserted", "alleged", "suspected", "denied", "claimed", "confirmed"),
        "judgement": ("same", "different", "unsure"),
        "precision": ("place", "surroundings"),
        "method": ("rules", "model", "manual", "table"),
        "genre": (
            "news",
            "ngo-bulletin",
            "un-sitrep",
            "press-release",
            "incident-log",
            "testimony-summary",
            "longform",
        ),
    }
)

#: The prefixes that a query need not declare: those of the vocabularies, and one for each concept scheme, such as `outcome:killed`.
KNOWN_PREFIXES: Mapping[str, str] = MappingProxyType({**PREFIXES, **{scheme: f"{CODE}{scheme}/" for scheme in SCHEMES}})

_HEAD_LINES = re.compile(r"^#\+.*", re.MULTILINE)

_WORDS = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel")


def with_prefixes(text: str) -> str:
    """SPARQL with the known prefixes that it uses and doesn't declare put in front, for other engines than a store of `kg`.

    >>> with_prefixes("SELECT * WHERE { ?agent a rv:Agent }")
    'PREFIX rv: <https://w3id.org/reported-violence/ontology#> SELECT * WHERE { ?agent a rv:Agent }'
    """
    body = _HEAD_LINES.sub("", text)
    used = {prefix: namespace for prefix, namespace in KNOWN_PREFIXES.items() if re.search(rf"(?<![\w<-]){prefix}:", body)}
    missing = {prefix: used[prefix] for prefix in used if not re.search(rf"PREFIX\s+{prefix}:\s*<", text, re.IGNORECASE)}
    return "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in missing.items()) + text


@cache
def words(scheme: str) -> Mapping[str, str]:
    """The words that name the codes of a scheme: lower-case phrase -> notation.

    Phrases come from preferred, alternative and hidden labels; the scheme `event` gives the words for the event classes.
    They are singular unless the plural is irregular. Raises `UsageError` for a scheme that there is not, `InputError` if one
    phrase names two codes.

    >>> words("weapon")["white phosphorus"], words("event")["air raid"]
    ('incendiary-weapon', 'air-strike')
    """
    if scheme == "event":
        nodes = {f"{RV}{name}": notation for notation, name in EVENT_CLASSES.items()}
    elif scheme in SCHEMES:
        nodes = {f"{CODE}{scheme}/{notation}": notation for notation in SCHEMES[scheme]}
    else:
        raise UsageError(f"no concept scheme {scheme!r}; there are: {', '.join([*SCHEMES, 'event'])}")
    return MappingProxyType(_unambiguous(scheme, _named(nodes)))


def class_label(notation: str) -> str:
    """The label of an event class by its notation; raises `UsageError` if there is no such type of event.

    >>> class_label("air-strike")
    'Air strike'
    """
    if notation not in EVENT_CLASSES:
        raise UsageError(f"no type of event {notation!r}; there are: {', '.join(EVENT_CLASSES)}")
    return _labels()[f"{RV}{EVENT_CLASSES[notation]}"][f"{RDFS}label"][0]


def _named(nodes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each phrase with the notation it names; an event class is named by its label too."""
    labels = _labels()
    for node, notation in nodes.items():
        for kind in (f"{RDFS}label", *_WORDS):
            for phrase in labels.get(node, {}).get(kind, ()):
                yield phrase.lower(), notation


def _unambiguous(scheme: str, named: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for phrase, notation in named:
        if found.setdefault(phrase, notation) != notation:
            raise InputError(f"codes.ttl: {phrase!r} names two codes of {scheme}, {found[phrase]} and {notation}; keep one")
    return found


@cache
def _labels() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Of every node of the two files, its labels by property IRI, in order of the alphabet."""
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in _triples():
        if predicate in _WORDS or predicate == f"{RDFS}label":
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return {node: {kind: tuple(sorted(values)) for kind, values in kinds.items()} for node, kinds in found.items()}


def _triples() -> Iterator[tuple[str, str, str]]:
    from rdflib import Graph  # noqa: PLC0415 - a query must not pay for it

    graph: Any = Graph()
    for name in ("codes.ttl", "reported-violence.ttl"):
        with ontology_file(name).open("rb") as stream:
            graph.parse(stream, format="turtle")
    for subject, predicate, value in graph:
        yield str(subject), str(predicate), str(value)
