from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.completion import values
from kg.queries import bundled
from kg.store.base import Store
from kg.store.memory import MemoryStore

GRAPH = Path(__file__).parent / "queries" / "graph.trig"

#: Every query and parameter whose values nobody can list: days, numbers, sets of groups, and claims, of which there are too many.
UNLISTED = {"claim", "from", "groups", "min_confidence", "minimum", "number", "since", "to", "incidents", "least"}


@pytest.fixture(scope="module")
def store() -> Store:
    made = MemoryStore()
    made._database.load(GRAPH.read_bytes(), RdfFormat.TRIG)
    return made


def complete(store: Store, query: str, parameter: str, typed: str) -> list[str]:
    question = bundled()[query]
    return values(store, question, next(each for each in question.parameters if each.name == parameter), typed)


@pytest.mark.parametrize(
    ("query", "parameter", "typed", "wanted"),
    [
        ("figures", "country", "S", ["SY"]),
        ("figures", "country", "s", ["SY"]),
        ("figures", "country", "", ["ML", "SY"]),
        ("figures", "place", "h", ["Hala Province"]),
        ("figures", "outcome", "de", ["detained", "deprived"]),
        ("facilities-struck", "name", "", ["Academy", "Hope Hospital", "Marub Clinic"]),
        ("named-victims", "name", "iss", ["Issa KEITA", "Issa Keita"]),
        ("attributed-to", "party", "n", ["NA", "Northern Army"]),
        ("statements-of", "speaker", "r", ["Rescue Service"]),
        ("figures-over-time", "source", "re", ["Relief Office", "Rescue Service"]),
        ("reports", "publisher", "w", ["Wire Agency"]),
        (
            "differing-accounts",
            "incident",
            "incident/2",
            ["incident/2", "incident/21", "incident/22", "incident/23", "incident/24"],
        ),
        ("figures", "from", "2020", []),
        ("figures", "place", '"} #', []),
    ],
)
def test_what_was_typed_becomes_values_of_the_store(
    store: Store, query: str, parameter: str, typed: str, wanted: list[str]
) -> None:
    assert complete(store, query, parameter, typed) == wanted


@pytest.mark.parametrize("query", sorted(bundled()))
def test_every_parameter_that_can_be_listed_has_values(store: Store, query: str) -> None:
    empty = {each.name for each in bundled()[query].parameters if not complete(store, query, each.name, "")}
    assert empty <= UNLISTED
