"""Scores of pairs: by the table, calibrated, from the two reports alone, with reasons that people can read."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kg.identity.blocking import keys
from kg.identity.clusters import SAME, UNSURE
from kg.identity.profiles import Profile
from kg.identity.scoring import Model, better_elsewhere, compare, models

from .made import DAY, event, node, party, passage, person, report, site

STRIKE: dict[str, Any] = {"place": "Aven", "killed": 9, "weapons": ("rocket",), "telling": "Rockets hit the brewery"}
SENTENCE = "Two shells fell on the yard of the old brewery at noon and broke every window on the street, residents said."


def pairs(left: Profile, right: Profile) -> list[tuple[str, str]]:
    one, other = keys(left), keys(right)
    return [(a, b) for a, some in one.items() for b, others in other.items() if set(some) & set(others)]


def scores(left: Profile, right: Profile) -> dict[tuple[str, str], float]:
    return {(pair.left, pair.right): pair.score for pair in compare(left, right, pairs(left, right), 0.0)}


def test_two_reports_of_one_strike_score_high_with_the_weightiest_reason_first() -> None:
    left, right = report("a", event(**STRIKE)), report("b", event("b", **STRIKE))
    (found,) = compare(left, right, pairs(left, right))
    assert found.score > 0.9
    sizes = [abs(float(reason.split()[0])) for reason in found.reasons]
    assert sizes == sorted(sizes, reverse=True)
    assert any(reason.endswith("Both happened on the same day.") for reason in found.reasons)


def test_two_strikes_on_neighbouring_towns_on_one_afternoon_score_low() -> None:
    left, right = report("a", event(place="Aven")), report("b", event("b", place="Brenka"))
    one = report("a", event(place="Aven", killed=8, sites=(site(),)))
    other = report("b", event("b", place="Brenka", killed=7, sites=(site("b"),)))
    assert max(scores(left, right).values(), default=0.0) < UNSURE
    assert scores(one, other)[node("a", "event"), node("b", "event")] < SAME


def test_the_same_from_both_sides() -> None:
    left, right = report("a", event(**STRIKE), event(number=2, place="Aven")), report("b", event("b", **STRIKE))
    assert scores(left, right) == pytest.approx({(one, other): score for (other, one), score in scores(right, left).items()})


def test_a_report_tells_two_happenings_apart_so_the_better_pair_wins() -> None:
    left = report("a", event(**STRIKE), event(number=2, place="Aven", killed=1))
    found = scores(left, report("b", event("b", **STRIKE)))
    assert found[node("a", "event", 1), node("b", "event")] > 0.7 > found[node("a", "event", 2), node("b", "event")]


def test_better_elsewhere_are_all_but_the_best_of_each_side() -> None:
    assert better_elsewhere({("a", "x"): 2.0, ("a", "y"): 1.0, ("b", "y"): 0.0}) == {("a", "y"), ("b", "y")}


def test_pairs_of_two_kinds_and_campaigns_with_their_parts_are_passed_over() -> None:
    left, right = report("a", event(sites=(site(),))), report("b", event("b", kind="campaign"))
    assert (
        compare(left, right, [(node("a", "facility"), node("b", "event")), (node("a", "event"), node("b", "event"))], 0.0) == []
    )


def test_only_what_is_worth_keeping_is_kept() -> None:
    left = report("a", event(place="Aven"))
    right = report("b", event("b", kind="detention", place="Aven", day=DAY + timedelta(days=1)))
    assert compare(left, right, pairs(left, right)) == []
    assert len(compare(left, right, pairs(left, right), 0.0)) == 1


def test_sites_and_victims_are_judged_by_their_events_too() -> None:
    def strike(name: str, **told: Any) -> Profile:
        return report(name, event(name, sites=(site(name),), victims=(person(name),), **(STRIKE | told)))

    same, other = scores(strike("a"), strike("b")), scores(strike("a"), strike("b", killed=200, kind="detention", weapons=()))
    for kind in ("facility", "victim"):
        pair = node("a", kind), node("b", kind)
        assert same[pair] > 0.7
        assert same[pair] > other.get(pair, 0.0)


def test_agents_that_no_table_knows_are_compared() -> None:
    left, right = (report(name, parties=(party(name, "Brenka Health Committee", kind="Organization"),)) for name in "ab")
    assert scores(left, right)[node("a", "agent"), node("b", "agent")] > 0.7


def test_copied_passages_come_with_the_score() -> None:
    left, right = (
        report(name, event(name, place="Aven", passages=(passage("Two shells", SENTENCE, start),)))
        for name, start in (("a", 0), ("b", 7))
    )
    (found,) = compare(left, right, pairs(left, right))
    assert found.same_text == (("<https://example.org/passage/0>", "<https://example.org/passage/7>"),)


def test_other_models_may_be_used() -> None:
    left, right = report("a", event(**STRIKE)), report("b", event("b", **STRIKE))
    never = {kind: replace(model, shift=-50.0) for kind, model in models().items()}
    assert compare(left, right, pairs(left, right), by=never) == []


def test_calibration_keeps_the_order_of_scores() -> None:
    model = Model({"x": 2.0}, -1.0, 0.8, 0.1)
    assert 0 < model.score({}) < model.score({"x": 0.5}) < model.score({"x": 1.0}) < 1
    assert Model({}, 0.0).score({}) == 0.5


def test_another_table_can_be_read(tmp_path: Path) -> None:
    table = tmp_path / "weights.toml"
    table.write_text("[event]\nstart = -1.0\n[event.weights]\nsame_day = 2.0\n")
    assert models(table)["event"] == Model({"same_day": 2.0}, -1.0)
