"""No query reaches the network or a file: a listener and a file stand ready, and whatever is tried, nobody comes."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.store.base import Table, Triples
from kg.store.memory import MemoryStore

QUERIES = [
    "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { service silent <{url}> { ?s ?p ?o } }",
    "SELECT * { SerVice<{url}>{ ?s ?p ?o } }",
    "PREFIX e: <{url}> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <{url}> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
    "BASE <{url}> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "SELECT * { VALUES ?h { <{url}> } SERVICE ?h { ?s ?p ?o } }",
    "SELECT * { BIND(<{url}> AS ?h) SERVICE SILENT ?h { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <{url}> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <{url}> { ?s ?p ?o } } } }",
    "SELECT * { ?a ?b ?c FILTER NOT EXISTS { SERVICE <{url}> { ?s ?p ?o } } }",
    r"SELECT * { \u0053\u0045RVICE <{url}> { ?s ?p ?o } }",
    r"SELECT * { SERV\U00000049CE <{url}> { ?s ?p ?o } }",
    "SELECT * { #\nSERVICE#\n<{url}>#\n{ ?s ?p ?o } }",
    "ASK { SERVICE <{url}> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{url}> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * FROM <{url}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{url}> { GRAPH <{url}> { ?s ?p ?o } }",
    "ASK FROM <{url}> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <{url}> WHERE { ?s ?p ?o }",
    "DESCRIBE <{url}>",
    "SELECT * { GRAPH <{url}> { ?s ?p ?o } }",
    "LOAD <{url}>",
]
UPDATES = [
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <urn:x:g>",
    r"\u004COAD <{url}>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <{url}> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } USING <{url}> WHERE { ?s ?p ?o }",
    "COPY <{url}> TO <urn:x:g>",
    "ADD SILENT <{url}> TO DEFAULT",
]


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A socket of this machine that takes connections; `accept` raises BlockingIOError as long as nobody came."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen()
        waiting.setblocking(False)
        yield waiting


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A Turtle file that nobody may read."""
    path = tmp_path / "secret.ttl"
    path.write_text("<urn:x:secret> <urn:x:is> 'here' .\n", encoding="utf-8")
    return path


def everything(store: MemoryStore, text: str) -> str:
    """All that a query answers, read to its end; nothing where it is refused."""
    with suppress(InputError):
        answer = store.query(text)
        if isinstance(answer, Table):
            return str([[str(term) for term in row] for row in answer.rows])
        return str(list(answer.lines())) if isinstance(answer, Triples) else str(answer)
    return ""


@pytest.mark.parametrize("text", QUERIES)
def test_no_query_calls_an_address(listener: socket.socket, text: str) -> None:
    everything(MemoryStore(), text.replace("{url}", f"http://127.0.0.1:{listener.getsockname()[1]}/"))
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("text", QUERIES)
def test_no_query_reads_a_file(secret: Path, text: str) -> None:
    assert "here" not in everything(MemoryStore(), text.replace("{url}", secret.as_uri()))


@pytest.mark.parametrize("text", UPDATES)
def test_no_update_calls_an_address_or_reads_a_file(listener: socket.socket, secret: Path, text: str) -> None:
    for url in (f"http://127.0.0.1:{listener.getsockname()[1]}/", secret.as_uri()):
        store = MemoryStore()
        with suppress(InputError):
            store.update(text.replace("{url}", url))
        assert store.count() == 0
    with pytest.raises(BlockingIOError):
        listener.accept()
