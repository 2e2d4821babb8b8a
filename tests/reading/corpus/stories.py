"""Invented reports whose text is known to the word: a number goes in, the same story comes out each time."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

_TOWNS = [
    "Marwat",
    "Zornik",
    "Belharra",
    "Qasr-Ulen",
    "Tamsin",
    "Orduvar",
    "Kelibre",
    "Nashpur",
    "Vostrava",
    "Iremba",
    "Sulqan",
    "Dreva",
]
_REGIONS = ["Upper Elbonia", "the Sarim valley", "Kantara province", "the northern marches", "Lower Vesh", "the Ulen plateau"]
_WHO = ["the army", "Sarim Front fighters", "unknown gunmen", "government aircraft", "the Vesh militia", "border guards"]
_HIT = [
    "a primary school",
    "the central market",
    "a maternity clinic",
    "a row of houses",
    "a bread queue",
    "a bus carrying mourners",
]
_SAID = [
    "the Elbonian Red Cross",
    "the district governor",
    "a hospital director",
    "residents",
    "the Kantara Monitor",
    "a police spokesman",
]
_PUBLISHERS = ["Elbonia Press", "Kantara Monitor", "Sarim Courier", "Vesh Daily", "Office for Relief in Elbonia"]
_GROUPS = ["children", "women", "teachers", "farmers", "medics", "displaced people"]
_DETAILS = (
    "Rescue workers dug through the rubble with their hands until after midnight.",
    "Electricity had been cut since the morning, and the wounded were carried to {other} on carts.",
    "“There was no warning at all,” said a shopkeeper who lost two cousins. “We heard it, and then the roof was gone.”",
    "It was the third such attack in {region} in a month, according to {said}.",
    "A spokesman for {who} denied any involvement and called the reports “well-rehearsed fabrications”.",
    "The road to {other} has been closed ever since, which leaves some 4,500 people without a doctor.",
    "By Thursday the toll had risen to {more}, {said} said; {few} people were still missing.",
    "Aid agencies suspended their work in {town} and asked all parties for safe passage.",
    "Photographs seen by this newsroom show craters in the yard and a burnt-out ambulance at the gate.",
    "The UN called for an independent, prompt and thorough inquiry into what it described as a grave incident.",
    "Families buried their dead before dawn, for fear of a second strike on the cemetery.",
    "Nobody has claimed responsibility, though a self-styled commander praised the attack on a local radio station.",
    "In {other}, some 20 kilometres away, schools stayed closed and shops opened for two hours only.",
    "Doctors at the re-opened field hospital said they had treated {injured} people, {few} of them for burns.",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """A report as its author wrote it: `blocks` are its paragraphs, or lists and tables as tuples."""

    number: int
    headline: str
    publisher: str
    published: date
    blocks: tuple[str | tuple[str, ...] | tuple[tuple[str, ...], ...], ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs alone."""
        return tuple(block for block in self.blocks if isinstance(block, str))

    @property
    def text(self) -> str:
        """All its words in order, the headline first."""
        return "\n".join([self.headline, *(_flat(block) for block in self.blocks)])

    @property
    def url(self) -> str:
        """Its address on the web."""
        return f"https://{self.publisher.split()[0].lower()}.example/news/{self.number}"


def _flat(block: str | tuple[object, ...]) -> str:
    return block if isinstance(block, str) else "\n".join(_flat(part) for part in block)  # type: ignore[arg-type]


def story(number: int, paragraphs: int = 8) -> Story:
    """The story of a number, with a list in every second and a table in every third."""
    chance = random.Random(number)
    town, other = chance.sample(_TOWNS, 2)
    killed = chance.randint(3, 60)
    values = {
        "town": town, "other": other, "region": chance.choice(_REGIONS), "who": chance.choice(_WHO), "hit": chance.choice(_HIT),
        "said": chance.choice(_SAID), "group": chance.choice(_GROUPS), "killed": killed, "more": killed + chance.randint(1, 9),
        "few": chance.randint(2, 9), "injured": killed + chance.randint(1, 40), "day": chance.choice(["Monday", "Tuesday", "Friday"]),
    }  # fmt: skip
    lead = (
        "{town}, {region} — At least {killed} people, including {few} {group}, were killed on {day} when {who} hit {hit} in {town}, {said} said.",
        "The attack began shortly after 9 a.m. and lasted for about {few} minutes, residents told this newsroom by telephone.",
    )
    blocks: list[str | tuple[str, ...] | tuple[tuple[str, ...], ...]] = [sentence.format(**values) for sentence in lead]
    details = [detail.format(**values) for detail in chance.sample(_DETAILS, paragraphs)]
    blocks += [" ".join(details[start : start + 2]) for start in range(0, len(details), 2)]
    if number % 2:
        items = (
            f"{killed} killed, {values['few']} of them {values['group']}",
            f"{values['injured']} injured",
            "two ambulances destroyed",
        )
        blocks[3:3] = ["What is known so far:", items]
    if number % 3 == 0:
        rows = (("Town", "Killed", "Injured"), (town, str(killed), str(values["injured"])), (other, "0", str(values["few"])))
        blocks.insert(len(blocks) - 1, rows)
    headline = "At least {killed} killed as {who} hit {hit} in {town}".format(**values)
    published = date(2023, 1, 1) + timedelta(chance.randint(0, 600))
    return Story(number, headline, chance.choice(_PUBLISHERS), published, tuple(blocks))


def words_f1(found: str, known: str) -> float:
    """The harmonic mean of precision and recall of a text's words against the known ones, each counted as often as it stands."""
    ours, theirs = _counted(found), _counted(known)
    common = sum(min(number, theirs.get(word, 0)) for word, number in ours.items())
    return 2 * common / max(sum(ours.values()) + sum(theirs.values()), 1)


def _counted(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.replace("|", " ").split():
        if word != "-":
            counts[word] = counts.get(word, 0) + 1
    return counts
