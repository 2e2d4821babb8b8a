"""How far a word that says what happened is from a noun phrase that it may happen to: a cost, 0 for the nearest.

It is the number of words between the two, more where they stand on the wrong sides of each other, where another such word
stands between them, and less where the syntax ties them together.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Document

_WRONG_SIDE_OF_ACTIVE = 12
_WRONG_SIDE_OF_PASSIVE = 7
_AFTER_NOUN = 2
_OTHER_BETWEEN = 5
_SEMICOLON = 4
_TIED = 4
#: A word in the phrase itself ("19 hurt") comes before all others.
_WITHIN = -1
_GOVERNED = 8
#: What a word of harm that governs a noun costs at most, however much stands between the two, before it is brought nearer.
_FARTHEST_GOVERNED = 14
_LONGEST_TIE = 4
#: Verbs, by lemma, that say how many their subject is.
_EQUATING = frozenset({"be", "number", "total", "reach", "exceed", "top"})
#: Verbs, by lemma, of a figure that moves "to" a number or stands "at" one.
_MOVING = frozenset({"rise", "climb", "grow", "increase", "jump", "stand", "fall", "drop", "go"})
#: What goes before a word that describes those who suffered it: "killed six captured farmers", "arrested two wounded fighters".
_SUFFERED = frozenset({"killed", "detained", "abducted", "tortured"})
#: What stands between a label and its figure.
_LABELLED = frozenset({":", "="})
#: What a list behind a label is made of, and what ends it.
_LISTED = frozenset({"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ", "ADP", "CCONJ", "PUNCT", "SYM"})
_LIST_ENDS = frozenset({";", "|", ".", "\n"})
#: What stands between the tolls of a row.
_ROW = frozenset({",", ";", "/", "and", "&"})
#: Words farther away than this are not looked at.
_REACH = 60
#: Happenings looked through for the one in the sentence before or behind.
_WINDOW = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by token positions: `start` to before `end`, and its `head`."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Happening:
    """Words from `start` to before `end` that say what happened, as a code (an outcome or an effect).

    `before` says on which side those stand whom it happens to: True before the words ("five were killed"), False behind them
    ("killed five"), None where both are usual.
    """

    start: int
    end: int
    head: int
    code: str
    before: bool | None


class Surroundings:
    """The happenings of a document, to find the nearest one to a phrase in its sentence.

    `phrases` are those that the same happening may concern: their words make no distance, so that lists hold together.
    """

    def __init__(self, document: Document, happenings: Iterable[Happening], phrases: Iterable[Phrase]) -> None:
        self._doc, self._texts = document.doc, document.texts
        self._sentences = document.sentence_numbers
        self._happenings = sorted(happenings, key=lambda one: one.start)
        self._starts = [one.start for one in self._happenings]
        self._covered = {position for phrase in phrases for position in range(phrase.start, phrase.end)}

    @property
    def happenings(self) -> Sequence[Happening]:
        """All happenings of the document, in order."""
        return self._happenings

    def nearest(self, phrase: Phrase, but: int = -1) -> tuple[int, Happening] | None:
        """The nearest happening in the sentence of a phrase, with its cost; of two at one cost its own verb, else the earlier.

        What is told in the phrase itself gives way to the phrase's verb: "one of those kidnapped was found dead", "killed six captured
        farmers". What stands right behind a phrase goes before it in a row of tolls: "two villagers killed, nine injured".

        One that begins at `but` is passed over where there is another.
        """
        first = bisect_left(self._starts, phrase.start - _REACH)
        last = bisect_left(self._starts, phrase.end + _REACH)
        sentence = self._sentences[phrase.start]
        if (label := self._label(phrase)) is not None:
            return 0, label
        here = [
            one
            for one in self._happenings[first:last]
            if self._sentences[one.start] == sentence or phrase.start <= one.start <= phrase.end
        ]
        here = [one for one in here if one.start != but] or here
        head = self._doc[phrase.head]
        costs = [
            (self._cost(phrase, one, here, tie), tie != _GOVERNED, one.start != phrase.end, one.start, one)
            for one in here
            for tie in (_tie(head, self._doc[one.head]),)
        ]
        best = min(costs, key=lambda found: found[:4], default=None)
        drawn = self._doc[phrase.end : phrase.end + 1].text == "of"
        if best is None:
            return None
        if best[1] and drawn and head.is_ancestor(self._doc[best[4].head]):
            best = min((found for found in costs if not found[1]), key=lambda found: found[:4], default=best)
        elif best[0] == _WITHIN or best[4].start > phrase.end:
            best = next((found for found in costs if self._outdoes(found, best[4], phrase)), best)
        return best[0], best[4]

    def _label(self, phrase: Phrase) -> Happening | None:
        """The happening that is the label of a figure or a list: "Suspects shot dead: 21", "Killed: Amir Dostan (54) and a boy"."""
        place = bisect_left(self._starts, phrase.start) - 1
        label = self._happenings[place] if place >= 0 else None
        if label is None or phrase.start - label.end > _REACH or self._doc[label.end].text not in _LABELLED:
            return None
        between = self._doc[label.end + 1 : phrase.start]
        own = any(self.begins(position) for position in range(phrase.start, phrase.end + 1))
        listed = not own and all(token.pos_ in _LISTED and token.text not in _LIST_ENDS for token in between)
        return label if not len(between) or listed else None

    def _outdoes(self, found: tuple[int, bool, bool, int, Happening], other: Happening, phrase: Phrase) -> bool:
        """Whether a happening goes before a nearer one: a death before a word that describes the dead, the first toll of a row."""
        one = found[4]
        if phrase.start <= other.head < phrase.end:
            behind = one.start == phrase.end and other.head != phrase.head
            if one.code == "killed":
                return other.code != "killed" and (not found[1] or behind)
            return not found[1] and other.head != phrase.head and other.code not in _SUFFERED and one.code in _SUFFERED
        row = range(one.end + 1, other.start)
        listed = bool(row) and self._doc[one.end].lower_ in _ROW and all(position in self._covered for position in row)
        return one.start == phrase.end and one.before is not False and listed

    def parted(self, start: int, end: int) -> bool:
        """Whether another phrase stands between two positions."""
        return any(position in self._covered for position in range(start, end))

    def begins(self, position: int) -> bool:
        """Whether a happening begins at a position."""
        place = bisect_left(self._starts, position)
        return place < len(self._starts) and self._starts[place] == position

    def ends(self, position: int) -> bool:
        """Whether a happening ends right before a position."""
        place = bisect_left(self._starts, position)
        return place > 0 and self._happenings[place - 1].end == position

    def around(self, position: int) -> Happening | None:
        """The last happening of the sentence before that of a position, else the first of the sentence behind it."""
        sentence = self._sentences[position]
        place = bisect_left(self._starts, position)
        before = next(
            (one for one in reversed(self._happenings[max(0, place - _WINDOW) : place]) if self._sentences[one.start] < sentence),
            None,
        )
        if before is not None and self._sentences[before.start] == sentence - 1:
            return before
        after = next((one for one in self._happenings[place : place + _WINDOW] if self._sentences[one.start] > sentence), None)
        return after if after is not None and self._sentences[after.start] == sentence + 1 else None

    def _cost(self, phrase: Phrase, one: Happening, here: Sequence[Happening], tie: int) -> int:
        if phrase.start <= one.head < phrase.end:
            return _WITHIN
        if one.start >= phrase.end:
            cost = self._gap(phrase.end, one.start) + (_WRONG_SIDE_OF_ACTIVE if one.before is False else 0)
        else:
            cost = self._gap(one.end, phrase.start) + (
                _WRONG_SIDE_OF_PASSIVE if one.before else _AFTER_NOUN if one.before is None else 0
            )
        low, high = sorted((phrase.start, one.start))
        cost += _OTHER_BETWEEN * sum(low < other.start < high for other in here)
        cost += _SEMICOLON * self._texts[low:high].count(";")
        if _is_equated(self._doc[phrase.head], self._doc[one.head]):
            return 0
        return max(0, min(cost, _FARTHEST_GOVERNED) - tie if tie == _GOVERNED else cost - tie)

    def _gap(self, start: int, end: int) -> int:
        return sum(position not in self._covered for position in range(start, end))


def _tie(noun: Token, word: Token) -> int:
    """How much nearer the syntax brings a word to a noun: most where the noun is its subject or object."""
    if noun.head.i == word.i and noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.i != word.i:
        return _GOVERNED
    return _TIED if _tied(noun, word) else 0


def _is_equated(noun: Token, word: Token) -> bool:
    """Whether a figure is said of a subject with the word: "the number of people killed is 40", "the dead number 12"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("to", "at") and verb.head.lemma_ in _MOVING:
        first = next(
            (child for child in verb.head.rights if child.lower_ == verb.lower_), None
        )  # "to nine and that of the hurt to 23"
        if noun.pos_ != "NUM" or first is None or first.i != verb.i:
            return False
        return any(child.dep_ in ("nsubj", "nsubjpass") and _is_what_moves(child, word) for child in verb.head.children)
    if noun.pos_ != "NUM" or verb.lemma_ not in _EQUATING or word.i >= verb.i or noun.i < verb.i:
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.left_edge.i <= word.i < verb.i for child in verb.children)


def _is_what_moves(subject: Token, word: Token) -> bool:
    """Whether a word is the subject, stands before it ("the death toll"), or says what it is a figure of ("the number of dead")."""
    if subject.i in (word.i, word.head.i):
        return True
    of = next((child for child in subject.children if child.lower_ == "of"), None)
    return of is not None and of.i < word.i <= of.right_edge.i


def _tied(noun: Token, word: Token) -> bool:
    """Whether a word governs a noun through at most four others, or describes it."""
    node = noun
    for _ in range(_LONGEST_TIE):
        if node.head.i == node.i:
            break
        node = node.head
        if node.i == word.i:
            return True
    return noun.i in (word.head.i, word.head.head.i)
