"""How long the first row of each bundled question takes on a store of a million quads on disk, opened as `kg query` opens it.

Each question is asked in a process of its own; its start is not counted. Target: under half a second of CPU where a question is
bound to one incident or claim, under four seconds for any other. The reports are those of `training/corpus`, annotated by hand, three
times over with other names, towns and days, and linked: `archive.py` says how. `python benchmarks/first_rows.py STORE` asks
a store that is there; else one is made first, which takes two minutes.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from archive import archive
from measure import print_table

from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.ontology import ontology_nquads
from kg.places.gazetteer import open_gazetteer
from kg.queries import Query, bind, bundled
from kg.store.base import select
from kg.store.embedded import reader, writer
from kg.terms import DEFAULT_BASE

#: Quads of reports; linking makes a million of them.
QUADS = 755_000
CHUNK = 200

#: Seconds of CPU after which a question is given up.
MOST = 60

#: One incident that several reports tell of, and one claim.
_BOUND = {
    "incident": "SELECT ?thing { ?thing rv:describedBy ?one, ?other . FILTER(?one != ?other) } LIMIT 1",
    "claim": "SELECT ?thing { ?thing a rv:CasualtyCount } LIMIT 1",
}


def main(given: Path | None) -> None:
    """Make the store unless one is given, and print the seconds of CPU until the first row of each question, bound or not."""
    with tempfile.TemporaryDirectory() as work:
        store = given or _make(Path(work, "store"))
        with reader(store) as opened:
            quads = opened.count()
        rows = (_row(store, query.name, bound) for query in bundled().values() for bound in _bounds(query))
        print_table("First rows", [f"{quads:,} quads on disk", "first row, CPU", "target", "rows"], rows)


def _make(store: Path) -> Path:
    """A linked and published store of the archive."""
    with writer(store) as target:
        texts = archive(QUADS)
        target.load([ontology_nquads()])
        while some := list(islice(texts, CHUNK)):
            target.load(["".join(some)])
        link(target, Resolver(open_gazetteer(), DEFAULT_BASE), (), datetime.now(UTC))
        target.publish()
    return store


def _bounds(query: Query) -> Iterator[str]:
    """What a question is bound to in turn: nothing, where that can be, and an incident or claim."""
    found = [parameter for parameter in query.parameters if parameter.name in _BOUND]
    if not any(parameter.required for parameter in found):
        yield ""
    yield from (parameter.name for parameter in found)


def _row(store: Path, name: str, bound: str) -> list[str]:
    command = [sys.executable, __file__, str(store), name, bound]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    first, number = done.stdout.split() if done.returncode == 0 else (str(MOST), "")
    target = 0.5 if bound else 4
    seconds = f"{float(first):.2f} s" if number else f"more than {MOST} s"
    shown = f"**{seconds}**" if float(first) >= target else seconds
    return [f"{name}, one {bound}" if bound else name, shown, f"{target} s", number]


def ask(folder: Path, name: str, bound: str) -> None:
    """Print the seconds until the first row and the number of rows."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
    query = bundled()[name]
    values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    with reader(folder) as store:
        if bound:
            values[bound] = next(row[0].value for row in select(store, _BOUND[bound]).rows if row[0])
        text = bind(query, values, store.base)
        started = time.process_time()
        rows = select(store, text).rows
        first = next(rows, None)
        seconds = time.process_time() - started
        print(seconds, (first is not None) + sum(1 for _ in rows))


if __name__ == "__main__":
    if sys.argv[2:]:
        ask(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    else:
        main(Path(sys.argv[1]) if sys.argv[1:] else None)
