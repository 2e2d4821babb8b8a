"""Findings as a person reads them, grouped by shape: a line that says what to do, and one for each node."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.findings.model import Finding, Run, in_order, printable

#: A value is shown to people up to this many characters.
_WIDTH = 80


def lines(run: Run) -> Iterator[str]:
    """The findings of a run as lines of text."""
    return as_lines(run.findings)


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Some findings as lines of text; behind a node stand its report's name and the place of its words."""
    for (shape, message), group in groupby(in_order(findings), key=lambda finding: (finding.shape, finding.message)):
        yield f"{shape}: {message}"
        for finding in group:
            found = " = ".join(printable(part, _WIDTH) for part in (finding.path, finding.value) if part is not None)
            yield f"  {finding.severity.label} {_node(finding)}{': ' if found else ''}{found}"


def _node(finding: Finding) -> str:
    # The place is never cut: its end, the line and column, is what an editor opens.
    places = [finding.name and printable(finding.name, _WIDTH), finding.location and printable(str(finding.location))]
    known = ", ".join(place for place in places if place)
    return printable(finding.focus) + (f" ({known})" if known else "")
