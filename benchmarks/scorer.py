"""How well facts are read: facts read and facts annotated by hand go in, what is right, missed and made up comes out.

Facts of a report stand in the form of the annotation guide (`docs/annotation.md`), those read with all their `quotes`. Facts of a
family are paired one to one, the most alike first; two can be a pair where their quotations touch one sentence. Every fact is a
handful of atoms: that it exists, and each thing it says. An atom of an annotated fact that its partner has too is right, any other
is missed; what is left of the partner's is made up, so that a fact which doesn't exist costs as much as it says.
"""

import random
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeAlias

Fact: TypeAlias = Mapping[str, Any]
Atom: TypeAlias = tuple[str, Any]

#: What the facts of each family say, besides that they exist; of a list each member is an atom.
SAID: Mapping[str, tuple[str, ...]] = {
    "events": (
        "type", "date_start", "date_end", "places", "country", "perpetrators", "suspected", "weapons", "facilities", "negated",
    ),
    "victim_counts": ("outcome", "min", "max", "groups", "qualifier", "source", "scope", "event", "subset_of"),
    "facility_counts": ("type", "effect", "min", "max", "qualifier", "source", "scope", "event"),
    "named_victims": ("name", "outcome", "age", "gender", "occupation", "event"),
    "statements": ("speaker", "speaker_org", "stance", "legal_term", "medium"),
}  # fmt: skip
#: What makes two facts alike, with its weight.
_ALIKE: Mapping[str, Mapping[str, int]] = {
    "events": {"type": 2, "date_start": 1, "places": 1, "perpetrators": 1},
    "victim_counts": {"outcome": 2, "min": 2, "max": 2, "groups": 1, "source": 1},
    "facility_counts": {"type": 2, "effect": 2, "min": 2, "max": 2, "source": 1},
    "named_victims": {"name": 4, "outcome": 1},
    "statements": {"speaker": 3, "stance": 1},
}
#: What must be the same in a fact read and its partner for the fact to be right as a whole.
_MAIN: Mapping[str, tuple[str, ...]] = {
    "events": ("type",),
    "victim_counts": ("outcome", "min"),
    "facility_counts": ("type", "effect"),
    "named_victims": ("outcome",),
    "statements": ("stance",),
}
_LISTS = ("places", "perpetrators", "groups", "weapons")
_NAMES = frozenset({"places", "perpetrators", "source", "name", "speaker", "speaker_org", "medium", "occupation"})
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "al", "el"})
_SURE = 0.8
_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


@dataclass
class Tally:
    """Numbers of atoms by family and by what they say."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    made_up: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count what another tally counts too."""
        self.right.update(other.right)
        self.missed.update(other.missed)
        self.made_up.update(other.made_up)

    def numbers(self, family: str | None = None, key: str | None = None) -> tuple[int, int, int]:
        """How many atoms of a family and kind are right, missed and made up."""

        def total(counter: Counter[tuple[str, str]]) -> int:
            return sum(number for (one, what), number in counter.items() if family in {None, one} and key in {None, what})

        return total(self.right), total(self.missed), total(self.made_up)

    def f1(self, family: str | None = None, key: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of the atoms of a family and kind."""
        return shares(*self.numbers(family, key))


def shares(right: int, missed: int, made_up: int) -> tuple[float, float, float]:
    """Precision, recall and F1.

    >>> shares(6, 2, 0)
    (1.0, 0.75, 0.8571428571428571)
    """
    precision = right / (right + made_up) if right + made_up else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compared(annotated: Mapping[str, Sequence[Fact]], read: Mapping[str, Sequence[Fact]], text: str) -> Tally:
    """The tally of one report."""
    sentences, tally, events = _Sentences(text), Tally(), dict[Any, Any]()
    for family in SAID:
        golds, guesses = annotated[family], read[family]
        pairs = _pairs(family, golds, guesses, sentences)
        if family == "events":
            events = {golds[left]["id"]: guesses[right]["id"] for left, right in pairs.items()}
        for number, gold in enumerate(golds):
            _compare(
                tally, family, _atoms(family, gold), _atoms(family, guesses[pairs[number]]) if number in pairs else [], events
            )
        for number in set(range(len(guesses))) - set(pairs.values()):
            tally.made_up.update((family, key) for key, _ in _atoms(family, guesses[number]))
    return tally


def right(annotated: Mapping[str, Sequence[Fact]], read: Mapping[str, Sequence[Fact]], text: str) -> Iterator[tuple[Fact, bool]]:
    """Each fact read with whether it is right: it has a partner that says the same in the main."""
    sentences = _Sentences(text)
    for family, keys in _MAIN.items():
        partners = {other: number for number, other in _pairs(family, annotated[family], read[family], sentences).items()}
        for number, fact in enumerate(read[family]):
            gold = annotated[family][partners[number]] if number in partners else {}
            yield fact, bool(gold) and all(gold[key] == fact[key] for key in keys)


def interval(tallies: Sequence[Tally], family: str | None = None, rounds: int = 1000) -> tuple[float, float]:
    """The 95 % interval of F1 when reports are drawn again with replacement."""
    numbers, chance = [tally.numbers(family) for tally in tallies], random.Random(1)  # noqa: S311 - seeded on purpose
    drawn = sorted(
        shares(*(sum(column) for column in zip(*chance.choices(numbers, k=len(numbers)), strict=True)))[2] for _ in range(rounds)
    )
    return drawn[int(rounds * 0.025)], drawn[int(rounds * 0.975)]


class _Sentences:
    """A text, to find in which of its sentences a quotation stands."""

    def __init__(self, text: str) -> None:
        self.text = _squeezed(text)
        self.starts = [0, *(match.end() for match in _END.finditer(self.text))]

    def of(self, fact: Fact) -> set[int]:
        """The numbers of the sentences that a fact's quotations touch, wherever they occur."""
        quotes = fact.get("quotes") or [fact.get("quote", "")]
        return {number for quote in quotes for number in self._numbers(_squeezed(quote))}

    def _numbers(self, quote: str) -> Iterator[int]:
        start = self.text.find(quote) if quote else -1
        while start >= 0:
            yield bisect_right(self.starts, start)
            yield bisect_right(self.starts, start + len(quote) - 1)
            start = self.text.find(quote, start + 1)


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\f\v]+", " ", re.sub(r"\s*\n\s*", "\n", text.strip()))


def _pairs(family: str, golds: Sequence[Fact], guesses: Sequence[Fact], sentences: _Sentences) -> dict[int, int]:
    """For each annotated fact the one read that is its partner, by their numbers."""
    places = [sentences.of(fact) for fact in golds], [sentences.of(fact) for fact in guesses]
    possible = []
    for left, right in product(range(len(golds)), range(len(guesses))):
        gold, together = golds[left], bool(places[0][left] & places[1][right])
        likeness = _likeness(family, gold, guesses[right])
        elsewhere = family == "events" and likeness >= _SURE and gold.get("places") and gold.get("date_start")
        named = family == "named_victims" and _same_name(gold["name"], guesses[right]["name"])
        if named or (family != "named_victims" and (together or elsewhere)):
            possible.append((-likeness - together, left, right))
    found: dict[int, int] = {}
    taken = set()
    for _, left, right in sorted(possible):
        if left not in found and right not in taken:
            found[left] = right
            taken.add(right)
    return found


def _likeness(family: str, gold: Fact, guess: Fact) -> float:
    """How alike two facts are, from 0 to 1."""
    weights = _ALIKE[family]
    return sum(weight for key, weight in weights.items() if _alike(key, gold.get(key), guess.get(key))) / sum(weights.values())


def _alike(key: str, left: Any, right: Any) -> bool:  # noqa: ANN401 - values of JSON
    if key == "groups":
        return set(left or ()) == set(right or ())
    if key not in _NAMES:
        return bool(left == right)
    if not left and not right:
        return True
    return any(_same_name(one, other) for one, other in product(_several(left), _several(right)))


def _atoms(family: str, fact: Fact) -> list[Atom]:
    """What a fact says; what it leaves open says nothing."""
    return [("exists", True), *(atom for key in SAID[family] for atom in _values(key, fact))]


def _values(key: str, fact: Fact) -> Iterator[Atom]:
    value = fact.get(key)
    if key == "facilities":
        for one in value or ():
            yield "facility", (one["type"], one.get("name"))
            yield "effect", (one["type"], one["effect"])
    elif key in _LISTS:
        yield from ((key, member) for member in value or ())
    elif key == "subset_of":
        yield from [(key, True)] if value else []
    elif key == "speaker_org" and value and _same_name(value, fact.get("speaker")):
        return  # an organisation that speaks for itself says nothing more
    elif value or (key in {"min", "max"} and value is not None):
        yield key, value


def _compare(tally: Tally, family: str, wanted: Iterable[Atom], given: list[Atom], events: Mapping[str, str]) -> None:
    """Count the atoms of an annotated fact and of its partner; without a partner nothing is given."""
    for atom in wanted:
        partner = next((other for other in given if _same(atom, other, events)), None)
        if partner is None:
            tally.missed[family, atom[0]] += 1
        else:
            given.remove(partner)
            tally.right[family, atom[0]] += 1
    tally.made_up.update((family, key) for key, _ in given)


def _same(gold: Atom, guess: Atom, events: Mapping[str, str]) -> bool:
    """Whether two atoms say the same; events are the same where they are partners."""
    (key, left), (other, right) = gold, guess
    if key != other:
        return False
    if key == "event":
        return bool(events.get(left) == right)
    if key == "facility":
        return bool(left[0] == right[0]) and (not left[1] or not right[1] or _same_name(left[1], right[1]))
    return _same_name(left, right) if key in _NAMES else bool(left == right)


def _same_name(left: Any, right: Any) -> bool:  # noqa: ANN401 - values of JSON
    """Whether all words of one name are among those of the other."""
    pairs = product(map(_words, _several(left)), map(_words, _several(right)))
    return any(one and other and (one <= other or other <= one) for one, other in pairs)


def _several(value: Any) -> list[str]:  # noqa: ANN401 - values of JSON
    return [value] if isinstance(value, str) else list(value or ())


def _words(name: str) -> frozenset[str]:
    """The words of a name without case, accents, punctuation and small words."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().casefold()
    return frozenset(re.findall(r"[a-z0-9]+", plain.replace("'s", ""))) - _SMALL_WORDS
