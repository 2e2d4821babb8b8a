"""The questions about events: a trigger, a mention, a group of mentions or an event goes in as the rules have it, and comes out decided.

Without somebody who answers, everything comes out as it went in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.candidates import Candidates, CodeMention, Document
from kg.extraction.circumstances import Circumstances
from kg.extraction.effects import Effects
from kg.extraction.facilities import EFFECTS, named_facility
from kg.extraction.merging import NOWHERE, Group, Mention, other_doers
from kg.extraction.perpetrator_questions import PerpetratorQuestions
from kg.extraction.perpetrators import Blamer
from kg.extraction.place_questions import PlaceQuestions
from kg.extraction.questions import NO, YES, Anchor, Option, nearest
from kg.extraction.triggers import Trigger
from kg.model import Claim, Event, FacilityImpact
from kg.values import PartialDate
from kg.vocabulary import EVENT_CLASSES

_TYPES = tuple(EVENT_CLASSES)
#: Weapons that lie or are brought where they go off, and those that fall from aircraft.
_LAID = frozenset({"suicide-vest", "car-bomb", "ied", "landmine", "unexploded-ordnance"})
_DROPPED = frozenset({"air-dropped-bomb", "barrel-bomb"})
#: How many sentences before an event its weapons and facilities are looked for, and how many behind it.
_BACK, _AHEAD = 4, 2
#: How many dates an event chooses from: the nearest.
_MOST = 16
_BUCKETS = (0, 1, 2, 4, 8)
#: Steps in a sentence's tree from which on they are no longer told apart.
_DEEPEST = 3


def happens(document: Document, trigger: Trigger, *, told: bool, real: bool, negated: bool) -> bool:
    """Whether a trigger tells of a happening; `told` is what the rules think, who find it real or feared, and maybe denied."""
    if document.judge is None:
        return told
    shown = (name for name, holds in {"real": real, "negated": negated}.items() if holds)
    facts = (trigger.type, trigger.strength, "noun" if trigger.noun else "verb", line_word(document, trigger.head), *shown)
    anchor = Anchor(document.judge, trigger.start, trigger.end, facts)
    return anchor.holds("mention", Option(YES, value=str(trigger.head)), rules=told)


def tells(document: Document, found: int, held: int, harms: int, tolls: int) -> bool:
    """Whether a report tells of anything that belongs into a graph.

    `found` words of events, `held` events, `harms` words of harm and `tolls`, numbers in a sentence with one, are what is known of it.
    """
    if document.judge is None or not len(document.doc):
        return True
    known = {"words": found, "events": held, "harms": harms, "tolls": tolls, "length": len(document.sentences)}
    anchor = Anchor(document.judge, 0, len(document.doc), tuple(f"{name} {bucket(size)}" for name, size in known.items()))
    return anchor.holds("told", Option(YES), rules=True)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Says which group of a document a mention belongs to."""

    document: Document

    def __call__(self, mention: Mention, groups: Sequence[Group], recent: Sequence[int], rules: int | None) -> int | None:
        """The number of the group, None for a new one, `NOWHERE` where the mention tells of nothing; `rules` is their answer."""
        if self.document.judge is None:
            return rules
        numbers: list[int | None] = [NOWHERE, None, *recent[:_MOST]]
        if rules not in numbers:
            numbers.append(rules)
        options = [Option("nowhere"), Option("new")]
        options += [self._option(mention, groups[number]) for number in numbers[2:] if number is not None]
        return numbers[_anchor(self.document, mention).choose("same", options, numbers.index(rules))]

    def _option(self, mention: Mention, group: Group) -> Option:
        last = group.mentions[-1]
        first = group.mentions[0].trigger
        facts = [
            "same type" if mention.type == group.type else "other type",
            f"sentences {bucket(mention.sentence - last.sentence)}",
            f"paragraphs {bucket(mention.paragraph - last.paragraph)}",
        ]
        if mention.dated and group.own_dates[0]:
            facts.append("same day" if mention.dates == group.own_dates else "other day")
        if mention.placed and group.own_places:
            shared = any(place.label in group.own_places for place in mention.places)
            facts.append("same place" if shared else "other place")
        if group.mentions[0].headline:
            facts.append("headline")
        if mention.agents and any(one.agents for one in group.mentions):
            facts.append("doers differ" if other_doers(mention, group) else "doers agree")
        hit, before = (
            {facility.type for one in told for facility, _, _ in one.facilities} for told in ([mention], group.mentions)
        )
        if hit and before:
            facts.append("same facility" if hit & before else "other facility")
        return Option(group.type, first.start, first.end, str(first.head), tuple(facts))


class EventQuestions:
    """Asks about the events of one document."""

    def __init__(self, document: Document, candidates: Candidates, circumstances: Circumstances, blamer: Blamer) -> None:
        self.document, self.doc, self.judge = document, document.doc, document.judge
        self.circumstances = circumstances
        self.perpetrators = PerpetratorQuestions(document, blamer, self._near)
        self.effects = Effects(document, candidates.codes)
        self.places = PlaceQuestions(document, circumstances, self._near)
        self.codes = candidates.codes
        self.sentences = document.sentence_numbers

    def happened(self, group: Group, *, holds: bool) -> bool:
        """Whether a group of mentions tells of an event; `holds` is what the rules think."""
        if self.judge is None:
            return holds
        told = _principal(group)
        facts = (*_facts(self.document, told), *_group_facts(group))
        anchor = Anchor(self.judge, told.trigger.start, told.trigger.end, facts)
        return anchor.holds("event", Option(YES, value=str(told.trigger.head)), rules=holds)

    def decided(self, event: Event, claims: Sequence[Claim], group: Group) -> tuple[Event, list[Claim]]:
        """An event and its claims, each value of them asked for."""
        if self.judge is None:
            return event, list(claims)
        anchor = _anchor(self.document, _principal(group))
        kind = anchor.code("type", _TYPES, event.type)
        negated = anchor.code("negated", (NO, YES), YES if event.negated else NO) == YES
        start, end = self._dates(anchor, event)
        places = self.places.decided(anchor, event.places)
        weapons = self._weapons(anchor, event)
        sure = self._sure_of_event(anchor)
        kind = with_weapons(weapons, kind)
        event = replace(event, type=kind, negated=negated, start=start, end=end, places=places, weapons=weapons, confidence=sure)
        if places and (country := self.circumstances.country_of(places, anchor.start)) is not None:
            event = replace(event, country=country)
        return event, [*self.perpetrators.decided(anchor, event, claims, group), *self._impacts(anchor, event, claims)]

    def _dates(self, anchor: Anchor, event: Event) -> tuple[PartialDate | None, PartialDate | None]:
        """First and last day: none, the rules', the day of publication, or those of a date in the text."""
        values: list[tuple[PartialDate | None, PartialDate | None]] = [(None, None)]
        options = [Option("none")]
        published = self.document.report.published
        if published is not None:
            values.append((published, published))
            options.append(Option("published", value=_days(published, published)))
        for date in nearest(self.circumstances.dates, anchor.start, lambda one: one.start)[:_MOST]:
            if (date.first, date.last) not in values:
                values.append((date.first, date.last))
                options.append(Option("date", date.start, date.end, _days(date.first, date.last), self._near(anchor, date.start)))
        if (event.start, event.end) not in values:
            values.append((event.start, event.end))
            options.append(Option("rules", value=_days(event.start, event.end)))
        return values[anchor.choose("date", options, values.index((event.start, event.end)))]

    def _weapons(self, anchor: Anchor, event: Event) -> tuple[str, ...]:
        """The weapons of the rules and those named around the event, each asked for."""
        named = self._named("weapon", anchor)
        kept = []
        for weapon in dict.fromkeys((*event.weapons, *named)):
            code = named.get(weapon)
            option = Option(weapon, -1 if code is None else code.start, -1 if code is None else code.end, weapon)
            if anchor.holds("weapon", option, rules=weapon in event.weapons):
                kept.append(weapon)
        return tuple(kept)

    def _sure_of_event(self, anchor: Anchor) -> float | None:
        """The chance that there is an event and that it is of its type."""
        happened, typed = (anchor.judge.sure(task, anchor.start) for task in ("event", "type"))
        return None if happened is None or typed is None else happened * typed

    def _sure(self, event: Event, task: str, anchor: Anchor) -> float | None:
        """The chance that an event and the latest answer about it are right."""
        sure = anchor.judge.sure(task, anchor.start)
        return None if sure is None or event.confidence is None else sure * event.confidence

    def _impacts(self, anchor: Anchor, event: Event, claims: Sequence[Claim]) -> Iterator[Claim]:
        """What was hit: the facilities of the rules and those named around the event, each asked for with the effect on it."""
        hit = {claim.facility.type: claim for claim in claims if isinstance(claim, FacilityImpact)}
        named = self._named("facility", anchor)
        for kind in dict.fromkeys((*hit, *named)):
            code, claim = named.get(kind), hit.get(kind)
            start, end = (code.start, code.end) if code is not None else (-1, -1)
            facts = (kind, *(self._near(anchor, start) if start >= 0 else ()))
            said = self.effects.said_of(kind, self._sentences_around(anchor))
            options = [Option(effect, start, end, kind, (*facts, *_told_of(effect, said))) for effect in (NO, *EFFECTS)]
            rules = 0 if claim is None else 1 + EFFECTS.index(claim.effect)
            chosen = anchor.choose("facility", options, rules)
            sure = self._sure(event, "facility", anchor)
            if chosen and claim is not None:
                yield replace(claim, effect=EFFECTS[chosen - 1], confidence=sure)
            elif chosen and code is not None:
                yield FacilityImpact(
                    evidence=(self.document.passage(self.doc[code.head]),),
                    method="rules",
                    event=event.id,
                    facility=named_facility(self.document, code),
                    effect=EFFECTS[chosen - 1],
                    confidence=sure,
                )

    def _named(self, scheme: str, anchor: Anchor) -> dict[str, CodeMention]:
        """The codes of a scheme in the sentences around an event, each with its nearest mention."""
        around = self._sentences_around(anchor)
        found: dict[str, CodeMention] = {}
        for code in nearest(self.codes, anchor.start, lambda one: one.head):
            if code.scheme == scheme and self.sentences[code.head] in around:
                found.setdefault(code.notation, code)
        return found

    def _sentences_around(self, anchor: Anchor) -> range:
        """The sentences in which an event's weapons and facilities are looked for."""
        here = self.sentences[anchor.start]
        return range(here - _BACK, here + _AHEAD + 1)

    def _near(self, anchor: Anchor, start: int) -> tuple[str, ...]:
        """How far words are from an anchor, in sentences and lines."""
        lines = self.document.paragraph_numbers
        return (
            f"sentences {bucket(self.sentences[anchor.start] - self.sentences[start])}",
            f"paragraphs {bucket(lines[anchor.start] - lines[start])}",
            line_word(self.document, start),
            relation(self.document, anchor.start, start),
        )


def bucket(distance: int) -> str:
    """A distance as a word: exact where it is small, coarse where it is large."""
    size = next((low for low in reversed(_BUCKETS) if low <= abs(distance)), 0)
    return f"{'-' if distance < 0 else ''}{size}"


def relation(document: Document, anchor: int, other: int) -> str:
    """How a word stands to an anchor in the tree of its sentence: above or below it, with one or more steps between, or neither."""
    if document.sentence_numbers[anchor] != document.sentence_numbers[other]:
        return "apart"
    heads = document.heads
    for word, upper, lower in (("above", anchor, other), ("below", other, anchor)):
        steps, one = 0, upper
        while one != lower and heads[one] != one:
            steps, one = steps + 1, heads[one]
        if steps and one == lower:
            return f"{word} {min(steps, _DEEPEST)}"
    return "beside"


def _told_of(effect: str, said: frozenset[str]) -> tuple[str, ...]:
    """Whether an effect is one of those, or the strongest of those, that words say of a facility."""
    if not said:
        return ("says nothing",)
    strongest = max(said, key=EFFECTS.index)
    return ("says strongest" if effect == strongest else "says it" if effect in said else "says another",)


def _days(first: PartialDate | None, last: PartialDate | None) -> str:
    return f"{first.text if first else ''}/{last.text if last else ''}"


def line_word(document: Document, position: int) -> str:
    """Whether words stand in the headline, the first line below it, or further down."""
    return ("headline", "lead", "body")[min(2, document.paragraph_numbers[position])]


def with_weapons(weapons: Sequence[str], kind: str) -> str:
    """The type of an event, mended where the weapons rule it out: nobody's vest, car or mine comes from the air or out of a gun."""
    if kind in ("air-strike", "shelling") and weapons and _LAID.issuperset(weapons):
        return "explosion"
    return "air-strike" if kind in ("explosion", "shelling") and weapons and _DROPPED.issuperset(weapons) else kind


def _principal(group: Group) -> Mention:
    """The mention that stands for a group: one that names the event and points back at none, where there is one."""
    return min(
        group.mentions, key=lambda one: (one.trigger.strength == "outcome", one.definite, one.headline, one.type != group.type)
    )


def _anchor(document: Document, mention: Mention) -> Anchor:
    assert document.judge is not None  # noqa: S101 - the caller has looked
    return Anchor(document.judge, mention.trigger.start, mention.trigger.end, _facts(document, mention))


def _facts(document: Document, mention: Mention) -> tuple[str, ...]:
    """What the rules see in a mention."""
    flags = {
        "noun": mention.trigger.noun,
        "dated": mention.dated,
        "placed": mention.placed,
        "definite": mention.definite,
        "agents": bool(mention.agents),
        "authority": mention.authority,
        "human": mention.human,
        "facilities": bool(mention.facilities),
        "weapons": bool(mention.weapons),
        "fresh": mention.fresh,
        "negated": mention.negated,
    }
    told = tuple(name for name, holds in flags.items() if holds)
    return (mention.type, mention.trigger.strength, line_word(document, mention.trigger.head), *told)


def _group_facts(group: Group) -> tuple[str, ...]:
    """What the rules see in a group as a whole."""
    flags = {
        f"group of {bucket(len(group.mentions))}": True,
        "group dated": any(one.dated for one in group.mentions),
        "group placed": any(one.placed for one in group.mentions),
        "group agents": any(one.agents for one in group.mentions),
        "group human": any(one.human for one in group.mentions),
        "group facilities": any(one.facilities for one in group.mentions),
        "group strong": any(one.trigger.strength == "strong" for one in group.mentions),
    }
    return tuple(name for name, holds in flags.items() if holds)
