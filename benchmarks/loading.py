"""What loading shards costs beside the database alone: `kg load` against bare `bulk_load` of the same quads, and memory by the number of reports.

    python benchmarks/loading.py [NUMBER]

The quads are those of a few synthetic reports and their accounts, mapped once and renamed as often as needed, in shards of a thousand
reports. Bare unpacks each shard and gives its text to one `bulk_load`; ours is the whole command: it starts, checks digests, unpacks,
loads, merges and publishes. Targets: 0.8 of the speed of `bulk_load`, which is 1.25 times its time; 1.2 times the
memory that a tenth of the reports takes.
"""

import gzip
import json
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from measure import KG, Ratio, asked, child, print_ratios
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database
from synthetic import write

from kg.build import Options
from kg.extraction.manual import ManualReader
from kg.naming import short_hash
from kg.reading.sources import find_sources
from kg.shards.extract import Job, extract_shard
from kg.shards.form import Block, ReportBlock, read_blocks, write_blocks
from kg.shards.manifest import Listing, digest_of, read_manifest, write_manifest
from kg.shards.part import Part
from kg.terms import DEFAULT_BASE

NUMBER, QUICK = 10_000, 500

#: Reports that are mapped, and reports of a shard.
MAPPED, SHARD = 40, 1000

_NAME = re.compile(r"(?<=/)(report|incident|activity)/([0-9a-f]{16})")


def main() -> None:
    """Print the ratios of CPU time and of memory."""
    number = asked(NUMBER, QUICK)
    with tempfile.TemporaryDirectory() as work:
        few, many = (make(Path(work, str(size)), size) for size in (number // 10, number))
        print_ratios("Loading", measured(few, many, Path(work)))


def measured(few: Path, many: Path, work: Path) -> Iterator[Ratio]:
    """The ratios for two folders of shards, the second of more."""
    ours, peak = child([KG, "load", many, "--store", work / "store"])
    _, before = child([KG, "load", few, "--store", work / "small"])
    counts = [read_manifest(path).counts for path in many.glob("*.nq.gz")]
    quads, reports = (sum(count[name] for count in counts) for name in ("quads", "reports"))
    said = f"{quads:,} quads of {reports:,} reports, {quads / ours / 1000:.0f} k/s"
    yield Ratio(said, ours, "`bulk_load`", bare(many, work / "bare"), 1.25)
    yield Ratio(f"peak at {reports:,} reports", peak, f"at a tenth, {len(list(few.glob('*.nq.gz')))} shards", before, 1.2, "MiB")


def make(out: Path, number: int) -> Path:
    """Shards of as many reports, made of those of a few."""
    with tempfile.TemporaryDirectory() as work:
        write(Path(work, "reports"), MAPPED)
        job = Job(Path(work, "out"), Options(ManualReader(), Path(work)), DEFAULT_BASE)
        read = extract_shard(Part(0, 1), find_sources([Path(work, "reports")]), job)
        blocks = [(block, quads.decode()) for block, quads in read_blocks(read.path) if isinstance(block, ReportBlock)]
    out.mkdir()
    count = -(-number // SHARD)
    for shard in range(count):
        numbers = range(shard * SHARD, min(shard * SHARD + SHARD, number))
        path, tally = out / f"{Part(shard, count).name}.nq.gz", [0]
        write_blocks(path, counted(renamed(blocks, numbers), tally))
        counts = dict.fromkeys(read.manifest.counts, 0) | {"files": len(numbers), "reports": len(numbers), "quads": tally[0]}
        described = replace(read.manifest, number=shard, count=count, sha256=digest_of(path), counts=counts)
        write_manifest(path, replace(described, listing=Listing(number, "")))
    return out


def renamed(blocks: list[tuple[ReportBlock, str]], numbers: range) -> Iterator[tuple[Block, str]]:
    """The blocks of other reports: the same statements under other names."""
    for number in numbers:
        block, quads = blocks[number % len(blocks)]
        path = f"{number:07}/{block.path}"
        said = _named(quads, number, path).replace(json.dumps(block.path), json.dumps(path))
        yield replace(block, file=path, path=path, report=_named(block.report, number, path)), said


def _named(text: str, number: int, path: str) -> str:
    """A text in which reports and incidents have names of their own, and the reading that of its path."""
    names = {"activity": lambda _: short_hash(path)}
    return _NAME.sub(lambda name: f"{name[1]}/{names.get(name[1], lambda old: f'{number:07}{old[7:]}')(name[2])}", text)


def counted(blocks: Iterator[tuple[Block, str]], tally: list[int]) -> Iterator[tuple[Block, str]]:
    """The same blocks, their quads counted."""
    for block, quads in blocks:
        tally[0] += quads.count("\n")
        yield block, quads


def bare(shards: Path, folder: Path) -> float:
    """The CPU seconds of unpacking all shards and of `bulk_load` of their text, each at once."""
    database, started = Database(str(folder)), time.process_time()
    for path in sorted(shards.glob("*.nq.gz")):
        database.bulk_load(gzip.decompress(path.read_bytes()), RdfFormat.N_QUADS)
    database.flush()
    return time.process_time() - started


if __name__ == "__main__":
    main()
