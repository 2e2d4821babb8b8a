"""Victims by name: `decide_victims` takes a document with its candidates and gives one casualty for each person who suffered harm.

A named person is a victim when a word of harm is near enough and the person does not speak. Age, gender and occupation come
from the words right around a mention; gender also from a pronoun that stands for the person.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.claim_questions import suffered, victim_event
from kg.extraction.descriptions import age_of, gender_of, occupation_of
from kg.extraction.event_questions import bucket
from kg.extraction.events import Happenings
from kg.extraction.harm_words import heads
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.tables import word_set
from kg.extraction.verbs import gravest_joined, gravity
from kg.model import Agent, Casualty, CasualtyCount, Victim

METHOD = "rules"

_FARTHEST = 7
_FARTHEST_RELATIVE = 12
_FARTHEST_PRONOUN = 40
_WINDOW = 8
_LONGEST_LIST = 6
_INTRODUCING = word_set("among identified named victim victims")
#: For a person whose age is told, which reports seldom do of anybody but victims.
_FARTHEST_AGED = 30
#: Single words in capitals that the model takes for people.
_NO_NAMES = word_set(
    "hospital clinic lorry driver glass raises update correction sheikh mosque church school january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec guard farmer teacher nurse girl boy man woman male female body"
)
#: Verbs whose object is told or attacked as a place is.
_NO_PERSONS_DONE = word_set("tell attack invade storm shell bomb raid enter leave overthrow oust reach cross flee")
_OF_SOMEBODY = word_set(
    "murder killing assassination death execution arrest detention abduction kidnapping disappearance body remains torture rape beating wounding "
    "son daughter wife husband brother sister mother father family widow shooting beheading corpse trace"
)
_PRONOUNS = frozenset({"he", "she", "him", "her"})
#: Before the name of a thing or a group, never right before a person's.
_ARTICLES = frozenset({"the", "a", "an", "its"})
_PLACE_PREPOSITIONS = word_set("in at near from to towards outside around across inside between")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One mention of a person with the word of harm that concerns it."""

    mention: NameMention
    outcome: str


def decide_victims(
    document: Document,
    candidates: Candidates,
    harms: Sequence[Happening],
    happenings: Happenings,
    attribution: Attribution,
    counts: Sequence[CasualtyCount] = (),
) -> Iterator[Casualty]:
    """The casualties of a document, in order of the first mention with a word of harm; of several outcomes the gravest.

    `counts` are those of the document, in order: who is named behind one often suffered in the same event.
    """
    persons = _persons(document, candidates)
    speakers = {saying.speaker.agent for saying in attribution.sayings}
    sightings: dict[Agent, list[_Sighting]] = {}
    for sighting in _sightings(document, candidates, harms, persons):
        mention = sighting.mention
        if mention.agent not in speakers or _tells_of_self(document, mention, harms) or _suffers(document, mention, harms):
            sightings.setdefault(sighting.mention.agent, []).append(sighting)
    last: str | None = None
    for agent, mentions in _asked(document, candidates, persons, sightings).items():
        seen = sightings.get(agent, [])
        rules = min((sighting.outcome for sighting in seen), key=gravity, default=None)
        if rules is not None and any(_dies_later(document, sighting.mention, harms) for sighting in seen):
            rules = "killed"
        first = next((one.mention for one in seen if one.outcome == rules), seen[0].mention if seen else mentions[0])
        facts = _facts(document, mentions, persons)
        outcome = suffered(document, first, rules, harms, ("speaker" if agent in speakers else "no speaker", *facts))
        if outcome is None:
            continue
        before = _event_before(document, first, counts) or last
        casualty = Casualty(
            evidence=(document.passage(document.span(first.start, first.end)),),
            method=METHOD,
            event=victim_event(document, first, outcome, happenings.nearest(first.start), happenings, before),
            according_to=attribution.source(first.start),
            victim=_victim(document, agent, mentions, persons),
            outcome=outcome,
            confidence=document.sure("victim", first.start),
        )
        last = casualty.event
        yield casualty


def _facts(document: Document, mentions: Sequence[NameMention], persons: Sequence[NameMention]) -> Iterator[str]:
    """What is seen in the mentions of one name by one who is asked whether its bearer is a victim."""
    yield "person" if mentions[0] in persons else "doubtful"
    yield f"named {bucket(len(mentions))}"
    yield "aged" if any(age_of(document, one, _next(document, one, persons)) is not None for one in mentions) else "no age"
    yield "introduced" if _is_introduced(document, mentions[0]) else "met"


def _event_before(document: Document, mention: NameMention, counts: Sequence[CasualtyCount]) -> str | None:
    """The event of the last count up to a name, None where there is none."""
    place = bisect_right(counts, document.offsets[mention.start], key=lambda count: count.evidence[0].start)
    return counts[place - 1].event if place else None


def _asked(
    document: Document, candidates: Candidates, persons: Sequence[NameMention], sightings: Mapping[Agent, Sequence[_Sighting]]
) -> dict[Agent, list[NameMention]]:
    """The agents that may be victims with their mentions: those seen with a word of harm; where somebody judges, all persons."""
    asked: dict[Agent, list[NameMention]] = {agent: [] for agent in sightings}
    if document.judge is not None:
        asked |= {
            name.agent: []
            for name in candidates.names
            if name.agent.kind == "Person"
            and name.agent not in asked
            and not (name.start and document.words[name.start - 1] in _ARTICLES)
        }
    for name in persons:
        if name.agent in asked:
            asked[name.agent].append(name)
    for name in candidates.names:
        if name.agent in asked and not asked[name.agent]:
            asked[name.agent] = [name]
    return asked


def _suffers(document: Document, mention: NameMention, harms: Sequence[Happening]) -> bool:
    """Whether a name is the subject of what was done to its bearer: "Amir Dostan was flogged when he pleaded for them"."""
    name = document.doc[mention.end - 1]
    place = bisect_left(harms, name.head.i, key=lambda one: one.head)
    return name.dep_ == "nsubjpass" and any(
        one.head == name.head.i and one.before for one in harms[max(0, place - 1) : place + 2]
    )


def _dies_later(document: Document, mention: NameMention, harms: Sequence[Happening]) -> bool:
    """Whether the sentence behind a name's goes on with the death: "Amir Dostan, 16, was hit by a shot. He died in hospital."."""
    following = document.sentence_numbers[mention.start] + 1
    if following >= len(document.sentences):
        return False
    sentence = document.sentences[following]
    if document.words[sentence.start] not in ("he", "she"):
        return False
    place = bisect_left(harms, sentence.start, key=lambda one: one.start)
    return any(
        one.code == "killed" and one.before and document.doc[sentence.start].head.i == one.head
        for one in harms[place : place + 2]
        if one.start < sentence.end
    )


def _tells_of_self(document: Document, mention: NameMention, harms: Sequence[Happening]) -> bool:
    """Whether words right behind a name say what its bearer suffered: "said Amir Dostan, a student who was hit in the thigh"."""
    doc = document.doc
    place = bisect_left(harms, mention.end, key=lambda one: one.start)
    harm = harms[place] if place < len(harms) else None
    if harm is None or harm.start > mention.end + _FARTHEST_RELATIVE:
        return False
    return "who" in document.words[mention.end : harm.start] and doc[mention.end].text == "," and harm.before is not False


def _done_to_pronoun(document: Document, mention: NameMention, limit: int, done: Mapping[int, Happening]) -> Happening | None:
    """The word of harm of a "he" or "she" that stands for a name, before the next person: "took Amir Dostan. He was beaten".

    `limit` is where the next person is named, `done` holds the words of harm by the token that they hang on.
    """
    sentences, number = document.sentences, document.sentence_numbers[mention.start]
    end = sentences[min(number + 1, len(sentences) - 1)].end
    for token in document.doc[mention.end : min(end, limit, mention.end + _FARTHEST_PRONOUN)]:
        if token.lower_ in _PRONOUNS:
            harm = done.get(token.head.i)
            if harm is not None and (token.dep_ in ("nsubjpass", "dobj") or (token.dep_ == "nsubj" and harm.before)):
                return harm
    return None


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
        and not (name.start and document.doc[name.start - 1].lower_ in _PLACE_PREPOSITIONS | _ARTICLES)
        and not _is_of_something(document, name)
    ]


def _is_of_something(document: Document, name: NameMention) -> bool:
    """Whether a name is no person's by its place in the sentence: part of another noun, attacked, told, or behind "of"."""
    doc = document.doc
    last = doc[name.end - 1]
    single = name.end - name.start == 1
    if last.lower_ in heads():
        return True  # "2 ANP KIA"
    if single and (last.lower_ in _NO_NAMES or last.text.isupper() or any(char.isdigit() for char in last.text)):
        return True
    governor = last.head
    if last.dep_ in ("compound", "nmod", "amod") and governor.i >= name.end and governor.pos_ == "NOUN":
        return True
    if last.dep_ in ("dobj", "dative") and governor.lemma_ in _NO_PERSONS_DONE:
        return True
    return last.dep_ == "pobj" and governor.lower_ == "of" and governor.head.lower_ not in _OF_SOMEBODY and single


def _sightings(
    document: Document, candidates: Candidates, harms: Sequence[Happening], persons: Sequence[NameMention]
) -> Iterator[_Sighting]:
    phrases = [Phrase(name.start, name.end, name.end - 1) for name in persons]
    people = [Phrase(number.start, max(number.end, number.head + 1), number.head) for number in candidates.numbers]
    surroundings = Surroundings(document, harms, [*phrases, *people, *_details(document, [*phrases, *people])])
    at: dict[int, str] = {}
    done = {harm.head: harm for harm in harms}
    for name, phrase in zip(persons, phrases, strict=True):
        best = surroundings.nearest(phrase)
        aged = age_of(document, name, _next(document, name, persons)) is not None
        introduced = _is_introduced(document, name)
        if best is not None and best[0] <= (_FARTHEST_AGED if aged or introduced else _FARTHEST):
            outcome = gravest_joined(document, best[1], harms)
        elif (stood := _done_to_pronoun(document, name, _next_start(name, persons), done)) is not None:
            outcome = stood.code
        elif (aged or introduced) and (other := surroundings.around(name.start)) is not None:
            outcome = other.code
        elif (joined := _joined_victim(document, name, at)) is not None:
            outcome = joined
        else:
            continue
        at.update(dict.fromkeys(range(name.start, name.end), outcome))
        yield _Sighting(name, outcome)


def _is_introduced(document: Document, name: NameMention) -> bool:
    """Whether words before a name say that it is of one of those told of before: "among them was", "identified as"."""
    start = document.sentences[document.sentence_numbers[name.start]].start
    return not _INTRODUCING.isdisjoint(document.words[max(start, name.start - _FARTHEST) : name.start])


def _joined_victim(document: Document, name: NameMention, at: Mapping[int, str]) -> str | None:
    """The outcome of an earlier victim that a name is joined to in a list: "Amir Dostan, Lena Marwat and Joseph Tobin"."""
    node = document.doc[name.end - 1]
    for _ in range(_LONGEST_LIST):
        if node.dep_ not in ("conj", "appos") or node.head.i >= node.i:
            return None
        node = node.head
        if node.i in at:
            return at[node.i]
    return None


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
    ages = [age for mention in mentions if (age := age_of(document, mention, _next(document, mention, persons))) is not None]
    genders = [gender for mention in mentions if (gender := gender_of(document, mention, persons)) is not None]
    trades = [trade for mention in mentions if (trade := occupation_of(document, mention)) is not None]
    return Victim(
        label=agent.label,
        also=agent.also,
        age=ages[0] if ages else None,
        gender=genders[0] if genders else None,
        occupation=trades[0] if trades else None,
    )


def _next_start(mention: NameMention, persons: Sequence[NameMention]) -> int:
    """The first token of the person after a mention who is another one, or a number behind all tokens."""
    place = bisect_right(persons, mention.start, key=lambda name: name.start)
    return next((name.start for name in persons[place : place + _WINDOW] if name.agent != mention.agent), sys.maxsize)


def _next(document: Document, mention: NameMention, persons: Sequence[NameMention]) -> int:
    """Where the text names the person after a mention, or ends."""
    place = bisect_right(persons, mention.start, key=lambda name: name.start)
    return document.doc[persons[place].start].idx if place < len(persons) else len(document.report.text)
