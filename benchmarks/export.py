"""What a sorted, readable export costs beside a bare dump of the same database on disk, and beside rdflib's own writer: `export.py [NUMBER]`.

Both sides read a published store as `kg export` opens it, of synthetic reports; files are written by both. rdflib writes what a few of the
reports say, from memory, and its time counts for as many more. Target: N-Quads and TriG at most 1.3 times the dump and a tenth and
a fiftieth of rdflib's time, Turtle at most 3 times the dump.
"""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import Ratio, alternating, asked, cpu, is_quick, print_ratios, quads_made
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database
from rdflib import Dataset

from kg.build import CHUNK, chunks
from kg.export.dump import export
from kg.formats import GraphFormat
from kg.ontology import ontology_nquads
from kg.store.embedded import reader, writer

NUMBER, QUICK = 350, 60

#: rdflib writes so many of the reports.
FEW = 60

#: Each form, the database's own nearest to it, and the greatest ratios wanted to it and to rdflib; the union as Turtle has no dump.
FORMS = {
    GraphFormat.NQUADS: (RdfFormat.N_QUADS, 1.3, 0.1),
    GraphFormat.TRIG: (RdfFormat.TRIG, 1.3, 0.02),
    GraphFormat.TURTLE: (RdfFormat.TRIG, 3, None),
    GraphFormat.JSONLD: (RdfFormat.JSON_LD, None, None),
}


def main() -> None:
    """Print the CPU time of each form, of the bare dump, of rdflib, and the ratios."""
    number = asked(NUMBER, QUICK)
    texts = quads_made(number)
    with tempfile.TemporaryDirectory() as work:
        with writer(Path(work, "store")) as target:
            target.load(chunks([ontology_nquads(), *texts], CHUNK))
            target.publish()
        print_ratios("Export", _rows(Path(work), number, texts[:FEW]))


def _rows(work: Path, number: int, few: list[str]) -> Iterator[Ratio]:
    dataset = Dataset()
    dataset.parse(data="".join(few), format="nquads")
    database = Database.read_only(str(work / "store" / "current"))
    with reader(work / "store") as store:
        quads = store.count()
        for form, (bare, most, least) in FORMS.items():
            out, dumped = work / f"out{form.suffix}", work / "dumped"
            repeats = 1 if is_quick() else 5
            ours, dump = alternating(repeats, partial(export, store, out, form), partial(database.dump, dumped, bare))
            name = f"{quads:,} quads of {number:,} reports as {form.label}"
            yield Ratio(name, ours, "bare dump", dump, most)
            if least is not None:
                theirs = cpu(partial(dataset.serialize, work / "rdflib", format=form.label))
                yield Ratio(name, ours, "rdflib", theirs * quads / len(dataset), least)


if __name__ == "__main__":
    main()
