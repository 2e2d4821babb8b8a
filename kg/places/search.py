"""Looking a name up: a name goes in, the places that bear it, or one that sounds like it, come out with how well they match.

Likeness of sound counts where names are written in another script and come in many transliterations. Elsewhere a name has
one spelling, and another one is another place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kg.places.bundled import bundled
from kg.places.model import Place
from kg.places.spelling import folded, likeness, respelled, sound, word_set

#: How well a name matches, from 0 to 1: the name itself, another name of the place, and each but for marks and articles.
_NAME, _OTHER_NAME, _FOLDED, _FOLDED_OTHER = 1.0, 0.97, 0.94, 0.92
#: From here on a name is the same but for case, marks, apostrophes, hyphens, articles and doubled letters.
SAME = 0.9
#: What a name that only sounds alike counts, times its likeness; and the likeness that it needs, by its letters.
_SOUNDS = 0.85
_LEAST = {5: 0.95, 6: 0.94, 7: 0.92, 8: 0.9, 9: 0.88}
_SHORTEST, _LONGEST = min(_LEAST), max(_LEAST)
#: Letters by which a name that sounds alike may be longer or shorter.
_LONGER = 4
#: Regions are few, so that less is needed.
_LEAST_REGION = 0.87
#: Languages of officials that are written in other scripts than Latin (ISO 639).
_OTHER_SCRIPTS = word_set(
    "am ar be bg bn dv dz el fa he hi hy ja ka kk km ko ky lo mk mn my ne ps ru si sr ta te tg th ti uk ur yi zh ku ckb"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by a name: `spelling` from 0 to 1 says how well, `how` in words; `own` is set for a place of the user's."""

    place: Place
    spelling: float
    how: str
    own: bool = False


class Source(Protocol):
    """Where places are looked up by the sound of their names."""

    own: bool

    def sounding(self, key: str) -> Iterable[tuple[str, tuple[int, ...]]]:
        """The folded names of a key of sound, with the numbers of their places."""
        ...

    def country_of(self, number: int) -> str:
        """The country of the place of a number."""
        ...

    def is_region(self, number: int) -> bool:
        """Whether the place of a number is a region."""
        ...

    def place(self, number: int) -> Place:
        """The place of a number."""
        ...


def search(name: str, source: Source) -> Iterator[Match]:
    """The places that a source has of a name, each once for each way in which it is written there."""
    wanted, key = folded(name), sound(name)
    for found, numbers in source.sounding(key):
        if found == wanted:
            yield from (_same(name, source.place(number), own=source.own) for number in numbers)
        elif abs(len(found) - len(wanted)) <= _LONGER and min(len(found), len(wanted)) >= _SHORTEST:
            yield from _alike(wanted, found, numbers, source)


def _alike(wanted: str, found: str, numbers: Sequence[int], source: Source) -> Iterator[Match]:
    """The places of a name that only sounds like the one wanted, as far as this is enough in their countries."""
    least = _LEAST[min(len(wanted), len(found), _LONGEST)]
    alike = likeness(wanted, found, _LEAST_REGION)
    for number in numbers if alike else ():
        if other_script(source.country_of(number)):
            enough = alike >= (_LEAST_REGION if source.is_region(number) else least)
        else:
            enough = respelled(wanted) == respelled(found)
        if enough:
            place = source.place(number)
            spelled = next((other for other in (place.name, *place.names) if folded(other) == found), found)
            yield Match(place, round(_SOUNDS * alike, 3), f"sounds like {spelled}", source.own)


def _same(name: str, place: Place, *, own: bool) -> Match:
    """A match of a name that is the same, but perhaps for marks and articles."""
    wanted = name.casefold()
    if wanted == place.name.casefold():
        return Match(place, _NAME, "is its name", own)
    if any(wanted == other.casefold() for other in place.names):
        return Match(place, _OTHER_NAME, "is one of its names", own)
    if folded(name) == folded(place.name):
        return Match(place, _FOLDED, "is its name but for marks, hyphens or articles", own)
    return Match(place, _FOLDED_OTHER, "is one of its names but for marks, hyphens or articles", own)


@cache
def other_script(country: str) -> bool:
    """Whether the first two languages of a country's officials are written in another script than Latin, one of them at least."""
    languages = bundled().languages(country)
    return any(language.split("-")[0] in _OTHER_SCRIPTS for language in languages[:2])
