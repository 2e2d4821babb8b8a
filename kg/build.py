"""A folder of reports becomes a graph in a store: read, extract, map, store, in the one place that knows their order.

1. Find the files; read each that has changed, and make the report's name from its text and metadata.
2. Leave alone what the ledger in the store has already: same path, report, bytes, pipeline and options.
3. Extract and map the rest in batches, and find out which of a report's figures may be added.
4. Add new reports in chunks, each whole with its entry in the ledger; replace a changed one in one step.

A file that can't be read costs nothing but itself: it is named with the reason, and the rest goes on.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import AnyStr

from kg import __version__
from kg.errors import RemoteError, Unfinished
from kg.extraction.base import Extractor
from kg.extraction.manual import ManualReader
from kg.identity.mentions import version as names_version
from kg.identity.mentions import with_names
from kg.known import File, Known
from kg.mapping.account import ReportQuads, map_account
from kg.mapping.graph import report_iri
from kg.mapping.provenance import Reading, reading_quads
from kg.model import Report
from kg.ontology import ontology_nquads
from kg.outcomes import Method, Outcome, Work, outcomes
from kg.reading.limited import read_here, read_limited
from kg.reading.sources import Failure, Found, Source, read, readable
from kg.resuming import Left
from kg.store.base import Store
from kg.store.inspections import inspection_quads
from kg.store.reports import Entry, put_ontology
from kg.store.reports import replace as replace_reports
from kg.store.tombstones import ERASURE, RETRACTION, lift, text_digest

#: Size of a chunk of N-Quads text that is loaded together, in characters: half as much costs the database a third more time, twice as much 60 MB more.
CHUNK = 8_000_000

#: Seconds after which a chunk is loaded however small it is, so that a build that is killed has lost no more work than that.
CHECKPOINT = 30.0

# How the summary counts reports of which there is a tombstone.
_TAKEN_OUT = {RETRACTION: "retracted", ERASURE: "forgotten"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; `retracted` and `forgotten` count the reports that were taken out and stay out; `failures` are the files that were not read, `seconds` is wall-clock time."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    retracted: int = 0
    forgotten: int = 0
    without_date: int = 0
    without_publisher: int = 0
    other_language: int = 0
    events: int = 0
    claims: int = 0
    quads: int = 0
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()

    @property
    def read(self) -> int:
        """How many reports were read: the new ones and those that changed."""
        return self.new + self.replaced


@dataclass(frozen=True, slots=True)
class Options:
    """How a build reads: the extractor, the folder that paths are told from, and whether the text itself is kept.

    `workers` is how many processes extract, with one more that parses files; with 0 this one does both, and a report that
    crashes the reader ends the build.
    With `keep_manual`, what stands in the store by a hand-made account and has not changed is left alone, whatever the extractor.
    With `reinstate`, reports that were retracted are read again; those that were forgotten never are.
    """

    extractor: Extractor
    root: Path
    keep_text: bool = True
    workers: int = 0
    keep_manual: bool = False
    reinstate: bool = False

    @property
    def pipeline(self) -> str:
        """What the quads of a report depend on besides the report."""
        return f"kg {__version__}; names {names_version()}; {self.extractor.version}"

    @property
    def kept(self) -> str:
        """Whether the text is kept, as the ledger records it."""
        return "text" if self.keep_text else "no text"

    @property
    def inspected(self) -> str:
        """What it depends on whether a file that is the same need not be looked into again."""
        return f"{self.pipeline}; {self.kept}; {self.keep_manual}"

    def recorded(self, report: Report) -> str:
        """The options as the ledger records them, with what the account of a report depends on besides."""
        beside = self.extractor.beside(report)
        return f"{self.kept}; {beside}" if beside else self.kept


@dataclass
class Progress:
    """The tally of a build under way, and whom to tell of it: how many files are done, and the name of the last."""

    tell: Callable[[int, str], None] = lambda *_: None
    summary: Summary = field(default_factory=Summary)
    done: int = 0

    def add(self, name: str, **counts: int) -> None:
        """Count a report; `counts` are numbers to add to those of `Summary`."""
        self.done += 1
        self.summary = replace(self.summary, **{key: getattr(self.summary, key) + number for key, number in counts.items()})
        self.tell(self.done, name)

    def fail(self, failure: Failure) -> None:
        """Count what was not read."""
        self.done += 1
        self.summary = replace(self.summary, failures=(*self.summary.failures, failure))
        self.tell(self.done, failure.path.name)


def quads_of(source: Source, extractor: Extractor, base: str, *, keep_text: bool = True) -> ReportQuads:
    """The quads of a file that holds one report: a pure function of its bytes, its metadata and the extractor's version.

    Raises `InputError` where the file can't be read.
    """
    report = read(source)
    return map_account(report, with_names(report, extractor.extract(report)), base, keep_text=keep_text)


def build(
    sources: Iterable[Source | Failure], store: Store, options: Options, tell: Callable[[int, str], None] = lambda *_: None
) -> Summary:
    """Read what is new or changed among some files into a store.

    `tell` hears how many files are done and the name of the last. Nothing is published: that is the caller's. Raises `Unfinished` where
    the store is on a server that fails; what was stored before is kept, and the same build goes on.
    """
    started = time.monotonic()
    progress, left = Progress(tell), Left(list(sources))
    try:
        put_ontology(store, ontology_nquads())
        work = left.taken(new_work(left.each(), store, options, progress))
        store.load(left.acknowledged(chunks(_new_texts(work, store, options, progress, left), CHUNK)))
    except RemoteError as error:
        raise Unfinished(str(error), left.paths()) from error
    return replace(progress.summary, seconds=time.monotonic() - started)


def new_work(sources: Iterable[Source | Failure], store: Store, options: Options, progress: Progress) -> Iterator[Work]:
    """The reports that the ledger does not have as they are now."""
    known = Known.of(store)
    for source in sources:
        if isinstance(source, Failure):
            progress.fail(source)
            continue
        file = File.of(source, path_of(source, "", options), options.inspected)
        if number := known.unchanged(file):
            progress.add(source.path.name, unchanged=number)
        else:
            yield from _work_of(source, file, known, options, progress)


def _work_of(source: Source, file: File, known: Known, options: Options, progress: Progress) -> Iterator[Work]:
    """The reports of a file that are to be read; with the last of them goes the file's inspection, where all is in order."""
    entries: list[Entry] = []
    in_order, last = file.digest is not None, None
    for found in read_limited(source) if options.workers else read_here(source):
        wanted = None if isinstance(found, Failure) else _wanted(source, found, known, options)
        if isinstance(found, Failure) or wanted is None:
            _tell_left_out(found, known, progress)
            in_order = False
            continue
        in_order = in_order and wanted.options == options.kept
        there = known.entries.get(wanted.path)
        if there is not None and (there == wanted or (options.keep_manual and by_hand(there, wanted))):
            progress.add(found.report.identifier, unchanged=1)
            entries.append(there)
            continue
        if last is not None:
            yield last
        last = Work(found, source, wanted.path, known.stale(wanted))
        entries.append(wanted)
    inspected = inspection_quads(file.path, file.inspection(entries), known.store.base) if in_order and entries else ""
    if last is not None:
        yield replace(last, besides=inspected, file=file)
    elif inspected:
        known.store.load([inspected])


def _wanted(source: Source, found: Found, known: Known, options: Options) -> Entry | None:
    """The ledger's entry of a report as it is now; None of one that was taken out."""
    digest = text_digest(found.report.text)
    if known.stones.get(digest) == RETRACTION and options.reinstate:
        lift(known.store, digest)
        del known.stones[digest]
    if digest in known.stones:
        return None
    path, report = path_of(source, found.place, options), report_iri(found.report, known.store.base)
    return Entry(path, report, found.report.digest or "", options.pipeline, options.recorded(found.report))


def _tell_left_out(found: Found | Failure, known: Known, progress: Progress) -> None:
    """Count a report that can't be read or was taken out."""
    if isinstance(found, Failure):
        progress.fail(found)
    else:
        kind = _TAKEN_OUT[known.stones[text_digest(found.report.text)]]
        progress.add(found.report.identifier, **{kind: 1})


def by_hand(entry: Entry, wanted: Entry) -> bool:
    """Whether a report stands in the store by a hand-made account, and is still the same report."""
    if (entry.report, entry.digest) != (wanted.report, wanted.digest):
        return False
    return entry.pipeline.rpartition("; ")[2].startswith(ManualReader.method)


def path_of(source: Source, place: str, options: Options) -> str:
    """The path by which the ledger knows a report: its file's, and behind `#` its place in the file."""
    path = Path(
        os.path.relpath(os.path.realpath(source.path), os.path.realpath(options.root))
    ).as_posix()  # of links that go round too
    return readable(f"{path}#{place}" if place else path)


def _new_texts(work: Iterable[Work], store: Store, options: Options, progress: Progress, left: Left) -> Iterator[str]:
    """The N-Quads text of every new report; what takes an older one's place is stored at once instead."""
    for item, outcome in outcomes(work, Method(options.extractor, store.base, options.keep_text, options.workers)):
        if isinstance(outcome, Failure):
            left.settle(item)
            progress.fail(outcome)
            continue
        text = (
            outcome.text
            + reading_quads(reading_of(item, outcome, options), outcome.iri, outcome.quads, store.base)
            + item.besides
        )
        if item.stale:
            replace_reports(store, item.stale, text)
            left.settle(item)
        else:
            left.hand_over(item)
            yield text
        progress.add(item.report.identifier, **counts_of(item, outcome))


def reading_of(item: Work, outcome: Outcome, options: Options) -> Reading:
    """What the ledger says of a report that was read."""
    digest, found = item.report.digest or "", item.found
    return Reading(
        item.path,
        digest,
        options.pipeline,
        options.recorded(found.report),
        outcome.started,
        outcome.ended,
        found.encoding,
        found.notes,
    )


def counts_of(item: Work, outcome: Outcome) -> dict[str, int]:
    """What a report adds to the numbers of `Summary`."""
    return {
        "replaced" if item.stale else "new": 1,
        "other_language": outcome.other_language,
        "without_date": item.report.published is None,
        "without_publisher": item.report.publisher is None,
        "events": outcome.events,
        "claims": outcome.claims,
        "quads": outcome.quads,
    }


def chunks(texts: Iterable[AnyStr], size: int) -> Iterator[AnyStr]:
    """Whole reports' texts joined into chunks of about a size in characters, or sooner when much time has gone by."""
    chunk: list[AnyStr] = []
    length, begun = 0, time.monotonic()
    for text in texts:
        chunk.append(text)
        length += len(text)
        if length >= size or time.monotonic() - begun >= CHECKPOINT:
            yield _joined(chunk)
            length, begun = 0, time.monotonic()
    if chunk:
        yield _joined(chunk)


def _joined(texts: list[AnyStr]) -> AnyStr:
    """Some texts as one, and no longer one by one, so that they don't take memory twice while they are stored."""
    text = texts[0][:0].join(texts)
    texts.clear()
    return text
