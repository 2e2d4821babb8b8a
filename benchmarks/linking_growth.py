"""How linking grows: 1,000 and 10,000 reports linked at once, and one more into each: `python benchmarks/linking_growth.py [FEWER MANY]`.

With `--in-time`, ten times the reports are those of ten times the years, as an archive grows in time. Without, ten times as much happens
in the same five years, so that each report has more others to be compared with.

The reports are made with their accounts, so that nothing is read: four of ten tell of one happening that others tell of as
well, in other words, spellings and figures. Reports come from thirty publishers in six countries over five years; towns are real,
villages invented. Time is CPU time of linking alone, without building and publishing; memory the largest of a process of its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import fmean

from measure import Ratio, is_quick, print_ratios

from kg.accounts import from_json
from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.mapping.account import map_account
from kg.model import Report
from kg.places.gazetteer import open_gazetteer
from kg.store.base import Store
from kg.store.embedded import writer
from kg.terms import DEFAULT_BASE
from kg.values import PartialDate

_TOWNS = {
    "SY": ("Idlib", "Daraa", "Homs", "Hama", "Raqqa"),
    "SD": ("El Fasher", "Nyala", "Omdurman", "Kutum", "Zalingei"),
    "UA": ("Kharkiv", "Izium", "Mykolaiv", "Nikopol", "Kherson"),
    "YE": ("Hodeidah", "Taiz", "Marib", "Saada", "Dhamar"),
    "NG": ("Kaduna", "Maiduguri", "Jos", "Katsina", "Sokoto"),
    "CO": ("Tumaco", "Ituango", "Buenaventura", "Arauca", "Cali"),
}
_PARTS = (
    "ba",
    "do",
    "ka",
    "li",
    "mar",
    "ne",
    "ou",
    "qa",
    "ri",
    "sen",
    "ta",
    "ul",
    "va",
    "yem",
    "zo",
    "dar",
    "kh",
    "esh",
    "im",
    "ot",
)
_KINDS = ("air-strike", "shelling", "shooting", "explosion", "abduction", "killing")
_SITES = ("hospital", "school", "market", "mosque", "clinic")
_PUBLISHERS = tuple(f"{one.title()}{other} {kind}" for one, other in zip(_PARTS, reversed(_PARTS), strict=True)
                    for kind in ("Monitor", "Press Agency"))[:30]  # fmt: skip
_YEARS = 5
#: Ten times the reports may take so many times the time, one more so many, and the whole so many MiB.
MOST, MOST_OF_ONE, MOST_MEMORY = 12, 2, 600
#: Reports that are stored together, and those that come in one by one when all others are linked.
_TOGETHER, _MORE = 500, 20


def reports(number: int, seed: int = 1, years: float = _YEARS) -> Iterator[tuple[Report, dict[str, object]]]:
    """So many reports of so many years with their accounts as JSON objects, the same each time."""
    for index in range(number):
        random = Random(f"{seed}/{index}")  # noqa: S311 - made to be repeated
        when = random.random()
        # One to three in turn, so that what comes in last tells of as much in a small archive as in a large one.
        happenings = [_happening(random, when, index, number, years) for _ in range(1 + index % 3)]
        yield _report(f"r{index:05}", random.choice(_PUBLISHERS), happenings, random)


def _happening(random: Random, when: float, index: int, number: int, years: float) -> dict[str, object]:
    """What happened at a time (0 to 1) of the years: one of those that several reports tell of, or one of this report alone."""
    shared = random.random() < 0.4
    pool = max(number // 4, 1)
    place = int(when * pool) + random.randrange(3)
    which = f"shared/{place}" if shared else f"own/{index}/{random.random()}"
    share = place / pool if shared else when
    told = Random(which)  # noqa: S311 - made to be repeated
    country = told.choice(sorted(_TOWNS))
    village = "".join(told.choice(_PARTS) for _ in range(3)).title()
    day = date(2023, 12, 31) - timedelta(days=int((1 - share) * 365 * years) + told.randrange(3))
    return {
        "kind": told.choice(_KINDS), "country": country, "places": [village, told.choice(_TOWNS[country])], "day": day,
        "killed": told.randint(1, 40), "site": told.choice(_SITES), "party": told.choice(("army", "rebels", "Red Banner Brigade")),
        "victim": " ".join("".join(told.choice(_PARTS) for _ in range(3)).title() for _ in range(2)),
    }  # fmt: skip


def _report(name: str, publisher: str, happenings: list[dict[str, object]], random: Random) -> tuple[Report, dict[str, object]]:
    events: list[dict[str, object]] = []
    counts: list[dict[str, object]] = []
    victims: list[dict[str, object]] = []
    sentences = []
    for number, one in enumerate(happenings, 1):
        killed = int(str(one["killed"])) + random.choice((0, 0, 0, 1, 2))
        places = [str(place) for place in one["places"]]  # type: ignore[attr-defined]
        quote = f"the {one['site']} of {places[0]} was hit on {one['day']}"
        sentences.append(f"In the district of {places[1]} {quote}, and {killed} people died, among them {one['victim']}.")
        events.append({
            "id": f"e{number}", "type": one["kind"], "quote": quote, "date_start": str(one["day"]), "date_end": str(one["day"]),
            "places": places, "country": one["country"], "perpetrators": [one["party"]], "suspected": False, "weapons": [],
            "facilities": [{"type": one["site"], "name": None, "effect": "struck"}], "negated": False,
        })  # fmt: skip
        counts.append({
            "id": f"v{number}", "event": f"e{number}", "outcome": "killed", "groups": [], "min": killed, "max": killed,
            "qualifier": "exact", "source": publisher, "scope": "incident", "subset_of": None, "quote": f"{killed} people died",
        })  # fmt: skip
        victims.append({"name": one["victim"], "outcome": "killed", "age": None, "gender": None, "occupation": None,
                        "event": f"e{number}", "quote": one["victim"]})  # fmt: skip
    published = max(date.fromisoformat(str(one["day"])) for one in happenings) + timedelta(days=random.randint(0, 9))
    report = Report(name, " ".join(sentences), None, PartialDate(published.isoformat()), publisher, None, "en")
    return report, {"id": name, "events": events, "victim_counts": counts, "named_victims": victims,
                    "facility_counts": [], "statements": []}  # fmt: skip


def measure(number: int, years: float) -> dict[str, float]:
    """CPU seconds to link so many reports, and one more (the mean of some) once these are published; the largest memory in MB."""
    resolver = Resolver(open_gazetteer(), DEFAULT_BASE)
    texts = (
        map_account(report, from_json(facts, report, "manual"), DEFAULT_BASE)
        for report, facts in reports(number + _MORE, years=years)
    )
    some = (quads.graph + quads.shared for quads in texts)
    with tempfile.TemporaryDirectory() as folder:
        with writer(Path(folder, "store"), DEFAULT_BASE) as store:
            for _ in range(0, number, _TOGETHER):
                store.load(["".join(islice(some, min(_TOGETHER, number)))])
            started = time.process_time()
            done = link(store, resolver, (), datetime.now(UTC))
            all_of_them = time.process_time() - started
            store.publish()
        with writer(Path(folder, "store")) as store:
            one_more = fmean(_one_more(store, resolver, text) for text in islice(some, _MORE))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"reports": number, "seconds": all_of_them, "one more": one_more, "MB": peak, "pairs": done.pairs}


def _one_more(store: Store, resolver: Resolver, text: str) -> float:
    """CPU seconds to link one report more."""
    store.load([text])
    started = time.process_time()
    link(store, resolver, (), datetime.now(UTC))
    return time.process_time() - started


def main(fewer: int, many: int, *, in_time: bool) -> None:
    """Print how much more the larger number takes: time of linking all of them, memory, and time of one report more."""
    archive = f"of {_YEARS * many / fewer:g} years" if in_time else "of the same years"

    def rows() -> Iterator[Ratio]:
        few, more = (_in_a_process(number, _YEARS * number / fewer if in_time else _YEARS) for number in (fewer, many))
        times = many / fewer
        said, than = f"{many:,} reports {archive}, {more['pairs']:,.0f} pairs", f"{fewer:,} reports"
        yield Ratio(f"linking {said}", more["seconds"], f"{than}, as often", few["seconds"] * times, MOST / 10)
        yield Ratio(f"one report more than {said}", more["one more"], f"than {than}", few["one more"], MOST_OF_ONE)
        yield Ratio(f"peak of {said}", more["MB"], "the most it may take", MOST_MEMORY, 1, "MiB")
        yield Ratio(f"peak of {said}", more["MB"], than, few["MB"], None, "MiB")

    print_ratios("Linking", rows())


def _in_a_process(number: int, years: float) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", str(number), str(years)]
    found: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]), float(sys.argv[3]))))
    else:
        sizes = [int(one) for one in sys.argv[1:] if one.isdigit()] or ([50, 100] if is_quick() else [1000, 10_000])
        main(*sizes, in_time="--in-time" in sys.argv)
