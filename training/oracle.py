"""How far the rules' candidates reach: reads with the hand-made answers, and says how that scores.

`python -m training.oracle [TASK …]` answers only the questions of those tasks; all where none are given.
"""

import sys
from dataclasses import replace

from kg.extraction.language import documents
from kg.extraction.questions import Question
from kg.extraction.steps import find_candidates, read
from training.gold import OPEN, Gold
from training.reports import load
from training.scoring import Score


class Oracle:
    """Answers the questions of some tasks as the account does, the others as the rules do."""

    def __init__(self, gold: Gold, tasks: frozenset[str]) -> None:
        self.gold, self.tasks = gold, tasks

    def choose(self, question: Question) -> int:
        """The right option, the rules' one where it isn't known."""
        if self.tasks and question.task not in self.tasks:
            return question.rules
        answer = self.gold.answer(question)
        return question.rules if answer == OPEN else answer

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        """Nothing to tell."""
        return None


def main() -> None:
    """Print the scores of the rules and of the right answers."""
    tasks = frozenset(sys.argv[1:])
    annotated = load()
    rules, best = Score(), Score()
    for one, document in zip(annotated, documents(each.report for each in annotated), strict=True):
        rules.add(one, read(document).account)
        gold = Gold(document, find_candidates(document), one.account)
        best.add(one, read(replace(document, judge=Oracle(gold, tasks))).account)
    print("rules ", rules.line())
    print("oracle", best.line())
    for family in ("events", "victim_counts", "facility_counts", "named_victims", "statements"):
        keys = sorted({key for name, key in best.tally.right + best.tally.missed if name == family})
        print(family, " ".join(f"{key} {rules.f1(family, key)[2]:.2f}>{best.f1(family, key)[2]:.2f}" for key in keys))


if __name__ == "__main__":
    main()
