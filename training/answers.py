"""How many questions are answered rightly: a run goes in, for each task the share right by the rules and by the model comes out.

    python -m training.answers NAME --fold 0

Asked are the questions of the held-back fold, both those on the rules' path and those on the right one.
"""

import argparse
from collections import Counter, defaultdict

import torch
from torch.nn import functional

from training.evaluate import opened
from training.heads import TASKS, batch_of
from training.train import Run, bottoms, chosen


@torch.no_grad()
def main() -> None:
    """Print a line for each task."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--fold", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    run = Run(options.name, options.fold)
    model, known = opened(run)
    asked, rules, right, cost = Counter[str](), Counter[str](), Counter[str](), defaultdict[str, float](float)
    for example in chosen(run, held_back=True):
        vectors = model.vectors(example, bottoms(model.encoder, example))
        batch = batch_of(example, known)
        if batch is None:
            continue
        scores = model.heads(batch, vectors)
        each = functional.cross_entropy(scores, batch.answers, reduction="none")
        for task, (rows, _) in batch.tasks.items():
            asked[task] += rows.stop - rows.start
            right[task] += int((scores[rows].argmax(1) == batch.answers[rows]).sum())
            cost[task] += float(each[rows].sum())
        for one in example.asked:
            rules[one.question.task] += one.question.rules == one.answer
    for task in TASKS:
        count = max(1, asked[task])
        print(
            f"{task:15} {asked[task]:6}  rules {rules[task] / count:.3f}  model {right[task] / count:.3f}  loss {cost[task] / count:.3f}"
        )


if __name__ == "__main__":
    main()
