"""Findings as the workflow commands by which GitHub marks lines of a change (`::error file=…,line=…::…`), gravest first.

GitHub shows ten of each kind for a step; the rest stands in the log.
"""

from collections.abc import Iterator

from kg.findings.model import Finding, Run, Severity, printable

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def lines(run: Run) -> Iterator[str]:
    """One workflow command for each finding."""
    for finding in run.gravest_first:
        properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in _properties(finding).items())
        yield f"::{_COMMANDS[finding.severity]} {properties}::{_message(finding).translate(_DATA)}"


def _properties(finding: Finding) -> dict[str, object]:
    place = finding.location
    found: dict[str, object] = {"file": place.path} if place else {}
    if place and place.span:
        found |= {"line": place.span.line, "col": place.span.column}
        found |= {"endLine": place.span.end_line, "endColumn": place.span.end_column}
    return {**found, "title": finding.shape}


def _message(finding: Finding) -> str:
    """What to do, and of what: a line, then the node with what was found."""
    found = " = ".join(printable(part) for part in (finding.path, finding.value) if part is not None)
    name = f"{printable(finding.name)}: " if finding.name else ""
    return f"{finding.message}\n{name}{printable(finding.focus)}{': ' if found else ''}{found}"
