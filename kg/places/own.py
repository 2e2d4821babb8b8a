"""A user's own places: files go in, a source of places comes out, and a line of reason for every row that can't be used.

Three kinds are told apart by what is in them. A CSV with a header: `name`, `lat`, `lon`, `country` (ISO 3166-1 alpha-2 or a name), and
as far as known `admin1`, `names` (other names between `|` or `;`). A table of OCHA's p-codes (COD-AB): `admN_name` and
`admN_pcode` in any spelling that OCHA uses, with the deepest level of a row as its place. A dump of GeoNames (tab-separated, 19 columns,
also zipped), of which populated places and first- and second-order areas are taken.
"""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import InputError
from kg.places.model import Place
from kg.places.rows import GEONAMES_COLUMNS, coded_levels, coded_rows, column, geonames_rows, plain_rows
from kg.places.spelling import folded, sound

#: Bytes of an unpacked table at most.
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

    @cached_property
    def _ids(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.places}

    def by_id(self, key: str) -> Place | None:
        """A place by its id; None for one that is not in the file."""
        return self._ids.get(key)

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
    if first.count("\t") == GEONAMES_COLUMNS - 1:
        return _gathered(path, geonames_rows(text))
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
    except csv.Error as error:
        raise InputError(f"{path}: can't be read as CSV: {error}") from error
    if levels := coded_levels(header):
        return _gathered(path, coded_rows(rows, header, levels))
    if missing := [name for name in ("name", "lat", "lon", "country") if column(header, name) is None]:
        known = "name, lat, lon, country, admin1, names; or those of OCHA's p-codes (adm1_name, adm1_pcode, …)"
        raise InputError(f"{path}: no column {missing[0]!r}; the columns of places are {known}")
    return _gathered(path, plain_rows(rows, header))


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
    unusable: dict[Unusable, None] = {}
    try:
        for line, found in rows:
            if isinstance(found, str):
                unusable[Unusable(str(path), line, found)] = None
            elif found is not None:
                places.setdefault(found.id, found)
    except csv.Error as error:
        raise InputError(f"{path}: can't be read as CSV: {error}") from error
    return OwnPlaces(tuple(places.values()), tuple(unusable))
