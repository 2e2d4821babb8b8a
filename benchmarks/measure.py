"""What the benchmarks share: CPU time and memory of a piece of work, reports to work on, and one form of table for the results.

Times are CPU time, so that what else a machine does counts little; ratios are taken within one run, against the bare library or
the tool that one would otherwise take. Each script takes a number of reports, or `--quick` for a run of some seconds, and prints
the machine and the versions above its tables.
"""

import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from synthetic import reports

from kg.accounts import from_json
from kg.mapping.account import map_account
from kg.model import Account, Report
from kg.terms import DEFAULT_BASE
from kg.values import PartialDate

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
KG = Path(sys.executable).with_name("kg")

#: What times depend on beside the machine.
PACKAGES = ("spacy", "onnxruntime", "pyoxigraph", "rdflib", "pyshacl", "shacl", "owlready2", "click")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A piece of work beside a peer's: both in `unit`, seconds or MiB; `most` is the greatest ratio wanted.

    `theirs` is as much as was measured: with `given_up` the peer takes longer than that.
    """

    work: str
    ours: float
    against: str
    theirs: float
    most: float | None = None
    unit: str = "s"
    given_up: bool = False

    @property
    def ratio(self) -> float:
        """How many times as much ours takes."""
        return self.ours / self.theirs

    def cells(self) -> list[str]:
        """The row of a table; what is above the greatest ratio wanted is bold."""
        ratio = f"{'< ' if self.given_up else ''}{self.ratio:.{2 if self.ratio >= 0.1 else 3}f}"
        missed = self.most is not None and self.ratio > self.most and not self.given_up
        theirs = f"{'> ' if self.given_up else ''}{amount(self.theirs, self.unit)}"
        most = "" if self.most is None else f"{self.most:g}"
        return [self.work, amount(self.ours, self.unit), self.against, theirs, f"**{ratio}**" if missed else ratio, most]


def amount(value: float, unit: str) -> str:
    """A number of seconds or MiB as a table shows it.

    >>> amount(0.0123, "s"), amount(12.3, "s"), amount(345.6, "MiB")
    ('12.3 ms', '12.3 s', '346 MiB')
    """
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"


def asked(full: int, quick: int) -> int:
    """The number of reports to measure with: the one on the command line, else the usual one, which is less with `--quick`."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    return numbers[0] if numbers else quick if is_quick() else full


def is_quick() -> bool:
    """Whether a run of some seconds is wanted."""
    return "--quick" in sys.argv


def forked(work: Callable[[], object], most: int) -> float | None:
    """The seconds of CPU time that some work takes in a process forked off for it; None where they are more than `most`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        os.write(writing, str(cpu(work)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        found = answer.read()
    os.waitpid(pid, 0)
    return float(found) if found else None


def made(number: int) -> Iterator[tuple[Report, Account]]:
    """As many synthetic reports with what they tell of, taken from their accounts."""
    for one in reports(number):
        published = PartialDate(one.published.isoformat())
        report = Report(one.name, one.text, published=published, publisher=one.publisher, language="en")
        yield report, from_json(one.account, report, "manual")


def quads_made(number: int) -> list[str]:
    """The N-Quads texts of as many synthetic reports."""
    mapped = (map_account(report, account, DEFAULT_BASE) for report, account in made(number))
    return [quads.graph + quads.shared for quads in mapped]


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
    # As an installed program runs: its modules are compiled once, whatever the caller's environment says.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def print_ratios(title: str, rows: Iterable[Ratio]) -> None:
    """Print ratios as a table, each row as soon as it is there."""
    head = ["work", "`kg`", "against", "takes", "ratio", "at most"]
    print_table(title, head, (row.cells() for row in rows))


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown, so that it can go into the documentation as it is; each row as soon as it is there."""
    _print_machine()
    print(f"\n### {title}\n\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


@cache
def _print_machine() -> None:
    """Print once, before the first table, what it was measured on."""
    print(f"\n{machine()}")


def machine() -> str:
    """The machine, the system and the versions, in a line."""
    info = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE) if info.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = [f"Python {platform.python_version()}", *filter(None, map(_version, PACKAGES))]
    return f"{(models or [platform.machine()])[0]}, {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}; {', '.join(found)}"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""
