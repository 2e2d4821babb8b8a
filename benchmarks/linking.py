"""How well what reports share is found: links every folder of linked reports, scores the graphs, fails below the floors.

`python benchmarks/linking.py [FOLDER]`, or with `--misses` to see what was joined wrongly or left apart; FOLDER keeps the stores.
The reports and their scorer live beside the checkout, in `../shared/evaluation`; where that is missing, this says so and passes.
Each folder is linked by weights that were fitted on the others (`linking_folds`). Three readings are scored: by rules,
the accounts that people made beside the reports, and by the trained model, which may have learned from these very reports. The pairs of all folders are counted together.
"""

import json
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linking_data import FAMILIES, FOLDERS, READERS, built, exported, scorer
from score import EVALUATION, FLOORS

from kg.identity import scoring
from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.places.gazetteer import open_gazetteer
from kg.store.embedded import writer

_HELD_BACK = Path(__file__).with_name("linking_folds")

Scores = dict[str, float]


@dataclass
class Counted:
    """The mentions of all folders of one reading: the scorer's clusters by family, and what it counts of traps and places."""

    clusters: dict[str, Any] = field(default_factory=dict)
    traps: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)

    def add(self, folder: str, dump: Path, *, misses: bool) -> None:
        """Count one folder's graph."""
        graph, gold = scorer().read_graph(dump), json.loads((EVALUATION / folder / "gold.json").read_text())
        texts = {path.stem: scorer().Text(path.read_text()) for path in (EVALUATION / folder).glob("*.txt")}
        found = {"incidents": scorer().link_events(graph, gold, texts)}
        found |= {family: scorer().link_names(graph, gold, family, texts) for family in FAMILIES}
        traps, fallen = scorer().try_traps(gold, found)
        for outcome in traps.values():
            self.traps.update(outcome)
        for key, (good, total) in scorer().locate(graph, gold).items():
            self.places.update({key: good, f"all {key}": total})
        for family, clusters in found.items():
            pooled = self.clusters.setdefault(family, scorer().Clusters())
            for mention, thing in clusters.gold.items():
                guess = clusters.guess[mention]
                pooled.add((folder, *mention), f"{folder} {thing}", None if guess is None else (folder, guess))
            if misses:
                print("\n".join(f"{folder} {note}" for note in clusters.notes(family)))
        if misses:
            print("\n".join(fallen))

    def scores(self) -> Scores:
        """Shares of mentions found; precision, recall and F1 of the pairs of these; traps kept apart of those tried; places."""
        found: Scores = {}
        for family, clusters in self.clusters.items():
            precision, recall, score = clusters.pairs()["found"]
            found |= {f"{family} found": len(clusters.found()) / len(clusters.gold), f"{family} P": precision}
            found |= {f"{family} R": recall, f"{family} F1": score}
        names = [self.clusters[family] for family in FAMILIES]
        found["names found"] = sum(len(one.found()) for one in names) / sum(len(one.gold) for one in names)
        found["traps"] = self.traps["apart"] / (self.traps["apart"] + self.traps["joined"])
        found["places"] = self.places["coordinates"] / self.places["all coordinates"]
        return found


def main() -> int:
    """Print the tables and compare them with the floors; the exit code says whether all hold."""
    if not EVALUATION.is_dir():
        print(f"linking skipped: no linked reports beside the checkout (../shared/{EVALUATION.name})")
        return 0
    folder = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), None)
    floors = tomllib.loads(FLOORS.read_text())["linking"]
    below: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(folder or scratch)
        work.mkdir(exist_ok=True)
        for read_by in READERS:
            scores = measure(read_by, work, misses="--misses" in sys.argv)
            _print(read_by, scores)
            below += _below(read_by, scores, floors[read_by])
    print("\n".join(below) or "every score of linking is at or above its floor")
    return bool(below)


def measure(read_by: str, work: Path, *, misses: bool = False) -> Scores:
    """The scores of all folders as one reader reads them, each linked by weights that were fitted on the others."""
    counted = Counted()
    for name in FOLDERS:
        counted.add(name, linked(built(name, read_by, work), _HELD_BACK / f"{name}.toml"), misses=misses)
    return counted.scores()


def linked(store: Path, weights: Path) -> Path:
    """The dump of a copy of a store, linked by a table of weights."""
    copy = store.with_name(f"{store.name}-linked")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store, copy, symlinks=True)
    held_back, own = scoring.models(weights), scoring.models
    scoring.models = lambda *_: held_back  # type: ignore[assignment]
    try:
        with writer(copy) as target:
            link(target, Resolver(open_gazetteer(), target.base), [], datetime(2026, 1, 1, tzinfo=UTC))
            target.publish()
    finally:
        scoring.models = own
    return exported(copy)


def _print(read_by: str, scores: Scores) -> None:
    print(f"\n{read_by:12}  found      P      R     F1")
    for family in ("incidents", *FAMILIES):
        print(f"{family:12}" + "".join(f"  {scores[f'{family} {key}']:.3f}" for key in ("found", "P", "R", "F1")))
    print(
        f"names found {scores['names found']:.3f}   traps kept apart {scores['traps']:.3f}   places within reach {scores['places']:.3f}"
    )


def _below(read_by: str, scores: Scores, floors: Mapping[str, float]) -> list[str]:
    return [
        f"{read_by}: {key} {scores[key]:.4f} is below its floor {floor}" for key, floor in floors.items() if scores[key] < floor
    ]


if __name__ == "__main__":
    sys.exit(main())
