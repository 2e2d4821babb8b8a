"""Makes folders of synthetic reports, the same from the same seed: `python benchmarks/synthetic.py FOLDER NUMBER`.

Each report has about as many words, sentences, events and figures as a real one (230 words, four events, a dozen figures),
put together from frames of sentences with changing places, names, dates, numbers and sources. They serve for measuring time
and memory; that they are easy to read says nothing about how well real reports are read.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

_COUNTRIES = {
    "Syria": ("Idlib", "Aleppo", "Daraa", "Homs"),
    "Sudan": ("El Fasher", "Nyala", "Omdurman", "Kutum"),
    "Ukraine": ("Kharkiv", "Izium", "Mykolaiv", "Nikopol"),
    "Yemen": ("Hodeidah", "Taiz", "Marib", "Saada"),
    "Nigeria": ("Kaduna", "Maiduguri", "Jos", "Katsina"),
    "Colombia": ("Tumaco", "Ituango", "Buenaventura", "Arauca"),
}
_SYLLABLES = ("ba", "do", "ka", "li", "mar", "ne", "ou", "qa", "ri", "sen", "ta", "ul", "va", "yem", "zo", "dar")
_PARTIES = ("government forces", "rebel fighters", "the army", "suspected jihadists", "militiamen", "paramilitary police")
_SOURCES = (
    "the health ministry",
    "the regional governor",
    "a medical charity",
    "local activists",
    "the civil defence",
    "the United Nations",
)
_GROUPS = ("civilians", "people", "villagers", "worshippers", "students", "displaced people")
_FACILITIES = ("a hospital", "a primary school", "a market", "a mosque", "a clinic", "two houses", "a bakery", "an ambulance")
_WEAPONS = ("barrel bombs", "cluster munitions", "mortar shells", "rockets", "an explosive drone", "artillery shells")
_NAMES = ("Amina", "Yusuf", "Maria", "Olena", "Ibrahim", "Carlos", "Fatima", "Samuel", "Nadia", "Tomas")
_JOBS = ("nurse", "teacher", "farmer", "shopkeeper", "journalist", "driver")
_COUNTS = ("{n}", "at least {n}", "more than {n}", "about {n}", "up to {n}", "between {n} and {m}")
_DAYS = ("on Monday", "on Tuesday", "on Thursday", "on Friday", "on Sunday", "overnight", "early on Saturday")

_ATTACKS = (
    "Air strikes by {party} on the town of {town} killed {count} {group} {day}, including {few} children, {source} said.",
    "{count} {group} were killed {day} when {weapon} hit {facility} in {town}, according to {source}.",
    "In {town}, {party} shelled {facility} {day}, killing {count} {group} and injuring {count2} others, {source} reported.",
    "Gunmen attacked the village of {village} {day} and shot dead {count} {group}, {source} said.",
    "An explosion at {facility} in {town} {day} killed {count} people and wounded {count2}, {source} told reporters.",
)
_VIOLATIONS = (
    "Soldiers arrested {few} men in {village} {day} and beat them with rifle butts, {source} said.",
    "Armed men abducted {few} {group} on the road to {village} {day}.",
    "{party} clashed with a rival faction near {village} {day}, and {count} fighters were killed.",
    "{party} burned dozens of houses in {village} {day} and looted shops, residents said.",
)
_FIGURES = (
    "The attacks have forced {thousands} people to flee their homes in the past {few} weeks, {source} said.",
    "Since January, {hundreds} civilians have been killed in {region}, among them {few} medical workers, {source} said.",
    "{source} put the toll at {few}0, and said that {few} people were still missing.",
    "The attack damaged {facility} and put a water station out of service.",
)
_SAYINGS = (
    "“We heard the first blast and ran into the cellar,” said {name} {family}, {age}, a {job} from {village}.",
    "{source} condemned the attack and called for an independent investigation.",
    "A spokesman for {party} denied the accusation and said that no civilian had been harmed.",
    "“This is a war crime,” said {name} {family}, director of the {town} Documentation Centre.",
    "{source} accused {party} of deliberately targeting residential areas.",
    "{name} {family}, a {age}-year-old {job}, was among the dead, her sister told {source}.",
    "{source} warned that hundreds of thousands of people in {region} could be cut off from aid if the roads stay closed.",
)
_FILLER = (
    "Roads into the town remained closed until the evening, and telephone lines worked only for a few hours.",
    "Shops stayed shut and families queued for bread and fuel while helicopters circled over the hills.",
    "It was not possible to verify the accounts independently because reporters have no access to the area.",
    "Volunteers worked through the night with shovels and bare hands, by the light of their telephones.",
)

#: How many sentences of each kind a report has.
_PLAN = ((_ATTACKS, 3), (_FIGURES, 2), (_SAYINGS, 2), (_VIOLATIONS, 1), (_FILLER, 1), (_SAYINGS, 1), (_FIGURES, 1), (_FILLER, 1))


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A report made up by the generator."""

    name: str
    text: str
    published: date
    publisher: str


def reports(number: int, seed: int = 1) -> Iterator[Synthetic]:
    """As many reports as asked for; the first ones are the same however many there are."""
    for index in range(number):
        random = Random(f"{seed}/{index}")  # noqa: S311 - no secret
        country = random.choice(list(_COUNTRIES))
        day = date(2023, 1, 1) + timedelta(days=random.randrange(700))
        publisher = f"{_name(random)} {random.choice(('News', 'Monitor', 'Watch', 'Agency'))}"
        body = [_sentence(random, random.choice(frames), country) for frames, count in _PLAN for _ in range(count)]
        paragraphs = [" ".join(body[start : start + 2]) for start in range(0, len(body), 2)]
        head = (
            f"Attacks kill dozens in {country}\n\n{random.choice(_COUNTRIES[country]).upper()}, {day:%B} {day.day} ({publisher})"
        )
        yield Synthetic(f"synthetic-{index:06}", "\n\n".join([head, *paragraphs]) + "\n", day, publisher)


def write(folder: Path, number: int, seed: int = 1) -> None:
    """Write reports and their `metadata.csv` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "published", "publisher"])
        for report in reports(number, seed):
            (folder / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
            rows.writerow([f"{report.name}.txt", report.published.isoformat(), report.publisher])


def _sentence(random: Random, frame: str, country: str) -> str:
    number = random.randrange(3, 60)
    values = {
        "party": random.choice(_PARTIES),
        "source": random.choice(_SOURCES),
        "group": random.choice(_GROUPS),
        "facility": random.choice(_FACILITIES),
        "weapon": random.choice(_WEAPONS),
        "day": random.choice(_DAYS),
        "name": random.choice(_NAMES),
        "job": random.choice(_JOBS),
        "family": _name(random),
        "village": _name(random),
        "town": random.choice(_COUNTRIES[country]),
        "region": f"the {random.choice(('north', 'east', 'south', 'west'))} of {country}",
        "age": random.randrange(18, 80),
        "few": random.randrange(2, 10),
        "hundreds": f"{random.randrange(100, 999)}",
        "thousands": f"{random.randrange(2, 90)},{random.randrange(100, 999)}",
        "count": random.choice(_COUNTS).format(n=number, m=number + 9),
        "count2": str(random.randrange(3, 90)),
    }
    sentence = frame.format_map(values)
    return sentence[0].upper() + sentence[1:]


def _name(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randrange(2, 4))).capitalize()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
