"""Two facilities, victims or agents that may be one, each with its report, and what their features ask of both."""

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from kg.identity.names import ALIKE
from kg.identity.profiles import Happening, Individual, Party, Profile, Site, Spot
from kg.identity.where import contains, most_alike, specific

Thing = TypeVar("Thing", Site, Individual, Party)


@dataclass(frozen=True)
class Things(Generic[Thing]):
    """Two things of one kind; `same_event` is the highest score of an event of one with an event of the other, 0 where there is none."""

    left: Thing
    right: Thing
    left_report: Profile
    right_report: Profile
    same_event: float = 0.0

    @cached_property
    def towns(self) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
        """Where each thing is: the places that are told of itself, else those of its events; regions are left out."""
        return specific(places(self.left, self.left_report)), specific(places(self.right, self.right_report))

    @cached_property
    def same_place(self) -> float:
        """How surely both are at one place."""
        likeness = most_alike(*self.towns)
        return likeness if likeness >= ALIKE else 0.0

    @cached_property
    def other_place(self) -> bool:
        """Whether they are at different places, neither of which lies within the other."""
        left, right = self.towns
        return bool(left and right and not self.same_place) and not any(
            contains(one, other) or contains(other, one) for one in left for other in right
        )

    @property
    def years(self) -> int:
        """How many years, rounded up, lie between the two reports."""
        one, other = self.left_report.published, self.right_report.published
        return -(-abs((one - other).days) // 365) if one and other else 0

    @property
    def other_country(self) -> bool:
        """Whether the two reports are about countries of which none is the same."""
        one, other = self.left_report.countries, self.right_report.countries
        return bool(one and other and set(one).isdisjoint(other))


def events(thing: Site | Individual | Party, report: Profile) -> tuple[Happening, ...]:
    """The events of a report that a facility or victim is told of in."""
    return () if isinstance(thing, Party) else tuple(event for event in report.happenings if event.node in thing.events)


def places(thing: Site | Individual | Party, report: Profile) -> tuple[Spot, ...]:
    """Where a facility or victim is, as far as told."""
    own = thing.spots if isinstance(thing, Site) else ()
    return own or tuple(spot for event in events(thing, report) for spot in event.spots)
