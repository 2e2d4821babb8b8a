"""What a store knows of the files of a build: a file or a report goes in, what has to be done about it comes out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

from kg.errors import InputError
from kg.reading.kinds import LIBRARIES, kind_of
from kg.reading.sources import Source
from kg.reading.text import file_digest
from kg.store.base import Store
from kg.store.inspections import forget_inspections, inspection_node, inspections
from kg.store.reports import Entry, ledger
from kg.store.tombstones import tombstones


@dataclass
class Known:
    """The ledger, the tombstones and the inspections of a store as a build finds them."""

    store: Store
    entries: dict[str, Entry]
    stones: dict[str, str]
    digests: dict[str, str]
    _by_report: dict[str, list[Entry]] = field(default_factory=dict)
    _by_file: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> "Known":
        """What a store knows now."""
        known = cls(store, ledger(store), dict(tombstones(store)), dict(inspections(store)))
        for entry in known.entries.values():
            known._by_report.setdefault(entry.report, []).append(entry)
            for end in [*(place for place, character in enumerate(entry.path) if character == "#"), len(entry.path)]:
                known._by_file.setdefault(entry.path[:end], []).append(entry)
        return known

    def stale(self, wanted: Entry) -> tuple[Entry, ...]:
        """The entries whose place a new one takes: that of its path, and those of its report by another pipeline; each only once."""
        same = self._by_report.get(wanted.report, [])
        others = [entry for entry in same if (entry.pipeline, entry.options) != (wanted.pipeline, wanted.options)]
        self._by_report[wanted.report] = [entry for entry in same if entry not in others]
        return tuple(dict.fromkeys([*([self.entries[wanted.path]] if wanted.path in self.entries else []), *others]))

    def unchanged(self, file: "File") -> int:
        """How many reports a file holds that are all in the store as they are; 0 where it must be looked into.

        What the store has of an inspection that no longer holds is deleted.
        """
        digest = self.digests.get(inspection_node(file.path, self.store.base))
        if digest is None:
            return 0
        entries = self._by_file.get(file.path, [])
        if digest == file.inspection(entries):
            return len(entries)
        self.store.update(" ;\n".join(forget_inspections(file.path, self.store.base)))
        return 0


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build: its path as the ledger has it, and the digest of all that its reports depend on, None where there is none.

    A text is looked into each time: that takes no longer than looking whether it has to be.
    """

    path: str
    digest: str | None

    @classmethod
    def of(cls, source: Source, path: str, options: str) -> "File":
        """A file as it is now; `options` is all that its reports depend on besides the file and the versions of libraries."""
        try:
            kind = kind_of(source.path.name)
            if kind.name == "text":
                return cls(path, None)
            content = file_digest(source.path, kind.limit)
        except InputError:
            return cls(path, None)  # the reader says why
        said = [content, repr(source.metadata), repr(source.tables), options, libraries()]
        return cls(path, hashlib.sha256(json.dumps(said).encode()).hexdigest())

    def inspection(self, entries: Iterable[Entry]) -> str:
        """The digest of the file and of the ledger's entries of its reports."""
        said = [self.digest, sorted([entry.path, entry.report, entry.digest, entry.pipeline, entry.options] for entry in entries)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@cache
def libraries() -> list[str]:
    """The versions of the libraries that parse files, of which the text of a file may depend."""
    return [f"{name} {version(name)}" for name in LIBRARIES]
