"""A folder of reports becomes a graph in a store: read, extract, map, store, in the one place that knows their order.

1. Find the files; read each, and make the report's name from its text and metadata.
2. Leave alone what the ledger in the store has already: same path, report, bytes, pipeline and options.
3. Extract and map the rest in batches, and find out which of a report's figures may be added.
4. Add new reports in chunks, each whole with its entry in the ledger; replace a changed one in one step.

A file that can't be read costs nothing but itself: it is named with the reason, and the rest goes on.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg import __version__
from kg.errors import InputError
from kg.extraction.base import Extractor
from kg.identity.relations import figure_quads
from kg.mapping.account import ReportQuads, map_account
from kg.mapping.graph import report_iri
from kg.mapping.provenance import Reading, reading_quads
from kg.model import Account, Report
from kg.ontology import ontology_nquads
from kg.reading.sources import Failure, Source, read
from kg.store.base import Store
from kg.store.reports import Entry, ledger, put_ontology
from kg.store.reports import replace as replace_reports

#: Reports that are extracted together; more costs memory and gains no time.
BATCH = 32

#: Size of a chunk of N-Quads text that is loaded together, in characters.
CHUNK = 8_000_000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; `failures` are the files that were not read, `seconds` is wall-clock time."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    without_date: int = 0
    without_publisher: int = 0
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
    """How a build reads: the extractor, the folder that paths are told from, and whether the text itself is kept."""

    extractor: Extractor
    root: Path
    keep_text: bool = True

    @property
    def pipeline(self) -> str:
        """What the quads of a report depend on besides the report."""
        return f"kg {__version__}; {self.extractor.version}"

    @property
    def recorded(self) -> str:
        """The options as the ledger records them."""
        return "text" if self.keep_text else "no text"


@dataclass(frozen=True, slots=True)
class _Work:
    """A report to be read, with the ledger's entries that it takes the place of."""

    report: Report
    source: Source
    path: str
    stale: tuple[Entry, ...]


@dataclass
class _Progress:
    """The tally of a build under way, and whom to tell of it."""

    tell: Callable[[int, str], None]
    summary: Summary = field(default_factory=Summary)
    done: int = 0

    def add(self, name: str, **counts: int) -> None:
        self.done += 1
        self.summary = replace(self.summary, **{key: getattr(self.summary, key) + number for key, number in counts.items()})
        self.tell(self.done, name)

    def fail(self, failure: Failure) -> None:
        self.done += 1
        self.summary = replace(self.summary, failures=(*self.summary.failures, failure))
        self.tell(self.done, failure.path.name)


def quads_of(source: Source, extractor: Extractor, base: str, *, keep_text: bool = True) -> ReportQuads:
    """The quads of one file: a pure function of its bytes, its metadata and the extractor's version.

    Raises `InputError` where the file can't be read.
    """
    report = read(source)
    return map_account(report, extractor.extract(report), base, keep_text=keep_text)


def build(
    sources: Iterable[Source | Failure], store: Store, options: Options, tell: Callable[[int, str], None] = lambda *_: None
) -> Summary:
    """Read what is new or changed among some files into a store.

    `tell` hears how many files are done and the name of the last. Nothing is published: that is the caller's.
    """
    started = time.monotonic()
    progress = _Progress(tell)
    put_ontology(store, ontology_nquads())
    work = _new_work(sources, store, options, progress)
    store.load(_chunks(_new_texts(work, store, options, progress)))
    return replace(progress.summary, seconds=time.monotonic() - started)


def _new_work(sources: Iterable[Source | Failure], store: Store, options: Options, progress: _Progress) -> Iterator[_Work]:
    """The reports that the ledger does not have as they are now."""
    known = ledger(store)
    by_report: dict[str, list[Entry]] = {}
    for entry in known.values():
        by_report.setdefault(entry.report, []).append(entry)
    for source in sources:
        if isinstance(source, Failure):
            progress.fail(source)
            continue
        try:
            report = read(source)
        except InputError as error:
            progress.fail(Failure(source.path, str(error)))
            continue
        path = Path(os.path.relpath(source.path.resolve(), options.root.resolve())).as_posix()
        iri = report_iri(report, store.base)
        wanted = Entry(path, iri, report.digest or "", options.pipeline, options.recorded)
        if known.get(path) == wanted:
            progress.add(report.identifier, unchanged=1)
            continue
        others = [
            entry for entry in by_report.get(iri, []) if (entry.pipeline, entry.options) != (wanted.pipeline, wanted.options)
        ]
        stale = dict.fromkeys([*([known[path]] if path in known else []), *others])
        yield _Work(report, source, path, tuple(stale))


def _new_texts(work: Iterable[_Work], store: Store, options: Options, progress: _Progress) -> Iterator[str]:
    """The N-Quads text of every new report; what takes an older one's place is stored at once instead."""
    for batch in _batches(work, BATCH):
        started = datetime.now(UTC)
        for item, account in zip(batch, _accounts(batch, options.extractor), strict=True):
            if isinstance(account, Failure):
                progress.fail(account)
                continue
            quads = _attempt(item, partial(map_account, item.report, account, store.base, keep_text=options.keep_text))
            if isinstance(quads, Failure):
                progress.fail(quads)
                continue
            reading = Reading(item.path, item.report.digest or "", options.pipeline, options.recorded, started, datetime.now(UTC))
            figures = "".join(figure_quads((quads.graph + quads.shared).split("\n"), store.base))
            text = quads.graph + quads.shared + figures + reading_quads(reading, quads.iri, quads.quads, store.base)
            if item.stale:
                replace_reports(store, item.stale, text)
            else:
                yield text
            progress.add(item.report.identifier, **_counts(item, account, quads))


def _counts(item: _Work, account: Account, quads: ReportQuads) -> dict[str, int]:
    return {
        "replaced" if item.stale else "new": 1,
        "without_date": item.report.published is None,
        "without_publisher": item.report.publisher is None,
        "events": len(account.events),
        "claims": len(account.claims),
        "quads": quads.quads,
    }


def _accounts(batch: Sequence[_Work], extractor: Extractor) -> Sequence[Account | Failure]:
    """The accounts of a batch; where the batch fails, one by one, so that a report's failure is its own."""
    try:
        return [*extractor.extract_all(item.report for item in batch)]
    except Exception:  # noqa: BLE001 - whatever one report does to a reader, the others must not suffer for it
        return [_attempt(item, partial(extractor.extract, item.report)) for item in batch]


def _attempt(item: _Work, step: Callable[[], _T]) -> _T | Failure:
    """What a step makes of a report, or why it could not."""
    try:
        return step()
    except InputError as error:
        return Failure(item.source.path, str(error))
    except Exception as error:  # noqa: BLE001 - as above; the reason is named
        return Failure(item.source.path, f"the reader failed on it: {type(error).__name__}: {error}")


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _chunks(texts: Iterable[str]) -> Iterator[str]:
    """Whole reports' texts joined into chunks of a size that the store loads well."""
    chunk: list[str] = []
    length = 0
    for text in texts:
        chunk.append(text)
        length += len(text)
        if length >= CHUNK:
            yield "".join(chunk)
            chunk, length = [], 0
    if chunk:
        yield "".join(chunk)
