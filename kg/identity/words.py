"""The words by which linking reads names, from `words.toml` beside this file: the name of a list goes in, its words come out."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list of the table."""
    return frozenset(str(_table()[name]).split())


@cache
def lines(name: str) -> tuple[frozenset[str], ...]:
    """The folded words of a list of lists."""
    return tuple(frozenset(line.split()) for line in _table()[name])


@cache
def _table() -> dict[str, str | list[str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
