"""A corpus read on many machines: its files go in, the shards of all come out, each made by whichever worker was free.

Every machine must see the files and the folder of shards under the same paths. The model is loaded once in each worker.
"""

import atexit
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.build import Options, Summary
from kg.cluster import Cluster
from kg.errors import KgError, RemoteError
from kg.reading.sources import Failure, Source
from kg.shards.extract import Job, Made, Owned, make, partition
from kg.shards.load import Shards, load
from kg.shards.manifest import Listing
from kg.shards.part import MOST, Part
from kg.store.base import Store
from kg.work import Workers

#: Files of a shard, unless there are too many shards then.
FILES = 50


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be made, with all that a worker must know for it."""

    part: Part
    own: Owned
    listing: Listing
    job: Job


def how_many(files: int) -> int:
    """How many shards a corpus is made in: as many however many workers there are, so that a build that was stopped goes on."""
    return min(max(1, -(-files // FILES)), MOST)


def spread(
    sources: Iterable[Source | Failure],
    count: int,
    job: Job,
    workers: Cluster,
    tell: Callable[[int, str], None] = lambda *_: None,
) -> list[Made]:
    """Make all shards of a corpus; `tell` hears how many files are done.

    Raises `RemoteError` with the names of the shards that could not be made, once the others are; run again, only those are.
    """
    owned, listing = partition(count, sources, job)
    tasks = (Task(Part(number, count), owned.get(number, []), listing, job) for number in range(count))
    made, failed, done = [], dict[str, KgError](), 0
    for task, outcome in workers.map(made_of, tasks):
        if isinstance(outcome, KgError):
            failed[task.part.name] = outcome
        else:
            made.append(outcome)
        done += len(task.own)
        tell(done, task.part.name)
    if failed:
        name, reason = min(failed.items())
        raise RemoteError(
            f"{len(failed):,} of {count:,} shards were not made, {name} since {reason}; the others are kept, and the same command goes on"
        )
    return sorted(made, key=lambda one: one.manifest.number)


def build_spread(
    sources: Sequence[Source | Failure],
    store: Store,
    options: Options,
    out: Path,
    workers: Cluster,
    tell: Callable[[int, str], None] = lambda *_: None,
) -> Summary:
    """What `kg.build.build` does, by the workers of a cluster: shards are made in the folder `out`, loaded, and removed.

    Every file is read, also those that the store has as they are; these are left alone when they are loaded. Nothing is published.
    """
    started = time.monotonic()
    made = spread(sources, how_many(len(sources)), Job(out, options, store.base), workers, tell)
    summary = load(Shards.of(one.path for one in made), store, reinstate=options.reinstate)
    shutil.rmtree(out)
    return replace(summary, seconds=time.monotonic() - started)


def made_of(task: Task) -> Made:
    """What comes of a task, in a worker: reports are read in a process of their own, which one that crashes it costs alone."""
    return make(task.part, task.own, task.listing, task.job, workers=_readers())


@cache
def _readers() -> Workers:
    """The process that reads, with the model in it; it ends with the worker."""
    workers = Workers(1)
    atexit.register(workers.close)
    return workers
