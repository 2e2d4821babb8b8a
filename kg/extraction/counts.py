"""Numbers of people: `decide_counts` takes a document with its candidates and gives the casualty counts that it states.

For each number of people the nearest fitting word of harm says what they suffered; constructions such as "including" and "of
whom" make a number a part of another, whose outcome it then takes. The event is the nearest one, the source the one that
the text names for these words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.attribution import Attribution
from kg.extraction.bystanders import is_unhurt
from kg.extraction.candidates import Candidates, Document
from kg.extraction.claim_questions import Whole, outcome_of, part_of, scope_of, source_of
from kg.extraction.counted_people import People, find_people
from kg.extraction.events import Happenings
from kg.extraction.figures import further_outcome
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.numerals import word_at
from kg.extraction.parts import Part, completed, root, whole
from kg.extraction.scope import scope_and_event
from kg.extraction.tables import word_set
from kg.extraction.verbs import gravest_joined, kills_them
from kg.model import CasualtyCount
from kg.values import Quantity

METHOD = "rules"

#: The cost above which a word of harm is too far from a number to speak of it.
_FARTHEST = 14
_FARTHEST_INDIVIDUAL = 8
#: Among how many counts before it a number's whole may be.
_EARLIER = 10
#: The cost up to which a part of a count has a word of harm of its own.
_OWN = 2
#: Nouns that say no more of people than a bare number does.
_GENERIC = word_set("others more other dead wounded injured killed bodies deaths")
#: Outcomes that a headline and the body may tell of the same people.
_TAKEN = frozenset({"detained", "abducted", "missing"})
#: What stands before the noun of one who is counted already: "one of them a nurse".
_ONE_OF = tuple(("one", "of", word) for word in ("them", "whom", "those", "these", "which"))
#: What stands between a number and those that it is drawn from.
_DRAWN = (("of", "the"), ("of", "those"))
#: What stands before those of whom others are a part.
_AMONG = (("among", "the"), ("amongst", "the"), ("among", "those"))
#: What stands before those who suffered the same as somebody counted before.
_TOGETHER = (("along", "with"), ("together", "with"))
#: What stands between "as" and somebody who suffered the same: "two men died, as did a guard".
_LIKEWISE = frozenset({"did", "was", "were", "has", "had", "have"})
#: How far before a number "total" makes it one.
_TOTAL_REACH = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What a number of people is a count of; `parent` is the position, among the decisions, of the count it is a part of."""

    people: People
    outcome: str
    parent: int | None = None
    harm: Happening | None = None


def decide_counts(
    document: Document, candidates: Candidates, harms: Sequence[Happening], happenings: Happenings, attribution: Attribution
) -> tuple[CasualtyCount, ...]:
    """The casualty counts of a document, "v1", "v2", … in order of appearance; an event that did not happen has none."""
    decisions = _decisions(document, candidates, harms)
    counts: list[CasualtyCount] = []
    for decision in decisions:
        counts.append(_count(document, decision, counts, happenings, attribution))
    counts = _sourced(document, decisions, counts)
    denied = {event.id for event in happenings.events if event.negated}
    kept = _without_repetitions(document, decisions, counts)
    return _numbered([None if count is not None and count.event in denied else count for count in kept])


def _decisions(document: Document, candidates: Candidates, harms: Sequence[Happening]) -> list[Decision]:
    """What each number of people counts; numbers of people that no word of harm concerns are left out."""
    people = list(find_people(document, candidates))
    surroundings = Surroundings(document, harms, [one.phrase for one in people if not one.doubt])
    found: list[Decision] = []
    parts: list[Part] = []
    for one in people:
        if _is_one_of_those(document, one, found) or is_unhurt(document, one.number):
            continue
        decision = None if one.doubt else _decide(document, one, surroundings, found, parts)
        if decision is None and document.judge is not None and _is_of_mixed(document, one, surroundings):
            continue
        decision = _judged(document, one, decision, harms, found)
        if decision is not None:
            found.append(decision)
            parts.append(_part(decision))
    parents = [one.parent for one in completed(document, parts)]
    wholes = [
        Whole(one.people.start, one.people.end, one.outcome, place, one.people.number.quantity) for place, one in enumerate(found)
    ]
    for place, decision in enumerate(found):
        earlier = [one for one in wholes[max(0, place - _EARLIER) : place] if one.outcome == decision.outcome]
        parents[place] = part_of(document, decision.people.number, parents[place], earlier[::-1])
    return [replace(decision, parent=parent) for decision, parent in zip(found, parents, strict=True)]


def _is_one_of_those(document: Document, one: People, found: Sequence[Decision]) -> bool:
    """Whether an individual only says who "one of them" right before it is, or "both" are two who are counted already."""
    before = document.words[max(0, one.start - 3) : one.start]
    if one.number.article:
        return before in _ONE_OF and bool(found) and found[-1].people.start == one.start - 3
    return document.words[one.start] == "both" and any(
        each.people.number.quantity == one.number.quantity and each.outcome == "killed" for each in found
    )


def _judged(
    document: Document, one: People, rules: Decision | None, harms: Sequence[Happening], found: Sequence[Decision]
) -> Decision | None:
    """What a number of people counts by whoever judges; `rules` is what the rules decided."""
    facts = (one.doubt or "people", *one.groups, *(f"last {last.outcome}" for last in found[-1:]))
    outcome = outcome_of(document, one.number, None if rules is None else rules.outcome, harms, facts)
    if outcome is None or (rules is not None and outcome == rules.outcome):
        return None if outcome is None else rules
    return Decision(one, outcome, None, None if rules is None else rules.harm)


def _decide(
    document: Document, one: People, surroundings: Surroundings, found: Sequence[Decision], parts: Sequence[Part]
) -> Decision | None:
    words = document.words
    drawn = one.end + 2 if words[one.end : one.end + 2] in _DRAWN else -1  # "two of the wounded died"
    best = surroundings.nearest(one.phrase, drawn)
    told = word_at(words, one.end) == "who"  # what is told of somebody stands between
    limit = _FARTHEST_INDIVIDUAL if one.number.article and not told else _FARTHEST
    cost, harm = best if best is not None and best[0] <= limit else (limit, None)
    if harm is not None and _is_mixed(document, harm, surroundings):
        return None
    if harm is None and not one.noun:
        outcome = further_outcome(document, one.start, one.end, (found[-1].people.start, found[-1].outcome) if found else None)
        harm = Happening(one.start, one.end, one.start, outcome, None) if outcome is not None else None
    if harm is not None and _die_of_it(document, harm, surroundings.happenings):
        harm = replace(harm, code="killed")
    if found and words[max(0, one.start - 2) : one.start][:1] == ("as",) and words[one.start - 1] in _LIKEWISE:
        harm = Happening(one.start, one.end, one.start, found[-1].outcome, None)
        cost = 0
    if harm is None and found and one.noun and words[one.start - 2 : one.start] in _TOGETHER:
        same = document.sentence_numbers[found[-1].people.start] == document.sentence_numbers[one.start]
        harm = Happening(one.start, one.end, one.start, found[-1].outcome, None) if same else None
    near = harm is not None and cost <= _OWN and (harm.start >= one.start or _heads_row(words, harm, one))
    own = harm.code if harm is not None and near and not surroundings.parted(one.end, harm.start) else None
    parent = whole(document, one.phrase, one.number.quantity, own, parts)
    one = replace(one, groups=one.groups or _inherited(document, one, parent, found, parts))
    if parent is not None:
        outcome = own or found[parent].outcome
        return Decision(one, outcome, parent if outcome == found[parent].outcome else None, harm)
    return Decision(one, harm.code, None, harm) if harm is not None else None


def _die_of_it(document: Document, harm: Happening, harms: Sequence[Happening]) -> bool:
    """Whether those to whom something was done are told to have been killed by it or after it."""
    if harm.before is True:
        return gravest_joined(document, harm, harms) == "killed"
    return kills_them(document, harm, harms)


def _heads_row(words: Sequence[str], harm: Happening, one: People) -> bool:
    """Whether a word of harm is the label of the figure behind it: "Killed: 2"."""
    return harm.before is False and harm.end + 1 == one.start and words[harm.end] in (":", "=")


def _is_mixed(document: Document, harm: Happening, surroundings: Surroundings) -> bool:
    """Whether a word of harm is one of two that a figure doesn't keep apart: "killed or wounded"."""
    words = document.words
    return (word_at(words, harm.end) == "or" and surroundings.begins(harm.end + 1)) or (
        word_at(words, harm.start - 1) == "or" and surroundings.ends(harm.start - 1)
    )


def _is_of_mixed(document: Document, one: People, surroundings: Surroundings) -> bool:
    """Whether a number is of the killed and the wounded together, which is no count of either."""
    best = surroundings.nearest(one.phrase)
    return best is not None and best[0] <= _FARTHEST and _is_mixed(document, best[1], surroundings)


def _part(decision: Decision) -> Part:
    """What the search for the whole of a later count needs to know of an earlier one."""
    people = decision.people
    phrase = Phrase(people.start, people.reach, people.number.head)
    return Part(phrase, people.number.quantity, decision.outcome, decision.parent)


def _inherited(
    document: Document, one: People, parent: int | None, found: Sequence[Decision], parts: Sequence[Part]
) -> tuple[str, ...]:
    """The groups that a number without a noun of its own takes from the count before it."""
    if not found or (one.noun and document.doc[one.number.head].lower_ not in _GENERIC):
        return ()
    if parent is not None:
        return found[parent].people.groups
    last = found[root(parts, len(parts) - 1)].people
    same = document.sentence_numbers[last.start] == document.sentence_numbers[one.start]
    same = same and document.words[max(0, one.start - 2) : one.start] not in _AMONG  # "three policemen are among the 31 injured"
    alike = last.number.quantity != Quantity.exactly(1) or (not one.noun and document.words[one.start] == "another")
    return last.groups if same and alike else ()


def _count(
    document: Document, decision: Decision, before: Sequence[CasualtyCount], happenings: Happenings, attribution: Attribution
) -> CasualtyCount:
    people = decision.people
    source = attribution.source(people.number.head)
    if decision.parent is not None:
        broken = before[decision.parent]
        scope, event = broken.scope, broken.event
        source = source or broken.according_to
    else:
        rules = scope_and_event(document, people.number, happenings, decision.outcome)
        last = before[-1].event if before else None
        scope, event = scope_of(document, people.number, decision.outcome, rules, happenings, last)
    source = source_of(document, people.number, source, attribution)
    return CasualtyCount(
        id="",
        evidence=(document.passage(document.span(people.start, people.end)),),
        method=METHOD,
        event=event,
        according_to=source,
        outcome=decision.outcome,
        quantity=people.number.quantity,
        groups=people.groups,
        scope=scope,
        subset_of=None if decision.parent is None else str(decision.parent),
        confidence=document.sure("count", people.number.start),
    )


def _sourced(document: Document, decisions: Sequence[Decision], counts: Sequence[CasualtyCount]) -> list[CasualtyCount]:
    """The counts, with those of the headline according to whom the first of their outcome in the body is according to."""
    lines = document.paragraph_numbers
    bodies: dict[str, CasualtyCount] = {}
    for decision, count in zip(decisions, counts, strict=True):
        if lines[decision.people.start]:
            bodies.setdefault(count.outcome, count)
    return [
        replace(count, according_to=bodies[count.outcome].according_to)
        if lines[decision.people.start] == 0 and count.according_to is None and count.outcome in bodies
        else count
        for decision, count in zip(decisions, counts, strict=True)
    ]


def _without_repetitions(
    document: Document, decisions: Sequence[Decision], counts: Sequence[CasualtyCount]
) -> list[CasualtyCount | None]:
    """The counts, with None in the place of each of the headline that the body repeats, however it hedges the figure."""
    lines = document.paragraph_numbers
    told_again = _told_again(document, decisions) | _totals(document, decisions)
    body = {_value(count) for decision, count in zip(decisions, counts, strict=True) if lines[decision.people.start]}
    return [
        None if place in told_again or (lines[decision.people.start] == 0 and _value(count) in body) else count
        for place, (decision, count) in enumerate(zip(decisions, counts, strict=True))
    ]


def _told_again(document: Document, decisions: Sequence[Decision]) -> set[int]:
    """The positions of people of whom is told later that they died: "a nurse and a guard were stabbed; the nurse died"."""
    doc, found = document.doc, set[int]()
    hurt: dict[str, int] = {}
    for place, decision in enumerate(decisions):
        noun = doc[decision.people.number.head].lower_
        if not decision.people.number.article:
            continue
        if decision.outcome == "injured":
            hurt.setdefault(noun, place)
        elif decision.outcome == "killed" and doc[decision.people.start].lower_ == "the" and noun in hurt:
            found.add(hurt.pop(noun))
    return found


def _totals(document: Document, decisions: Sequence[Decision]) -> set[int]:
    """The positions of totals that repeat a count before them: "Two guards were killed. Total killed 2."."""
    found = set[int]()
    for place, decision in enumerate(decisions):
        number = decision.people.number
        told = (decision.outcome, number.quantity)
        if "total" in document.words[max(0, number.start - _TOTAL_REACH) : number.start] and any(
            (one.outcome, one.people.number.quantity) == told for one in decisions[:place]
        ):
            found.add(place)
    return found


def _value(count: CasualtyCount) -> tuple[str, int | None]:
    outcome = "detained" if count.outcome in _TAKEN else count.outcome
    return outcome, count.quantity.maximum if count.quantity.minimum is None else count.quantity.minimum


def _numbered(counts: Sequence[CasualtyCount | None]) -> tuple[CasualtyCount, ...]:
    """The counts that remain, with their ids, and the ids of the counts that they are parts of."""
    ids: dict[str, str] = {}
    for position, count in enumerate(counts):
        if count is not None:
            ids[str(position)] = f"v{len(ids) + 1}"
    return tuple(
        replace(count, id=ids[str(position)], subset_of=ids.get(count.subset_of or ""))
        for position, count in enumerate(counts)
        if count is not None
    )
