"""A process that answers queries on a store until it is told to end, so that a query which takes too long can be ended with it.

SPARQL goes in and plain Python values come out, over a pair of sockets; nothing else stops the engine while it works.
"""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from kg.confinement import MEMORY, confine
from kg.errors import KgError, LimitExceeded, StoreError
from kg.settings import Location, Server, location_of
from kg.spelling import doubts
from kg.store.base import Store, Table, Triples
from kg.store.opening import reader
from kg.tables import Plain, plain

_PROGRAM = "import sys; from kg.worker import serve; serve(int(sys.argv[1]), sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT, CONSTRUCT or DESCRIBE: names of columns, and rows of plain values."""

    columns: tuple[str, ...]
    rows: list[tuple[Plain, ...]]


Reply: TypeAlias = Rows | list[str] | bool | KgError

#: What is asked for: the answer to a query, or the names in it that there are not.
_QUERY, _NAMES = "query", "names"


class Worker:
    """A running process with a store open; `base` is the store's. It ends with `close`, or with the process that made it."""

    def __init__(self, store: Location) -> None:
        """Start it; raises what `kg.store.opening.reader` raises."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), str(store)]
        path = os.pathsep.join(sys.path)
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._line = Connection(ours.detach())
        try:
            self.base = str(self._hear(None))
        except KgError:
            self.close()
            raise

    def ask(self, text: str, seconds: float | None) -> Rows | bool:
        """The answer to a query; raises `LimitExceeded` after some seconds, with which the process ends, and what the store raises."""
        answer = self._asked((_QUERY, text), seconds)
        assert isinstance(answer, Rows | bool)  # noqa: S101 - the other end is `serve`
        return answer

    def doubts(self, text: str, seconds: float | None) -> list[str]:
        """A sentence for each name in a query that finds nothing by itself; raises what `ask` raises."""
        answer = self._asked((_NAMES, text), seconds)
        assert isinstance(answer, list)  # noqa: S101 - the other end is `serve`
        return answer

    def _asked(self, request: tuple[str, str], seconds: float | None) -> object:
        with suppress(BrokenPipeError):  # a process that has ended is noticed when its answer is awaited
            self._line.send(request)
        return self._hear(seconds)

    @property
    def running(self) -> bool:
        """Whether it can still be asked."""
        return not self._line.closed

    def close(self) -> None:
        """End the process; closing twice does no harm."""
        self._line.close()
        self._process.kill()
        self._process.wait()

    def _hear(self, seconds: float | None) -> object:
        try:
            if not self._line.poll(seconds):
                self.close()
                raise LimitExceeded(f"query: no answer within {seconds:g} s; narrow it down, or open the store with more time")
            answer = self._line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise StoreError("query: the process that answers queries came to its end; ask for less at a time") from error
        if isinstance(answer, KgError):
            raise answer
        return answer


def serve(descriptor: int, name: str) -> None:
    """Answer queries from a socket until the other end closes it; first comes the store's base, or why it can't be opened."""
    place = location_of(name, Path.cwd())
    confine(MEMORY, network=isinstance(place, Server))
    with Connection(descriptor) as line:
        try:
            store = reader(place)
        except KgError as error:
            line.send(error)
            return
        with store:
            line.send(store.base)
            _serve(line, store)


def _serve(line: Connection, store: Store) -> None:
    while True:
        try:
            what, text = line.recv()
        except EOFError:
            return
        line.send(_answer(store, text) if what == _QUERY else _doubts(store, text))


def _doubts(store: Store, text: str) -> Reply:
    try:
        return doubts(text, store)
    except KgError as error:
        return error


def _answer(store: Store, text: str) -> Reply:
    try:
        found = store.query(text)
        if isinstance(found, Table):
            return Rows(found.variables, [tuple(map(plain, row)) for row in found.rows])
        if isinstance(found, Triples):
            return Rows(("subject", "predicate", "object"), [tuple(map(plain, triple)) for triple in found.triples])
    except KgError as error:
        return error
    return found
