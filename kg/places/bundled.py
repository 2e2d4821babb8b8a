"""The bundled gazetteer: a key of sound goes in, the places of GeoNames with names of this sound come out.

`gazetteer.zip` beside this file holds lines of text in blocks that are unpacked one by one, when they are asked for; nothing is
written anywhere. `countries` has a line for each country: its code, the number of its first record, GeoNames' number, the languages
of its officials and its people; `regions` one for each first-order region, with the number of its record. `records/N` has the records from number N × `BLOCK` on, sorted by country. `names/N` has the keys of sound in order,
each with the folded names of this sound and the numbers of their records; `index` has the first key of each of these
blocks. `docs/make_gazetteer.py` makes it.
"""

import io
import zipfile
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.places.countries import country_name
from kg.places.model import Place, Point
from kg.places.spelling import slug

FILE = Path(__file__).with_name("gazetteer.zip")
#: Records in a block; blocks and records that stay unpacked (30 KB and 1 KB each).
BLOCK = 256
_BLOCKS, _RECORDS = 256, 8192


class Record(NamedTuple):
    """A line of the gazetteer: `kind` as of `Place`, `key` GeoNames' number or code, or a name for several regions together.

    `region` is the code of the first-order region within the country, `point` latitude and longitude in degrees.
    """

    kind: str
    key: str
    name: str
    country: str
    region: str
    point: Point | None
    people: int
    names: tuple[str, ...]


class _Country(NamedTuple):
    number: str = ""
    languages: str = ""
    people: str = "0"


class Bundled:
    """The archive as a source, read into memory once, packed as it is."""

    own = False

    def __init__(self, path: Path = FILE) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        self._lines = lru_cache(maxsize=_BLOCKS)(self._unpacked)
        self.place = lru_cache(maxsize=_RECORDS)(self._place)
        self._index = self._unpacked("index")
        countries = [line.split("\t") for line in self._unpacked("countries")]
        self._codes = [code for code, *_ in countries]
        self._starts = [int(start) for _, start, *_ in countries]
        self._regions = {code: int(number) for code, number in (line.split("\t") for line in self._unpacked("regions"))}
        self._region_numbers = frozenset(self._regions.values())
        self._countries = {code: _Country(number, languages, people) for code, _, number, languages, people in countries}

    def sounding(self, key: str) -> list[tuple[str, tuple[int, ...]]]:
        """The folded names of a key of sound, with the numbers of their places."""
        block = bisect_right(self._index, key) - 1
        lines = self._lines(f"names/{block}") if block >= 0 else ()
        position = bisect_right(lines, f"{key}\t")
        if position == len(lines) or not lines[position].startswith(f"{key}\t"):
            return []
        names = (part.split("=") for part in lines[position].split("\t")[1].split("|"))
        return [(name, tuple(map(int, numbers.split(",")))) for name, numbers in names]

    def country_of(self, number: int) -> str:
        """The country of the place of a number."""
        return self._codes[bisect_right(self._starts, number) - 1]

    def numbers(self, country: str) -> range:
        """The numbers of the places of a country."""
        position = self._codes.index(country)
        if position + 1 < len(self._starts):
            return range(self._starts[position], self._starts[position + 1])
        last = sum(name.startswith("records/") for name in self._archive.namelist()) - 1
        return range(self._starts[position], last * BLOCK + len(self._lines(f"records/{last}")))

    def is_region(self, number: int) -> bool:
        """Whether the place of a number is a region of the first order."""
        return number in self._region_numbers

    def record(self, number: int) -> Record:
        """The record of a number."""
        line = self._lines(f"records/{number // BLOCK}")[number % BLOCK]
        kind, key, name, region, latitude, longitude, people, names = line.split("\t")
        point = Point(float(latitude), float(longitude)) if latitude else None
        return Record(
            kind, key, name, self.country_of(number), region, point, int(people), tuple(names.split("|")) if names else ()
        )

    def by_id(self, place: str) -> Place | None:
        """A region by its id, such as `geonames-SY.12`; None for one that there isn't."""
        number = self._regions.get(place.removeprefix("geonames-"))
        return None if number is None else self.place(number)

    def languages(self, country: str) -> tuple[str, ...]:
        """The languages of a country's officials, the first first (ISO 639, with or without a country)."""
        return tuple(self._countries.get(country, _Country()).languages.split(","))

    def country(self, code: str) -> Place:
        """A country by its code; raises `UsageError` for a code that ISO 3166-1 does not have."""
        known = self._countries.get(code, _Country())
        number = int(known.number) if known.number else None
        return Place(code, country_name(code), "country", code, people=int(known.people), geonames=number)

    def _unpacked(self, name: str) -> list[str]:
        return self._archive.read(name).decode("utf-8").split("\n")[:-1]

    def _place(self, number: int) -> Place:
        record = self.record(number)
        region = f"{record.country}.{record.region}"
        known = record.kind in ("town", "district") and region in self._regions
        return Place(
            id=f"{record.country}/{slug(record.name)}" if record.kind == "area" else f"geonames-{record.key}",
            name=record.name,
            kind="region" if record.kind == "area" else record.kind,
            country=record.country,
            names=record.names,
            point=record.point,
            people=record.people,
            within=(f"geonames-{region}", record.country) if known else (record.country,),
            geonames=int(record.key) if record.kind == "town" else None,
        )


@cache
def bundled() -> Bundled:
    """The bundled gazetteer, opened at first use."""
    return Bundled()
