"""A trained model's answers: the vectors of a text's pieces and a model's weights go in, a judge of the document's questions comes out.

Each task has a small head of weights; all are built alike (see `training/heads.py`, which learns them). What a head sees of an
option: its words and the anchor's as vectors, what the rules see in both, four numbers for how far apart they stand, and which
option is the rules' own.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extraction.questions import Question

Array = NDArray[np.float32]


def words_of(question: Question, place: int) -> list[str]:
    """What the rules see in an option and its question, as words of a model's vocabulary."""
    option, task = question.options[place], question.task
    return [
        f"{task} option {option.code}",
        *(f"{task} fact {fact}" for fact in question.facts),
        *(f"{task} {option.code} fact {fact}" for fact in question.facts),
        *(f"{task} of {fact}" for fact in option.facts),
        f"{task} {'rules' if place == question.rules else 'other'}",
        f"{task} rules say {question.options[question.rules].code} to {option.code}",
    ]


def distances(question: Question, place: int) -> tuple[float, float, float, float]:
    """How far an option's words stand from the anchor, which side, whether they overlap; zeros for one that stands nowhere."""
    option = question.options[place]
    if option.start < 0:
        return 0.0, 0.0, 0.0, 0.0
    gap = max(option.start - question.end + 1, question.start - option.end + 1, 0)
    return math.log1p(gap) / 5, math.exp(-gap / 6), float(option.start < question.start), float(gap == 0)


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
    def seen(self) -> Array:
        """The vectors and the number of each word side by side; the last row is of no word and holds zeros."""
        table = np.concatenate([self.words, self.mixed, self.plain], axis=1)
        return np.concatenate([table, np.zeros((1, table.shape[1]), np.float32)])


class ScoringJudge:
    """Answers the questions about one document with the option that scores highest."""

    def __init__(self, weights: Weights, vectors: Array, pieces: Sequence[tuple[int, int]]) -> None:
        """Take the vectors of the text's pieces (pieces × size) and for each token its first piece and the one behind its last."""
        self._weights, self._vectors, self._pieces = weights, vectors, pieces
        self._sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(0, dtype=np.float32)])
        self._around = vectors.mean(0)
        self._chances: dict[tuple[str, int], float] = {}

    def choose(self, question: Question) -> int:
        """The position of the best option; the rules' answer for a task that the model hasn't learnt."""
        if question.task not in self._weights.heads:
            return question.rules
        scores = self.scores(question)
        chosen = int(scores.argmax())
        self._chances[question.task, question.start] = float(1 / np.exp(scores - scores[chosen]).sum())
        return chosen

    def sure(self, task: str, start: int) -> float | None:
        """The chance that the model gave its latest answer about the words at a token; None where it wasn't asked."""
        return self._chances.get((task, start))

    def scores(self, question: Question) -> Array:
        """The scores of a question's options, as logarithms of unnormed chances."""
        head, options = self._weights.heads[question.task], question.options
        anchor = self._span(question.start, question.end)
        words = np.zeros((len(options), anchor.size), np.float32)
        for place, option in enumerate(options):
            if option.start >= 0:
                words[place] = self._span(option.start, option.end)
        apart = np.array([distances(question, place) for place in range(len(options))], np.float32)
        vectors, mixed, plain = self._seen(question)
        around = np.concatenate([anchor, self._around])
        hidden: Array = head["anchor.weight"] @ around + head["anchor.bias"] + vectors
        hidden += words @ head["option.weight"].T + apart @ head["number.weight"].T
        left = head["mix_anchor.weight"] @ around + head["mix_anchor.bias"]
        right = words @ head["mix_option.weight"].T + head["mix_option.bias"] + mixed
        scores: Array = _gelu(hidden) @ head["score.weight"][0] + right @ left + plain
        scores += ((words @ head["mix_words.weight"].T + head["mix_words.bias"]) * mixed).sum(1)
        scores[question.rules] += head["trust"]
        scores[0] += self._weights.caution.get(question.task, 0.0)
        return scores

    def _seen(self, question: Question) -> tuple[Array, Array, Array]:
        """What the rules see in each option: the sums of its words' vectors, of the second ones, and of their numbers."""
        weights, none = self._weights, len(self._weights.seen) - 1
        rows: list[int] = []
        starts: list[int] = []
        for place in range(len(question.options)):
            starts.append(len(rows))
            rows.append(none)
            rows.extend(weights.known[word] for word in words_of(question, place) if word in weights.known)
        sums: Array = np.add.reduceat(weights.seen.take(rows, axis=0), starts, axis=0)
        first, last = weights.words.shape[1], sums.shape[1] - 1
        return sums[:, :first], sums[:, first:last], sums[:, last]

    def _span(self, start: int, end: int) -> Array:
        """First piece and mean of some tokens."""
        first, last = self._pieces[start][0], self._pieces[end - 1][1]
        last = max(last, first + 1)
        mean = (self._sums[last] - self._sums[first]) / np.float32(last - first)
        return np.concatenate([self._vectors[first], mean])


def _gelu(x: Array) -> Array:
    """The activation, by its usual approximation."""
    inner: Any = np.float32(0.7978845608) * (x + np.float32(0.044715) * x**3)
    result: Array = np.float32(0.5) * x * (1 + np.tanh(inner))
    return result
