"""How well reports are read: builds every folder of annotated reports, scores the graph, fails below the floors.

The annotated reports and their scorer live beside the checkout, in `../shared/evaluation`; where that folder is missing,
this says so and passes. Two readings are scored: the program's own, and the hand-made accounts taken as they are
(`--reader manual`), which shows that nothing is lost on the way from an account to the graph.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVALUATION = ROOT.parent / "shared" / "evaluation"
FLOORS = Path(__file__).with_name("floors.toml")
FOLDERS = ("dev", "train", "linking-dev", "linking-train-1", "linking-train-2", "linking-train-3")
READERS = ("rules", "manual")
KG = Path(sys.executable).with_name("kg")

Scores = dict[str, float]


def measure(folder: Path, reader: str, work: Path) -> Scores:
    """F1 of all facts and of each family, and the precision and recall of events' existence, on one folder."""
    store, dump = work / f"{folder.name}-{reader}", work / f"{folder.name}-{reader}.trig"
    subprocess.run([KG, "build", folder, "--store", store, "--reader", reader], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([KG, "export", dump, "--store", store], check=True, stderr=subprocess.DEVNULL)
    command: list[str | Path] = [sys.executable, "-B", EVALUATION / "score.py", folder, dump, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    families = {name: values["all"][2] for name, values in result["families"].items()}
    precision, recall, _ = result["families"]["events"]["exists"]
    return {"all": result["f1"][2], **families, "events found, precision": precision, "events found, recall": recall}


def main() -> int:
    """Print the table and compare it with the floors; the exit code says whether all hold."""
    if not EVALUATION.is_dir():
        print(f"score skipped: no annotated reports beside the checkout (../shared/{EVALUATION.name})")
        return 0
    floors = tomllib.loads(FLOORS.read_text())
    below = []
    with tempfile.TemporaryDirectory() as work:
        for reader in READERS:
            for name in FOLDERS:
                scores = measure(EVALUATION / name, reader, Path(work))
                print(f"{reader:6} {name:16} " + "  ".join(f"{key} {value:.3f}" for key, value in scores.items()), flush=True)
                for key, floor in floors[reader].get(name, {}).items():
                    if scores[key] < floor:
                        below.append(f"{reader} on {name}: {key} {scores[key]:.4f} is below its floor {floor}")
    print("\n".join(below) or "every score is at or above its floor")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
