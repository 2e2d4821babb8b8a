"""What a sorted, readable export costs beside a bare dump of the same database on disk, and beside rdflib's own writer.

Both sides read a published store as `kg export` opens it; files are written by both. Target: N-Quads and TriG at most 1.3 times
the dump, Turtle at most 3 times.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

from measure import alternating, copies_of_samples, cpu, print_table
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database
from rdflib import Dataset

from kg.export.dump import export
from kg.formats import GraphFormat
from kg.ontology import ontology_nquads
from kg.store.embedded import reader, writer

NUMBER = 300
REPEATS = 5

#: Each form, and the database's own nearest to it; the union as Turtle is what it has no dump for.
FORMS = {
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.TURTLE: RdfFormat.TRIG,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}


def main(number: int) -> None:
    """Print the CPU time of each form, of the bare dump, of rdflib, and the ratios."""
    texts = [ontology_nquads(), *copies_of_samples(number)]
    dataset = Dataset()
    if number <= NUMBER:
        dataset.parse(data="".join(texts), format="nquads")
    rows = []
    with tempfile.TemporaryDirectory() as work:
        with writer(Path(work, "store")) as target:
            target.load("".join(texts[start : start + NUMBER]) for start in range(0, len(texts), NUMBER))
            target.publish()
        database = Database.read_only(str(Path(work, "store", "current")))
        with reader(Path(work, "store")) as store:
            for form, bare in FORMS.items():
                out, dumped = Path(work, f"out{form.suffix}"), Path(work, "dumped")
                ours, dump = alternating(REPEATS, partial(export, store, out, form), partial(database.dump, dumped, bare))
                row = [form.label, f"{ours:.2f} s", f"{dump:.2f} s", f"{ours / dump:.2f}", ""]
                if form in (GraphFormat.NQUADS, GraphFormat.TRIG) and len(dataset):
                    theirs = cpu(partial(dataset.serialize, Path(work, "rdflib"), format=form.label))
                    row[-1] = f"{theirs / ours:.1f}"
                rows.append(row)
            head = [f"{store.count():,} quads as", "`kg export`, CPU", "bare dump, CPU", "ratio", "rdflib takes times as long"]
    print_table("Export", head, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else NUMBER)
