"""How the places of two reports relate: spots go in, how alike they are, how far apart, and whether one lies within the other comes out.

What the gazetteer knows decides; the names decide where it knows one of the two at most, for most villages are in no gazetteer.
"""

import math
from collections.abc import Iterable, Sequence

from kg.identity.names import ALIKE, best, likeness, parts
from kg.identity.profiles import Spot
from kg.identity.words import words

#: Up to this distance, in kilometres, two points may be those of one place or of its next neighbour.
NEAR_KM = 15.0

_RADIUS_KM = 6371.0
#: Words that say what kind of place it is, and directions; without them the name is left.
GENERIC = words("place")


def is_area(spot: Spot) -> bool:
    """Whether a place is a region or a country rather than a town, as the gazetteer or a word of its name says."""
    if spot.located.place and (spot.located.area or spot.located.exact):
        return spot.located.area
    return bool(spot.names) and not words("area").isdisjoint(parts(spot.names[0]))


def specific(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """The places that are no regions."""
    return tuple(spot for spot in spots if not is_area(spot))


def alike(left: Spot, right: Spot) -> float:
    """How surely two places are one, from 0 to 1: known places by what they are, others by how alike their names are."""
    one, other = left.located, right.located
    if one.place and other.place and one.exact and other.exact:
        return float(one.place == other.place)
    if one.point and other.point and distance(one.point, other.point) > 2 * NEAR_KM:
        return 0.0
    return best(left.names, right.names, GENERIC)


def contains(wide: Spot, narrow: Spot) -> bool:
    """Whether a place is known to lie within another, or within a region of the other's name: towns and regions share names."""
    if wide.located.place and wide.located.place in narrow.located.within:
        return True
    if wide.located.country and narrow.located.country and wide.located.country != narrow.located.country:
        return False
    return best(wide.names, narrow.located.regions, GENERIC) >= ALIKE


def most_alike(left: Sequence[Spot], right: Sequence[Spot]) -> float:
    """The likeness of the two most alike places of two lists."""
    return max((alike(one, other) for one in left for other in right), default=0.0)


def kilometres(left: Iterable[Spot], right: Iterable[Spot]) -> float | None:
    """How far the nearest two places of two lists are apart, None where no two of them have points of their own."""
    ones, others = (
        [spot.located.point for spot in spots if spot.located.point and spot.located.exact] for spots in (left, right)
    )
    return min((distance(one, other) for one in ones for other in others), default=None)


def distance(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Kilometres between two points (latitude and longitude in degrees) on a sphere."""
    (a, b), (c, d) = ([math.radians(degree) for degree in point] for point in (left, right))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _RADIUS_KM * math.asin(math.sqrt(half))


def distinctive(name: str) -> tuple[str, ...]:
    """The parts of a place's name without those that say what kind of place it is, unless nothing else is left."""
    found = parts(name)
    return tuple(part for part in found if part not in GENERIC) or found


def same_name(left: str, right: str) -> float:
    """How alike two names of places are without the words that say what kind of place they are."""
    return likeness(distinctive(left), distinctive(right))
