"""What a store holds, in numbers."""

from kg.store.memory import MemoryStore
from kg.store.overview import Overview, overview
from kg.terms import RDF, RDFS, RV
from tests.store.graphs import BASE, ontology, quad, reading, report, whole


def test_an_empty_store_holds_nothing() -> None:
    assert overview(MemoryStore(BASE)) == Overview(0, {}, {}, 0, 0, {}, None)


def test_things_are_counted_once_by_the_class_that_their_report_states() -> None:
    graph = RV.removesuffix("#")
    tree = quad(f"{RV}Event", f"{RDFS}label", '"Event"@en', graph) + quad(f"{RV}Count", f"{RDFS}label", '"Count"@en', graph)
    tree += quad(f"{RV}Count", f"{RDFS}subClassOf", f"<{RV}Claim>", graph)
    tree += quad(f"{RV}AirStrike", f"{RDFS}label", '"Luftangriff"@de', graph)
    count = quad(f"{report('a')}/count/1", f"{RDF}type", f"<{RV}Count>", report("a"))
    store = MemoryStore(BASE)
    store.load([whole("a", events=3) + whole("bb", events=1) + reading("bb", "copy.txt") + ontology("1") + tree + count])
    found = overview(store)
    assert (found.reports, found.events, found.claims) == (2, {"Air strike": 4}, {"Count": 1})
    assert (found.graphs, found.quads) == (6, store.count())
    assert (found.pipelines, found.last_read) == ({"reader 1": 3}, "2024-05-02T00:00:00Z")
