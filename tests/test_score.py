"""The scorer of readings pairs facts as the one beside the checkout does, counts what they say, and knows which are right."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.accounts import to_json
from kg.extraction.reader import RuleReader
from kg.model import Report
from kg.values import PartialDate
from tests.conftest import EVALUATION, FACTS, TEXT

ROOT = Path(__file__).parent.parent


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scorer = loaded(ROOT / "benchmarks" / "scorer.py")


def copy() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(json.dumps(FACTS))
    return facts


def test_an_account_is_right_against_itself() -> None:
    assert scorer.compared(FACTS, copy(), TEXT).f1() == (1.0, 1.0, 1.0)


def test_what_is_wrong_in_a_fact_is_missed_and_made_up() -> None:
    facts = copy()
    facts["victim_counts"][1]["min"] = 4
    tally = scorer.compared(FACTS, facts, TEXT)
    assert tally.numbers("victim_counts", "min") == (1, 1, 1)
    assert tally.numbers("victim_counts", "max")[1:] == (0, 0)


def test_a_fact_that_does_not_exist_costs_all_that_it_says() -> None:
    facts = copy()
    facts["named_victims"].append({**facts["named_victims"][0], "name": "Amir Dostan"})
    assert scorer.compared(FACTS, facts, TEXT).numbers("named_victims")[2] == 6


def test_facts_in_other_sentences_are_no_partners() -> None:
    facts = copy()
    facts["victim_counts"] = [{**facts["victim_counts"][0], "quote": "An army spokesman denied"}]
    assert scorer.compared(FACTS, facts, TEXT).numbers("victim_counts", "exists") == (0, 2, 1)


def test_a_fact_is_right_whose_partner_says_the_same_in_the_main() -> None:
    facts = copy()
    facts["victim_counts"][0]["outcome"] = "injured"
    facts["victim_counts"][1]["source"] = "army"
    told = [holds for fact, holds in scorer.right(FACTS, facts, TEXT) if fact in facts["victim_counts"]]
    assert told == [False, True]


def test_an_interval_holds_the_score() -> None:
    facts = copy()
    facts["statements"] = []
    tallies = [scorer.compared(FACTS, one, TEXT) for one in (FACTS, facts, FACTS, facts)]
    low, high = scorer.interval(tallies)
    assert low < (tallies[0].f1()[2] + tallies[1].f1()[2]) / 2 < high


@pytest.mark.skipif(not EVALUATION.is_dir(), reason="no annotated reports beside the checkout")
def test_it_counts_as_the_scorer_beside_the_checkout_does() -> None:
    other = loaded(EVALUATION / "score.py")
    paths = [path for path in sorted((EVALUATION / "dev").glob("*.json")) if path.with_suffix(".txt").exists()]
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    texts = {path.stem: path.with_suffix(".txt").read_text(encoding="utf-8") for path in paths}
    assert gold
    for name, account in gold.items():
        facts = read(name, texts[name], account)
        ours, theirs = scorer.compared(account, facts, texts[name]), other.score_report(name, account, facts, texts[name])
        assert (ours.right, ours.missed, ours.made_up) == (theirs.right, theirs.missed, theirs.made_up), name


def read(name: str, text: str, account: dict[str, Any]) -> dict[str, Any]:
    report = Report(name, text, published=PartialDate(account["published"]), publisher=account["publisher"])
    return to_json(RuleReader().extract(report), report)
