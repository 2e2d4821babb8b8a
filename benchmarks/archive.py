"""Makes the graph of an archive as large as asked for out of the hand-made accounts of `training/corpus`, the same from the same seed.

The 738 accounts are mapped again and again. In each copy but the first, what an archive would tell differently is different: towns
are other towns of the same country, people and facilities have other names, and days lie up to five years apart, the same in each
report of the copy, so that those that told of one incident still do. Countries, organisations, numbers and words stay.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random
from typing import Any

from measure import ROOT
from synthetic import made_up_name

from kg.accounts import from_json
from kg.errors import InputError
from kg.identity.relations import figure_quads
from kg.mapping.account import map_account
from kg.model import Report
from kg.reading.sources import Failure, find_sources, read
from kg.terms import DEFAULT_BASE
from kg.values import PartialDate

CORPUS = ROOT / "training" / "corpus"
_TOWNS = ROOT / "kg" / "places" / "towns.tsv.gz"

#: Days that copies lie apart at most, half of them before and half after.
SPREAD = 5 * 365

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


def archive(quads: int, seed: int = 1) -> Iterator[str]:
    """N-Quads of one report after the other, until there are as many quads."""
    made = 0
    for copy in count():
        for report, facts in _originals():
            text = _mapped(report, facts, copy) if copy == 0 else _mapped_otherwise(report, facts, copy, f"{seed}/{copy}")
            made += text.count("\n")
            yield text
            if made >= quads:
                return


@cache
def _originals() -> list[tuple[Report, dict[str, Any]]]:
    """Each report of the corpus with its account."""
    sources = find_sources(sorted(CORPUS.iterdir()))
    reports = [read(source) for source in sources if not isinstance(source, Failure)]
    return [(report, json.loads(report.path.with_suffix(".json").read_bytes())) for report in reports if report.path]


def _mapped(report: Report, facts: dict[str, Any], copy: int) -> str:
    named = replace(report, identifier=f"{report.identifier}-{copy}")
    quads = map_account(named, from_json(facts, named, "manual"), DEFAULT_BASE)
    text = quads.graph + quads.shared
    return text + "".join(figure_quads(text.split("\n"), DEFAULT_BASE))


def _mapped_otherwise(report: Report, facts: dict[str, Any], copy: int, seed: str) -> str:
    """A copy under other names and days; under the same names where one reaches over the end of a quotation (one of 738)."""
    try:
        return _mapped(*_varied(report, facts, seed, _names(facts, seed)), copy)
    except InputError:
        return _mapped(*_varied(report, facts, seed, {}), copy)


def _varied(report: Report, facts: dict[str, Any], seed: str, names: Mapping[str, str]) -> tuple[Report, dict[str, Any]]:
    """A report and its account with other names and days."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)") if names else None
    apart = timedelta(days=Random(seed).randrange(-SPREAD // 2, SPREAD // 2))  # noqa: S311 - made to be repeated

    def other(text: str) -> str:
        if _DAY.fullmatch(text):
            return str(date.fromisoformat(text) + apart)
        return pattern.sub(lambda found: names[found[0]], text) if pattern else text

    published = report.published and PartialDate(_DAY.sub(lambda day: other(day[0]), report.published.text))
    title = report.title and other(report.title)
    return replace(report, text=other(report.text), title=title, published=published), _changed(facts, other)


def _changed(value: Any, other: Any) -> Any:  # noqa: ANN401 - JSON and a function of text
    """JSON with another text for each of its texts."""
    if isinstance(value, str):
        return other(value)
    if isinstance(value, list):
        return [_changed(item, other) for item in value]
    return {key: _changed(item, other) for key, item in value.items()} if isinstance(value, dict) else value


def _names(facts: dict[str, Any], seed: str) -> dict[str, str]:
    """What towns, people and facilities are called in place of what they are called in an account."""
    names: dict[str, str] = {}
    for event in facts["events"]:
        for place in event["places"]:
            names.setdefault(place, _town(event["country"], f"{seed}/{place}"))
    people = [victim["name"] for victim in facts["named_victims"]]
    people += [statement["speaker"] for statement in facts["statements"]]
    facilities = [facility["name"] for event in facts["events"] for facility in event["facilities"]]
    for name in [*people, *facilities]:
        for word in _WORD.findall(name or ""):
            if word[0].isupper():
                names.setdefault(word, made_up_name(Random(f"{seed}/{word}")))  # noqa: S311 - made to be repeated
    return names


def _town(country: str | None, seed: str) -> str:
    """Some town of a country, or a village that is nowhere."""
    random = Random(seed)  # noqa: S311 - made to be repeated
    towns = _towns().get(country or "", [])
    return random.choice(towns) if len(towns) >= 10 and random.random() < 0.7 else made_up_name(random)


@cache
def _towns() -> dict[str, list[str]]:
    """The names of towns that lie in one country alone, by its code."""
    lines = (line.split("\t") for line in gzip.decompress(_TOWNS.read_bytes()).decode().splitlines())
    return {code.upper(): [name.title() for name in names.split("|")] for code, names in lines if len(code) == len("AF")}
