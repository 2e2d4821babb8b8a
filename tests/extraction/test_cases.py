"""Small cases, a phenomenon a table: what each text says is found, but for the cases that are known to be read wrongly."""

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from kg.extraction.model_reader import ModelReader
from kg.extraction.reader import RuleReader
from kg.model import Account
from tests.extraction.case_tables import READERS, Case, cases

CASES = cases()
_READERS: dict[str, Callable[[], RuleReader]] = {"rules": RuleReader, "model": ModelReader}


@cache
def accounts(reader: str) -> dict[Case, list[Account]]:
    """The accounts of all cases, one for each form of their texts, read in one go."""
    read = _READERS[reader]().extract_all(report for case in CASES for report in case.reports)
    return {case: [next(read) for _ in case.reports] for case in CASES}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}-{case.line}")
def test_what_a_text_says_is_found(case: Case, reader: str) -> None:
    missed = case.wrong(accounts(reader)[case])
    if reader in case.lost:
        assert missed, f"{case.file}:{case.line} is read rightly now by {reader}: take the mark away"
    else:
        assert not missed, f"{case.file}:{case.line} by {reader}: {case.text!r} lacks {'; '.join(missed)}"


def test_there_are_three_hundred_cases_of_thirty_phenomena_and_none_twice() -> None:
    assert len(CASES) >= 300
    assert len({case.phenomenon for case in CASES}) >= 30
    assert max(Counter(case.text for case in CASES).values()) == 1
