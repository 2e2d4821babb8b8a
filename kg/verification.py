"""Is a store what was put into it? Its folder or server goes in, what is wrong comes out, one line each.

Looked at are the bytes of every published file, the number of quads in all and of every report against what was written down
when it was stored, the digest of every text, and whether what the next build would start from can be read.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.settings import Location, Server
from kg.store import opening
from kg.store.base import Store, select
from kg.store.embedded import LIVE, current_snapshot, live_reader, reader
from kg.store.manifest import Manifest, damaged_files, read_manifest
from kg.store.tombstones import text_digest
from kg.terms import ONTOLOGY_GRAPH, PROV, RV, iri, split

_READINGS = f"SELECT ?report ?path ?quads WHERE {{ ?reading <{PROV}generated> ?report ; <{RV}path> ?path ; <{RV}quads> ?quads }}"
_NAMELESS = "ASK { ?node ?property ?value FILTER NOT EXISTS { GRAPH ?graph { ?node ?property ?value } } }"
_TEXTS = f"SELECT ?report ?digest ?text WHERE {{ ?report <{RV}digest> ?digest ; <{RV}text> ?text }}"


def verify(place: Location) -> Iterator[str]:
    """What is wrong with a store; nothing is written.

    Raises `StoreError` where there is no store or nothing published yet, `RemoteError` where a server can't be asked.
    """
    return _of_server(place) if isinstance(place, Server) else _of_folder(place)


def _of_server(server: Server) -> Iterator[str]:
    """What is wrong with what a server holds: of its files it tells nothing."""
    with opening.reader(server) as store:
        yield from _contents(store, None)
        if store.query(_NAMELESS) is True:
            yield "there are statements in no named graph, which enter into sums"
        known = (f"{store.base}graph/", f"{store.base}report/")
        for graph in store.graphs():
            if graph != ONTOLOGY_GRAPH and not graph.startswith(known):
                yield f"{graph}: is no graph of kg, and enters into sums"


def _of_folder(folder: Path) -> Iterator[str]:
    snapshot = current_snapshot(folder)
    manifest = read_manifest(snapshot)
    if manifest is None:
        yield f"{snapshot}: the list of its files is missing or damaged"
    else:
        yield from damaged_files(snapshot, manifest)
    try:
        with reader(folder) as store:
            yield from _contents(store, manifest.quads if manifest else None)
    except StoreError as error:
        yield str(error)
    yield from (f"what the next build starts from: {line}" for line in _live(folder, manifest or Manifest(0, {})))


def _contents(store: Store, published: int | None) -> Iterator[str]:
    """What is wrong with the quads of a store."""
    found = Counter(split(line)[3] for line in store.lines())
    if published is not None and found.total() != published:
        yield f"{found.total():,} quads are there, {published:,} were published"
    yield from _reports(store, found)
    for report, digest, text in select(store, _TEXTS).rows:
        if report and digest and text and text_digest(text.value) != digest.value:
            yield f"{report.value}: its text is not the one that was read"


def _reports(store: Store, found: Mapping[str, int]) -> Iterator[str]:
    """What is wrong with the numbers of quads of the reports: each has at least one reading, and each reading its report."""
    read = set()
    for report, path, quads in select(store, f"{_READINGS} ORDER BY ?path").rows:
        if report and path and quads:
            read.add(str(report))
            if found.get(str(report), 0) != int(quads.value):
                yield f"{path.value}: {found.get(str(report), 0):,} quads are there, {int(quads.value):,} were stored"
    start = iri(f"{store.base}report/").removesuffix(">")
    for graph in sorted(found):
        if graph.startswith(start) and graph not in read:
            yield f"{graph[1:-1]}: is there, but no reading of it"


def _live(folder: Path, manifest: Manifest) -> Iterator[str]:
    """What is wrong with the live database; nothing is said while somebody writes to it.

    Tables that were published are checked byte by byte; those that the engine has merged since, as far as reading all quads goes.
    """
    if not os.access(folder, os.W_OK) or not (folder / LIVE).exists():
        return  # a backup has none
    try:
        with live_reader(folder) as store:
            if store is None:
                return
            # tables are never changed, so those that were published have the same bytes still
            tables = {name: digest for name, digest in manifest.files.items() if name.endswith(".sst")}
            there = {name: digest for name, digest in tables.items() if (folder / LIVE / name).exists()}
            yield from damaged_files(folder / LIVE, Manifest(manifest.quads, there))
            found = Counter(split(line)[3] for line in store.lines())
            yield from _reports(store, found)
    except StoreError as error:
        yield str(error)
