"""Every store does the same: tests that run over each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from kg.errors import InputError, KgError, LimitExceeded
from kg.settings import Server
from kg.store.base import Store, Table, Triples, select
from kg.store.memory import MemoryStore
from kg.store.opening import writer
from kg.terms import RV, literal
from tests.rdflib_server import RdflibServer, rdflib_server
from tests.sparql_server import SparqlServer, sparql_server
from tests.store.graphs import BASE, ENTITIES, NASTY, quad, report, whole

A, B, P = "urn:x:a", "urn:x:b", "urn:x:p"


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with sparql_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def rdflib() -> Iterator[RdflibServer]:
    with rdflib_server() as server:
        yield server


@pytest.fixture(params=["memory", "folder", "oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        opened: Store = MemoryStore(BASE)
    elif request.param == "folder":
        opened = writer(tmp_path / "store", BASE)
    else:
        server = request.getfixturevalue(request.param)
        server.clear()
        opened = writer(Server(server.address), BASE)
    with opened:
        yield opened


def rows(store: Store, query: str) -> list[tuple[str | None, ...]]:
    return [tuple(term.value if term else None for term in row) for row in select(store, query).rows]


def test_a_store_knows_its_base(store: Store) -> None:
    assert store.base == BASE


def test_a_select_sees_the_union_of_all_graphs_and_leaves_unbound_variables_open(store: Store) -> None:
    store.load([quad(A, P, '"1"', "urn:x:g1") + quad(B, P, '"2"', "urn:x:g2")])
    found = store.query(f"SELECT ?s ?o ?none WHERE {{ ?s <{P}> ?o }} ORDER BY ?o")
    assert isinstance(found, Table)
    assert found.variables == ("s", "o", "none")
    assert [tuple(str(term) if term else None for term in row) for row in found.rows] == [
        (f"<{A}>", '"1"', None),
        (f"<{B}>", '"2"', None),
    ]


def test_ask_answers_with_a_bool_and_construct_with_triples(store: Store) -> None:
    store.load([quad(A, P, '"1"', "urn:x:g")])
    assert store.query("ASK { ?s ?p ?o }") is True
    assert store.query("ASK { ?s ?p 5 }") is False
    found = store.query(f"CONSTRUCT {{ ?o <{P}> ?s }} WHERE {{ ?s ?p ?x BIND(<{B}> AS ?o) }}")
    assert isinstance(found, Triples)
    assert list(found.lines()) == [f"<{B}> <{P}> <{A}> ."]


def test_only_a_select_is_taken_where_a_table_is_needed(store: Store) -> None:
    with pytest.raises(InputError, match="SELECT"):
        select(store, "ASK {}")


def test_an_update_is_carried_out_as_a_whole_or_not_at_all(store: Store) -> None:
    store.load([quad(A, P, '"1"', "urn:x:g")])
    before = sorted(store.lines())
    with pytest.raises(KgError, match="urn:x:g"), stamina.set_testing(True, attempts=2, cap=True):
        store.update(f"INSERT DATA {{ GRAPH <urn:x:g> {{ <{B}> <{P}> 2 }} }} ; CREATE GRAPH <urn:x:g>")
    assert sorted(store.lines()) == before


def test_a_chunk_with_a_broken_line_is_refused_as_a_whole(store: Store) -> None:
    good = quad(A, P, '"1"', "urn:x:g")
    with pytest.raises(InputError, match=r"N-Quads.*line 2"):
        store.load([good + "<urn:x:a> nonsense .\n"])
    assert store.count() == 0
    with pytest.raises(InputError, match="N-Quads"):
        store.load([good * 40_000 + "nonsense"])  # large enough to be loaded in bulk
    assert store.count() == 0


def test_chunks_before_a_broken_one_stay(store: Store) -> None:
    with pytest.raises(InputError):
        store.load([quad(A, P, '"1"', "urn:x:g"), "nonsense"])
    assert store.count() == 1


def test_graphs_and_their_texts_are_sorted_and_counted(store: Store) -> None:
    store.load([quad(B, P, '"2"', "urn:x:g2") + quad(B, P, '"2"', "urn:x:g1") + quad(A, P, '"1"', "urn:x:g1")])
    assert store.graphs() == ["urn:x:g1", "urn:x:g2"]
    assert store.graph_text("urn:x:g1") == f'<{A}> <{P}> "1" .\n<{B}> <{P}> "2" .\n'
    assert store.graph_text("urn:x:none") == ""
    assert (store.count(), store.count("urn:x:g1"), store.count("urn:x:none")) == (3, 2, 0)


def test_an_emptied_graph_is_no_graph(store: Store) -> None:
    store.load([quad(A, P, '"1"', "urn:x:g")])
    store.update(f"DELETE DATA {{ GRAPH <urn:x:g> {{ <{A}> <{P}> '1' }} }}")
    assert store.graphs() == []


def test_lines_give_back_what_was_loaded(store: Store) -> None:
    text = whole("a") + whole("b", country="SD")
    store.load([text])
    assert sorted(store.lines()) == sorted({line for line in text.split("\n") if line})


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_changed_by_a_store(store: Store, text: str) -> None:
    store.load([quad(A, P, literal(text), "urn:x:g")])
    assert rows(store, "SELECT ?o WHERE { ?s ?p ?o }") == [(text,)]
    assert rows(store, f"SELECT ?s WHERE {{ VALUES ?o {{ {literal(text)} }} ?s ?p ?o }}") == [(A,)]


def test_publishing_and_closing_twice_do_no_harm(store: Store) -> None:
    store.load([quad(A, P, '"1"', "urn:x:g")])
    store.publish()
    store.publish()
    assert store.count() == 1
    store.close()
    store.close()


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column 25, at the end", "can't be read"),
        ("SELECT ?a WHERE {\n  ?x foo:bar ?y }", "line 2, column 6", "no prefix foo:"),
        ("SELECT ?y (COUNT(*) AS ?n) WHERE { ?y ?z ?a }", "line 1", "unbound"),
        ("INSERT DATA { <urn:x:a> <urn:x:b> 1 }", "line 1", "INSERT would change the store"),
        ("", "line 1, column 1", "can't be read"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_with_its_place_in_one_line(
    store: Store, query: str, place: str, reason: str
) -> None:
    with pytest.raises(InputError, match=f"SPARQL, {place}.*{reason}") as caught:
        store.query(query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1/> {} }", f"ASK {{ {'{' * 101}{'}' * 101} }}"])
def test_a_dangerous_query_is_refused(store: Store, text: str) -> None:
    with pytest.raises((InputError, LimitExceeded)):
        store.query(text)


def test_a_dangerous_update_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="LOAD"):
        store.update("LOAD <http://127.0.0.1/> INTO GRAPH <urn:x:g>")


def test_the_entities_are_seen_beside_the_report_that_needs_them(store: Store) -> None:
    store.load([whole("a")])
    query = f"SELECT DISTINCT ?code WHERE {{ <{report('a')}/event/1> <{RV}country>/<{RV}countryCode> ?code }}"
    assert rows(store, query) == [("SY",)]
    assert store.count(ENTITIES) == 2
