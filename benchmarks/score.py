"""How well reports are read: scores the readers on annotated reports that no model was trained on, fails below the floors.

Read are the reports of `training/corpus` that are held back for good (`training/folds.py`): the longer ones of `dev`, and every
tenth single report of the rest. Each reader's scores are printed by family, by what facts say and by genre, with 95 % intervals
over reports. What is lost on the way from an account to the graph is measured on the annotated reports beside the checkout, where they
are: their hand-made accounts (`--reader manual`) are built into a store and scored from its dump; so are the rules' accounts.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorer import SAID, Tally, compared, interval, right

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.accounts import to_json  # noqa: E402 - the corpus's loader lives in the checkout, not in the package
from kg.extraction.model_reader import ModelReader  # noqa: E402
from kg.extraction.reader import RuleReader  # noqa: E402
from kg.model import Account, Casualty, CasualtyCount, Claim, FacilityCount, Statement  # noqa: E402
from training.folds import NEVER, fold  # noqa: E402
from training.reports import Annotated, load  # noqa: E402

EVALUATION = ROOT.parent / "shared" / "evaluation"
FLOORS = Path(__file__).with_name("floors.toml")
FOLDERS = ("dev", "train", "linking-dev", "linking-train-1", "linking-train-2", "linking-train-3")
MADE_UP = "made up in a report with nothing to find"
KINDS: dict[str, type[Claim]] = {
    "victim_counts": CasualtyCount,
    "facility_counts": FacilityCount,
    "named_victims": Casualty,
    "statements": Statement,
}
KG = Path(sys.executable).with_name("kg")

Scores = dict[str, float]


@dataclass(frozen=True)
class Scored:
    """A report with its tally, how many facts were read in it, and how sure the reader was of each with whether it is right."""

    annotated: Annotated
    tally: Tally
    facts: int
    sure: tuple[tuple[float, bool], ...]


def score(reader: RuleReader, reports: Sequence[Annotated]) -> list[Scored]:
    """What a reader gets right of some reports."""
    return compare(reports, list(reader.extract_all(one.report for one in reports)))


def compare(reports: Sequence[Annotated], accounts: Sequence[Account]) -> list[Scored]:
    """What is right in the accounts of some reports."""
    return [_scored(one, account) for one, account in zip(reports, accounts, strict=True)]


def _scored(one: Annotated, account: Account) -> Scored:
    facts: dict[str, Any] = to_json(account, one.report)
    for fact, event in zip(facts["events"], account.events, strict=True):
        fact["quotes"] = [passage.words(one.report.text) for passage in event.evidence]
        fact["confidence"] = event.confidence
    for family, kind in KINDS.items():
        for fact, claim in zip(facts[family], account.of(kind), strict=True):
            fact["confidence"] = claim.confidence
    told = right(one.account, facts, one.report.text)
    sure = tuple((fact["confidence"], holds) for fact, holds in told if fact["confidence"] is not None)
    return Scored(one, compared(one.account, facts, one.report.text), sum(len(facts[family]) for family in SAID), sure)


def reliability(scored: Sequence[Scored]) -> list[tuple[float, float, int]]:
    """By tenths of confidence: the mean confidence, the share that is right, and how many facts there are."""
    rows = []
    for tenth in range(10):
        some = [one for report in scored for one in report.sure if min(int(one[0] * 10), 9) == tenth]
        if some:
            rows.append((sum(said for said, _ in some) / len(some), sum(holds for _, holds in some) / len(some), len(some)))
    return rows


def summary(scored: Sequence[Scored]) -> Scores:
    """F1 of all facts and of each family, of some values of events, and what is made up where there is nothing to find."""
    total = _total(scored)
    precision, recall, _ = total.f1("events", "exists")
    empty = [one.facts for one in scored if one.annotated.empty]
    return {
        "all": total.f1()[2],
        **{family: total.f1(family)[2] for family in SAID},
        "events found, precision": precision,
        "events found, recall": recall,
        **{key: total.f1("events", key)[2] for key in ("perpetrators", "negated", "suspected")},
        MADE_UP: sum(empty) / len(empty) if empty else 0.0,
    }


def _total(scored: Sequence[Scored]) -> Tally:
    total = Tally()
    for one in scored:
        total.add(one.tally)
    return total


def print_scores(title: str, scored: Sequence[Scored]) -> None:
    """Print precision, recall and F1 by family, by what facts say, and by genre."""
    total, tallies = _total(scored), [one.tally for one in scored]
    print(f"\n{title}: {len(scored)} reports")
    for family in (None, *SAID):
        low, high = interval(tallies, family)
        print(f"  {family or 'all facts':16} {_shares(total, family)}   95 %: {low:.3f} to {high:.3f}")
    for family in SAID:
        keys = sorted({key for one, key in total.right + total.missed + total.made_up if one == family})
        print(f"  {family}: " + "; ".join(f"{key} {_shares(total, family, key)}" for key in keys))
    for genre in sorted({str(one.annotated.account["genre"]) for one in scored}):
        some = [one for one in scored if one.annotated.account["genre"] == genre]
        low, high = interval([one.tally for one in some])
        print(f"  {genre:18} {_shares(_total(some))}   95 %: {low:.3f} to {high:.3f}   {len(some)} reports")
    print(f"  made up in a report with nothing to find: {summary(scored)[MADE_UP]:.1f}")
    for said, holds, number in reliability(scored):
        print(f"  as sure as {said:.2f}: {holds:.0%} of {number:,} facts are right")


def _shares(total: Tally, family: str | None = None, key: str | None = None) -> str:
    return " / ".join(f"{share:.2f}" for share in total.f1(family, key)[:2]) + f" / {total.f1(family, key)[2]:.3f}"


def from_graph(folder: Path, reader: str, work: Path) -> Scores:
    """F1 of all facts and of each family on one folder, from the dump of a store, by the scorer beside the checkout."""
    store, dump = work / f"{folder.name}-{reader}", work / f"{folder.name}-{reader}.trig"
    subprocess.run([KG, "build", folder, "--store", store, "--reader", reader], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([KG, "export", dump, "--store", store], check=True, stderr=subprocess.DEVNULL)
    command: list[str | Path] = [sys.executable, "-B", EVALUATION / "score.py", folder, dump, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    families = {name: values["all"][2] for name, values in result["families"].items()}
    precision, recall, _ = result["families"]["events"]["exists"]
    return {"all": result["f1"][2], **families, "events found, precision": precision, "events found, recall": recall}


def held_back() -> dict[str, list[Annotated]]:
    """The reports that no model is trained on: `dev`, and the others."""
    reports = [one for one in load() if fold(one.folder, one.name) == NEVER]
    return {"dev": [one for one in reports if one.folder == "dev"], "never": [one for one in reports if one.folder != "dev"]}


def below(name: str, scores: Scores, floors: dict[str, float]) -> list[str]:
    """A sentence for each score below its floor."""
    worse = {key: floor for key, floor in floors.items() if (scores[key] > floor if key == MADE_UP else scores[key] < floor)}
    return [f"{name}: {key} {scores[key]:.4f} is beyond its floor {floor}" for key, floor in worse.items()]


def main() -> int:
    """Print the tables and compare them with the floors; the exit code says whether all hold."""
    floors = tomllib.loads(FLOORS.read_text())
    found = []
    readers = {"model": ModelReader(), "rules": RuleReader()}
    for name, reports in held_back().items():
        for kind, reader in readers.items():
            scored = score(reader, reports)
            print_scores(f"{kind} on {name}", scored)
            found += below(f"{kind} on {name}", summary(scored), floors["corpus"][kind][name])
    if EVALUATION.is_dir() and "--corpus" not in sys.argv:
        with tempfile.TemporaryDirectory() as work:
            for kind in ("rules", "manual"):
                for name in FOLDERS:
                    scores = from_graph(EVALUATION / name, kind, Path(work))
                    print(f"{kind:6} {name:16} " + "  ".join(f"{key} {value:.3f}" for key, value in scores.items()), flush=True)
                    found += below(f"{kind} on {name}", scores, floors[kind].get(name, {}))
    else:
        print(f"from the graph: skipped, since there are no annotated reports beside the checkout (../shared/{EVALUATION.name})")
    print("\n".join(found) or "every score is at or above its floor")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
