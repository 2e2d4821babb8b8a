"""Trains a model: examples of some folds go in, the weights of encoder and heads come out, kept after every epoch.

    python -m training.train NAME --fold 0 --kept 3 --epochs 4 --minutes 30

A run that was killed, or stopped by its limit of minutes, goes on from its last epoch when it is called again with the same
words. `--fold 5` holds nothing back but the reports that are never trained on.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.extraction.encoding import framed, windows
from training.encoder import Encoder
from training.features import CACHE, Example, examples, pieces_known
from training.folds import NEVER, fold
from training.heads import Batch, Heads, batch_of, loss, vocabulary
from training.reports import load

RUNS = CACHE / "runs"
_STEP = 1
_SCALE = 40.0
_CLIP = 2.0
_WARM = 0.1
#: How much of the average of the weights, which is what is used, stays at each step.
_STAYS = 0.996


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is made with: the fold held back, how many layers of the encoder stay as they are, epochs, rates of learning."""

    name: str
    fold: int = 0
    kept: int = 3
    epochs: int = 4
    rate: float = 2e-4
    head_rate: float = 2e-3
    seed: int = 0
    drop: float = 0.3

    @property
    def path(self) -> Path:
        """Where its weights are kept."""
        return RUNS / f"{self.name}-{self.fold}.pt"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One report ready for training: what goes into the first trained layer, by window, and the questions."""

    example: Example
    bottoms: list[Tensor]
    questions: Batch


class Model(torch.nn.Module):
    """Encoder and heads together."""

    def __init__(self, kept: int, known: int, drop: float) -> None:
        super().__init__()
        self.encoder = Encoder(kept)
        self.heads = Heads(self.encoder.size, known, drop)

    def vectors(self, example: Example, bottoms: Sequence[Tensor]) -> Tensor:
        """The vectors of a report's pieces, from what goes into the first trained layer."""
        parts = []
        for window, bottom in zip(windows(len(example.ids)), bottoms, strict=True):
            with torch.autocast("cpu", torch.bfloat16):
                top = self.encoder.top(bottom.float())
            parts.append(top[1 + window.first - window.start : 1 + window.last - window.start].float())
        return torch.cat(parts)


@torch.no_grad()
def bottoms(encoder: Encoder, example: Example) -> list[Tensor]:
    """What goes into the first trained layer, by window, in half precision."""
    encoder.eval()
    with torch.autocast("cpu", torch.bfloat16):
        return [
            encoder.bottom(torch.tensor(framed(pieces_known(), example.ids, window))).bfloat16()
            for window in windows(len(example.ids))
        ]


def chosen(run: Run, *, held_back: bool = False) -> list[Example]:
    """The examples that a run trains on, or those of the fold that it holds back."""
    annotated = [one for one in load() if (found := fold(one.folder, one.name)) != NEVER and (found == run.fold) == held_back]
    return [one for one in examples(annotated) if one.ids]


def train(run: Run, minutes: float) -> bool:
    """Train until all epochs are done or the minutes are over, keeping the weights after each epoch; whether all are done."""
    if run.path.exists() and _done(run) >= run.epochs:
        return True
    torch.set_num_threads(1)
    begun = time.monotonic()
    found = chosen(run)
    known = vocabulary(found)
    torch.manual_seed(run.seed)
    model = Model(run.kept, len(known), run.drop)
    asked = ((one, batch_of(one, known)) for one in found)
    prepared = [Prepared(one, bottoms(model.encoder, one), questions) for one, questions in asked if questions is not None]
    print(
        f"{run.path.stem}: {len(prepared)} reports, {len(known)} words, ready after {time.monotonic() - begun:.0f} s", flush=True
    )
    optimizer = _optimizer(run, model)
    steps = run.epochs * (-(-len(prepared) // _STEP))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (_WARM * steps)) * max(0.02, 1 - step / steps)
    )
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(_STAYS))
    done = _resume(run, model, average, optimizer, schedule)
    for epoch in range(done, run.epochs):
        if time.monotonic() - begun > minutes * 60:
            return False
        total = _epoch(model, average, optimizer, schedule, prepared, random.Random(run.seed * 1000 + epoch))  # noqa: S311 - shuffles
        print(f"epoch {epoch}: loss {total / len(prepared):.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        state = {"run": run, "known": known, "epoch": epoch + 1, "model": average.module.state_dict()}
        RUNS.mkdir(parents=True, exist_ok=True)
        kept = run.path.with_suffix(".part")
        latest = {"latest": model.state_dict(), "average": average.state_dict()}
        torch.save(state | latest | {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}, kept)
        kept.replace(run.path)
    return True


def _done(run: Run) -> int:
    """The epochs that a run has behind it; ends the program where its file was made with other settings."""
    state = torch.load(run.path, weights_only=False)
    if state["run"] != run:
        raise SystemExit(f"{run.path} was made with other settings: {state['run']}; take another name or remove it")
    return int(state["epoch"])


def _optimizer(run: Run, model: Model) -> torch.optim.Optimizer:
    encoder = [part for layer in model.encoder.layers[run.kept :] for part in layer.parameters()]
    groups = [{"params": model.heads.parameters(), "lr": run.head_rate, "weight_decay": 0.5}]
    if encoder:
        groups.append({"params": encoder, "lr": run.rate, "weight_decay": 0.01})
    return torch.optim.AdamW(groups, fused=True)


def _resume(
    run: Run, model: Model, average: AveragedModel, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR
) -> int:
    """Load what an earlier call has kept; the number of epochs that it did."""
    if not run.path.exists():
        return 0
    _done(run)
    state = torch.load(run.path, weights_only=False)
    model.load_state_dict(state["latest"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])


def _epoch(
    model: Model,
    average: AveragedModel,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    prepared: list[Prepared],
    chance: random.Random,
) -> float:
    model.train()
    total = 0.0
    for reports in _steps(prepared, chance):
        optimizer.zero_grad()
        for one in reports:
            scores = model.heads(one.questions, model.vectors(one.example, one.bottoms))
            value = loss(scores, one.questions) / _SCALE
            value.backward()  # type: ignore[no-untyped-call]
            total += float(value.detach())
        torch.nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
        optimizer.step()
        schedule.step()
        average.update_parameters(model)
    return total


def _steps(prepared: list[Prepared], chance: random.Random) -> Iterator[list[Prepared]]:
    order = chance.sample(prepared, len(prepared))
    return (order[start : start + _STEP] for start in range(0, len(order), _STEP))


def add_settings(parser: argparse.ArgumentParser) -> None:
    """The settings of a run as options of a command line."""
    usual = Run("")
    parser.add_argument("name")
    parser.add_argument("--kept", type=int, default=usual.kept, help="layers of the encoder that stay as they are")
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--rate", type=float, default=usual.rate, help="rate of learning of the encoder")
    parser.add_argument("--head-rate", type=float, default=usual.head_rate)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--minutes", type=float, default=60, help="stop after the epoch that passes this limit")


def run_of(options: argparse.Namespace) -> Run:
    """The run that a command line means."""
    return Run(**{part.name: getattr(options, part.name) for part in fields(Run) if hasattr(options, part.name)})


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_settings(parser)
    parser.add_argument("--fold", type=int, default=0)
    options = parser.parse_args()
    run = run_of(options)
    print("done" if train(run, options.minutes) else "stopped; call again to go on", flush=True)


if __name__ == "__main__":
    main()
