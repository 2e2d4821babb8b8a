"""`kg.toml`."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import find_settings, ledger_path


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
