"""The reader with a model stands behind the door of all readers; what the model hasn't learnt, the rules decide."""

from pathlib import Path

import numpy as np
import pytest

import kg.extraction.model_reader
from kg.extraction.base import Extractor
from kg.extraction.candidates import Document
from kg.extraction.model_reader import ModelReader
from kg.extraction.reader import RuleReader
from kg.extraction.scores import Array, Weights
from tests.conftest import TEXT
from tests.extraction.counts_of import report
from tests.extraction.test_scores import head


class Model:
    """A model of a size of four that has learnt that nothing is a count, and nothing else."""

    name = "small"
    digest = "0123456789ab"

    def __init__(self, path: Path) -> None:
        numbers, plain = {"count option no": 1}, np.array([[0.0], [9.0]], np.float32)
        learnt = {"count": head()} if path.name == "no-counts" else {}
        self.weights = Weights(numbers, np.zeros((2, 3), np.float32), np.zeros((2, 2), np.float32), plain, learnt)

    def vectors(self, document: Document) -> tuple[Array, list[tuple[int, int]]]:
        size = len(document.texts)
        return np.ones((size, 4), np.float32), [(place, place + 1) for place in range(size)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.extraction.model_reader, "TrainedModel", Model)


def test_a_model_that_has_learnt_nothing_reads_as_the_rules_do() -> None:
    reader: Extractor = ModelReader(Path("nothing"))
    for text in (TEXT, "", "\n", "Nothing happened."):
        assert reader.extract(report(text)) == RuleReader().extract(report(text))


def test_what_it_has_learnt_counts() -> None:
    families = {type(claim).__name__ for claim in RuleReader().extract(report(TEXT)).claims}
    left = {type(claim).__name__ for claim in ModelReader(Path("no-counts")).extract(report(TEXT)).claims}
    assert families - left == {"CasualtyCount"}


def test_a_batch_gives_what_single_reports_give() -> None:
    reader = ModelReader(Path("no-counts"))
    reports = [report(TEXT), report(""), report("Two men were killed in Marwat."), report(TEXT.upper())]
    assert list(reader.extract_all(reports)) == [reader.extract(one) for one in reports]


def test_its_version_names_rules_and_model_so_that_another_model_reads_anew() -> None:
    assert ModelReader(Path("nothing")).version == f"{RuleReader().version} model-small-0123456789ab"


def test_its_trace_shows_the_steps_of_the_rules() -> None:
    steps = [step for step, _ in ModelReader(Path("nothing")).trace(report(TEXT))]
    assert steps == [step for step, _ in RuleReader().trace(report(TEXT))]
