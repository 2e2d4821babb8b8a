"""The places of one report together: what it names and what speaks for countries go in, a resolution for each comes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.places.countries import country_name, named
from kg.places.gazetteer import Gazetteer
from kg.places.model import Context, Hint, Resolution
from kg.places.words import placed, publishing, said_around, spoken_of

#: What the country of the events at a place counts, the publisher's country, and a country that is one of the report's places.
_EVENT, _PUBLISHER, _PLACE = 0.9, 0.3, 0.35


@dataclass(frozen=True, slots=True)
class Named:
    """A place as one report names it.

    `names` has the fullest form first; `countries` are those of the events that happened there (ISO 3166-1 alpha-2); `wider` are the
    names of the places that stand after it in the lists of these events, which have the most specific first; `sentences` are those of
    the events, read where the report's text is not there; `first`: it stands first in one of the lists, or in none.
    """

    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    first: bool = True


def resolve_together(
    gazetteer: Gazetteer, places: Sequence[Named], publisher: str | None = None, text: str = ""
) -> tuple[Resolution, ...]:
    """What each place of a report is, in the order given; `publisher` is the name of who published it, `text` its text.

    Depends on this one report and on the gazetteer alone.
    """
    published = (Hint(code, _PUBLISHER, f"{publisher} published it") for code in publishing(publisher))
    text = text or "\n".join(dict.fromkeys(sentence for place in places for sentence in place.sentences))
    shared = (*published, *_of_places(places), *spoken_of(text))
    regions = tuple(name for name in placed(text) if any(match.place.kind == "region" for match in gazetteer.find(name)))
    return tuple(gazetteer.resolve(place.names, _context(place, places, text, shared, regions)) for place in places)


def _context(place: Named, places: Sequence[Named], text: str, shared: tuple[Hint, ...], regions: tuple[str, ...]) -> Context:
    said = said_around(place.names, text)
    events = tuple(Hint(code, _EVENT, "what is told happened there") for code in place.countries)
    listed = tuple(name for name in place.wider if not named(name))
    areas = tuple(name for name in listed if name not in said.beside)
    nearby = tuple(other.names[0] for other in places if other is not place)
    return Context(
        hints=(*events, *said.hints, *shared),
        wider=(*said.wider, *(name for name in areas if name not in said.wider)),
        beside=said.beside,
        nearby=tuple(name for name in (*nearby, *regions) if not named(name)),
        part=said.part,
        area=not place.first,
    )


def _of_places(places: Sequence[Named]) -> Iterator[Hint]:
    """The countries that are among the places of a report."""
    for code in dict.fromkeys(code for place in places for name in place.names for code in named(name)):
        yield Hint(code, _PLACE, f"the report tells of {country_name(code)}")
