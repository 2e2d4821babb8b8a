"""`kg retract`, `kg forget`, `kg verify`, `kg backup` and `kg restore` as a person uses them."""

import os
from pathlib import Path

import pytest

from kg.identity.ledger import Decision, Side, append, read_ledger
from kg.store.base import select
from kg.store.embedded import reader, writer
from tests.cli.test_main import invoke


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    assert invoke("build", folder, "--reader", "manual", "--store", tmp_path / "store").exit_code == 0
    return tmp_path / "store"


def test_a_report_is_retracted_stays_out_and_is_reinstated(store: Path, folder: Path) -> None:
    result = invoke("retract", "marwat", "--because", "withdrawn", "--store", store)
    assert (result.exit_code, result.stderr) == (0, "retracted: marwat (reports/marwat.txt)\n")
    build = ("build", folder, "--reader", "manual", "--store", store)
    assert "left out: 1 reports that were retracted (--reinstate reads them again)" in invoke(*build).stderr
    assert "1 reports read (0 of them changed); 1 unchanged" in invoke(*build, "--reinstate").stderr


def test_reports_are_forgotten_by_name_and_by_words(store: Path, folder: Path) -> None:
    result = invoke("forget", "quiet", "--matching", "sana orel", "--yes", "--store", store)
    assert result.exit_code == 0
    assert result.stderr.startswith("quiet (reports/quiet.txt)\nmarwat (reports/marwat.txt)\n2 reports forgotten")
    result = invoke("build", folder, "--reader", "manual", "--reinstate", "--store", store)
    assert "left out: 2 reports that were forgotten" in result.stderr


def test_what_was_decided_of_a_forgotten_report_is_forgotten(store: Path) -> None:
    ledger = store.parent / "kg-decisions.jsonl"
    with reader(store) as opened:
        reports = {row[0].value: row[1].value for row in select(opened, "SELECT ?name ?digest WHERE { ?r dct:identifier ?name ; rv:digest ?digest }").rows
                   if row[0] and row[1]}  # fmt: skip
    sides = [Side(digest, "event", 0, 9, "0" * 8) for digest in (reports["marwat"], reports["quiet"], "f" * 64)]
    kept = Decision(sides[1], sides[2], "unsure", "Amal", "2026-01-31T08:00:00Z")
    append(ledger, [Decision(sides[0], sides[2], "same", "Amal", "2026-01-31T08:00:00Z"), kept])
    result = invoke("forget", "marwat", "--yes", "--store", store)
    assert (result.exit_code, "1 decisions on them were taken out of the ledger" in result.stderr) == (0, True)
    assert read_ledger(ledger) == (kept,)
    assert reports["marwat"] not in ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "say which reports to forget"),
        (("--matching", "zebra"), 3, "no report holds the words 'zebra'"),
        (("nobody",), 3, "no report 'nobody' in the store"),
        (("marwat",), 2, "say --yes"),
    ],
)
def test_nothing_is_forgotten_unless_it_is_clear_what(store: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = invoke("forget", *arguments, "--store", store)
    assert (result.exit_code, words in result.stderr) == (code, True)
    assert invoke("show", "marwat", "--store", store).exit_code == 0


def test_a_store_is_verified_with_its_shapes(store: Path) -> None:
    result = invoke("verify", "--shapes", "--store", store)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "the store is what was put into it\n0 violations of the shapes\n"


def test_damage_is_named_with_exit_code_4_and_a_backup_brings_the_store_back(store: Path, tmp_path: Path) -> None:
    assert invoke("backup", tmp_path / "monday.tar.gz", "--store", store).exit_code == 0
    table = next((store / "current").resolve().glob("*.sst"))
    os.truncate(table, 10)
    result = invoke("verify", "--store", store)
    assert (result.exit_code, f"{table}: its bytes are not those that were published\n" in result.stdout) == (4, True)
    assert "kg restore puts a backup in its place" in result.stderr
    assert invoke("restore", tmp_path / "monday.tar.gz", "--store", store).exit_code == 0
    assert invoke("verify", "--store", store).exit_code == 0


def test_a_store_in_use_is_left_alone(store: Path, tmp_path: Path) -> None:
    assert invoke("backup", tmp_path / "backup", "--store", store).exit_code == 0
    with writer(store):
        for arguments in (("retract", "marwat"), ("forget", "marwat", "--yes"), ("restore", tmp_path / "backup")):
            result = invoke(*arguments, "--store", store)
            assert (result.exit_code, f"process {os.getpid()}" in result.stderr) == (4, True)
        assert invoke("verify", "--store", store).exit_code == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_reports_are_read_by_as_many_processes_as_asked_for(folder: Path, tmp_path: Path, workers: str) -> None:
    result = invoke("build", folder, "--reader", "manual", "--workers", workers, "--store", tmp_path / "store")
    assert "2 reports read (0 of them changed); 0 unchanged" in result.stderr
