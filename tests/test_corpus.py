"""The corpus that the reader is trained on is annotated by the rules of `docs/annotation.md`."""

import csv
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.accounts import FAMILIES, from_json
from kg.model import Report
from kg.values import PartialDate

CORPUS = Path(__file__).parents[1] / "training" / "corpus"
ORIGINS = sorted(path for path in CORPUS.glob("*") if path.is_dir()) if CORPUS.is_dir() else []
pytestmark = pytest.mark.skipif(not ORIGINS, reason="the corpus is not in this copy of the project")
every_origin = pytest.mark.parametrize("origin", ORIGINS, ids=lambda path: path.name)

GENRES = {"news", "ngo-bulletin", "un-sitrep", "press-release", "incident-log", "testimony-summary", "longform"}
VAGUE = {24, 40, 200, 2_000, 20_000, 200_000, 2_000_000}
LEGAL_TERMS = {"war crime": "war crime", "crime against humanity": "against humanity", "genocide": "genocid"}
KEYS = {
    "events": {
        "id", "type", "quote", "date_start", "date_end", "places", "country", "perpetrators", "suspected", "weapons",
        "facilities", "negated",
    },
    "victim_counts": {
        "id", "event", "outcome", "groups", "min", "max", "qualifier", "source", "scope", "subset_of", "quote",
    },
    "named_victims": {"name", "outcome", "age", "gender", "occupation", "event", "quote"},
    "facility_counts": {"type", "effect", "min", "max", "qualifier", "source", "scope", "event", "quote"},
    "statements": {
        "speaker", "speaker_role", "speaker_org", "about", "stance", "legal_term", "medium", "quote",
    },
}  # fmt: skip


def pairs(origin: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(origin.glob("*.json")):
        yield path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


def facts(origin: Path, *families: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name of the report, its text and fact, for every fact of some families."""
    for text, account in pairs(origin):
        for family in families:
            yield from ((f"{account['id']}, {family}: {fact['quote']!r}", text, fact) for fact in account[family])


@every_origin
def test_every_report_has_an_account_and_a_line_of_metadata_that_agree(origin: Path) -> None:
    with (origin / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["file"]: row for row in csv.DictReader(lines)}
    accounts = {account["id"]: account for _, account in pairs(origin)}
    assert {path.stem for path in origin.glob("*.txt")} == set(accounts) == {name.removesuffix(".txt") for name in rows}
    for name, row in rows.items():
        account = accounts[name.removesuffix(".txt")]
        assert (row["published"], row["publisher"]) == (account["published"], account["publisher"]), name


@every_origin
def test_every_text_is_clean_and_begins_with_a_line_of_words(origin: Path) -> None:
    for path in origin.glob("*.txt"):
        text = path.read_bytes().decode("utf-8")
        assert text.split("\n", 1)[0].strip(), path
        assert not {"\r", "\ufeff", "\ufffd"} & set(text), path


@every_origin
def test_every_account_can_be_read(origin: Path) -> None:
    for text, account in pairs(origin):
        from_json(account, Report(account["id"], text, publisher=account["publisher"]), "manual")


@every_origin
def test_every_object_has_the_fields_of_the_guide_and_no_others(origin: Path) -> None:
    for _, account in pairs(origin):
        assert set(account) == {"id", "genre", "published", "publisher", "facts_from", *FAMILIES}, account["id"]
        assert account["genre"] in GENRES, account["id"]
        for family, keys in KEYS.items():
            assert all(set(fact) == keys for fact in account[family]), (account["id"], family)
        assert all({"type", "name", "effect"} == set(item) for event in account["events"] for item in event["facilities"])


@every_origin
def test_no_fact_is_told_twice(origin: Path) -> None:
    for _, account in pairs(origin):
        for family in FAMILIES:
            told = [json.dumps({key: fact[key] for key in fact if key != "id"}, sort_keys=True) for fact in account[family]]
            assert len(told) == len(set(told)), (account["id"], family)


@every_origin
def test_days_are_whole_pairs_in_order_and_not_after_publication(origin: Path) -> None:
    for _, account in pairs(origin):
        for event in account["events"]:
            days = [event["date_start"], event["date_end"]]
            assert days.count(None) in {0, 2}, (account["id"], event["id"])
            if None not in days:
                start, end = map(PartialDate.from_text, days)
                published = PartialDate.from_text(account["published"])
                assert start.earliest <= end.latest, (account["id"], event["id"])
                assert start.earliest <= published.latest, (account["id"], event["id"])


@every_origin
def test_bounds_fit_their_qualifier(origin: Path) -> None:
    for where, _, fact in facts(origin, "victim_counts", "facility_counts"):
        low, high, qualifier = fact["min"], fact["max"], fact["qualifier"]
        fits = {
            "exact": low is not None and low == high,
            "about": low is not None and low == high,
            "at-least": low is not None and high is None,
            "at-most": low is None and high is not None,
            "range": low is not None and high is not None and low < high,
            "vague": low in VAGUE and high is None,
        }
        assert fits[qualifier], where
        assert 0 not in {low, high}, where


@every_origin
def test_a_number_of_one_incident_names_the_incident(origin: Path) -> None:
    for where, _, fact in facts(origin, "victim_counts", "facility_counts"):
        assert fact["scope"] == "cumulative" or fact["event"], where


@every_origin
def test_no_part_is_more_than_the_whole_or_a_part_of_itself(origin: Path) -> None:
    for _, account in pairs(origin):
        counts = {count["id"]: count for count in account["victim_counts"]}
        for count in counts.values():
            line = [count]
            while (parent := line[-1]["subset_of"]) is not None:
                assert counts[parent] not in line, (account["id"], count["id"])
                line.append(counts[parent])
            for part, whole in pairwise(line):
                assert (part["min"] or 0) <= (whole["max"] or part["min"] or 0), (account["id"], part["id"])


@every_origin
def test_nobody_is_counted_in_what_did_not_happen(origin: Path) -> None:
    for _, account in pairs(origin):
        unreal = {event["id"] for event in account["events"] if event["negated"]}
        for family in ("victim_counts", "facility_counts", "named_victims"):
            assert not unreal & {fact["event"] for fact in account[family]}, (account["id"], family)


@every_origin
def test_only_a_named_perpetrator_is_suspected(origin: Path) -> None:
    for where, _, event in facts(origin, "events"):
        assert event["perpetrators"] or not event["suspected"], where


@every_origin
def test_every_name_stands_in_the_text(origin: Path) -> None:
    for text, account in pairs(origin):
        words = _flat(text)
        for name in names(account):
            assert _flat(name) in words or name == account["publisher"], (account["id"], name)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def names(account: dict[str, Any]) -> Iterator[str]:
    for event in account["events"]:
        yield from (*event["places"], *event["perpetrators"], *(item["name"] for item in event["facilities"] if item["name"]))
    for fact in account["victim_counts"] + account["facility_counts"]:
        yield fact["source"]
    for victim in account["named_victims"]:
        yield from filter(None, (victim["name"], victim["occupation"]))
    for said in account["statements"]:
        yield from filter(None, (said["speaker"], said["speaker_role"], said["speaker_org"], said["medium"]))


@every_origin
def test_a_legal_term_stands_in_the_text(origin: Path) -> None:
    for where, text, said in facts(origin, "statements"):
        assert said["legal_term"] is None or LEGAL_TERMS[said["legal_term"]] in text.casefold(), where
