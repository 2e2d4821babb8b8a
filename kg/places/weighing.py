"""What speaks for a place: matches of a name and the context go in, each match comes out with a score and reasons in words.

The spelling counts first, then the context (the country, a wider place that is named, the nearness of the report's other places), and
the number of people last: so little that it never outweighs context.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.places.bundled import bundled
from kg.places.countries import country_name
from kg.places.distance import kilometres
from kg.places.model import Candidate, Context, Hint, Place, Point
from kg.places.search import SAME, Match
from kg.places.spelling import folded, words

Search = Callable[[str], tuple[Match, ...]]

#: The parts of a score: what the spelling is worth by itself, and what each kind of context adds to it.
_ALONE, _COUNTRY, _REGION, _NEAR, _SIZE = 0.35, 0.3, 0.15, 0.12, 0.08
#: What another place of the report says of its country, at most; and what a wider place says that is said to hold this one.
_OTHER_VOTE, _WIDER_VOTE = 0.35, 0.75
#: From here on a report speaks of a country.
SPOKEN = 0.3
#: How near is near: kilometres, and what a place at most so far away adds.
_REACHES = ((10.0, 0.75), (30.0, 0.6), (100.0, 0.4), (250.0, 0.15))
#: People that a place of unknown size counts as; and the number of people at which size counts in full.
_FEW, _MANY = 1000, 10_000_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that another name of the report means, as far as its name alone tells: `share` of all that it may mean, from 0 to 1."""

    name: str
    place: Place
    share: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A context looked up: what its names mean, and how much each country is spoken for, from 0 to 1.

    `regions` are the areas that the wider names mean; `named` are those of them that can mean no town. `points` are the places near by.
    """

    hints: Mapping[str, tuple[Hint, ...]]
    regions: tuple[Place, ...]
    named: tuple[Place, ...]
    anchors: tuple[Anchor, ...]

    def support(self, country: str) -> float:
        """How much speaks for a country, from 0 to 1."""
        return 1 - math.prod(1 - hint.weight for hint in self.hints.get(country, ()))

    def spoken(self) -> str | None:
        """The country that is spoken for most, None where too little is."""
        best = max(sorted(self.hints), key=self.support, default=None)
        return best if best is not None and self.support(best) >= SPOKEN else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A match with its score and what it is made of: each part from 0 to 1."""

    match: Match
    country: float
    region: float
    near: float
    score: float
    reasons: tuple[str, ...]

    @property
    def place(self) -> Place:
        """The place."""
        return self.match.place

    @property
    def candidate(self) -> Candidate:
        """The place with its score and reasons."""
        return Candidate(self.place, self.score, self.reasons)


def look_around(context: Context, names: Sequence[str], search: Search) -> Surroundings:
    """Look the names of a context up; those of the place itself say nothing."""
    own = {folded(name) for name in names}
    hints: dict[str, list[Hint]] = {}
    for hint in context.hints:
        hints.setdefault(hint.country, []).append(hint)
    wider = [name for name in dict.fromkeys(context.wider) if folded(name) not in own]
    others = [name for name in dict.fromkeys((*context.beside, *context.nearby)) if folded(name) not in own and name not in wider]
    anchors = []
    for name, most in [*((name, _WIDER_VOTE) for name in wider), *((name, _OTHER_VOTE) for name in others)]:
        found = _meanings(name, search(name))
        anchors += found
        for country in dict.fromkeys(anchor.place.country for anchor in found):
            share = sum(anchor.share for anchor in found if anchor.place.country == country)
            hints.setdefault(country, []).append(Hint(country, most * share, f"{name} lies there"))
    meant = [match.place for name in wider for match in search(name) if match.place.area]
    named = [match.place for name in wider if all(match.place.area for match in search(name)) for match in search(name)]
    return Surroundings({code: tuple(found) for code, found in hints.items()}, tuple(meant), tuple(named), tuple(anchors))


def _meanings(name: str, matches: Iterable[Match]) -> list[Anchor]:
    """What a name of the context may mean: places that bear it, the larger the likelier."""
    places = list(
        {match.place.id: match.place for match in matches if match.spelling >= SAME and match.place.kind != "district"}.values()
    )
    total = sum(place.people + _FEW for place in places)
    return [Anchor(name, place, (place.people + _FEW) / total) for place in places]


def weigh(match: Match, around: Surroundings) -> Weighed:
    """A match with its score in some surroundings."""
    place = match.place
    country, region, near = around.support(place.country), _region(place, around), _near(place.point, around.anchors)
    size = min(1.0, math.log(place.people + 1) / math.log(_MANY))
    score = match.spelling * (_ALONE + _COUNTRY * country + _REGION * region + _NEAR * near[0] + _SIZE * size)
    return Weighed(match, country, region, near[0], round(score, 3), tuple(_reasons(match, around, country, region, near)))


def _region(place: Place, around: Surroundings) -> float:
    """1 where a place lies in an area that is said to hold it, 0 where nothing is said."""
    return float(any(holds(area, place) for area in around.regions if area.kind != "country"))


def holds(area: Place, place: Place) -> bool:
    """Whether an area is, or may be, one that a place lies in: of a district that it is in the same region, or a region called so, too.

    "Kasai" holds what lies in Central Kasai, since reports name regions after what several have in common.
    """
    if area.country != place.country:
        return False
    region = area.within[0] if area.kind == "district" else area.id
    if region in (place.id, *place.within):
        return True
    own = bundled().by_id(place.within[0]) if place.within else None
    return own is not None and area.kind == "region" and set(words(area.name)) <= set(words(own.name))


def _near(point: Point | None, anchors: Sequence[Anchor]) -> tuple[float, tuple[Anchor, float] | None]:
    """How near the report's other places are, from 0 to 1, and the nearest that counts with its distance."""
    if point is None:
        return 0.0, None
    best: dict[str, tuple[float, float, Anchor]] = {}
    for anchor in anchors:
        if anchor.place.point is not None:
            distance = kilometres(point, anchor.place.point)
            worth = anchor.share * next((worth for reach, worth in _REACHES if distance <= reach), 0.0)
            if worth > best.get(anchor.name, (0.0,))[0]:
                best[anchor.name] = (worth, distance, anchor)
    if not best:
        return 0.0, None
    _, distance, anchor = max(best.values(), key=lambda item: (item[0], -item[1]))
    return 1 - math.prod(1 - worth for worth, _, _ in best.values()), (anchor, distance)


def _reasons(
    match: Match, around: Surroundings, country: float, region: float, near: tuple[float, tuple[Anchor, float] | None]
) -> Iterable[str]:
    yield match.how
    if match.own:
        yield "is one of your own places"
    if country:
        best = max(around.hints[match.place.country], key=lambda hint: hint.weight)
        yield f"lies in {country_name(match.place.country)}: {best.reason}"
    if region:
        yield "lies in the region that is named"
    if near[1]:
        anchor, distance = near[1]
        yield f"is {distance:.0f} km from {anchor.name}"
    if match.place.people:
        yield f"has {match.place.people:,} people"
