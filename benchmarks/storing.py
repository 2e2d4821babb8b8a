"""What storing costs beside the database alone and rdflib: chunks on disk, published, against one bare `bulk_load` of the same quads.

Target: 0.8 of the speed of `bulk_load`, which is 1.25 times its time.
"""

import tempfile
from itertools import count
from pathlib import Path

from measure import Ratio, alternating, asked, cpu, print_ratios, quads_made
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database
from rdflib import Dataset

from kg.build import CHUNK
from kg.store.embedded import writer

NUMBER, QUICK = 1000, 150
REPEATS = 3

#: rdflib reads so many of the reports, and its time counts for as many more.
FEW = 150


def main() -> None:
    """Print the CPU time of each way, and the ratios."""
    number = asked(NUMBER, QUICK)
    texts = quads_made(number)
    whole, few = "".join(texts), "".join(texts[:FEW])
    chunks = _chunks(texts)
    with tempfile.TemporaryDirectory() as work:
        folders = (Path(work, str(number)) for number in count())

        def through_the_store() -> None:
            with writer(next(folders)) as store:
                store.load(chunks)
                store.publish()

        def bare() -> None:
            database = Database(str(next(folders)))
            database.bulk_load(whole.encode(), RdfFormat.N_QUADS)
            database.flush()

        ours, theirs = alternating(REPEATS, through_the_store, bare)
    rdflib = cpu(lambda: Dataset().parse(data=few, format="nquads")) * len(whole) / len(few)
    quads = whole.count("\n")
    work = f"{quads:,} quads of {number:,} reports, {quads / ours / 1000:.0f} k/s"
    print_ratios("Storing", [Ratio(work, ours, "`bulk_load`", theirs, 1.25), Ratio(work, ours, "rdflib, in memory", rdflib)])


def _chunks(texts: list[str]) -> list[str]:
    chunks = [""]
    for text in texts:
        if len(chunks[-1]) > CHUNK:
            chunks.append("")
        chunks[-1] += text
    return chunks


if __name__ == "__main__":
    main()
