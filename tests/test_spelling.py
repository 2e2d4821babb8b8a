import pytest

from kg.mapping.account import map_account
from kg.model import Account, Report
from kg.ontology import ontology_nquads
from kg.queries import bundled
from kg.spelling import BORROWED, doubts, misspelt, names, without_instances
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.terms import CODE, PREFIXES, RV
from tests.conftest import BASE


@pytest.fixture(scope="module")
def store() -> Store:
    """A store of nothing but the ontology."""
    made = MemoryStore()
    made.load([ontology_nquads()])
    return made


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "SELECT * { ?x rv:perpetrater ?y }",
            "line 1, column 15: no property rv:perpetrater; did you mean rv:perpetrator?",
        ),
        ("ASK {\n  ?x a rv:AirStrikes }", "line 2, column 8: no class rv:AirStrikes; did you mean rv:AirStrike?"),
        (f"ASK {{ ?x <{RV}wepon> ?y }}", "line 1, column 10: no property rv:wepon; did you mean rv:weapon?"),
        (
            f"PREFIX weapon: <{CODE}weapon/> ASK {{ ?x rv:weapon weapon:mortars }}",
            f"line 1, column {len(CODE) + 45}: no code weapon:mortars; did you mean weapon:mortar?",
        ),
        (
            f"PREFIX : <{RV}> ASK {{ ?x :plaice ?y }}",
            f"line 1, column {len(RV) + 22}: no property rv:plaice; did you mean rv:place?",
        ),
        ("ASK { ?x rdfs:lable ?y }", "line 1, column 10: no rdfs:lable in the graph; did you mean rdfs:label?"),
        ("ASK { ?x skos:preflabel ?y }", "line 1, column 10: no skos:preflabel in the graph; did you mean skos:prefLabel?"),
        ("ASK { ?x rv:qqqqqq ?y }", "line 1, column 10: no property rv:qqqqqq; kg ontology lists every property"),
    ],
)
def test_a_name_that_there_is_not_is_said_with_its_place_and_the_nearest(store: Store, text: str, sentence: str) -> None:
    assert misspelt(text, store) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?x rdfs:label "rv:nothing" } # rv:nothing',
        "ASK { ?x rdfs:label '''a 'rv:nothing' ''' }",
        "ASK { ?rv rdfs:label ?y }",
        "PREFIX rv: <http://example.org/> ASK { ?x rv:nothing ?y }",
        "ASK { ?x <http://example.org/#rv:nothing> ?y }",
        "ASK { ?x rv:event/rv:place ?y . ?z a rv:Event. }",
        'CONSTRUCT { ?x dct:created "2024"^^xsd:gYear ; prov:wasGeneratedBy ?y ; a prov:Entity , skos:Concept ; owl:inverseOf ?z } WHERE {}',
    ],
)
def test_what_is_no_name_of_the_ontology_is_left_alone(store: Store, text: str) -> None:
    assert misspelt(text, store) == []


def test_every_property_of_another_vocabulary_that_a_graph_uses_is_known(report: Report, account: Account) -> None:
    quads, graph = map_account(report, account, BASE), MemoryStore()
    graph.load([ontology_nquads(), quads.graph, quads.shared])
    used = {name.value for (name,) in select(graph, "SELECT DISTINCT ?property { ?s ?property ?o }").rows if name}
    borrowed = {PREFIXES[name.partition(":")[0]] + name.partition(":")[2] for name in BORROWED}
    assert {name for name in used if not name.startswith(RV)} <= borrowed
    assert len(used & borrowed) > 20


def test_every_name_in_the_bundled_queries_exists(store: Store) -> None:
    assert [(query.name, misspelt(query.text, store)) for query in bundled().values() if misspelt(query.text, store)] == []
    assert all(names(query.text) for query in bundled().values())


def test_a_store_without_the_ontology_knows_no_better() -> None:
    assert misspelt("ASK { ?x rv:perpetrater ?y }", MemoryStore()) == []


@pytest.fixture(scope="module")
def struck() -> Store:
    """A store of the ontology and an air strike."""
    made = MemoryStore()
    made.load([ontology_nquads(), f"<{BASE}e> <{PREFIXES['rdf']}type> <{RV}AirStrike> <{BASE}report> .\n"])
    return made


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ASK { ?e a rv:Event }", "rv:Event"),
        ("ASK { ?e rv:place ?x ; a rv:Event }", "rv:Event"),
        ("ASK { [ rdf:type rv:Event ] rv:place ?x }", "rv:Event"),
        (f"ASK {{ ?e <{PREFIXES['rdf']}type> <{RV}Event> }}", f"<{RV}Event>"),
        (f"PREFIX mine: <{RV}> ASK {{ ?e a mine:Event }}", "mine:Event"),
        ("CONSTRUCT { ?e a rv:Attack } { ?e a rv:Event }", "rv:Event"),
    ],
)
def test_a_class_that_only_its_subclasses_have_instances_of_is_told_with_the_way_out(
    struck: Store, text: str, written: str
) -> None:
    told = f"line 1, column {text.index(written) + 1}: nothing is rv:Event itself, only one of its subclasses; "
    assert doubts(text, struck) == [f"{told}ask for ?c rdfs:subClassOf* rv:Event . ?e a ?c"]


def test_the_way_out_finds_the_instances_with_whatever_prefix(struck: Store) -> None:
    found = [
        [str(value) for row in select(struck, text).rows for value in row]
        for text in (
            "SELECT ?e { ?c rdfs:subClassOf* rv:Event . ?e a ?c }",
            f"PREFIX mine: <{RV}> SELECT ?e {{ ?c rdfs:subClassOf* mine:Event . ?e a ?c }}",
        )
    ]
    assert found == [[f"<{BASE}e>"]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?e a rv:AirStrike }",
        "ASK { ?e a rv:Siege }",
        "ASK { ?e a rv:Claim }",
        "ASK { ?e a/rdfs:subClassOf* rv:Event }",
        "ASK { ?c rdfs:subClassOf* rv:Event . ?e a ?c }",
        "ASK { VALUES ?c { rv:Event } ?e a ?c }",
        "CONSTRUCT { ?e a rv:Event } { ?e a rv:AirStrike }",
        "ASK { ?e rdfs:label ' a rv:Event' } # ?e a rv:Event",
    ],
)
def test_nothing_is_said_of_a_class_with_instances_or_with_none_by_subclasses_either(struck: Store, text: str) -> None:
    assert without_instances(text, struck) == []
