"""What a server as the store costs beside a folder, and what a server that fails costs beside one that doesn't; wall-clock time.

A real `oxigraph serve` on a folder holds the same linked reports as an embedded store on disk. Target: a bundled question at most 1.3 times
the embedded one, and 5 ms. Then 1,000 reports are stored through a server that fails 30 % of requests, in nine ways; what is there
afterwards must be what was stored, no quad less or more, in at most three times the time.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import Ratio, asked, is_quick, print_ratios, print_table, quads_made

from kg.build import CHUNK
from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.ontology import ontology_nquads
from kg.places.gazetteer import open_gazetteer
from kg.queries import bind, bundled
from kg.settings import Server
from kg.store.base import Store, select
from kg.store.embedded import reader as folder_reader
from kg.store.embedded import writer as folder_writer
from kg.store.memory import MemoryStore
from kg.store.opening import reader, writer
from kg.terms import DEFAULT_BASE, RV, literal

sys.path.insert(0, str(Path(__file__).parent.parent))  # the servers that tests use

from tests.faulty_server import FAULTS, faulty_server
from tests.sparql_server import sparql_server

NUMBER, QUICK = 60, 20
REPEATS = 5
STORED, QUICK_STORED = 1000, 50

#: What the target leaves to the network and to HTTP for each question, in seconds.
ALLOWED = 0.005

SHARE = 0.3


def main() -> None:
    """Print the time of each question and the ratio to the embedded store's; then what faults cost."""
    number = asked(NUMBER, QUICK)
    with tempfile.TemporaryDirectory() as work, sparql_server(Path(work, "server")) as server:
        with MemoryStore() as made, folder_writer(Path(work, "folder")) as store:
            _fill(made, number)
            chunks = list(_joined(f"{line}\n" for line in made.lines()))
            store.load(chunks)
            store.publish()
        with folder_reader(Path(work, "folder")) as embedded, writer(Server(server.address)) as remote:
            remote.load(chunks)
            _questions(embedded, remote, number)
    _faults(QUICK_STORED if is_quick() else STORED)


def _fill(store: Store, number: int) -> None:
    store.load([ontology_nquads(), *quads_made(number)])
    link(store, Resolver(open_gazetteer(), DEFAULT_BASE), (), datetime(2025, 1, 1, tzinfo=UTC))


def _questions(embedded: Store, remote: Store, number: int) -> None:
    rows, above = [], 0
    for query in bundled().values():
        text = bind(query, {parameter.name: parameter.example for parameter in query.parameters if parameter.required})
        here, there = _answers(embedded, text), _answers(remote, text)
        if here != there:
            raise SystemExit(f"{query.name}: the server answers otherwise")
        ours, theirs = _least(lambda text=text: _answers(remote, text), lambda text=text: _answers(embedded, text))  # type: ignore[misc]
        above += ours > 1.3 * theirs + ALLOWED
        rows.append(
            (query.name, f"{len(here):,}", _milliseconds(theirs), _milliseconds(ours), f"{max(0.0, ours - ALLOWED) / theirs:.2f}")
        )
    head = ("question", "rows", "folder", "server", "ratio, 5 ms off")
    print_table(f"Questions, {embedded.count():,} quads of {number:,} reports", head, rows)
    print(f"\nAbove 1.3 times and 5 ms: {above} of {len(rows)}")


def _answers(store: Store, text: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in select(store, text).rows]


def _least(*works: Callable[[], object]) -> list[float]:
    """The least seconds of each, run in turn."""
    times = [[_seconds(work) for work in works] for _ in range(REPEATS)]
    return [min(column) for column in zip(*times, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _faults(number: int) -> None:
    texts = [f"{text}{_entry(number)}" for number, text in enumerate(quads_made(number))]
    wanted = sorted({line for text in texts for line in text.splitlines()})
    quick = tuple(fault for fault in FAULTS if fault != "stall")
    ways = (
        ("in chunks, as a build does", list(_joined(texts)), FAULTS),
        ("ten at a time", ["".join(texts[start : start + 10]) for start in range(0, number, 10)], FAULTS),
        ("one at a time, without stalls", texts, quick),
    )
    print_ratios(
        f"A server that fails {SHARE:.0%} of requests ({', '.join(FAULTS)}): 0 quads lost, 0 doubled",
        (_beside(f"{number:,} reports {name}", chunks, kinds, wanted) for name, chunks, kinds in ways),
    )


def _beside(work: str, chunks: Sequence[str], kinds: tuple[str, ...], wanted: list[str]) -> Ratio:
    without, all_of_them = _stored(chunks, 0.0, kinds, wanted)
    with_faults, failed = _stored(chunks, SHARE, kinds, wanted)
    return Ratio(f"{work}: {all_of_them:,} requests, {failed:,} failures", with_faults, "without faults", without, 3.0)


def _entry(number: int) -> str:
    """A statement in the activity graph, by which a store is known as one."""
    return f"<{DEFAULT_BASE}activity/{number}> <{RV}fileDigest> {literal(str(number))} <{DEFAULT_BASE}graph/activity> .\n"


def _stored(chunks: Sequence[str], share: float, kinds: tuple[str, ...], wanted: list[str]) -> tuple[float, int]:
    """The seconds that it takes to store some chunks through a server that fails, and how many requests failed, or were made."""
    with (
        tempfile.TemporaryDirectory() as work,
        sparql_server(Path(work)) as server,
        faulty_server(server.address, share, kinds) as faulty,
        writer(Server(faulty.address)) as store,
    ):
        seconds = _seconds(lambda: store.load(chunks))
        with reader(Server(server.address)) as straight:
            if sorted(straight.lines()) != wanted:
                raise SystemExit("what is stored is not what was to be stored")
        return seconds, faulty.seen.total() - faulty.seen["well"] if share else faulty.seen["well"]


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Texts joined into chunks of the size that a build makes."""
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


if __name__ == "__main__":
    main()
