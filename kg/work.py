"""Calls in processes of their own: a function and its arguments go in, its result comes out, or one clear reason why not.

Each process may take so much time and memory and no more, and dies alone: each has a pipe of its own, so that one that is
killed in the middle of an answer garbles nobody else's. A call whose process died is tried again in a fresh one, since it
may have been killed for no fault of the call.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from kg.confinement import confine, end_with_parent
from kg.errors import InputError, KgError, LimitExceeded

#: How many calls may wait for each process, so that a slow one does not leave the others idle.
AHEAD = 8

_TRIES = 3
# A fresh interpreter: the store's threads and locks are not copied into it, its parent is the program itself, and the
# program's main module, which may be a script without guard or no file at all, is not run again.
_SERVE = "import sys; from kg.work import serve; serve(*map(int, sys.argv[1:]))"

# Whether this very process is one of those.
_serving = threading.Event()

_I = TypeVar("_I")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: seconds by the clock, and bytes of memory of its whole process (its address space)."""

    seconds: float = 60.0
    memory: int = 1_500_000_000


DEFAULT_LIMITS = Limits()


class Workers:
    """Some processes that carry out calls; each starts when it is needed, all are killed at the end of a `with` block."""

    def __init__(self, number: int, limits: Limits = DEFAULT_LIMITS) -> None:
        """Allow so many processes at a time."""
        self._processes = [_Process(limits) for _ in range(number)]
        self._free: SimpleQueue[_Process] = SimpleQueue()
        for process in self._processes:
            self._free.put(process)
        self._threads = ThreadPoolExecutor(number)

    def call(self, function: Callable[..., _T], *arguments: object) -> _T:
        """What a function returns; it, its arguments and its result must be picklable.

        Raises the function's own `KgError`, `LimitExceeded` where it takes too long or too much memory, and `InputError` where
        it fails in another way or its process dies.
        """
        process = self._free.get()
        try:
            outcome = process.run(function, arguments)
        finally:
            self._free.put(process)
        if isinstance(outcome, KgError):
            raise outcome
        result: _T = outcome
        return result

    def map(self, function: Callable[[_I], _T], items: Iterable[_I]) -> Iterator[tuple[_I, _T | KgError]]:
        """Each item with what the function makes of it or the error, in order; only a few items are taken ahead of time."""
        waiting: deque[tuple[_I, Future[_T | KgError]]] = deque()
        for item in items:
            waiting.append((item, self._threads.submit(self._settle, function, item)))
            if len(waiting) > len(self._processes) * AHEAD:
                yield waiting[0][0], waiting.popleft()[1].result()
        while waiting:
            yield waiting[0][0], waiting.popleft()[1].result()

    def pids(self) -> list[int]:
        """The numbers of the processes that run now."""
        return [pid for process in self._processes if (pid := process.pid) is not None]

    def close(self) -> None:
        """Kill the processes, whatever they are doing."""
        for process in self._processes:
            process.close()
        self._threads.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        """The workers themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Kill the processes."""
        self.close()

    def _settle(self, function: Callable[[_I], _T], item: _I) -> _T | KgError:
        try:
            return self.call(function, item)
        except KgError as error:
            return error


def limited(function: Callable[..., _T], *arguments: object) -> _T:
    """What a function returns, called in a process with the default limits; see `Workers.call` for what it raises.

    In such a process already, it is simply called: the limits of that one hold.
    """
    if _serving.is_set():
        return function(*arguments)
    result: _T = _one().call(_in_folder, Path.cwd(), function, *arguments)
    return result


def _in_folder(folder: Path, function: Callable[..., _T], *arguments: object) -> _T:
    """What a function returns in the working folder of whoever calls, which may have changed since the process was made."""
    os.chdir(folder)
    return function(*arguments)


@cache
def _one() -> Workers:
    """The one process of `limited`; it ends with the program."""
    workers = Workers(1)
    atexit.register(workers.close)
    return workers


class _Process:
    """One process, started when it is needed and started anew when it died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._closed = False
        self._starting = threading.Lock()  # so that none is started while all are ended

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process is not None else None

    def run(self, function: Callable[..., Any], arguments: tuple[object, ...]) -> Any:  # noqa: ANN401 - the function's own
        """What the function returns, or the `KgError` that says why it does not."""
        question = pickle.dumps((function, arguments))
        death = ""
        for _ in range(_TRIES):
            if self._closed:
                return InputError("the processes that read were ended")
            fresh = self._process is None
            try:
                answer = self._ask(question)
            except (EOFError, OSError):
                death = self._end()
                continue
            if answer is None:
                self._end()
                return LimitExceeded(f"took longer than {self._limits.seconds:g} s")
            outcome = pickle.loads(answer)  # noqa: S301 - by a process of our own, from a pipe that nobody else has
            if not isinstance(outcome, MemoryError):
                return outcome
            self._end()
            death = "memory"
            if fresh:  # in another, what earlier calls left behind may have filled it
                return LimitExceeded(f"needs more than {self._limits.memory / 1e9:g} GB of memory")
        return InputError(f"the process that read it died {_TRIES} times ({death})")

    def close(self) -> None:
        """Kill the process for good."""
        with self._starting:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def _ask(self, question: bytes) -> bytes | None:
        """Send a question and wait for its answer; None where it took too long."""
        if self._connection is None:
            self._connection = self._start()
        self._connection.send_bytes(question)
        return self._connection.recv_bytes() if self._connection.poll(self._limits.seconds) else None

    def _start(self) -> Connection:
        ours: Connection
        ours, theirs = Pipe()
        number = theirs.fileno()
        command = [sys.executable, "-c", _SERVE, str(number), str(self._limits.memory), str(os.getpid())]
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        environment = {**os.environ, "PYTHONPATH": paths}
        with self._starting:
            if self._closed:
                raise EOFError
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[number], env=environment)  # noqa: S603
        theirs.close()  # so that the process's death is the end of the pipe
        return ours

    def _end(self) -> str:
        """Bury the process and say what it died of."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is None:
            return "it could not be started"
        try:
            code = process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def serve(descriptor: int, memory: int, parent: int) -> None:
    """Answer questions from a pipe until there are no more, in a process that has just been made."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    end_with_parent()
    confine(memory)
    if os.getppid() != parent:
        return  # it ended before it could be watched
    _serving.set()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the processes share the machine already
    with suppress(EOFError, OSError), Connection(descriptor) as connection:
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))


def _answer(question: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(question)  # noqa: S301 - by the parent, from a pipe that nobody else has
        return pickle.dumps(function(*arguments))
    except MemoryError:
        return pickle.dumps(MemoryError())
    except KgError as error:
        return pickle.dumps(error)
    except BaseException as error:  # noqa: BLE001 - whatever a document does to a library, the reason is named
        return pickle.dumps(InputError(f"the reader failed on it: {type(error).__name__}: {error}"))
