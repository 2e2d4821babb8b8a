"""`kg validate`: findings on stdout, a summary on stderr, and an exit code by severity."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli

WHOLE = (Path(__file__).parents[1] / "shapes" / "whole.ttl").read_text()


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)], prog_name="kg")


@pytest.fixture
def without_title(tmp_path: Path) -> Path:
    """A graph of which only the report's title is unknown: an info."""
    return _written(tmp_path, 'dct:title "School hit in Marwat" ;', "")


@pytest.fixture
def without_label(tmp_path: Path) -> Path:
    """A graph of which an event has no label: a warning."""
    return _written(tmp_path, 'rdfs:label "Explosion" ;', "")


@pytest.fixture
def without_stance(tmp_path: Path) -> Path:
    """A graph of which no claim has a stance: seven violations."""
    return _written(tmp_path, "rv:stance stance:asserted ;", "")


def _written(folder: Path, old: str, new: str) -> Path:
    assert old in WHOLE
    path = folder / "graph.ttl"
    path.write_text(WHOLE.replace(old, new))
    return path


def test_a_store_without_a_fault_says_so(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert CliRunner().invoke(cli, ["build", str(folder), "--store", str(store), "--reader", "manual"]).exit_code == 0
    result = invoke("--store", store)
    assert result.exit_code == 0
    assert "violation " not in result.stdout
    assert result.stderr.startswith("0 violations, 1 warning, ")


def test_findings_are_grouped_by_shape_on_stdout_and_counted_on_stderr(without_stance: Path) -> None:
    result = invoke(without_stance)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "claim-stance: Say how firmly it is claimed: exactly one rv:stance."
    assert lines[1].startswith("  violation https://example.org/id/report/0123456789abcdef/casualty/1 (marwat, ")
    assert lines[1].endswith("graph.ttl:97:1): rv:stance")
    assert len(lines) == 9
    assert result.stderr == "8 violations, 0 warnings, 0 infos\n"


@pytest.mark.parametrize(
    ("graph", "fail_on", "code"),
    [
        ("without_title", "violation", 0),
        ("without_title", "warning", 0),
        ("without_title", "info", 1),
        ("without_label", "violation", 0),
        ("without_label", "warning", 1),
        ("without_label", "info", 1),
        ("without_stance", "violation", 1),
        ("without_stance", "never", 0),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_finding(
    graph: str, fail_on: str, code: int, request: pytest.FixtureRequest
) -> None:
    result = invoke(request.getfixturevalue(graph), "--fail-on", fail_on)
    assert result.exit_code == code
    assert result.stdout


def test_a_file_that_is_missing_or_no_rdf_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("no Turtle")
    for name in ("broken.ttl", "missing.ttl"):
        result = invoke(tmp_path / name)
        assert result.exit_code == 3
        assert result.stdout == ""
        assert result.stderr.startswith("kg: error: ")
        assert name in result.stderr


def test_a_folder_that_is_no_store_has_the_exit_code_of_stores(tmp_path: Path) -> None:
    assert invoke("--store", tmp_path / "nowhere").exit_code == 4
