"""The forms that findings are written in, by name: a run goes in, lines of text come out."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kg.findings import github, junit, records, sarif, text, turtle
from kg.findings.model import Run

#: Each form's name on the command line, in the order of the help.
FORMS: Mapping[str, Callable[[Run], Iterator[str]]] = MappingProxyType(
    {
        "text": text.lines,
        "json": records.lines,
        "sarif": sarif.lines,
        "junit": junit.lines,
        "github": github.lines,
        "turtle": turtle.lines,
    }
)
