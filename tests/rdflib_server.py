"""A second SPARQL 1.1 server for tests, which shares nothing with Oxigraph: rdflib behind Python's own HTTP server.

By default it does what `kg` needs; its switches make it a server that gives wrong sums, in one way each.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from rdflib import Dataset, Literal
from rdflib.plugins.sparql import prepareQuery, prepareUpdate

from tests.serving import running


class RdflibServer:
    """The server: `union` answers queries from all named graphs, `atomic` takes back what a failed update did; `limit` cuts tables.

    With `rewrites`, numbers come back in another form than they were stored in; all requests are sent on to `sends_to`, where it is
    set. `headers` are those of every request it got.
    """

    def __init__(self, *, union: bool = True, atomic: bool = True, limit: int | None = None, rewrites: bool = False) -> None:
        self.union = union
        self.data = Dataset(default_union=union)
        self.atomic, self.limit, self.rewrites = atomic, limit, rewrites
        self.headers: list[dict[str, str]] = []
        self.lock = Lock()
        self.address = self.sends_to = ""

    def query(self, text: str) -> tuple[str, bytes]:
        """The media type and the bytes of an answer."""
        result = self.data.query(prepareQuery(text))
        if result.type in {"CONSTRUCT", "DESCRIBE"}:
            assert result.graph is not None
            return "application/ld+json", result.graph.serialize(format="json-ld").encode()
        if result.bindings and self.limit:
            result.bindings = list(result.bindings)[: self.limit]
        if result.bindings and self.rewrites:
            result.bindings = [{name: _rewritten(value) for name, value in row.items()} for row in result.bindings]
        content = result.serialize(format="json")
        assert content is not None
        return "application/sparql-results+json", content

    def update(self, text: str) -> None:
        """Carry out an update; one that fails leaves nothing behind if the server is `atomic`."""
        operations = prepareUpdate(text)
        before = list(self.data.quads()) if self.atomic else []
        try:
            self.data.update(operations)
        except Exception:
            if self.atomic:
                self.clear()
                for subject, predicate, value, graph in before:
                    self.data.graph(graph).add((subject, predicate, value))
            raise

    def load(self, nquads: str) -> None:
        """Add N-Quads as they are."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.data.parse(data=nquads, format="nquads")

    def clear(self) -> None:
        """Remove everything."""
        self.data = Dataset(default_union=self.union)


def _rewritten(value: Any) -> Any:
    return (
        Literal(f"0{value}", datatype=value.datatype, normalize=False)
        if isinstance(value, Literal) and value.isdigit()
        else value
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: RdflibServer

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        path, kind = urlsplit(self.path).path, self.headers["Content-Type"].partition(";")[0]
        with self.service.lock, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib calls what it tells others not to call
            self.service.headers.append(dict(self.headers))
            if self.service.sends_to:
                self._reply(307, "", b"", self.service.sends_to)
                return
            if (path, kind) not in {("/query", "application/sparql-query"), ("/update", "application/sparql-update")}:
                self._reply(404, "text/plain", b"nothing here")
                return
            try:
                if path == "/query":
                    self._reply(200, *self.service.query(text))
                else:
                    self.service.update(text)
                    self._reply(204, "", b"")
            except Exception as error:  # noqa: BLE001 - whatever it is, the client hears of it
                status = 400 if "Parse" in type(error).__name__ else 500
                self._reply(status, "text/plain", f"{error}: {text[-200:]}".encode())  # some servers repeat what they were sent

    def _reply(self, status: int, kind: str, content: bytes, elsewhere: str = "") -> None:
        self.send_response(status)
        if elsewhere:
            self.send_header("Location", elsewhere)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def rdflib_server(**switches: Any) -> Iterator[RdflibServer]:
    """Run a server until the block ends."""
    service = RdflibServer(**switches)
    handler = type("Handler", (_Handler,), {"service": service})
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as service.address:
        yield service
