"""Findings as a `sh:ValidationReport` in Turtle (SHACL, W3C 2017, section 3.6), as every SHACL tool writes and reads it.

Results are blank nodes, as in the standard; what `kg` stores has none, but a report of a validation is not stored.
"""

from collections.abc import Iterator

from kg.findings.model import Finding, Rule, Run
from kg.terms import literal

_PREFIXES = ("@prefix sh: <http://www.w3.org/ns/shacl#> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", "")


def lines(run: Run) -> Iterator[str]:
    """The findings of a run as the lines of a Turtle document."""
    rules = {rule.id: rule for rule in run.rules}
    yield from _PREFIXES
    yield "[] a sh:ValidationReport ;"
    yield f"  sh:conforms {'false' if run.findings else 'true'}{' ;' if run.findings else ' .'}"
    last = len(run.findings) - 1
    for number, finding in enumerate(run.findings):
        yield from ("  sh:result [", "    a sh:ValidationResult ;")
        yield from (f"    {predicate} {value} ;" for predicate, value in _result(finding, rules.get(finding.shape)))
        yield "  ] ." if number == last else "  ] ;"


def _result(finding: Finding, rule: Rule | None) -> Iterator[tuple[str, str]]:
    yield "sh:resultSeverity", f"sh:{finding.severity.label.capitalize()}"
    yield "sh:focusNode", finding.terms.focus
    if finding.terms.path:
        yield "sh:resultPath", finding.terms.path
    if finding.terms.value:
        yield "sh:value", finding.terms.value
    yield "sh:sourceConstraintComponent", f"sh:{finding.constraint}ConstraintComponent"
    yield "sh:sourceShape", f"<{rule.iri}>" if rule and rule.iri else "[]"
    yield "sh:resultMessage", literal(finding.message)
