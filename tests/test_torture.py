"""Builds that are killed at random moments, and stores that are read meanwhile: nothing is lost, doubled or half there.

`make torture` does it a few hundred times with a thousand reports, the ordinary tests a few times with fewer.
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.embedded import reader, writer
from kg.store.reports import ledger
from kg.verification import verify
from tests.conftest import BASE, TORTURE
from tests.reports import write_reports

ROOT = Path(__file__).parent.parent
REPORTS = 1000 if TORTURE else 100
KILLS = 200 if TORTURE else 20
OPENS = 1000 if TORTURE else 50

#: How many kills a build comes to its end in spite of.
KILLS_A_BUILD = 25 if TORTURE else 5

#: Numbers of processes that read; the kills are spread over all.
WORKERS = (0, 1, 2, 4)

#: Seconds that a kill waits at most for a chunk to be half loaded, a snapshot half published; a report takes a hundredth of that.
DELAY = 0.2

# Small chunks, so that there are many moments at which a chunk is half loaded. A line is said for each report that is dealt with.
BUILD = """
import sys
from pathlib import Path
import kg.build
from kg.build import Options, build
from kg.reading.sources import find_sources
from kg.store.embedded import writer
from tests.reports import AccountReader
kg.build.CHUNK = 100_000
if __name__ == "__main__":
    folder, store = Path(sys.argv[1]), Path(sys.argv[2])
    with writer(store, "https://example.org/id/") as target:
        print("begins", flush=True)
        sources = list(find_sources([folder]))
        if len(sys.argv) > 4:
            sources.reverse()
        say = lambda done, _: print(done, flush=True)
        build(sources, target, Options(AccountReader(), folder.parent, workers=int(sys.argv[3])), say)
        target.publish()
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short reports, one in ten of them in a file that a build looks into only when it has changed."""
    folder = tmp_path_factory.mktemp("torture") / "reports"
    write_reports(folder, REPORTS)
    listed = (folder / "metadata.csv").read_text()
    for number in range(0, REPORTS, 10):
        name = f"r{number:04}"
        (folder / f"{name}.txt").rename(folder / f"{name}.html")
        listed = listed.replace(f"{name}.txt", f"{name}.html")
    (folder / "metadata.csv").write_text(listed)
    return folder


def start(reports: Path, store: Path, workers: int, *options: str) -> subprocess.Popen[str]:
    """A build that is under way."""
    script = reports.parent / "build.py"
    script.write_text(BUILD)
    command: list[str | Path] = [sys.executable, script, reports, store, str(workers), *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    """Wait for a build to end, and see that it ended well."""
    process.communicate()
    assert process.returncode == 0


def without_times(store: Path) -> list[str]:
    with reader(store) as source:
        return sorted(line for line in source.lines() if "edAtTime>" not in line)


@pytest.fixture(scope="module")
def undisturbed(reports: Path) -> list[str]:
    """What a build that nobody disturbs makes."""
    with start(reports, reports.parent / "undisturbed", 0) as process:
        ended(process)
    return without_times(reports.parent / "undisturbed")


@pytest.mark.parametrize("workers", WORKERS)
def test_a_build_that_is_killed_again_and_again_ends_with_the_same_bytes(
    reports: Path, undisturbed: list[str], tmp_path: Path, workers: int
) -> None:
    chance = random.Random(workers)
    for number in range(KILLS // len(WORKERS) // KILLS_A_BUILD):
        store, told = tmp_path / f"store-{number}", 0
        order = ("reversed",) if number % 2 else ()
        for _ in range(KILLS_A_BUILD):
            with start(reports, store, workers, *order) as process:
                told = killed(process, told + chance.randint(0, 2 * REPORTS // KILLS_A_BUILD), chance.uniform(0, DELAY))
        with start(reports, store, workers, *order) as process:
            ended(process)
        assert without_times(store) == undisturbed
        assert list(verify(store)) == []
        with reader(store) as source:
            assert len(ledger(source)) == REPORTS


def killed(process: subprocess.Popen[str], target: int, delay: float) -> int:
    """Kill a build some seconds after it has dealt with so many reports, or with all; how many it said it had dealt with."""
    assert process.stdout is not None
    done = 0
    while done < min(target, REPORTS) and (line := process.stdout.readline()):
        done = int(line)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return done


@pytest.mark.parametrize("order", ["as they come", "reversed"])
def test_any_number_of_workers_and_any_order_makes_the_same_bytes(
    reports: Path, undisturbed: list[str], tmp_path: Path, order: str
) -> None:
    for workers in WORKERS[1:] if TORTURE else (2,):
        with start(reports, tmp_path / f"store-{workers}", workers, *([order] if order == "reversed" else [])) as process:
            ended(process)
        assert without_times(tmp_path / f"store-{workers}") == undisturbed


def test_what_a_killed_build_leaves_are_whole_reports(reports: Path, undisturbed: list[str], tmp_path: Path) -> None:
    per_report = {line.rsplit(" ", 2)[1] for line in undisturbed if "/report/" in line.rsplit(" ", 2)[1]}
    assert len(per_report) == REPORTS
    with start(reports, tmp_path / "store", 0) as process:
        assert killed(process, REPORTS // 3, 0.0) == REPORTS // 3
    with writer(tmp_path / "store", BASE) as store:
        left = [line for line in store.lines() if "edAtTime>" not in line]
        known = {f"<{entry.report}>" for entry in ledger(store).values()}
    assert {line for line in left if line.rsplit(" ", 2)[1] in per_report} == {
        line for line in undisturbed if line.rsplit(" ", 2)[1] in known
    }


def test_readers_never_fail_and_never_wait_during_builds(reports: Path, tmp_path: Path) -> None:
    write_reports(tmp_path / "few", 5)
    store = tmp_path / "store"
    with start(tmp_path / "few", store, 0) as process:
        ended(process)
    opens, slowest, builds, failures = 0, 0.0, 0, []
    while opens < OPENS:
        builds += 1
        write_reports(reports.parent / f"more-{builds}", 40, seed=builds)
        with start(reports.parent / f"more-{builds}", store, 0) as process:
            while process.poll() is None:
                begun = time.monotonic()
                try:
                    with reader(store) as source:
                        assert len(ledger(source)) >= 5
                except StoreError as error:
                    failures.append(str(error))
                slowest = max(slowest, time.monotonic() - begun)
                opens += 1
    assert failures == []
    assert builds >= 1
    assert slowest < 10
