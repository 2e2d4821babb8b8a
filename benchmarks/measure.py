"""What the benchmarks share: CPU time and memory of a piece of work, many graphs to work on, and a table of the results.

Times are CPU time, so that what else a machine does counts little; ratios are taken within one run, against the bare library.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.extraction.manual import ManualReader
from kg.mapping.account import map_account
from kg.reading.sources import Failure, find_sources, read
from kg.terms import DEFAULT_BASE

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
KG = Path(sys.executable).with_name("kg")


def cpu(work: Callable[[], object]) -> float:
    """Measure the seconds of CPU time that some work takes, in this process, all threads together."""
    started = time.process_time()
    work()
    return time.process_time() - started


def alternating(repeats: int, *works: Callable[[], object]) -> list[float]:
    """Measure the least CPU time of each piece of work, run in turn so that slow moments hit all of them."""
    times = [[cpu(work) for work in works] for _ in range(repeats)]
    return [min(column) for column in zip(*times, strict=True)]


def child(command: Sequence[str | Path]) -> tuple[float, float]:
    """Run a command for its CPU seconds and its peak resident memory in MiB; raises `CalledProcessError` if it fails."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def copies_of_samples(number: int) -> list[str]:
    """Make the N-Quads texts of as many reports: the samples by their hand-made accounts, again and again under other names."""
    sources = [source for source in find_sources([SAMPLES]) if not isinstance(source, Failure)]
    made = [(report, ManualReader().extract(report)) for report in map(read, sources)]
    texts = []
    for index in range(number):
        report, account = made[index % len(made)]
        quads = map_account(replace(report, identifier=f"{report.identifier}-{index}"), account, DEFAULT_BASE)
        texts.append(quads.graph + quads.shared)
    return texts


def sharing_incidents(texts: Sequence[str], tellers: int = 4) -> Iterator[str]:
    """Make the incidents of each few copies of a sample one, so that questions about several reports of one have something to do."""
    samples = len(list(SAMPLES.glob("*.txt")))
    for index, text in enumerate(texts):
        group = f"{index % samples}-{index // samples // tellers}"
        for number, name in enumerate(dict.fromkeys(re.findall(r"/incident/(\w+)>", text))):
            text = text.replace(f"/incident/{name}>", f"/incident/{group}-{number}>")  # noqa: PLW2901 - one name after the other
        yield text


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown, so that it can go into the documentation as it is."""
    print(f"\n### {title}\n\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
