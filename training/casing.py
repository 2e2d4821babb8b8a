"""Trains what puts text in capitals into its usual case: reports of the corpus go in, the weights `kg/extraction/casing.json` come out.

    python -m training.casing            # trains, writes the weights, prints how many words of the held-back reports are right

Needs nothing but what the reader needs. The same corpus gives the same weights. Never trained on: the reports that
`training.folds` holds back for good, and the first word of any sentence, whose capital says nothing.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extraction.casing import KINDS, NO_WORD, WEIGHTS, Token, begins_sentence, best, in_brackets, kinds_of, signs, tokens
from training.folds import NEVER, fold
from training.reports import load

_EPOCHS = 4
_SHORTEST = 30
_FEWEST_SMALL = 0.5
#: Signs met in fewer places than this, or that weigh less, are left out of the file: they change no decision in a hundred.
_RAREST = 2
#: An ordinary word stands at least so often in small letters, and more often so than as a name; no other is learnt by itself.
_ORDINARY = 6
_LIGHTEST = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report: its tokens, the kind of each, and the words that stand in brackets in the report."""

    tokens: list[Token]
    kinds: list[str]
    bracketed: frozenset[str]


@dataclass
class Perceptron:
    """Weights for each sign and kind, and their sums over all steps, from which the average comes."""

    weights: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * len(KINDS)))
    sums: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * len(KINDS)))
    met: Counter[str] = field(default_factory=Counter)
    steps: int = 1

    def learn(self, found: list[str], right: str) -> None:
        """Take one step: where the guess is wrong, weigh what was found for the right kind and against the guess."""
        self.steps += 1
        guess = best(iter(found), self.weights)
        if guess == right:
            return
        for sign in found:
            self.met[sign] += 1
            for kind, step in ((right, 1.0), (guess, -1.0)):
                self.weights[sign][KINDS.index(kind)] += step
                self.sums[sign][KINDS.index(kind)] += step * self.steps

    def average(self) -> dict[str, list[float]]:
        """The weights averaged over all steps, rounded, without those that hardly count."""
        averaged = {
            sign: [round(now - total / self.steps, 1) for now, total in zip(weights, self.sums[sign], strict=True)]
            for sign, weights in sorted(self.weights.items())
            if self.met[sign] >= _RAREST or sign.startswith("word ")
        }
        return {
            sign: weights for sign, weights in averaged.items() if max(map(abs, weights)) >= _LIGHTEST or sign.startswith("word ")
        }


def lines(*, held_back: bool) -> Iterator[Line]:
    """The lines in usual case of the reports that are trained on, or of those that are held back."""
    for one in load():
        if (fold(one.folder, one.name) == NEVER) != held_back:
            continue
        bracketed = in_brackets(one.report.text)
        for line in one.report.text.split("\n"):
            if len(line) >= _SHORTEST and sum(map(str.isupper, line)) < _FEWEST_SMALL * sum(map(str.islower, line)):
                found = tokens(line)
                yield Line(found, [_kind(token) for _, token in found], bracketed)


def ordinary(known: Iterable[Line]) -> list[str]:
    """The words that lines show to be no names."""
    small, other = Counter[str](), Counter[str]()
    for line in known:
        for index, ((_, token), kind) in enumerate(zip(line.tokens, line.kinds, strict=True)):
            if kind != NO_WORD and not begins_sentence(line.tokens, index):
                (small if kind == "small" else other)[token.lower()] += 1
    return sorted(word for word, times in small.items() if times >= _ORDINARY and times > other[word])


def train(seed: int = 0) -> dict[str, list[float]]:
    """The weights that the corpus teaches."""
    perceptron, order = Perceptron(), list(lines(held_back=False))
    perceptron.weights.update({f"word {word}": [0.0] * len(KINDS) for word in ordinary(order)})
    shuffle = random.Random(seed).shuffle  # noqa: S311 - an order, no secret
    for _ in range(_EPOCHS):
        shuffle(order)
        for line in order:
            for index, kind in enumerate(line.kinds):
                if kind != NO_WORD and not begins_sentence(line.tokens, index):
                    perceptron.learn(
                        list(signs(line.tokens, index, line.kinds[:index][-2:], line.bracketed, perceptron.weights)), kind
                    )
    return perceptron.average()


def share_right(weights: dict[str, list[float]]) -> float:
    """The share of the words of the reports held back whose kind is right."""
    asked = right = 0
    for line in lines(held_back=True):
        found = kinds_of(line.tokens, line.bracketed, weights)
        words = [index for index, kind in enumerate(line.kinds) if kind != NO_WORD and not begins_sentence(line.tokens, index)]
        asked += len(words)
        right += sum(found[index] == line.kinds[index] for index in words)
    return right / asked


def _kind(token: str) -> str:
    if not token[0].isalpha():
        return NO_WORD
    if token.isupper() and len(token) > 1:
        return "capitals"
    return "small" if token.islower() else "name"


def main() -> None:
    """Train, write the weights and print the share of right words."""
    weights = train()
    text = "".join(f"{json.dumps(sign)}: {json.dumps(values)},\n" for sign, values in weights.items())
    WEIGHTS.write_text("{\n" + text.removesuffix(",\n") + "\n}\n", encoding="utf-8")
    print(f"{len(weights)} signs; {share_right(weights):.4f} of the words held back are right")


if __name__ == "__main__":
    main()
