"""The questions about counts and victims: what the rules decided goes in, what is right comes out.

Without somebody who answers, everything comes out as it went in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Document, NameMention, NumberMention
from kg.extraction.event_questions import bucket, line_word, relation
from kg.extraction.events import Happenings
from kg.extraction.facilities import EFFECTS
from kg.extraction.nearness import Happening
from kg.extraction.questions import NO, Anchor, Option, nearest
from kg.extraction.voices import Saying
from kg.model import Agent, Event
from kg.values import Quantity
from kg.vocabulary import SCHEMES

_OUTCOMES = tuple(SCHEMES["outcome"])
_SCOPES = ("incident", "cumulative")
#: How many events and speakers a claim chooses from: the nearest.
_MOST = 16
_LARGE = 20
#: How many sentences a short record has at most, headline and all: there the rules can be trusted more.
_SHORT = 5
#: On which side of a word of harm those stand whom it happens to.
_SIDES = {True: "before it", False: "behind it", None: "on any side"}


def outcome_of(
    document: Document, number: NumberMention, rules: str | None, harms: Sequence[Happening], facts: Iterable[str] = ()
) -> str | None:
    """What the people whom a number counts suffered, None where it counts nobody.

    `harms` are the words of harm of the document, `facts` what the rules see in the number.
    """
    if document.judge is None:
        return rules
    length = "short" if len(document.sentences) <= _SHORT else "long"
    return _suffered(document, _number(document, number, (length, *facts)), "count", rules, harms)


def effect_on(document: Document, number: NumberMention, kind: str, rules: str | None) -> str | None:
    """What happened to the facilities that a number counts, None where it counts none."""
    if document.judge is None:
        return rules
    return _coded(_number(document, number, (kind,)), "facility-count", EFFECTS, rules)


def suffered(
    document: Document, at: NameMention, rules: str | None, harms: Sequence[Happening], facts: Iterable[str]
) -> str | None:
    """What a person suffered who is named, None for nothing; `at` is the mention to look at, `facts` what the rules see."""
    if document.judge is None:
        return rules
    anchor = Anchor(document.judge, at.start, at.end, (line_word(document, at.start), *facts))
    return _suffered(document, anchor, "victim", rules, harms, at.agent.label)


def _suffered(
    document: Document, anchor: Anchor, task: str, rules: str | None, harms: Sequence[Happening], value: str = ""
) -> str | None:
    """What somebody suffered: each outcome stands at the nearest word that means it, in the sentence or those beside it."""
    sentences = document.sentence_numbers
    words: dict[str, Happening] = {}
    for harm in nearest(harms, anchor.start, lambda one: one.start):
        if abs(sentences[harm.start] - sentences[anchor.start]) <= 1:
            words.setdefault(harm.code, harm)
    codes = (NO, *_OUTCOMES)
    options = [
        Option(
            code,
            word.start,
            word.end,
            value,
            (*near(document, anchor.start, word.start), _SIDES[word.before], _gap(anchor, word)),
        )
        if (word := words.get(code)) is not None
        else Option(code, value=value)
        for code in codes
    ]
    chosen = codes[anchor.choose(task, options, codes.index(rules or NO))]
    return None if chosen == NO else chosen


def _gap(anchor: Anchor, word: Happening) -> str:
    """How many words stand between those that a question is about and a word of harm, negative where the latter comes first."""
    return f"gap {bucket(word.start - anchor.end if word.start >= anchor.end else min(0, word.end - anchor.start) - 1)}"


def scope_of(
    document: Document,
    number: NumberMention,
    outcome: str | None,
    rules: tuple[str, str | None],
    happenings: Happenings,
    last: str | None = None,
) -> tuple[str, str | None]:
    """The scope of a number and its event; `rules` are those that the rules think.

    `outcome` is what the people suffered, None for facilities; `last` is the event of the count before.
    """
    if document.judge is None:
        return rules
    scope, event = rules
    anchor = _number(document, number, (outcome or "facilities",))
    return anchor.code("scope", _SCOPES, scope), event_of(document, anchor, event, happenings, last)


def event_of(
    document: Document, anchor: Anchor, rules: str | None, happenings: Happenings, last: str | None = None
) -> str | None:
    """The event of a count or victim, None for none; `rules` is what the rules think, `last` the event of the count before."""
    told: dict[str, list[int]] = {}
    for position, event in nearest(happenings.anchors, anchor.start, lambda one: one[0]):
        told.setdefault(event, []).append(position)
    events = {event.id: event for event in happenings.events}
    named = list(told)[:_MOST]
    if rules is not None and rules not in named:
        named.append(rules)
    options = [Option("none")]
    for name in named:
        one, at = events[name], told[name][0]
        order = "first" if one is happenings.events[0] else "later"
        before = "of the last count" if name == last else "of no last count" if last is None else "of another count"
        facts = (order, before, f"told {bucket(len(told[name]))}", _place_word(document, anchor.start, one))
        where = " ".join(map(str, told[name]))
        options.append(Option(one.type, at, at + 1, where, (*near(document, anchor.start, at), *facts)))
    ids = [None, *named]
    return ids[anchor.choose("event-of", options, ids.index(rules))]


def _place_word(document: Document, position: int, event: Event) -> str:
    """Whether the sentence or line of a token names a place of an event."""
    sentence = document.sentence_texts[document.sentence_numbers[position]]
    return "place here" if any(place.label in sentence for place in event.places) else "place not here"


def victim_event(
    document: Document, mention: NameMention, outcome: str, rules: str | None, happenings: Happenings, last: str | None = None
) -> str | None:
    """The event in which a person who is named suffered `outcome`; `last` is that of the count or the person before."""
    if document.judge is None:
        return rules
    anchor = Anchor(document.judge, mention.start, mention.end, ("person", outcome, line_word(document, mention.start)))
    return event_of(document, anchor, rules, happenings, last)


def source_of(document: Document, number: NumberMention, rules: Agent | None, attribution: Attribution) -> Agent | None:
    """Who a number is according to, None for the publisher; `rules` is what the rules think."""
    if document.judge is None:
        return rules
    found: dict[str, tuple[Agent, Saying | None]] = {}
    for saying in nearest(attribution.sayings, number.start, lambda one: one.cue):
        if not saying.speaker.publisher and len(found) < _MOST:
            found.setdefault(saying.speaker.agent.label, (saying.speaker.agent, saying))
    if rules is not None:
        found.setdefault(rules.label, (rules, None))
    labels = [None, *found]
    options = [Option("publisher")]
    for agent, said in found.values():
        if said is None:
            options.append(Option("rules", value=agent.label))
            continue
        covers = "covers" if number.head in said.content else "elsewhere"
        facts = (covers, said.verb, *near(document, number.start, said.cue))
        options.append(Option(agent.kind, said.cue, said.cue + 1, agent.label, facts))
    anchor = _number(document, number, ())
    label = labels[anchor.choose("source", options, labels.index(None if rules is None else rules.label))]
    return None if label is None else rules if rules is not None and rules.label == label else found[label][0]


@dataclass(frozen=True, slots=True)
class Whole:
    """An earlier count that a number may be a part of: where it stands, what it counts, and its position among the counts."""

    start: int
    end: int
    outcome: str
    position: int
    quantity: Quantity


def part_of(document: Document, number: NumberMention, rules: int | None, earlier: Sequence[Whole]) -> int | None:
    """The position of the count that a number is a part of, None for none; `rules` is what the rules think."""
    if document.judge is None or not earlier:
        return rules
    positions: list[int | None] = [None, *(one.position for one in earlier)]
    if rules not in positions:
        return rules
    options = [Option("none")]
    options += [
        Option(one.outcome, one.start, one.end, str(one.start), (*near(document, number.start, one.start), _fit(number, one)))
        for one in earlier
    ]
    return positions[_number(document, number, ()).choose("part", options, positions.index(rules))]


def _fit(number: NumberMention, whole: Whole) -> str:
    """Whether a number is small enough for a part of another."""
    size, limit = number.quantity.minimum or 0, whole.quantity.maximum or whole.quantity.minimum or 0
    return "smaller" if size < limit else "as large" if size == limit else "larger"


def _coded(anchor: Anchor, task: str, codes: Sequence[str], rules: str | None) -> str | None:
    chosen = anchor.code(task, (NO, *codes), rules or NO)
    return None if chosen == NO else chosen


def _number(document: Document, number: NumberMention, facts: Iterable[str]) -> Anchor:
    """A number as an anchor, with its noun."""
    assert document.judge is not None  # noqa: S101 - the caller has looked
    size = number.quantity.minimum or number.quantity.maximum or 0
    told = (
        line_word(document, number.start),
        number.quantity.qualifier,
        "ordinal" if number.ordinal else "article" if number.article else "figure",
        "one" if size == 1 else "few" if size < _LARGE else "many",
        "bare" if number.head < number.end else "noun",
        *facts,
    )
    return Anchor(document.judge, number.start, max(number.end, number.head + 1), told)


def near(document: Document, anchor: int, start: int) -> tuple[str, ...]:
    """How far words are from an anchor, in sentences and lines, and in which part of the report they stand."""
    sentences, lines = document.sentence_numbers, document.paragraph_numbers
    return (
        f"sentences {bucket(sentences[anchor] - sentences[start])}",
        f"paragraphs {bucket(lines[anchor] - lines[start])}",
        line_word(document, start),
        relation(document, anchor, start),
    )
