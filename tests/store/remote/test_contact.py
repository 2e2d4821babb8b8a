"""What a server must do, found out at the first contact: what would give wrong sums, or lose words, is refused politely."""

from pathlib import Path

import pytest

from kg.errors import NotAStore, RemoteError, UsageError
from kg.settings import Server
from kg.store.base import select
from kg.store.opening import reader, writer
from kg.terms import DEFAULT_BASE
from tests.rdflib_server import RdflibServer, rdflib_server
from tests.sparql_server import SparqlServer, sparql_server
from tests.store.graphs import BASE, ontology, quad, whole

SUM = "SELECT (COUNT(*) AS ?number) WHERE { ?event <https://w3id.org/reported-violence/ontology#country> ?country }"


def put(server: SparqlServer, nquads: str) -> None:
    server.load(nquads.encode(), "application/n-quads")


def number(address: str) -> str:
    with reader(Server(address)) as store:
        return next(term.value for (term,) in select(store, SUM).rows if term)


def test_the_probe_leaves_nothing_behind(oxigraph: SparqlServer) -> None:
    with writer(Server(oxigraph.address), BASE) as store:
        assert (store.count(), store.graphs()) == (0, [])


def test_sums_are_the_same_whether_a_server_unites_its_graphs_by_itself_or_when_it_is_told_to(
    oxigraph: SparqlServer, rdflib: RdflibServer, tmp_path: Path
) -> None:
    text = whole("a") + whole("b", events=3)
    put(oxigraph, text)
    rdflib.load(text)
    with sparql_server(tmp_path / "united", "--union-default-graph") as united:
        put(united, text)
        assert [number(server.address) for server in (oxigraph, united, rdflib)] == ["5", "5", "5"]


def test_a_server_whose_queries_see_no_named_graph_is_refused_with_the_remedy() -> None:
    with rdflib_server(union=False) as server:
        with pytest.raises(RemoteError, match=r"not the union of all named graphs.*tdb2:unionDefaultGraph"):
            writer(Server(server.address), BASE)
        assert len(server.data) == 0
        server.load(whole("a"))
        with pytest.raises(RemoteError, match="not the union of all named graphs"):
            reader(Server(server.address))


def test_a_server_that_leaves_half_of_a_failed_update_behind_is_refused() -> None:
    with rdflib_server(atomic=False) as server:
        with pytest.raises(RemoteError, match="half of an update"):
            writer(Server(server.address), BASE)
        assert list(server.data.quads()) == []


def test_a_server_that_gives_numbers_back_in_another_form_is_refused() -> None:
    with rdflib_server(rewrites=True) as server, pytest.raises(RemoteError, match="does not give back"):
        writer(Server(server.address), BASE)


@pytest.mark.parametrize(
    "other", ["<urn:x:a> <urn:x:b> 1 .", "<urn:x:a> <urn:x:b> 1 <urn:x:g> ."], ids=["default graph", "named graph"]
)
def test_a_server_that_holds_other_data_is_not_made_a_store(oxigraph: SparqlServer, other: str) -> None:
    oxigraph.load(other.replace(" 1 ", ' "1" ').encode(), "application/n-quads")
    with pytest.raises(NotAStore, match=r"holds other data.*of its own for kg"):
        writer(Server(oxigraph.address), BASE)


def test_a_store_whose_default_graph_has_been_filled_is_refused(oxigraph: SparqlServer) -> None:
    put(oxigraph, whole("a"))
    oxigraph.load(b"<urn:x:a> <urn:x:b> <urn:x:c> .", "application/n-triples", default_graph=True)
    with pytest.raises(RemoteError, match="default graph holds other data"):
        reader(Server(oxigraph.address))


def test_a_store_begins_where_only_the_ontology_is_as_a_build_that_stopped_left_it(oxigraph: SparqlServer) -> None:
    put(oxigraph, ontology("1"))
    with writer(Server(oxigraph.address), BASE) as store:
        assert store.base == BASE


def test_a_server_without_a_store_cannot_be_read(oxigraph: SparqlServer) -> None:
    with pytest.raises(NotAStore, match=f"make one with kg build PATH… --store {oxigraph.address}"):
        reader(Server(oxigraph.address))


def test_the_base_is_known_from_what_is_stored(oxigraph: SparqlServer) -> None:
    with writer(Server(oxigraph.address), BASE) as store:
        store.load([whole("a")])
    with reader(Server(oxigraph.address)) as store:
        assert store.base == BASE
    with writer(Server(oxigraph.address)) as store:
        assert store.base == BASE
    with pytest.raises(UsageError, match=f"its base is {BASE}"):
        writer(Server(oxigraph.address), "https://example.org/other/")


def test_a_new_store_without_a_base_has_the_usual_one(oxigraph: SparqlServer) -> None:
    with writer(Server(oxigraph.address)) as store:
        assert store.base == DEFAULT_BASE


def test_a_base_that_ends_in_a_letter_is_refused_as_for_a_folder(oxigraph: SparqlServer, tmp_path: Path) -> None:
    for place in (Server(oxigraph.address), tmp_path / "store"):
        with pytest.raises(UsageError, match="must end in"):
            writer(place, "https://example.org/id")


@pytest.mark.parametrize("path", ["", "/", "/query"])
def test_services_are_found_from_the_address_of_the_server_or_of_one_of_them(oxigraph: SparqlServer, path: str) -> None:
    put(oxigraph, whole("a"))
    assert number(f"{oxigraph.address}{path}") == "2"
    with writer(Server(f"{oxigraph.address}{path}")) as store:
        store.load([whole("b")])
    assert number(oxigraph.address) == "4"


def test_services_that_are_named_are_taken(oxigraph: SparqlServer) -> None:
    named = Server("http://127.0.0.1:9/", f"{oxigraph.address}/query", f"{oxigraph.address}/update")
    with writer(named, BASE) as store:
        store.load([quad("urn:x:a", "urn:x:b", '"1"', "urn:x:g")])
        assert store.count() == 1


def test_where_no_service_is_all_that_was_tried_is_said(oxigraph: SparqlServer) -> None:
    with pytest.raises(RemoteError, match=r"no SPARQL service found.*elsewhere/query: .*elsewhere/sparql: .*kg\.toml"):
        reader(Server(f"{oxigraph.address}/elsewhere"))
