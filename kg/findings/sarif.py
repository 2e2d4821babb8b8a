"""Findings as SARIF 2.1.0 (OASIS, 2020), the form by which code hosts and editors show what a checker found, at its line.

A rule is a shape, a result a finding; its place is the words of the report that the node rests on, or the node's line where an
RDF file was checked, and then the words are a related place. Columns are counted in code points.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from kg import __version__
from kg.findings.model import Finding, Location, Rule, Run, Severity
from kg.jsontext import as_json

#: Code hosts show no more results of one run than this.
MOST = 5_000

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def lines(run: Run) -> Iterator[str]:
    """The findings of a run as the lines of a SARIF log: the gravest `MOST`, with a note of how many were left out."""
    shown = run.gravest_first[:MOST]
    places = {rule.id: number for number, rule in enumerate(run.rules)}
    driver = {"name": "kg validate", "version": __version__, "rules": [_rule(rule) for rule in run.rules]}
    results = [_result(finding, mark, places, run.subject) for finding, mark in zip(shown, _fingerprints(shown), strict=True)]
    done = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(run.findings) - len(shown))],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [done]}
    yield from as_json(log, indent=2).splitlines()


def _invocation(left_out: int) -> dict[str, Any]:
    """That the check itself went well, and how many findings are not shown."""
    if not left_out:
        return {"executionSuccessful": True}
    text = f"{left_out:,} more findings are not shown, since no more than {MOST:,} fit; kg validate --format json has all."
    return {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def _rule(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.about}: {rule.id}"},
        "fullDescription": {"text": rule.message},
        "help": {"text": rule.message},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return found | ({"properties": {"shape": rule.iri}} if rule.iri else {})


def _result(finding: Finding, fingerprint: str, places: dict[str, int], subject: str) -> dict[str, Any]:
    related = [_location(finding.words)] if finding.node and finding.words else []
    return {
        "ruleId": finding.shape,
        "ruleIndex": places.get(finding.shape, -1),
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.location or Location(subject), finding.focus)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"kgFinding/v1": fingerprint},
    }


def _message(finding: Finding) -> str:
    found = " = ".join(part for part in (finding.path, finding.value) if part is not None)
    return finding.message + (f" (found: {found})" if finding.value is not None else f" ({found})" if found else "")


def _location(location: Location, focus: str | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(location.path)}}
    if span := location.span:
        region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
        place["region"] = region | ({"snippet": {"text": span.words}} if span.words else {})
    names = {"logicalLocations": [{"fullyQualifiedName": focus}]} if focus else {"message": {"text": "the report's words"}}
    return {"physicalLocation": place, **names}


def _fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """What tells a finding again after the report has changed elsewhere: neither numbers of lines nor of nodes go into it.

    Where two findings would be taken for one, the second has a number.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        span = finding.words.span if finding.words else None
        what = span.words if span else "" if finding.report else finding.focus
        value = None if finding.report and finding.value and finding.value.startswith(finding.report) else finding.value
        parts = [finding.shape, finding.constraint, finding.name or "", what, finding.path or "", value or ""]
        mark = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
        seen[mark] += 1
        yield f"{mark}:{seen[mark]}"
