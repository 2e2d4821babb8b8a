"""Shards become a store: their files go in, are checked as a whole, and are loaded in chunks; the store is that of one build of all.

1. Read all manifests; refuse what is missing, doubled, made otherwise or not what its manifest says, before anything is stored.
2. Go through each file, block by block: leave alone what the ledger has, leave out what was taken out, replace what changed.
3. Load the rest in chunks of whole reports, each with its entry in the ledger, so that a load that was killed goes on where it was.

Memory is that of a chunk, however many shards there are and however much the store holds.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from kg import __version__
from kg.build import Progress, Summary, by_hand, chunks
from kg.errors import InputError
from kg.known import File
from kg.mapping.provenance import time_quads
from kg.ontology import ontology_nquads
from kg.reading.sources import Failure
from kg.shards.form import Block, FileBlock, ReportBlock, read_blocks
from kg.shards.manifest import Manifest, check_bytes, check_whole, read_manifest
from kg.store.base import Store, select
from kg.store.inspections import forget_inspections, inspection_node, inspection_quads
from kg.store.reports import Entry, put_ontology, readings
from kg.store.reports import replace as replace_reports
from kg.store.tombstones import ERASURE, RETRACTION, lift, tombstones
from kg.terms import PROV, RV

#: Blocks about which the ledger is asked at a time.
_AT_ONCE = 50

# How the summary counts reports of which there is a tombstone.
_TAKEN_OUT = {RETRACTION: "retracted", ERASURE: "forgotten"}


@dataclass(frozen=True, slots=True)
class Shards:
    """All shards of one corpus, checked; there is at least one."""

    every: tuple[tuple[Path, Manifest], ...]

    @classmethod
    def of(cls, paths: Iterable[Path], tell: Callable[[int, str], None] = lambda *_: None) -> "Shards":
        """Read and check the manifests and the bytes of some files; `tell` hears how many are done.

        Raises `InputError` where they are not all shards of one corpus, each once, or are made by another version of `kg`.
        """
        found = sorted(((path, read_manifest(path)) for path in paths), key=lambda item: (item[1].number, item[0]))
        if not found:
            raise InputError("no shards: give the files that kg extract --out made, such as out/*.nq.gz")
        check_whole(found)
        name, manifest = found[0]
        if manifest.method.versions.get("kg") != __version__:
            raise InputError(
                f"{name}: was made by kg {manifest.method.versions.get('kg')}, and this is {__version__}; use that one, or make the shards again"
            )
        for number, (path, described) in enumerate(found, 1):
            check_bytes(path, described)
            tell(number, path.name)
        return cls(tuple(found))

    @property
    def base(self) -> str:
        """The IRI below which the names of their things lie."""
        return self.every[0][1].method.base

    @property
    def reports(self) -> int:
        """How many reports they hold."""
        return sum(manifest.counts["reports"] for _, manifest in self.every)


def load(shards: Shards, store: Store, tell: Callable[[int, str], None] = lambda *_: None, *, reinstate: bool = False) -> Summary:
    """Load shards into a store with their base; `tell` hears how many reports are done. Nothing is published: that is the caller's.

    With `reinstate`, reports that were retracted are loaded again; those that were forgotten never are.

    Raises `InputError` for another base, or a file that changed since it was checked.
    """
    if store.base != shards.base:
        raise InputError(
            f"the shards were made below {shards.base}, but the store's names lie below {store.base}; choose another store"
        )
    started, progress = time.monotonic(), Progress(tell)
    put_ontology(store, ontology_nquads())
    stones = dict(tombstones(store))
    lifted = {digest for digest, kind in stones.items() if reinstate and kind == RETRACTION}
    loader = _Loader(store, progress, stones, lifted, _has_readings(store))
    texts = (text for path, manifest in shards.every for text in loader.texts(path, manifest))
    store.load(chunks(texts, store.largest))
    failures = tuple(Failure(Path(name), reason) for _, manifest in shards.every for name, reason in manifest.failures)
    counts = {name: sum(manifest.counts[name] for _, manifest in shards.every) for name in ("events", "claims", "quads")}
    return replace(progress.summary, seconds=time.monotonic() - started, failures=failures, **counts)


def _has_readings(store: Store) -> bool:
    return bool(store.query(f"ASK {{ GRAPH <{store.base}graph/activity> {{ ?reading <{PROV}generated> ?report }} }}"))


@dataclass
class _File:
    """The reports of the file whose blocks are going by, as the ledger will have them, and whether all are in order so far."""

    path: str = ""
    entries: list[Entry] = field(default_factory=list)
    in_order: bool = True


class _Loader:
    """Finds out what of some shards is new to a store; a store without readings need not be asked about any."""

    def __init__(self, store: Store, progress: Progress, stones: dict[str, str], lifted: set[str], ask: bool) -> None:
        self.store, self.progress, self.stones, self.lifted, self.ask = store, progress, stones, lifted, ask
        self.file = _File()

    def texts(self, path: Path, manifest: Manifest) -> Iterator[bytes]:
        """The N-Quads of a shard that are to be loaded; what takes an older one's place is stored at once instead."""
        blocks = read_blocks(path)
        while some := list(islice(blocks, _AT_ONCE)):
            known = self._known([block for block, _ in some])
            for block, quads in some:
                if isinstance(block, FileBlock):
                    yield from self._inspection(block)
                else:
                    yield from self._report(block, quads, manifest, known)

    def _known(self, blocks: Sequence[Block]) -> list[Entry]:
        """What the ledger has of some reports and paths."""
        reports = [block for block in blocks if isinstance(block, ReportBlock)]
        if not self.ask or not reports:
            return []
        return readings(self.store, {block.path for block in reports}, {block.report for block in reports})

    def _report(self, block: ReportBlock, quads: bytes, manifest: Manifest, known: list[Entry]) -> Iterator[bytes]:
        if self.file.path != block.file:
            self.file = _File(block.file)
        wanted = Entry(block.path, block.report, block.digest, manifest.method.pipeline, block.options)
        if block.text in self.lifted:
            lift(self.store, block.text)
            self.lifted.remove(block.text)
            del self.stones[block.text]
        if block.text in self.stones:
            self.progress.add(block.path, **{_TAKEN_OUT[self.stones[block.text]]: 1})
            self.file.in_order = False
            return
        there = next((entry for entry in known if entry.path == wanted.path), None)
        if there is not None and (there == wanted or (manifest.method.keep_manual and by_hand(there, wanted))):
            self.progress.add(block.path, unchanged=1)
            self.file.entries.append(there)
            return
        self.file.entries.append(wanted)
        if block.failed:
            return
        stale = [entry for entry in known if entry == there or _outdated(entry, wanted)]
        text = quads + time_quads(block.path, *manifest.times, self.store.base).encode()
        if stale:
            replace_reports(self.store, stale, text.decode())
            known[:] = [entry for entry in known if entry not in stale]
        else:
            yield text
        self.progress.add(block.path, **{"replaced" if stale else "new": 1})

    def _inspection(self, block: FileBlock) -> Iterator[bytes]:
        """The inspection of the file whose reports went by, unless some were left out."""
        file, self.file = self.file, _File()
        digest = File(block.file, block.inspected).inspection(file.entries)
        if self.ask:
            node = f"GRAPH <{self.store.base}graph/activity> {{ <{inspection_node(block.file, self.store.base)}> <{RV}inspectionDigest> ?digest }}"
            there = [row[0].value for row in select(self.store, f"SELECT ?digest WHERE {{ {node} }}").rows if row[0]]
            if there == [digest] and file.in_order:
                return
            if there:
                self.store.update(" ;\n".join(forget_inspections(block.file, self.store.base)))
        if file.in_order:
            yield inspection_quads(block.file, digest, self.store.base).encode()


def _outdated(entry: Entry, wanted: Entry) -> bool:
    """Whether an entry is of the same report, read otherwise."""
    return entry.report == wanted.report and (entry.pipeline, entry.options) != (wanted.pipeline, wanted.options)
