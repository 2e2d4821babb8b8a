"""The rows of tables of places: rows go in; for each its line and its place come out, or why it has none, or None where it needs none."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from kg.naming import short_hash
from kg.places.bundled import bundled
from kg.places.countries import countries, named
from kg.places.model import ITSELF, SURROUNDINGS, Place, Point
from kg.places.search import search

#: A line of a file, with its place, or why it has none.
Told: TypeAlias = tuple[int, Place | str | None]

#: What the columns of a table may be called, in lower case.
_COLUMNS = {
    "name": ("name", "place", "place name", "name_en"),
    "lat": ("lat", "latitude", "y", "center_lat"),
    "lon": ("lon", "long", "lng", "longitude", "x", "center_lon"),
    "country": ("country", "country_code", "countrycode", "iso2", "iso"),
    "admin1": ("admin1", "adm1", "region", "province", "governorate", "state"),
    "names": ("names", "other names", "other_names", "alternate names", "alternatenames", "altnames", "aliases"),
}
#: "ADM1_EN", "adm1_name", "admin1Name_en", "ADM1_PCODE", "admin1Pcode".
_LEVEL = re.compile(r"adm(?:in)?(?P<level>\d)_?(?:(?P<code>pcode|pcod)|(?:name\d?)?_?(?:[a-z]{2}|name)?)")
#: Of OCHA's levels the first are areas; the points of the third are those of areas, too, but small ones.
_KINDS = {1: "region", 2: "district"}
_COARSE = 3
GEONAMES_COLUMNS = 19
_FEATURES = {"ADM1": "region", "ADM2": "district"}
_POLE = 90
#: What may stand in the names of places in the graph.
_CODE = re.compile(r"[A-Za-z0-9-]+")


class Rows(Protocol):
    """Rows of a table that know the line of the file that they end on, as `csv.reader` gives them."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """The rows."""
        ...


# A table with a header --------------------------------------------------------------------------------------------------


def plain_rows(rows: Rows, header: Sequence[str]) -> Iterator[Told]:
    """The places of a table with a header."""
    for row in rows:
        yield rows.line_num, _plain_place(_Row(row, header)) if any(row) else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its header: cells are asked for by any of the names of their column."""

    cells: Sequence[str]
    header: Sequence[str]

    def get(self, name: str) -> str:
        """The cell of a column, empty where the row or the table has none."""
        number = column(self.header, name)
        return self.cells[number].strip() if number is not None and number < len(self.cells) else ""


def column(header: Sequence[str], name: str) -> int | None:
    """The number of the column that holds something, by any of the names that it may have; None without one."""
    return next((header.index(other) for other in _COLUMNS[name] if other in header), None)


def _plain_place(row: _Row) -> Place | str:
    name, country = row.get("name"), _country(row.get("country"))
    point = _point(row.get("lat"), row.get("lon"))
    if not name:
        return "no name"
    if isinstance(point, str):
        return point
    if country is None:
        return f"{row.get('country')!r} is no country; write its two letters (ISO 3166-1) or its English name"
    names = tuple(dict.fromkeys(other.strip() for other in re.split(r"[|;]", row.get("names")) if other.strip()))
    digest = short_hash(f"{name}\t{country}\t{point}")
    return Place(f"own-{digest}", name, "town", country, names, point, within=_within(row.get("admin1"), country))


def _within(region: str, country: str) -> tuple[str, ...]:
    """The wider places of one in a region of a country by its name, where GeoNames has the region."""
    matches = [match for match in search(region, bundled()) if match.place.kind == "region"] if region else []
    found = [match.place for match in matches if match.place.country == country and match.place.within == (country,)]
    return (*([found[0].id] if found else []), country)


def _country(text: str) -> str | None:
    if text.upper() in countries():
        return text.upper()
    return next(iter(named(text)), None)


def _point(latitude: str, longitude: str) -> Point | str:
    """A point, or why there is none."""
    try:
        point = Point(float(latitude), float(longitude))
    except ValueError:
        return f"{latitude!r}, {longitude!r} is no point in decimal degrees"
    if not (abs(point.latitude) <= _POLE and abs(point.longitude) <= 2 * _POLE) or point == (0, 0):
        return f"{latitude}, {longitude} is no point on the earth: latitudes go from -90 to 90, longitudes from -180 to 180"
    return point


# OCHA's p-codes ---------------------------------------------------------------------------------------------------------


def coded_levels(header: Sequence[str]) -> dict[int, dict[str, list[int]]]:
    """The columns of each level: `pcode` and `name`, those of other languages after the English ones."""
    levels: dict[int, dict[str, list[int]]] = defaultdict(lambda: {"name": [], "pcode": []})
    for column in sorted(range(len(header)), key=lambda column: not header[column].endswith(("_en", "name"))):
        if found := _LEVEL.fullmatch(header[column]):
            levels[int(found["level"])]["pcode" if found["code"] else "name"].append(column)
    return {level: columns for level, columns in sorted(levels.items()) if columns["name"] and columns["pcode"]}


def coded_rows(rows: Rows, header: Sequence[str], levels: Mapping[int, Mapping[str, list[int]]]) -> Iterator[Told]:
    """The place of each row, that of its deepest level, after the wider ones; regions and districts are areas, and have no point."""
    for row in rows:
        told = {level: (_cells(row, columns["pcode"]), _cells(row, columns["name"])) for level, columns in levels.items()}
        told = {level: found for level, found in told.items() if all(found)}
        if any(row) and not told:
            yield rows.line_num, "no name with a p-code"
        for depth in sorted(told):
            yield rows.line_num, _coded_place(_Row(row, header), told, depth)


def _coded_place(row: _Row, told: Mapping[int, tuple[list[str], list[str]]], depth: int) -> Place | str | None:
    """The place of one level of a row; None for a level that is no area and has no point, for it is another row's."""
    (code, *_), (name, *names) = told[depth]
    if not all(_CODE.fullmatch(told[level][0][0]) for level in told if level <= depth):
        return f"{code!r} or what it lies in is no p-code: letters, digits and hyphens alone make one"
    country = _country(code[:2]) or next(filter(None, map(_country, told[0][1] if 0 in told else ())), None)
    if country is None:
        return f"the p-code {code!r} begins with the letters of no country"
    if depth == 0:
        return None
    kind = _KINDS.get(depth, "town")
    if kind == "town" and depth < max(told):
        return None
    point = _point(row.get("lat"), row.get("lon")) if kind == "town" else None
    if isinstance(point, str):
        return point
    wider = [f"pcode-{told[level][0][0]}" for level in sorted(told, reverse=True) if level < depth and level in _KINDS]
    precision = SURROUNDINGS if depth == _COARSE else ITSELF
    return Place(f"pcode-{code}", name, kind, country, tuple(names), point, precision, within=(*wider, country))


def _cells(cells: Sequence[str], columns: Sequence[int]) -> list[str]:
    """What stands in some columns of a row, each once."""
    found = (cells[column].strip() for column in columns if column < len(cells))
    return list(dict.fromkeys(filter(None, found)))


# A dump of GeoNames -----------------------------------------------------------------------------------------------------


def geonames_rows(text: str) -> Iterator[Told]:
    """The places of a dump of GeoNames."""
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            yield number, _geonames_place(line.split("\t"))


def _geonames_place(cells: Sequence[str]) -> Place | str | None:
    """The place of a row of a dump, None for a feature that is no place (a river, a school)."""
    if len(cells) != GEONAMES_COLUMNS:
        return f"{len(cells)} columns, where a dump of GeoNames has {GEONAMES_COLUMNS}"
    number, name, plain, others, latitude, longitude, _, feature, country, _, region, *_ = cells
    kind = _FEATURES.get(feature) or ("town" if feature.startswith("PPL") else None)
    if kind is None:
        return None
    point = _point(latitude, longitude)
    if isinstance(point, str):
        return point
    if not (number.isascii() and number.isdigit() and country in countries() and _CODE.fullmatch(region or "00")):
        return f"{number!r} in {country!r}, {region!r} is no place of GeoNames"
    names = tuple(dict.fromkeys(other for other in (plain, *others.split(",")) if other and other != name))
    wider = f"geonames-{country}.{region}"
    key = f"geonames-{country}.{region}" if kind == "region" else f"geonames-{number}"
    within = (wider, country) if kind != "region" and bundled().by_id(wider) else (country,)
    people = int(cells[14]) if cells[14].isdigit() else 0
    return Place(key, name, kind, country, names, None if kind != "town" else point, ITSELF, people, within, int(number))
