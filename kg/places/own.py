"""A user's own places: files go in, a source of places comes out, and a line of reason for every row that can't be used.

Three kinds are told apart by what is in them. A CSV with a header: `name`, `lat`, `lon`, and as far as known `country` (ISO 3166-1
alpha-2 or a name), `admin1`, `names` (other names between `|` or `;`). A table of OCHA's p-codes (COD-AB): `admN_name` and
`admN_pcode` in any spelling that OCHA uses, with the deepest level of a row as its place. A dump of GeoNames (tab-separated, 19 columns,
also zipped), of which populated places and first- and second-order areas are taken.
"""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import InputError
from kg.naming import short_hash
from kg.places.bundled import bundled
from kg.places.countries import countries, named
from kg.places.model import ITSELF, SURROUNDINGS, Place, Point
from kg.places.search import search
from kg.places.spelling import folded, sound

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
_GEONAMES_COLUMNS = 19
_FEATURES = {"ADM1": "region", "ADM2": "district"}
_POLE = 90
_MOST_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row that can't be used: file, line (from 1) and the reason."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class OwnPlaces:
    """The places of one file as a source, in its order; `unusable` holds the rows that are left out."""

    places: tuple[Place, ...]
    unusable: tuple[Unusable, ...] = ()
    own = True

    @cached_property
    def _keys(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        keys: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
        for number, place in enumerate(self.places):
            for name in dict.fromkeys(map(folded, (place.name, *place.names))):
                keys[sound(name)][name] = (*keys[sound(name)].get(name, ()), number)
        return keys

    def sounding(self, key: str) -> Iterable[tuple[str, tuple[int, ...]]]:
        """The folded names of a key of sound, with the numbers of their places."""
        return self._keys.get(key, {}).items()

    def country_of(self, number: int) -> str:
        """The country of the place of a number."""
        return self.places[number].country

    def is_region(self, number: int) -> bool:
        """Whether the place of a number is a region of the first order."""
        return self.places[number].kind == "region"

    def place(self, number: int) -> Place:
        """The place of a number."""
        return self.places[number]


def read_places(path: Path) -> OwnPlaces:
    """The places of a file; raises `InputError` for one that can't be read, or whose columns say nothing of places.

    Text is UTF-8. A row without a name, point or country, where its kind needs one, is left out and named.
    """
    text = _text(path)
    first = text.split("\n", 1)[0]
    if first.count("\t") == _GEONAMES_COLUMNS - 1:
        return _gathered(path, _geonames_rows(text))
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = [name.strip().casefold() for name in next(rows, [])]
    levels = _levels(header)
    if levels and "name" not in header:
        return _gathered(path, _coded_rows(rows, header, levels))
    if missing := [name for name in ("name", "lat", "lon") if _column(header, name) is None]:
        known = "name, lat, lon, country, admin1, names; or those of OCHA's p-codes (adm1_name, adm1_pcode, …)"
        raise InputError(f"{path}: no column {missing[0]!r}; the columns of places are {known}")
    return _gathered(path, _plain_rows(rows, header))


def _text(path: Path) -> str:
    """The text of a file; of a zip archive, that of the file in it which is named as it is, else the largest one."""
    try:
        data = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [member for member in archive.infolist() if member.filename.endswith((".txt", ".csv", ".tsv"))]
                best = max(
                    members, key=lambda member: (member.filename.split(".")[0] == path.stem, member.file_size), default=None
                )
                if best is None or best.file_size > _MOST_BYTES:
                    raise InputError(f"{path}: holds no table of places of up to {_MOST_BYTES // 10**6} MB; unpack or cut it")
                data = archive.read(best)
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise InputError(f"{path}: can't be read: {error}") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no text in UTF-8; save the table as CSV in UTF-8") from error


def _gathered(path: Path, rows: Iterable[tuple[int, Place | str | None]]) -> OwnPlaces:
    """What the rows hold: places once each, and reasons why there is none."""
    places: dict[str, Place] = {}
    unusable = []
    for line, found in rows:
        if isinstance(found, str):
            unusable.append(Unusable(str(path), line, found))
        elif found is not None:
            places.setdefault(found.id, found)
    return OwnPlaces(tuple(places.values()), tuple(unusable))


# A table with a header --------------------------------------------------------------------------------------------------


def _plain_rows(rows: Iterator[list[str]], header: list[str]) -> Iterator[tuple[int, Place | str | None]]:
    for number, row in enumerate(rows, 2):
        yield number, _plain_place(_Row(row, header)) if any(row) else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its header: cells are asked for by any of the names of their column."""

    cells: Sequence[str]
    header: Sequence[str]

    def get(self, name: str) -> str:
        """The cell of a column, empty where the row or the table has none."""
        column = _column(self.header, name)
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


def _column(header: Sequence[str], name: str) -> int | None:
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


def _levels(header: Sequence[str]) -> dict[int, dict[str, list[int]]]:
    """The columns of each level: `pcode` and `name`, those of other languages after the English ones."""
    levels: dict[int, dict[str, list[int]]] = defaultdict(lambda: {"name": [], "pcode": []})
    for column in sorted(range(len(header)), key=lambda column: not header[column].endswith(("_en", "name"))):
        if found := _LEVEL.fullmatch(header[column]):
            levels[int(found["level"])]["pcode" if found["code"] else "name"].append(column)
    return {level: columns for level, columns in sorted(levels.items()) if columns["name"] and columns["pcode"]}


def _coded_rows(
    rows: Iterator[list[str]], header: list[str], levels: Mapping[int, Mapping[str, list[int]]]
) -> Iterator[tuple[int, Place | str | None]]:
    """The place of each row is that of its deepest level; regions and districts are areas, and have no point."""
    for number, row in enumerate(rows, 2):
        if any(row):
            yield number, _coded_place(_Row(row, header), row, levels)


def _coded_place(row: _Row, cells: Sequence[str], levels: Mapping[int, Mapping[str, list[int]]]) -> Place | str:
    told = {level: (_cells(cells, columns["pcode"]), _cells(cells, columns["name"])) for level, columns in levels.items()}
    told = {level: found for level, found in told.items() if all(found)}
    if not told:
        return "no name with a p-code"
    depth = max(told)
    (code, *_), (name, *names) = told[depth]
    country = _country(code[:2]) or next(filter(None, map(_country, told[0][1] if 0 in told else ())), None)
    if country is None:
        return f"the p-code {code!r} begins with the letters of no country"
    if depth == 0:
        return Place(country, name, "country", country, tuple(names))
    kind = _KINDS.get(depth, "town")
    point = _point(row.get("lat"), row.get("lon")) if kind == "town" else None
    if isinstance(point, str):
        return point
    wider = [f"pcode-{codes[0]}" for level, (codes, _) in sorted(told.items(), reverse=True) if level in range(1, depth)]
    precision = SURROUNDINGS if depth == _COARSE else ITSELF
    return Place(f"pcode-{code}", name, kind, country, tuple(names), point, precision, within=(*wider, country))


def _cells(cells: Sequence[str], columns: Sequence[int]) -> list[str]:
    """What stands in some columns of a row, each once."""
    found = (cells[column].strip() for column in columns if column < len(cells))
    return list(dict.fromkeys(filter(None, found)))


# A dump of GeoNames -----------------------------------------------------------------------------------------------------


def _geonames_rows(text: str) -> Iterator[tuple[int, Place | str | None]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            yield number, _geonames_place(line.split("\t"))


def _geonames_place(cells: Sequence[str]) -> Place | str | None:
    """The place of a row of a dump, None for a feature that is no place (a river, a school)."""
    if len(cells) != _GEONAMES_COLUMNS:
        return f"{len(cells)} columns, where a dump of GeoNames has {_GEONAMES_COLUMNS}"
    number, name, plain, others, latitude, longitude, _, feature, country, _, region, *_ = cells
    kind = _FEATURES.get(feature) or ("town" if feature.startswith("PPL") else None)
    if kind is None:
        return None
    point = _point(latitude, longitude)
    if isinstance(point, str) or not number.isdigit() or country not in countries():
        return point if isinstance(point, str) else f"{number!r} in {country!r} is no place of GeoNames"
    names = tuple(dict.fromkeys(other for other in (plain, *others.split(",")) if other and other != name))
    wider = f"geonames-{country}.{region}"
    key = f"geonames-{country}.{region}" if kind == "region" else f"geonames-{number}"
    within = (wider, country) if kind != "region" and bundled().by_id(wider) else (country,)
    people = int(cells[14]) if cells[14].isdigit() else 0
    return Place(key, name, kind, country, names, None if kind != "town" else point, ITSELF, people, within, int(number))
