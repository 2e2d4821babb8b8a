"""Victims by name: `decide_victims` takes a document with its candidates and gives one casualty for each person who suffered harm.

A named person is a victim when a word of harm is near enough and the person does not speak. Age, gender and occupation come
from the words right around a mention; gender also from a pronoun that stands for the person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.events import Happenings
from kg.extraction.nearness import Phrase, Surroundings
from kg.extraction.people import is_person
from kg.extraction.quantities import small_number
from kg.extraction.verbs import find_harms
from kg.model import Agent, Casualty, Victim

METHOD = "rules"

_FARTHEST = 7
_GRAVEST = ("killed", "missing", "sexually-abused", "tortured", "injured", "abducted", "detained", "displaced")
_MALE = frozenset("he him his himself mr father fr brother husband son man boy uncle grandfather nephew sheikh imam widower policeman businessman".split())
_FEMALE = frozenset("she her hers herself mrs ms miss sister wife daughter mother woman girl aunt grandmother niece widow bride policewoman".split())
_KIN = frozenset("father brother husband son man boy uncle sister wife daughter mother woman girl aunt child resident villager native person".split())
_AGE = re.compile(r"\s*(?:,\s*|\(\s*|,\s*who (?:is|was)\s+)?(?:aged\s+)?(\w+(?:-\w+)?)(?:\s*[,).;:]|-year-old| years? old| and\b|\s*$)")
_LINK = frozenset({",", "(", "a", "an", "the", "who", "was", "is", "-", "–", "—", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One mention of a person with the word of harm that concerns it."""

    mention: NameMention
    outcome: str


def decide_victims(document: Document, candidates: Candidates, happenings: Happenings, attribution: Attribution) -> Iterator[Casualty]:
    """The casualties of a document, in order of the first mention with a word of harm; of several outcomes the gravest."""
    persons = [name for name in candidates.names if name.agent.kind == "Person"]
    speakers = {saying.speaker.agent for saying in attribution.sayings}
    sightings: dict[Agent, list[_Sighting]] = {}
    for sighting in _sightings(document, candidates, persons):
        if sighting.mention.agent not in speakers:
            sightings.setdefault(sighting.mention.agent, []).append(sighting)
    for agent, seen in sightings.items():
        outcome = min((sighting.outcome for sighting in seen), key=_gravity)
        first = next(sighting.mention for sighting in seen if sighting.outcome == outcome)
        mentions = [name for name in persons if name.agent is agent]
        yield Casualty(
            evidence=(document.passage(document.span(first.start, first.end)),),
            method=METHOD,
            event=happenings.nearest(first.start),
            according_to=attribution.source(first.start),
            victim=_victim(document, agent, mentions),
            outcome=outcome,
        )


def _gravity(outcome: str) -> int:
    return _GRAVEST.index(outcome) if outcome in _GRAVEST else len(_GRAVEST)


def _sightings(document: Document, candidates: Candidates, persons: Sequence[NameMention]) -> Iterator[_Sighting]:
    phrases = [Phrase(name.start, name.end, name.end - 1) for name in persons]
    people = [Phrase(number.start, max(number.end, number.head + 1), number.head) for number in candidates.numbers]
    surroundings = Surroundings(document, find_harms(document), [*phrases, *people, *_details(document, [*phrases, *people])])
    for name, phrase in zip(persons, phrases, strict=True):
        best = surroundings.nearest(phrase)
        if best is not None and best[0] <= _FARTHEST:
            yield _Sighting(name, best[1].code)


def _details(document: Document, near: Sequence[Phrase]) -> Iterator[Phrase]:
    """What stands in apposition to names, between commas or in brackets: ages, trades."""
    doc = document.doc
    for phrase in near:
        if phrase.end >= len(doc) or doc[phrase.end].text not in (",", "("):
            continue
        for position in range(phrase.end + 1, min(len(doc), phrase.end + 14)):
            if doc[position].text in (",", ")", ";", ".") or doc[position].pos_ in ("VERB", "AUX"):
                if doc[position].text in (",", ")"):
                    yield Phrase(phrase.end, position + 1, position)
                break


def _victim(document: Document, agent: Agent, mentions: Sequence[NameMention]) -> Victim:
    ages = [age for mention in mentions if (age := _age(document, mention)) is not None]
    genders = [gender for mention in mentions if (gender := _gender(document, mention)) is not None]
    trades = [trade for mention in mentions if (trade := _occupation(document, mention)) is not None]
    return Victim(
        label=agent.label,
        also=agent.also,
        age=ages[0] if ages else None,
        gender=genders[0] if genders else None,
        occupation=trades[0] if trades else None,
    )


def _age(document: Document, mention: NameMention) -> int | None:
    """The age that stands behind a name: ", 34,", "(34)", ", aged 34", ", a 34-year-old nurse"; or before it."""
    doc, text = document.doc, document.report.text
    behind = text[doc[mention.end - 1].idx + len(doc[mention.end - 1].text) :][:60]
    if (found := _AGE.match(behind)) and (age := small_number(found[1])) is not None and age < 110:
        return age
    near = behind.split(".")[0].split(";")[0]
    before = text[max(0, doc[mention.start].idx - 50) : doc[mention.start].idx]
    for words in (near, before):
        if (found := re.search(r"(\w+)-year-old|(?:aged|age)\s+(\w+)|(\w+) years old", words)) and (age := small_number(next(filter(None, found.groups())))) is not None:
            return age
    return None


def _gender(document: Document, mention: NameMention) -> str | None:
    doc = document.doc
    sentence = doc[mention.start].sent
    around = [doc[position].lower_.rstrip(".") for position in range(max(sentence.start, mention.start - 3), mention.start)]
    around += [doc[position].lower_ for position in range(mention.end, min(sentence.end, mention.end + 6))]
    following = doc[sentence.end].lower_ if sentence.end < len(doc) else ""
    rest = [token.lower_ for token in doc[mention.end : sentence.end] if token.pos_ == "PRON"]
    for words in (around, [*rest[:1], following]):
        for word in words:
            if word in _MALE:
                return "male"
            if word in _FEMALE:
                return "female"
    return None


def _occupation(document: Document, mention: NameMention) -> str | None:
    """The trade that stands beside a name: "Ali Hassan, a nurse" or "the nurse Ali Hassan"."""
    doc = document.doc
    position = mention.end
    while position < len(doc) and position < mention.end + 9 and doc[position].pos_ not in ("VERB", "AUX"):
        if _is_trade(doc[position]):
            return _trade(doc[position])
        position += 1
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.text == "," and mention.start > 1:
        before = doc[mention.start - 2]
    return _trade(before) if before is not None and _is_trade(before) else None


def _is_trade(token: Token) -> bool:
    return is_person(token) and token.lower_ not in _KIN


def _trade(token: Token) -> str:
    """A noun with the nouns before it: "taxi driver"."""
    start = token.i
    while start and token.doc[start - 1].pos_ == "NOUN" and token.doc[start - 1].head.i in range(start, token.i + 1):
        start -= 1
    return token.doc[start : token.i + 1].text


