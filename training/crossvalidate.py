"""A model for each fold, scored on the reports that it has not seen: a name goes in, the scores over all folds come out.

    python -m training.crossvalidate NAME [--kept 3 --epochs 2 …] [--folds 0,1]

Goes on where an earlier call was stopped. The last line is a row for `training/experiments.md`.
"""

import argparse
import time
from dataclasses import replace

import torch

from training.evaluate import held_back, opened, score, seen, tuned
from training.folds import FOLDS
from training.scoring import Score
from training.train import Run, add_settings, run_of, train


def main() -> None:
    """Train and score fold after fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_settings(parser)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    options = parser.parse_args()
    torch.set_num_threads(1)
    rules, hybrid, begun = Score(), Score(), time.process_time()
    for number in map(int, options.folds.split(",")):
        run = replace(run_of(options), fold=number)
        if not train(run, options.minutes):
            raise SystemExit(f"{run.path.stem} was stopped; call again to go on")
        one, other = scores_of(run)
        rules.join(one)
        hybrid.join(other)
        print(f"fold {number} rules  {one.line()}\nfold {number} hybrid {other.line()}", flush=True)
    print(f"all rules  {rules.line()}\nall hybrid {hybrid.line()}\nCPU minutes {(time.process_time() - begun) / 60:.0f}")


def scores_of(run: Run) -> tuple[Score, Score]:
    """The scores of the rules and of a run on the reports that it held back."""
    model, known = opened(run)
    held = seen(model, held_back(run.fold))
    return score(held, None), score(held, tuned(run.name, model, known))


if __name__ == "__main__":
    main()
