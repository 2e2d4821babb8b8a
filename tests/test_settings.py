"""`kg.toml`."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import find_settings


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
        ('stroe = "x"', "unknown setting 'stroe'; there are: incidents, store, tables"),
        ("store = 3", "store must be the path of a folder"),
        ("tables = 3", "tables must be a table"),
        ('store = ""', "store must be the path of a folder"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(UsageError, match=message) as caught:
        find_settings(tmp_path)
    assert str(tmp_path / "kg.toml") in str(caught.value)
