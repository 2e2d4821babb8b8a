"""How much memory each stage takes by the number of reports: it must not grow with them.

A build of the hand-made accounts of synthetic reports makes the store that is then validated, asked and exported; a shard of the same
is written and loaded. What reads the texts themselves, with spaCy and the model, is measured up to `READ` reports: its memory is that of
the largest batch. Each stage is a process of its own. Linking is measured by `linking_growth.py`. Target: ten times the reports at most
1.2 times the peak, a build at most 900 MiB. What the database itself takes to be read through, or to answer the same question, grows
with it: stages that read a store are compared with that, too.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from measure import KG, Ratio, child, is_quick, print_ratios
from synthetic import write

from kg.queries import bind, find
from kg.vocabulary import KNOWN_PREFIXES

SIZES, QUICK = (100, 1000, 10_000), (8, 24)
READ = 1000

#: The most that a build may take, in MiB, and how much more at ten times the reports, from how many on: below, what programs take themselves counts.
MOST, GROWTH, FROM = 900, 1.2, 1000

READING = "build, reading"
QUESTION = "figures"

#: The stages of the bare database, and those of `kg` that can't do without them.
BARE_QUERY, BARE_DUMP = "bare engine, the same question", "bare engine, a dump"
BARE = {"query": BARE_QUERY, "validate": BARE_DUMP, "export, N-Quads": BARE_DUMP, "export, Turtle": BARE_DUMP}

_BARE = """
import sys
import tempfile
from pyoxigraph import RdfFormat, Store
store = Store.read_only(sys.argv[1])
if len(sys.argv) > 2:
    for row in store.query(sys.argv[2], prefixes=dict(zip(sys.argv[3::2], sys.argv[4::2])), use_default_graph_as_union=True):
        pass
else:
    with tempfile.TemporaryFile() as file:
        store.dump(file, RdfFormat.N_QUADS)
"""


def main(sizes: tuple[int, ...]) -> None:
    """Print the peak resident memory of each stage at several sizes, each beside the size before."""
    print_ratios("Memory", _rows(sizes))


def _rows(sizes: tuple[int, ...]) -> Iterator[Ratio]:
    peaks = {size: _peaks(size) for size in sizes}
    for stage in peaks[sizes[0]]:
        for few, many in pairwise(size for size in sizes if stage in peaks[size]):
            most = GROWTH if few >= FROM or stage == READING else None
            before = peaks[few][stage]
            yield Ratio(f"{stage}, {many:,} reports", peaks[many][stage], f"{few:,} reports", before, most, "MiB")
    for stage, bare in BARE.items():
        yield Ratio(f"{stage}, {sizes[-1]:,} reports", peaks[sizes[-1]][stage], bare, peaks[sizes[-1]][bare], None, "MiB")
    largest = max(size for size in sizes if READING in peaks[size])
    yield Ratio(f"{READING}, {largest:,} reports", peaks[largest][READING], "the most it may take", MOST, 1, "MiB")


def _peaks(size: int) -> dict[str, float]:
    """The peak of each stage in MiB, by its name."""
    with tempfile.TemporaryDirectory() as work:
        reports, store, shards = Path(work, "reports"), Path(work, "store"), Path(work, "shards")
        write(reports, size)
        stages: dict[str, list[str | Path]] = {
            "build": ["build", reports, "--store", store, "--reader", "manual"],
            "query": ["query", QUESTION, "--store", store, "--timeout", "0"],
            "validate": ["validate", "--store", store, "--fail-on", "never"],
            "export, N-Quads": ["export", Path(work, "out.nq"), "--store", store],
            "export, Turtle": ["export", Path(work, "out.ttl"), "--store", store],
            "extract to a shard": ["extract", reports, "--out", shards, "--reader", "manual", "--store", Path(work, "other")],
            "load": ["load", shards, "--store", Path(work, "other")],
        }
        if size <= READ:
            stages[READING] = ["build", reports, "--store", Path(work, "read")]
        peaks = {name: child([KG, *arguments])[1] for name, arguments in stages.items()}
        bare: list[str | Path] = [sys.executable, "-c", _BARE, store / "current"]
        prefixes = [part for pair in KNOWN_PREFIXES.items() for part in pair]
        peaks[BARE_QUERY] = child([*bare, bind(find(QUESTION), {}), *prefixes])[1]
        peaks[BARE_DUMP] = child(bare)[1]
        return peaks


if __name__ == "__main__":
    main(QUICK if is_quick() else SIZES)
