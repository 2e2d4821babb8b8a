"""What validation costs beside one plain run of pyshacl over the union of all graphs, and how both grow.

Each side runs in a process of its own: `kg validate` over a store on disk, and pyshacl over an N-Triples file that it loads. Target:
at most 1.6 times the CPU time and a quarter of the memory, both at some hundred thousand quads, and time in proportion to the
reports.
"""

import sys
import tempfile
from pathlib import Path

from measure import KG, child, copies_of_samples, print_table

from kg.export.dump import export
from kg.formats import GraphFormat
from kg.ontology import ontology_nquads
from kg.resources import ontology_file, shape_files
from kg.store.embedded import writer

SIZES = (100, 600)

_PLAIN = """
import sys
import pyshacl
from rdflib import Graph
data, shapes = Graph().parse(sys.argv[1], format="nt"), Graph()
for path in sys.argv[3:]:
    shapes.parse(path)
pyshacl.validate(data, shacl_graph=shapes, ont_graph=Graph().parse(sys.argv[2]), inplace=True)
"""


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print CPU time and peak memory for stores of several sizes, and the ratios."""
    rows, shares = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            child([sys.executable, __file__, folder, str(size)])
            store, file = Path(folder, "kg-store"), Path(folder, "union.nt")
            seconds, memory = child([KG, "validate", "--store", store, "--fail-on", "never"])
            plain: list[str | Path] = [sys.executable, "-c", _PLAIN, file, ontology_file("reported-violence.ttl"), *shape_files()]
            bare_seconds, bare_memory = child(plain)
        shares.append(seconds / size)
        rows.append([
            f"{size:,}", f"{seconds:.1f} s", f"{bare_seconds:.1f} s", f"**{seconds / bare_seconds:.2f}**",
            f"{memory:.0f} MiB", f"{bare_memory:.0f} MiB", f"**{memory / bare_memory:.2f}**", f"{shares[-1] / shares[0]:.2f}",
        ])  # fmt: skip
    head = [
        "reports",
        "`kg validate`, CPU",
        "plain pyshacl, CPU",
        "ratio",
        "`kg`, peak",
        "plain, peak",
        "ratio",
        "a report, grown",
    ]
    print_table("Validation", head, rows)


def make(folder: Path, size: int) -> None:
    """Make a store of as many reports, and its union as an N-Triples file; apart, since a child's peak is no lower than its parent's."""
    with writer(folder / "kg-store") as target:
        target.load([ontology_nquads(), *copies_of_samples(size)])
        target.publish()
        export(target, folder / "union.nt", GraphFormat.NTRIPLES)


if __name__ == "__main__":
    if sys.argv[1:]:
        make(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main()
