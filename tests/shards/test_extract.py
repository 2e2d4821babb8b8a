"""Making shards: they hold what a build would read, in the same bytes each time, and are not made twice."""

import json
from pathlib import Path

import pytest

from kg.build import Options
from kg.errors import InputError
from kg.model import Account, Report
from kg.reading.sources import find_sources
from kg.shards.extract import Job, extract_shard
from kg.shards.form import ReportBlock, read_blocks
from kg.shards.manifest import beside
from kg.shards.part import Part
from kg.work import Workers
from tests.conftest import BASE
from tests.shards.made import Reader, corpus, job, make


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return corpus(tmp_path / "reports")


def test_the_shards_hold_each_report_once(reports: Path) -> None:
    blocks = [block for made in make(reports, 4) for block, _ in read_blocks(made.path)]
    paths = [block.path for block in blocks if isinstance(block, ReportBlock)]
    assert len(paths) == len(set(paths)) == 15
    assert "reports/weeks.jsonl#row 2" in paths


def test_making_a_shard_again_elsewhere_gives_the_same_bytes(reports: Path) -> None:
    for one, other in zip(make(reports, 3), make(reports, 3, reports.parent / "again"), strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert one.manifest.sha256 == other.manifest.sha256


def test_the_order_and_the_processes_in_which_files_are_read_change_no_byte(reports: Path) -> None:
    here, there = make(reports, 1)[0], job(reports, reports.parent / "there")
    with Workers(1) as workers:
        made = extract_shard(Part(0, 1), reversed(list(find_sources([reports]))), there, workers=workers)
    assert made.path.read_bytes() == here.path.read_bytes()


def test_a_shard_that_is_there_and_true_is_left_as_it_is(reports: Path) -> None:
    first = make(reports, 2)
    assert [made.before for made in first] == [False, False]
    again = make(reports, 2)
    assert [made.before for made in again] == [True, True]
    assert [made.manifest for made in again] == [made.manifest for made in first]


@pytest.mark.parametrize("name", ["r0001.txt", "r0001.json", "metadata.csv"])
def test_a_shard_is_made_again_where_a_file_of_it_has_changed(reports: Path, name: str) -> None:
    make(reports, 1)
    text = (reports / name).read_text()
    changed = {
        "r0001.txt": text + "\nMore.\n",
        "r0001.json": text.replace("artillery", "rockets"),
        "metadata.csv": text.replace("-11,", "-12,"),
    }
    (reports / name).write_text(changed[name])
    assert not make(reports, 1)[0].before


def test_a_shard_is_made_again_where_its_bytes_are_damaged_or_it_is_to_be_made_otherwise(reports: Path) -> None:
    made = make(reports, 1)[0]
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:-1])
    assert not make(reports, 1)[0].before
    assert made.path.read_bytes() == whole
    assert not make(reports, 1, keep_text=False)[0].before


def test_what_cannot_be_read_is_in_the_manifest_and_the_rest_in_the_shard(reports: Path) -> None:
    class Failing(Reader):
        def extract(self, report: Report) -> Account:
            if report.identifier == "r0002":
                raise InputError("too hard to read")
            return super().extract(report)

    (reports / "r0001.txt").write_text("")
    hard = Job(reports.parent / "out", Options(Failing(), reports.parent), BASE)
    made = extract_shard(Part(0, 1), find_sources([reports]), hard)
    assert made.manifest.failures == ((f"{reports}/r0001.txt", "empty"), (f"{reports}/r0002.txt", "too hard to read"))
    assert (made.manifest.counts["reports"], made.manifest.counts["failed"], made.manifest.counts["files"]) == (13, 2, 13)
    failed = [
        block.path for block, quads in read_blocks(made.path) if isinstance(block, ReportBlock) and block.failed and not quads
    ]
    assert failed == ["reports/r0002.txt"]


def test_the_manifest_says_what_there_is_and_what_made_it(reports: Path) -> None:
    made = make(reports, 1)[0]
    said = json.loads(beside(made.path).read_text())
    assert (said["number"], said["count"], said["counts"]["files"], said["listing"]["files"]) == (0, 1, 13, 13)
    assert said["method"]["pipeline"].endswith("; accounts 1")
    assert {"kg", "ontology", "spacy", "python", "lxml"} <= said["method"]["versions"].keys()
    assert said["started"] <= said["ended"]
