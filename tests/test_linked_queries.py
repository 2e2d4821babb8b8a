"""What the bundled queries answer on a graph of linked reports: written by hand, the same in every engine."""

from collections.abc import Iterator

import pytest

from kg.queries import bind, find
from tests.sparql_server import sparql_server
from tests.test_queries import FOLDER, Engines, Servers, expected

LINKED = FOLDER / "linked"
NAMES = sorted(path.stem for path in LINKED.glob("*.md"))


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines("linked.trig")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("servers")
    with sparql_server(folder / "union") as union, sparql_server(folder / "flat") as flat:
        yield Servers(union, flat, "linked.trig")


@pytest.mark.parametrize("name", NAMES)
def test_a_query_across_reports_gives_the_answer_written_by_hand_in_every_engine(engines: Engines, name: str) -> None:
    values, _, wanted = expected(name, LINKED)
    text = bind(find(name), values)
    assert engines.named_graphs(text) == wanted
    assert engines.default_graph(text) == wanted
    assert engines.other_engine(text) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_sparql_server_gives_the_same_answer_across_reports(servers: Servers, name: str) -> None:
    values, _, wanted = expected(name, LINKED)
    assert servers.answers(bind(find(name), values)) == (wanted, wanted)


def test_the_questions_on_what_several_reports_tell_are_all_tried() -> None:
    assert NAMES == [
        "conflicting-figures",
        "differing-accounts",
        "facilities-struck",
        "facility-counts",
        "figures-over-time",
        "incidents",
        "same-names",
        "second-strikes",
    ]
