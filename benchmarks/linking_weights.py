"""Fits the weights by which pairs are scored, and writes the table: `python benchmarks/linking_weights.py [FOLDER]`.

A logistic regression over the features of pairs of things, from hand-made accounts and from what rules and the trained model read, so that
weights hold where fields are missing. There are few pairs, so each weight is drawn towards what is expected of its feature
(`linking_expected.toml`) and keeps its sign. Everything is tried on the folder that the weights were not fitted on; the scores of
these trials calibrate the table. FOLDER keeps the stores that are built for it.
"""

import math
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from linking_data import FOLDERS, READERS, Folder, read_folder
from linking_fit import Row, calibrated, fit, read_rows, with_rivals

from kg.identity.blocking import keys
from kg.identity.clusters import clusters
from kg.identity.scoring import BETTER_ELSEWHERE, FEATURES, Model, compare, explanation, kind_of

TABLE = Path(__file__).parent.parent / "kg" / "identity" / "weights.toml"
#: The weights by which each folder is tried: those fitted on the others.
HELD_BACK = Path(__file__).with_name("linking_folds")

_HEAD = """\
# How much each feature speaks for (+) or against (-) two things being one, in logits; made by `benchmarks/linking_weights.py`.
# A pair's score is the logistic of slope * (start + the weights of the features that speak, times how strongly they do) + shift.
"""
_BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01)


def main() -> None:
    """Fit, try and write everything."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch)
        work.mkdir(exist_ok=True)
        folders = [read_folder(name, read_by, work) for name in FOLDERS for read_by in READERS]
    events = {name: read_rows("event", [folder for folder in folders if folder.name == name], None) for name in FOLDERS}
    tried = {
        name: _models(
            [folder for folder in folders if folder.name != name],
            [row for other, rows in events.items() if other != name for row in rows],
        )
        for name in FOLDERS
    }
    held = {kind: list(_held_back(kind, folders, tried)) for kind in FEATURES}
    final = _models(folders, [row for rows in events.values() for row in rows])
    for kind, pairs in held.items():
        raw, same = [value for value, _ in pairs], [one for _, one in pairs]
        final[kind] = calibrated(final[kind], raw, same)
        for models in tried.values():
            models[kind] = calibrated(models[kind], raw, same)
        _print_calibration(kind, [(final[kind].probability(value), one) for value, one in pairs])
    for read_by in READERS:
        _print_trial(read_by, [folder for folder in folders if folder.reader == read_by], tried)
    TABLE.write_text(table(final))
    HELD_BACK.mkdir(exist_ok=True)
    for name, models in tried.items():
        (HELD_BACK / f"{name}.toml").write_text(table(models))


def _models(folders: Sequence[Folder], events: Sequence[Row]) -> dict[str, Model]:
    """The models of all kinds; `events` are the rows of events, whose model the other kinds need."""
    model = fit("event", events)
    return {"event": model} | {kind: fit(kind, read_rows(kind, folders, model)) for kind in FEATURES if kind != "event"}


def _held_back(kind: str, folders: Iterable[Folder], tried: Mapping[str, Mapping[str, Model]]) -> Iterator[tuple[float, bool]]:
    """The raw scores of pairs that share a key, by weights that were fitted on other folders, and whether they are one thing."""
    for folder in folders:
        models = tried[folder.name]
        rows: list[Row] = with_rivals(read_rows(kind, [folder], models["event"]), models[kind])
        yield from ((models[kind].raw(row.spoken), row.same) for row in rows if row.keyed and row.same is not None)


def _print_calibration(kind: str, pairs: Sequence[tuple[float, bool]]) -> None:
    """How many pairs of each range of scores are one thing, with the 95 % interval (Wilson)."""
    print(f"\n{kind}: {len(pairs)} pairs, {sum(same for _, same in pairs)} of them one thing")
    for low, high in zip((0.0, *_BINS), _BINS, strict=False):
        inside = [same for score, same in pairs if low <= score < high]
        if inside:
            first, last = wilson(sum(inside), len(inside))
            print(
                f"  {low:.2f}-{min(high, 1):.2f}  {sum(inside):3} of {len(inside):3}  {sum(inside) / len(inside):.2f}  ({first:.2f}-{last:.2f})"
            )


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    share, z = right / number, 1.96
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    reach = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _print_trial(read_by: str, folders: Iterable[Folder], tried: Mapping[str, Mapping[str, Model]]) -> None:
    """Pairs of found mentions that are rightly and wrongly together, and wrongly apart, on the folders left out."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for folder in folders:
        for kind, counted in trial(folder, tried[folder.name]).items():
            counts[kind] += counted
    for kind, counted in counts.items():
        right, wrong, apart = counted["right"], counted["wrong"], counted["apart"]
        score = 2 * right / max(2 * right + wrong + apart, 1)
        print(
            f"{read_by:6} {kind:9} P {right / max(right + wrong, 1):.3f}  R {right / max(right + apart, 1):.3f}  F1 {score:.3f}  {dict(counted)}"
        )


def trial(folder: Folder, models: Mapping[str, Model]) -> dict[str, Counter[str]]:
    """How the things of a folder are joined by some models."""
    found = {profile.report: keys(profile) for profile in folder.profiles}
    scores: dict[tuple[str, str], float] = {}
    for left, right in combinations(sorted(folder.profiles, key=lambda profile: profile.report), 2):
        keyed = [
            (one, other)
            for one, some in found[left.report].items()
            for other, others in found[right.report].items()
            if not set(some).isdisjoint(others)
        ]
        scores |= {(pair.left, pair.right): pair.score for pair in compare(left, right, keyed, by=models)}
    counts: dict[str, Counter[str]] = {}
    for kind in FEATURES:
        nodes = [node for node in folder.gold if kind_of(node) == kind]
        every = {node for some in found.values() for node in some if kind_of(node) == kind} | set(nodes)
        cluster = {node: number for number, members in enumerate(clusters(every, scores)) for node in members}
        known = {party.node: party.actor for profile in folder.profiles for party in profile.parties if party.actor}
        group = {node: known.get(node, cluster[node]) for node in nodes}
        counts[kind] = Counter(
            ("right" if folder.gold[one] == folder.gold[other] else "wrong") if group[one] == group[other] else "apart"
            for one, other in combinations(nodes, 2)
            if group[one] == group[other] or folder.gold[one] == folder.gold[other]
        )
    return counts


def table(models: Mapping[str, Model]) -> str:
    """The table of weights of all kinds, each with what its feature says."""
    return _HEAD + "".join(_section(kind, model) for kind, model in models.items())


def _section(kind: str, model: Model) -> str:
    lines = [
        f"\n[{kind}]",
        *(f"{name} = {value:.2f}" for name, value in (("start", model.start), ("slope", model.slope), ("shift", model.shift))),
    ]
    lines.append(f"\n[{kind}.weights]")
    for name in (*FEATURES[kind], BETTER_ELSEWHERE):
        lines += [f"# {explanation(kind, name)}", f"{name} = {model.weights[name]:.2f}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
