"""Victims by name: `decide_victims` takes a document with its candidates and gives one casualty for each person who suffered harm.

A named person is a victim when a word of harm is near enough and the person does not speak. Age, gender and occupation come
from the words right around a mention; gender also from a pronoun that stands for the person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.events import Happenings
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.numerals import small_number
from kg.extraction.people import TRADE_ENDINGS, is_person
from kg.extraction.tables import word_set
from kg.model import Agent, Casualty, Victim

METHOD = "rules"

_FARTHEST = 7
#: For a person whose age is told, which reports seldom do of anybody but victims.
_FARTHEST_AGED = 30
_OLDEST = 110
_GRAVEST = ("killed", "missing", "sexually-abused", "tortured", "injured", "abducted", "detained", "displaced")
_MALE = word_set(
    "he him his himself mr father fr brother husband son man boy uncle grandfather nephew sheikh imam widower policeman businessman"
)
_FEMALE = word_set(
    "she her hers herself mrs ms miss sister wife daughter mother woman girl aunt grandmother niece widow bride policewoman"
)
_AGE_WORDS = frozenset({"aged", "year", "years", "old", "-"})
#: How far behind a name a pronoun is taken to stand for the person.
_PRONOUN_REACH = 45
_KIN = word_set(
    "member cousin nephew widow colleague youth friend neighbour neighbor companion victim suspect passenger relative twin grandson granddaughter brother-in-law father brother husband son man boy uncle sister wife daughter mother woman girl aunt child resident villager native person"
)
_AGE = re.compile(
    r"\s*(?:,\s*|\(\s*|,\s*who (?:is|was)\s+)?(?:aged\s+)?(\w+(?:-\w+)?)(?:\s*[,).;:]|-year-old| years? old| and\b|\s*$)"
)
_PLACE_PREPOSITIONS = word_set("in at near from to towards outside around across inside between")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One mention of a person with the word of harm that concerns it."""

    mention: NameMention
    outcome: str


def decide_victims(
    document: Document, candidates: Candidates, harms: Sequence[Happening], happenings: Happenings, attribution: Attribution
) -> Iterator[Casualty]:
    """The casualties of a document, in order of the first mention with a word of harm; of several outcomes the gravest."""
    persons = _persons(document, candidates)
    speakers = {saying.speaker.agent for saying in attribution.sayings}
    sightings: dict[Agent, list[_Sighting]] = {}
    for sighting in _sightings(document, candidates, harms, persons):
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
            victim=_victim(document, agent, mentions, persons),
            outcome=outcome,
        )


def _persons(document: Document, candidates: Candidates) -> list[NameMention]:
    """The mentions of persons, without names that are places, or stand behind a preposition of place."""
    places = {position for place in candidates.places for position in range(place.start, place.end)}
    labels = {place.place.label for place in candidates.places}
    return [
        name
        for name in candidates.names
        if name.agent.kind == "Person"
        and name.agent.label not in labels
        and places.isdisjoint(range(name.start, name.end))
        and not (name.start and document.doc[name.start - 1].lower_ in _PLACE_PREPOSITIONS)
    ]


def _gravity(outcome: str) -> int:
    return _GRAVEST.index(outcome) if outcome in _GRAVEST else len(_GRAVEST)


def _sightings(
    document: Document, candidates: Candidates, harms: Sequence[Happening], persons: Sequence[NameMention]
) -> Iterator[_Sighting]:
    phrases = [Phrase(name.start, name.end, name.end - 1) for name in persons]
    people = [Phrase(number.start, max(number.end, number.head + 1), number.head) for number in candidates.numbers]
    surroundings = Surroundings(document, harms, [*phrases, *people, *_details(document, [*phrases, *people])])
    for name, phrase in zip(persons, phrases, strict=True):
        best = surroundings.nearest(phrase)
        aged = _age(document, name) is not None
        if best is not None and best[0] <= (_FARTHEST_AGED if aged else _FARTHEST):
            yield _Sighting(name, best[1].code)
        elif aged and (other := surroundings.around(name.start)) is not None:
            yield _Sighting(name, other.code)


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


def _victim(document: Document, agent: Agent, mentions: Sequence[NameMention], persons: Sequence[NameMention]) -> Victim:
    ages = [age for mention in mentions if (age := _age(document, mention)) is not None]
    genders = [gender for mention in mentions if (gender := _gender(document, mention, persons)) is not None]
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
    if (found := _AGE.match(behind)) and (age := small_number(found[1])) is not None and age <= _OLDEST:
        return age
    near = behind.split(".")[0].split(";")[0]
    before = text[max(0, doc[mention.start].idx - 50) : doc[mention.start].idx]
    for words in (near, before):
        if (found := re.search(r"(\w+)-year-old|(?:aged|age)\s+(\w+)|(\w+) years old", words)) and (
            age := small_number(next(filter(None, found.groups())))
        ) is not None:
            return age
    return None


def _gender(document: Document, mention: NameMention, others: Sequence[NameMention]) -> str | None:
    """The gender that a word beside a name says, else the first pronoun behind it that no other person stands before."""
    doc = document.doc
    sentence = document.sentences[document.sentence_numbers[mention.start]]
    beside = [doc[position].lower_.rstrip(".") for position in range(max(sentence.start, mention.start - 3), mention.start)]
    beside += [doc[position].lower_ for position in range(mention.end, min(sentence.end, mention.end + 6))]
    if (gender := _first_gender(beside)) is not None:
        return gender
    following = document.sentence_numbers[mention.start] + 1
    limit = document.sentences[following].end if following < len(document.sentences) else sentence.end
    limit = min([limit, mention.end + _PRONOUN_REACH, *(other.start for other in others if other.start >= mention.end)])
    return _first_gender([token.lower_ for token in doc[mention.end : limit] if token.pos_ == "PRON"])


def _first_gender(words: Sequence[str]) -> str | None:
    for word in words:
        if word in _MALE:
            return "male"
        if word in _FEMALE:
            return "female"
    return None


def _occupation(document: Document, mention: NameMention) -> str | None:
    """The trade that stands beside a name: "Ali Hassan, 34, a nurse" or "the nurse Ali Hassan"."""
    doc = document.doc
    position = mention.end
    while (
        position < len(doc)
        and position < mention.end + 10
        and (doc[position].text in (",", "(", ")") or doc[position].like_num or doc[position].lower_ in _AGE_WORDS)
    ):
        position += 1
    if (
        position > mention.end
        and position < len(doc)
        and (doc[position].lower_ in ("a", "an", "the", "who") or is_person(doc[position]))
    ):
        end = position + 1
        while (
            end < len(doc)
            and end < position + 7
            and (doc[end].pos_ in ("NOUN", "ADJ", "NUM") or doc[end].lower_ in _AGE_WORDS or doc[end].tag_ in ("VBN", "HYPH"))
        ):
            end += 1
        if (trade := _trade(document, end - 1)) is not None:
            return trade
    return _trade(document, mention.start - 1) if mention.start else None


def _trade(document: Document, last: int) -> str | None:
    """The noun that ends at a token with the nouns before it ("taxi driver"), unless it is kinship or no person's."""
    doc = document.doc
    if doc[last].text == "," and last:
        last -= 1
    noun = doc[last]
    if (
        noun.lower_ in _KIN
        or noun.tag_ in ("NNS", "NNPS")
        or noun.lower_ != noun.text
        or noun.ent_type_ in ("DATE", "TIME")
        or not (is_person(noun) or noun.lower_.endswith(TRADE_ENDINGS))
    ):
        return None
    start = last
    while start and doc[start - 1].tag_ in ("NN", "HYPH") and doc[start - 1].lower_ not in ("year", "old"):
        start -= 1
    return doc[start : last + 1].text.lstrip("- ")
