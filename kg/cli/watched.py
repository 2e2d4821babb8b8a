"""A part of a command with limits of time and memory, since nothing else ends a query that has begun.

A thread watches while the engine works, which leaves other threads alone but hears no signal. At a limit, the rows
that are written are finished where rows are being written; else the process ends at once, with one line and the exit code of
`LimitExceeded`. Where all goes well the process ends without taking Python down piece by piece, which would take as long as its start.
"""

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from kg.confinement import MEMORY, leave_network
from kg.errors import LimitExceeded

#: Seconds between two looks at how much memory is used.
_EVERY = 0.05

#: Seconds that Python gets to raise the error itself, and to put away what it has begun: the engine may never let it.
_GRACE, _END = 0.2, 5.0

_STATM = "/proc/self/statm"


@contextmanager
def watched(seconds: float, *, network: bool = False) -> Iterator[None]:
    """Do what follows within so many seconds, 0 for any number, and within `MEMORY`; the process ends with it.

    It has no network unless it is told to. Raises `LimitExceeded`. Where stdout is an object of this process, as in a test, all goes on without limits.
    """
    if not _has_descriptor():
        yield
        return
    if not network:
        leave_network()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine would hold it back until the query has ended
    threading.Thread(target=_Watch(seconds).run, daemon=True).start()
    yield
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _has_descriptor() -> bool:
    try:
        return sys.stdout.fileno() >= 0
    except io.UnsupportedOperation:
        return False


class _Watch:
    """What looks after the process: it ends it where it takes more time or memory than it may."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + (seconds or float("inf"))
        self._reason = ""
        self._raised = False
        signal.signal(signal.SIGALRM, self._raise)

    def run(self) -> None:
        """Look on until there is a reason to end; then have the main thread raise it, or end the process where it does not."""
        while not self._reason:
            time.sleep(max(0.0, min(_EVERY, self._end - time.monotonic())))
            self._reason = self._exceeded()
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGALRM)
        time.sleep(_GRACE)
        if self._raised:
            time.sleep(_END)  # somebody who reads no more holds its last rows up
        else:
            _end(self._reason)
        os._exit(LimitExceeded.exit_code)

    def _exceeded(self) -> str:
        if time.monotonic() >= self._end:
            return f"query: no answer within {self._seconds:g} s; narrow it down, or give it more time with --timeout"
        if _memory() > MEMORY:
            return f"query: it needs more than {MEMORY / 10**9:g} GB of memory; ask for less at a time"
        return ""

    def _raise(self, _: int, __: FrameType | None) -> NoReturn:
        self._raised = True
        raise LimitExceeded(self._reason)


def _end(reason: str) -> None:
    """Say why, after the rows that are whole; the main thread is in the engine, so that it writes none meanwhile."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os.write(2, f"kg: error: {reason}\n".encode())


def _memory() -> int:
    """Bytes of memory that this process has for itself; 0 where the system does not tell."""
    with suppress(OSError), open(_STATM, "rb") as file:  # noqa: PTH123 - twenty times a second
        _, resident, shared, *_ = map(int, file.read().split())
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    return 0
