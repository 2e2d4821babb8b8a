"""How many processes read fastest: whole builds of synthetic reports by the number of workers, against the extractor alone.

Times are by the clock, since that is what workers are for, so the machine should do nothing else; the best of some runs counts.
Memory is that of the largest process: no worker, nor the one that stores, may grow with the number of reports.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

from measure import print_table
from synthetic import reports, write

from kg.build import Options, build
from kg.extraction.reader import RuleReader
from kg.model import Report
from kg.reading.sources import find_sources
from kg.store.embedded import writer

WORKERS = (0, 1, 2, 3, 4)
REPEATS = 2


def main(number: int) -> None:
    """Print the reports a second of each number of workers, beside those of the extractor alone."""
    reader = RuleReader()
    texts = [Report(report.name, report.text, publisher=report.publisher, language="en") for report in reports(number)]
    alone = _best(lambda: [None for _ in reader.extract_all(texts)])
    rows = [["`Extractor` alone", f"{number / alone:.1f}", "1.00", ""]]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "reports")
        write(folder, number)
        for workers in WORKERS:
            count = iter(range(REPEATS))

            def whole_build(workers: int = workers) -> None:
                with writer(Path(work, f"store-{workers}-{next(count)}")) as store:  # noqa: B023 - called at once
                    build(find_sources([folder]), store, Options(reader, Path(work), workers=workers))
                    store.publish()

            seconds = _best(whole_build)
            peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
            rows.append([f"{workers} workers", f"{number / seconds:.1f}", f"{alone / seconds:.2f}", f"{peak:.0f} MiB"])
    print_table(
        f"Workers, {number:,} reports", ["by", "reports a second", "against the extractor", "largest process so far"], rows
    )


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.monotonic()
        work()
        times.append(time.monotonic() - started)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
