"""What a judge answered, for those who look on: questions and answers go in, a readable line for each surprising answer comes out."""

from kg.extraction.candidates import Document
from kg.extraction.questions import Judge, Question

#: How many words of what is asked about are shown.
_WORDS = 6


class Recorder:
    """A judge that answers as another one does and keeps what it was asked, with the answer and the other's chance of it."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._asked: list[tuple[Question, int, float | None]] = []

    def choose(self, question: Question) -> int:
        """The other's answer."""
        chosen = self._judge.choose(question)
        self._asked.append((question, chosen, self._judge.sure(question.task, question.start)))
        return chosen

    def sure(self, task: str, start: int) -> float | None:
        """How sure the other was."""
        return self._judge.sure(task, start)

    def lines(self, document: Document) -> tuple[str, ...]:
        """How much was asked, and a line for each answer that is not the rules'."""
        other = [one for one in self._asked if one[1] != one[0].rules]
        told = f"{len(self._asked)} questions, {len(other)} answered otherwise than by the rules"
        return (told, *(_line(document, *one) for one in other))


def _line(document: Document, question: Question, chosen: int, sure: float | None) -> str:
    words = " ".join(document.words_of(question.start, min(question.end, question.start + _WORDS)).split())
    chance = "" if sure is None else f" ({sure:.2f})"
    answer, rules = (_said(question, place) for place in (chosen, question.rules))
    return f"{question.task} of {words!r}: {answer}{chance}, by rules {rules}"


def _said(question: Question, place: int) -> str:
    """An answer: its code, and the name or days that it stands for."""
    option = question.options[place]
    value = "" if not option.value or option.value.isdigit() or option.value == option.code else f" {option.value}"
    return f"{option.code}{value}"
