"""How far a model may depart from the rules, and how sure it must be of more than "no": runs go in, two numbers for each task come out.

    python -m training.caution NAME --folds 0,1,2,3,4

The first is added to the score of the rules' answer: a model that has seen its own reports often is surer than it should be. Of a few
numbers that one is taken with which most questions are answered rightly. The second is added to the score of a task's first answer
("no", "none"): task after task, step by step as long as the reports are read better. Both by the reports that the runs held back, never
by those of the shipping model's own measure; kept beside the runs.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from kg.extraction.scores import Weights
from training.evaluate import Held, held_back, opened, score, seen, weights_of, with_trust
from training.heads import batch_of
from training.scoring import Score
from training.train import RUNS, Model, Run, bottoms, chosen

#: The tasks whose first option says "no", those first on which most depends; not whether there is anything to find, since a report silenced
#: costs little F1 and what is made up for an empty one hardly any.
TASKS = (
    "event", "mention", "count", "statement", "unsaid", "victim", "facility-count", "event-of", "source", "part", "place", "also",
    "weapon", "facility", "perpetrator", "suspected", "negated",
)  # fmt: skip
_STEPS = (-0.7, 0.7)
_FARTHEST = 2.2
_TRUST = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
#: By how much F1 must rise for a step to be taken, so that chance is not.
_GAIN = 0.0005
#: Which reports of a fold steps are tried on: every third, so that the search takes minutes.
_EVERY = 3


@torch.no_grad()
def right_by_trust(run: Run, model: Model, known: dict[str, int]) -> dict[str, list[int]]:
    """For each task how many questions of the held-back reports are answered rightly with each number."""
    right: dict[str, list[int]] = defaultdict(lambda: [0] * len(_TRUST))
    for example in chosen(run, held_back=True):
        batch = batch_of(example, known)
        if batch is None:
            continue
        scores = model.heads(batch, model.vectors(example, bottoms(model.encoder, example)))
        rules = torch.zeros_like(scores)
        rules[batch.of, batch.slot] = batch.rules
        for place, number in enumerate(_TRUST):
            hits = (scores + number * rules).argmax(1) == batch.answers
            for task, (rows, _) in batch.tasks.items():
                right[task][place] += int(hits[rows].sum())
    return right


def trusted(rights: Sequence[Mapping[str, Sequence[int]]]) -> dict[str, float]:
    """By task the number with which most are right over all runs, the smallest of several."""
    totals = {task: [sum(one[task][place] for one in rights) for place in range(len(_TRUST))] for task in rights[0]}
    return {task: _TRUST[counts.index(max(counts))] for task, counts in totals.items()}


def sought(models: Sequence[tuple[list[Held], Weights]]) -> dict[str, float]:
    """The numbers with which some models read best what each has held back."""
    caution: dict[str, float] = {}
    best = _f1(models, caution)
    print(f"F1 {best:.4f}", flush=True)
    for task in TASKS:
        for step in _STEPS:
            while abs(number := caution.get(task, 0.0) + step) < _FARTHEST:
                tried = _f1(models, caution | {task: number})
                if tried <= best + _GAIN:
                    break
                caution, best = caution | {task: number}, tried
                print(f"{task} {number:+.1f}: F1 {best:.4f}", flush=True)
            if task in caution:
                break
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
    runs = [Run(options.name, number) for number in map(int, options.folds.split(","))]
    models = [opened(run) for run in runs]
    trust = trusted([right_by_trust(run, *one) for run, one in zip(runs, models, strict=True)])
    print("trust", trust, flush=True)
    held = [
        (seen(model, held_back(run.fold)[::_EVERY]), with_trust(weights_of(model, known), trust))
        for run, (model, known) in zip(runs, models, strict=True)
    ]
    path = RUNS / f"{options.name}-caution.json"
    path.write_text(json.dumps({"trust": trust, "caution": {}}))
    path.write_text(json.dumps({"trust": trust, "caution": sought(held)}))


if __name__ == "__main__":
    main()
