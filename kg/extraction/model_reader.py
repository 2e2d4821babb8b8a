"""The reader with a trained model: candidates and values by rules, and what the rules only guess by the model's scores.

It stands behind the same door as `RuleReader` and reads with the same steps; what the model was not asked, or hasn't learnt, the
rules decide. The model is loaded with the first report and once in a process, whoever asks for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.extraction.confidence import calibrated, confident
from kg.extraction.reader import RuleReader
from kg.model import Account, Report
from kg.resources import TrainedFile, trained_file

_DIGITS = 12


class ModelReader(RuleReader):
    """Reads English reports by rules and a model (an `Extractor`); the same report gives the same account, alone or in a batch.

    Of what the model judged, only what is at least as sure as `least` is kept (0 to 1), with `careful` only what is right nine
    times out of ten, as measured on reports held back from training.
    """

    method: str = "model"

    def __init__(self, file: TrainedFile | None = None, *, least: float = 0.0, careful: bool = False) -> None:
        """Take the model of the program or of another file, which is loaded with the first report."""
        super().__init__()
        self._file = file or trained_file()
        self._least, self._careful = least, careful
        self.version += f" model-{self._file.name}-{self._file.sha256[:_DIGITS]}"
        if least:
            self.version += f" min-confidence-{least:g}"
        if careful:
            self.version += " careful"

    def trace(self, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What each step found, and before events and claims where the model answered otherwise than the rules, with its chance."""
        from kg.extraction.answers import Recorder  # noqa: PLC0415 - loads spaCy
        from kg.extraction.steps import read, trace  # noqa: PLC0415 - loads spaCy

        document = next(self._documents((report,)))
        recorder = None if document.judge is None else Recorder(document.judge)
        reading = read(replace(document, judge=recorder))
        for step, lines in trace(replace(reading, account=self._sure(reading.account)), report.text):
            if step == "events":
                yield "answers", () if recorder is None else recorder.lines(document)
            yield step, lines

    def kept(self, account: Account) -> Account:
        """The part of an account that is as sure as this reader wants it."""
        precise = _loaded(self._file).precise if self._careful else {}
        return confident(account, lambda kind: max(self._least, precise.get(kind, 0.0)))

    def _account(self, document: Any) -> Account:  # noqa: ANN401 - see `RuleReader._documents`
        return self._sure(super()._account(document))

    def _sure(self, account: Account) -> Account:
        """An account as the steps read it with calibrated confidences, as far as it is sure enough."""
        return self.kept(calibrated(account, _loaded(self._file).calibration))

    def _documents(self, reports: Iterable[Report]) -> Iterator[Any]:
        """The reports as the steps read them, each with the model as its judge."""
        return map(self._judged, super()._documents(reports))

    def _judged(self, document: Any) -> Any:  # noqa: ANN401 - see `RuleReader._documents`
        """A document that the model judges; one without a word has nothing to ask about."""
        from kg.extraction.scores import ScoringJudge  # noqa: PLC0415 - loads numpy

        if not len(document.doc):
            return document
        model = _loaded(self._file)
        vectors, pieces = model.vectors(document)
        return replace(document, judge=ScoringJudge(model.weights, vectors, pieces)) if len(vectors) else document


@cache
def _loaded(file: TrainedFile) -> Any:  # noqa: ANN401 - a `TrainedModel`, whose class loads onnxruntime
    """The model of a file, loaded once; raises `InputError` where it isn't there, can't be read or isn't what it should be."""
    from kg.extraction.encoding import TrainedModel  # noqa: PLC0415 - loads onnxruntime

    model = TrainedModel(file.path)
    if not file.sha256.startswith(model.digest):
        raise InputError(
            f"{file.path.name} is not the model {file.name} that belongs here: its SHA-256 begins {model.digest}; install kg anew"
        )
    return model
