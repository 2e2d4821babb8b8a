"""What validation costs beside pyshacl and the Rust package `shacl` over the union of all graphs, and how it grows.

Each side runs in a process of its own, its loading included: `kg validate` over a store on disk, the others over an N-Triples file.
Target: 1.6 times the CPU time of pyshacl and, from some hundred thousand quads on, a quarter of its memory; ten times the reports
at most 11 times the time; and an eighth of what pyshacl takes where the same shapes have one constraint in SPARQL for each claim
(`kg validate` parses such a constraint once, so that it costs next to nothing there).
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from measure import KG, Ratio, child, is_quick, print_ratios, quads_made

from kg.export.dump import export
from kg.formats import GraphFormat
from kg.ontology import ontology_nquads
from kg.resources import ontology_file, shape_files
from kg.store.embedded import writer

SIZES, QUICK = (100, 600), (6, 30)

#: The size from which on the memory is to be a quarter of pyshacl's.
LARGE = 300

_PLAIN = """
import sys
import pyshacl
from rdflib import Graph
data, shapes = Graph().parse(sys.argv[1], format="nt"), Graph()
for path in sys.argv[3:]:
    shapes.parse(path)
pyshacl.validate(data, shacl_graph=shapes, ont_graph=Graph().parse(sys.argv[2]), inplace=True)
"""

# The ontology is in the data already; patterns that look ahead, which the package refuses, are left out.
_RUST = """
import re
import sys
import shacl
text = "".join(open(path).read() for path in sys.argv[2:])
shapes = shacl.Shapes.from_turtle(re.sub(r'sh:pattern "[^"]*[(][?].*" ;', "", text))
len(shapes.validate_file(sys.argv[1]))
"""

_IN_SPARQL = """
shape:each-claim a sh:NodeShape ; sh:targetClass rv:Claim ; sh:sparql shape:each-claims-numbers .
shape:each-claims-numbers a sh:SPARQLConstraint ;
    sh:prefixes <https://w3id.org/reported-violence/shapes> ;
    sh:message "The least is more than the most."@en ;
    sh:select "SELECT $this WHERE { $this rv:minimum ?least ; rv:maximum ?most FILTER(?least > ?most) }" .
"""


def main(sizes: tuple[int, ...]) -> None:
    """Print CPU time and peak memory for stores of several sizes, and the ratios."""
    print_ratios("Validation", _rows(sizes))


def _rows(sizes: tuple[int, ...]) -> Iterator[Ratio]:
    seconds: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            child([sys.executable, __file__, folder, str(size)])
            store, file = Path(folder, "kg-store"), Path(folder, "union.nt")
            seconds[size], memory = child([KG, "validate", "--store", store, "--fail-on", "never"])
            plain, peak = _plain(file, shape_files())
            work = f"{size:,} reports"
            yield Ratio(work, seconds[size], "pyshacl, union", plain, 1.6)
            if find_spec("shacl"):
                yield Ratio(work, seconds[size], "`shacl`, union", child([sys.executable, "-c", _RUST, file, *shape_files()])[0])
            yield Ratio(f"{work}, peak", memory, "pyshacl, union", peak, 0.25 if size >= LARGE else None, "MiB")
            if size == sizes[-1]:
                in_sparql, _ = _plain(file, _with_sparql(Path(folder)))
                yield Ratio(work, seconds[size], "pyshacl, union, SPARQL for each claim", in_sparql, 0.125)
    few, many = sizes
    yield Ratio(f"{many:,} reports", seconds[many], f"{few:,} reports, {many / few:g} times", seconds[few] * many / few, 1.1)


def _plain(file: Path, shapes: Iterable[Path]) -> tuple[float, float]:
    """The seconds and the MiB of pyshacl over a file."""
    return child([sys.executable, "-c", _PLAIN, file, ontology_file("reported-violence.ttl"), *shapes])


def _with_sparql(folder: Path) -> list[Path]:
    """The shapes with two numbers compared in SPARQL in place of `sh:lessThanOrEquals`."""
    files = [folder / file.name for file in shape_files()]
    for file, copy in zip(shape_files(), files, strict=True):
        text = file.read_text(encoding="utf-8")
        if file.name == "claims.ttl":
            text = text.replace("    sh:lessThanOrEquals rv:maximum ;\n", "") + _IN_SPARQL
        copy.write_text(text, encoding="utf-8")
    return files


def make(folder: Path, size: int) -> None:
    """Make a store of as many reports, and its union as an N-Triples file; apart, since a child's peak is no lower than its parent's."""
    with writer(folder / "kg-store") as target:
        target.load([ontology_nquads(), *quads_made(size)])
        target.publish()
        export(target, folder / "union.nt", GraphFormat.NTRIPLES)


if __name__ == "__main__":
    if sys.argv[1:] and not is_quick():
        make(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main(QUICK if is_quick() else SIZES)
