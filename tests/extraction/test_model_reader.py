"""The reader with a model stands behind the door of all readers; what the model hasn't learnt, the rules decide."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

import kg.extraction.encoding
import kg.extraction.model_reader
from kg.errors import InputError
from kg.extraction.base import Extractor
from kg.extraction.candidates import Document
from kg.extraction.model_reader import ModelReader
from kg.extraction.reader import RuleReader
from kg.extraction.scores import Array, Weights
from kg.model import Account, Casualty, CasualtyCount, Claim
from kg.resources import TrainedFile, trained_file
from tests.conftest import TEXT
from tests.extraction.counts_of import report
from tests.extraction.test_scores import head


class Model:
    """A model of a size of four that has learnt that nothing is a count, and nothing else."""

    name = "small"
    digest = "0123456789ab"
    calibration: ClassVar = {"casualty_count": [(0.0, 0.5), (1.0, 0.7)]}
    precise: ClassVar = {"casualty_count": 1.01}

    def __init__(self, path: Path) -> None:
        numbers, plain = {"count option no": 1}, np.array([[0.0], [9.0 if path.name == "no-counts" else -9.0]], np.float32)
        learnt = {"count": head()} if path.name in {"no-counts", "counts"} else {}
        self.weights = Weights(numbers, np.zeros((2, 3), np.float32), np.zeros((2, 2), np.float32), plain, learnt)

    def vectors(self, document: Document) -> tuple[Array, list[tuple[int, int]]]:
        size = len(document.texts)
        return np.ones((size, 4), np.float32), [(place, place + 1) for place in range(size)]


NOTHING, NO_COUNTS, COUNTS = (
    TrainedFile(Path(name), "small", Model.digest + "0" * 52) for name in ("nothing", "no-counts", "counts")
)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(kg.extraction.encoding, "TrainedModel", Model)
    kg.extraction.model_reader._loaded.cache_clear()
    yield
    kg.extraction.model_reader._loaded.cache_clear()


def test_a_model_that_has_learnt_nothing_reads_as_the_rules_do() -> None:
    reader: Extractor = ModelReader(NOTHING)
    for text in (TEXT, "", "\n", "Nothing happened."):
        assert reader.extract(report(text)) == RuleReader().extract(report(text))


def test_what_it_has_learnt_counts() -> None:
    families = {type(claim).__name__ for claim in RuleReader().extract(report(TEXT)).claims}
    left = {type(claim).__name__ for claim in ModelReader(NO_COUNTS).extract(report(TEXT)).claims}
    assert families - left == {"CasualtyCount"}


def test_a_batch_gives_what_single_reports_give() -> None:
    reader = ModelReader(NO_COUNTS)
    reports = [report(TEXT), report(""), report("Two men were killed in Marwat."), report(TEXT.upper())]
    assert list(reader.extract_all(reports)) == [reader.extract(one) for one in reports]


def test_its_version_names_rules_and_model_so_that_another_model_reads_anew() -> None:
    assert ModelReader(NOTHING).version == f"{RuleReader().version} model-small-0123456789ab"


def test_its_trace_shows_the_steps_of_the_rules_and_where_the_model_answered_otherwise() -> None:
    steps = dict(ModelReader(NO_COUNTS).trace(report(TEXT)))
    assert [step for step in steps if step != "answers"] == [step for step, _ in RuleReader().trace(report(TEXT))]
    told, *answers = steps["answers"]
    assert told.endswith(f"questions, {len(answers)} answered otherwise than by the rules")
    assert any(line.startswith("count of 'At least 12 people': no (1.00), by rules killed") for line in answers)


def judged(account: Account) -> dict[type[Claim], set[tuple[str, float | None]]]:
    return {kind: {(claim.method, claim.confidence) for claim in account.of(kind)} for kind in (CasualtyCount, Casualty)}


def test_what_the_model_judged_says_so_with_a_calibrated_confidence_in_hundredths() -> None:
    found = judged(ModelReader(COUNTS).extract(report(TEXT)))
    assert found[Casualty] == {("rules", None)}
    assert {method for method, _ in found[CasualtyCount]} == {"model"}
    for _, confidence in found[CasualtyCount]:
        assert confidence is not None
        assert 0.5 <= confidence <= 0.7
        assert confidence == round(confidence, 2)


def test_only_what_is_sure_enough_is_kept_and_what_no_model_judged_stays() -> None:
    for reader in (ModelReader(COUNTS, least=0.71), ModelReader(COUNTS, careful=True)):
        account = reader.extract(report(TEXT))
        assert not list(account.of(CasualtyCount))
        assert list(account.of(Casualty))
    assert list(ModelReader(COUNTS, least=0.5).extract(report(TEXT)).of(CasualtyCount))


def test_another_least_confidence_is_another_version() -> None:
    readers = [ModelReader(COUNTS), ModelReader(COUNTS, least=0.8), ModelReader(COUNTS, careful=True)]
    assert len({reader.version for reader in readers}) == len(readers)


def test_a_file_that_is_not_the_model_it_should_be_reads_nothing() -> None:
    with pytest.raises(InputError, match="its SHA-256 begins 0123456789ab"):
        ModelReader(TrainedFile(Path("nothing"), "small", "f" * 64)).extract(report(TEXT))


def test_it_goes_to_another_process_without_the_model() -> None:
    reader = ModelReader(COUNTS)
    reader.extract(report(TEXT))
    assert len(pickle.dumps(reader)) < 2000
    assert pickle.loads(pickle.dumps(reader)).version == reader.version  # noqa: S301 - our own


def test_a_reader_that_reads_nothing_loads_neither_spacy_nor_a_model() -> None:
    program = "import sys; from kg.extraction.model_reader import ModelReader; ModelReader(); print({'spacy', 'onnxruntime', 'numpy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_the_model_of_the_program_is_the_one_that_its_note_names_and_small_enough() -> None:
    file = trained_file()
    data = file.path.read_bytes()
    assert sha256(data).hexdigest() == file.sha256
    assert len(data) <= 40_000_000
