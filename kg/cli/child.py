"""A part of a command in a process with limits of time and memory, since nothing else ends a query that has begun.

The program splits in two. The child goes on with the command; the parent waits, ends the child where it takes too long, and
ends with the child's exit code, so that even a crash of the engine is one line and an exit code. Both end without taking Python
down piece by piece, which would take as long as its start.
"""

import io
import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kg.confinement import MEMORY, confine, end_with_parent
from kg.errors import LimitExceeded


@contextmanager
def in_child(seconds: float, *, network: bool = False) -> Iterator[None]:
    """Do what follows in a child that may take so many seconds, 0 for any number; the parent ends with what the child ends with.

    It has no network unless it is told to. Raises `LimitExceeded` in the parent. Where stdout is an object of this process, as in a test, all goes on here without limits.
    """
    if not _has_descriptor():
        yield
        return
    _flush()
    alive, held = os.pipe()  # the child holds an end of it as long as it lives
    child = os.fork()
    if child:
        os.close(held)
        os._exit(_outcome(child, alive, seconds))
    os.close(alive)
    end_with_parent()
    confine(MEMORY, network=network)
    _silence_engine()
    yield
    _flush()
    os._exit(0)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _has_descriptor() -> bool:
    try:
        return sys.stdout.fileno() >= 0
    except io.UnsupportedOperation:
        return False


def _silence_engine() -> None:
    """Keep what a dying engine prints off stderr, which is for the one line that says why."""
    sys.stderr = open(os.dup(2), "w", encoding=sys.stderr.encoding, errors="backslashreplace", buffering=1)  # noqa: PTH123, SIM115
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _outcome(child: int, alive: int, seconds: float) -> int:
    """Wait for the child's end or for the end of its time; its exit code."""
    try:
        ended = bool(select.select([alive], [], [], seconds or None)[0])
    finally:
        os.kill(child, signal.SIGKILL)  # after its end, it is only waited for
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(alive)
    if not ended:
        raise LimitExceeded(f"query: no answer within {seconds:g} s; narrow it down, or give it more time with --timeout")
    if code < 0:
        reason = f"it needs more than {MEMORY // 10**9} GB of memory, or is too deep for the engine"
        raise LimitExceeded(f"query: ended by {signal.Signals(-code).name}: {reason}; ask for less at a time")
    return code
