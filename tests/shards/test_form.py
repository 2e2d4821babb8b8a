"""The form of a shard's file: what is written is read again, in the same bytes each time, and what is none is refused."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, UsageError
from kg.shards import form
from kg.shards.form import Block, FileBlock, ReportBlock, read_blocks, write_blocks
from tests.shards.made import corpus, make

BLOCKS: list[tuple[Block, str]] = [
    (ReportBlock("a#b\n# c.jsonl", "a#b\n# c.jsonl#1", "https://example.org/1", "d", "text", "t"), '<x:a> <x:b> "c # \\n# d" <x:g> .\n' * 3),
    (ReportBlock("a", "a#2", "https://example.org/2", "d", "text", "t", failed=True), ""),
    (FileBlock("a", "e"), ""),
]  # fmt: skip


def as_read(blocks: list[tuple[Block, str]]) -> list[tuple[Block, bytes]]:
    return [(block, quads.encode()) for block, quads in blocks]


def test_blocks_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_blocks(tmp_path / "a", BLOCKS)
    assert list(read_blocks(tmp_path / "a")) == as_read(BLOCKS)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_it_does_not_matter_where_the_pieces_end_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(form, "_PIECE", size)
    write_blocks(tmp_path / "a", BLOCKS * 3)
    assert list(read_blocks(tmp_path / "a")) == as_read(BLOCKS * 3)


def test_a_file_without_blocks_has_none(tmp_path: Path) -> None:
    write_blocks(tmp_path / "a", [])
    assert list(read_blocks(tmp_path / "a")) == []


def test_the_same_blocks_give_the_same_bytes_whatever_the_file_is_called(tmp_path: Path) -> None:
    write_blocks(tmp_path / "a", BLOCKS)
    write_blocks(tmp_path / "b", BLOCKS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_any_reader_of_n_quads_reads_a_shard(tmp_path: Path) -> None:
    made = make(corpus(tmp_path / "reports"), 1)[0]
    quads = list(parse(gzip.decompress(made.path.read_bytes()), RdfFormat.N_QUADS))
    assert len(quads) == made.manifest.counts["quads"] > 500


@pytest.mark.parametrize("data", [b"", b"no gzip", gzip.compress(b"<x:a> <x:b> <x:c> <x:g> .\n"), gzip.compress(b"# []\n")])
def test_what_is_no_shard_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    if data:
        with pytest.raises(InputError, match="is no shard of kg"):
            list(read_blocks(tmp_path / "a"))


def test_a_file_that_was_cut_is_refused(tmp_path: Path) -> None:
    write_blocks(tmp_path / "a", BLOCKS)
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:-12])
    with pytest.raises(InputError, match="is no shard of kg"):
        list(read_blocks(tmp_path / "a"))


def test_what_is_written_half_takes_no_place(tmp_path: Path) -> None:
    def broken() -> list[tuple[Block, str]]:
        raise ZeroDivisionError

    write_blocks(tmp_path / "a", BLOCKS)
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(ZeroDivisionError):
        write_blocks(
            tmp_path / "a", (block for some in (BLOCKS, broken) for block in (some if isinstance(some, list) else some()))
        )
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == before


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        write_blocks(tmp_path / "none" / "a", BLOCKS)
