"""Which files of a build are not stored yet is never told too few of, and the list of them is written and removed."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.errors import RemoteError, Unfinished
from kg.reading.sources import find_sources
from kg.resuming import NAME, Left, remove_list, write_list
from kg.store.memory import MemoryStore
from kg.store.reports import ledger
from tests.conftest import BASE
from tests.reports import AccountReader, write_reports

REPORTS = 6


class Failing(MemoryStore):
    """A store that fails as a server does when a number of chunks and updates are stored."""

    def __init__(self, good: int) -> None:
        super().__init__(BASE)
        self.good = good

    def load(self, chunks: Iterable[str | bytes]) -> None:
        for chunk in chunks:
            self._fail()
            super().load([chunk])

    def update(self, text: str) -> None:
        self._fail()
        super().update(text)

    def _fail(self) -> None:
        self.good -= 1
        if self.good < 0:
            raise RemoteError("http://127.0.0.1/: failed")


@pytest.mark.parametrize("size", [1, 10_000_000])
@pytest.mark.parametrize("good", range(REPORTS + 1))
def test_what_is_not_stored_when_a_server_fails_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, good: int
) -> None:
    monkeypatch.setattr("kg.build.CHUNK", size)
    write_reports(tmp_path / "reports", REPORTS)
    store, options = Failing(good), Options(AccountReader(), tmp_path)
    everything = {str(Path("reports", f"r{number:04}.txt")) for number in range(REPORTS)}
    try:
        build(find_sources([tmp_path / "reports"]), store, options)
        left: set[str] = set()
    except Unfinished as error:
        left = {str(path.relative_to(tmp_path)) for path in error.left}
    assert left == everything - ledger(store).keys()
    store.good = 100
    build(find_sources([tmp_path / "reports"]), store, options)
    assert ledger(store).keys() == everything


def test_what_takes_an_older_ones_place_is_listed_until_it_does(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", REPORTS)
    store, options = Failing(100), Options(AccountReader(), tmp_path)
    build(find_sources([tmp_path / "reports"]), store, options)
    before = dict(ledger(store))
    for path in (tmp_path / "reports").glob("*.txt"):
        path.write_text(path.read_text().replace("Shells hit", "Rockets hit", 1))
    store.good = 2
    with pytest.raises(Unfinished, match="failed") as caught:
        build(find_sources([tmp_path / "reports"]), store, options)
    after = ledger(store)
    assert {path.name for path in caught.value.left} == {
        Path(path).name for path, entry in before.items() if after[path] == entry
    }


def test_nothing_is_left_of_no_files() -> None:
    assert Left([]).paths() == ()


def test_the_list_is_removed_and_another_file_of_its_name_stays(tmp_path: Path) -> None:
    path = write_list(tmp_path, [Path("a.txt"), Path("b\udcff.txt")])
    assert path == tmp_path / NAME
    assert path.read_bytes().splitlines()[1:] == [b"a.txt", b"b\xff.txt"]
    remove_list(tmp_path)
    remove_list(tmp_path)
    assert not path.exists()
    path.write_text("mine")
    remove_list(tmp_path)
    assert path.read_text() == "mine"
