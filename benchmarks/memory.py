"""How much memory each stage takes by the number of reports: it must not grow with them.

A build of the hand-made accounts of synthetic reports makes the store that is then validated, asked and exported; a shard of the same
is written and loaded. What reads the texts themselves, with spaCy and the model, is measured up to `READ` reports: its memory is that of
the largest batch. Each stage is a process of its own. Linking is measured by `linking_growth.py`. Target: ten times the reports at most
1.2 times the peak, a build at most 900 MiB.
"""

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from measure import KG, Ratio, child, is_quick, print_ratios
from synthetic import write

SIZES, QUICK = (100, 1000, 10_000), (8, 24)
READ = 1000

#: The most that a build may take, in MiB, and how much more at ten times the reports, from how many on: below, what programs take themselves counts.
MOST, GROWTH, FROM = 900, 1.2, 1000

READING = "build, reading"


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
    largest = max(size for size in sizes if READING in peaks[size])
    yield Ratio(f"{READING}, {largest:,} reports", peaks[largest][READING], "the most it may take", MOST, 1, "MiB")


def _peaks(size: int) -> dict[str, float]:
    """The peak of each stage in MiB, by its name."""
    with tempfile.TemporaryDirectory() as work:
        reports, store, shards = Path(work, "reports"), Path(work, "store"), Path(work, "shards")
        write(reports, size)
        stages: dict[str, list[str | Path]] = {
            "build": ["build", reports, "--store", store, "--reader", "manual"],
            "query": ["query", "figures", "--store", store, "--timeout", "0"],
            "validate": ["validate", "--store", store, "--fail-on", "never"],
            "export, N-Quads": ["export", Path(work, "out.nq"), "--store", store],
            "export, Turtle": ["export", Path(work, "out.ttl"), "--store", store],
            "extract to a shard": ["extract", reports, "--out", shards, "--reader", "manual", "--store", Path(work, "other")],
            "load": ["load", shards, "--store", Path(work, "other")],
        }
        if size <= READ:
            stages[READING] = ["build", reports, "--store", Path(work, "read")]
        return {name: child([KG, *arguments])[1] for name, arguments in stages.items()}


if __name__ == "__main__":
    main(QUICK if is_quick() else SIZES)
