"""`kg query NAME --left-out`: the figures that a sum leaves out."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.identity.relations import figure_quads
from kg.ontology import ontology_nquads
from kg.store.embedded import writer
from tests.identity.reports import BASE, Told


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A report with a figure that is added, a part of it, and a running total of people who fled."""
    told = Told()
    told.event("report/a/e")
    told.incident("incident/i", "report/a/e")
    told.figure("report/a/1", 12, 12, event="report/a/e")
    told.figure("report/a/2", 5, 5, event="report/a/e", subsetOf="report/a/1")
    told.figure("report/a/3", 900, None, scope="cumulative", outcome="displaced")
    with writer(tmp_path / "store", BASE) as opened:
        opened.load(["".join([*told.lines, *figure_quads(told.lines, BASE)]), ontology_nquads()])
        opened.publish()
    return tmp_path / "store"


def query(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["query", *arguments, "--store", str(store), "--format", "csv"], prog_name="kg")


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.output)))


def test_a_sum_says_how_many_figures_it_leaves_out_and_lists_them_with_the_reason(store: Path) -> None:
    assert [(row["outcome"], row["minimum"], row["leftOut"]) for row in table(query(store, "totals"))] == [
        ("displaced", "", "1"),
        ("killed", "12", "1"),
    ]
    listed = table(query(store, "totals", "--left-out"))
    assert [(row["reasons"], row["minimum"], row["others"]) for row in listed] == [
        ("no incident, running total", "900", ""),
        ("part", "5", f"{BASE}report/a/1"),
    ]


def test_the_parameters_of_the_sum_hold_for_what_it_leaves_out(store: Path) -> None:
    listed = table(query(store, "totals", "--outcome", "killed", "--left-out"))
    assert [row["claim"] for row in listed] == [f"{BASE}report/a/2"]
    assert table(query(store, "civilians-killed", "--left-out")) == []


def test_a_question_that_adds_nothing_up_says_which_do(store: Path) -> None:
    result = query(store, "figures", "--left-out")
    assert result.exit_code == 2
    assert "query figures adds nothing up" in result.stderr
