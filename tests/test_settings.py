"""`kg.toml`."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import Server, find_settings, ledger_path, location_of, root_of


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert find_settings(tmp_path).store == Path("kg-store")


def test_the_nearest_file_above_holds_and_its_paths_count_from_it(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('store = "data/graph"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_settings(tmp_path / "a" / "b").store == tmp_path / "data" / "graph"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("store = ", "can't be read as TOML"),
        ('stroe = "x"', "unknown setting 'stroe'; there are: decisions, gazetteer, incidents, linking, servers, store, tables"),
        ("store = 3", "store must be a path"),
        ("[linking]\nsmae = 0.5", "holds same and unsure"),
        ("[linking]\nsame = 2", "numbers from 0 to 1"),
        ("[linking]\nsame = 0.2\nunsure = 0.4", "same not below unsure"),
        ("decisions = []", "decisions must be a path"),
        ("tables = 3", "tables must be a table"),
        ('store = ""', "store must be a path"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(UsageError, match=message) as caught:
        find_settings(tmp_path)
    assert str(tmp_path / "kg.toml") in str(caught.value)


def test_decisions_lie_beside_the_store_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    assert ledger_path(tmp_path / "data" / "graph", tmp_path) == tmp_path / "data" / "kg-decisions.jsonl"
    (tmp_path / "kg.toml").write_text('decisions = "ours.jsonl"\n')
    assert ledger_path(tmp_path / "data" / "graph", tmp_path) == tmp_path / "ours.jsonl"


def test_thresholds_of_linking_are_read(tmp_path: Path) -> None:
    assert find_settings(tmp_path).linking == {}
    (tmp_path / "kg.toml").write_text("[linking]\nsame = 0.9\n")
    assert find_settings(tmp_path).linking == {"same": 0.9}


def test_a_server_may_be_the_store_and_is_described_in_a_table_of_its_address(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(
        'store = "https://h.example/ds"\n[servers."https://h.example/ds"]\nquery = "https://h.example/q"\n'
        'update = "https://h.example/u"\ncredentials = "secret.toml"\ntimeout = 7\n'
    )
    wanted = Server("https://h.example/ds", "https://h.example/q", "https://h.example/u", tmp_path / "secret.toml", 7.0)
    assert find_settings(tmp_path).store == wanted
    assert location_of("https://h.example/ds", tmp_path) == wanted
    assert location_of("http://h.example/other", tmp_path) == Server("http://h.example/other")
    assert location_of("folder", tmp_path) == Path("folder")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[servers."http://h/"]\npassword = "sesame"', "credentials stand in a file of their own"),
        ('[servers."http://ann:sesame@h/"]\npassword = "x"', "holds no name and password"),
        ('[servers."ftp://h/"]', "no address of a server"),
        ('[servers."http://h/"]\nquery = "http://h/?key=sesame"', "query must be the address of a service"),
        ('[servers."http://h/"]\ntimeout = 0', "timeout must be a number of seconds"),
        ("servers = 1", "servers must be a table"),
    ],
)
def test_a_wrong_description_of_a_server_is_refused_without_a_secret_of_it(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(UsageError, match=reason) as caught:
        find_settings(tmp_path)
    assert "sesame" not in str(caught.value)


def test_what_lies_beside_a_store_lies_in_the_working_folder_of_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert root_of(tmp_path / "a" / "store") == tmp_path / "a"
    assert root_of(Server("http://h/")) == tmp_path
    assert ledger_path(Server("http://h/"), tmp_path) == tmp_path / "kg-decisions.jsonl"
