"""Builds: what is read once, what is left alone, what is replaced, and that nothing is lost on the way."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.build import Options, Summary, build, chunks, quads_of
from kg.extraction.manual import ManualReader
from kg.model import Account, Report
from kg.reading.sources import Source, find_sources
from kg.store.base import Store
from kg.store.embedded import reader, writer
from kg.store.memory import MemoryStore
from tests.conftest import BASE
from tests.reports import write_reports

TIMES = ("startedAtTime", "endedAtTime")


def lines(store: Store) -> list[str]:
    """All quads but the times, sorted."""
    return sorted(line for line in store.lines() if not any(time in line for time in TIMES))


def run(
    folder: Path, store: Store, extractor: ManualReader | None = None, *, keep_text: bool = True, workers: int = 0
) -> Summary:
    options = Options(extractor or ManualReader(), folder.parent, keep_text=keep_text, workers=workers)
    return build(find_sources([folder]), store, options)


def empty() -> MemoryStore:
    return MemoryStore(BASE)


def test_a_first_build_reads_everything_and_says_what_is_unknown(folder: Path) -> None:
    summary = run(folder, empty())
    assert (summary.new, summary.replaced, summary.unchanged, summary.failures) == (2, 0, 0, ())
    assert (summary.events, summary.claims) == (1, 7)
    assert (summary.without_date, summary.without_publisher) == (1, 1)


def test_building_again_changes_nothing_and_reads_nothing(folder: Path) -> None:
    store = empty()
    run(folder, store)
    before = sorted(store.lines())
    summary = run(folder, store)
    assert (summary.read, summary.unchanged, summary.quads) == (0, 2, 0)
    assert sorted(store.lines()) == before


def test_a_changed_report_takes_the_place_of_the_old_one(folder: Path) -> None:
    store, fresh = empty(), empty()
    run(folder, store)
    text = (folder / "marwat.txt").read_text()
    (folder / "marwat.txt").write_text(text + "\nThe school had been empty for months.\n")
    summary = run(folder, store)
    assert (summary.new, summary.replaced, summary.unchanged) == (0, 1, 1)
    run(folder, fresh)
    assert lines(store) == lines(fresh)


def test_changed_metadata_makes_a_changed_report(folder: Path) -> None:
    store = empty()
    run(folder, store)
    metadata = (folder / "metadata.csv").read_text()
    (folder / "metadata.csv").write_text(metadata.replace("2024-05-08", "2024-05-09"))
    assert (run(folder, store).replaced, store.count(f"{BASE}graph/identity")) == (1, 5)


def test_other_options_or_another_reader_read_a_report_anew(folder: Path) -> None:
    class Newer(ManualReader):
        version = "manual 2"

    store = empty()
    run(folder, store)
    assert run(folder, store, keep_text=False).replaced == 2
    assert not any("ontology#text>" in line for line in store.lines() if BASE in line.split(" ")[0])
    assert run(folder, store, Newer()).replaced == 2


def test_equal_names_in_two_folders_are_two_reports(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("marwat.txt", "marwat.json"):
        (other / name).write_text((folder / name).read_text())
    store = empty()
    summary = build(find_sources([folder, other]), store, Options(ManualReader(), tmp_path))
    assert (summary.new, summary.replaced) == (3, 0)
    assert len([graph for graph in store.graphs() if graph.startswith(f"{BASE}report/")]) == 3


def test_the_same_file_in_two_places_is_one_report_with_two_readings(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    other.mkdir()
    for path in folder.iterdir():
        (other / path.name).write_text(path.read_text())
    store = empty()
    build(find_sources([folder, other]), store, Options(ManualReader(), tmp_path))
    assert len([graph for graph in store.graphs() if graph.startswith(f"{BASE}report/")]) == 2
    assert sum("ontology#Reading>" in line and "graph/activity" in line for line in store.lines()) == 4
    (other / "marwat.txt").write_text("Another headline\n" + (other / "marwat.txt").read_text())
    build(find_sources([folder, other]), store, Options(ManualReader(), tmp_path))
    assert len([graph for graph in store.graphs() if graph.startswith(f"{BASE}report/")]) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02", "binary data, not text"),
        ("latin.txt", "tué".encode("latin-1"), "not UTF-8 text"),
        ("large.txt", b"a " * 2_600_000, "too large"),
        ("nothing.json.txt", b"No account beside me.\n", "no hand-made account"),
    ],
)
def test_a_file_that_cant_be_read_is_named_and_costs_only_itself(folder: Path, name: str, content: bytes, reason: str) -> None:
    (folder / name).write_bytes(content)
    with (folder / "metadata.csv").open("a") as metadata:
        metadata.write(f"{name},,\nmissing.txt,,\n")
    summary = run(folder, empty())
    assert summary.new == 2
    assert [failure.path.name for failure in summary.failures] == ["missing.txt", name] or [
        failure.path.name for failure in summary.failures
    ] == [name, "missing.txt"]
    assert {failure.path.name: failure.reason for failure in summary.failures}[name].startswith(reason)


def test_a_reader_that_breaks_on_one_report_keeps_the_others(folder: Path) -> None:
    class Fragile(ManualReader):
        def extract(self, report: Report) -> Account:
            if report.identifier == "quiet":
                raise ZeroDivisionError("odd")
            return super().extract(report)

        def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
            return map(self.extract, reports)

    summary = run(folder, empty(), Fragile())
    assert (summary.new, [failure.reason for failure in summary.failures]) == (
        1,
        ["the reader failed on it: ZeroDivisionError: odd"],
    )


def test_an_account_that_was_corrected_is_read_again(folder: Path) -> None:
    store = empty()
    run(folder, store)
    account = folder / "quiet.json"
    account.write_text(account.read_text() + "\n")
    summary = run(folder, store)
    assert (summary.replaced, summary.unchanged) == (1, 1)
    assert run(folder, store).unchanged == 2


def test_what_was_read_by_hand_stays_unless_the_text_is_to_be_read_again(folder: Path) -> None:
    class Rules(ManualReader):
        version = "rules 1"

    store = empty()
    run(folder, store)
    options = Options(Rules(), folder.parent, keep_manual=True)
    assert build(find_sources([folder]), store, options).unchanged == 2
    (folder / "quiet.txt").write_text((folder / "quiet.txt").read_text() + "\nMore came.\n")
    assert build(find_sources([folder]), store, options).replaced == 1
    assert build(find_sources([folder]), store, Options(Rules(), folder.parent)).replaced == 1


def test_progress_is_told_for_every_file(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    (folder / "metadata.csv").unlink()
    told: list[int] = []
    build(find_sources([folder]), empty(), Options(ManualReader(), folder), lambda done, _: told.append(done))
    assert told == [1, 2, 3]


def test_order_of_files_and_kind_of_store_change_no_byte(folder: Path, tmp_path: Path) -> None:
    sources = [source for source in find_sources([folder]) if isinstance(source, Source)]
    memory = empty()
    build(sources, memory, Options(ManualReader(), tmp_path))
    random.Random(1).shuffle(sources)
    sources.reverse()
    with writer(tmp_path / "store", BASE) as disk:
        build(sources, disk, Options(ManualReader(), tmp_path))
        disk.publish()
    with reader(tmp_path / "store") as disk:
        assert lines(disk) == lines(memory)


def test_the_quads_of_a_file_are_a_pure_function_of_it(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kg.build import quads_of; from kg.extraction.manual import ManualReader;"
        "from kg.reading.sources import Source; q = quads_of(Source(Path(sys.argv[1])), ManualReader(), 'https://example.org/id/');"
        "sys.stdout.write(q.graph + q.shared)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, folder / "marwat.txt"], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    }
    quads = quads_of(Source(folder / "marwat.txt"), ManualReader(), BASE)
    assert outputs == {(quads.graph + quads.shared).encode()}


def test_every_triple_stands_in_exactly_one_graph(folder: Path) -> None:
    store = empty()
    run(folder, store)
    triples = [line.rsplit(" <", 1)[0] for line in store.lines()]
    assert len(triples) == len(set(triples))


class Deadly(ManualReader):
    """Dies of one report, sleeps over another."""

    def extract(self, report: Report) -> Account:
        if report.identifier == "marwat":
            os.kill(os.getpid(), signal.SIGSEGV)
        return super().extract(report)


def test_a_crash_of_a_worker_costs_the_report_that_it_read_and_names_it(folder: Path) -> None:
    store = empty()
    summary = run(folder, store, Deadly(), workers=1)
    assert [(failure.path.name, failure.reason) for failure in summary.failures] == [
        ("marwat.txt", "the process that read it died 3 times (signal 11)")
    ]
    assert summary.new == 1
    run(folder, store, workers=1)
    whole = empty()
    run(folder, whole)
    assert lines(store) == lines(whole)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_number_of_workers_and_the_order_of_files_change_no_byte(tmp_path: Path, workers: int) -> None:
    write_reports(tmp_path / "reports", 12)
    alone, others = empty(), empty()
    run(tmp_path / "reports", alone)
    sources = list(find_sources([tmp_path / "reports"]))
    random.Random(workers).shuffle(sources)
    build(sources, others, Options(ManualReader(), tmp_path, workers=workers))
    assert lines(alone) == lines(others)
    assert len(lines(alone)) > 500


def test_a_chunk_is_stored_when_it_is_large_or_old(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["abc", "de", "f", "ghij", "k"]
    assert list(chunks(texts, 5)) == ["abcde", "fghij", "k"]
    monkeypatch.setattr("kg.build.CHECKPOINT", 0.0)
    assert list(chunks(texts, 5)) == texts
