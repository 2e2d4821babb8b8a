"""What happens to stores: damage is found, backups come back, and what can't be done is said in one line."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg import __version__
from kg.build import Options, Summary, build
from kg.errors import InputError, NotAStore, StoreDamaged, StoreError, StoreLocked, UsageError
from kg.extraction.manual import ManualReader
from kg.keeping import backup, restore
from kg.reading.sources import find_sources
from kg.retraction import forget, named
from kg.store.base import Store
from kg.store.embedded import reader, writer
from kg.store.manifest import NAME
from kg.store.overview import overview
from kg.store.reports import ledger
from kg.verification import verify
from tests.conftest import BASE, TORTURE
from tests.make_store import REPORTS as STORED
from tests.make_store import STORES
from tests.reports import write_reports

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


def run(folder: Path, store: Store) -> Summary:
    return build(find_sources([folder]), store, Options(ManualReader(), folder.parent))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of reports and a store of them, for tests to copy."""
    folder = tmp_path_factory.mktemp("made")
    write_reports(folder / "reports", 30)
    with writer(folder / "store", BASE) as store:
        run(folder / "reports", store)
        store.publish()
    return folder / "reports", folder / "store"


@pytest.fixture
def store(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A store of its own for a test, hard links parted."""
    shutil.copytree(made[1], tmp_path / "store", symlinks=True)
    return tmp_path / "store"


def contents(folder: Path) -> list[str]:
    with reader(folder) as store:
        return sorted(store.lines())


def snapshot(folder: Path) -> Path:
    return (folder / "current").resolve()


def flip(path: Path, place: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0xFF
    path.write_bytes(data)


def largest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


def published_table(folder: Path) -> Path:
    """The largest table of a database that its last publication has too; the others are merged whenever the engine likes."""
    root = next(above for above in folder.parents if (above / "current").exists())
    names = {path.name for path in snapshot(root).glob("*.sst")}
    return max((path for path in folder.glob("*.sst") if path.name in names), key=lambda path: path.stat().st_size)


def test_a_store_that_is_as_it_was_published_has_nothing_wrong(store: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*.sst")}
    assert list(verify(store)) == []
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*.sst")} == before


def test_a_flipped_byte_in_any_published_file_is_found(store: Path) -> None:
    files = [path for path in sorted(snapshot(store).iterdir()) if path.name != NAME and path.stat().st_size]
    assert len(files) > 5
    for path in files:
        for place in (0.0, 0.5, 0.999):
            flip(path, place)
            assert any(f"{path}: its bytes are not those" in line for line in verify(store)), path
            flip(path, place)
    assert list(verify(store)) == []


DAMAGE: dict[str, Callable[[Path], object]] = {
    "truncated table": lambda folder: os.truncate(largest(folder, "*.sst"), 10),
    "flipped table": lambda folder: flip(published_table(folder)),
    "deleted table": lambda folder: largest(folder, "*.sst").unlink(),
    "CURRENT": lambda folder: (folder / "CURRENT").write_text("nonsense\n"),
    "deleted CURRENT": lambda folder: (folder / "CURRENT").unlink(),
    "MANIFEST": lambda folder: os.truncate(largest(folder, "MANIFEST-*"), 20),
    "deleted MANIFEST": lambda folder: largest(folder, "MANIFEST-*").unlink(),
    "list of files": lambda folder: (folder / NAME).write_text("{"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_to_what_was_published_is_found_and_can_be_restored(store: Path, tmp_path: Path, kind: str) -> None:
    backup(store, tmp_path / "backup")
    expected = contents(store)
    DAMAGE[kind](snapshot(store))
    found = list(verify(store))
    assert found
    assert all("\n" not in line for line in found)
    with pytest.raises(InputError, match="can't be restored"):
        restore(store, None, NOW)
    restore(store, tmp_path / "backup", NOW)
    assert list(verify(store)) == []
    assert contents(store) == expected


@pytest.mark.parametrize("kind", [kind for kind in DAMAGE if kind != "list of files"])
def test_damage_to_what_builds_start_from_is_found_and_the_last_publication_takes_its_place(
    made: tuple[Path, Path], store: Path, kind: str
) -> None:
    expected = contents(store)
    DAMAGE[kind](store / "live")
    found = list(verify(store))
    assert found
    assert all(line.startswith("what the next build starts from: ") for line in found)
    restore(store, None, NOW)
    assert list(verify(store)) == []
    assert contents(store) == expected
    with writer(store) as target:
        assert run(made[0], target).read == 0


@pytest.mark.parametrize("name", ["kg-store.json", "current"])
def test_a_store_without_its_marker_or_publication_is_restored(store: Path, tmp_path: Path, name: str) -> None:
    backup(store, tmp_path / "backup")
    expected = contents(store)
    (store / name).unlink()
    with pytest.raises(NotAStore):
        list(verify(store))
    if name == "current":
        restore(store, tmp_path / "backup", NOW)
        assert contents(store) == expected
    else:
        with pytest.raises(NotAStore, match="holds other files"):
            restore(store, tmp_path / "backup", NOW)


def test_missing_quads_and_another_text_are_found_by_report(store: Path) -> None:
    with writer(store) as target:
        report = named(target, ["r0003"])[0].report
        target.update(f"DELETE WHERE {{ GRAPH <{report}> {{ <{report}/count/1> ?p ?o }} }}")
        other = named(target, ["r0004"])[0].report
        text = "<https://w3id.org/reported-violence/ontology#text>"
        where = f"WHERE {{ GRAPH <{other}> {{ <{other}> {text} ?t }} }}"
        target.update(
            f'DELETE {{ GRAPH <{other}> {{ <{other}> {text} ?t }} }} INSERT {{ GRAPH <{other}> {{ <{other}> {text} "x" }} }} {where}'
        )
        target.publish()
    found = list(verify(store))
    assert any("r0003.txt: " in line and "quads are there" in line for line in found)
    assert f"{other}: its text is not the one that was read" in found


def test_what_a_damaged_log_has_dropped_is_read_by_the_next_build(made: tuple[Path, Path], store: Path) -> None:
    expected = contents(store)
    with writer(store) as target:
        report = named(target, ["r0005"])[0]
    log = largest(store / "live", "*.log")
    code = (
        "import os, sys; from pathlib import Path; from kg.store.embedded import writer; from kg.store.reports import ledger, replace\n"
        "target = writer(Path(sys.argv[1]))\n"
        "replace(target, [e for e in ledger(target).values() if e.report == sys.argv[2]], '')\nos._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, store, report.report], cwd=ROOT, check=False)
    log = largest(store / "live", "*.log")
    assert log.stat().st_size > 100
    flip(log)
    with writer(store) as target:
        run(made[0], target)
        target.publish()
    assert list(verify(store)) == []
    assert without_times(contents(store)) == without_times(expected)


def without_times(lines: list[str]) -> list[str]:
    return [line for line in lines if "edAtTime>" not in line]


@pytest.mark.parametrize("name", ["backup", "backup.tar", "backup.tar.gz"])
def test_a_backup_is_a_store_and_comes_back(store: Path, tmp_path: Path, name: str) -> None:
    expected = contents(store)
    backup(store, tmp_path / "copies" / name)
    if name == "backup":
        assert contents(tmp_path / "copies" / name) == expected
        assert list(verify(tmp_path / "copies" / name)) == []
    restore(tmp_path / "fresh", tmp_path / "copies" / name, NOW)
    assert contents(tmp_path / "fresh") == expected
    assert list(verify(tmp_path / "fresh")) == []
    with writer(store) as target:
        target.update("DROP ALL")
        target.publish()
    restore(store, tmp_path / "copies" / name, NOW)
    assert contents(store) == expected
    assert [path.name for path in (tmp_path / "copies").iterdir()] == [name]


def test_a_backup_may_be_built_on_as_it_is(made: tuple[Path, Path], store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "backup")
    shutil.copytree(made[0], tmp_path / "reports")
    with writer(tmp_path / "backup") as target:
        assert run(tmp_path / "reports", target).unchanged == 30
        target.publish()
    assert contents(tmp_path / "backup") == contents(store)
    assert list(verify(tmp_path / "backup")) == []


def test_a_backup_never_overwrites_and_never_lies_in_the_store(store: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").touch()
    for out in (tmp_path / "full", tmp_path / "full" / "notes.txt", store / "backup", store):
        with pytest.raises(UsageError):
            backup(store, out)


def test_a_damaged_backup_is_refused_and_the_store_stays(store: Path, tmp_path: Path) -> None:
    expected = contents(store)
    backup(store, tmp_path / "backup")
    flip(largest(tmp_path / "backup" / "snapshots" / "1", "*.sst"))
    (tmp_path / "nonsense.tar").write_bytes(b"nonsense" * 1000)
    for source in (tmp_path / "backup", tmp_path / "nonsense.tar"):
        with pytest.raises(InputError):
            restore(store, source, NOW)
    with pytest.raises(NotAStore):
        restore(store, tmp_path / "nowhere", NOW)
    assert contents(store) == expected


def test_what_was_forgotten_does_not_come_back_with_an_older_backup(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "backup")
    with writer(store) as target:
        words = named(target, ["r0007"])
        forget(target, words, NOW)
    restore(store, tmp_path / "backup", NOW)
    assert not any(words[0].report in line for line in contents(store))
    found = [path for path in store.rglob("*") if path.is_file() and b"r0007" in path.read_bytes()]
    assert found == []
    assert list(verify(store)) == []


def test_nothing_is_restored_while_somebody_writes(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "backup")
    with writer(store), pytest.raises(StoreLocked):
        restore(store, tmp_path / "backup", NOW)


def test_a_backup_may_be_made_while_somebody_writes(store: Path, tmp_path: Path) -> None:
    with writer(store) as target:
        target.update("DROP ALL")
        backup(store, tmp_path / "backup")
    assert contents(tmp_path / "backup") == contents(store)


FULL = """
import resource, sys
from pathlib import Path
from kg.store.memory import MemoryStore
from tests.test_keeping import run, writer
run(Path(sys.argv[2]), MemoryStore())  # loads what is loaded from the disk
if sys.argv[3] != "any":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
from kg.errors import StoreError
try:
    with writer(Path(sys.argv[1])) as store:
        run(Path(sys.argv[2]), store)
        store.publish()
except StoreError as error:
    print(type(error).__name__, error)
    sys.exit(4)
"""


def limits() -> list[int]:
    """Sizes at which files can grow no more: few, and many in `make torture`."""
    few = [0, 1000, 60_000, 100_000]
    return [*few, 1, 100, 4096, 10_000, 30_000, *range(120_000, 240_000, 10_000)] if TORTURE else few


@pytest.mark.parametrize("limit", limits())
def test_a_full_disk_loses_nothing_and_the_next_build_goes_on(made: tuple[Path, Path], tmp_path: Path, limit: int) -> None:
    reports, store = tmp_path / "reports", tmp_path / "store"
    shutil.copytree(made[0], reports)
    with writer(store, BASE) as target:
        run(reports, target)
        target.publish()
    before = contents(store)
    write_reports(reports, 60)
    done = subprocess.run(
        [sys.executable, "-c", FULL, store, reports, str(limit)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 4), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode == 4:
        assert "no space left" in done.stdout or "StoreError" not in done.stdout, done.stdout
        assert len(done.stdout.splitlines()) == 1
        assert contents(store) == before
    with writer(store) as target:
        run(reports, target)
        target.publish()
    assert list(verify(store)) == []
    with writer(tmp_path / "other", BASE) as target:
        run(reports, target)
        target.publish()
    assert without_times(contents(store)) == without_times(contents(tmp_path / "other"))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a disk of so many bytes; skips where that isn't allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def make(size: int) -> Path:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("nobody but root may make disks")
        return disk

    if shutil.which("mount") is None:
        pytest.skip("there is no mount")
    yield make
    subprocess.run(["umount", disk], capture_output=True, check=False)


@pytest.mark.parametrize("free", [4096, *range(8_000, 160_000, 8_000)] if TORTURE else [100_000])
def test_a_disk_without_room_loses_nothing_and_the_next_build_goes_on_when_there_is(
    made: tuple[Path, Path], small_disk: Callable[[int], Path], tmp_path: Path, free: int
) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(made[0], reports)
    disk = small_disk(200_000_000)
    with writer(disk / "store", BASE) as target:
        run(reports, target)
        target.publish()
    before = contents(disk / "store")
    write_reports(reports, 60)
    place = os.statvfs(disk)
    (disk / "filling").write_bytes(b"x" * (place.f_bavail * place.f_frsize - free))
    done = subprocess.run(
        [sys.executable, "-c", FULL, disk / "store", reports, "any"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert "no space left" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert contents(disk / "store") == before
    (disk / "filling").unlink()
    with writer(disk / "store") as target:
        run(reports, target)
        target.publish()
    assert list(verify(disk / "store")) == []
    with writer(tmp_path / "other", BASE) as target:
        run(reports, target)
        target.publish()
    assert without_times(contents(disk / "store")) == without_times(contents(tmp_path / "other"))


def test_damage_is_an_error_of_the_store(store: Path) -> None:
    DAMAGE["truncated table"](snapshot(store))
    with pytest.raises(StoreDamaged, match="kg restore"), reader(store) as damaged:
        list(damaged.lines())
    assert issubclass(StoreDamaged, StoreError)


@pytest.mark.parametrize("made_by", sorted(STORES.glob("*.tar.gz")), ids=lambda path: path.name)
def test_a_store_of_every_released_version_opens_and_goes_on(made_by: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    restore(store, made_by, NOW)
    with reader(store) as source:
        assert len(ledger(source)) == STORED
    assert list(verify(store)) == []
    write_reports(tmp_path / "reports", STORED + 1)
    with writer(store) as target:
        run(tmp_path / "reports", target)
        target.publish()
    assert list(verify(store)) == []
    with reader(store) as source:
        assert len(ledger(source)) == STORED + 1
        kinds = ("Casualty count", "Facility impact", "Statement")
        assert overview(source).claims == dict.fromkeys(kinds, STORED + 1)


def test_this_version_has_such_a_store() -> None:
    assert (STORES / f"{__version__}.tar.gz").is_file()
