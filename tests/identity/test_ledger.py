"""The ledger of decisions: what people said of two things, kept line by line."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError, StoreUnwritable
from kg.identity.ledger import DISPUTED, Decision, Side, append, label_digest, purge, read_ledger, verdicts

LEFT = Side("a" * 64, "event", 10, 42, label_digest("Air strike, Tell Hazim"))
RIGHT = Side("b" * 64, "event", 0, 18, label_digest("Shelling"))
SAME = Decision(LEFT, RIGHT, "same", "Amal", "2026-01-31T08:00:00Z", "one hospital, one night")

OTHER = Decision(RIGHT, LEFT, "unsure", "Bo", "2026-02-01T08:00:00Z", "été")


def later(decision: Decision, hour: int, judgement: str | None = None, by: str = "Amal") -> Decision:
    return replace(decision, at=f"2026-01-31T{hour:02}:00:00Z", judgement=judgement or decision.judgement, by=by)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    assert append(path, [SAME, OTHER]) == 2
    assert read_ledger(path) == (SAME, OTHER)
    assert path.read_text(encoding="utf-8").count("\n") == 2


def test_a_decision_that_is_there_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [SAME])
    assert append(path, [SAME, SAME]) == 0
    assert len(read_ledger(path)) == 1


def test_there_are_no_decisions_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none") == ()


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"left": 1}',
        SAME.line().replace('"same"', '"perhaps"'),
        SAME.line().replace('"event"', '"weather"'),
        SAME.line().replace('"start": 10', '"start": "10"'),
        SAME.line().replace('"by": "Amal"', '"by": 3'),
        SAME.line().replace('"by"', '"who"'),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(f"{SAME.line()}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl, line 2"):
        read_ledger(path)


def test_the_last_word_of_a_person_holds_whatever_the_order_of_lines_and_sides() -> None:
    turned = later(Decision(RIGHT, LEFT, "different", "Amal", ""), 10)
    for decisions in ([SAME, turned], [turned, SAME]):
        ((pair, verdict),) = verdicts(decisions).items()
        assert pair == (LEFT, RIGHT)
        assert (verdict.judgement, verdict.decisions) == ("different", (turned,))


def test_what_is_withdrawn_holds_no_more() -> None:
    assert verdicts([SAME, later(SAME, 9, judgement="withdrawn")]) == {}


def test_one_person_can_not_withdraw_what_another_said() -> None:
    verdict = verdicts([SAME, later(SAME, 9, judgement="withdrawn", by="Bo")])[LEFT, RIGHT]
    assert (verdict.judgement, verdict.decisions) == ("same", (SAME,))


def test_two_people_who_contradict_each_other_are_both_shown() -> None:
    other = later(SAME, 9, judgement="different", by="Bo")
    verdict = verdicts([SAME, other])[LEFT, RIGHT]
    assert (verdict.judgement, verdict.decisions) == (DISPUTED, (SAME, other))


def test_who_is_unsure_contradicts_nobody() -> None:
    other = later(SAME, 9, judgement="unsure", by="Bo")
    assert verdicts([SAME, other])[LEFT, RIGHT].judgement == "same"
    assert verdicts([other])[LEFT, RIGHT].judgement == "unsure"


def test_a_purge_takes_out_the_lines_of_a_report_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    third = replace(RIGHT, digest="c" * 64)
    kept = Decision(RIGHT, third, "same", "Amal", "2026-01-31T08:00:00Z")
    append(path, [SAME, kept])
    assert purge(path, {LEFT.digest}) == 1
    assert read_ledger(path) == (kept,)
    assert LEFT.digest not in path.read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_ledger_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable, match="missing"):
        append(tmp_path / "missing" / "decisions.jsonl", [SAME])
