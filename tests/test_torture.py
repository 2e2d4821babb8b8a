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

# Small chunks, so that there are many moments at which a chunk is half loaded.
BUILD = """
import sys
from pathlib import Path
import kg.build
from kg.build import Options, build
from kg.extraction.manual import ManualReader
from kg.reading.sources import find_sources
from kg.store.embedded import writer
kg.build.CHUNK = 100_000
if __name__ == "__main__":
    folder, store = Path(sys.argv[1]), Path(sys.argv[2])
    with writer(store, "https://example.org/id/") as target:
        print("begins", flush=True)
        build(find_sources([folder]), target, Options(ManualReader(), folder.parent, workers=int(sys.argv[3])))
        target.publish()
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("torture")
    write_reports(folder / "reports", REPORTS)
    return folder / "reports"


def start(reports: Path, store: Path, workers: int) -> subprocess.Popen[str]:
    """A build that is under way."""
    script = reports.parent / "build.py"
    script.write_text(BUILD)
    command: list[str | Path] = [sys.executable, script, reports, store, str(workers)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def without_times(store: Path) -> list[str]:
    with reader(store) as source:
        return sorted(line for line in source.lines() if "edAtTime>" not in line)


@pytest.fixture(scope="module")
def undisturbed(reports: Path) -> tuple[list[str], float]:
    """What a build that nobody disturbs makes, and how long it takes."""
    started = time.monotonic()
    with start(reports, reports.parent / "undisturbed", 0) as process:
        assert process.wait() == 0
    return without_times(reports.parent / "undisturbed"), time.monotonic() - started


@pytest.mark.parametrize("workers", [0, 2])
def test_a_build_that_is_killed_again_and_again_ends_with_the_same_bytes(
    reports: Path, undisturbed: tuple[list[str], float], tmp_path: Path, workers: int
) -> None:
    expected, seconds = undisturbed
    chance, kills, builds = random.Random(workers), 0, 0
    while kills < KILLS // 2:
        store = tmp_path / f"store-{builds}"
        builds += 1
        attempts = 0
        while kill_or_end(reports, store, workers, chance.uniform(0, seconds * (0.3 + attempts / 4))):
            attempts += 1
            kills += 1
        assert without_times(store) == expected
        assert list(verify(store)) == []
        with reader(store) as source:
            assert len(ledger(source)) == REPORTS


def kill_or_end(reports: Path, store: Path, workers: int, seconds: float) -> bool:
    """Whether a build had to be killed after some seconds."""
    with start(reports, store, workers) as process:
        try:
            assert process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


def test_what_a_killed_build_leaves_are_whole_reports(
    reports: Path, undisturbed: tuple[list[str], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    per_report = {line.rsplit(" ", 2)[1] for line in expected if "/report/" in line.rsplit(" ", 2)[1]}
    assert len(per_report) == REPORTS
    with start(reports, tmp_path / "store", 0) as process:
        time.sleep(seconds / 3)
        process.send_signal(signal.SIGKILL)
    with writer(tmp_path / "store", BASE) as store:
        left = [line for line in store.lines() if "edAtTime>" not in line]
        known = {f"<{entry.report}>" for entry in ledger(store).values()}
    assert {line for line in left if line.rsplit(" ", 2)[1] in per_report} == {
        line for line in expected if line.rsplit(" ", 2)[1] in known
    }


def test_readers_never_fail_and_never_wait_during_builds(reports: Path, tmp_path: Path) -> None:
    write_reports(tmp_path / "few", 5)
    store = tmp_path / "store"
    with start(tmp_path / "few", store, 0) as process:
        assert process.wait() == 0
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
