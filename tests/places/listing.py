"""The list of names in context: its rows, and what each of them resolves to."""

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.places.countries import country_name
from kg.places.gazetteer import Gazetteer
from kg.places.model import ITSELF, Point, Resolution
from kg.places.together import Named, resolve_together

LIST = Path(__file__).with_name("names_in_context.tsv")
#: Kilometres from the point expected within which a point is right.
NEAR_KM = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A name in context, and where it is."""

    name: str
    country: str
    other_places: str
    context: str
    expected_country: str
    expected_lat: str
    expected_lon: str
    kind: str

    @property
    def point(self) -> Point | None:
        """The point expected."""
        return Point(float(self.expected_lat), float(self.expected_lon)) if self.expected_lat else None


def read_list(path: Path = LIST) -> list[Row]:
    """The list of names in context."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Row(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def resolve_row(row: Row, gazetteer: Gazetteer) -> Resolution:
    """What a name of the list means: as in a report of these words, by a publisher of this country."""
    places = [Named((row.name,)), *(Named((name,)) for name in row.other_places.split("|") if name)]
    return resolve_together(gazetteer, places, country_name(row.country) if row.country else None, row.context)[0]


def own_point(found: Resolution) -> Point | None:
    """The point of the place itself, not of a wider one."""
    return found.place.point if found.place and found.place.precision == ITSELF else None
