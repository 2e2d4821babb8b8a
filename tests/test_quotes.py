from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.ontology import ontology_nquads
from kg.queries import bind, find
from kg.quotes import COLUMNS, with_quotes
from kg.store.base import Store, Table, select
from kg.store.memory import MemoryStore

GRAPH = Path(__file__).parent / "queries" / "graph.trig"


@pytest.fixture(scope="module")
def store() -> Store:
    """The graph by hand of the bundled queries."""
    made = MemoryStore()
    made._database.load(GRAPH.read_bytes(), RdfFormat.TRIG)
    made.load([ontology_nquads()])
    return made


def quoted(store: Store, text: str) -> list[list[str | None]]:
    table = with_quotes(store, select(store, text))
    assert table.variables[-len(COLUMNS) :] == COLUMNS
    return [[None if term is None else term.value for term in row[-len(COLUMNS) :]] for row in table.rows]


def test_a_row_with_one_claim_gets_its_first_words_source_report_and_date(store: Store) -> None:
    rows = quoted(store, bind(find("figures"), {"country": "SY", "outcome": "injured"}))
    assert rows == [["more than 30 women and children", "Daily Courier", "courier-march", "2020-03-02"]]


def test_several_claims_stand_in_one_cell_in_the_same_order_in_each(store: Store) -> None:
    rows = quoted(store, bind(find("conflicting-figures"), {"country": "SY"}))
    assert rows[0] == [
        "12 civilians killed | At least 15 civilians",
        "Rescue Service | Rescue Service",
        "courier-march | relief-1",
        "2020-03-02 | 2020-03-04",
    ]


def test_a_list_of_claims_in_a_text_is_a_list(store: Store) -> None:
    claims = "https://w3id.org/reported-violence/id/report/courier/v1 https://w3id.org/reported-violence/id/report/relief/v1"
    assert (
        quoted(store, f'SELECT ?claims {{ BIND("{claims}" AS ?claims) }}')[0][0] == "12 civilians killed | At least 15 civilians"
    )


def test_an_event_speaks_where_a_row_has_no_claim(store: Store) -> None:
    rows = quoted(store, "SELECT ?event { ?event a rv:Siege }")
    assert rows == [["besieged since April", None, "agency-april", "2020-04-12"]]


def test_a_row_that_rests_on_nothing_gets_empty_cells(store: Store) -> None:
    text = 'SELECT ?a ?b { VALUES (?a ?b) { ("https://w3id.org/reported-violence/id/x> ." UNDEF) (<http://e.org/> 1) } }'
    assert quoted(store, text) == [[None] * 4, [None] * 4]


def test_many_rows_are_looked_up_and_stay_in_order(store: Store) -> None:
    text = "SELECT ?claim ?n { ?claim a rv:CasualtyCount . VALUES ?n { 1 2 3 4 5 6 7 8 9 } } ORDER BY ?n ?claim"
    plain = [[str(term) for term in row] for row in select(store, text).rows]
    table = with_quotes(store, select(store, text))
    assert isinstance(table, Table)
    rows = list(table.rows)
    assert [[str(term) for term in row[:2]] for row in rows] == plain
    assert all(row[2] is not None for row in rows)
    assert len(rows) > 100
