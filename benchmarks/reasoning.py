"""What looking for contradictions in the ontology costs beside bare owlready2 with the same reasoner, HermiT: whole processes, Java included.

Owlready2 doesn't read Turtle, in which the ontology is written: bare, it gets N-Triples that lie ready, or has rdflib read the Turtle as
`kg` does. Target: at most 1.2 times. Without Java there is nothing to measure.
"""

import sys
import tempfile
from pathlib import Path

from measure import KG, Ratio, child, is_quick, print_ratios

from kg.errors import UsageError
from kg.ontology import ontology_ntriples
from kg.reasoning import find_java
from kg.resources import ontology_files

REPEATS, QUICK = 3, 1

_BARE = """
import io
import sys
import owlready2
owlready2.JAVA_EXE = sys.argv[1]
world = owlready2.World()
if sys.argv[2].endswith(".nt"):
    text = open(sys.argv[2]).read()
else:
    from rdflib import Graph
    graph = Graph()
    for path in sys.argv[2:]:
        graph.parse(path)
    text = graph.serialize(format="nt")
    text = "".join(line for line in text.splitlines(keepends=True) if "owl#imports>" not in line)
world.get_ontology("urn:bare#").load(fileobj=io.BytesIO(text.encode()), only_local=True)
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
        bare = [sys.executable, "-c", _BARE, java]
        commands: tuple[list[str | Path], ...] = ([KG, "ontology", "--check"], [*bare, file], [*bare, *ontology_files()])
        runs = [[child(command)[0] for command in commands] for _ in range(QUICK if is_quick() else REPEATS)]
    ours, ready, read = (min(column) for column in zip(*runs, strict=True))
    work, against = "`kg ontology --check`", "owlready2 and HermiT"
    print_ratios(
        "Reasoning", [Ratio(work, ours, against, ready, 1.2), Ratio(work, ours, f"{against}, Turtle read by rdflib", read, 1.2)]
    )


if __name__ == "__main__":
    main()
