"""`kg build`, `kg extract` and `kg show` as a person uses them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.terms import DEFAULT_BASE
from tests.cli.test_main import invoke
from tests.conftest import BASE


def test_a_folder_becomes_a_store_and_the_summary_says_so(folder: Path, tmp_path: Path) -> None:
    result = invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 reports read (0 of them changed); 0 unchanged\n1 events, 7 claims, " in result.stderr
    assert "publication date unknown: 1 reports; their relative dates stay open" in result.stderr
    assert "publisher unknown: 1 reports" in result.stderr


def test_a_plan_says_what_would_be_read_and_touches_no_store(folder: Path, tmp_path: Path) -> None:
    (folder / "metadata.csv").unlink()
    (folder / "bad.txt").write_bytes(b"\x00")
    (folder / "odd\x1b[31m.png").write_text("x")
    result = invoke("build", folder, "--plan", "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert f"{folder / 'marwat.txt'}: text; 1 report; 56 words; en; no date\n" in result.stdout
    assert f"can't be read: {folder / 'bad.txt'}: binary data, not text\n" in result.stdout
    assert "left alone: " in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stdout.endswith("in 2 files: about 1 s on one core; nothing was stored\n")
    assert not (tmp_path / "store").exists()


def test_the_columns_that_kg_toml_names_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kg.toml").write_text('[incidents."monitor.csv"]\ndate = "Day"\n[incidents."monitor.csv".counts]\nkilled = "Dead"\n')
    Path("monitor.csv").write_text("Day,Dead\n2024-05-07,12\n2024-05-08,at least 3\n")
    result = invoke("build", "monitor.csv", "--store", "store", "--workers", "0")
    assert result.exit_code == 0
    assert "2 events, 2 claims" in result.stderr
    again = invoke("build", "monitor.csv", "--store", "store", "--workers", "0")
    assert "2 unchanged" in again.stderr


def test_building_again_says_that_nothing_has_changed(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        result = invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store")
    assert "0 reports read (0 of them changed); 2 unchanged\nnothing has changed\n" in result.stderr


def test_files_that_cant_be_read_are_named_the_rest_goes_on_and_the_exit_code_is_3(folder: Path, tmp_path: Path) -> None:
    result = invoke("build", folder, folder / "none.txt", "--reader", "manual", "--store", tmp_path / "store")
    assert result.exit_code == 3
    assert f"not read: {folder / 'none.txt'}: no such file\n2 reports read" in result.stderr


def test_the_base_is_remembered_and_another_one_refused(folder: Path, tmp_path: Path) -> None:
    arguments = ("build", folder, "--reader", "manual", "--store", tmp_path / "store")
    assert invoke(*arguments, "--base", BASE).exit_code == 0
    assert invoke(*arguments).exit_code == 0
    result = invoke(*arguments, "--base", DEFAULT_BASE)
    assert (result.exit_code, BASE in result.stderr) == (2, True)


def test_a_base_that_is_no_iri_makes_no_store(folder: Path, tmp_path: Path) -> None:
    result = invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store", "--base", "here")
    assert (result.exit_code, (tmp_path / "store").exists()) == (2, False)


def test_what_is_known_about_a_single_file_can_be_said(folder: Path, tmp_path: Path) -> None:
    (folder / "metadata.csv").unlink()
    invoke(
        "build",
        folder / "marwat.txt",
        "--reader",
        "manual",
        "--store",
        tmp_path / "s",
        "--publisher",
        "Elbonia Press",
        "--title",
        "Shells",
    )
    result = invoke(
        "query", "SELECT ?t ?p WHERE { ?r a rv:Report ; dct:title ?t ; dct:publisher/rdfs:label ?p }", "--store", tmp_path / "s"
    )
    assert json.loads(result.stdout) == {"t": "Shells", "p": "Elbonia Press"}


def test_what_is_said_about_a_single_file_is_refused_for_several(folder: Path, tmp_path: Path) -> None:
    result = invoke("build", folder, "--publisher", "Me", "--store", tmp_path / "s")
    assert (result.exit_code, "describe a single file" in result.stderr) == (2, True)


def test_a_wrong_hand_made_account_is_named_by_its_field(folder: Path, tmp_path: Path) -> None:
    account = json.loads((folder / "marwat.json").read_text())
    account["events"][0]["type"] = "battle"
    (folder / "marwat.json").write_text(json.dumps(account))
    result = invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store")
    assert result.exit_code == 3
    assert "marwat.txt: marwat.json: events[0].type: 'battle' is not a code; there are: air-strike" in result.stderr


def test_a_foreign_folder_is_left_alone(folder: Path) -> None:
    before = sorted(folder.iterdir())
    result = invoke("build", folder, "--reader", "manual", "--store", folder)
    assert (result.exit_code, sorted(folder.iterdir())) == (4, before)


def test_a_report_is_extracted_as_json_without_a_store(folder: Path) -> None:
    result = invoke("extract", folder / "marwat.txt")
    account = json.loads(result.stdout)
    assert (account["id"], account["publisher"], account["published"]) == ("marwat", "Elbonia Press", "2024-05-08")
    assert {"events", "victim_counts", "named_victims", "facility_counts", "statements"} <= account.keys()


def test_a_text_from_stdin_is_extracted_and_the_user_says_what_is_known() -> None:
    result = invoke("extract", "-", "--published", "2024-05-08", text="Two people were shot dead in Marwat on Monday.")
    account = json.loads(result.stdout)
    assert (account["id"], account["published"], account["publisher"]) == ("stdin", "2024-05-08", None)


def test_each_step_of_reading_can_be_seen(folder: Path) -> None:
    result = invoke("extract", folder / "marwat.txt", "--trace")
    assert result.exit_code == 0
    assert result.stdout.count("── ") >= 5
    assert "At least 12" in result.stdout


@pytest.mark.parametrize(("name", "code"), [("none.txt", 3), ("marwat.json", 3)])
def test_what_cant_be_extracted_is_named(folder: Path, name: str, code: int) -> None:
    result = invoke("extract", folder / name)
    assert (result.exit_code, name in result.stderr, result.stdout) == (code, True, "")


def test_a_report_is_shown_with_its_notes(folder: Path, tmp_path: Path) -> None:
    invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store")
    result = invoke("show", "marwat", "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert "At least 12 people[1], including three children[2], were killed" in result.stdout
    assert "[1] at least 12 people killed — according to Elbonian Red Cross" in result.stdout
    assert "\x1b" not in result.stdout


def test_showing_from_what_is_no_store_is_refused(folder: Path) -> None:
    result = invoke("show", "marwat", "--store", folder)
    assert (result.exit_code, result.stderr.count("\n")) == (4, 1)


def test_the_store_comes_from_flag_then_environment_then_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text('store = "from-file"\n')
    invoke("build", folder, "--reader", "manual")
    monkeypatch.setenv("KG_STORE", str(tmp_path / "from-variable"))
    invoke("build", folder, "--reader", "manual")
    invoke("build", folder, "--reader", "manual", "--store", "from-flag")
    assert [(tmp_path / name / "kg-store.json").exists() for name in ("from-file", "from-variable", "from-flag")] == [
        True,
        True,
        True,
    ]


def test_the_program_runs_as_a_module() -> None:
    result = subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True, text=True)
    assert result.stdout.startswith("Usage: kg ")
