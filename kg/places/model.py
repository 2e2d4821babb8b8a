"""The nouns of where: a name in its context goes in, a resolution comes out, with every candidate, its score and its reasons."""

from dataclasses import dataclass
from typing import NamedTuple

#: What the point of a place is that of (the scheme `precision`): the place itself, or a wider one that it is a part of.
ITSELF = "place"
SURROUNDINGS = "surroundings"


class Point(NamedTuple):
    """A point on the earth in degrees of WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a gazetteer.

    `id` is the last part of its IRI: `geonames-168661`, a country's code, `geonames-SY.12` for a region by GeoNames' code,
    `pcode-…` or `own-…` for a user's. `kind` is `country`, `region` (of the first order, or several of them), `district` (of the second),
    `town` (any settlement) or `part` (of another place). `point` is None where none would be honest; `precision` says whether it is that of the
    `place` or of its `surroundings`. `within` holds the ids of wider places, nearest first; `people` is 0 where not known; `geonames` is GeoNames'
    number. `wider` are the places of `within` themselves, of a place that was resolved.
    """

    id: str
    name: str
    kind: str
    country: str
    names: tuple[str, ...] = ()
    point: Point | None = None
    precision: str = ITSELF
    people: int = 0
    within: tuple[str, ...] = ()
    geonames: int | None = None
    wider: tuple["Place", ...] = ()

    @property
    def area(self) -> bool:
        """Whether it is a country, region or district, which has no point."""
        return self.kind in ("country", "region", "district")


@dataclass(frozen=True, slots=True)
class Hint:
    """A country that something in a report speaks for.

    `weight` lies between 0 and 1; from `DECISIVE` on, a place elsewhere is never taken. `reason` says what it was in words.
    """

    country: str
    weight: float
    reason: str


#: From this weight on a hint rules all other countries out, unless they are hinted at as strongly.
DECISIVE = 0.8


@dataclass(frozen=True, slots=True)
class Context:
    """What a report says around a place.

    `hints`: countries that are spoken for. `wider`: names of places said to contain it ("X, a town in Y province"). `beside`: names of places
    said to be near it, or of the other places of the same events. `nearby`: names of the report's other places. `part`: it is said to be a
    part of a wider place, or at its edge ("X, a quarter of Y"). `area`: it is only named as what contains something else.
    """

    hints: tuple[Hint, ...] = ()
    wider: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    part: bool = False
    area: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; `score` lies between 0 and 1, `reasons` say what spoke for and against it."""

    place: Place
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means in its context.

    `place` is None where nothing is sure enough; `country` (ISO 3166-1 alpha-2) and `region` are then what the context alone
    says. `candidates` are the best of all that the gazetteers know, best first; `reason` says why one was taken, or none.
    """

    names: tuple[str, ...]
    place: Place | None
    country: str | None
    region: Place | None
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def around(self) -> tuple[Place, ...]:
        """The wider places of the place, nearest first."""
        return self.place.wider if self.place else ()
