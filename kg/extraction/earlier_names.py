"""The names that a short form ("the group", "its", "it") may reach back to: a position goes in, the names before it come out."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.candidates import NameMention

#: How many names back a short form may reach.
_REACH = 60


def names_before(names: Sequence[NameMention], index: int) -> list[NameMention]:
    """Of names in order of the text those before a token, the nearest first, no more than a short form may reach."""
    end = bisect_left(names, index, key=lambda name: name.start)
    return [name for name in reversed(names[max(0, end - _REACH) : end]) if name.end <= index]
