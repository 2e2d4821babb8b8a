"""How many processes read fastest: whole builds of synthetic reports by the number of workers, against the extractor alone.

    python benchmarks/workers.py [NUMBER [RUNS [WAY…]]]

A way is `alone` or a number of workers; without any, all up to one a core are measured, which takes some four minutes of CPU for 400 reports
on two cores, and twice that with two runs.

Throughput is by the clock, since that is what workers are for, so the machine should do nothing else: what others did meanwhile is
said below the table, and the best of the runs counts. CPU time, which others change little, stands beside it. The models are loaded
before; a process that reads loads its own. Memory is the peak of the program itself and of its largest worker, by the number of reports.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

from measure import print_table
from synthetic import write

from kg.build import Options, build
from kg.extraction.model_reader import ModelReader
from kg.reading.limited import read_here
from kg.reading.sources import Found, Source, find_sources
from kg.store.embedded import writer

ALONE = "alone"
WORKERS = (ALONE, *map(str, range((os.cpu_count() or 1) + 1)))

#: The size to which the memory of a build is compared.
SMALL = 100

Figures = dict[str, float]


def main(number: int, runs: int, ways: Sequence[str]) -> None:
    """Print the reports a second of each number of workers beside those of the extractor alone, and memory by size."""
    with tempfile.TemporaryDirectory() as work:
        for size in (SMALL, number):
            write(Path(work, str(size)), size)
        before = os.getloadavg()[0]
        times = {how: _best([_in_a_process(how, Path(work), number) for _ in range(runs)]) for how in ways}
        small = {how: _in_a_process(how, Path(work), SMALL) for how in ways if how != ALONE}
    alone = times.get(ALONE, {})
    rows = [
        [
            "`Extractor` alone" if how == ALONE else f"{how} workers",
            f"{number / found['seconds']:.1f}",
            f"{alone['seconds'] / found['seconds']:.2f}" if alone else "",
            f"{found['own']:.0f} + {found['processes']:.0f} s",
            f"{found['peak']:.0f} + {found['largest']:.0f} MiB",
            ""
            if how == ALONE
            else f"{found['peak'] / small[how]['peak']:.2f}, {found['largest'] / max(small[how]['largest'], 1):.2f}",
        ]
        for how, found in times.items()
    ]
    print_table(
        f"Workers, {number:,} reports",
        [
            "by",
            "reports a second",
            "against the extractor",
            "CPU: own + workers",
            "peak: own + largest worker",
            f"against {SMALL} reports",
        ],
        rows,
    )
    sys.stdout.write(f"\nload before and after: {before:.1f}, {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")


def _best(found: list[Figures]) -> Figures:
    return min(found, key=lambda figures: figures["seconds"])


def _in_a_process(how: str, work: Path, number: int) -> Figures:
    command = [sys.executable, __file__, "--one", how, str(work), str(number)]
    figures: Figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return figures


def one(how: str, work: Path, number: int) -> None:
    """Print the figures of one build, or of the extractor alone, as JSON."""
    reader = ModelReader()
    sources = (source for source in find_sources([work / str(number)]) if isinstance(source, Source))
    texts = [found.report for source in sources for found in read_here(source) if isinstance(found, Found)]
    list(reader.extract_all(texts[:2]))  # loads the model
    started, cpu = time.monotonic(), time.process_time()
    if how == ALONE:
        for _ in reader.extract_all(texts):
            pass
    else:
        with tempfile.TemporaryDirectory(dir=work) as folder, writer(Path(folder, "store")) as store:
            build(find_sources([work / str(number)]), store, Options(reader, work, workers=int(how)))
            store.publish()
    seconds, own = time.monotonic() - started, time.process_time() - cpu
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "seconds": seconds,
        "own": own,
        "processes": workers.ru_utime + workers.ru_stime,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "largest": workers.ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        given = [int(argument) for argument in sys.argv[1:3]]
        main(given[0] if given else 400, given[1] if len(given) > 1 else 1, sys.argv[3:] or WORKERS)
