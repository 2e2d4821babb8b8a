"""The reader with a trained model: candidates and values by rules, and what the rules only guess by the model's scores.

It stands behind the same door as `RuleReader` and reads with the same steps; what the model was not asked, or hasn't learnt, the
rules decide. No model is part of the program yet, so nothing reads with one unless told its file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.extraction.candidates import Document
from kg.extraction.encoding import TrainedModel
from kg.extraction.reader import RuleReader
from kg.extraction.scores import ScoringJudge
from kg.model import Report


class ModelReader(RuleReader):
    """Reads English reports by rules and a model (an `Extractor`); the same report gives the same account, alone or in a batch."""

    def __init__(self, path: Path) -> None:
        """Load the model of a file; raises `InputError` where there is none."""
        super().__init__()
        self._model = TrainedModel(path)
        self.version += f" model-{self._model.name}-{self._model.digest}"

    def _documents(self, reports: Iterable[Report]) -> Iterator[Document]:
        return map(self._judged, super()._documents(reports))

    def _judged(self, document: Document) -> Document:
        """A document that the model judges; one without a word has nothing to ask about."""
        if not len(document.doc):
            return document
        vectors, pieces = self._model.vectors(document)
        return replace(document, judge=ScoringJudge(self._model.weights, vectors, pieces)) if len(vectors) else document
