"""A trained model's answers: the vectors of a text's pieces and a model's weights go in, a judge of the document's questions comes out.

Each task has a small head of weights; all are built alike (see `training/heads.py`, which learns them). What a head sees of an
option: its words and the anchor's as vectors, what the rules see in both, four numbers for how far apart they stand, and which
option is the rules' own. Reading asks a hundred questions and more a report, so what was reckoned once is kept.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.extraction.questions import NO, Question

Array = NDArray[np.float32]

#: Options of a question that says only whether something is so.
_YES_OR_NO = 2
#: How many sums of what the rules see are kept.
_KEPT = 20_000

#: Where an option that stands nowhere stands, and how far that is.
_NOWHERE = (-1, -1)
_UNKNOWN = (0.0, 0.0, 0.0, 0.0)

#: Places in a text for whose options there is room at first.
_ROOM = 32

#: Gives the vector of the tokens from one to before another.
Span: TypeAlias = Callable[[int, int], Array]


def words_of(question: Question, place: int) -> list[str]:
    """What the rules see in an option and its question, as words of a model's vocabulary."""
    option, task, rules = question.options[place], question.task, question.options[question.rules].code
    return [
        *_words_of_code(task, option.code, rules, place == question.rules),
        *(word for fact in question.facts for word in _words_of_fact(task, option.code, fact)),
        *_words_of_facts(task, option.facts),
    ]


def _words_of_code(task: str, code: str, rules: str, same: bool) -> list[str]:
    """What is seen of an option by its code, and how it stands to the one of the rules, whose code is `rules`."""
    return [f"{task} option {code}", f"{task} {'rules' if same else 'other'}", f"{task} rules say {rules} to {code}"]


def _words_of_fact(task: str, code: str, fact: str) -> list[str]:
    """What is seen of an option by its code where something is seen in the question."""
    return [f"{task} fact {fact}", f"{task} {code} fact {fact}"]


def _words_of_facts(task: str, facts: tuple[str, ...]) -> list[str]:
    """What is seen of an option by itself."""
    return [f"{task} of {fact}" for fact in facts]


def distances(question: Question, place: int) -> tuple[float, float, float, float]:
    """How far an option's words stand from the anchor, which side, whether they overlap; zeros for one that stands nowhere."""
    option = question.options[place]
    return _distances(question, option.start, option.end)


def _distances(question: Question, start: int, end: int) -> tuple[float, float, float, float]:
    if start < 0:
        return _UNKNOWN
    return _apart(max(start - question.end + 1, question.start - end + 1, 0), start < question.start)


@lru_cache(maxsize=1024)
def _apart(gap: int, before: bool) -> tuple[float, float, float, float]:
    return math.log1p(gap) / 5, math.exp(-gap / 6), float(before), float(gap == 0)


class Head:
    """The weights of one task, from arrays that have the names of the modules in `training/heads.py`.

    What is multiplied with the same stands in one matrix: `anchor` with an anchor's words, `around` with the mean of all, `option` with an
    option's words, to which `nowhere` is added. `hidden`, `mixed` and `mixed_words` are the columns of what comes out.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Put the matrices side by side."""
        size, hidden, mixed = arrays["option.weight"].shape[1], len(arrays["anchor.weight"]), len(arrays["mix_anchor.weight"])
        self.hidden, self.mixed = slice(hidden), slice(hidden, hidden + mixed)
        self.mixed_words = slice(hidden + mixed, hidden + 2 * mixed)
        anchor = np.concatenate([arrays["anchor.weight"], arrays["mix_anchor.weight"]])
        self.anchor, self.around = np.ascontiguousarray(anchor[:, :size]), np.ascontiguousarray(anchor[:, size:])
        self.bias = np.concatenate([arrays["anchor.bias"], arrays["mix_anchor.bias"]])
        self.option = np.concatenate([arrays[f"{name}.weight"] for name in ("option", "mix_option", "mix_words")]).T
        self.nowhere = np.concatenate([np.zeros(hidden, np.float32), arrays["mix_option.bias"], arrays["mix_words.bias"]])
        self.number = arrays["number.weight"].T
        self.half_score = arrays["score.weight"][0] / 2
        self.ones = np.ones(mixed, np.float32)
        self.trust = arrays["trust"]


class _Seen:
    """The sums of the vectors of words that are seen together, each reckoned once and kept as a row of a table."""

    def __init__(self, known: Mapping[str, int], vectors: Array) -> None:
        self._known, self._vectors = known, vectors
        self._rows: dict[tuple[object, ...], int] = {}
        self._facts: dict[tuple[str, str], _Facts] = {}
        self._table = np.empty((_KEPT, vectors.shape[1]), np.float32)

    def of(self, question: Question) -> Array:
        """The sums for each option of a question: of its words' vectors, of the second ones, and of their numbers."""
        task, facts, options = question.task, question.facts, question.options
        if len(self._rows) + len(options) * (len(facts) + 2) > _KEPT:
            self._rows.clear()
            self._facts.clear()
        code_of_rules = options[question.rules].code
        rows: list[int] = []
        for place, option in enumerate(options):
            rows.append(self._row(_words_of_code, task, option.code, code_of_rules, place == question.rules))
            rows.append(self._row(_words_of_facts, task, option.facts))
            known = self._facts.get((task, option.code))
            if known is None:
                known = self._facts[task, option.code] = _Facts(self._row, task, option.code)
            rows += map(known.__getitem__, facts)
        sums: Array = np.add.reduce(self._table.take(rows, axis=0).reshape(len(options), -1, self._table.shape[1]), axis=1)
        return sums

    def _row(self, words: Callable[..., list[str]], *seen: object) -> int:
        key = (words, *seen)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self._rows)
            numbers = [self._known[word] for word in words(*seen) if word in self._known]
            np.add.reduce(self._vectors.take(numbers, axis=0), axis=0, out=self._table[row])
        return row


class _Facts(dict[str, int]):
    """The rows of what is seen in a question, for one code of a task."""

    def __init__(self, row: Callable[..., int], task: str, code: str) -> None:
        super().__init__()
        self._row, self._task, self._code = row, task, code

    def __missing__(self, fact: str) -> int:
        row = self[fact] = self._row(_words_of_fact, self._task, self._code, fact)
        return row


@dataclass(frozen=True)
class Weights:
    """What a model has learnt: its vocabulary with two vectors and a number for each word, and the matrices of each task's head.

    A head's arrays have the names of the modules in `training/heads.py`. `caution` is added to the score of each task's first
    option, which says "no" or "none"; it is found on reports that were held back.
    """

    known: Mapping[str, int]
    words: Array
    mixed: Array
    plain: Array
    heads: Mapping[str, Mapping[str, Array]]
    caution: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def seen(self) -> _Seen:
        """The vectors and the number of each word side by side, as they are used."""
        return _Seen(self.known, np.concatenate([self.words, self.mixed, self.plain], axis=1))

    @cached_property
    def ready(self) -> Mapping[str, Head]:
        """The heads as they are used."""
        return {task: Head(arrays) for task, arrays in self.heads.items()}


class _Here:
    """A head in one document: what it makes of words there, each reckoned once."""

    def __init__(self, head: Head, mean: Array) -> None:
        self.head = head
        self._around = head.around @ mean + head.bias
        self._anchors: dict[tuple[int, int], Array] = {}
        self._rows: dict[tuple[int, int], int] = {_NOWHERE: 0}
        self._table = np.empty((_ROOM, len(head.nowhere)), np.float32)
        self._table[0] = head.nowhere

    def anchor(self, start: int, end: int, span: Span) -> Array:
        """What it makes of an anchor."""
        found = self._anchors.get((start, end))
        if found is None:
            found = self._anchors[start, end] = self.head.anchor @ span(start, end) + self._around
        return found

    def options(self, places: Sequence[tuple[int, int]], span: Span) -> Array:
        """What it makes of the words of some options, a row each."""
        rows = self._rows
        if new := [place for place in dict.fromkeys(places) if place not in rows]:
            first, last = len(rows), len(rows) + len(new)
            if last > len(self._table):
                self._table = np.concatenate([self._table, np.empty((last, self._table.shape[1]), np.float32)])
            self._table[first:last] = np.array([span(*place) for place in new]) @ self.head.option + self.head.nowhere
            rows.update(zip(new, range(first, last), strict=True))
        found: Array = self._table.take([rows[place] for place in places], axis=0)
        return found


class ScoringJudge:
    """Answers the questions about one document with the option that scores highest."""

    def __init__(self, weights: Weights, vectors: Array, pieces: Sequence[tuple[int, int]]) -> None:
        """Take the vectors of the text's pieces (pieces × size) and for each token its first piece and the one behind its last."""
        self._weights, self._vectors, self._pieces = weights, vectors, pieces
        self._sums = np.zeros((len(vectors) + 1, vectors.shape[1]), np.float32)
        vectors.cumsum(0, out=self._sums[1:])
        self._mean = self._sums[-1] / np.float32(len(vectors))
        self._here: dict[str, _Here] = {}
        self._spans: dict[tuple[int, int], Array] = {}
        self._chances: dict[tuple[str, int], float] = {}

    def choose(self, question: Question) -> int:
        """The position of the best option; the rules' answer for a task that the model hasn't learnt."""
        if question.task not in self._weights.heads:
            return question.rules
        scores: list[float] = self.scores(question).tolist()
        best = max(scores)
        chances = [math.exp(score - best) for score in scores]
        total = sum(chances)
        answer = scores.index(best)
        if answer == 0 and len(scores) > _YES_OR_NO and question.options[0].code == NO and chances[0] < total / 2:
            answer = chances.index(max(chances[1:]), 1)  # that it is so is likelier than "no", how is less sure
        self._chances[question.task, question.start] = chances[answer] / total
        return answer

    def sure(self, task: str, start: int) -> float | None:
        """The chance that the model gave its latest answer about the words at a token; None where it wasn't asked."""
        return self._chances.get((task, start))

    def scores(self, question: Question) -> Array:
        """The scores of a question's options, as logarithms of unnormed chances."""
        here = self._here.get(question.task)
        if here is None:
            here = self._here[question.task] = _Here(self._weights.ready[question.task], self._mean)
        head = here.head
        places = [(option.start, option.end) for option in question.options]
        anchor = here.anchor(question.start, question.end, self._span)
        words = here.options(places, self._span)
        seen = self._weights.seen.of(question)
        inner = words[:, head.hidden]
        inner += seen[:, head.hidden]
        inner += anchor[head.hidden]
        if max(places) > _NOWHERE:
            inner += np.array([_distances(question, *place) for place in places], np.float32) @ head.number
        mixed = seen[:, head.mixed]
        products = words[:, head.mixed_words]
        products *= mixed
        mixed += words[:, head.mixed]
        mixed *= anchor[head.mixed]
        products += mixed
        scores: Array = _twice_gelu(inner) @ head.half_score
        scores += products @ head.ones
        scores += seen[:, -1]
        scores[question.rules] += head.trust
        scores[0] += self._weights.caution.get(question.task, 0.0)
        return scores

    def _span(self, start: int, end: int) -> Array:
        """First piece and mean of some tokens."""
        found = self._spans.get((start, end))
        if found is None:
            first, last = self._pieces[start][0], self._pieces[end - 1][1]
            last, size = max(last, first + 1), self._vectors.shape[1]
            found = self._spans[start, end] = np.empty(2 * size, np.float32)
            found[:size] = self._vectors[first]
            np.subtract(self._sums[last], self._sums[first], out=found[size:])
            found[size:] /= np.float32(last - first)
        return found


def _twice_gelu(x: Array) -> Array:
    """Twice the activation, by its usual approximation."""
    inner = x * x
    inner *= np.float32(0.7978845608 * 0.044715)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    return inner
