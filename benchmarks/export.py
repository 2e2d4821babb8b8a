"""What a sorted, readable export costs beside a bare dump of the database, and beside rdflib's own writer."""

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
from kg.store.memory import MemoryStore

NUMBER = 300
REPEATS = 3

#: Each form, and the database's own nearest to it; the union as Turtle is what it has no dump for.
FORMS = {
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
    GraphFormat.TURTLE: RdfFormat.TRIG,
}


def main() -> None:
    """Print the CPU time of each form, of the bare dump, of rdflib, and the ratios."""
    texts = [ontology_nquads(), *copies_of_samples(NUMBER)]
    database, dataset = Database(), Dataset()
    database.bulk_load("".join(texts).encode(), RdfFormat.N_QUADS)
    dataset.parse(data="".join(texts), format="nquads")
    rows = []
    with tempfile.TemporaryDirectory() as work, MemoryStore() as store:
        store.load(texts)
        for form, bare in FORMS.items():
            out, dumped = Path(work, f"out{form.suffix}"), Path(work, "dumped")
            ours, dump = alternating(REPEATS, partial(export, store, out, form), partial(database.dump, dumped, bare))
            row = [form.label, f"{ours:.2f} s", f"{dump:.2f} s", f"{ours / dump:.1f}"]
            if form in (GraphFormat.NQUADS, GraphFormat.TRIG):
                theirs = cpu(partial(dataset.serialize, Path(work, "rdflib"), format=form.label))
                row.append(f"{theirs / ours:.1f}")
            else:
                row.append("")
            rows.append(row)
        head = [f"{store.count():,} quads as", "`kg export`, CPU", "bare dump, CPU", "ratio", "rdflib takes times as long"]
    print_table("Export", head, rows)


if __name__ == "__main__":
    main()
