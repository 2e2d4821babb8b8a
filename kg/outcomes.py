"""Reports to be read go in; their quads, or the reasons why there are none, come out in the same order.

Without workers, reports are read here and in batches, which is a little faster for each. With workers, each report is read in
a process that has so much time and memory and no more, and whose crash costs that report alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TypeVar

from kg.errors import KgError
from kg.extraction.base import Extractor
from kg.identity.mentions import with_names
from kg.identity.relations import figure_quads
from kg.known import File
from kg.mapping.account import map_account
from kg.model import Account, Report
from kg.reading.sources import Failure, Found, Source
from kg.store.reports import Entry
from kg.work import Workers

#: Reports that are extracted together; more costs memory and gains no time.
BATCH = 32

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Work:
    """A report to be read, with the ledger's entries that it takes the place of, and what is to be stored with it besides.

    The last of a file has the `file` with it, and, where all of it is in order, its inspection `besides`.
    """

    found: Found
    source: Source
    path: str
    stale: tuple[Entry, ...]
    besides: str = ""
    file: File | None = None

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.found.report


@dataclass(frozen=True, slots=True)
class Method:
    """How reports are read: by which extractor, under which base IRI, whether the text is kept, in how many processes."""

    extractor: Extractor
    base: str
    keep_text: bool = True
    workers: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a report: its N-Quads text, how many quads its own graph holds, and when it was read (UTC).

    `other_language` is true where the report was not read since its language is none of the extractor's.
    """

    iri: str
    text: str
    quads: int
    events: int
    claims: int
    other_language: bool
    started: datetime
    ended: datetime


def outcomes(work: Iterable[Work], method: Method, workers: Workers | None = None) -> Iterator[tuple[Work, Outcome | Failure]]:
    """Each report with what came of it; `workers` are processes to read in that run already, and go on afterwards."""
    if workers is not None:
        yield from _in_workers(work, method, workers)
    elif method.workers:
        with Workers(method.workers) as some:
            yield from _in_workers(work, method, some)
    else:
        yield from _in_batches(work, method)


def _in_workers(work: Iterable[Work], method: Method, workers: Workers) -> Iterator[tuple[Work, Outcome | Failure]]:
    for item, outcome in workers.map(partial(_alone, method), work):
        yield item, Failure(item.source.path, str(outcome)) if isinstance(outcome, KgError) else outcome


def _alone(method: Method, item: Work) -> Outcome:
    """What comes of one report, in a worker."""
    started = datetime.now(UTC)
    account = _account(item, method.extractor)
    return _mapped(method, item, method.extractor.extract(item.report) if account is None else account, started)


def _in_batches(work: Iterable[Work], method: Method) -> Iterator[tuple[Work, Outcome | Failure]]:
    for batch in _batches(work, BATCH):
        started = datetime.now(UTC)
        for item, account in zip(batch, _accounts(batch, method.extractor), strict=True):
            if isinstance(account, Failure):
                yield item, account
            else:
                yield item, _attempt(item, partial(_mapped, method, item, account, started))


def _mapped(method: Method, item: Work, account: Account, started: datetime) -> Outcome:
    named = with_names(item.report, account)
    quads = map_account(item.report, named, method.base, keep_text=method.keep_text)
    figures = "".join(figure_quads((quads.graph + quads.shared).split("\n"), method.base))
    return Outcome(
        iri=quads.iri,
        text=quads.graph + quads.shared + figures,
        quads=quads.quads,
        events=len(account.events),
        claims=len(account.claims),
        other_language=item.found.account is None and not _is_read(item.report, method.extractor),
        started=started,
        ended=datetime.now(UTC),
    )


def _account(item: Work, extractor: Extractor) -> Account | None:
    """The account that a file holds, an empty one of a report in a language that is not read; None where it is to be read."""
    if item.found.account is not None:
        return item.found.account
    return None if _is_read(item.report, extractor) else Account()


def _is_read(report: Report, extractor: Extractor) -> bool:
    """Whether the extractor reads the report's language; one that is not known is tried."""
    return extractor.languages is None or report.language is None or report.language.split("-")[0] in extractor.languages


def _accounts(batch: Sequence[Work], extractor: Extractor) -> Iterator[Account | Failure]:
    """The accounts of a batch, in order."""
    known = [_account(item, extractor) for item in batch]
    extracted = iter(_extracted([item for item, account in zip(batch, known, strict=True) if account is None], extractor))
    return (next(extracted) if account is None else account for account in known)


def _extracted(batch: Sequence[Work], extractor: Extractor) -> Sequence[Account | Failure]:
    """What the extractor makes of a batch; where the batch fails, one by one, so that a report's failure is its own."""
    try:
        return [*extractor.extract_all(item.report for item in batch)]
    except Exception:  # noqa: BLE001 - whatever one report does to a reader, the others must not suffer for it
        return [_attempt(item, partial(extractor.extract, item.report)) for item in batch]


def _attempt(item: Work, step: Callable[[], _T]) -> _T | Failure:
    """What a step makes of a report, or why it could not."""
    try:
        return step()
    except KgError as error:
        return Failure(item.source.path, str(error))
    except Exception as error:  # noqa: BLE001 - as above; the reason is named
        return Failure(item.source.path, f"the reader failed on it: {type(error).__name__}: {error}")


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
