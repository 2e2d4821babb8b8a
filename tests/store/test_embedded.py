"""Stores in folders: who may write, what readers see, and what is left when a writer dies."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import NotAStore, StoreDamaged, StoreError, StoreLocked, StoreUnwritable, UsageError
from kg.store import embedded, oxigraph
from kg.store.embedded import reader, writer
from kg.store.oxigraph import store_error
from kg.store.reports import ledger, replace
from kg.terms import DEFAULT_BASE
from tests.store.graphs import BASE, entry, whole

ROOT = Path(__file__).resolve().parents[2]


def build(folder: Path, *names: str) -> None:
    with writer(folder, BASE) as store:
        store.load([whole(name) for name in names])
        store.publish()


def damage(folder: Path) -> None:
    for path in folder.rglob("*.sst"):
        os.truncate(path, 10)


def child(code: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_a_store_is_made_in_a_new_folder_and_remembers_its_base(tmp_path: Path) -> None:
    build(tmp_path / "new" / "store", "a")
    with writer(tmp_path / "new" / "store") as store:
        assert store.base == BASE
    with reader(tmp_path / "new" / "store") as published:
        assert published.base == BASE
        assert list(ledger(published)) == ["a.txt"]


def test_without_a_base_the_default_holds(tmp_path: Path) -> None:
    with writer(tmp_path) as store:
        assert store.base == DEFAULT_BASE


def test_another_base_than_the_remembered_one_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "s", "a")
    with pytest.raises(UsageError, match=f"base is {BASE}"):
        writer(tmp_path / "s", "https://other.example/")
    build(tmp_path / "s", "b")


@pytest.mark.parametrize("base", ["nonsense", "ftp://example.org/", "https://example.org/id", "https://example.org/a b/"])
def test_a_base_that_names_cannot_be_put_behind_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError):
        writer(tmp_path / "s", base)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "live", "current"])
def test_a_folder_with_other_files_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(NotAStore, match="holds other files"):
        writer(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotAStore, match="is a file"):
        writer(tmp_path / "file")
    with pytest.raises(NotAStore):
        reader(tmp_path / "file")


def test_what_is_left_of_a_store_that_was_never_finished_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "kg.lock").write_text("")
    (tmp_path / "kg-store.json.new").write_text('{"for')
    build(tmp_path, "a")


def test_a_reader_says_how_to_make_a_store_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match=r"kg build PATH… --store"):
        reader(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_store_that_never_published_has_nothing_to_read(tmp_path: Path) -> None:
    with writer(tmp_path, BASE) as store:
        store.load([whole("a")])
    with pytest.raises(NotAStore, match="no build has come to its end"):
        reader(tmp_path)


def test_readers_see_what_was_published_and_no_more(tmp_path: Path) -> None:
    with writer(tmp_path, BASE) as store:
        store.load([whole("a")])
        store.publish()
        store.load([whole("b")])
        with reader(tmp_path) as first:
            assert list(ledger(first)) == ["a.txt"]
            store.publish()
            assert list(ledger(first)) == ["a.txt"]
        with reader(tmp_path) as second:
            assert list(ledger(second)) == ["a.txt", "b.txt"]


def test_a_reader_keeps_its_snapshot_through_many_publications(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with reader(tmp_path) as old:
        for number in range(5):
            build(tmp_path, f"n{number}")
        assert list(ledger(old)) == ["a.txt"]
        assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["1", "5", "6"]
    build(tmp_path, "z")
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["6", "7"]


def test_readers_never_fail_while_a_writer_publishes(tmp_path: Path) -> None:
    build(tmp_path, "n0")
    seen: list[list[int]] = [[], []]
    failures: list[Exception] = []
    done = threading.Event()

    def read(counts: list[int]) -> None:
        while not done.is_set():
            try:
                with reader(tmp_path) as store:
                    counts.append(len(ledger(store)))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
                failures.append(error)

    threads = [threading.Thread(target=read, args=[counts]) for counts in seen]
    for thread in threads:
        thread.start()
    try:
        with writer(tmp_path) as store:
            for number in range(1, 31):
                store.load([whole(f"n{number}")])
                store.publish()
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []
    for counts in seen:
        assert counts == sorted(counts)
        assert counts[-1] > counts[0]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with reader(tmp_path) as store:
        with pytest.raises(StoreUnwritable, match="opened for reading"):
            store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:b> 1 } }")
        with pytest.raises(StoreUnwritable, match="opened for reading"):
            store.load([whole("b")])


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with writer(tmp_path), pytest.raises(StoreLocked, match=f"process {os.getpid()} on .* is writing"):
        writer(tmp_path)
    with writer(tmp_path) as store:
        assert store.count() == 0


def test_a_writer_in_another_process_is_seen_and_its_lock_ends_with_its_death(tmp_path: Path) -> None:
    holder = child(
        "import sys, time; from pathlib import Path; from kg.store.embedded import writer\n"
        "store = writer(Path(sys.argv[1]), 'https://example.org/id/'); print('held', flush=True); time.sleep(60)",
        tmp_path / "s",
    )
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid} on"):
            writer(tmp_path / "s")
        holder.kill()
    build(tmp_path / "s", "a")


WRITER = """
import sys
from pathlib import Path
from kg.store.embedded import writer
from kg.store.reports import replace
from tests.store.graphs import BASE, entry, whole
with writer(Path(sys.argv[1]), BASE) as store:
    old = None
    for number in range(100_000):
        if number % 3 == 0:
            store.load([whole(f"n{number}", events=20)])
        elif number % 3 == 1:
            replace(store, [], whole(f"n{number}", events=20))
        else:
            replace(store, [entry(f"n{number - 1}")], whole(f"n{number}", events=20))
        print(number, flush=True)
        if number % 5 == 0:
            store.publish()
"""


def written(last: int) -> set[str]:
    """What the writer's store holds after a step: each third report has taken the place of the one before it."""
    return {f"n{number}" for number in range(last + 1) if number % 3 != 1 or number == last}


@pytest.mark.parametrize("after", [0, 1, 7, 24, 61])
def test_a_killed_writer_leaves_whole_reports_only_and_loses_none_that_it_told_of(tmp_path: Path, after: int) -> None:
    process = child(WRITER, tmp_path / "s")
    assert process.stdout is not None
    told = -1
    with process:
        for line in process.stdout:
            told = int(line)
            if told >= after:
                process.send_signal(signal.SIGKILL)
                break
        told = max([told, *map(int, process.stdout)])
    with writer(tmp_path / "s") as store:
        names = {known.report.rpartition("/")[2] for known in ledger(store).values()}
        assert names in (written(told), written(told + 1))
        text = "".join(whole(name, events=20) for name in names)
        assert sorted(store.lines()) == sorted({line for line in text.split("\n") if line})
        store.publish()
    with reader(tmp_path / "s") as published:
        assert len(ledger(published)) == len(names)


def test_a_publication_that_was_cut_off_does_not_disturb_the_next(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "snapshots" / "2").mkdir()
    (tmp_path / "current.new").symlink_to("snapshots/2")
    with reader(tmp_path) as store:
        assert list(ledger(store)) == ["a.txt"]
    build(tmp_path, "b")
    with reader(tmp_path) as store:
        assert list(ledger(store)) == ["a.txt", "b.txt"]


def test_a_folder_that_may_only_be_read_is_enough_for_a_reader(tmp_path: Path) -> None:
    build(tmp_path, "a")
    paths = [tmp_path, *tmp_path.rglob("*")]
    before = {path: path.lstat().st_mtime_ns for path in paths}
    for path in paths:
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with reader(tmp_path) as store:
            assert list(ledger(store)) == ["a.txt"]
    finally:
        for path in paths:
            if not path.is_symlink():
                path.chmod(0o755)
    assert {path: path.lstat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_only_be_read_is_refused_to_a_writer(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StoreUnwritable, match="no permission"):
            writer(tmp_path / "s")
    finally:
        tmp_path.chmod(0o755)


def test_damaged_files_are_named_with_the_way_out(tmp_path: Path) -> None:
    build(tmp_path, "a")
    damage(tmp_path)
    for door in (reader, writer):
        with pytest.raises(StoreDamaged, match="kg build again"):
            list(door(tmp_path).lines())
    with pytest.raises(StoreDamaged):  # and no lock is left behind
        writer(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}'])
def test_a_damaged_marker_is_named(tmp_path: Path, text: str) -> None:
    build(tmp_path, "a")
    (tmp_path / "kg-store.json").write_text(text)
    for door in (reader, writer):
        with pytest.raises(StoreDamaged, match=r"kg-store\.json"):
            door(tmp_path)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "kg-store.json").write_text(json.dumps({"format": 2, "base": BASE}))
    with pytest.raises(StoreError, match="layout 2"):
        reader(tmp_path)


def test_a_missing_snapshot_is_named(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(tmp_path / "snapshots")
    with pytest.raises(StoreError):
        reader(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("IO error: No space left on device: While appending", StoreUnwritable, "no space left"),
        ("IO error: Permission denied: While open a file", StoreUnwritable, "no permission"),
        ("[Errno 30] Read-only file system: '/x'", StoreUnwritable, "no permission"),
        ("Corruption: block checksum mismatch", StoreDamaged, "damaged"),
        ("IO error: While lock file: /x/LOCK: Resource temporarily unavailable", StoreLocked, "another process"),
        ("something else\nin two lines", StoreError, "something else in two lines"),
    ],
)
def test_errors_of_the_database_become_those_of_the_family(text: str, kind: type[StoreError], words: str) -> None:
    error = store_error("here", RuntimeError(text))
    assert type(error) is kind
    assert str(error).startswith("here: ")
    assert words in str(error)


def test_old_logs_of_the_database_do_not_pile_up(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        build(tmp_path, name)
    with writer(tmp_path) as store:
        replace(store, [entry("a")], "")
        assert len(list((tmp_path / "live").glob("LOG.old.*"))) == 0


def test_many_loaded_chunks_are_merged_when_they_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxigraph, "BULK", 1)
    chunks = [whole(f"r{number}") for number in range(12)]

    def files(name: str, merged: int) -> int:
        monkeypatch.setattr(embedded, "MERGED", merged)
        with writer(tmp_path / name, BASE) as store:
            store.load(chunks)
            store.publish()
            assert len(store.graphs()) == len(chunks) + 3
        return len(list((tmp_path / name / "current").glob("*.sst")))

    assert files("merged", 1) < files("not merged", 10**9)
