"""What a server answers becomes terms, complete or not at all."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import stamina
from pyoxigraph import Literal, NamedNode

from kg.errors import LimitExceeded, RemoteError
from kg.settings import Server
from kg.store.base import Triples, select
from kg.store.opening import reader, writer
from kg.store.remote import http
from kg.store.remote import store as remote
from kg.store.remote.answers import GRAPH, RESULTS, boolean, done, table, triples
from kg.store.remote.http import Body, Incomplete, Unexpected
from kg.store.remote.portable import portable
from kg.terms import literal
from tests.rdflib_server import RdflibServer, rdflib_server
from tests.sparql_server import SparqlServer, sparql_server
from tests.store.graphs import BASE, NASTY, quad, whole

ROWS = (
    b'{"head":{"vars":["b","a"]},"results":{"bindings":['
    b'{"a":{"type":"uri","value":"urn:x:1"}},{"b":{"type":"literal","value":"}]}}"},"a":{"type":"uri","value":"urn:x:2"}}]}}'
)


def body(content: bytes, kind: str = RESULTS) -> Body:
    return Body(kind, BytesIO(content), len(content))


def test_rows_have_the_order_of_the_question_and_what_is_unbound_is_none() -> None:
    found, number = table(("a", "b", "c"))(body(ROWS))
    assert list(found.rows) == [(NamedNode("urn:x:1"), None, None), (NamedNode("urn:x:2"), Literal("}]}}"), None)]
    assert number == 2


@pytest.mark.parametrize("memory", [0, 1_000_000])
def test_a_table_that_breaks_off_anywhere_is_an_error(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.answers.MEMORY", memory)
    for end in range(len(ROWS)):
        with pytest.raises(Incomplete):
            table(("a", "b"))(body(ROWS[:end]))


def test_a_long_table_is_read_from_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.answers.MEMORY", 0)
    found, number = table(("a", "b"))(body(ROWS))
    assert (len(list(found.rows)), number) == (2, 2)


def test_a_graph_that_breaks_off_anywhere_is_an_error() -> None:
    whole_graph = b'[{"@id":"urn:x:s","urn:x:p":[{"@value":"1"},{"@value":"2"}]}]'
    assert len(list(triples(body(whole_graph, GRAPH)).triples)) == 2
    for end in range(1, len(whole_graph)):
        with pytest.raises(Incomplete):
            triples(body(whole_graph[:end], GRAPH))


@pytest.mark.parametrize(
    "kind", ["text/csv", "text/tab-separated-values", "text/html", "application/n-triples", "application/sparql-results+xml", ""]
)
def test_only_json_is_taken(kind: str) -> None:
    for read in (boolean, table(("a",)), triples):
        with pytest.raises(Unexpected, match="where SPARQL has JSON"):
            read(body(ROWS, kind))


def test_an_answer_of_another_form_is_an_error() -> None:
    with pytest.raises(Incomplete, match="no yes or no"):
        boolean(body(ROWS))
    with pytest.raises(Incomplete, match="no table"):
        table(("a",))(body(b'{"head":{},"boolean":true}'))
    with pytest.raises(Unexpected, match="login"):
        done(body(b"<html>", "text/html"))


def test_a_server_that_keeps_rows_back_without_a_word_is_found_out() -> None:
    with rdflib_server(limit=remote.LIMITS_FROM) as server:
        server.load(whole("a") + "".join(quad("urn:x:a", "urn:x:b", f'"{number}"', f"{BASE}report/a") for number in range(1_500)))
        with reader(Server(server.address)) as store:
            with pytest.raises(LimitExceeded, match=r"gives only 1,000 of 1,500 rows"):
                store.query("# all\nPREFIX x: <urn:x:> SELECT ?value WHERE { x:a x:b ?value } ORDER BY ?value")
            with pytest.raises((LimitExceeded, RemoteError), match="1,000"):
                list(store.lines())


def test_a_question_for_as_many_rows_as_a_limit_has_is_answered(oxigraph: SparqlServer) -> None:
    with writer(Server(oxigraph.address), BASE) as store:
        store.load(["".join(quad("urn:x:a", "urn:x:b", f'"{number}"', "urn:x:g") for number in range(1_500))])
        query = "SELECT ?value WHERE { ?a <urn:x:b> ?value } ORDER BY ?value LIMIT 1000"
        assert len(list(select(store, query).rows)) == 1_000
        assert len(list(select(store, "SELECT ?value WHERE { ?a <urn:x:b> ?value }").rows)) == 1_500


def test_what_a_servers_time_limit_leaves_of_an_answer_is_an_error(tmp_path: Path) -> None:
    with (
        sparql_server(tmp_path, "--timeout-s", "1") as server,
        writer(Server(server.address), BASE) as store,
        stamina.set_testing(True, attempts=2, cap=True),
    ):
        store.load(["".join(quad(f"urn:x:{number}", "urn:x:b", f'"{number}"', "urn:x:g") for number in range(3_000))])
        with pytest.raises(RemoteError, match=r"\(tried 2 times\)"):
            store.query("SELECT ?a ?d WHERE { ?a ?b ?c . ?d ?e ?f }")
        assert store.count() == 3_000


def test_an_answer_that_is_too_long_is_refused(oxigraph: SparqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(Server(oxigraph.address), BASE) as store:
        store.load([whole("a")])
        monkeypatch.setattr(http, "LONGEST", 200)
        with pytest.raises(LimitExceeded, match="longer than 200 bytes"):
            store.query("SELECT * WHERE { ?s ?p ?o }")


def test_a_dump_that_misses_a_quad_is_an_error(oxigraph: SparqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with writer(Server(oxigraph.address), BASE) as store:
        store.load([whole("a")])
        counts = remote.RemoteStore._counts
        monkeypatch.setattr(remote.RemoteStore, "_counts", lambda self: {name: n + 1 for name, n in counts(self).items()})
        with pytest.raises(RemoteError, match=r"counts .* quads and gives"):
            list(store.lines())


def test_graphs_are_asked_for_in_parts(oxigraph: SparqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "QUADS", 25)
    monkeypatch.setattr(remote, "GRAPHS", 2)
    with writer(Server(oxigraph.address), BASE) as store:
        text = "".join(whole(name) for name in "abcdefg")
        store.load([text])
        assert sorted(store.lines()) == sorted({*text.splitlines()})


def test_triples_that_a_server_gives_twice_are_told_once(rdflib: RdflibServer) -> None:
    rdflib.load(whole("a"))
    with reader(Server(rdflib.address)) as store:
        found = store.query("CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind . ?s ?p ?o }")
        assert isinstance(found, Triples)
        lines = list(found.lines())
    assert len(lines) == len(set(lines)) > 0


def test_what_is_portable_says_the_same(oxigraph: SparqlServer) -> None:
    random = Random(7)
    texts = [*NASTY, *("".join(random.choices('\\uU0041"\t\n é', k=12)) for _ in range(200))]
    with writer(Server(oxigraph.address), BASE) as store:
        for text in texts:
            assert portable(literal(text)).isprintable() or "\t" not in portable(literal(text))
        values = " ".join(literal(text) for text in dict.fromkeys(texts))
        found = [value.value for (value,) in select(store, f"SELECT ?x WHERE {{ VALUES ?x {{ {values} }} }}").rows if value]
    assert found == list(dict.fromkeys(texts))
