"""`kg export` and `kg info`: forms by endings and names, standard output, and what a store holds."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.formats import GraphFormat
from kg.store.embedded import writer
from tests.store.graphs import BASE, ontology, whole


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with writer(tmp_path / "store", BASE) as opened:
        opened.load([whole("a", events=3), whole("b"), ontology("1")])
        opened.publish()
    return tmp_path / "store"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="kg")


@pytest.mark.parametrize("form", GraphFormat, ids=lambda form: form.label)
def test_the_ending_decides_the_form_as_its_name_does(tmp_path: Path, store: Path, form: GraphFormat) -> None:
    by_ending, by_name = tmp_path / f"out{form.suffix}", tmp_path / "out.dat"
    assert invoke("export", by_ending, "--store", store).exit_code == 0
    assert invoke("export", by_name, "--store", store, "--format", form.label).exit_code == 0
    result = invoke("export", "-", "--store", store, "--format", form.label)
    assert by_ending.read_bytes() == by_name.read_bytes() == result.stdout_bytes
    assert result.stderr == ""


def test_standard_output_is_turtle_unless_told_otherwise(store: Path) -> None:
    assert invoke("export", "-", "--store", store).stdout.startswith(f"@base <{BASE}> .\n")


def test_the_ontology_can_be_left_out(store: Path) -> None:
    assert "rv:AirStrike rdfs:label" not in invoke("export", "-", "--store", store, "--no-ontology").stdout
    assert "rdfs:label" in invoke("export", "-", "--store", store).stdout


def test_an_unknown_ending_is_answered_with_those_there_are(tmp_path: Path, store: Path) -> None:
    result = invoke("export", tmp_path / "out.xml", "--store", store)
    assert result.exit_code == 2
    assert ".ttl, .trig, .nq, .nt, .jsonld" in result.stderr


@pytest.mark.parametrize("arguments", [("export", "-"), ("info",)])
def test_a_missing_store_is_named(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments, "--store", tmp_path / "nowhere")
    assert result.exit_code == 4
    assert "kg build" in result.stderr


def test_info_says_what_a_store_holds(store: Path) -> None:
    lines = [line.strip().split("  ", 1) for line in invoke("info", "--store", store).stdout.splitlines()]
    told = {line[0]: line[1].strip() for line in lines if len(line) > 1}
    assert (told["reports"], told["events"], told["claims"]) == ("2", "5", "0")
    assert (told["base"], told["last read"]) == (BASE, "2024-05-01T00:00:00Z")
    assert (told["Air strike"], told["reader 1"]) == ("5", "2")


def test_info_of_an_empty_store_has_no_numbers_to_list(tmp_path: Path) -> None:
    with writer(tmp_path / "empty") as opened:
        opened.publish()
    output = invoke("info", "--store", tmp_path / "empty").stdout
    assert "never" in output
    assert "by type" not in output


def test_a_description_is_written_instead_of_the_graph(tmp_path: Path, store: Path) -> None:
    assert invoke("export", tmp_path / "void.ttl", "--void", "--store", store).exit_code == 0
    text = (tmp_path / "void.ttl").read_text(encoding="utf-8")
    assert "<dataset> a dcat:Dataset , void:Dataset ;" in text
    assert invoke("export", "-", "--void", "--store", store).stdout == text
    assert len(invoke("export", "-", "--void", "--no-ontology", "--store", store).stdout) < len(text)


def test_flat_tables_are_written_into_a_folder(tmp_path: Path, store: Path) -> None:
    result = invoke("export", "--csv", tmp_path / "tables", "--store", store)
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "casualties.csv", "events.csv", "facilities.csv", "statements.csv", "victims.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [("export",), ("export", "x.ttl", "--csv", "y"), ("export", "x.nq", "--void", "--format", "nquads")]
)
def test_what_makes_no_sense_together_is_a_wrong_use(tmp_path: Path, store: Path, arguments: tuple[str, ...]) -> None:
    given = [tmp_path / part if part in {"x.ttl", "x.nq", "y"} else part for part in arguments]
    assert invoke(*given, "--store", store).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
