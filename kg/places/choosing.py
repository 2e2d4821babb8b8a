"""Which of the places of a name is meant, if any: weighed matches and the surroundings go in, one of them or none, and why, come out.

No place rather than a wrong one: a place in a country that is ruled out, in another region than the one said, far from all the report's
other places, or with a namesake that nothing tells it from, is not taken.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.places.bundled import bundled
from kg.places.countries import capital_of, country_name
from kg.places.distance import kilometres
from kg.places.model import DECISIVE, Place, Point
from kg.places.search import SAME
from kg.places.weighing import SPOKEN, Surroundings, Weighed

#: So much more, and a report speaks of one country rather than of another.
_MORE = 0.15
#: What a country must be spoken for where a name only sounds alike, or to keep a name of the world for one of its own.
_SURE = 0.5
#: A place known far from its country: its people, and how many times those of its namesakes.
_LARGE, _TIMES = 100_000, 10
#: From this nearness on (one other place within 100 km) a place over a border is meant.
_BORDER = 0.35
#: A town that shares the name of a region is meant by it if it has so many people or lies in it; else the region is.
_TOWN = 30_000
#: What parts two places of a name: nearness, spelling (less where both only sound alike, and where one is an area), people beyond so few.
_NEARER, _SPELLED, _SOUNDED, _OTHER, _FEW = 0.25, 0.12, 0.03, 0.02, 1000
#: Kilometres within which two places of a name are one for our purpose, and beyond which a small place is far from all others.
_ONE, _FAR = 15.0, 200.0
#: The same where the report names but one other place, and where the others lie within 75 km of each other or a name only sounds alike;
#: people up to which a place is small.
_FAR_ALONE, _FAR_CLOSE = 300.0, 100.0
_CLOSE = 75.0
_SMALL = 50_000

_Pool = list[Weighed]


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is meant, or None, and why."""

    taken: Weighed | None
    reason: str


def choose(found: Sequence[Weighed], around: Surroundings, *, area: bool) -> Choice:
    """The one of the weighed places, best first, that is meant; `area`: the name stands for what contains something else."""
    if not found:
        return Choice(None, "no gazetteer has the name")
    pool, reason = _in_country(found, around)
    pool, reason = _in_region(pool, around, reason)
    pool, reason = _spelled(pool, reason)
    pool = _of_kind(pool, area=area)
    if not pool:
        return Choice(None, reason)
    best, *others = pool
    if rival := next((other for other in others if not _parted(best, other)), None):
        return Choice(None, f"nothing tells {_called(best.place)} from {_called(rival.place)}")
    if _far(best, around):
        return Choice(None, f"{_called(best.place)} is far from all other places of the report")
    return Choice(best, reason or "the only one of the name here" if not others else reason or "the one that most speaks for")


def _in_country(found: Sequence[Weighed], around: Surroundings) -> tuple[_Pool, str]:
    """Those in the countries that are spoken of; without any, the one that is known far from its country."""
    decisive = [code for code, hints in around.hints.items() if any(hint.weight >= DECISIVE for hint in hints)]
    if decisive:
        pool = [one for one in found if one.place.country in decisive]
        names = " or ".join(map(country_name, sorted(decisive)))
        return pool, "" if pool else f"none of this name lies in {names}"
    best = max(one.country for one in found)
    elsewhere = max(map(around.support, around.hints), default=0.0)
    if best >= SPOKEN and best > elsewhere - _SURE:
        return [one for one in found if one.country > best - _MORE], ""
    return _of_the_world([one for one in found if one.match.spelling >= SAME], contrary=elsewhere >= _SURE)


def _of_the_world(same: _Pool, *, contrary: bool) -> tuple[_Pool, str]:
    """Those of a name that lie where no country tells: near by over a border, or by far the largest; a region even where others are spoken of."""
    own = [one for one in same if one.match.own]
    if own and not contrary:
        return own, ""
    near = [one for one in same if one.near >= _BORDER]
    if near:
        return [
            one for one in same if one.place.country == near[0].place.country
        ], "over the border from other places of the report"
    if contrary and not all(one.place.area for one in same):
        return [], "none of this name lies where the report speaks of"
    large = sorted(same, key=lambda one: -one.place.people)
    if not large:
        return [], "none of this name lies where the report speaks of"
    abroad = [one.place.people for one in same if one.place.country != large[0].place.country]
    if large[0].place.people >= max([_LARGE, *(_TIMES * people for people in abroad)]):
        return [one for one in same if one.place.country == large[0].place.country], "by far the largest of the name in the world"
    return [], "no country is spoken of, and none of this name is known far from its own"


def _spelled(pool: _Pool, reason: str) -> tuple[_Pool, str]:
    """Those spelled the same, where there are any; else those that sound alike, in a country that is surely meant."""
    same = [one for one in pool if one.match.spelling >= SAME]
    if not pool or any(one.place.kind != "district" for one in same):
        return same, reason
    sure = [one for one in pool if one.country >= _SURE]
    return sure or same, "" if sure or same else "the name only sounds like one, and no country is surely meant"


def _of_kind(pool: _Pool, *, area: bool) -> _Pool:
    """Towns or areas, where a name means both."""
    own = [one for one in pool if one.match.own]
    wide = [one for kind in ("country", "region") for one in pool if one.place.kind == kind]
    towns = [one for one in pool if not one.place.area and not _overshadowed(one, wide)]
    return own or (wide if wide and (area or not towns) else towns) or pool


def _overshadowed(town: Weighed, wide: _Pool) -> bool:
    """Whether a name rather means a region or country than a small town elsewhere, or one that only bears it as another name."""
    if any(one.place.kind == "country" for one in wide):
        return True
    lesser = any(one.match.spelling > town.match.spelling + _OTHER for one in wide)
    return bool(wide) and town.place.people < _TOWN and (lesser or not any(one.place.id in town.place.within for one in wide))


def _in_region(pool: _Pool, around: Surroundings, reason: str) -> tuple[_Pool, str]:
    """Those in the regions that the place is said to lie in; none where all lie elsewhere."""
    countries = {one.place.country for one in pool}
    inside = [one for one in pool if one.region]
    if inside:
        return inside, reason
    said = [area for area in around.named if area.kind == "region" and area.country in countries]
    if not said or all(one.place.area for one in pool):
        return pool, reason
    return [], f"none of this name lies in {said[0].name}"


def _parted(best: Weighed, other: Weighed) -> bool:
    """Whether something tells the better of two places from the other, or both are in one spot."""
    if best.place.point and other.place.point and kilometres(best.place.point, other.place.point) <= _ONE:
        return True
    if best.match.own > other.match.own or best.region > other.region or best.near >= other.near + _NEARER:
        return True
    nearer = _SPELLED if best.match.spelling >= SAME else _SOUNDED
    if best.country >= other.country + _MORE or best.match.spelling >= other.match.spelling + nearer:
        return True
    return best.place.people >= _TIMES * max(other.place.people, _FEW) and best.near > other.near - _NEARER


def _far(best: Weighed, around: Surroundings) -> bool:
    """Whether a small place, or one whose name only sounds alike, lies far from everything else that the report names in its country.

    The capital does not count: it is named for what is said there.
    """
    point, place, sounds = best.place.point, best.place, best.match.spelling < SAME
    if point is None or best.region or best.match.own or (place.people >= _SMALL and not sounds):
        return False
    nearest: dict[str, tuple[float, Point]] = {}
    for anchor in around.anchors:
        there, here = anchor.place.point, anchor.place.country == place.country
        if there is not None and here and place.country not in capital_of(anchor.name):
            nearest[anchor.name] = min(nearest.get(anchor.name, (math.inf, there)), (kilometres(point, there), there))
    if not nearest:
        return False
    return min(nearest.values())[0] > (_FAR_CLOSE if sounds else _reach([there for _, there in nearest.values()]))


def _reach(points: Sequence[Point]) -> float:
    """How far from the other places of a report a small place may lie: the closer they are to each other, the less far."""
    if len(points) == 1:
        return _FAR_ALONE
    close = all(kilometres(left, right) <= _CLOSE for left, right in combinations(points, 2))
    return _FAR_CLOSE if close else _FAR


def _called(place: Place) -> str:
    """A place with its region and country, to tell it from its namesakes."""
    region = next((found.name for wider in place.within if (found := bundled().by_id(wider))), None)
    where = f"{region}, {country_name(place.country)}" if region else country_name(place.country)
    return f"{place.name} ({where})"
