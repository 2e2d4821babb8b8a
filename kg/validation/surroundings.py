"""What stands outside the graphs of reports: shared statements go in, what each report's graph must be checked with comes out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from rdflib import Namespace, URIRef
from rdflib.namespace import PROV, RDF
from rdflib.term import Node

from kg.terms import ONTOLOGY_GRAPH
from kg.terms import RV as RV_IRI
from kg.validation.graph import Triple

RV = Namespace(RV_IRI)

#: Statements of shared graphs are checked in parts of about this many, so that memory stays flat.
PART = 2_000

#: Shared statements that point to a node of a report, and those that begin at one.
POINTING = (RV.describedBy, PROV.generated)
BEGINNING = (RV.identifiedAs, RV.addable, RV.containedIn, RV.repeats, RV.replaces)

#: What linking leaves at nodes of reports, for the next linking or on a campaign of another report; it is checked by itself.
MARKS = (RV.linkedBy, RV.linkingKey, RV.partOf)

_OF_IDENTITY = frozenset(f"<{name}>" for name in (*BEGINNING, RV.linkedBy, RV.linkingKey))
_PART_OF = f"<{RV.partOf}>"

_SHARED = re.compile(r"/graph/(identity|entities|activity)$")

# What a statement about a shared node needs beside it, and classes whose nodes no report points to.
_DESCRIBING = (RDF.type, RV.countryCode)
_NEVER_MEANT = (RV.Incident, RV.IdentityDecision, RV.Reading)


@dataclass
class Surroundings:
    """What shared graphs say of the nodes of reports, and of the shared nodes that reports point to.

    `links` holds, for each report's IRI, the statements that point to a node of it or begin at one; under None those of nodes
    of no report there is. `described` holds the classes and country codes of shared nodes, or, with `everything`, all that is
    said of them. `files` holds the path of the file that each reading read, `decisions` what is said of each decision that a
    person made.
    """

    reports: frozenset[str]
    everything: bool = False
    links: defaultdict[str | None, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    described: defaultdict[Node, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    files: dict[Node, str] = field(default_factory=dict)
    decisions: dict[Node, list[Triple]] = field(default_factory=dict)

    def note_all(self, triples: Iterable[Triple]) -> None:
        """Take in the statements of a shared graph, sorted by their subjects."""
        for subject, said in groupby(triples, key=itemgetter(0)):
            statements = list(said)
            if (subject, RDF.type, RV.PersonalDecision) in statements:
                self.decisions[subject] = statements
            for triple in statements:
                self.note(triple)

    def note(self, triple: Triple) -> None:
        """Take in one shared statement."""
        subject, predicate, value = triple
        if predicate in POINTING:
            self.links[self.report_of(value)].append(triple)
        elif predicate in BEGINNING:
            self.links[self.report_of(subject)].append(triple)
        elif predicate == RV.path:
            self.files[subject] = str(value)
        elif self.everything or (predicate in _DESCRIBING and value not in _NEVER_MEANT):
            self.described[subject].append(triple)

    def report_of(self, node: Node) -> str | None:
        """The report that a node is or lies below, if there is one."""
        name = str(node)
        while name and name not in self.reports:
            name = name.rpartition("/")[0]
        return name or None

    def around(self, own: Iterable[Triple], links: Iterable[Triple]) -> Iterator[Triple]:
        """What is said of the shared nodes in some statements."""
        nodes = {node for triple in (*own, *links) for node in (triple[0], triple[2]) if node in self.described}
        return (triple for node in nodes for triple in self.described[node])

    def around_decisions(self) -> Iterator[Triple]:
        """What the things that people decided on are taken for, whatever report they are of."""
        decided = {node for said in self.decisions.values() for _, predicate, node in said if predicate in (RV.left, RV.right)}
        for report in dict.fromkeys(self.report_of(node) for node in decided):
            for triple in self.links[report]:
                if (triple[1] == RV.describedBy and triple[2] in decided) or (
                    triple[1] == RV.identifiedAs and triple[0] in decided
                ):
                    yield triple

    def file_of(self, report: str) -> str | None:
        """The path of the file that a report was read from, the first of them in order, if it is known."""
        readings = (subject for subject, predicate, _ in self.links[report] if predicate == PROV.generated)
        return min((self.files[reading] for reading in readings if reading in self.files), default=None)


def is_shared(graph: str) -> bool:
    """Whether a graph belongs to no single report: identity, entities, activity or the ontology."""
    return graph == ONTOLOGY_GRAPH or bool(_SHARED.search(graph))


def by_report(lines: list[str]) -> dict[str, list[str]]:
    """Lines of N-Triples sorted by the report that their subject is or lies below; the rest as if from the entities graph.

    What the identity graph says of a report's nodes is part of the rest, as in a store.
    """
    mark = f" <{RDF.type}> <{RV.Report}> ."
    reports = frozenset(line.partition(" ")[0][1:-1] for line in lines if line.endswith(mark))
    belongs = Surroundings(reports).report_of
    graphs: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(lines):
        subject, predicate, value = line.split(" ", 2)
        report = None if predicate in _OF_IDENTITY else belongs(URIRef(subject.strip("<>")))
        if predicate == _PART_OF and belongs(URIRef(value.removesuffix(" .").strip("<>"))) != report:
            report = None  # a campaign that another report tells of
        graphs[report or "urn:kg:/graph/entities"].append(line)
    return graphs


def in_parts(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """Sorted triples in parts of about `PART`, never parting those of one subject."""
    part: list[Triple] = []
    for triple in triples:
        if len(part) >= PART and triple[0] != part[-1][0]:
            yield part
            part = []
        part.append(triple)
    if part:
        yield part
