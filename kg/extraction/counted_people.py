"""The numbers that count people: `find_people` takes a document with its candidates and gives them with their groups, in order.

A number counts people where its noun is one for them, or where it has none and nothing says that it is of things. Those who are
also named and those to whom nothing is done are left out, or doubted where somebody else judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.bystanders import is_bystander, is_of_things
from kg.extraction.candidates import Candidates, Document, NumberMention
from kg.extraction.groups import Groups
from kg.extraction.harm_words import heads
from kg.extraction.nearness import Phrase
from kg.extraction.people import has_trade, is_by_age, is_harmed, is_national, is_person, is_plural_person, is_told_off
from kg.values import Quantity

_BODIES_OF = tuple((word, "of") for word in ("body", "bodies", "corpse", "corpses", "remains", "death", "deaths"))
_WHERE = frozenset({"in", "at", "near", "above", "below", "outside", "from", "around", "toward", "towards", "to", "behind"})
#: Before somebody else than who was named right before: "Lena Marwat, whose brother died".
_OTHERS_OWN = frozenset({"whose", "his", "her", "their"})
_APPOSITION = frozenset({",", "named", "called", "identified", "as", "(", ":", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class People:
    """A number that counts people: its span with the noun, where a predicate about it ends, its groups, and whether there is a noun.

    `doubt` says why the rules take it for no number of people; only where somebody else judges are there such.
    """

    number: NumberMention
    start: int
    end: int
    reach: int
    groups: tuple[str, ...]
    noun: bool
    doubt: str = ""

    @property
    def phrase(self) -> Phrase:
        """Where the people stand in the text."""
        return Phrase(self.start, self.end, self.number.head)


def find_people(document: Document, candidates: Candidates) -> Iterator[People]:
    """The numbers of a document that count people; those that the rules doubt only where somebody else judges."""
    doc = document.doc
    groups = Groups(document, candidates)
    predicated = 0
    individuals: set[int] = set()
    places = {position for place in candidates.places for position in range(place.start, place.end)}
    names = {position for name in candidates.names for position in range(name.start, name.end)} - places
    for number in candidates.numbers:
        head = doc[number.head]
        noun = number.head >= number.end
        if number.article and head.dep_ == "appos" and head.head.i in individuals:
            continue
        if number.article:
            individuals.add(number.head)
        known = is_person(head) or is_plural_person(head) or is_by_age(head) or number.head in groups or head.lower_ in heads()
        doubt = _doubt(document, number, names, known=known)
        if (doubt and document.judge is None) or number.start < predicated:
            continue
        end = max(number.end, number.head + 1)
        named, reach = groups.of_noun(number) or (("other",) if noun and _is_other(head, known=known) else ()), end
        if not noun and not named:
            named, reach = groups.predicate(number)
            predicated = reach
        yield People(number, number.start, end, reach, named, noun, doubt)


def _is_other(head: Token, *, known: bool) -> bool:
    """Whether a noun in none of the groups puts people into `other`: a trade, or what is in no list and no name ("three Danes")."""
    return has_trade(head) or not (known or is_national(head) or head.pos_ == "PROPN" or head.lower_ == "names")


def _doubt(document: Document, number: NumberMention, names: set[int], *, known: bool) -> str:
    """Why a number counts no people that were harmed, in a word or two, empty where it may; `known` says that its noun is of people."""
    head, noun = document.doc[number.head], number.head >= number.end
    known = known or document.words[max(0, number.start - 2) : number.start] in _BODIES_OF
    known = known or is_told_off(head)
    if noun and not known and not is_harmed(head) and not (number.article and is_national(head)):
        return "things"
    if number.quantity == Quantity.exactly(1) and _is_named(document, number, names):
        return "named"
    if is_bystander(document, number):
        return "bystanders"
    return "bare things" if not noun and is_of_things(document, number) else ""


def _is_named(document: Document, number: NumberMention, names: set[int]) -> bool:
    """Whether an individual is also given by name, right before or behind: "a nurse, Ali Hassan", "Ali Hassan, 51, a nurse"."""
    doc = document.doc
    after = _behind_place(document, number.head + 1)
    while (
        after < len(doc)
        and after < number.head + 7
        and (doc[after].text in _APPOSITION or doc[after].like_num or doc[after].lower_ in ("year", "old", "aged"))
    ):
        after += 1
    if after in names and doc[after].lower_ not in heads() and not doc[after - 1].like_num:
        return True
    before = number.start - 1
    if doc[number.start].lower_ in _OTHERS_OWN:
        return False
    while (
        before > 0
        and before > number.start - 5
        and (doc[before].text in (",", "(", ")") or doc[before].like_num or doc[before].lower_ == "aged")
    ):
        before -= 1
    return before < number.start - 1 and before in names and doc[before].lower_ not in heads() and not _is_where(doc[before])


def _behind_place(document: Document, position: int) -> int:
    """The position behind the place that an office is held in: behind "of Marwat" in "the mayor of Marwat, Ali Hassan,"."""
    doc = document.doc
    if position >= len(doc) or doc[position].lower_ != "of":
        return position
    end = position + 1
    while end < len(doc) - 1 and doc[end].pos_ == "PROPN":
        end += 1
    return end if end > position + 1 and doc[end].text == "," else position


def _is_where(name: Token) -> bool:
    """Whether a name says where something is: it stands behind "near", "above", "in"."""
    while name.dep_ in ("compound", "flat") and name.head.i != name.i:
        name = name.head
    return name.dep_ == "pobj" and name.head.lower_ in _WHERE
