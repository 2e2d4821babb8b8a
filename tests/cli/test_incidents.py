"""`kg incidents`, `kg incident`, `kg why-same` and `kg review` on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.incidents import draw
from kg.cli.main import cli
from kg.identity.ledger import read_ledger, verdicts
from kg.queries import bind, find
from kg.store.base import select
from kg.store.embedded import reader, writer
from tests.conftest import BASE
from tests.linking.reports import LATER, MONITOR, NEWS, UN, Told, node
from tests.sameness.linked import REPRINT, STRIKE, fill_linked, incident

STRUCK = incident(*STRIKE)[1:-1].removeprefix(BASE)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with writer(tmp_path / "store", BASE) as opened:
        fill_linked(opened, REPRINT)
        opened.publish()
    return tmp_path / "store"


def run(store: Path, *words: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(cli, [*words, "--store", str(store)], input=keys, prog_name="kg")


def short(told: object) -> str:
    return node(told)[1:-1].removeprefix(BASE)  # type: ignore[arg-type]


def test_incidents_on_a_pipe_are_what_the_question_gives(store: Path) -> None:
    assert run(store, "incidents").output == run(store, "query", "incidents").output
    rows = [json.loads(line) for line in run(store, "incidents", "--least", "2").output.splitlines()]
    assert [(row["reports"], row["publishers"], row["killedLowest"], row["killedHighest"]) for row in rows] == [(3, 3, 9, 11)]


def test_incidents_are_narrowed_by_the_options_of_the_question(store: Path) -> None:
    output = run(store, "incidents", "--type", "shelling", "--place", "osna", "--from", "2024-05-01", "--format", "csv").output
    assert [line.split(",")[0] for line in output.splitlines()] == ["name", '"Shelling']


def test_a_kind_of_event_that_there_is_not_is_refused_with_those_there_are(store: Path) -> None:
    result = run(store, "incidents", "--type", "raid")
    assert result.exit_code == 2
    assert "no code 'raid'; there are: air-strike" in result.output


def test_the_list_for_reading_tells_an_incident_in_two_or_three_lines(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with reader(store) as opened:
        draw(select(opened, bind(find("incidents"), {}, BASE)), BASE)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Air strike, Tell Zarifa, 7 May 2024",
        f"  3 reports, 3 publishers · 9 to 11 killed  {STRUCK}",
        "  victims: Sana Orel",
    ]
    assert lines[-1] == "4 incidents"


def test_a_dossier_sets_the_reports_side_by_side_and_says_where_they_differ(store: Path) -> None:
    output = run(store, "incident", STRUCK).output
    assert output.startswith(f"Air strike, Tell Zarifa, 7 May 2024\n  3 reports, 3 publishers · 9 to 11 killed: {STRUCK}\n")
    assert "  what became of Nur Hospital: damaged (news, un); out of service (monitor)\n" in output
    assert " by           Elbonia Press                     Marwat Monitor" in output
    assert "  monitor and un: 0.45\n" in output
    assert "Amal says (2026-01-31): news and un are the same, because the nurse is named in both" in output
    assert f"kg why-same {short(NEWS)} {incident(node(LATER))[1:-1].removeprefix(BASE)}" in output


def test_a_dossier_as_json_holds_the_same_with_names(store: Path) -> None:
    found = json.loads(run(store, "incident", STRUCK, "--format", "json").output)
    assert [telling["identifier"] for telling in found["tellings"]] == ["news", "monitor", "un"]
    assert found["differences"][0]["contradiction"] is True
    assert found["differences"][0]["sentence"].startswith("people killed: 9, says Elbonia Press (news)")


def test_an_incident_that_there_is_not_ends_with_exit_code_3(store: Path) -> None:
    result = run(store, "incident", "incident/0")
    assert (result.exit_code, result.output.count("\n")) == (3, 1)


def test_why_same_says_both_in_their_sentences_what_spoke_and_how_to_dispute_it(store: Path) -> None:
    lines = run(store, "why-same", short(NEWS), short(MONITOR)).output.splitlines()
    assert lines[0] == "They are one event, Air strike, Tell Zarifa, 7 May 2024, since they are alike enough."
    assert any(line.startswith("  «Warplanes bombed Nur Hospital» in Tell Zarifa on Tuesday") for line in lines)
    assert "   3.2  Both happened on the same day." in lines
    assert lines[-1] == f"  kg decide {short(NEWS)} different {short(MONITOR)} --because WHY"


def test_why_same_as_json(store: Path) -> None:
    found = json.loads(run(store, "why-same", short(MONITOR), short(UN), "--format", "json").output)
    assert (found["together"], found["score"], len(found["path"])) == (True, 0.45, 2)


def judgements(store: Path) -> list[str]:
    return [decision.judgement for decision in read_ledger(store.parent / "kg-decisions.jsonl")]


def test_each_answer_of_a_review_is_in_the_ledger_and_the_store_is_linked_again(store: Path) -> None:
    result = run(store, "review", "--by", "Bo", keys="s\nd\n\n")
    assert result.exit_code == 0, result.output
    assert judgements(store) == ["same", "different"]
    assert "2 decisions written down in" in result.output
    assert "reports linked" in result.output
    assert result.output.count("s same   d different") == 3


def test_the_last_answer_can_be_undone_too_and_is_asked_again(store: Path) -> None:
    result = run(store, "review", "--by", "Bo", "--limit", "1", keys="z\ns\nz\nu\n")
    assert judgements(store) == ["same", "withdrawn", "unsure"]
    assert "nothing to undo" in result.output
    assert result.output.count("1 of 1 · events") == 3


def test_undo_withdraws_the_last_answer_even_within_one_second(store: Path) -> None:
    run(store, "review", "--by", "Bo", keys="s\nz\nd\nz\ns\nq\n")
    assert judgements(store) == ["same", "withdrawn", "different", "withdrawn", "same"]
    assert [verdict.judgement for verdict in verdicts(read_ledger(store.parent / "kg-decisions.jsonl")).values()] == ["same"]


def test_a_review_that_ends_early_keeps_what_was_answered_and_asks_only_the_rest_next_time(store: Path) -> None:
    run(store, "review", "--by", "Bo", keys="u\n")
    assert judgements(store) == ["unsure"]
    with reader(store) as opened:
        said = [
            row[0].value for row in select(opened, "SELECT ?by WHERE { ?d rv:decidedBy ?by FILTER(?by = 'Bo') }").rows if row[0]
        ]
    assert said == ["Bo"]


def test_keys_that_mean_nothing_are_answered_with_those_that_do(store: Path) -> None:
    result = run(store, "review", "--limit", "1", keys="x\nq\n")
    assert "s same   d different   u unsure   space skip   z undo   q quit" in result.output
    assert judgements(store) == []


def test_a_review_with_nothing_left_says_so_and_links_nothing(store: Path) -> None:
    result = run(store, "review", "--kind", "agent", keys="")
    assert result.output == f"Nothing is left to decide.\n0 decisions written down in {store.parent / 'kg-decisions.jsonl'}\n"


def test_nothing_in_a_report_acts_on_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    acting = "Tell \x1b[2JZarifa\u202e"
    sentence = f"Jets bombed {acting} on 7 May, and Sana\x1b]0;x\x07 Orel, 41, died."
    told = Told("evil", "Press\x1b[31m", "2024-05-10", (
        {"sentence": sentence, "quote": f"Jets bombed {acting}", "day": "2024-05-07", "places": [acting], "killed": 1},
    ))  # fmt: skip
    with writer(tmp_path / "store", BASE) as opened:
        fill_linked(opened, told)
        opened.publish()
    name = incident(node(told))[1:-1].removeprefix(BASE)
    for words in (["incident", name], ["why-same", name, STRUCK], ["review"]):
        output = run(tmp_path / "store", *words, keys="\n" * 9).output
        assert "Traceback" not in output
        assert not {"\x1b", "\u202e", "\x07"}.intersection(output)
    assert "\\x1b[2J" in run(tmp_path / "store", "incident", name).output


def test_what_an_incident_is_called_is_no_name_of_it_and_the_error_says_where_names_are(store: Path) -> None:
    result = run(store, "incident", "Air strike, Tell Marouf")
    assert (result.exit_code, "kg incidents lists those there are" in result.output) == (3, True)


def test_decisions_are_exchanged_with_the_store_named_before_the_command_or_behind_it(store: Path, tmp_path: Path) -> None:
    run(store, "review", "--by", "Bo", keys="s\nq\n")
    behind = CliRunner().invoke(cli, ["decisions", "export", "ours.jsonl", "--store", str(store)], prog_name="kg")
    before = CliRunner().invoke(cli, ["decisions", "--store", str(store), "export", "ours.jsonl"], prog_name="kg")
    assert [result.output.split(" decisions")[0] for result in (behind, before)] == ["1", "0"]
    other = tmp_path / "elsewhere" / "store"
    other.mkdir(parents=True)
    CliRunner().invoke(cli, ["decisions", "import", "ours.jsonl", "--store", str(other)], prog_name="kg")
    assert judgements(other) == judgements(store) == ["same"]
