"""Victims by name: `decide_victims` takes a document with its candidates and gives one casualty for each person who suffered harm.

A named person is a victim when a word of harm is near enough and the person does not speak. Age, gender and occupation come
from the words right around a mention; gender also from a pronoun that stands for the person.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.claim_questions import suffered, victim_event
from kg.extraction.event_questions import bucket
from kg.extraction.events import Happenings
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.numerals import small_number
from kg.extraction.people import TRADE_ENDINGS, is_person, is_plural_person
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set
from kg.extraction.verbs import gravest_joined, gravity
from kg.model import Agent, Casualty, Victim

METHOD = "rules"

_FARTHEST = 7
_FARTHEST_RELATIVE = 12
_LONGEST_LIST = 6
_INTRODUCING = word_set("among identified named victim victims")
#: For a person whose age is told, which reports seldom do of anybody but victims.
_FARTHEST_AGED = 30
_OLDEST = 110
_MALE = word_set(
    "he him his himself mr father fr brother husband son man boy uncle grandfather nephew sheikh imam widower policeman businessman sons brothers men boys bridegroom schoolboy monk priest"
)
_FEMALE = word_set(
    "she her hers herself mrs ms miss sister wife daughter mother woman girl aunt grandmother niece widow bride policewoman sisters daughters women girls sister-in-law schoolgirl nun nuns waitress chairwoman lady"
)
_AGE_WORDS = frozenset({"aged", "year", "years", "old", "-"})
_POSSESSIVES = frozenset({"his", "her", "their", "him", "he", "she"})
_BESIDE = 10
#: How far behind a name a pronoun is taken to stand for the person.
_PRONOUN_REACH = 45
_KIN = word_set(
    "member cousin nephew widow colleague youth friend neighbour neighbor companion victim suspect passenger relative twin grandson granddaughter patient captive hostage survivor bystander partner brother-in-law father brother husband son man boy uncle sister wife daughter mother woman girl aunt child resident villager native person"
)
#: Words between a trade and a name, which are none.
_HONORIFICS = word_set("mr mrs ms miss dr don doña haji alhaji sir called named")
#: Ranks and titles of office that stand before a name in capitals.
_RANKS = word_set(
    "private corporal lance-corporal sergeant sgt lieutenant lt captain capt major maj colonel col general gen brigadier constable inspector "
    "sepoy havildar jawan commander superintendent naik subedar risaldar sub-inspector trooper rifleman gunner pastor "
    "bishop imam judge sheikh journalist mayor president vicar principal headmaster reporter teacher driver councillor patrolman"
)
_AGE = re.compile(
    r"\A\s*(?:,\s*|\(\s*|,\s*who (?:is|was)\s+|,\s*then\s+|(?:is|was)\s+(?=\d))?(?:aged\s+)?(\w+(?:-\w+)?)(?:\s*[,).;:](?!\d)|-year-old| years? old| and\b|\s*$)"
)
_AGE_INSIDE = re.compile(
    r"\b(\w+)-year-old|(?:aged|age)\s+(\w+)|\b(\w+) years(?: old|\)|,| of age)|^, an? (?:\w+ )?\w+ of (\d+)\b"
)
#: Single words in capitals that the model takes for people.
_NO_NAMES = word_set(
    "hospital clinic lorry driver glass raises update correction sheikh mosque church school january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec guard farmer teacher nurse girl boy man woman body"
)
#: Behind these a trade may begin with a capital.
_OPENINGS = frozenset({"[", "(", ":", ";", "•", "-", "–", "—", "|", "\n"})
#: Verbs whose object is told or attacked as a place is.
_NO_PERSONS_DONE = word_set("tell attack invade storm shell bomb raid enter leave overthrow oust reach cross flee")
_OF_SOMEBODY = word_set(
    "murder killing assassination death execution arrest detention abduction kidnapping disappearance body remains torture rape beating wounding "
    "son daughter wife husband brother sister mother father family widow shooting beheading corpse trace"
)
#: Before the name of a thing or a group, never right before a person's.
_ARTICLES = frozenset({"the", "a", "an", "its"})
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
        mention = sighting.mention
        if mention.agent not in speakers or _tells_of_self(document, mention, harms) or _suffers(document, mention, harms):
            sightings.setdefault(sighting.mention.agent, []).append(sighting)
    for agent, mentions in _asked(document, candidates, persons, sightings).items():
        seen = sightings.get(agent, [])
        rules = min((sighting.outcome for sighting in seen), key=gravity, default=None)
        if rules is not None and any(_dies_later(document, sighting.mention, harms) for sighting in seen):
            rules = "killed"
        first = next((one.mention for one in seen if one.outcome == rules), seen[0].mention if seen else mentions[0])
        facts = (
            "speaker" if agent in speakers else "no speaker",
            "person" if mentions[0] in persons else "doubtful",
            f"named {bucket(len(mentions))}",
        )
        outcome = suffered(document, first, rules, harms, facts)
        if outcome is None:
            continue
        yield Casualty(
            evidence=(document.passage(document.span(first.start, first.end)),),
            method=METHOD,
            event=victim_event(document, first, outcome, happenings.nearest(first.start), happenings),
            according_to=attribution.source(first.start),
            victim=_victim(document, agent, mentions, persons),
            outcome=outcome,
            confidence=document.sure("victim", first.start),
        )


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
    for name, phrase in zip(persons, phrases, strict=True):
        best = surroundings.nearest(phrase)
        aged = _age(document, name, _next(document, name, persons)) is not None
        if best is not None and best[0] <= (_FARTHEST_AGED if aged else _FARTHEST):
            outcome = gravest_joined(document, best[1], harms)
        elif (aged or _is_introduced(document, name)) and (other := surroundings.around(name.start)) is not None:
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
    ages = [age for mention in mentions if (age := _age(document, mention, _next(document, mention, persons))) is not None]
    genders = [gender for mention in mentions if (gender := _gender(document, mention, persons)) is not None]
    trades = [trade for mention in mentions if (trade := _occupation(document, mention)) is not None]
    return Victim(
        label=agent.label,
        also=agent.also,
        age=ages[0] if ages else None,
        gender=genders[0] if genders else None,
        occupation=trades[0] if trades else None,
    )


def _next(document: Document, mention: NameMention, persons: Sequence[NameMention]) -> int:
    """Where the text names the person after a mention, or ends."""
    place = bisect_right(persons, mention.start, key=lambda name: name.start)
    return document.doc[persons[place].start].idx if place < len(persons) else len(document.report.text)


def _age(document: Document, mention: NameMention, following: int) -> int | None:
    """The age that stands behind a name: ", 34,", "(34)", ", aged 34", ", a 34-year-old nurse"; or before it.

    `following` is where the text names the next person.
    """
    doc, text = document.doc, document.report.text
    behind = text[doc[mention.end - 1].idx + len(doc[mention.end - 1].text) :][:60]
    if (found := _AGE.match(behind)) and (age := small_number(found[1])) is not None and age <= _OLDEST:
        return age
    end = doc[mention.end - 1].idx + len(doc[mention.end - 1].text)
    near = text[end : min(end + 60, following)].split(".")[0].split(";")[0]
    before = text[max(0, doc[mention.start].idx - 50) : doc[mention.start].idx]
    for words in (near, before):
        if (found := _AGE_INSIDE.search(words)) and (age := small_number(next(filter(None, found.groups())))) is not None:
            return age
    return None


def _gender(document: Document, mention: NameMention, others: Sequence[NameMention]) -> str | None:
    """The gender that a word beside a name says, else the first pronoun behind it that no other person stands before."""
    doc = document.doc
    sentence = document.sentences[document.sentence_numbers[mention.start]]
    limit = min([sentence.end, mention.end + _BESIDE, *(other.start for other in others if other.start >= mention.end)])
    beside = [
        doc[position].lower_.rstrip(".") for position in reversed(range(max(sentence.start, mention.start - 3), mention.start))
    ]
    beside = [word for word in beside if word not in _POSSESSIVES]
    beside += [doc[position].lower_ for position in range(mention.end, limit)]
    listed = [doc[_list_start(document, mention.start - 1)].lower_] if mention.start else []  # "two brothers, Ali and Omar"
    if (gender := _first_gender([*beside, *listed])) is not None:
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
        and (doc[position].pos_ in ("NOUN", "ADJ", "DET") or doc[position].lower_ == "who" or is_person(doc[position]))
    ):
        end = position + 1
        while (
            end < len(doc)
            and end < position + 10
            and (doc[end].pos_ in ("NOUN", "ADJ", "NUM") or doc[end].lower_ in _AGE_WORDS or doc[end].tag_ in ("VBN", "HYPH"))
        ):
            end += 1
        while end > position + 1 and (doc[end - 1].like_num or doc[end - 1].lower_ in _AGE_WORDS):
            end -= 1
        if (trade := _trade(document, end - 1)) is not None:
            return trade
    if (trade := _told_trade(document, position)) is not None:
        return trade
    before = mention.start - 1
    while before > 0 and doc[before].lower_.rstrip(".") in _HONORIFICS:
        before -= 1
    if before < 0:
        return None
    return _trade(document, before) or _joint_trade(document, before) or _trade_before(document, mention)


def _trade_before(document: Document, mention: NameMention) -> str | None:
    """The trade of a noun that a name stands in apposition to: "the president of the committee, Jean Lobo", "a cook named Deng"."""
    name = document.doc[mention.end - 1]
    if name.dep_ == "oprd" and name.head.lower_ in ("named", "called"):
        name = name.head
    noun = name.head
    return _trade(document, noun.i) if name.dep_ in ("appos", "acl") and noun.i < mention.start else None


def _told_trade(document: Document, position: int) -> str | None:
    """The trade in a clause on a person: "who was our headmaster", "who worked as a cook"."""
    doc = document.doc
    if tuple(document.words[position : position + 2]) not in {("who", "was"), ("who", "is"), ("who", "worked")}:
        return None
    noun = next((token for token in doc[position + 2 : position + 9] if token.dep_ in {"attr", "pobj"}), None)
    return _trade(document, noun.i) if noun is not None else None


def _joint_trade(document: Document, position: int) -> str | None:
    """The trade of several people who are listed behind it: "the reporters Lena Marwat, 30, and Amir Dostan"."""
    position = _list_start(document, position)
    return _trade(document, position) if document.doc[position].tag_ == "NNS" else None


def _list_start(document: Document, position: int) -> int:
    """The token before a list of names and ages that ends at a token."""
    doc = document.doc
    start = document.sentences[document.sentence_numbers[position]].start
    while position > start and (doc[position].pos_ in ("PROPN", "NUM", "CCONJ") or doc[position].text in (",", "(", ")")):
        position -= 1
    return position


def _trade(document: Document, last: int) -> str | None:
    """The noun that ends at a token with the nouns before it ("taxi driver"), unless it is kinship or no person's."""
    doc = document.doc
    if doc[last].text == "," and last:
        last -= 1
    noun = doc[last]
    if noun.lower_.rstrip(".") in _RANKS and noun.text[:1].isupper():
        return noun.text
    trades = is_plural_person(noun) or noun.lemma_.endswith(TRADE_ENDINGS)
    if noun.tag_ == "NNS" and trades and noun.lower_ == noun.text and noun.lemma_ not in _KIN:
        return noun.lemma_
    opens = noun.text.istitle() and (bool(noun.is_sent_start) or doc[last - 1].text in _OPENINGS)  # "Driver Ali Hassan died"
    if (
        noun.lower_ in _KIN
        or noun.tag_ in ("NNS", "NNPS")
        or (noun.lower_ != noun.text and not opens)
        or noun.ent_type_ in ("DATE", "TIME")
        or noun.pos_ not in ("NOUN", "PROPN", "ADJ")
        or not (is_person(noun) or noun.lower_ in ROLE_WORDS or noun.lower_.endswith(TRADE_ENDINGS))
    ):
        return None
    start = last
    while start and doc[start - 1].tag_ in ("NN", "HYPH") and doc[start - 1].lower_ not in ("year", "old"):
        start -= 1
    return doc[start : last + 1].text.lstrip("- ")
