"""Files read in a process of its own: the same reports, a few at a time, and what breaks a reader costs one file."""

import io
import os
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.reading import limited as reading
from kg.reading.limited import read_here, read_limited
from kg.reading.sources import Failure, Found, Source
from kg.work import _one


def archive(path: Path, members: int) -> Source:
    with io.BytesIO() as data:
        with zipfile.ZipFile(data, "w") as file:
            for number in range(members):
                file.writestr(
                    f"{number:04}.txt", f"Headline {number}\n\nIn the town of Marwat nobody was hurt, the mayor said.\n"
                )
        path.write_bytes(data.getvalue())
    return Source(path)


def test_an_archive_of_many_reports_comes_whole_and_in_order(tmp_path: Path) -> None:
    source = archive(tmp_path / "many.zip", 2 * reading.MOST_REPORTS + 7)
    found = list(read_limited(source))
    assert found == list(read_here(source))
    assert [item.place for item in found if isinstance(item, Found)] == [f"{number:04}.txt" for number in range(207)]


def test_two_files_read_by_turns_do_not_mix(tmp_path: Path) -> None:
    one, other = archive(tmp_path / "one.zip", 150), archive(tmp_path / "other.zip", 150)
    first = read_limited(one)
    begun = next(first)
    assert list(read_limited(other)) == list(read_here(other))
    assert [begun, *first] == list(read_here(one))


@pytest.mark.parametrize("error", [RecursionError("too deep"), ValueError("odd"), KeyError("x")])
def test_a_reader_that_breaks_halfway_keeps_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    source = archive(tmp_path / "two.zip", 2)

    def broken(_: Source) -> Iterator[Found | Failure]:
        yield from whole
        raise error

    whole = list(read_here(source))
    monkeypatch.setattr(reading, "read_all", broken)
    found = list(read_here(source))
    assert found[:2] == whole
    assert found[2:] == [Failure(source.path, f"the reader failed on it: {type(error).__name__}: {error}")]


def test_a_process_killed_between_two_parts_begins_anew_and_gives_nothing_twice(tmp_path: Path) -> None:
    source = archive(tmp_path / "many.zip", 2 * reading.MOST_REPORTS + 7)
    items = read_limited(source)
    found = [next(items)]
    for pid in _one().pids():
        os.kill(pid, signal.SIGKILL)
    assert [*found, *items] == list(read_here(source))
