"""Where a place is: its names and their context go in, the place comes out, or none, with all candidates and reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from kg.naming import short_hash
from kg.places.bundled import bundled
from kg.places.choosing import choose
from kg.places.countries import countries, named
from kg.places.distance import kilometres
from kg.places.kinds import called, portion
from kg.places.model import SURROUNDINGS, Candidate, Context, Place, Resolution
from kg.places.own import OwnPlaces, Unusable, read_places
from kg.places.search import Match, Source, search
from kg.places.spelling import slug
from kg.places.weighing import Surroundings, Weighed, holds, look_around, weigh

#: Names whose matches are kept, and candidates that a resolution holds.
_KEPT = 20_000
_CANDIDATES = 8
#: Kilometres within which a place said to be a part of another may lie.
_PART = 40.0
_NOTHING = Context()


class Gazetteer:
    """The places that are known: the user's own, then the bundled ones."""

    def __init__(self, own: Sequence[OwnPlaces] = ()) -> None:
        self._own = tuple(own)
        self._found = lru_cache(maxsize=_KEPT)(self._look_up)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[OwnPlaces, ...]]]:
        """Be taken to another process without what was found so far; the bundled places are there."""
        return type(self), (self._own,)

    @property
    def unusable(self) -> tuple[Unusable, ...]:
        """The rows of the user's files that can't be used."""
        return tuple(row for source in self._own for row in source.unusable)

    @property
    def digest(self) -> str:
        """A hash of the user's own places, "" where there are none: what resolutions depend on besides the program."""
        places = [place for source in self._own for place in source.places]
        return short_hash("\n".join(map(repr, places))) if places else ""

    def resolve(self, names: Sequence[str], context: Context = _NOTHING) -> Resolution:
        """What the names of one place mean in their context; the first is the fullest. Depends on nothing else."""
        around = look_around(context, names, self.find)
        weighed = self._weighed(names, around)
        choice = choose(weighed, around, area=context.area)
        taken = choice.taken.place if choice.taken else None
        whole = self._whole(names, context, taken)
        if whole is not None:
            place = _part_of(whole, names[0])
            return _known(names, place, weighed, f"a part of {whole.name}, or at its edge")
        if taken is not None:
            return _known(names, self._with_wider(taken), weighed, choice.reason)
        region = next((self._with_wider(area) for area in around.named if area.kind == "region"), None)
        return _unknown(names, region, around.spoken(), weighed, choice.reason)

    def find(self, name: str) -> tuple[Match, ...]:
        """All places of a name, whatever the context: each once, as it is spelled best; first the user's own, then by spelling."""
        return self._found(name)

    def _look_up(self, name: str) -> tuple[Match, ...]:
        """The matches of a name as a whole, and of what it is without words for its kind, of that kind only."""
        whole = called(name)
        matches = [*_of_countries(name), *self._search(name)]
        if whole.bare != name:
            matches += (match for match in self._search(whole.bare) if not whole.kinds or match.place.kind in whole.kinds)
        best: dict[str, Match] = {}
        for match in matches:
            if match.place.id not in best or match.spelling > best[match.place.id].spelling:
                best[match.place.id] = match
        return tuple(sorted(best.values(), key=lambda match: (not match.own, -match.spelling, match.place.id)))

    def _search(self, name: str) -> Iterator[Match]:
        sources: Iterable[Source] = (*self._own, bundled())
        return (match for source in sources for match in search(name, source))

    def _weighed(self, names: Sequence[str], around: Surroundings) -> list[Weighed]:
        """The matches of all names of a place, weighed, best first; a place that more of the names mean is not counted twice."""
        best: dict[str, Match] = {}
        for name in dict.fromkeys(names):
            for match in self.find(name):
                if match.place.id not in best or match.spelling > best[match.place.id].spelling:
                    best[match.place.id] = match
        weighed = [weigh(match, around) for match in best.values()]
        return sorted(weighed, key=lambda one: (not one.match.own, -one.score, one.place.id))

    def _whole(self, names: Sequence[str], context: Context, taken: Place | None) -> Place | None:
        """The known place that one is a part of, as its name or the words around it say; None for one that is known itself."""
        for found in filter(None, map(portion, names)) if taken is None else ():
            if whole := self.resolve([found.whole], replace(context, part=False)).place:
                return whole
        parts = [called(name) for name in names]
        if not (context.part or any(one.part for one in parts)):
            return None
        for number, wider in enumerate(said := (*context.wider, *context.beside)):
            regions = [match.place for match in self.find(wider) if match.place.kind == "region"]
            if regions and not context.part and any("district" in one.kinds for one in parts):
                continue  # a district of a region of the name, perhaps far from its town
            other = replace(context, wider=said[number + 1 :], beside=(), nearby=(*said[:number], *context.nearby), part=False)
            whole = self.resolve([wider], other).place
            if whole is not None and not whole.area:
                return None if taken is not None and _can_be_in(taken, whole, regions) else whole
        return None

    def _with_wider(self, place: Place) -> Place:
        return replace(place, wider=tuple(found for key in place.within if (found := self.by_id(key))))

    def by_id(self, key: str) -> Place | None:
        """A place of the user's, a region or a country by its id; None for any other."""
        if own := next((found for source in self._own if (found := source.by_id(key))), None):
            return own
        return bundled().country(key) if key in countries() else bundled().by_id(key)


def _of_countries(name: str) -> Iterator[Match]:
    return (Match(bundled().country(code), 1.0, "is a country's name") for code in named(name))


def _can_be_in(place: Place, whole: Place, regions: Iterable[Place]) -> bool:
    """Whether a known place can be what is said to be in another: by where it lies, or because regions of the other's name hold it."""
    if place.area or any(holds(region, place) for region in regions):
        return True
    return place.point is not None and whole.point is not None and kilometres(place.point, whole.point) <= _PART


def _part_of(whole: Place, name: str) -> Place:
    """A part of a known place under its own name: with the point of the whole, marked as that of its surroundings."""
    return Place(
        id=f"{whole.id}/{slug(name)}",
        name=name,
        kind="part",
        country=whole.country,
        point=whole.point,
        precision=SURROUNDINGS,
        within=(whole.id, *whole.within),
        wider=(whole, *whole.wider),
    )


def _known(names: Sequence[str], place: Place, weighed: Sequence[Weighed], reason: str) -> Resolution:
    region = next((found for found in (place, *place.wider) if found.kind == "region"), None)
    return Resolution(tuple(names), place, place.country, region, _candidates(weighed), reason)


def _unknown(
    names: Sequence[str], region: Place | None, country: str | None, weighed: Sequence[Weighed], reason: str
) -> Resolution:
    """What the context says where the place itself is unknown: a region only in the country that is spoken of."""
    said = region if region and region.country == country else None
    return Resolution(tuple(names), None, country, said, _candidates(weighed), reason)


def _candidates(weighed: Sequence[Weighed]) -> tuple[Candidate, ...]:
    return tuple(one.candidate for one in weighed[:_CANDIDATES])


def open_gazetteer(files: Iterable[Path] = ()) -> Gazetteer:
    """The gazetteer with a user's own files first; raises `InputError` for one that can't be read."""
    return Gazetteer([read_places(path) for path in files])
