"""Where a node of a report rests in its text: the report's graph goes in, lines and columns of the report's file come out."""

import re
from dataclasses import dataclass

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg.findings.model import Location, Span
from kg.terms import OA as OA_IRI
from kg.terms import RV as RV_IRI
from kg.validation.graph import QuickGraph

#: Files whose text is what was read from them, so that its lines are their lines.
_PLAIN = (".txt", ".md")

# A part of a file: the row of a table, a mail, the member of an archive.
_PART = re.compile(r"\A(.+?\.\w{2,5})#.+", re.DOTALL)

OA, RV = Namespace(OA_IRI), Namespace(RV_IRI)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report; `file` is the path of its text, None where no reading names it."""

    graph: QuickGraph
    report: URIRef
    file: str | None

    @property
    def name(self) -> str | None:
        """The identifier by which the report's readers know it."""
        return min(map(str, self.graph.objects(self.report, DCTERMS.identifier)), default=None)

    def of(self, focus: Node, value: Node | None) -> Location | None:
        """The first words that a node rests on; the file alone where there are none, where it is no plain text or that was left out.

        A finding about a report as a whole is about its value: a passage, or one of two events.
        """
        if self.file is None:
            return None
        if part := _PART.fullmatch(self.file):
            return Location(part[1])
        if not self.file.endswith(_PLAIN):
            return Location(self.file)
        span = self._span(focus)
        if span is None and value is not None and not isinstance(value, Literal):
            span = self._span(value)
        return Location(self.file, span)

    def _span(self, node: Node) -> Span | None:
        text = next((str(text) for text in self.graph.objects(self.report, RV.text)), None)
        offsets = sorted(filter(None, map(self._offsets, self._passages(node))))
        return Span.of(text, *offsets[0]) if offsets and text is not None else None

    def _passages(self, node: Node) -> list[Node]:
        """The passage that a node is, those that are its evidence, or those of the claims and events that point to it."""
        if node == self.report:
            return []
        if next(self.graph.objects(node, OA.start), None) is not None:  # a start of 0 is one, and false
            return [node]
        own = list(self.graph.objects(node, RV.evidence))
        pointing = (subject for subject in self.graph.subjects(None, node) if subject != self.report)
        return own or [passage for subject in pointing for passage in self.graph.objects(subject, RV.evidence)]

    def _offsets(self, passage: Node) -> tuple[int, int] | None:
        found = [
            value.value
            for predicate in (OA.start, OA.end)
            for value in self.graph.objects(passage, predicate)
            if isinstance(value, Literal) and isinstance(value.value, int)
        ]
        return (found[0], found[1]) if len(found) == 2 else None  # noqa: PLR2004 - a start and an end
