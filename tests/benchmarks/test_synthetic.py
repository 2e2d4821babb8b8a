"""Synthetic reports are like the annotated ones: as many words, sentences, events and facts, none of their sentences."""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from kg.extraction.manual import ManualReader
from kg.model import Report
from kg.reading.sources import Failure, find_sources, read

ROOT = Path(__file__).parent.parent.parent
sys.path.append(str(ROOT / "benchmarks"))

from synthetic import Synthetic, reports, write  # noqa: E402 - stands beside the scripts that use it

#: Folders written for what a reader must learn: short records, briefs and reports with nothing to find, which no archive consists of.
LESSONS = frozenset({"own-c", "own-e", "own-g", "own-j"})

Account = dict[str, Any]
Told = tuple[str, Account]


@cache
def annotated() -> tuple[Told, ...]:
    """Every text of the corpus but its lessons, with its account."""
    files = sorted(file for file in (ROOT / "training" / "corpus").glob("*/*.json") if file.parent.name not in LESSONS)
    return tuple((file.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(file.read_bytes())) for file in files)


@cache
def made() -> tuple[Synthetic, ...]:
    return tuple(reports(len(annotated())))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, a line break being the end of one."""
    for line in text.splitlines():
        yield from (" ".join(part.split()) for part in re.split(r"(?<=[.!?])[\"”’)]*\s+", line) if part.strip())


def number_of_words(told: Told) -> int:
    return len(told[0].split())


def number_of_sentences(told: Told) -> int:
    return sum(1 for _ in sentences(told[0]))


def number_of_events(told: Told) -> int:
    return len(told[1]["events"])


def number_of_statements(told: Told) -> int:
    return len(told[1]["statements"])


def number_of_victims(told: Told) -> int:
    return len(told[1]["named_victims"])


@pytest.mark.parametrize(
    "number", [number_of_words, number_of_sentences, number_of_events, number_of_statements, number_of_victims]
)
def test_a_report_has_as_many_as_an_annotated_one_within_a_tenth(number: Callable[[Told], int]) -> None:
    real = mean(map(number, annotated()))
    synthetic = mean(number((report.text, report.account)) for report in made())
    assert 0.9 <= synthetic / real <= 1.1, f"{synthetic:.2f} and {real:.2f}"


def test_some_are_short_and_some_long_as_annotated_ones_are() -> None:
    real = sorted(map(number_of_words, annotated()))
    synthetic = sorted(len(report.text.split()) for report in made())
    for tenth in (2, 5, 8, 9):
        place = len(real) * tenth // 10
        assert 0.6 <= synthetic[place] / real[place] <= 1.6, f"{tenth} tenths: {synthetic[place]} and {real[place]}"


def test_no_sentence_is_one_of_the_corpus() -> None:
    def long_ones(texts: Iterable[str]) -> set[str]:
        return {sentence for text in texts for sentence in sentences(text) if len(sentence.split()) > 3}

    assert not long_ones(text for text, _ in annotated()) & long_ones(report.text for report in made())


def test_the_first_reports_are_the_same_however_many_there_are() -> None:
    assert list(reports(5)) == list(made()[:5])


def test_another_seed_makes_others() -> None:
    assert not {report.text for report in reports(20, seed=2)} & {report.text for report in reports(20)}


def test_four_of_ten_happenings_are_told_by_several_reports() -> None:
    told = Counter(
        (event["type"], event["date_start"], *event["places"])
        for report in made()
        for event in report.account["events"]  # type: ignore[attr-defined]
    )
    shared = sum(number for number in told.values() if number > 1)
    assert 0.3 <= shared / told.total() <= 0.5


def test_the_account_beside_a_report_holds_what_the_annotation_guide_asks_for(tmp_path: Path) -> None:
    write(tmp_path, 60)
    sources = [source for source in find_sources([tmp_path]) if not isinstance(source, Failure)]
    found: list[Report] = [read(source) for source in sources]
    accounts = list(ManualReader().extract_all(found))
    assert len(accounts) == 60
    assert all(account.events for account in accounts)
    with (tmp_path / "metadata.csv").open(encoding="utf-8", newline="") as file:
        assert [row["publisher"] for row in csv.DictReader(file)] == [report.publisher for report in found]
