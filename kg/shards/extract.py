"""One shard is made: the files of a corpus go in, those that are its own are read, and `007.nq.gz` with its manifest comes out.

The file of quads is a function of the shard's files and the versions alone, so making it twice gives the same bytes; when it was made
stands in the manifest. What is there already and still true is left as it is, so that a job that was stopped is simply run again.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from kg.build import Options, Progress, counts_of, new_work, path_of, reading_of
from kg.errors import InputError, UsageError
from kg.mapping.graph import report_iri
from kg.mapping.provenance import reading_quads
from kg.outcomes import Method as Reading
from kg.outcomes import Work, outcomes
from kg.reading.sources import Failure, Source, readable
from kg.shards.form import Block, FileBlock, ReportBlock, write_blocks
from kg.shards.manifest import QUADS, Listing, Manifest, Method, digest_of, made_with, read_manifest, write_manifest
from kg.shards.part import Part, owner
from kg.store.memory import MemoryStore
from kg.store.tombstones import text_digest
from kg.work import Workers

#: What a digest of paths is computed modulo.
_MODULUS = 2**256

Tell: TypeAlias = Callable[[int, str], None]

#: The files of a shard with their paths.
Owned: TypeAlias = list[tuple[str, Source | Failure]]


@dataclass(frozen=True, slots=True)
class Job:
    """How shards are made: the folder they go to, how reports are read, and the IRI below which their names lie."""

    out: Path
    options: Options
    base: str

    @property
    def method(self) -> Method:
        """What the manifest says of it."""
        options = self.options
        return Method(self.base, options.pipeline, options.kept, options.keep_manual, made_with())

    def path(self, source: Source | Failure) -> str:
        """The path of a file as the ledger has it."""
        return path_of(source if isinstance(source, Source) else Source(source.path), "", self.options)


@dataclass(frozen=True, slots=True)
class Made:
    """A shard that is there: its file of quads, its manifest, and whether it was there before."""

    path: Path
    manifest: Manifest
    before: bool = False


def extract_shard(
    part: Part, sources: Iterable[Source | Failure], job: Job, tell: Tell = lambda *_: None, workers: Workers | None = None
) -> Made:
    """Make one shard of a corpus; `tell` hears how many of its files are done. `workers` are processes to read in, if there are any.

    Raises `UsageError` where the folder can't be written.
    """
    own, listing = partition(part.count, sources, job, only=part.number)
    return make(part, own.get(part.number, []), listing, job, tell, workers)


def partition(
    count: int, sources: Iterable[Source | Failure], job: Job, only: int | None = None
) -> tuple[dict[int, Owned], Listing]:
    """The files of each shard, or of one, with their paths, and how many there are in all; no others are kept in memory."""
    owned: defaultdict[int, Owned] = defaultdict(list)
    files = total = 0
    for source in sources:
        path = job.path(source)
        files += 1
        total = (total + int.from_bytes(hashlib.sha256(path.encode()).digest())) % _MODULUS
        number = owner(path, count)
        if only in (None, number):
            owned[number].append((path, source))
    return dict(owned), Listing(files, f"{total:064x}")


def make(
    part: Part, own: Owned, listing: Listing, job: Job, tell: Tell = lambda *_: None, workers: Workers | None = None
) -> Made:
    """Make one shard of its files; what is there already and was made of the same is left as it is."""
    own = sorted(own, key=lambda item: item[0])
    path, inputs = job.out / f"{part.name}{QUADS}", _inputs(own)
    if there := _there(path, part, job.method, listing, inputs):
        return Made(path, there, before=True)
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{job.out}: can't be made: {error.strerror or error}") from error
    started, progress, lines = datetime.now(UTC), Progress(tell), _Lines()
    write_blocks(path, lines.counted(_blocks([source for _, source in own], job, progress, workers)))
    summary = progress.summary
    failures = tuple((readable(str(failure.path)), failure.reason) for failure in summary.failures)
    counts = {"files": len(own), "reports": summary.new, "failed": len(failures), "events": summary.events}
    counts |= {"claims": summary.claims, "quads": lines.quads, "bytes": lines.size}
    times = started.isoformat(), datetime.now(UTC).isoformat()
    manifest = Manifest(part.number, part.count, digest_of(path), counts, job.method, listing, inputs, *times, failures)
    write_manifest(path, manifest)
    return Made(path, manifest)


@dataclass
class _Lines:
    """How many lines and characters of N-Quads went by."""

    quads: int = 0
    size: int = 0

    def counted(self, blocks: Iterable[tuple[Block, str]]) -> Iterator[tuple[Block, str]]:
        """The same blocks, counted."""
        for block, quads in blocks:
            self.quads += quads.count("\n")
            self.size += len(quads)
            yield block, quads


def _inputs(own: Owned) -> str:
    """A digest over all that a shard's files hold and all that is known about them."""
    digest = hashlib.sha256()
    for path, source in own:
        said = [path]
        if isinstance(source, Source):
            said += [repr(source.metadata), repr(source.tables)]
            said += [_content(source.path), _content(source.path.with_suffix(".json"))]  # beside it, an account by hand
        digest.update(json.dumps(said).encode())
    return digest.hexdigest()


def _content(path: Path) -> str:
    with suppress(InputError):
        return digest_of(path)
    return ""


def _there(path: Path, part: Part, method: Method, listing: Listing, inputs: str) -> Manifest | None:
    """The manifest of a shard that is there already, made of the same files in the same way."""
    with suppress(InputError):
        found = read_manifest(path)
        wanted = (part, method, listing, inputs, digest_of(path))
        if (found.part, found.method, found.listing, found.inputs, found.sha256) == wanted:
            return found
    return None


def _blocks(
    sources: Iterable[Source | Failure], job: Job, progress: Progress, workers: Workers | None
) -> Iterator[tuple[Block, str]]:
    """The blocks of all reports of some files, each file's together."""
    work = new_work(sources, MemoryStore(job.base), job.options, progress)
    reading = Reading(job.options.extractor, job.base, job.options.keep_text, job.options.workers)
    for item, outcome in outcomes(work, reading, workers):
        if isinstance(outcome, Failure):
            progress.fail(outcome)
            yield _block(item, job, failed=True), ""
        else:
            entry = replace(reading_of(item, outcome, job.options), started=None, ended=None)
            yield _block(item, job), outcome.text + reading_quads(entry, outcome.iri, outcome.quads, job.base)
            progress.add(item.report.identifier, **counts_of(item, outcome))
            if item.besides and item.file is not None and item.file.digest is not None:
                yield FileBlock(item.file.path, item.file.digest), ""


def _block(item: Work, job: Job, *, failed: bool = False) -> ReportBlock:
    report, file = item.report, job.path(item.source)
    options, digest = job.options.recorded(report), text_digest(report.text)
    return ReportBlock(file, item.path, report_iri(report, job.base), report.digest or "", options, digest, failed)
