"""How sure a model must be before it says more than "no": runs go in, a number for each task comes out and is kept beside the runs.

    python -m training.caution NAME --folds 0,1

The number is added to the score of a task's first option ("no", "none"). Task after task, the one of a few numbers is taken with
which the reports that the runs held back are read best; only such reports, never those of the shipping model's own measure.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from kg.extraction.scores import Weights
from training.evaluate import Held, held_back, opened, score, seen, weights_of
from training.scoring import Score
from training.train import RUNS, Run

#: The tasks whose first option says "no" or "none", those first on which most depends.
TASKS = (
    "told",
    "event",
    "mention",
    "count",
    "statement",
    "victim",
    "facility-count",
    "perpetrator",
    "facility",
    "weapon",
    "event-of",
    "place",
    "date",
)
_NUMBERS = (-1.0, -0.5, 0.5, 1.0)
#: By how much F1 must rise for a number to be taken, so that chance is not.
_GAIN = 0.0005


def sought(models: Sequence[tuple[list[Held], Weights]]) -> dict[str, float]:
    """The numbers with which some models read best what each has held back."""
    caution: dict[str, float] = {}
    best = _f1(models, caution)
    for task in TASKS:
        tried = {number: _f1(models, caution | {task: number}) for number in _NUMBERS}
        number = max(tried, key=lambda one: tried[one])
        if tried[number] > best + _GAIN:
            caution, best = caution | {task: number}, tried[number]
            print(f"{task} {number:+}: F1 {best:.4f}", flush=True)
    return caution


def _f1(models: Sequence[tuple[list[Held], Weights]], caution: Mapping[str, float]) -> float:
    total = Score()
    for held, weights in models:
        total.join(score(held, replace(weights, caution=caution)))
    return total.f1()[2]


def main() -> None:
    """Seek the numbers and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--folds", default="0")
    options = parser.parse_args()
    torch.set_num_threads(1)
    models = []
    for number in map(int, options.folds.split(",")):
        model, known = opened(Run(options.name, number))
        models.append((seen(model, held_back(number)), weights_of(model, known)))
    (RUNS / f"{options.name}-caution.json").write_text(json.dumps(sought(models)))


if __name__ == "__main__":
    main()
