"""Two events that may be one, each with its report, and what several features ask of both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from kg.identity.names import ALIKE, likeness
from kg.identity.profiles import Happening, Profile, Spot
from kg.identity.where import NEAR_KM, contains, distinctive, kilometres, most_alike, specific

# A row of words with capitals, small particles between them: "Umm Marwat", "Deir al-Oussa", "al-Qarun".
_WORD = r"(?:[Aa]l-|[Ee]l-|[Aa]n-|[Aa]r-|[Aa]s-|[Aa]sh-)?[A-Z][^\W\d_]*(?:['’ʼ`-][^\W\d_]+)*"
# What stands before the name of a place that something is only near.
_NEXT_TO = re.compile(r"(?:neighbou?ring|nearby|\b(?:km|kilomet\w+|miles?)\b[^.,;]*)\s*$", re.IGNORECASE)
_ROW = re.compile(rf"{_WORD}(?: (?:(?:al|el|de|du|des|la|le|of|and) )?{_WORD})*")


@dataclass(frozen=True)
class Pair:
    """Two events of two reports."""

    left: Happening
    right: Happening
    left_report: Profile
    right_report: Profile

    @property
    def events(self) -> tuple[Happening, Happening]:
        """Both events."""
        return self.left, self.right

    @property
    def sides(self) -> tuple[tuple[Happening, Profile, Happening], tuple[Happening, Profile, Happening]]:
        """Each event with its report and the other event."""
        return (self.left, self.left_report, self.right), (self.right, self.right_report, self.left)

    @cached_property
    def gap(self) -> int | None:
        """The days that lie between the two periods: 0 where they overlap, None where one is not known."""
        left, right = (period(event) for event in self.events)
        if left is None or right is None:
            return None
        return max(0, (right[0] - left[1]).days, (left[0] - right[1]).days)

    @cached_property
    def length(self) -> int:
        """The days of the longer of the two periods; 0 where one is not known."""
        periods = [period(event) for event in self.events]
        return max((last - first).days + 1 for first, last in filter(None, periods)) if all(periods) else 0

    @cached_property
    def towns(self) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
        """The places of each event that are no regions."""
        return specific(self.left.spots), specific(self.right.spots)

    @cached_property
    def same_place(self) -> float:
        """How surely the nearest place of one event, no region, is a place of the other: a town that both are near is not theirs."""
        left, right = self.towns
        found = max(most_alike(left[:1], right), most_alike(left, right[:1]))
        return found if found >= ALIKE else 0.0

    @cached_property
    def within(self) -> bool:
        """Whether a place of one event lies within one of the other, or a region is the same where one has nothing nearer."""
        left, right = self.left.spots, self.right.spots
        inside = any(contains(one, other) or contains(other, one) for one in left for other in right)
        return inside or (not all(self.towns) and most_alike(left, right) >= ALIKE)

    @property
    def elsewhere(self) -> bool:
        """Whether both have a place that is no region, and neither is that of the other or lies within it."""
        return all(self.towns) and not self.same_place and not self.within and not self.named

    @cached_property
    def named(self) -> bool:
        """Whether the words on one event name the place of the other, no region and not far away, though neither is told to be there."""
        if self.same_place or self.within or (self.kilometres or 0) > 2 * NEAR_KM:
            return False
        left, right = self.towns
        return _names_one(self.left.telling, right) or _names_one(self.right.telling, left)

    @cached_property
    def kilometres(self) -> float | None:
        """How far their nearest places are apart, None where that is not known."""
        return kilometres(*self.towns)


def period(event: Happening) -> tuple[date, date] | None:
    """The first and last day that an event can mean, None for an event without a day."""
    first, last = event.earliest or event.latest, event.latest or event.earliest
    return (first, last) if first and last else None


def _names_one(telling: str, spots: Iterable[Spot]) -> bool:
    """Whether what is told names one of some places."""
    names = {distinctive(name) for spot in spots for name in spot.names}
    return any(likeness(name, row) >= ALIKE for name in names for row in proper_names(telling))


@lru_cache(maxsize=4096)
def proper_names(telling: str) -> frozenset[tuple[str, ...]]:
    """The rows of words with capitals in what is told of an event, without what says which kind of place it is.

    >>> sorted(proper_names("shells hit the market of Umm Marwat, near Deir al-Oussa"))
    [('deir', 'oussa'), ('umm', 'marwat')]
    """
    rows = (row for row in _ROW.finditer(telling) if not _NEXT_TO.search(telling, max(0, row.start() - 40), row.start()))
    return frozenset(distinctive(row[0]) for row in rows)
