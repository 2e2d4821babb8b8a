"""The quads of one report as they are written: names and statements go in, N-Quads lines come out.

Names are made of content: the report's of its text and metadata, everything in it of the report's and a number.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from math import inf

from kg.model import Passage, Report
from kg.naming import short_hash
from kg.terms import OA, RDF, RV, code, literal
from kg.values import PartialDate

_TYPE = f"<{RDF}type>"


def report_iri(report: Report, base: str) -> str:
    """The IRI of a report: BASE, `report/` and 16 hex digits over its text and its metadata, the identifier included.

    >>> report_iri(Report(identifier="a", text="Two people were killed."), "https://example.org/")
    'https://example.org/report/a739aa4aeac50f95'
    """
    published = report.published.text if report.published else None
    content = [
        report.identifier,
        report.title,
        published,
        report.publisher,
        report.url,
        report.language,
        report.genre,
        report.text,
    ]
    return f"{base}report/{short_hash(json.dumps(content, ensure_ascii=False))}"


@dataclass
class GraphWriter:
    """Writes statements about one report into one named graph; `lines` is what it has written, each line once."""

    report: Report
    base: str
    graph: str
    lines: dict[str, None] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """The report's own IRI, without brackets."""
        return self.graph

    def node(self, kind: str, number: int | str) -> str:
        """The bracketed IRI of a thing of the report, such as `<…/event/1>`."""
        return f"<{self.graph}/{kind}/{number}>"

    def type(self, subject: str, name: str) -> None:
        """State the class of a node, by its local name in the ontology."""
        self.add(subject, _TYPE, f"<{RV}{name}>")

    def add(self, subject: str, predicate: str, value: str) -> None:
        """State one triple of serialised terms."""
        self.lines[f"{subject} {predicate} {value} <{self.graph}> .\n"] = None

    def link(self, subject: str, name: str, value: str | None) -> None:
        """State a property of the ontology with a bracketed IRI as its value; None is left open."""
        if value is not None:
            self.add(subject, f"<{RV}{name}>", value)

    def say(self, subject: str, name: str, value: str | bool | int | Decimal | PartialDate | datetime | None) -> None:
        """State a property of the ontology with a literal as its value; None is left open."""
        if value is not None:
            self.add(subject, f"<{RV}{name}>", literal(value))

    def code(self, subject: str, name: str, scheme: str, notations: Iterable[str]) -> None:
        """State a property of the ontology with concepts of a scheme as its values."""
        for notation in notations:
            self.add(subject, f"<{RV}{name}>", code(scheme, notation))

    def confidence(self, subject: str, value: float | None) -> None:
        """State how sure the reading is, from 0 to 1, rounded to two decimals."""
        self.say(subject, "confidence", None if value is None else Decimal(f"{value:.2f}"))

    def evidence(self, subject: str, passages: Iterable[Passage], name: str = "evidence") -> None:
        """State the passages that a node rests on, or that another property points to; each passage is described once."""
        for passage in passages:
            node = self.node("passage", f"{passage.start}-{passage.end}")
            self.link(subject, name, node)
            self.type(node, "Passage")
            self.link(node, "inReport", f"<{self.graph}>")
            self.add(node, f"<{OA}exact>", literal(passage.words(self.report.text)))
            self.add(node, f"<{OA}start>", literal(passage.start))
            self.add(node, f"<{OA}end>", literal(passage.end))
            self.say(node, "page", _page(self.report.pages, passage.start))


def _page(pages: tuple[tuple[int, int], ...], offset: int) -> int | None:
    """The number of the page on which an offset stands; None in a text without pages."""
    return pages[max(bisect_right(pages, (offset, inf)) - 1, 0)][1] if pages else None
