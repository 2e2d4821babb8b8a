"""Where the words of an event or a claim stand in the files that its report was read from: pages, rows, and ranges of bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.model import Passage
from kg.reading.original import byte_ranges
from kg.store.base import Store, select
from kg.terms import PROV, RV, iri
from kg.work import limited


@dataclass(frozen=True, slots=True)
class InFile:
    """Where words stand in one file, as the ledger calls it.

    `pages` are those of a PDF, `row` is that of a table; `bytes` are ranges, end exclusive, of the file or of the part of it that
    `path` names behind `#`, one for each passage. What isn't known is empty, or None.
    """

    path: str
    pages: tuple[int, ...] = ()
    row: int | None = None
    bytes: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> str:
        """The place in words; empty where nothing is known but the file."""
        pages = f"page {', '.join(map(str, self.pages))}" if self.pages else ""
        row = f"row {self.row}" if self.row is not None else ""
        ranges = f"bytes {', '.join(f'{start}–{end}' for start, end in self.bytes)}" if self.bytes else ""
        return "; ".join(part for part in (pages, row, ranges) if part)


def in_files(store: Store, node: str, root: Path) -> list[InFile]:
    """Where the passages of an event or a claim (its IRI) stand in the files that its report was read from.

    `root` is the folder that the ledger's paths are told from. Files are read again, in a process with limits, and only say something
    while they are as they were read.
    """
    query = (
        f"SELECT ?start ?end ?page ?report WHERE {{ {iri(node)} <{RV}evidence> ?passage . ?passage <{RV}inReport> ?report ;"
        " oa:start ?start ; oa:end ?end OPTIONAL { ?passage rv:page ?page } } ORDER BY ?start ?end"
    )
    rows = [[term.value if term else "" for term in row] for row in select(store, query).rows]
    passages = [Passage(int(start), int(end)) for start, end, *_ in rows]
    pages = tuple(sorted({int(page) for *_, page, _ in rows if page}))
    return [
        InFile(path, pages, int(row) if row else None, _bytes(root, path, digest, passages))
        for report in sorted({report for *_, report in rows})
        for path, digest, row in _readings(store, report)
    ]


def _readings(store: Store, report: str) -> Iterable[tuple[str, str, str]]:
    """The paths that a report was read from, each with the digest of its text and its row."""
    query = (
        f"SELECT ?path ?digest ?row WHERE {{ {iri(report)} <{RV}digest> ?digest . ?reading <{PROV}generated> {iri(report)} ;"
        f" <{RV}path> ?path OPTIONAL {{ {iri(report)} <{RV}row> ?row }} }} ORDER BY ?path"
    )
    for row in select(store, query).rows:
        path, digest, number = (term.value if term else "" for term in row)
        yield path, digest, number


def _bytes(root: Path, path: str, digest: str, passages: list[Passage]) -> tuple[tuple[int, int], ...]:
    file, _, place = path.partition("#")
    try:
        return limited(byte_ranges, root / file, place, digest, passages)
    except KgError:
        return ()
