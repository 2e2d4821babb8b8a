"""Calls on many machines: a function and things go in, what it makes of each comes out as it is done, wherever a dask worker was free.

`local` starts workers on this machine, which nobody else can reach or speak to; any other address is that of a scheduler that runs.
A worker that dies is replaced by whoever started it, and what it was doing is done again by another.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

from kg.errors import InputError, KgError, RemoteError, UsageError

#: What is said for workers on this machine.
LOCAL = "local"

#: How often a call is tried whose worker dies; the scheduler tries each a few times by itself.
TRIES = 3

#: Small things that are done in one call.
TOGETHER = 10

#: Seconds to wait for a scheduler.
_PATIENCE = 30

_I = TypeVar("_I")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that carry out calls; `client` is dask's."""

    client: Any

    def map(self, function: Callable[[_I], _T], items: Iterable[_I]) -> Iterator[tuple[_I, _T | KgError]]:
        """Each item with what the function makes of it or the error, as they are done.

        The function must be one of a module that the workers have too; items and results are pickled. What the function raises
        besides `KgError` becomes an `InputError`, the end of the cluster a `RemoteError`.
        """
        from distributed import as_completed  # noqa: PLC0415 - dask takes seconds to load

        waiting = {self.client.submit(function, item, pure=False): (item, 1) for item in items}
        running = as_completed(list(waiting), loop=self.client.loop)  # type: ignore[no-untyped-call]
        for future in running:
            item, tries = waiting.pop(future)
            outcome = _outcome(future)
            if outcome is None and tries < TRIES:
                again = self.client.submit(function, item, pure=False)
                waiting[again] = (item, tries + 1)
                running.add(again)  # type: ignore[no-untyped-call]
            else:
                yield item, InputError("each worker that read it died") if outcome is None else outcome

    def each(self, function: Callable[[_I], _T], items: Iterable[_I]) -> Iterator[_T]:
        """What the function makes of each item, in their order, some of them in one call; raises the first error that comes back."""
        source = iter(items)
        calls = list(enumerate(iter(lambda: list(islice(source, TOGETHER)), [])))
        done: dict[int, list[_T]] = {}
        for (number, _), outcome in self.map(partial(_of_all, function), calls):
            if isinstance(outcome, KgError):
                raise outcome
            done[number] = outcome
        return chain.from_iterable(done[number] for number in sorted(done))

    def pids(self) -> list[int]:
        """The process numbers of the workers, on their machines."""
        from os import getpid  # noqa: PLC0415 - run on the workers

        return sorted(self.client.run(getpid).values())


def _of_all(function: Callable[[_I], _T], call: tuple[int, list[_I]]) -> list[_T]:
    """What a function makes of each item of a call."""
    return [function(item) for item in call[1]]


def _outcome(future: Any) -> Any:  # noqa: ANN401 - what the function returns
    """What a call returned, or the error; None where its workers died."""
    from distributed import KilledWorker  # noqa: PLC0415 - dask takes seconds to load
    from distributed.client import FutureCancelledError  # noqa: PLC0415

    try:
        return future.result()
    except KilledWorker:
        return None
    except FutureCancelledError as error:
        raise RemoteError(f"the cluster is gone: {error}") from error
    except KgError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever a call does, the others must not suffer for it
        return InputError(f"the worker failed on it: {type(error).__name__}: {error}")


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Cluster]:
    """The workers of a scheduler at `tcp://…` or `tls://…`, or so many of one's own for `local`.

    Nothing but the address that the user names is spoken to. Raises `UsageError` for another address or without dask,
    `RemoteError` where no scheduler answers.
    """
    if address != LOCAL and not address.startswith(("tcp://", "tls://")):
        raise UsageError(f"--dask {address}: give local, or the address of a scheduler such as tcp://host:8786")
    try:
        from distributed import Client  # noqa: PLC0415 - dask takes seconds to load
    except ModuleNotFoundError as error:
        raise UsageError("--dask needs dask: pip install 'reported-violence-kg[dask]'") from error
    with ExitStack() as open_ones:
        scheduler: Any = address if address != LOCAL else open_ones.enter_context(_own_cluster(workers))
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            open_ones.enter_context(client)
        except (OSError, TimeoutError) as error:
            raise RemoteError(f"{address}: no scheduler of dask answers: {' '.join(str(error).split())}") from error
        yield Cluster(client)


@contextmanager
def _own_cluster(workers: int) -> Iterator[Any]:
    """Workers on this machine; what they say to each other is encrypted with keys of this run, since it would be obeyed."""
    import dask  # noqa: PLC0415 - takes seconds to load
    from distributed import LocalCluster  # noqa: PLC0415

    with (
        tempfile.TemporaryDirectory() as scratch,
        dask.config.set({"distributed.scheduler.allowed-failures": 10, "distributed.comm.timeouts.connect": f"{_PATIENCE}s"}),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=max(1, workers),
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            security=True,
            memory_limit=0,
            local_directory=scratch,
            silence_logs=50,
        ) as own,
    ):
        yield own
