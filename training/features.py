"""What the model learns from: an annotated report goes in, its pieces and the questions about it with their answers come out.

Each report is read twice, once going on from the rules' answers and once from the right ones, since the answer to one question
decides which others are asked. What comes out is kept on disk under a digest of the report, its account and the code that asks.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import kg.extraction
from kg.extraction.candidates import Document
from kg.extraction.language import documents
from kg.extraction.pieces import Pieces
from kg.extraction.questions import Option, Question
from kg.extraction.steps import find_candidates, read
from training.encoder import known_pieces
from training.gold import OPEN, Gold
from training.reports import Annotated

#: Modules that only answer questions or use what reads.
_ANSWERING = frozenset({"scores", "encoding", "model_reader", "reader"})
CACHE = Path(__file__).with_name(".cache")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the position of the right option, or `OPEN`."""

    question: Question
    answer: int


@dataclass(frozen=True, slots=True)
class Example:
    """One report as the model sees it: the ids of its pieces, for each token its first piece and the one behind its last, questions."""

    name: str
    folder: str
    empty: bool
    ids: list[int]
    pieces: list[tuple[int, int]]
    asked: list[Asked]


class _Recorder:
    """Writes down every question with its answer; goes on from the right answers or from the rules'."""

    def __init__(self, gold: Gold, *, right: bool) -> None:
        self.gold, self.right = gold, right
        self.asked: list[Asked] = []

    def choose(self, question: Question) -> int:
        answer = self.gold.answer(question)
        self.asked.append(Asked(question, answer))
        return answer if self.right and answer != OPEN else question.rules

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        """Nothing to tell."""
        return None


@cache
def pieces_known() -> Pieces:
    """What takes tokens apart for the encoder."""
    return Pieces(known_pieces())


def examples(annotated: Sequence[Annotated]) -> Iterator[Example]:
    """The examples of reports, in order; those that are not on disk are made, in one pass of spaCy, and kept."""
    CACHE.mkdir(exist_ok=True)
    paths = [CACHE / f"{_key(one)}.json.gz" for one in annotated]
    missing = [(one, path) for one, path in zip(annotated, paths, strict=True) if not path.exists()]
    for (one, path), document in zip(missing, documents(one.report for one, _ in missing), strict=True):
        _write(path, _example(one, document))
    yield from map(_read, paths)


def _example(one: Annotated, document: Document) -> Example:
    gold = Gold(document, find_candidates(document), one.account)
    asked: dict[Question, Asked] = {}
    for right in (False, True):
        recorder = _Recorder(gold, right=right)
        read(replace(document, judge=recorder))
        asked |= {found.question: found for found in recorder.asked if found.answer != OPEN}
    ids, pieces = pieces_known().of(document.texts)
    return Example(one.name, one.folder, one.empty, ids, pieces, list(asked.values()))


def _key(one: Annotated) -> str:
    content = json.dumps([one.report.text, str(one.report.published), one.report.publisher, one.account], sort_keys=True)
    return f"{one.name}-{sha256(f'{_code()}{content}'.encode()).hexdigest()[:16]}"


@cache
def _code() -> str:
    """A digest of the code that asks and answers."""
    asking = [
        path
        for folder in map(Path, kg.extraction.__path__)
        for path in sorted(folder.glob("*.py"))
        if path.stem not in _ANSWERING
    ]
    files = [*asking, Path(__file__), Path(__file__).with_name("gold.py")]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _write(path: Path, example: Example) -> None:
    with gzip.open(path, "wt", compresslevel=3, encoding="utf-8") as file:
        json.dump(asdict(example), file)


def _read(path: Path) -> Example:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    asked = [Asked(_question(one["question"]), one["answer"]) for one in data.pop("asked")]
    return Example(asked=asked, **data)


def _question(data: dict[str, Any]) -> Question:
    options = tuple(Option(**(option | {"facts": tuple(option["facts"])})) for option in data["options"])
    return Question(**(data | {"options": options, "facts": tuple(data["facts"])}))
