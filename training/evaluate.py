"""How a trained model reads the reports that it has not seen: a run goes in, its scores beside the rules' come out.

    python -m training.evaluate NAME --fold 0 [--tasks event,count] [--never]

`--tasks` lets the model answer only some kinds of questions, `--never` reads the reports that no model is trained on. What was
found for the runs of that name (`training.caution`) is heeded.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from kg.extraction.candidates import Document
from kg.extraction.language import documents
from kg.extraction.scores import Array, ScoringJudge, Weights
from kg.extraction.steps import read
from training.features import Example, pieces_known
from training.folds import NEVER, fold
from training.heads import TASKS
from training.reports import Annotated, load
from training.scoring import FAMILIES, Score
from training.train import RUNS, Model, Run, bottoms


@dataclass(frozen=True)
class Held:
    """A report that is held back, as spaCy and the model's encoder see it."""

    annotated: Annotated
    document: Document
    vectors: Array
    pieces: list[tuple[int, int]]


def opened(run: Run) -> tuple[Model, dict[str, int]]:
    """A trained model and its vocabulary."""
    state = torch.load(run.path, weights_only=False)
    model = Model(state["run"].kept, len(state["known"]), 0.0)
    model.load_state_dict(state["model"])
    return model.eval(), state["known"]


def weights_of(model: Model, known: dict[str, int], tasks: Sequence[str] = TASKS) -> Weights:
    """What the reader needs of a model besides its encoder."""
    heads = {
        task: {name: value.detach().numpy() for name, value in model.heads.heads[f"{task}?"].named_parameters()} for task in tasks
    }
    words, mixed, plain = (table.weight.detach().numpy() for table in (model.heads.words, model.heads.mixed, model.heads.plain))
    return Weights(known, words, mixed, plain, heads)


def tuned(name: str, model: Model, known: dict[str, int], tasks: Sequence[str] = TASKS) -> Weights:
    """`weights_of` with what was found on held-back reports for a name's runs (`training.caution`), where it has been sought.

    That is for each task how much more the rules' answer counts than it did in training, and what is added to the first answer.
    """
    path = RUNS / f"{name}-caution.json"
    found = json.loads(path.read_text()) if path.exists() else {"trust": {}, "caution": {}}
    return with_trust(replace(weights_of(model, known, tasks), caution=found["caution"]), found["trust"])


def with_trust(weights: Weights, trust: Mapping[str, float]) -> Weights:
    """Weights with which the rules' answer counts so much more, by task."""
    heads = {task: {**head, "trust": head["trust"] + np.float32(trust.get(task, 0.0))} for task, head in weights.heads.items()}
    return replace(weights, heads=heads)


def held_back(number: int) -> list[Annotated]:
    """The reports of a fold, or those never trained on."""
    return [one for one in load() if fold(one.folder, one.name) == number]


@torch.no_grad()
def seen(model: Model, annotated: Sequence[Annotated]) -> list[Held]:
    """Reports as spaCy and the encoder see them."""
    found = []
    for one, document in zip(annotated, documents(each.report for each in annotated), strict=True):
        ids, pieces = pieces_known().of(document.texts)
        example = Example(one.name, one.folder, one.empty, ids, pieces, [])
        vectors = model.vectors(example, bottoms(model.encoder, example)).numpy()
        found.append(Held(one, document, vectors, pieces))
    return found


def score(held: Sequence[Held], weights: Weights | None) -> Score:
    """The scores of some reports by a model; by the rules alone where there is none."""
    return joined(by_genre(held, weights).values())


def by_genre(held: Sequence[Held], weights: Weights | None) -> dict[str, Score]:
    """The scores of some reports, apart for each genre."""
    found: dict[str, Score] = {}
    for one in held:
        judge = None if weights is None else ScoringJudge(weights, one.vectors, one.pieces)
        account = read(replace(one.document, judge=judge)).account
        found.setdefault(one.annotated.account["genre"], Score()).add(one.annotated, account)
    return dict(sorted(found.items()))


def joined(scores: Iterable[Score]) -> Score:
    """Many scores as one."""
    total = Score()
    for one in scores:
        total.join(one)
    return total


def main() -> None:
    """Print the scores of the rules and of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--tasks", default=",".join(TASKS))
    parser.add_argument("--never", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, known = opened(Run(options.name, options.fold))
    held = seen(model, held_back(NEVER if options.never else options.fold))
    weights = tuned(options.name, model, known, options.tasks.split(","))
    genres = by_genre(held, None), by_genre(held, weights)
    rules, hybrid = map(joined, (one.values() for one in genres))
    print("rules ", rules.line())
    print("hybrid", hybrid.line())
    for genre in genres[0]:
        print(f"{genre:18} {genres[0][genre].f1()[2]:.3f}>{genres[1][genre].f1()[2]:.3f}")
    for family in FAMILIES:
        keys = sorted({key for name, key in rules.tally.right + rules.tally.missed if name == family})
        print(family, " ".join(f"{key} {rules.f1(family, key)[2]:.2f}>{hybrid.f1(family, key)[2]:.2f}" for key in keys))


if __name__ == "__main__":
    main()
