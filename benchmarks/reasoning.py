"""What looking for contradictions in the ontology costs beside bare owlready2 with the same reasoner, HermiT: whole processes, Java included.

Target: at most 1.2 times. Without Java there is nothing to measure.
"""

import sys
import tempfile
from pathlib import Path

from measure import KG, Ratio, child, is_quick, print_ratios

from kg.errors import UsageError
from kg.ontology import ontology_ntriples
from kg.reasoning import find_java

REPEATS, QUICK = 3, 1

_BARE = """
import sys
import owlready2
owlready2.JAVA_EXE = sys.argv[2]
world = owlready2.World()
with open(sys.argv[1], "rb") as file:
    world.get_ontology("urn:bare#").load(fileobj=file, only_local=True)
owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
list(world.inconsistent_classes())
"""


def main() -> None:
    """Print the CPU time of both and the ratio."""
    try:
        java = find_java()
    except UsageError as error:
        print(f"\nreasoning skipped: {error}")
        return
    with tempfile.TemporaryDirectory() as work:
        file = Path(work, "ontology.nt")
        file.write_text("".join(line for line in ontology_ntriples().splitlines(keepends=True) if "owl#imports>" not in line))
        commands: tuple[list[str | Path], ...] = ([KG, "ontology", "--check"], [sys.executable, "-c", _BARE, file, java])
        runs = [[child(command)[0] for command in commands] for _ in range(QUICK if is_quick() else REPEATS)]
    ours, bare = (min(column) for column in zip(*runs, strict=True))
    print_ratios("Reasoning", [Ratio("`kg ontology --check`", ours, "owlready2 and HermiT", bare, 1.2)])


if __name__ == "__main__":
    main()
