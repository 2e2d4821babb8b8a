"""The reader with a trained model: candidates and values by rules, and what the rules only guess by the model's scores.

It stands behind the same door as `RuleReader` and reads with the same steps; what the model was not asked, or hasn't learnt, the
rules decide. No model is part of the program yet, so nothing reads with one unless told its file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.extraction.candidates import Document
from kg.extraction.encoding import TrainedModel
from kg.extraction.language import documents
from kg.extraction.reader import RuleReader
from kg.extraction.scores import ScoringJudge
from kg.extraction.steps import read, trace
from kg.model import Account, Report


class ModelReader:
    """Reads English reports by rules and a model (an `Extractor`); the same report gives the same account, alone or in a batch."""

    method: str = "rules"
    version: str
    languages: frozenset[str] | None = frozenset({"en"})

    def __init__(self, path: Path) -> None:
        """Load the model of a file; raises `InputError` where there is none."""
        self._model = TrainedModel(path)
        self.version = f"{RuleReader().version} model-{self._model.name}-{self._model.digest}"

    def beside(self, report: Report) -> str:  # noqa: ARG002 - see `Extractor`
        """Nothing."""
        return ""

    def extract(self, report: Report) -> Account:
        """The account of one report."""
        return next(self.extract_all((report,)))

    def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
        """The accounts of many reports, in order."""
        for document in documents(reports):
            yield read(self._judged(document)).account

    def trace(self, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What each step found in a report: the name of the step and a readable line for each thing it found."""
        return trace(read(self._judged(next(documents((report,))))), report.text)

    def _judged(self, document: Document) -> Document:
        """A document that the model judges; one without a word has nothing to ask about."""
        if not len(document.doc):
            return document
        vectors, pieces = self._model.vectors(document)
        return replace(document, judge=ScoringJudge(self._model.weights, vectors, pieces)) if len(vectors) else document
