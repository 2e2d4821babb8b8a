"""What happened: a document and its candidates go in, the events with who did it and what they hit come out.

The steps: words of events are found; each is read in its sentence, where what is unreal or general is dropped; mentions of one
happening are merged; each group becomes an event with its claims.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.aftermath import with_aftermath
from kg.extraction.candidates import Candidates, Document
from kg.extraction.circumstances import Circumstances
from kg.extraction.event_questions import EventQuestions, Joiner
from kg.extraction.facilities import EFFECTS
from kg.extraction.mentions import MentionReader, of_doer
from kg.extraction.merging import Group, Mention, merge
from kg.extraction.perpetrators import Blamer
from kg.extraction.triggers import find_triggers, possible_triggers
from kg.model import Agent, Claim, Event, Facility, FacilityImpact, Passage, Responsibility

_METHOD = "rules"
_LIVE = frozenset({"campaign", "siege"})
_GOING_ON = frozenset({"since", "ago", "has", "have", "continues", "still", "remains", "remain"})
_OVER = frozenset({"ended", "until", "ceasefire"})
#: How many lines a pronoun or "the attackers" reaches back for the perpetrator.
_REACH = 3
#: How many tokens an event's passage has at most on each side of its trigger.
_LONGEST = 10
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "auxpass"})


@dataclass(frozen=True, slots=True)
class Happenings:
    """The events of one report with who did them and what they struck; `nearest` finds the event of a word.

    `anchors` are the positions of the words that tell of an event with its id, in order; `sentences` the number of each
    token's sentence.
    """

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()
    sentences: tuple[int, ...] = ()

    def nearest(self, token_index: int) -> str | None:
        """The id of the event that a count or victim at a token belongs to: the closest one told in its sentence.

        Failing that it is the event told last before it, and None only where the report tells of no event.
        """
        after = bisect_left(self.anchors, token_index, key=lambda anchor: anchor[0])
        beside = self.anchors[max(0, after - 1) : after + 1]
        sentence = self.sentences[token_index]
        here = [(abs(position - token_index), event) for position, event in beside if self.sentences[position] == sentence]
        if here:
            return min(here)[1]
        return beside[0][1] if beside else None


def decide_events(document: Document, candidates: Candidates) -> Happenings:
    """The events of a document, in order of appearance, with ids "e1", "e2", …"""
    return _Decider(document, candidates).decide()


class _Decider:
    """Takes one document through the steps."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document, self.doc, self.candidates = document, document.doc, candidates
        self.sentences, self.lines = document.sentence_numbers, document.paragraph_numbers
        self.triggers = find_triggers(document, candidates.codes)
        heads = frozenset(trigger.head for trigger in self.triggers)
        self.circumstances = Circumstances(document, candidates, heads)
        self.blamer = Blamer(document, candidates)
        self.reader = MentionReader(document, candidates, self.triggers, self.circumstances, self.blamer)

    def decide(self) -> Happenings:
        """The events and claims of the document."""
        possible = possible_triggers(self.document, self.triggers) if self.document.judge is not None else ()
        asked = sorted((*self.triggers, *possible), key=lambda one: one.start)
        read = [mention for trigger in asked if (mention := self.reader.read(trigger)) is not None]
        mentions = _continued([self.circumstances.carried(mention) for mention in read])
        questions = EventQuestions(self.document, self.candidates, self.circumstances, self.blamer)
        merged = merge(mentions, Joiner(self.document))
        groups = self._credited([group for group in merged if questions.happened(group, holds=_holds(group))])
        with_aftermath(self.document, self.candidates, groups)
        events: list[Event] = []
        claims: list[Claim] = []
        anchors: list[tuple[int, str]] = []
        for number, group in enumerate(groups, 1):
            event = self._event(f"e{number}", group)
            event, told = questions.decided(event, tuple(self._claims(event.id, group)), group)
            events.append(event)
            claims += told
            anchors += [(mention.trigger.head, event.id) for mention in group.mentions]
        return Happenings(tuple(events), tuple(claims), tuple(sorted(anchors)), tuple(self.sentences))

    def _credited(self, groups: list[Group]) -> list[Group]:
        """Groups with the perpetrators that a sentence of its own names: of the event told of last before it."""
        accused: dict[int, bool] = {}
        for saying in self.blamer.sayings:
            sentence, line = self.sentences[saying.position], self.lines[saying.position]
            here = [group for group in groups if any(mention.sentence == sentence for mention in group.mentions)]
            before = [
                group
                for group in groups
                if group.mentions[0].trigger.head < saying.position
                and any(line - mention.paragraph <= 1 for mention in group.mentions)
            ]
            for group in here[:1] or before[-1:] or groups[:1]:
                first = group.mentions[0]
                if not any(mention.agents for mention in group.mentions):
                    group.mentions[0] = replace(first, agents=saying.agents, suspected=saying.suspected)
                    accused[id(group)] = saying.accusing
                elif accused.get(id(group)) and saying.accusing:
                    told = tuple(dict.fromkeys((*first.agents, *saying.agents)))
                    group.mentions[0] = replace(first, agents=told, suspected=first.suspected or told != first.agents)
        return groups

    def _event(self, number: str, group: Group) -> Event:
        start, end = group.dates
        if (
            group.type in _LIVE
            and start
            and (end is None or start == end)
            and any(self._goes_on(mention) for mention in group.mentions)
        ):
            end = self.document.report.published or end
        places = group.places
        weapons = [weapon for mention in group.mentions for weapon in mention.weapons]
        return Event(
            id=number,
            type=group.type,
            evidence=tuple(dict.fromkeys(self._passage(mention) for mention in _telling_first(group))),
            start=start,
            end=end,
            places=places,
            country=self.circumstances.country_of(places, group.mentions[0].trigger.head),
            weapons=tuple(dict.fromkeys(weapons)),
            negated=group.mentions[0].negated,
        )

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a sentence tells of something that began and has not ended."""
        words = {token.lower_ for token in self.document.sentences[mention.sentence]}
        return bool(words & _GOING_ON) and not words & _OVER

    def _passage(self, mention: Mention) -> Passage:
        """The words of a mention: the noun with what stands before it, the verb with its object, and what was attacked."""
        head = self.doc[mention.trigger.head]
        start, end = mention.trigger.start, mention.trigger.end
        for child in head.children:
            if child.dep_ in _BEFORE and child.i < start:
                start = min(start, child.left_edge.i)
            elif child.dep_ in ("dobj", "prt") and child.i >= end:
                end = max(end, child.i + 1)
            elif child.dep_ == "prep" and child.lower_ in ("on", "against", "of", "at") and child.i <= end + 2:
                end = max([end, *(grand.i + 1 for grand in child.children if grand.dep_ == "pobj")])
        return self.document.passage(
            self.doc[max(start, mention.trigger.start - _LONGEST) : min(end, mention.trigger.end + _LONGEST)]
        )

    def _claims(self, event: str, group: Group) -> Iterator[Claim]:
        """Who did it, each once, then what was struck."""
        suspected = any(mention.suspected for mention in group.mentions)
        blamed: dict[str, tuple[Agent, Passage]] = {}
        for mention in group.mentions:
            for agent in mention.agents:
                blamed.setdefault(agent.label.casefold(), (agent, self._passage(mention)))
        for agent, passage in blamed.values():
            stance = "suspected" if suspected else "asserted"
            yield Responsibility(
                evidence=(passage,), method=_METHOD, event=event, stance=stance, perpetrator=agent, suspected=suspected
            )
        yield from self._impacts(event, group)

    def _impacts(self, event: str, group: Group) -> Iterator[FacilityImpact]:
        """What was struck, each type once with its name and its strongest effect."""
        struck: dict[tuple[str, str | None], tuple[Facility, str, int]] = {}
        for mention in group.mentions:
            for facility, effect, head in mention.facilities:
                key = next((key for key in struck if key[0] == facility.type), (facility.type, facility.label))
                if key in struck:
                    known, before, first = struck[key]
                    struck[key] = (known if known.label else facility, max(before, effect, key=EFFECTS.index), first)
                else:
                    struck[key] = (facility, effect, head)
        for facility, effect, head in struck.values():
            yield FacilityImpact(
                evidence=(self.document.passage(self.doc[head]),), method=_METHOD, event=event, facility=facility, effect=effect
            )


def _continued(mentions: list[Mention]) -> list[Mention]:
    """Mentions with the perpetrator of the one before them, where a pronoun, or a verb that names nobody, goes on telling of the same."""
    found: list[Mention] = []
    for mention in mentions:
        last = next((one for one in reversed(found) if one.agents), None)
        reached = last is not None and mention.pointing and mention.paragraph - last.paragraph <= _REACH
        verb = not mention.trigger.noun and not mention.human and last is not None
        silent = verb and last is not None and mention.paragraph == last.paragraph and mention.sentence - last.sentence <= 1
        goes_on = (reached or silent) and not mention.agents and not mention.headline
        if last is not None and goes_on:
            kind = of_doer(mention.type, mention.trigger, last.agents)
            mention = replace(  # noqa: PLW2901 - the same, told more
                mention, type=kind, agents=last.agents, authority=last.authority, suspected=last.suspected
            )
        found.append(mention)
    return found


def _holds(group: Group) -> bool:
    """Whether a group tells of an event: outcomes need a doer and a day or place, bare nouns at least something of their own."""
    said = [mention for mention in group.mentions if mention.dated or mention.placed]
    agents = any(mention.agents for mention in group.mentions)
    human = any(mention.human for mention in group.mentions)
    if all(mention.trigger.strength == "outcome" for mention in group.mentions):
        return human and bool(said)
    if all(mention.trigger.noun and mention.trigger.weapons == () for mention in group.mentions):
        return bool(said) or agents or any(mention.facilities for mention in group.mentions)
    return True


def _telling_first(group: Group) -> list[Mention]:
    """The mentions of a group, those that name the event before those that only say an outcome or point back."""
    return sorted(group.mentions, key=lambda one: (one.trigger.strength == "outcome", one.definite, one.type != group.type))
