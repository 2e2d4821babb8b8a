"""How often a model is right when it says how sure it is: runs go in, a table for each kind of event or claim comes out and is kept beside them.

    python -m training.calibration NAME --folds 0,1

A model's raw score for an event or claim is its own chance of the answer that made it. On the reports that each run held back, what
was read is paired with the hand-made account as for the scores; right is what has a partner with the same main value. Printed is how
the tables hold on a fold when they are made from the other ones.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import torch

from kg.extraction.confidence import interpolated
from kg.extraction.scores import ScoringJudge, Weights
from kg.extraction.steps import read
from kg.model import Account, Casualty, CasualtyCount, Claim, FacilityCount, FacilityImpact, Responsibility, Statement
from training.evaluate import Held, held_back, opened, seen, tuned
from training.gold import same_name
from training.reliability import Shown, cuts, fitted, reliability
from training.scoring import facts, pairs_of
from training.train import RUNS, Run

#: Of a kind of claim: its family in an account's JSON form, and what must be the same for it to be right.
_FAMILIES: tuple[tuple[str, type[Claim], str, tuple[str, ...]], ...] = (
    ("casualty_count", CasualtyCount, "victim_counts", ("outcome", "min")),
    ("facility_count", FacilityCount, "facility_counts", ("type", "effect")),
    ("named_victim", Casualty, "named_victims", ("outcome",)),
    ("statement", Statement, "statements", ("stance",)),
)


def shown(one: Held, weights: Weights) -> Iterator[Shown]:
    """What a model reads in a report that it has not seen, with whether it is right."""
    account = read(replace(one.document, judge=ScoringJudge(weights, one.vectors, one.pieces))).account
    given = facts(account, one.annotated)
    yield from _events(account, given, one)
    for kind, family, name, keys in _FAMILIES:
        partners = pairs_of(name, one.annotated, given)
        for claim, fact in zip(account.of(family), given[name], strict=True):
            gold = partners.get(id(fact))
            if claim.confidence is not None:
                yield Shown(kind, claim.confidence, gold is not None and all(gold[key] == fact[key] for key in keys))


def _events(account: Account, given: dict[str, Any], one: Held) -> Iterator[Shown]:
    partners = pairs_of("events", one.annotated, given)
    golds = {event.id: partners.get(id(fact)) for event, fact in zip(account.events, given["events"], strict=True)}
    for event in account.events:
        gold = golds[event.id]
        if event.confidence is not None:
            yield Shown("event", event.confidence, gold is not None and gold["type"] == event.type)
    for claim in account.of(Responsibility):
        gold = golds.get(claim.event or "")
        if claim.confidence is not None:
            blamed = gold["perpetrators"] if gold is not None else []
            yield Shown("responsibility", claim.confidence, any(same_name(claim.perpetrator.label, name) for name in blamed))
    for impact in account.of(FacilityImpact):
        gold = golds.get(impact.event or "")
        if impact.confidence is not None:
            hit = [(item["type"], item["effect"]) for item in gold["facilities"]] if gold is not None else []
            yield Shown("facility_impact", impact.confidence, (impact.facility.type, impact.effect) in hit)


def calibration_of(name: str) -> dict[str, Any]:
    """What was kept for a name's runs: `calibration`, `precise` and `reliability`; nothing where it hasn't been made."""
    path = RUNS / f"{name}-calibration.json"
    return json.loads(path.read_text()) if path.exists() else {}


def main() -> None:
    """Make the tables, keep them, and print how they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--folds", default="0")
    options = parser.parse_args()
    torch.set_num_threads(1)
    folds: list[list[Shown]] = []
    for number in map(int, options.folds.split(",")):
        model, known = opened(Run(options.name, number))
        weights = tuned(options.name, model, known)
        folds.append([item for one in seen(model, held_back(number)) for item in shown(one, weights)])
    everything = [item for ones in folds for item in ones]
    tables = fitted(everything)
    kept = {"calibration": tables, "precise": cuts(everything, tables), "reliability": _held_out(folds)}
    (RUNS / f"{options.name}-calibration.json").write_text(json.dumps(kept))
    print(json.dumps({key: kept[key] for key in ("calibration", "precise")}, indent=1))
    for kind, rows in kept["reliability"].items():
        print(kind, " ".join(f"{said:.2f}>{right:.2f} ({count})" for said, right, count in rows))


def _held_out(folds: Sequence[Sequence[Shown]]) -> dict[str, list[tuple[float, float, int]]]:
    """How confidences hold, all kinds together and each: on each fold with the tables of the others, halves where there is one fold."""
    parts = [ones[half::2] for ones in folds for half in (0, 1)] if len(folds) == 1 else list(folds)
    sure: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for number, part in enumerate(parts):
        tables = fitted(item for other, ones in enumerate(parts) if other != number for item in ones)
        for item in part:
            told = round(interpolated(tables[item.kind], item.raw), 2) if item.kind in tables else item.raw
            sure["all"].append((told, item.right))
            sure[item.kind].append((told, item.right))
    return {kind: reliability(ones) for kind, ones in sure.items()}


if __name__ == "__main__":
    main()
