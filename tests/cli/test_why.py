"""`kg why` on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build import Options, build
from kg.cli.main import cli
from kg.extraction.manual import ManualReader
from kg.reading.sources import find_sources
from kg.store.embedded import writer
from tests.conftest import BASE


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    with writer(tmp_path / "store", BASE) as opened:
        build(find_sources([folder]), opened, Options(ManualReader(), folder.parent))
        opened.publish()
        reports = [graph for graph in opened.graphs() if "Marwat, killing" in opened.graph_text(graph)]
    (tmp_path / "report").write_text(reports[0].removeprefix(BASE))
    return tmp_path / "store"


def why(store: Path, node: str, *options: str) -> Result:
    report = (store.parent / "report").read_text()
    return CliRunner().invoke(cli, ["why", f"{report}/{node}", "--store", str(store), *options], prog_name="kg")


def test_a_number_is_said_with_its_marked_words_and_all_that_stands_behind_it(store: Path) -> None:
    lines = why(store, "count/2").output.splitlines()
    assert lines[:2] == [
        "3 children killed, part of at least 12",
        "  according to Elbonian Red Cross · asserted · about: Shelling, Marwat, 7 May 2024 · 2024-05-07",
    ]
    assert any("At least 12 people, «including three children», were killed" in line for line in lines)
    titles = [line for line in lines if line and not line.startswith(" ")][1:]
    assert titles == [
        "In the words of the report",
        "How it was read",
        "What else is said",
        "May it be added? Yes.",
        "How to dispute it",
    ]


def test_an_event_is_not_said_to_be_addable(store: Path) -> None:
    output = why(store, "event/1").output
    assert "May it be added" not in output
    assert "is denied by: army spokesman (spokesman, army) denies" in output


def test_as_json_it_is_the_same_with_names(store: Path) -> None:
    found = json.loads(why(store, "count/1", "--format", "json").output)
    assert (found["kind"], found["says"], found["addable"]) == ("CasualtyCount", "at least 12 people killed", True)
    assert [other["relation"] for other in found["others"]] == ["contains", "is denied by"]


def test_what_is_not_there_is_an_error_of_one_line(store: Path) -> None:
    result = why(store, "count/99")
    assert result.exit_code == 3
    assert result.stderr.startswith("kg: error: nothing in the store is named")
    assert result.stderr.count("\n") == 1
