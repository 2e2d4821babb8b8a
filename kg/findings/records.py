"""Findings as one JSON document: what was checked, whether it conforms, and every finding with all that is known of it."""

from collections.abc import Iterator

from kg.findings.model import Finding, Location, Run, Severity
from kg.jsontext import as_json


def lines(run: Run) -> Iterator[str]:
    """The findings of a run as the lines of a JSON document; lines and columns are counted from 1, ends are exclusive."""
    document = {
        "checked": run.subject,
        "conforms": not run.findings,
        "failed": run.failed,
        "counts": {severity.label: run.count(severity) for severity in reversed(Severity)},
        "findings": [_record(finding) for finding in run.findings],
    }
    yield from as_json(document, indent=2).splitlines()


def _record(finding: Finding) -> dict[str, object]:
    return {
        "shape": finding.shape,
        "constraint": finding.constraint,
        "severity": finding.severity.label,
        "message": finding.message,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "report": finding.report,
        "identifier": finding.name,
        "words": _place(finding.words),
        "node": _place(finding.node),
    }


def _place(location: Location | None) -> dict[str, object] | None:
    if location is None:
        return None
    span = location.span
    if span is None:
        return {"file": location.path}
    return {
        "file": location.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": span.words,
    }
