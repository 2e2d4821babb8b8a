"""What the rules only guess, as questions: an anchor in the text and options go in, the option that is right comes out.

Each question carries the rules' own answer. Whoever has better grounds answers in their place: a trained model, or, while one is
trained, the hand-made account. Where nobody does, the rules' answer stands.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

NO = "no"
YES = "yes"
#: How many values on either side of an anchor are looked at, so that time grows with the text only.
_AROUND = 64
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its `code`, the tokens where it stands (`start` to before `end`; -1 for nowhere) and what it would mean.

    `value` is what the answer puts into the account (a name, dates), for those who know the right one; `facts` are what the
    rules see in it, as words.
    """

    code: str
    start: int = -1
    end: int = -1
    value: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A choice between options; `start` to before `end` are the tokens that it is about, `rules` the position of the rules' answer.

    `task` names the kind of question; `facts` are what the rules see at the anchor, as words.
    """

    task: str
    start: int
    end: int
    options: tuple[Option, ...]
    rules: int
    facts: tuple[str, ...] = ()


class Judge(Protocol):
    """Answers the questions of one document; the answer to one may decide which are asked next."""

    def choose(self, question: Question) -> int:
        """The position of the right option."""

    def sure(self, task: str, start: int) -> float | None:
        """The chance (0 to 1) that the latest answer about the words at a token is right; None where it can't be told."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a group of questions is about, with what the rules see there."""

    judge: Judge
    start: int
    end: int
    facts: tuple[str, ...] = ()

    def choose(self, task: str, options: Sequence[Option], rules: int) -> int:
        """The position of the right one of some options."""
        return self.judge.choose(Question(task, self.start, self.end, tuple(options), rules, self.facts))

    def code(self, task: str, codes: Sequence[str], rules: str) -> str:
        """The right one of some codes that stand nowhere in particular."""
        return codes[self.choose(task, [Option(code) for code in codes], codes.index(rules))]

    def holds(self, task: str, option: Option, *, rules: bool) -> bool:
        """Whether an option is right, each asked by itself."""
        return bool(self.choose(task, (Option(NO), option), int(rules)))


def nearest(values: Sequence[_T], at: int, where: Callable[[_T], int]) -> list[_T]:
    """The values around a position, the nearest first, out of many in order of the text; `where` is the position of one.

    >>> nearest((2, 5, 6, 20), 7, lambda one: one)
    [6, 5, 2, 20]
    """
    place = bisect_left(values, at, key=where)
    return sorted(values[max(0, place - _AROUND) : place + _AROUND], key=lambda one: abs(where(one) - at))
