"""How fast commands start, against the bare imports they can't do without."""

import sys
import tempfile
from pathlib import Path

from measure import KG, SAMPLES, child, print_table

REPEATS = 9


def main() -> None:
    """Print the CPU time of each command, of the bare imports, and their ratio."""
    with tempfile.TemporaryDirectory() as work:
        store = Path(work, "store")
        child([KG, "build", SAMPLES, "--store", store, "--reader", "manual"])
        pairs: dict[str, tuple[list[str | Path], str]] = {
            "`kg --help`": ([KG, "--help"], "import click"),
            "`kg query figures`": ([KG, "query", "figures", "--store", store], "import click, pyoxigraph"),
            "`kg queries`": ([KG, "queries"], "import click"),
        }
        rows = []
        for name, (command, imports) in pairs.items():
            runs = [(child(command)[0], child([sys.executable, "-c", imports])[0]) for _ in range(REPEATS)]
            ours, bare = min(run[0] for run in runs), min(run[1] for run in runs)
            rows.append([name, f"`{imports}`", f"{ours * 1000:.0f} ms", f"{bare * 1000:.0f} ms", f"{ours / bare:.2f}"])
    print_table("Start-up", ["command", "against", "CPU", "bare CPU", "ratio"], rows)


if __name__ == "__main__":
    main()
