"""What the tests of shards share: a folder of reports of several kinds, its shards, and the quads of a store without times."""

import json
from collections.abc import Iterable
from pathlib import Path

from kg.build import Options, Summary, build
from kg.model import Account, Report
from kg.reading.sources import find_sources
from kg.shards.extract import Job, Made, extract_shard
from kg.shards.load import Shards, load
from kg.shards.part import Part
from kg.store.base import Store
from kg.store.memory import MemoryStore
from tests.conftest import BASE
from tests.reports import AccountReader, write_reports


def corpus(folder: Path, number: int = 12) -> Path:
    """Short reports, one in five of them a page, whose reading leaves an inspection in the store, and a table of three reports."""
    write_reports(folder, number)
    listed = (folder / "metadata.csv").read_text()
    for index in range(0, number, 5):
        (folder / f"r{index:04}.txt").rename(folder / f"r{index:04}.html")
        listed = listed.replace(f"r{index:04}.txt", f"r{index:04}.html")
    rows = [{"text": f"Nobody was hurt in Marwat in week {week}, the council said on Friday."} for week in range(3)]
    (folder / "weeks.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "metadata.csv").write_text(f"{listed}weeks.jsonl,2024-05-01,Marwat Council\n")
    return folder


class Reader(AccountReader):
    """Takes accounts where there are some, and reads nothing in other reports."""

    version = "accounts 1"

    def extract(self, report: Report) -> Account:
        there = report.path is not None and report.path.with_suffix(".json").exists()
        return super().extract(report) if there else Account()


def job(folder: Path, out: Path | None = None, **options: bool) -> Job:
    """How the shards of a folder are made."""
    return Job(out or folder.parent / "out", Options(Reader(), folder.parent, **options), BASE)


def make(folder: Path, count: int, out: Path | None = None, **options: bool) -> list[Made]:
    """All shards of a folder."""
    return [extract_shard(Part(number, count), find_sources([folder]), job(folder, out, **options)) for number in range(count)]


def loaded(shards: Iterable[Made], store: Store | None = None) -> tuple[Store, Summary]:
    """A store, an empty one unless given, with some shards loaded."""
    target = store or MemoryStore(BASE)
    return target, load(Shards.of(made.path for made in shards), target)


def built(folder: Path, store: Store | None = None, **options: bool) -> tuple[Store, Summary]:
    """A store, an empty one unless given, with a folder built."""
    target = store or MemoryStore(BASE)
    return target, build(find_sources([folder]), target, job(folder, None, **options).options)


def lines(store: Store) -> list[str]:
    """All quads but the times, sorted."""
    return sorted(line for line in store.lines() if "edAtTime>" not in line)
