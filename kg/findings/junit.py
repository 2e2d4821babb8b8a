"""Findings as JUnit XML, as Jenkins and GitLab read it: each shape is a test case, which fails where it has grave findings.

What is too light to fail the run stands in the case's output.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.findings.model import Finding, Rule, Run
from kg.findings.text import as_lines

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines(run: Run) -> Iterator[str]:
    """The findings of a run as the lines of a JUnit document; without times, so that the same findings give the same text."""
    by_shape: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        by_shape[finding.shape].append(finding)
    cases = [_case(rule, by_shape[rule.id], run) for rule in run.rules]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}
    suites = Element("testsuites", {"name": "kg validate", **counts})
    SubElement(suites, "testsuite", {"name": _clean(run.subject), **counts}).extend(cases)
    indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from tostring(suites, encoding="unicode").split("\n")


def _case(rule: Rule, findings: Sequence[Finding], run: Run) -> Element:
    case = Element("testcase", {"classname": _clean(f"shapes.{rule.about}"), "name": _clean(rule.id)})
    if file := next((finding.location.path for finding in findings if finding.location), None):
        case.set("file", _clean(file))
    grave = [finding for finding in findings if run.fails(finding)]
    light = [finding for finding in findings if not run.fails(finding)]
    if grave:
        failure = SubElement(case, "failure", {"message": _clean(rule.message), "type": rule.severity.label})
        failure.text = _clean("\n".join(as_lines(grave)))
    if light:
        SubElement(case, "system-out").text = _clean("\n".join(as_lines(light)))
    return case


def _clean(text: str) -> str:
    """A text without the characters that XML 1.0 can't hold."""
    return _NOT_XML.sub("\ufffd", text)
