"""A SPARQL server for tests: the registry's `oxigraph`, in a folder of its own, on a free port of this machine alone."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

#: Never by a proxy.
_OPEN = build_opener(ProxyHandler({})).open


class SparqlServer:
    """A running server, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def load(self, data: bytes, kind: str, *, default_graph: bool = False) -> None:
        """Add RDF of a media type: quads as they are, or triples to the default graph (SPARQL 1.1 Graph Store Protocol)."""
        target = f"{self.address}/store" + ("?default" if default_graph else "")
        with _OPEN(Request(target, data, {"Content-Type": kind}, method="POST"), timeout=60) as reply:  # noqa: S310 - its own address
            assert reply.status < 300

    def clear(self) -> None:
        """Remove everything."""
        request = Request(f"{self.address}/update", b"DROP ALL", {"Content-Type": "application/sparql-update"}, method="POST")  # noqa: S310 - its own address
        _OPEN(request, timeout=60).close()

    def select(self, text: str, *, union: bool) -> tuple[list[str], list[list[str | None]]]:
        """Variables and rows of plain values of a SELECT (SPARQL 1.1 Protocol); over the default graph, or all named graphs."""
        target = f"{self.address}/query" + ("?union-default-graph" if union else "")
        head = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
        request = Request(target, text.encode(), head, method="POST")  # noqa: S310 - its own address
        with _OPEN(request, timeout=60) as reply:
            found: dict[str, Any] = json.load(reply)
        names: list[str] = found["head"]["vars"]
        return names, [[row[name]["value"] if name in row else None for name in names] for row in found["results"]["bindings"]]


@contextmanager
def sparql_server(location: Path, *options: str) -> Iterator[SparqlServer]:
    """Run a server on a folder until the block ends, with some options of its command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    command: list[str | Path] = [program, "serve", "--location", location, "--bind", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, f"http://127.0.0.1:{port}")
            yield SparqlServer(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(400):
        assert process.poll() is None, "the server ended at once"
        try:
            _OPEN(f"{address}/query?{urlencode({'query': 'ASK {}'})}", timeout=5).close()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server doesn't answer")
