"""How well places are resolved: the places of annotated reports against their gold points, a list of names in context, and villages held out.

The annotated reports lie beside the checkout, in `../shared/evaluation`, and their places are those of the hand-made accounts; where that folder
is missing, the rest alone is measured. Held out: towns of many countries are asked for by one of their names, beside two large towns near by,
once as they are and once taken out of the gazetteer. What is then found elsewhere is a wrong point for a place that is absent.
`--misses` shows what went wrong.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.extraction.manual import ManualReader
from kg.model import Account, FacilityImpact, Report
from kg.model import Place as Written
from kg.places.bundled import bundled
from kg.places.countries import named
from kg.places.distance import kilometres
from kg.places.gazetteer import Gazetteer, open_gazetteer
from kg.places.model import Place, Point, Resolution
from kg.places.search import Match
from kg.places.together import Named, resolve_together
from tests.places.listing import NEAR_KM, own_point, read_list, resolve_row

ROOT = Path(__file__).resolve().parent.parent
EVALUATION = ROOT.parent / "shared" / "evaluation"
FOLDERS = ("linking-dev", "linking-train-1", "linking-train-2", "linking-train-3")
#: What must hold, as shares; no point at all may be given to an absent place of the list.
FLOORS = {
    "reports: right of the points given": 0.97,
    "reports: right of all gold points": 0.75,
    "list: right country": 0.95,
    "held out: right of towns that are there": 0.94,
    "held out: no wrong point for towns taken out": 0.97,
}
HELD_OUT = [
    "AF",
    "BF",
    "CD",
    "CF",
    "CO",
    "EG",
    "ET",
    "HT",
    "IN",
    "IQ",
    "IR",
    "LB",
    "LY",
    "ML",
    "MM",
    "MZ",
    "NG",
    "PK",
    "PS",
    "SD",
    "SO",
    "SS",
    "SY",
    "UA",
    "YE",
]

Misses = list[str]


def measure_list(gazetteer: Gazetteer, misses: Misses) -> Counter[str]:
    """Over the list: rows, right countries, points expected, given and right, and points of the absent."""
    counts: Counter[str] = Counter()
    for row in read_list():
        found = resolve_row(row, gazetteer)
        given = found.place.point if found.place else None
        told = {
            "rows": True,
            "right country": row.expected_country in ("", found.country or ""),
            "points expected": row.point is not None,
            "points given": bool(row.point and given),
            "points right": bool(row.point and given and kilometres(row.point, given) <= NEAR_KM),
            "points of the absent": row.kind == "absent" and own_point(found) is not None,
        }
        counts.update({name: int(value) for name, value in told.items()})
        if not told["right country"] or told["points of the absent"] or (row.point and not told["points right"]):
            misses.append(f"list: {row.name} ({row.kind}): {found.country}, {found.place and found.place.id}: {found.reason}")
    return counts


def measure_reports(folder: Path, gazetteer: Gazetteer, misses: Misses) -> Counter[str]:
    """Over the mentions of a folder's gold places that have a point: all, those given a point, those given the right one."""
    found: dict[tuple[str, str], Resolution] = {}
    for path in sorted(folder.glob("*.txt")):
        report = Report(path.stem, path.read_text(encoding="utf-8"), path=path)
        publisher = json.loads(path.with_suffix(".json").read_text(encoding="utf-8")).get("publisher")
        places = list(places_of(ManualReader().extract(report)))
        for place, resolution in zip(places, resolve_together(gazetteer, places, publisher, report.text), strict=True):
            found |= {(path.stem, name.casefold()): resolution for name in place.names}
    counts: Counter[str] = Counter()
    for gold in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["places"]:
        for mention in gold["mentions"] if gold["lat"] is not None else ():
            one = found.get((mention["report"], mention["name"].casefold()))
            given = one.place.point if one and one.place else None
            right = given is not None and kilometres(given, Point(gold["lat"], gold["lon"])) <= NEAR_KM
            counts.update({"gold points": 1, "points given": int(given is not None), "points right": int(right)})
            if not right:
                misses.append(f"{mention['report']}: {mention['name']}: {one.reason if one else 'not in the account'}")
    return counts


def places_of(account: Account) -> Iterator[Named]:
    """The places of an account with what its events tell of them, as linking sees them."""
    written: dict[str, list[Written]] = defaultdict(list)
    countries: dict[str, dict[str, None]] = defaultdict(dict)
    wider: dict[str, dict[str, None]] = defaultdict(dict)
    first = set()
    for event in account.events:
        for number, place in enumerate(event.places):
            key = place.label.casefold()
            written[key].append(place)
            countries[key] |= dict.fromkeys([event.country] if event.country else [])
            wider[key] |= dict.fromkeys(other.label for other in event.places[number + 1 :])
            first |= {key} if number == 0 else set()
    for place in (impact.facility.place for impact in account.of(FacilityImpact) if impact.facility.place):
        first |= {place.label.casefold()} - written.keys()
        written[place.label.casefold()].append(place)
    for key, forms in written.items():
        names = dict.fromkeys(name for place in forms for name in (place.label, *place.also))
        yield Named(tuple(names), tuple(countries[key]), tuple(wider[key]), first=key in first)


class Without(Gazetteer):
    """The bundled gazetteer without one place."""

    gone = ""

    def find(self, name: str) -> tuple[Match, ...]:
        """All places of a name but the one taken out."""
        return tuple(match for match in super().find(name) if match.place.id != self.gone)


def measure_held_out(misses: Misses, towns: int = 40, seed: int = 1) -> Counter[str]:
    """Over some towns of each country: those found right as they are, and those for which no wrong point is found once they are gone."""
    chance, gazetteer, counts = random.Random(seed), Without(), Counter[str]()  # noqa: S311 - a sample, not a secret
    for country in HELD_OUT:
        known = towns_of(country)
        large = sorted(known, key=lambda place: (-place.people, place.id))[:60]
        for town in chance.sample(known, min(towns, len(known))):
            name, others = chance.choice([town.name, *town.names]), nearest(town, large)
            asked = [Named((name,), (country,)), *(Named((other.name,), (country,)) for other in others)]
            gazetteer.gone = ""
            there = own_point(resolve_together(gazetteer, asked)[0])
            gazetteer.gone = town.id
            gone = resolve_together(gazetteer, asked)[0]
            wrong = (point := own_point(gone)) is not None and kilometres(point, town.point or point) > NEAR_KM
            right = there is not None and kilometres(there, town.point or there) <= NEAR_KM
            counts.update({"towns": 1, "right": int(right), "no wrong point": int(not wrong)})
            if wrong:
                misses.append(f"held out: {name}, {country} ({town.id}): {gone.place and gone.place.id}: {gone.reason}")
    return counts


def towns_of(country: str) -> list[Place]:
    """The settlements of a country that have a point."""
    places = (bundled().place(number) for number in bundled().numbers(country))
    return [place for place in places if place.kind == "town" and place.point and not named(place.name)]


def nearest(town: Place, others: Sequence[Place], many: int = 2) -> list[Place]:
    """The nearest of some places."""
    here = town.point or Point(0, 0)
    return sorted((one for one in others if one.id != town.id), key=lambda one: kilometres(here, one.point or here))[:many]


def main() -> int:
    """Print the numbers, compare them with the floors, and show the misses where they are asked for."""
    gazetteer, misses, reports = open_gazetteer(), Misses(), Counter[str]()
    for name in FOLDERS if EVALUATION.is_dir() else ():
        counts = measure_reports(EVALUATION / name, gazetteer, misses)
        print(f"{name:16} " + "  ".join(f"{key} {value}" for key, value in counts.items()))
        reports += counts
    listed, held = measure_list(gazetteer, misses), measure_held_out(misses)
    for title, counts in (("list", listed), ("held out", held)):
        print(f"{title:16} " + "  ".join(f"{key} {value}" for key, value in counts.items()))
    shares = {
        "reports: right of the points given": reports["points right"] / (reports["points given"] or 1),
        "reports: right of all gold points": reports["points right"] / (reports["gold points"] or 1),
        "list: right country": listed["right country"] / listed["rows"],
        "held out: right of towns that are there": held["right"] / held["towns"],
        "held out: no wrong point for towns taken out": held["no wrong point"] / held["towns"],
    }
    below = [name for name, share in shares.items() if share < FLOORS[name] and (reports or not name.startswith("reports"))]
    below += ["list: points of the absent"] if listed["points of the absent"] else []
    print("\n".join(f"{name:46} {share:.3f}" for name, share in shares.items()))
    print("\n".join(misses if "--misses" in sys.argv else []))
    print("\n".join(f"below its floor: {name}" for name in below) or "every number is at or above its floor")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
