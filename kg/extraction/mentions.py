"""What one place of the text tells of an event: a trigger in its sentence goes in, a mention or nothing comes out.

Nothing comes of what is feared, planned or general, of weak words without an object that can be attacked, and of plural nouns
that stand for a kind of event.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, CodeMention, Document
from kg.extraction.circumstances import Circumstances
from kg.extraction.event_questions import happens
from kg.extraction.facilities import find_facilities
from kg.extraction.merging import Mention
from kg.extraction.negation import is_negated, is_reference, is_unreal
from kg.extraction.perpetrators import Blamer
from kg.extraction.tables import word_set
from kg.extraction.triggers import AIRCRAFT, Trigger
from kg.model import Agent

_ANOTHER = word_set("second third fourth another separate")
_DEFINITE = word_set("the this that these those such both his her its their")
_AUTHORITIES = word_set(
    "police soldiers soldier army military troops security gendarmes gendarmerie officers agents intelligence marines ministry guard guards government authorities forces policemen patrol navy regime officials gendarme policeman jailers warders"
)
_PROTEST = word_set(
    "protesters protestors demonstrators marchers protest demonstration demonstrations protests rally march sit-in strikers marching barricades stone-throwing stone-throwers"
)
_GUNS = word_set("artillery mortar mortars howitzer howitzers tank tanks mlrs launcher launchers grad grads")
_PEOPLE = frozenset({"him", "her", "them", "people", "residents", "villagers", "he", "she", "they"})
_BURN = frozenset({"burn", "burnt", "burned"})
_BODIES = frozenset({"body", "corpse", "remain", "remains"})
_T = TypeVar("_T")
#: How many tokens before and after a trigger can change its type.
_NEAR = 8


class MentionReader:
    """Reads the triggers of one document, each in its sentence."""

    def __init__(
        self,
        document: Document,
        candidates: Candidates,
        triggers: Sequence[Trigger],
        circumstances: Circumstances,
        blamer: Blamer,
    ) -> None:
        self.document, self.doc = document, document.doc
        self.sentences, self.lines = document.sentence_numbers, document.paragraph_numbers
        self.headed = _is_headed(document.report.text)
        self.circumstances, self.blamer = circumstances, blamer
        self.heads = _by_sentence(((trigger.head, trigger.head) for trigger in triggers), self.sentences)
        self.codes = _by_sentence(((code.head, code) for code in candidates.codes), self.sentences)

    def read(self, trigger: Trigger) -> Mention | None:
        """What the sentence of a trigger says of its event, None where it tells of no happening."""
        number = self.sentences[trigger.head]
        sentence = self.document.sentences[number]
        negated = is_negated(self.document, trigger)
        real = negated or not is_unreal(self.document, trigger)
        if not real and self.document.judge is None:
            return None
        facilities = find_facilities(
            self.document, list(self._codes(sentence, "facility")), trigger, frozenset(self.heads[number]) - {trigger.head}
        )
        told = real and self._tells(trigger, sentence, struck=bool(facilities))
        if not happens(self.document, trigger, told=told, real=real, negated=negated):
            return None
        blame = self.blamer.blame(trigger)
        dates, dated = self.circumstances.date(trigger, sentence)
        places, placed, wide = self.circumstances.place(trigger, sentence)
        return Mention(
            trigger=trigger,
            type=of_doer(self._type(trigger, sentence), trigger, blame.agents),
            sentence=number,
            paragraph=self.lines[trigger.head],
            dates=dates,
            dated=dated,
            places=places,
            placed=placed,
            wide=wide,
            agents=blame.agents,
            authority=by_authority(blame.agents),
            suspected=blame.suspected,
            facilities=tuple((facility, effect, code.head) for facility, effect, code in facilities),
            weapons=self._weapons(trigger, sentence),
            definite=self._definite(trigger) or is_reference(trigger, sentence),
            negated=negated,
            pointing=blame.pointing,
            human=blame.human,
            fresh=self._fresh(trigger),
            headline=self.lines[trigger.head] == 0 and self.headed,
        )

    def _tells(self, trigger: Trigger, sentence: Span, *, struck: bool) -> bool:
        """Whether weak words have an object that makes them an event, and nouns stand for a happening and not for a kind of it."""
        token = self.doc[trigger.head]
        if trigger.strength == "possible":
            return False
        if trigger.strength == "weak":
            return struck or self._harms_people(token)
        kind = trigger.noun and trigger.type != "campaign" and token.tag_ in ("NNS", "NNPS")
        return not kind or self._specific(token, sentence)

    def _harms_people(self, token: Token) -> bool:
        """Whether a verb's object, or its subject in the passive, is a person or a group of people."""
        groups = {code.head for code in self._codes(token.sent, "group")}
        return any(
            child.i in groups or child.ent_type_ in ("PERSON", "CARDINAL") or child.lower_ in _PEOPLE
            for child in token.children
            if child.dep_ in ("dobj", "nsubjpass")
        )

    def _specific(self, token: Token, sentence: Span) -> bool:
        """Whether a plural noun of events tells of some of them: it is counted, pointed at, dated or has a place."""
        return any(child.dep_ in ("nummod", "poss", "det") for child in token.children) or self.circumstances.tells(sentence)

    def _type(self, trigger: Trigger, sentence: Span) -> str:
        """The type of a trigger, given what stands near it: aircraft, heavy weapons, demonstrators."""
        near = {
            token.lower_
            for token in self.doc[max(sentence.start, trigger.start - _NEAR) : min(sentence.end, trigger.end + _NEAR)]
        }
        dropped = trigger.type in ("shelling", "explosion", "shooting") and not near & _GUNS
        if near & AIRCRAFT and (dropped or (trigger.type == "attack" and _from_the_air(self.doc[trigger.head]))):
            return "air-strike"
        if trigger.type == "shooting" and near & _GUNS and not near & _PROTEST:
            return "shelling"
        if trigger.noun and trigger.type == "attack" and self._begun(self.doc[trigger.head]) and near & {"since", "ago"}:
            return "campaign"
        if trigger.type in ("shooting", "torture") and near & _PROTEST:
            return "protest-repression"
        if trigger.type == "destruction" and self._burns_people(self.doc[trigger.head]):
            return "killing"
        return trigger.type

    def _burns_people(self, token: Token) -> bool:
        """Whether people or their bodies are what is burnt."""
        if token.lemma_.lower() not in _BURN:
            return False
        return self._harms_people(token) or (token.dep_ in ("amod", "acl") and token.head.lemma_.lower() in _BODIES)

    @staticmethod
    def _begun(noun: Token) -> bool:
        """Whether a noun's verb says that something began and so goes on."""
        return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.lemma_.lower() in ("begin", "start", "launch", "resume")

    def _weapons(self, trigger: Trigger, sentence: Span) -> tuple[str, ...]:
        """The weapons that a trigger means, then those named nearer to it than to any other."""
        found = list(trigger.weapons)
        for code in self._codes(sentence, "weapon"):
            if code.notation not in found and self._nearest_trigger(code.head) == trigger.head:
                found.append(code.notation)
        return tuple(found)

    def _nearest_trigger(self, position: int) -> int:
        """The head of the trigger in the same sentence that a word is nearest to."""
        return min(self.heads[self.sentences[position]], key=lambda head: (abs(head - position), head), default=-1)

    def _codes(self, sentence: Span, scheme: str) -> Iterator[CodeMention]:
        return (code for code in self.codes[self.sentences[sentence.start]] if code.scheme == scheme)

    def _fresh(self, trigger: Trigger) -> bool:
        """Whether the words say that this is another event than the one before: "a second bomb", "in a separate attack"."""
        if trigger.strength == "outcome":
            return False
        token = self.doc[trigger.head]
        subjects = () if trigger.noun else (child for child in token.children if child.dep_ in ("nsubj", "nsubjpass"))
        return any(child.lower_ in _ANOTHER for phrase in (token, *subjects) for child in phrase.children)

    def _definite(self, trigger: Trigger) -> bool:
        """Whether a noun is pointed at: "the attack", "their raid"."""
        if not trigger.noun:
            return False
        token = self.doc[trigger.head]
        return any(child.dep_ in ("det", "poss") and child.lower_ in _DEFINITE for child in token.children)


def _from_the_air(token: Token) -> bool:
    """Whether aircraft are the doer of a verb or noun: "helicopters attacked", "was hit by jets", "an attack by drones"."""
    doers = (child for child in token.children if child.dep_ in ("nsubj", "agent") or child.lower_ == "by")
    return any(word.lower_ in AIRCRAFT for doer in doers for word in doer.subtree)


def _by_sentence(values: Iterable[tuple[int, _T]], sentences: Sequence[int]) -> dict[int, list[_T]]:
    """Values by the number of the sentence in which their positions lie."""
    found: dict[int, list[_T]] = defaultdict(list)
    for position, value in values:
        found[sentences[position]].append(value)
    return found


def by_authority(agents: Sequence[Agent]) -> bool:
    """Whether one of some agents is an authority, as its name tells."""
    return any(word in _AUTHORITIES for agent in agents for word in agent.label.casefold().split())


def _is_headed(text: str) -> bool:
    """Whether a text begins with a headline, and not at once with its sentences."""
    first, _, rest = text.strip().partition("\n")
    return bool(rest.strip()) and re.search(r"[a-z\d)]\.\s+[A-Z]\w* \w", first) is None


def of_doer(kind: str, trigger: Trigger, agents: Sequence[Agent]) -> str:
    """Detention where an authority takes people away, abduction where others do; a beating by others than an authority is an attack."""
    authority = by_authority(agents)
    if kind == "abduction":
        return "detention" if authority else kind
    if kind == "torture" and trigger.strength == "weak" and agents and not authority:
        return "attack"
    return kind
