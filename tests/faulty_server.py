"""A server that fails, for tests: it passes requests on to a real one, and does to some of them what networks and servers do.

What it does to which request is drawn from a seed, or laid down one by one.
"""

import socket
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Lock
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from tests.serving import running

#: What may happen; with "nothing", it also says that it has done what it has not. Of a "lost" request the answer is lost, but it was carried out; the others were not, or only read.
FAULTS = ("500", "503", "reset", "lost", "stall", "cut", "chunk", "half", "login")

_PAGE = b"<!DOCTYPE html><title>Log in</title><form><input name='password'></form>"


class FaultyServer:
    """`share` of the requests meet one of `kinds`; `plan` is what happens to the first ones, one by one, None for nothing.

    `silence` is how many seconds it stalls before it hangs up. `seen` counts the requests by what happened to them.
    """

    def __init__(
        self, behind: str, share: float = 0.0, kinds: tuple[str, ...] = FAULTS, silence: float = 0.5, seed: int = 1
    ) -> None:
        self.behind, self.share, self.kinds, self.silence = behind, share, kinds, silence
        self.plan: list[str | None] = []
        self.seen: Counter[str] = Counter()
        self.address = ""
        self._random, self._lock = Random(seed), Lock()

    def fate(self) -> str | None:
        """What happens to the next request."""
        with self._lock:
            drawn = self._random.choice(self.kinds) if self._random.random() < self.share else None
            fate = self.plan.pop(0) if self.plan else drawn
            self.seen[fate or "well"] += 1
            return fate


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: FaultyServer

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        fate = self.service.fate()
        if fate in {"500", "503"}:
            self._reply(int(fate), "text/plain", b"out of order")
        elif fate == "nothing":
            self._reply(204, "", b"")
        elif fate == "login":
            self._reply(200, "text/html", _PAGE)
        elif fate == "stall":
            sleep(self.service.silence)
            self._hang_up()
        elif fate == "reset":
            self._hang_up()
        else:
            status, kind, answer = self._passed_on(content)
            if fate == "lost":
                self._hang_up()
            elif fate == "cut" and answer:
                self._reply(status, kind, answer[: len(answer) // 2], length=len(answer))
                self.close_connection = True
            elif fate == "chunk" and answer:
                self._reply(status, kind, b"%x\r\n%b\r\n" % (len(answer) // 2, answer[: len(answer) // 2]), chunked=True)
                self.close_connection = True
            elif fate == "half":
                self._reply(status, kind, answer[: len(answer) // 2])
            else:
                self._reply(status, kind, answer)

    def _passed_on(self, content: bytes) -> tuple[int, str, bytes]:
        behind = HTTPConnection(urlsplit(self.service.behind).netloc, timeout=120)
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept")}
        behind.request("POST", self.path, content, headers)
        reply = behind.getresponse()
        answer = reply.read()
        behind.close()
        return reply.status, reply.headers.get("Content-Type", ""), answer

    def _reply(self, status: int, kind: str, content: bytes, length: int | None = None, *, chunked: bool = False) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif status != 204:  # which has no body
            self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _hang_up(self) -> None:
        """Close the connection as one that was torn: the other end hears a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    disable_nagle_algorithm = True

    def shutdown_request(self, request: Any) -> None:
        """Close at once, so that what is to be torn is torn."""
        self.close_request(request)

    def handle_error(self, *_: object) -> None:
        """Say nothing: whoever hung up knows why."""


@contextmanager
def faulty_server(
    behind: str, share: float = 0.0, kinds: tuple[str, ...] = FAULTS, silence: float = 0.5, seed: int = 1
) -> Iterator[FaultyServer]:
    """Run a server that fails in front of the one at an address until the block ends."""
    service = FaultyServer(behind, share, kinds, silence, seed)
    handler = type("Handler", (_Handler,), {"service": service, "disable_nagle_algorithm": True})
    with running(_Server(("127.0.0.1", 0), handler)) as service.address:
        yield service
