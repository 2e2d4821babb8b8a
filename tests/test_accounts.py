"""Accounts as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.accounts import from_json, to_json
from kg.errors import InputError
from kg.model import Account, CasualtyCount, FacilityImpact, Passage, Report, Responsibility, Statement
from kg.reading.sources import Source, find_sources, read


def test_an_account_survives_being_written_and_read(report: Report, account: Account, facts: dict[str, Any]) -> None:
    written = to_json(account, report)
    assert {key: written[key] for key in facts} == facts
    assert from_json(json.loads(json.dumps(written)), report, "manual") == account


def test_quotations_become_passages_of_the_text(report: Report, account: Account) -> None:
    assert account.events[0].evidence == (Passage(*_span(report.text, "army shells hit a school")),)
    assert [count.evidence[0].words(report.text) for count in account.of(CasualtyCount)] == [
        "At least 12 people",
        "including three children",
    ]


def test_an_event_carries_its_perpetrators_and_facilities_as_claims(account: Account) -> None:
    [blame], [impact] = list(account.of(Responsibility)), list(account.of(FacilityImpact))
    assert (blame.event, blame.perpetrator.label, blame.stance) == ("e1", "army", "asserted")
    assert (impact.event, impact.facility.type, impact.effect) == ("e1", "school", "struck")


def test_a_hedged_perpetrator_is_suspected(report: Report, facts: dict[str, Any]) -> None:
    facts["events"][0]["suspected"] = True
    [blame] = from_json(facts, report, "manual").of(Responsibility)
    assert (blame.suspected, blame.stance) == (True, "suspected")


def test_a_speaker_stands_behind_the_statement(account: Account) -> None:
    assert [claim.according_to == claim.speaker for claim in account.of(Statement)] == [True, True]


def test_the_publisher_as_a_source_is_nobody_else_named(report: Report, facts: dict[str, Any]) -> None:
    facts["victim_counts"][0]["source"] = "Elbonia Press"
    account = from_json(facts, report, "manual")
    assert next(account.of(CasualtyCount)).according_to is None
    assert to_json(account, report)["victim_counts"][0]["source"] == "Elbonia Press"


def change(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def apply(facts: dict[str, Any]) -> None:
        place: Any = facts
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return apply


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (change("events", to=None), "events: must be a list of facts"),
        (change("events", 0, to="x"), r"events\[0\]: must be a JSON object"),
        (change("events", 0, "type", to="battle"), r"events\[0\]\.type: 'battle' is not a code; there are: air-strike, "),
        (change("events", 0, "quote", to="not there"), r"events\[0\]\.quote: not in the text of the report: 'not there'"),
        (change("events", 0, "date_start", to="7 May"), "'7 May' is no date"),
        (change("events", 0, "country", to="Syria"), r"events\[0\]\.country: 'Syria' is no ISO 3166-1 alpha-2 code"),
        (change("events", 0, "negated", to="no"), r"events\[0\]\.negated: must be true or false"),
        (change("events", 0, "places", to="Marwat"), r"events\[0\]\.places: must be a list of texts"),
        (change("events", 0, "facilities", 0, "effect", to="hit"), r"events\[0\]\.facilities\[0\]\.effect: 'hit' is not a code"),
        (change("victim_counts", 0, "min", to="12"), r"victim_counts\[0\]\.min: must be a whole number, or null"),
        (change("victim_counts", 0, "event", to="e9"), "about the event 'e9', which is not in the account"),
        (change("victim_counts", 1, "subset_of", to="v9"), "'v2' is part of 'v9', which is not in the account"),
        (change("victim_counts", 1, "id", to="v1"), "the id 'v1' stands for two facts"),
        (change("named_victims", 0, "name", to=None), r"named_victims\[0\]\.name: is missing"),
        (change("named_victims", 0, "gender", to="f"), r"named_victims\[0\]\.gender: 'f' is not a code; there are: male, female"),
        (change("statements", 0, "legal_term", to="crime"), r"statements\[0\]\.legal_term: 'crime' is not a code"),
        (change("statements", 0, "about", to=["v7"]), "about 'v7', which is not in the account"),
        (change("statements", 0, "speaker", to=" "), r"statements\[0\]\.speaker: must be a text that is not empty"),
    ],
)
def test_a_wrong_value_is_named_by_its_field(
    report: Report, facts: dict[str, Any], wrong: Callable[[dict[str, Any]], None], message: str
) -> None:
    wrong(facts)
    with pytest.raises(InputError, match=message):
        from_json(facts, report, "manual")


def test_an_account_that_is_no_object_is_refused(report: Report) -> None:
    with pytest.raises(InputError, match="the account: must be a JSON object"):
        from_json([], report, "manual")


def test_every_annotated_report_survives_being_read_and_written(evaluation: Path) -> None:
    families = ("events", "victim_counts", "named_victims", "facility_counts", "statements")
    for source in find_sources([evaluation / "dev"]):
        assert isinstance(source, Source)
        report = read(source)
        gold = json.loads(source.path.with_suffix(".json").read_text())
        written = to_json(from_json(gold, report, "manual"), report)
        lost = [(a, b) for family in families for a, b in zip(gold[family], written[family], strict=True) if a != b]
        # Of an event without a perpetrator the account can't say that the perpetrator is suspected.
        assert [pair for pair in lost if pair[0] | {"suspected": False} != pair[1]] == []


def _span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)
