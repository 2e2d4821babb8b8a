"""What validation finds, as plain data: the shapes asked, each result with the place it is about, and the run as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Self


class Severity(IntEnum):
    """How grave a finding is: a violation can't be, a warning deserves a look, an info is merely incomplete."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def label(self) -> str:
        """Its name in small letters."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a text: lines and columns are counted from 1, columns in code points, and the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    words: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self | None:
        """The words between two offsets; None where the text has no such words.

        >>> Span.of("Two shells\\nhit a school.", 17, 23)
        Span(line=2, column=7, end_line=2, end_column=13, words='school')
        """
        if not 0 <= start < end <= len(text):
            return None
        line, column = _position(text, start)
        return cls(line, column, *_position(text, end), text[start:end])


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: `path` with forward slashes; `span` is None where only the file is known."""

    path: str
    span: Span | None = None

    def __str__(self) -> str:
        """As compilers write it: `reports/a.txt:3:14`."""
        return f"{self.path}:{self.span.line}:{self.span.column}" if self.span else self.path


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape that can fail: `id` is its short name, `iri` its full one (None for a shape without a name).

    `about` says what kind of node it speaks of; `message` what to do.
    """

    id: str
    iri: str | None
    about: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Terms:
    """The nodes of a result in the syntax of Turtle, in full; a blank node is `[]`."""

    focus: str
    path: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a shape (a `sh:ValidationResult`).

    `shape` is the rule's id and `constraint` the kind of constraint (`MinCount`, `Class`, …) that was not met; `focus` and
    an IRI as `value` are IRIs, a blank node is `[]`; `path` is in the syntax of SPARQL with the prefixes of the ontology's
    page. `report` is the IRI of the report whose graph was checked, None for what is shared, and `name` the report's
    identifier. `words` are the words of the report that the node rests on, `node` where an RDF file describes the node.
    """

    shape: str
    constraint: str
    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    report: str | None = None
    name: str | None = None
    words: Location | None = None
    node: Location | None = None
    terms: Terms = Terms("[]")

    @property
    def order(self) -> tuple[str, ...]:
        """What findings are sorted by: shape, then report, focus and value."""
        return self.shape, self.report or "", self.focus, self.constraint, self.value or ""

    @property
    def location(self) -> Location | None:
        """Where to look: the node in an RDF file that was checked, else the words of the report."""
        return self.node or self.words


@dataclass(frozen=True, slots=True)
class Run:
    """A validation that is done: what was checked (`subject`, the path of a store or file), its findings and all rules.

    `fail_on` is the severity from which on a finding fails the run; None for never.
    """

    subject: str
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    fail_on: Severity | None = Severity.VIOLATION

    @property
    def failed(self) -> bool:
        """Whether a finding is grave enough to fail the run."""
        return any(self.fails(finding) for finding in self.findings)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding alone would fail the run."""
        return self.fail_on is not None and finding.severity >= self.fail_on

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def gravest_first(self) -> list[Finding]:
        """The findings, violations before warnings before infos, in their order otherwise."""
        return sorted(self.findings, key=lambda finding: (-finding.severity, finding.order))


def printable(text: str, width: int | None = None) -> str:
    """A text on one line, without what a terminal would obey, cut to a width."""
    clean = "".join(character if character.isprintable() else " " for character in text)
    return clean if width is None or len(clean) <= width else clean[: width - 1] + "…"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by shape, report, focus and value."""
    return sorted(findings, key=lambda finding: finding.order)
