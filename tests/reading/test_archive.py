"""Archives: unpacked in memory, under limits, by names that lead nowhere."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.extracted import Extracted, Unread
from kg.reading.kinds import MAX_DEPTH, extract
from kg.reading.sources import Failure, Source, read_all

TEXT = b"Two people were killed."


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return target.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as file:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            file.addfile(member, io.BytesIO(data))
    return target.getvalue()


def places(data: bytes, name: str) -> list[str]:
    return [item.place for item in extract(data, name)]


def test_a_member_without_a_name_is_passed_over() -> None:
    data = zipped({"one.txt": TEXT, "xtwo.txt": TEXT}).replace(b"xtwo.txt", b"\0two.txt")
    assert places(data, "all.zip") == ["one.txt"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped({"b/two.txt": TEXT, "a.html": b"<p>Two people were killed.</p>", "c.png": b"x"}), "all.zip"),
        (tarred({"b/two.txt": TEXT, "a.html": b"<p>Two people were killed.</p>", "c.png": b"x"}), "all.tar"),
        (tarred({"b/two.txt": TEXT, "a.html": b"<p>Two people were killed.</p>"}, "w:gz"), "all.tar.gz"),
        (tarred({"b/two.txt": TEXT, "a.html": b"<p>Two people were killed.</p>"}, "w:gz"), "ALL.TGZ"),
    ],
)
def test_the_files_of_an_archive_are_read_by_their_inner_names(data: bytes, name: str) -> None:
    items = [item for item in extract(data, name) if isinstance(item, Extracted)]
    assert [(item.place, item.text) for item in items] == [
        ("a.html", "Two people were killed."),
        ("b/two.txt", "Two people were killed."),
    ]


def test_a_packed_file_has_the_name_without_its_last_ending() -> None:
    assert places(gzip.compress(TEXT), "a.txt.gz") == ["a.txt"]


def test_archives_within_archives_are_read_so_deep_and_no_deeper() -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(MAX_DEPTH - 1):
        data = zipped({"in.zip": data})
    assert places(data, "out.zip") == ["in.zip#" * (MAX_DEPTH - 1) + "a.txt"]
    [found] = extract(zipped({"in.zip": data}), "out.zip")
    assert isinstance(found, Unread)
    assert "deep" in found.reason


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "..\\..\\passwd.txt", "a/../../b.txt", "line\nbreak.txt"]
)
def test_a_members_name_leads_nowhere(name: str, tmp_path: Path) -> None:
    for data, kind in ((zipped({name: TEXT}), "zip"), (tarred({name: TEXT}), "tar")):
        (tmp_path / f"x.{kind}").write_bytes(data)
        [found] = read_all(Source(tmp_path / f"x.{kind}"))
        assert not isinstance(found, Failure)
        assert not found.place.startswith("/")
        assert ".." not in found.place
        assert "\n" not in found.place
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.tar", "x.zip"]


def test_links_and_devices_in_an_archive_are_not_read() -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as file:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(f"{number}.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            file.addfile(member)
    assert [item.reason for item in extract(target.getvalue(), "a.tar") if isinstance(item, Unread)] == ["no plain file"] * 4


def test_what_unpacks_to_far_more_than_it_is_is_refused() -> None:
    bomb = b"0" * 30_000_000
    with pytest.raises(InputError, match="as bombs do"):
        places(zipped({"a.txt": bomb}), "a.zip")
    with pytest.raises(InputError, match="as bombs do"):
        places(gzip.compress(bomb), "a.txt.gz")
    with pytest.raises(InputError, match="as bombs do"):
        places(gzip.compress(tarred({"a.txt": bomb})), "a.tar.gz")


def test_a_member_that_is_broken_or_locked_costs_only_itself() -> None:
    data = bytearray(zipped({"a.txt": TEXT * 50, "b.txt": TEXT}))
    data[40:44] = b"\x00\x00\x00\x00"
    assert [type(item) for item in extract(bytes(data), "a.zip")] == [Unread, Extracted]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz"])
def test_what_is_no_archive_is_refused(name: str) -> None:
    for data in (b"no archive at all" * 40, zipped({"a.txt": TEXT})[:60], b"\x1f\x8b\x08\x00junk"):
        with pytest.raises(InputError, match="can't be unpacked"):
            places(data, name)


def test_an_archive_without_anything_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.png": b"x", "__MACOSX/a.txt": TEXT, ".hidden/a.txt": TEXT}))
    with pytest.raises(InputError, match="no report in it"):
        list(read_all(Source(tmp_path / "a.zip")))
