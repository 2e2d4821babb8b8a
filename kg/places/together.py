"""The places of one report together: what it names and what speaks for countries go in, a resolution for each comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.places.gazetteer import Gazetteer
from kg.places.model import DECISIVE, Context, Hint, Resolution


@dataclass(frozen=True, slots=True)
class Named:
    """A place as one report names it.

    `names` has the fullest form first; `countries` are those of the events that happened there (ISO 3166-1 alpha-2); `wider` are the
    names of the places that stand after it in the lists of these events, which have the most specific first. `sentences` are those
    in which the report names it, or tells of these events.
    """

    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def resolve_together(gazetteer: Gazetteer, places: Sequence[Named], publisher: str | None = None) -> tuple[Resolution, ...]:
    """What each place of a report is, in the order given; `publisher` is the name of who published it.

    Depends on this one report and on the gazetteer alone.
    """
    del publisher
    return tuple(
        gazetteer.resolve(
            place.names,
            Context(
                tuple(Hint(country, DECISIVE, "the country of what happened there") for country in place.countries),
                place.wider,
                tuple(other.names[0] for other in places if other is not place),
            ),
        )
        for place in places
    )
