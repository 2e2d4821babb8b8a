"""What storing costs beside the database alone: the store's chunks on disk against one bare `bulk_load` of the same quads."""

import tempfile
from itertools import count
from pathlib import Path

from measure import alternating, copies_of_samples, print_table
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database

from kg.build import CHUNK
from kg.store.embedded import writer

NUMBER = 1000
REPEATS = 3


def main() -> None:
    """Print the CPU time of both ways, the quads a second, and the ratio."""
    texts = copies_of_samples(NUMBER)
    whole = "".join(texts)
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
    quads = whole.count("\n")
    row = [f"{quads:,}", f"{quads / ours / 1000:.0f} k/s", f"{quads / theirs / 1000:.0f} k/s", f"{ours / theirs:.2f}"]
    print_table("Storing", ["quads", "`kg`, quads per CPU second", "bare `bulk_load`", "ratio of times"], [row])


def _chunks(texts: list[str]) -> list[str]:
    chunks = [""]
    for text in texts:
        if len(chunks[-1]) > CHUNK:
            chunks.append("")
        chunks[-1] += text
    return chunks


if __name__ == "__main__":
    main()
