"""Word tables as they stand in the modules of the reader: a text of words parted by spaces becomes a set or a sequence, rows of phrases a table."""

from collections.abc import Iterable
from typing import TypeVar

_E = TypeVar("_E")


def word_set(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(word_set("one two one"))
    ['one', 'two']
    """
    return frozenset(text.split())


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text in their order.

    >>> word_list("one two")
    ('one', 'two')
    """
    return tuple(text.split())


def phrase_table(rows: Iterable[tuple[_E, str]]) -> dict[str, list[tuple[tuple[frozenset[str], ...], _E]]]:
    """The phrases of some rows by their first words, the longest first, each with the entry of its row.

    A row parts its phrases by "|", and the words that may stand in one place by "/".

    >>> list(phrase_table([("killed", "shot dead | cut/gunned down")]))
    ['shot', 'cut', 'gunned']
    """
    table: dict[str, list[tuple[tuple[frozenset[str], ...], _E]]] = {}
    for entry, row in rows:
        for phrase in row.split("|"):
            places = tuple(frozenset(place.split("/")) for place in phrase.split())
            for first in sorted(places[0]):
                table.setdefault(first, []).append((places, entry))
    for phrases in table.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return table
