"""Numbers that are parts of other numbers: `whole` finds the earlier count that a number breaks down, if there is one.

"including 3 children", "12 of them women", "of whom five died", "two of the wounded", "three were among the dead", "141 people: 96 in
the north, 45 in the south", "the other ten".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.candidates import Document
from kg.extraction.harm_words import heads
from kg.extraction.nearness import Phrase
from kg.extraction.tables import word_set
from kg.values import Quantity

_INCLUDING = word_set("including include includes included incl incl. comprise comprised comprising")
_PRONOUNS = word_set("whom them these those which")
_OPENERS = frozenset({"of", "among", "amongst"})
_LIST = frozenset({",", "and", "plus", "&", "as", "well", "along", "with"})
_REST = frozenset({"other", "remaining", "others"})
#: Nouns for those whom a number before counted.
_COUNTED = word_set("victims casualties dead deceased fallen martyrs")


@dataclass(frozen=True, slots=True)
class Part:
    """An earlier count: where it stands, how many, with what outcome, and the position of the count that it is a part of."""

    phrase: Phrase
    quantity: Quantity
    outcome: str
    parent: int | None


def root(found: Sequence[Part], position: int) -> int:
    """The position of the whole of a count, or its own."""
    parent = found[position].parent
    return position if parent is None else parent


def whole(document: Document, phrase: Phrase, quantity: Quantity, outcome: str | None, found: Sequence[Part]) -> int | None:
    """The position of the count that a number is a part of, or None.

    `outcome` is that of the number's own word of harm where it has one.
    """
    if not found:
        return None
    position = _named_whole(document, phrase, found)
    if position is None:
        position = _listed(document, phrase, outcome, found)
    if position is not None and position > 0 and not _fits(quantity, found[position].quantity):
        revised = found[position - 1]  # "raised to 21 from 16 … Twenty of them"
        close = document.sentence_numbers[revised.phrase.start] == document.sentence_numbers[found[position].phrase.start]
        position = position - 1 if close and revised.outcome == found[position].outcome else position
    return position if position is not None and _fits(quantity, found[position].quantity) else None


def _fits(part: Quantity, of: Quantity) -> bool:
    smaller, larger = part.minimum or part.maximum or 0, of.maximum or of.minimum or 0
    return smaller <= larger or (of.maximum is None and of.qualifier == "vague")


def _named_whole(document: Document, phrase: Phrase, found: Sequence[Part]) -> int | None:
    """The whole that the words around a number speak of: "including", "of them", "among the dead"."""
    doc, sentences = document.doc, document.sentence_numbers
    before = [token.lower_ for token in doc[max(0, phrase.start - 6) : phrase.start] if token.text != ","]
    shortened = before[-2:] == ["incl", "."]  # spaCy ends a sentence there
    before = before[:-1] if shortened else before
    after = [token.lower_ for token in doc[phrase.end : phrase.end + 6]]
    after = after[1:] if after[:1] == ["being"] else after
    last = len(found) - 1
    same = shortened or sentences[found[last].phrase.start] == sentences[phrase.start]
    if before[-1:] and before[-1] in _INCLUDING:
        subject = next((heads()[word].outcome for word in before if word in heads()), None)
        if subject is None and not _COUNTED.isdisjoint(before):
            subject = "killed"
        return root(found, last) if same and subject is None else _latest(found, subject)
    if after[:1] and after[0] in _OPENERS and after[1:2] and after[1] in _PRONOUNS:
        return _before_list(document, phrase, found)
    if before[-2:-1] and before[-2] in _OPENERS and before[-1] in _PRONOUNS:
        return last if same else root(found, last)
    if (outcome := _group_spoken_of(before, after)) is not None:
        return _latest(found, outcome)
    if doc[phrase.start].lower_ in _REST or (before[-1:] and before[-1] in _REST and before[-2:-1] == ["the"]):
        return found[last].parent
    return None


def _before_list(document: Document, phrase: Phrase, found: Sequence[Part]) -> int | None:
    """The position of the count before the list that a number ends: "nine died, the driver and two guards among them"."""
    start, place = phrase.start, len(found) - 1
    while place > 0:
        between = [token.lower_ for token in document.doc[found[place].phrase.end : start]]
        if not all(word in _LIST for word in between) or found[place].quantity.qualifier != "exact":
            break
        if between == [","] or found[place].parent is not None:
            break
        start, place = found[place].phrase.start, place - 1
    return place


def _group_spoken_of(before: Sequence[str], after: Sequence[str]) -> str | None:
    """The outcome of those whom "two of the wounded", "of the dead, two" or "are among the dead" speak of."""
    for words in (after, ["of", *before] if before[:1] == ["the"] else before):
        for place, word in enumerate(words):
            if word in _OPENERS and words[place + 1 : place + 2] in (["the"], ["those"]):
                for noun in words[place + 2 : place + 4]:
                    if noun in heads() or noun in _COUNTED:
                        return heads()[noun].outcome if noun in heads() else "killed"
    return None


def _latest(found: Sequence[Part], outcome: str | None) -> int | None:
    """The position of the latest count of an outcome that is no part of another."""
    return next(
        (place for place in reversed(range(len(found))) if found[place].outcome == outcome and found[place].parent is None), None
    )


def _listed(document: Document, phrase: Phrase, outcome: str | None, found: Sequence[Part]) -> int | None:
    """The whole of a list that a number goes on: "including a nurse and two boys", "141 people: 96 here, 45 there"."""
    last = found[-1]
    if phrase.start and document.doc[phrase.start - 1].text == "(" and phrase.end - phrase.start > 1 and outcome is None:
        return len(found) - 1 if last.parent is None else last.parent
    if document.sentence_numbers[last.phrase.start] != document.sentence_numbers[phrase.start]:
        return None
    between = [token.lower_ for token in document.doc[last.phrase.end : phrase.start]]
    if last.parent is not None and outcome in (None, found[last.parent].outcome) and all(word in _LIST for word in between):
        return last.parent
    top = found[root(found, len(found) - 1)]
    stretch = [token.text for token in document.doc[top.phrase.end : phrase.start]]
    if (
        ":" in stretch
        and ";" not in stretch
        and outcome in (None, top.outcome)
        and top.phrase.end + stretch.index(":") < phrase.start
    ):
        return root(found, len(found) - 1)
    return None


def completed(document: Document, found: Sequence[Part]) -> list[Part]:
    """The counts with the parts that only show once all are known.

    These are the earlier members of a list whose last one was found to be a part ("two women, a boy and a nurse were among the
    dead") and runs of numbers that add up to the one before them ("six people, two men and four children, were killed").
    """
    parts = list(found)
    for place in reversed(range(1, len(parts))):
        one, before = parts[place], parts[place - 1]
        if one.parent is not None and one.parent < place - 1 and before.parent is None and before.outcome == one.outcome:
            between = [token.lower_ for token in document.doc[before.phrase.end : one.phrase.start]]
            if all(word in _LIST for word in between) and _fits(before.quantity, parts[one.parent].quantity):
                parts[place - 1] = replace(before, parent=one.parent)
    for place in range(len(parts) - 2):
        for member in _summands(document, parts, place):
            parts[member] = replace(parts[member], parent=place)
    return parts


def _summands(document: Document, parts: Sequence[Part], place: int) -> range:
    """The counts right after one, in its sentence or the next, of its outcome and parts of nothing, that add up to it exactly."""
    top = parts[place]
    if top.parent is not None or top.quantity.qualifier != "exact":
        return range(0)
    left, sentence = top.quantity.minimum or 0, document.sentence_numbers[top.phrase.start]
    for member in range(place + 1, len(parts)):
        one = parts[member]
        distance = document.sentence_numbers[one.phrase.start] - sentence
        if one.parent is not None or one.outcome != top.outcome or one.quantity.qualifier != "exact" or distance > 1:
            break
        left -= one.quantity.minimum or 0
        if left <= 0:
            return range(place + 1, member + 1) if left == 0 and member > place + 1 else range(0)
    return range(0)
