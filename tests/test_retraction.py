"""Reports that leave a store: what goes with them, what stays, and that nothing brings them back unasked."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.build import Options, Summary, build
from kg.errors import InputError, UsageError
from kg.extraction.manual import ManualReader
from kg.findings.model import Severity
from kg.reading.sources import find_sources
from kg.retraction import forget, matching, named, retract, retracted
from kg.store.base import Store
from kg.store.embedded import reader, writer
from kg.store.tombstones import tombstones
from kg.validation.checks import validate_store
from tests.conftest import BASE, TORTURE
from tests.reports import write_reports
from tests.test_build import empty, lines

ROOT = Path(__file__).parent.parent
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
CANARY = "Quarzolina"


def run(folder: Path, store: Store, *, reinstate: bool = False) -> Summary:
    return build(find_sources([folder]), store, Options(ManualReader(), folder.parent, reinstate=reinstate))


def without_tombstones(store: Store) -> list[str]:
    stones = {line.split(" ")[0] for line in store.lines() if "ontology#textDigest>" in line and "graph/activity" in line}
    return [line for line in lines(store) if line.split(" ")[0] not in stones]


@pytest.fixture
def reports(folder: Path) -> Path:
    """The folder of reports with a word in one of them that stands nowhere else."""
    write_reports(folder, 3)
    for path in folder.glob("r0001.*"):
        path.write_text(path.read_text().replace("Red Cross", CANARY).replace("Monitor", CANARY).replace("Hospital", CANARY))
    return folder


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() + str(path).encode() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_retracted_report_is_gone_with_all_that_only_it_brought_and_a_tombstone_says_why(reports: Path) -> None:
    store, others = empty(), empty()
    run(reports, store)
    retract(store, named(store, ["r0001"]), NOW, "withdrawn")
    metadata = (reports / "metadata.csv").read_text()
    (reports / "metadata.csv").write_text("".join(line for line in metadata.splitlines(keepends=True) if "r0001" not in line))
    run(reports, others)
    assert without_tombstones(store) == lines(others)
    assert list(tombstones(store).values()) == ["Retraction"]
    assert [(item.identifier, item.paths) for item in retracted(store)] == [("r0001", ())]
    assert any('"withdrawn"' in line for line in store.lines())
    assert [finding for finding in validate_store(store) if finding.severity is Severity.VIOLATION] == []


def test_a_build_leaves_a_retracted_report_out_until_it_is_asked_for(reports: Path) -> None:
    store, untouched = empty(), empty()
    run(reports, untouched)
    run(reports, store)
    retract(store, named(store, ["r0001"]), NOW)
    summary = run(reports, store)
    assert (summary.read, summary.retracted, summary.unchanged) == (0, 1, 2)
    (reports / "copy.txt").write_text((reports / "r0001.txt").read_text())
    with (reports / "metadata.csv").open("a") as file:
        file.write("copy.txt,,\n")
    assert run(reports, store).retracted == 2
    (reports / "metadata.csv").write_text((reports / "metadata.csv").read_text().replace("copy.txt,,\n", ""))
    summary = run(reports, store, reinstate=True)
    assert (summary.new, summary.retracted) == (1, 0)
    assert lines(store) == lines(untouched)


def test_a_report_that_is_not_there_is_named(reports: Path) -> None:
    store = empty()
    run(reports, store)
    with pytest.raises(InputError, match="no report 'r0009'"):
        named(store, ["r0001", "r0009"])


def test_words_are_looked_for_in_texts_names_and_paths_whatever_their_case_and_line_breaks(reports: Path) -> None:
    store = empty()
    run(reports, store)
    assert [item.identifier for item in matching(store, f"  {CANARY.upper()} ")] == ["r0001"]
    assert sorted(item.identifier for item in matching(store, "market\nat LEAST")) == ["r0000", "r0001", "r0002"]
    assert [item.identifier for item in matching(store, "r0002.txt")] == ["r0002"]
    assert matching(store, "nobody of that name") == []
    with pytest.raises(UsageError):
        matching(store, " ")


def test_no_byte_of_a_forgotten_report_is_left_in_the_folder(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    with writer(path, BASE) as store:
        run(reports, store)
        store.publish()
        retract(store, named(store, ["r0002"]), NOW)
        store.publish()
        report = named(store, ["r0001"])[0].report.rpartition("/")[2]
    assert CANARY.encode() in bytes_of(path)
    with reader(path) as held, writer(path) as store:
        forget(store, matching(store, CANARY), NOW)
        assert any(CANARY in line for line in held.lines())
    found = bytes_of(path)
    assert [word for word in (CANARY, "r0001", report) if word.encode() in found] == []
    with reader(path) as store, writer(path) as live:
        assert lines(store) == lines(live)
        assert sorted(tombstones(store).values()) == ["Erasure", "Retraction"]
        summary = run(reports, live, reinstate=True)
    assert (summary.forgotten, summary.new, summary.unchanged) == (1, 1, 1)


def test_what_was_retracted_can_be_forgotten(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    with writer(path, BASE) as store:
        run(reports, store)
        retract(store, named(store, ["r0001"]), NOW, f"{CANARY} is wrong")
        store.publish()
    assert CANARY.encode() in bytes_of(path)
    with writer(path) as store:
        forget(store, retracted(store), NOW)
    assert CANARY.encode() not in bytes_of(path)
    assert b"r0001" not in bytes_of(path)


FORGET = """
import os, signal, sys
from pathlib import Path
from tests.test_retraction import NOW, CANARY, matching, forget, writer
step, calls = int(sys.argv[2]), 0
def count(event, args):
    global calls
    if event in ("os.rename", "shutil.rmtree", "os.symlink", "open", "os.remove", "os.mkdir"):
        if sys.argv[1] in str(args[0]) or "snapshots" in str(args[0]):
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
with writer(Path(sys.argv[1])) as store:
    found = matching(store, CANARY)
    sys.addaudithook(count)
    forget(store, found, NOW)
"""


def test_forgetting_that_is_killed_at_any_step_is_finished_by_the_next_writer(reports: Path, tmp_path: Path) -> None:
    for step in range(1, 40, 1 if TORTURE else 4):
        path = tmp_path / f"store-{step}"
        with writer(path, BASE) as store:
            run(reports, store)
            store.publish()
            expected = lines(store)
        done = subprocess.run([sys.executable, "-c", FORGET, path, str(step)], cwd=ROOT, check=False)
        with writer(path) as store:
            left = without_tombstones(store)
            assert left == expected or not any(CANARY in line for line in left)
            if left == expected:  # killed before it began
                forget(store, matching(store, CANARY), NOW)
        assert CANARY.encode() not in bytes_of(path), step
        with reader(path) as store:
            assert len(tombstones(store)) == 1
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert 3 < step < 39
    assert os.listdir(path / "snapshots")  # noqa: PTH208 - their names are enough
