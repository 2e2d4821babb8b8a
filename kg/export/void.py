"""A description of an export goes out for the lines that go in: what the graph holds, in VoID and DCAT, the same bytes each time.

VoID is the vocabulary of W3C's note of 2011, DCAT the recommendation of 2024 (version 3). The licence is the user's to give.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import IO

from kg.export.dump import write
from kg.export.naming import Names
from kg.export.sorting import sorted_lines
from kg.formats import GraphFormat
from kg.terms import DCT, PREFIXES, RDF, RV, iri, literal, split
from kg.versions import versions

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

#: The prefixes of a description.
DESCRIBING: Mapping[str, str] = MappingProxyType({**PREFIXES, "dcat": DCAT, "foaf": "http://xmlns.com/foaf/0.1/", "void": VOID})

_TYPE = f"<{RDF}type>"
_ABOUT = (
    "What reports of violence tell, as claims: each with its source, the words that say so and how firmly the report stands "
    "behind it. Claims that contradict each other stand side by side."
)
_READING = f"<{RV}Reading>"
_DAYS = (f"<{RV}earliest>", f"<{RV}latest>")
_COUNTRY = f"<{RV}country>"


@dataclass
class _Tally:
    """What is counted on the way through a graph: everything by the name of its class or property."""

    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    of_class: dict[str, Counter[str]] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    content: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, subject: str, said: list[tuple[str, str]]) -> None:
        """Count all that is said of one subject."""
        classes = [value for predicate, value in said if predicate == _TYPE]
        properties = Counter(predicate for predicate, _ in said)
        self.triples += len(said)
        self.subjects += 1
        self.classes.update(classes)
        self.properties.update(properties)
        for name in classes:
            self.of_class.setdefault(name, Counter()).update(properties)
        self.days.update(value for predicate, value in said if predicate in _DAYS)
        self.countries.update(value for predicate, value in said if predicate == _COUNTRY)
        if _READING not in classes:  # a reading knows the time, and a graph is the same whenever it was read
            self.content.update("".join(f"{subject} {predicate} {value}\n" for predicate, value in said).encode())


def write_description(lines: Iterable[str], out: IO[str], base: str) -> None:
    """Write the description of a graph, given as lines of N-Quads in any order, as Turtle; its IRI is BASE `dataset`."""
    write(_description(_tally(lines), base), GraphFormat.TURTLE, out, base, DESCRIBING)


def _tally(lines: Iterable[str]) -> _Tally:
    found = _Tally()
    triples = (split(line)[:3] for line, _ in groupby(sorted_lines(f"{' '.join(split(line)[:3])} .\n" for line in lines)))
    for subject, statements in groupby(triples, itemgetter(0)):
        found.add(subject, [(predicate, value) for _, predicate, value in statements])
    return found


def _description(found: _Tally, base: str) -> Iterator[str]:
    dataset = f"{base}dataset"
    reports = found.classes[f"<{RV}Report>"]
    yield from _say(dataset, _TYPE, f"<{VOID}Dataset>", f"<{DCAT}Dataset>")
    yield from _say(dataset, f"<{DCT}title>", f"{literal(f'Reported violence: a graph of {reports} reports')}@en")
    yield from _say(dataset, f"<{DCT}description>", f"{literal(_ABOUT)}@en")
    yield from _say(dataset, f"<{DCT}conformsTo>", iri(f"{RV.removesuffix('#')}/{versions()['ontology']}"))
    yield from _say(dataset, f"<{DCAT}version>", literal(found.content.hexdigest()[:16]))
    yield from _say(dataset, f"<{DCT}spatial>", *found.countries)
    yield from _say(dataset, f"<{VOID}uriSpace>", literal(base))
    yield from _say(dataset, f"<{VOID}vocabulary>", iri(RV))
    yield from _numbers(
        dataset,
        triples=found.triples,
        distinctSubjects=found.subjects,
        classes=len(found.classes),
        properties=len(found.properties),
    )
    yield from _period(dataset, found.days)
    yield from _partitions(dataset, found)


def _period(dataset: str, days: Collection[str]) -> Iterator[str]:
    """The time from the first day that an event can have begun to the last that one can have ended."""
    if days:
        period = f"{dataset}/period"
        yield from _say(dataset, f"<{DCT}temporal>", iri(period))
        yield from _say(period, _TYPE, f"<{DCT}PeriodOfTime>")
        yield from _say(period, f"<{DCAT}startDate>", min(days))
        yield from _say(period, f"<{DCAT}endDate>", max(days))


def _partitions(dataset: str, found: _Tally) -> Iterator[str]:
    """How many members each class has, with the properties of these; how many triples each property has in all."""
    for name, number in found.classes.items():
        part = f"{dataset}/class/{_short(name)}"
        yield from _say(dataset, f"<{VOID}classPartition>", iri(part))
        yield from _say(part, f"<{VOID}class>", name)
        yield from _numbers(part, entities=number)
        yield from _properties(part, found.of_class[name])
    yield from _properties(dataset, found.properties)


def _properties(whole: str, numbers: Mapping[str, int]) -> Iterator[str]:
    for name, number in numbers.items():
        part = f"{whole}/property/{_short(name)}"
        yield from _say(whole, f"<{VOID}propertyPartition>", iri(part))
        yield from _say(part, f"<{VOID}property>", name)
        yield from _numbers(part, triples=number)


def _short(name: str) -> str:
    """A name as part of another: `rv/Event` where a prefix is known, else a hash."""
    short = Names(prefixes=DESCRIBING).short(name[1:-1])
    plain = short != name[1:-1]
    return short.replace(":", "/") if plain else hashlib.sha256(name.encode()).hexdigest()[:16]


def _numbers(subject: str, **numbers: int) -> Iterator[str]:
    return (line for name, number in numbers.items() for line in _say(subject, f"<{VOID}{name}>", literal(number)))


def _say(subject: str, predicate: str, *values: str) -> Iterator[str]:
    return (f"{iri(subject)} {predicate} {value} ." for value in values)
