"""Makes folders of synthetic reports with their accounts, the same from the same seed: `python benchmarks/synthetic.py FOLDER NUMBER`.

A report has as many words, sentences and events as one of the annotated reports in `training/corpus` on average, within a tenth
(`tests/benchmarks/test_synthetic.py` measures both, without four folders of short ones and of ones with nothing to find), its length varies as much, and four of ten happenings are told by several reports. Each
comes with its account, `NAME.json`, so that `--reader manual` takes what it tells without reading it: storing, asking, checking and
linking are measured so. The reports serve for measuring time and memory; that they are easy to read says nothing about how well
real reports are read.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from synthetic_words import (
    BOYS,
    COUNTRIES,
    COUNTS,
    FACILITIES,
    FILLER,
    GIRLS,
    HEADLINES,
    JOBS,
    NAMES,
    PARTIES,
    SAYINGS,
    SOURCES,
    SYLLABLES,
    TELLINGS,
    WEAPONS,
)

#: How many happenings a report tells of: each as likely as another.
HAPPENINGS = (1, 1, 2, 2, 3, 4, 5, 5, 7, 9)

#: So many reports in a row come from one country and one week; this share of what they tell of they have from as many happenings.
TOGETHER, SHARED, COMMON = 12, 0.4, 4

#: The reports are of so many weeks.
WEEKS = 5 * 52

_NUMBERS = ("killed", "hurt", "few", "taken", "homes", "fled")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FACT = re.compile(r"\[(\w):([^\]]*)\]")
_OUTCOMES = {"k": "killed", "i": "injured", "c": "killed", "a": "abducted", "d": "detained", "m": "missing", "f": "displaced"}
_STANCES = {"r": "reports", "x": "accuses", "w": "condemns", "p": "calls-for", "y": "denies"}
_FIRST = re.compile(r"(?<!\[)\b\w(?!:)")
_OF_THE_DEAD = re.compile(r"dead|killed|bodies|died|mourned")

#: How many sentences of each kind follow on what tells of a happening: each number as likely as another.
_COUNTS, _NAMES, _SAYINGS, _FILLER = (0, 1, 1), (0, 1), (1, 1, 2), (0, 0, 0, 1)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A report made up by the generator, and its account in the form of the annotation guide."""

    name: str
    text: str
    published: date
    publisher: str
    account: Json


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that reports tell of, with the numbers that are told of it."""

    kind: str
    country: str
    town: str
    village: str
    day: date
    party: str
    facility: tuple[str, str]
    weapon: tuple[str, str]
    killed: int
    hurt: int
    few: int
    taken: int
    homes: int
    fled: int


@dataclass
class _Draft:
    """The account of a report while it is written."""

    publisher: str
    families: dict[str, list[Json]] = field(
        default_factory=lambda: {
            family: [] for family in ("events", "victim_counts", "named_victims", "facility_counts", "statements")
        }
    )

    def add(self, family: str, **facts: object) -> str:
        """Put a fact down; gives back its id where its kind has one."""
        facts_of = self.families[family]
        identifier = f"{family[0]}{len(facts_of) + 1}"
        facts_of.append(({"id": identifier} if family in {"events", "victim_counts"} else {}) | facts)
        return identifier


def reports(number: int, seed: int = 1) -> Iterator[Synthetic]:
    """As many reports as asked for; the first ones are the same however many there are."""
    for index in range(number):
        random = Random(f"{seed}/{index}")  # noqa: S311 - no secret
        week = f"{seed}/week/{index // TOGETHER}"
        happenings = [_happening(random, week) for _ in range(random.choice(HAPPENINGS))]
        yield _report(f"synthetic-{index:06}", list(dict.fromkeys(happenings)), random)


def write(folder: Path, number: int, seed: int = 1) -> None:
    """Write reports, their accounts and their `metadata.csv` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "published", "publisher"])
        for report in reports(number, seed):
            (folder / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
            (folder / f"{report.name}.json").write_text(json.dumps(report.account), encoding="utf-8")
            rows.writerow([f"{report.name}.txt", report.published.isoformat(), report.publisher])


def made_up_name(random: Random) -> str:
    """A name of two or three syllables."""
    return "".join(random.choice(SYLLABLES) for _ in range(random.randrange(2, 4))).capitalize()


def _happening(random: Random, week: str) -> Happening:
    """Something that happened in a week and its country: one of those that several reports tell of, or one of this report alone."""
    number = random.randrange(COMMON) if random.random() < SHARED else random.getrandbits(40) + COMMON
    of_all, told = Random(week), Random(f"{week}/{number}")  # noqa: S311 - no secret
    country = of_all.choice(list(COUNTRIES))
    site, weapon = told.choice(list(FACILITIES)), told.choice(list(WEAPONS))
    return Happening(
        told.choice(list(TELLINGS)),
        country,
        told.choice(COUNTRIES[country][1]),
        made_up_name(told),
        date(2019, 1, 1) + timedelta(weeks=of_all.randrange(WEEKS), days=told.randrange(7)),
        told.choice(PARTIES),
        (site, told.choice(FACILITIES[site])),
        (weapon, WEAPONS[weapon]),
        killed=told.randrange(8, 40),
        hurt=told.randrange(3, 70),
        few=told.randrange(2, 8),
        taken=told.randrange(3, 60),
        homes=told.randrange(10, 200),
        fled=told.randrange(2_000, 90_000),
    )


def _report(name: str, happenings: list[Happening], random: Random) -> Synthetic:
    first = happenings[0]
    published = max(one.day for one in happenings) + timedelta(days=random.randrange(1, 5))
    draft = _Draft(f"{made_up_name(random)} {random.choice(('News', 'Monitor', 'Watch', 'Agency'))}")
    slots = {"town": first.town, "country": COUNTRIES[first.country][0]}
    head = random.choice(HEADLINES).format_map(slots)
    dateline = f"{first.town.upper()}, {published.day} {published:%B} {published.year} ({draft.publisher})"
    told = [list(_told(draft, one, published, random)) for one in happenings]
    lines = chain([head, dateline], (" ".join(sentences) for sentences in told))
    text = "\n\n".join(lines) + "\n"
    facts: Json = {"id": name, "genre": "news", "published": published.isoformat(), "publisher": draft.publisher}
    return Synthetic(name, text, published, draft.publisher, facts | {"facts_from": "fictional", **draft.families})


def _told(draft: _Draft, happening: Happening, published: date, random: Random) -> Iterator[str]:
    """The sentences about one happening, each of which puts its facts down."""
    telling = random.choice(TELLINGS[happening.kind])
    counts = [frame for frame in COUNTS if "[k:" in telling or not _OF_THE_DEAD.search(frame)]
    names = NAMES if "[k:" in telling else ()
    kinds = ((counts, _COUNTS), (names, _NAMES), (SAYINGS, _SAYINGS), (FILLER, _FILLER))
    more = (random.sample(frames, min(random.choice(numbers), len(frames))) for frames, numbers in kinds)
    frames = chain([telling], *more)
    event = _event(draft, happening)
    for frame in frames:
        yield _sentence(draft, event, frame, happening, _slots(happening, published, random))


def _event(draft: _Draft, happening: Happening) -> Json:
    """Put an event down, of which the sentences then say who did it, with what and to which facility."""
    draft.add(
        "events",
        type=happening.kind,
        date_start=happening.day.isoformat(),
        date_end=happening.day.isoformat(),
        places=[happening.village, happening.town],
        country=happening.country,
        perpetrators=[],
        suspected=False,
        weapons=[],
        facilities=[],
        negated=False,
    )
    return draft.families["events"][-1]


def _sentence(draft: _Draft, event: Json, frame: str, happening: Happening, slots: Mapping[str, str]) -> str:
    if "{party}" in frame and "[y:" not in frame:
        event["perpetrators"] = [happening.party]
    if "{facility}" in frame:
        event["facilities"] = [{"type": happening.facility[0], "name": None, "effect": "struck"}]
    if "{weapon}" in frame:
        event["weapons"] = [happening.weapon[0]]
    filled = _FIRST.sub(lambda found: found[0].upper(), frame.format_map(slots), count=1)
    for (letter, quote), (_, pattern) in zip(_FACT.findall(filled), _FACT.findall(frame), strict=True):
        if letter == "e":
            event["quote"] = quote
        else:
            _put_down(draft, letter, {"event": event["id"], "quote": quote}, _Words(frame, pattern, slots, happening))
    return _FACT.sub(r"\2", filled)


@dataclass(frozen=True, slots=True)
class _Words:
    """Where a fact stands: in a frame, and there in a part of it, with what the slots hold."""

    frame: str
    part: str
    slots: Mapping[str, str]
    happening: Happening

    @property
    def person(self) -> str | None:
        """The person whom the frame names."""
        found = re.search(r"\{(girl|boy)\}", self.frame)
        return f"{self.slots[found[1]]} {self.slots['family']}" if found else None

    @property
    def source(self) -> str | None:
        """The source that the frame names."""
        return self.slots["source"].removeprefix("the ") if "ource}" in self.frame else None


def _put_down(draft: _Draft, letter: str, fact: Json, words: _Words) -> None:
    if letter in _STANCES:
        speaker = words.person or words.source or ("survivors" if letter == "x" else words.happening.party)
        role = words.slots["job"] if words.person and "{job}" in words.frame else None
        about, quote = [fact["event"]], fact["quote"]
        draft.add("statements", speaker=speaker, speaker_role=role, speaker_org=None, about=about, stance=_STANCES[letter],
                  legal_term=None, medium=None, quote=quote)  # fmt: skip
    elif letter == "n":
        age, job = int(words.slots["age"]), words.slots["job"] if "{job}" in words.frame else None
        gender = "female" if "{girl}" in words.frame else "male"
        draft.add("named_victims", **fact, name=words.person, outcome="killed", age=age, gender=gender, occupation=job)
    else:
        _put_number(draft, letter, fact, words)


def _put_number(draft: _Draft, letter: str, fact: Json, words: _Words) -> None:
    slot = next(slot for slot in _NUMBERS if f"{{{slot}}}" in words.part)
    number, at_least = getattr(words.happening, slot), "at least" in words.part
    fact |= {"min": number, "max": None if at_least else number, "qualifier": "at-least" if at_least else "exact"}
    fact |= {"source": words.source or draft.publisher, "scope": "cumulative" if letter == "f" else "incident"}
    if letter == "h":
        draft.add("facility_counts", **fact, type="home", effect="destroyed")
        return
    groups = [group for group in ("children", "women") if group in words.part]
    whole = [
        count for count in draft.families["victim_counts"] if count["event"] == fact["event"] and count["outcome"] == "killed"
    ]
    subset = whole[0]["id"] if letter == "c" and whole else None
    draft.add("victim_counts", **fact, outcome=_OUTCOMES[letter], groups=groups, subset_of=subset)


def _slots(happening: Happening, published: date, random: Random) -> dict[str, str]:
    source = random.choice(SOURCES)
    days = (published - happening.day).days
    return {
        "country": COUNTRIES[happening.country][0],
        "town": happening.town,
        "village": happening.village,
        "day": f"on {happening.day:%A}" if days < 7 else f"on {happening.day.day} {happening.day:%B}",
        "party": happening.party,
        "facility": happening.facility[1],
        "weapon": happening.weapon[1],
        "source": source,
        "Source": source[0].upper() + source[1:],
        "girl": random.choice(GIRLS),
        "boy": random.choice(BOYS),
        "family": made_up_name(random),
        "job": random.choice(JOBS),
        "age": str(random.randrange(18, 80)),
    } | {slot: _in_words(getattr(happening, slot)) for slot in _NUMBERS}


def _in_words(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
