import ast
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

import kg.queries
from kg.errors import InputError, UsageError
from kg.ontology import ontology_nquads
from kg.queries import ANY, Query, bind, bundled, find, parse
from kg.resources import query_files
from kg.terms import DEFAULT_BASE, RV
from kg.vocabulary import with_prefixes
from tests.sparql_server import SparqlServer, sparql_server

FOLDER = Path(__file__).parent / "queries"
NAMES = sorted(bundled())

#: The columns that lead from a row to what it rests on.
EVIDENCE = {"claim", "claims", "lower", "event", "report", "first", "firstEvent", "telling"}

Rows = list[tuple[str, ...]]
Asked = Callable[[str], Rows]


class Engines:
    """A graph by hand with the ontology, in three ways: as named graphs, all in the default graph, and in rdflib."""

    def __init__(self, name: str = "graph.trig") -> None:
        self.union, self.flat = pyoxigraph.Store(), pyoxigraph.Store()
        self.union.load(path=FOLDER / name, format=pyoxigraph.RdfFormat.TRIG)
        self.union.load(ontology_nquads(), format=pyoxigraph.RdfFormat.N_QUADS)
        self.flat.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in self.union)
        self.rdflib = Graph()
        self.rdflib.parse(data="".join(f"{quad} .\n" for quad in self.flat), format="nt")

    def named_graphs(self, text: str) -> Rows:
        return rows(self.union.query(text, use_default_graph_as_union=True))

    def default_graph(self, text: str) -> Rows:
        return rows(self.flat.query(text))

    def other_engine(self, text: str) -> Rows:
        return [tuple(cell(None if term is None else str(term)) for term in row) for row in self.rdflib.query(text)]  # type: ignore[union-attr]


def rows(solutions: object) -> Rows:
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return [tuple(cell(getattr(term, "value", None)) for term in solution) for solution in solutions]


def cell(value: str | None) -> str:
    if value is None:
        return ""
    short = value.replace(f"{DEFAULT_BASE}report/", "").replace(DEFAULT_BASE, "").replace("\n", "⏎")
    return short.lower() if short in {"True", "False"} else short


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


class Servers:
    """The same graph on two servers: as named graphs that are asked together, and all in the default graph, each triple once."""

    def __init__(self, union: SparqlServer, flat: SparqlServer, name: str = "graph.trig") -> None:
        self.union, self.flat = union, flat
        union.load((FOLDER / name).read_bytes(), "application/trig")
        union.load(ontology_nquads().encode(), "application/n-quads")
        engines = Engines(name)
        flat.load("".join(f"{quad} .\n" for quad in engines.flat).encode(), "application/n-triples", default_graph=True)

    def answers(self, text: str) -> tuple[Rows, Rows]:
        named, flat = self.union.select(text, union=True)[1], self.flat.select(text, union=False)[1]
        return [tuple(map(cell, row)) for row in named], [tuple(map(cell, row)) for row in flat]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("servers")
    with sparql_server(folder / "union") as union, sparql_server(folder / "flat") as flat:
        yield Servers(union, flat)


def expected(name: str, folder: Path = FOLDER) -> tuple[dict[str, str], list[str], Rows]:
    """Of the file written by hand: the parameters in its first line, the columns, the rows."""
    command, _, header, _, *lines = (folder / f"{name}.md").read_text(encoding="utf-8").splitlines()
    words = command.removeprefix(f"kg query {name}").split()
    values = {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}
    cells = [tuple(cell.strip() for cell in line[2:-2].split(" | ")) for line in (header, *lines)]
    return values, list(cells[0]), cells[1:]


def answer(engines: Engines, name: str, values: dict[str, str]) -> Rows:
    return engines.named_graphs(bind(find(name), values))


def columns(name: str) -> list[str]:
    return expected(name)[1]


# The answers


@pytest.mark.parametrize("name", NAMES)
def test_a_query_gives_the_answer_written_by_hand_in_its_order(engines: Engines, name: str) -> None:
    values, _, wanted = expected(name)
    assert answer(engines, name, values) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_written_by_hand(engines: Engines, name: str) -> None:
    solutions = engines.union.query(bind(find(name), expected(name)[0]), use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == columns(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_union_of_all_graphs_answers_like_one_graph_with_every_triple_once(engines: Engines, name: str) -> None:
    text = bind(find(name), expected(name)[0])
    assert engines.named_graphs(text) == engines.default_graph(text)


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows(engines: Engines, name: str) -> None:
    text = bind(find(name), expected(name)[0])
    assert engines.other_engine(text) == engines.named_graphs(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_sparql_server_gives_the_same_rows(servers: Servers, name: str) -> None:
    values, _, wanted = expected(name)
    assert servers.answers(bind(find(name), values)) == (wanted, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_runs_as_it_stands(engines: Engines, name: str) -> None:
    question = find(name)
    examples = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
    assert engines.named_graphs(question.text) == answer(engines, name, examples)


@pytest.mark.parametrize("name", NAMES)
def test_each_row_names_claims_events_or_reports_it_rests_on(name: str) -> None:
    _, header, wanted = expected(name)
    evidence = [number for number, column in enumerate(header) if column in EVIDENCE]
    # A row whose figures are all left out rests on none, nor does one of a report that is gone.
    rows = [row for row in wanted if "leftOut" not in header or row[header.index("incidents")] != "0"]
    rows = [row for row in rows if "change" not in header or row[header.index("change")] == "replaced"]
    assert all(
        any(re.match(r"(agency|bulletin|courier|mirror|relief|update)\b", row[number]) for number in evidence) for row in rows
    )


# The parameters: the values of a column that stay, in order

PARAMETERS: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("attributed-to", {"party": "NA"}, "claim", ["courier/r1", "agency/r1"]),
    ("attributed-to", {"party": "gendarmerie"}, "claim", ["bulletin/r2", "bulletin/r1"]),
    ("attributed-to", {"party": "e", "country": "SY"}, "claim", ["courier/r1", "relief/r1"]),
    (
        "attributed-to",
        {"party": "e", "from": "2020-03-02"},
        "claim",
        ["relief/r1", "bulletin/r1", "mirror/r1", "agency/r1", "agency/r2"],
    ),
    ("attributed-to", {"party": "e", "to": "2020-03-05"}, "claim", ["courier/r1", "relief/r1"]),
    ("attributed-to", {"party": "e", "to": "2020-03-05", "min_confidence": "0.8"}, "claim", ["relief/r1"]),
    ("children", {"country": "ML"}, "claim", ["bulletin/c1"]),
    ("children", {"from": "2020-03-02"}, "claim", ["bulletin/c1"]),
    ("children", {"to": "2020-02-28"}, "claim", ["bulletin/c1"]),
    ("children", {"outcome": "injured"}, "claim", ["courier/v3"]),
    ("civilians-killed", {"country": "SY"}, "source", ["all sources", "Rescue Service", "Relief Office", "Northern Army"]),
    ("civilians-killed", {"place": "HALA"}, "minimum", ["10", "15", "10", ""]),
    ("civilians-killed", {"place": "sando"}, "maximum", ["6", "6"]),
    (
        "civilians-killed",
        {"from": "2020-03-08"},
        "claims",
        ["bulletin/v2 bulletin/v5 relief/v1 relief/v4", "relief/v1", "relief/v4", "bulletin/v2 bulletin/v5", ""],
    ),
    ("civilians-killed", {"to": "2020-02-01"}, "leftOut", ["2", "0", "2"]),
    ("conflicting-figures", {"country": "ML"}, "lower", ["agency/v1"]),
    ("conflicting-figures", {"outcome": "injured"}, "lower", ["agency/v1"]),
    ("conflicting-figures", {"incident": "incident/21"}, "lower", ["agency/v1"]),
    ("deaths-by-group-and-cause", {"country": "ML"}, "groups", ["children", "children", "men"]),
    ("deaths-by-group-and-cause", {"place": "aram"}, "groups", ["children"]),
    ("deaths-by-group-and-cause", {"from": "2020-04-01"}, "groups", ["children", "men"]),
    ("deaths-by-group-and-cause", {"to": "2020-02-28"}, "groups", ["men"]),
    (
        "differing-accounts",
        {"country": "ML"},
        "event",
        ["agency/e1", "mirror/e1", "agency/e3", "mirror/e2", "bulletin/e3", "agency/e5"],
    ),
    (
        "differing-accounts",
        {"from": "2020-03-02"},
        "event",
        [
            *("relief/e1", "relief/e2", "update/e1", "agency/e1", "mirror/e1"),
            *("agency/e3", "mirror/e2", "bulletin/e3", "agency/e5"),
        ],
    ),
    ("differing-accounts", {"to": "2020-02-28"}, "event", ["relief/e2", "update/e1"]),
    ("differing-accounts", {"incident": "incident/1"}, "event", ["courier/e1", "relief/e1"]),
    ("facilities-struck", {"country": "ML"}, "claim", ["agency/f1", "agency/f2", "agency/f4", "agency/f5"]),
    ("facilities-struck", {"from": "2020-03-02"}, "claim", ["agency/f1", "agency/f2", "relief/f1", "agency/f4", "agency/f5"]),
    ("facilities-struck", {"to": "2020-02-28"}, "claim", []),
    ("facilities-struck", {"facility": "school"}, "claim", ["courier/f2", "agency/f4", "agency/f5"]),
    ("facilities-struck", {"effect": "destroyed"}, "claim", ["agency/f2", "courier/f1"]),
    ("facilities-struck", {"name": "hope"}, "claim", ["courier/f1", "relief/f1"]),
    ("facilities-struck", {"name": "clinic no. 2"}, "claim", ["agency/f1", "agency/f2"]),
    ("facilities-struck", {"name": "hope public"}, "claim", ["courier/f1", "relief/f1"]),
    ("facilities-struck", {"facility": "school", "min_confidence": "0.8"}, "claim", ["agency/f4", "agency/f5"]),
    ("facilities-struck", {"incidents": "2"}, "claim", ["agency/f1", "agency/f2"]),
    ("facility-counts", {"facility": "school"}, "claim", []),
    ("facility-counts", {"effect": "damaged"}, "claim", ["relief/n1"]),
    ("fate-of", {"name": "KEITA"}, "claim", ["bulletin/c2", "agency/c1"]),
    ("fate-of", {"name": "diallo"}, "claim", []),
    ("figure-check", {"number": "4", "country": "ML"}, "claim", ["bulletin/v2", "agency/v1"]),
    ("figure-check", {"number": "4"}, "contradicting", ["0", "1"]),
    ("figure-check", {"number": "15"}, "agreeing", ["1"]),
    ("figure-check", {"number": "560"}, "agreeing", [""]),
    ("figures", {"country": "ml", "outcome": "killed"}, "claim", ["bulletin/v2", "bulletin/v1", "bulletin/v5", "agency/v4"]),
    (
        "figures",
        {"place": "hala province", "to": "2020-03-01", "min_confidence": "0.4"},
        "claim",
        ["courier/v3", "courier/v2", "courier/v4", "courier/v1"],
    ),
    (
        "figures",
        {"place": "hala province", "to": "2020-03-01", "min_confidence": "0.41"},
        "claim",
        ["courier/v3", "courier/v4", "courier/v1"],
    ),
    ("figures", {"place": "hala province", "minimum": "12"}, "claim", ["courier/v3", "courier/v1"]),
    (
        "figures",
        {"from": "2020-03-08", "to": "2020-03-08"},
        "claim",
        ["bulletin/v2", "bulletin/v1", "relief/v4", "relief/v1", "bulletin/v5"],
    ),
    ("figures-over-time", {"source": "office"}, "claim", ["relief/v3", "relief/v2", "update/v1", "relief/v4"]),
    ("figures-over-time", {"country": "ML", "outcome": "killed"}, "claim", ["bulletin/v2", "bulletin/v5", "bulletin/v1"]),
    ("figures-over-time", {"incident": f"{DEFAULT_BASE}incident/2"}, "claim", ["relief/v2", "update/v1"]),
    ("groups-within-totals", {"country": "SY", "group": "children"}, "total", ["", "courier/v1"]),
    ("groups-within-totals", {"outcome": "detained"}, "claim", ["bulletin/v3"]),
    ("health-care-attacks", {"country": "ML"}, "claim", ["agency/f1", "agency/f2", "mirror/v1", "agency/v1"]),
    (
        "health-care-attacks",
        {"from": "2020-03-02"},
        "claim",
        ["agency/f1", "agency/f2", "relief/f1", "mirror/v1", "agency/v1"],
    ),
    ("health-care-attacks", {"to": "2020-03-01"}, "claim", ["courier/f1", "relief/f1"]),
    ("incidents", {"country": "SY"}, "incident", ["incident/1", "incident/2"]),
    (
        "incidents",
        {"from": "2020-04-10"},
        "incident",
        [*("incident/2", "incident/21", "incident/3", "incident/24", "incident/22", "incident/23")],
    ),
    ("incidents", {"to": "2020-02-28"}, "incident", ["incident/2", "incident/3"]),
    (
        "incidents",
        {"from": "2020-03-05", "to": "2020-03-07"},
        "incident",
        ["incident/1", "incident/5", "incident/2", "incident/3"],
    ),
    ("incidents", {"weapon": "mortar,cluster-munition"}, "incident", ["incident/1", "incident/21"]),
    ("incidents", {"place": "HALA"}, "incident", ["incident/1"]),
    ("incidents", {"type": "shelling"}, "incident", ["incident/1", "incident/21", "incident/22"]),
    ("incidents", {"least": "2"}, "publishers", ["2", "2", "1", "1"]),
    ("independent-sources", {"country": "SY"}, "sign", ["same source", "same source"]),
    ("independent-sources", {"incident": "incident/5"}, "sign", ["none found"]),
    (
        "left-out",
        {"country": "ML"},
        "claim",
        ["bulletin/v7", "agency/v5", "agency/v1", "agency/v3", "bulletin/v6", "agency/v4"],
    ),
    ("left-out", {"place": "hala"}, "claim", ["courier/v1", "courier/v4"]),
    (
        "left-out",
        {"from": "2020-04-11"},
        "claim",
        ["agency/v5", "agency/v1", "agency/v3", "agency/v4", "relief/v2", "update/v1"],
    ),
    ("left-out", {"to": "2020-01-15"}, "claim", ["relief/v2", "update/v1"]),
    ("left-out", {"outcome": "displaced"}, "claim", ["bulletin/v7", "relief/v3", "agency/v5"]),
    ("left-out", {"group": "medical-workers"}, "reasons", ["replaced", "denied, did not happen"]),
    ("left-out", {"groups": "civilians"}, "claim", ["courier/v1", "courier/v4", "relief/v2", "update/v1"]),
    (
        "totals",
        {"country": "ML", "outcome": "killed,detained"},
        "claims",
        ["bulletin/v3", "", "bulletin/v2 bulletin/v5", "bulletin/v1"],
    ),
    ("totals", {"place": "sando"}, "minimum", ["5", "6"]),
    ("totals", {"from": "2020-04-11", "group": "medical-workers,men"}, "claims", ["mirror/v1", "bulletin/v1"]),
    ("totals", {"to": "2020-01-15"}, "leftOut", ["2", "0"]),
    ("legal-terms", {"term": "war-crime"}, "claim", ["courier/s2"]),
    ("legal-terms", {"term": "genocide"}, "claim", []),
    ("named-victims", {"name": "keita", "min_confidence": "0.6"}, "claim", ["agency/c1"]),
    ("named-victims", {"country": "SY"}, "claim", []),
    ("named-victims", {"from": "2020-03-08"}, "claim", ["bulletin/c1", "agency/c1"]),
    ("named-victims", {"to": "2020-03-05"}, "claim", ["bulletin/c1"]),
    ("named-victims", {"outcome": "detained"}, "claim", ["bulletin/c2"]),
    ("named-victims", {"name": "keita"}, "claim", ["agency/c1", "bulletin/c2"]),
    ("named-victims", {"name": "keïta"}, "claim", ["agency/c1"]),
    ("other-harm", {"country": "ML"}, "claim", ["bulletin/v3", "bulletin/v4"]),
    ("other-harm", {"from": "2020-03-07"}, "claim", ["bulletin/v3"]),
    ("other-harm", {"to": "2020-03-05"}, "claim", []),
    ("other-harm", {"outcome": "displaced"}, "claim", ["relief/v3"]),
    ("provenance", {"claim": "report/courier/e1"}, "words", ["Air strike", "Jets hit"]),
    ("replaced-or-withdrawn", {"since": "2020-03-11"}, "claim", ["update/v1", "mirror/v1", ""]),
    ("replaced-or-withdrawn", {"source": "office"}, "was", ["relief/v2"]),
    ("reports", {"publisher": "relief"}, "identifier", ["relief-1", "relief-2"]),
    ("reports", {"since": "2020-03-04"}, "identifier", ["relief-1", "relief-2", "agency-april", "mirror-april"]),
    ("running-totals", {"outcome": "killed"}, "claim", ["update/v1", "relief/v2"]),
    ("running-totals", {"since": "2020-03-05"}, "claim", ["update/v1"]),
    ("same-names", {"name": "keita"}, "first", ["agency/c1"]),
    ("same-names", {"name": "awa"}, "first", []),
    ("second-strikes", {"country": "ML"}, "first", ["agency/e1"]),
    ("second-strikes", {"country": "SY"}, "first", []),
    ("second-strikes", {"from": "2020-04-11"}, "first", []),
    ("second-strikes", {"to": "2020-04-09"}, "first", []),
    ("single-source", {"country": "SY"}, "claim", ["courier/v3"]),
    (
        "single-source",
        {"from": "2020-03-08"},
        "claim",
        ["bulletin/v2", "bulletin/v1", "bulletin/v5", "mirror/v1", "agency/v1", "agency/v2"],
    ),
    ("single-source", {"to": "2020-03-01"}, "claim", ["bulletin/v2", "bulletin/v1", "courier/v3"]),
    ("single-source", {"outcome": "detained"}, "claim", ["bulletin/v3"]),
    ("statements-of", {"speaker": "northern army"}, "claim", ["courier/s1", "mirror/s1"]),
    ("statements-of", {"speaker": "northern army", "min_confidence": "1"}, "claim", ["mirror/s1"]),
    (
        "unnamed-or-suspected",
        {"country": "SY"},
        "reason",
        ["contested", "contested", "denied", "suspected", "unnamed", "unnamed"],
    ),
    (
        "unnamed-or-suspected",
        {"from": "2020-03-08"},
        "event",
        [
            *("relief/e1", "mirror/e1", "agency/e2", "relief/e1", "bulletin/e1", "relief/e2", "update/e1"),
            *("agency/e5", "bulletin/e6", "agency/e4", "mirror/e2"),
        ],
    ),
    ("unnamed-or-suspected", {"to": "2020-02-28"}, "event", ["bulletin/e1", "relief/e2", "update/e1"]),
    ("vague-numbers", {"outcome": "displaced"}, "claim", ["relief/v3"]),
    ("vague-numbers", {"country": "SY"}, "claim", []),
    ("weapons", {"country": "ML"}, "event", ["agency/e1", "bulletin/e6"]),
    ("weapons", {"from": "2020-03-02"}, "event", ["agency/e1", "bulletin/e6"]),
    ("weapons", {"to": "2020-03-01", "weapon": "cluster-munition"}, "claim", ["courier/f1", "courier/f2"]),
    ("who-did-what", {"country": "ML", "to": "2020-03-07"}, "count", ["bulletin/v2", "bulletin/v1", "", "bulletin/v3"]),
    ("who-did-what", {"place": "aram", "min_confidence": "0.8"}, "event", ["courier/e1", "courier/e1", "courier/e1"]),
    ("who-did-what", {"place": "sando"}, "event", ["bulletin/e5", "bulletin/e3", "bulletin/e6"]),
    (
        "who-did-what",
        {"from": "2020-03-08"},
        "count",
        [
            *("bulletin/v2", "bulletin/v1", "relief/v2", "update/v1", "", "relief/v4", "relief/v1", "bulletin/v5", ""),
            *("mirror/v1", "agency/v1", "agency/v2", ""),
        ],
    ),
]


@pytest.mark.parametrize(("name", "values", "column", "wanted"), PARAMETERS)
def test_a_parameter_leaves_the_rows_it_asks_for(
    engines: Engines, name: str, values: dict[str, str], column: str, wanted: list[str]
) -> None:
    number = columns(name).index(column)
    assert [row[number] for row in answer(engines, name, values)] == wanted


@pytest.mark.parametrize(("name", "values"), [case[:2] for case in PARAMETERS])
def test_parameters_mean_the_same_in_another_engine_and_in_one_graph(engines: Engines, name: str, values: dict[str, str]) -> None:
    text = bind(find(name), values)
    assert engines.other_engine(text) == engines.default_graph(text) == engines.named_graphs(text)


@pytest.mark.parametrize(("name", "values"), [case[:2] for case in PARAMETERS])
def test_parameters_mean_the_same_on_a_server(engines: Engines, servers: Servers, name: str, values: dict[str, str]) -> None:
    wanted = answer(engines, name, values)
    assert servers.answers(bind(find(name), values)) == (wanted, wanted)


def test_every_parameter_of_every_query_is_tried() -> None:
    tried = {(name, parameter) for name, values, *_ in PARAMETERS for parameter in values}
    assert {(name, parameter.name) for name in NAMES for parameter in bundled()[name].parameters} == tried


# Binding

ECHO = parse("echo", "#+ params:\n#+   x:\n#+     type: text\nSELECT ?_x WHERE { VALUES ?_x { UNDEF } }")


def hostile(number: int) -> Iterator[str]:
    """Strings of all that has a meaning in SPARQL, seeded."""
    parts = [
        '"',
        "'",
        "\\",
        "\\u0022",
        "\\U00000022",
        "u0022",
        "\n",
        "\r",
        "\t",
        "\0",
        "}",
        "{",
        "<",
        ">",
        "#",
        ";",
        " ",
        '"""',
        "\\\\",
    ]
    parts += [
        "VALUES ?_x { UNDEF }",
        "UNDEF",
        "} DROP ALL #",
        "SERVICE <http://x/> {",
        "?_x",
        "@en",
        "^^",
        "é",
        "\U0001f480",
        "\u202e",
        "a",
    ]
    source = random.Random(1)
    for _ in range(number):
        yield "".join(source.choices(parts, k=source.randint(1, 8)))


def test_twenty_thousand_hostile_strings_arrive_as_they_are() -> None:
    store = pyoxigraph.Store()
    for text in hostile(20_000):
        solutions = store.query(bind(ECHO, {"x": text}))
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        assert [row[0].value for row in solutions] == [text]


def test_hostile_strings_arrive_in_an_engine_that_unescapes_before_it_parses() -> None:
    graph = Graph()
    for text in hostile(500):
        assert [str(row[0]) for row in graph.query(bind(ECHO, {"x": text}))] == [text]  # type: ignore[index]


def test_a_value_that_looks_like_another_parameters_block_stays_text(engines: Engines) -> None:
    values = {"place": "VALUES ?_to { UNDEF }", "to": "2020-12-31"}
    assert answer(engines, "figures", values) == []


def test_an_undeclared_parameter_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no parameter 'weapon'; there are: outcome, since"):
        bind(find("running-totals"), {"weapon": "mortar"})
    with pytest.raises(UsageError, match="no parameter 'x'; it has none"):
        bind(find("sensitive-records"), {"x": "1"})


def test_a_missing_required_parameter_is_named_with_an_example() -> None:
    with pytest.raises(UsageError, match="attributed-to: needs party, such as 'Army'"):
        bind(find("attributed-to"), {})


@pytest.mark.parametrize(
    ("name", "parameter", "value", "message"),
    [
        ("figures", "country", "SYR", "country: 'SYR' is no country code"),
        ("figures", "from", "2020-02-30", "from: '2020-02-30' is no day"),
        ("figures", "from", "2020-02", "from: '2020-02' is no day"),
        ("figures", "minimum", "1e3", "minimum: '1e3' is no whole number"),
        ("figures", "min_confidence", "80", "min_confidence: '80' is no share"),
        ("figures", "outcome", "dead", "outcome: no code 'dead'; there are: killed, injured"),
        ("figures", "place", "\udcff", "place: .* holds bytes that are no text"),
        ("differing-accounts", "incident", "javascript:x", "incident: 'javascript:x' is no IRI"),
        ("differing-accounts", "incident", "a> <b", "incident: .* is no IRI"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, parameter: str, value: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bind(find(name), {parameter: value})


def test_a_country_may_be_written_small_and_an_iri_without_the_base() -> None:
    assert 'VALUES ?_country { "SY" }' in bind(find("figures"), {"country": "sy"})
    assert "VALUES ?_claim { <https://e.org/r/1> }" in bind(find("provenance"), {"claim": "r/1"}, "https://e.org/")


def test_known_prefixes_are_declared_unless_the_query_does_so() -> None:
    assert with_prefixes("ASK { ?x a rv:Event }").startswith("PREFIX rv: <")
    assert with_prefixes("PREFIX rv: <http://e.org/> ASK { ?x a rv:Event }").count("PREFIX") == 1
    assert with_prefixes("ASK { ?x a <rv:Event> }") == "ASK { ?x a <rv:Event> }"


# Heads


def test_an_unknown_query_is_answered_with_all_names_the_most_similar_first() -> None:
    with pytest.raises(UsageError, match="no query 'figure'; there are: figures, ") as error:
        find("figure")
    assert all(name in str(error.value) for name in NAMES)


def test_a_query_without_a_head_has_no_parameters() -> None:
    assert parse("own", "ASK { ?s ?p ?o }") == Query("own", "ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("#+ just words", "its head begins with 'just words'"),
        (
            "#+ params:\n#+   x:\n#+     type: colour",
            "no type 'colour' for x; there are: country, date, event, integer, iri, share, text, code:",
        ),
        ("#+ params:\n#+   x:\n#+     type: text", r"no block VALUES \?_x"),
        ("#+ params:\n#+   - x", "can't read '- x' among its params"),
    ],
)
def test_a_broken_head_is_refused_with_the_reason(head: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse("own", f"{head}\nASK {{ ?s ?p ?o }}")


def test_a_block_of_a_query_of_ones_own_may_hold_brackets_in_strings() -> None:
    question = parse("own", "#+ params:\n#+   x:\n#+     type: text\nASK { VALUES ?_x { \"}\" '}' <urn:a:}> } }")
    assert bind(question, {"x": "a"}).endswith('\nASK { VALUES ?_x { "a" } }')


@pytest.mark.parametrize("path", query_files(), ids=lambda path: path.stem)
def test_a_bundled_file_describes_itself_and_its_parameters(path: Path) -> None:
    question = bundled()[path.stem]
    assert question.question.endswith((".", "?"))
    assert question.summary
    assert not question.summary.endswith(".")
    assert question.description.endswith(".")
    for parameter in question.parameters:
        assert parameter.help.endswith(".")
        assert parameter.default in {None, ANY}
        bind(question, {each.name: each.example for each in question.parameters if each.required or each is parameter})


@pytest.mark.parametrize("name", NAMES)
def test_the_blocks_in_a_bundled_file_hold_the_default_or_the_example(name: str) -> None:
    question = bundled()[name]
    for parameter in question.parameters:
        blocks = re.findall(rf"VALUES \?_{parameter.name} {{ (.*) }}", question.text)
        example = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
        wanted = (
            "UNDEF"
            if not parameter.required
            else re.findall(rf"VALUES \?_{parameter.name} {{ (.*) }}", bind(question, example))[0]
        )
        assert blocks
        assert set(blocks) == {wanted}


@pytest.mark.parametrize("name", NAMES)
def test_bundled_queries_declare_every_prefix_and_order_their_rows(name: str) -> None:
    text = bundled()[name].text
    assert with_prefixes(text) == text
    assert "\nORDER BY " in text


def test_a_party_may_be_of_every_class_of_agents_that_there_is(engines: Engines) -> None:
    below = engines.named_graphs(
        with_prefixes("SELECT ?class { ?class rdfs:subClassOf* rv:Agent FILTER(?class NOT IN (rv:Victim)) } ORDER BY ?class")
    )
    named = re.findall(r"VALUES \?sort \{ (.*) \}", find("attributed-to").text)
    assert [{f"{RV}{name.removeprefix('rv:')}" for name in some.split()} for some in named] == [{row[0] for row in below}] * 2


def test_only_serialised_terms_are_ever_put_into_a_query() -> None:
    """Formatted strings that make SPARQL hold names of parameters and terms, never a value as the user wrote it."""
    tree = ast.parse(Path(kg.queries.__file__).read_text(encoding="utf-8"))
    messages = {id(node) for error in ast.walk(tree) if isinstance(error, ast.Raise) for node in ast.walk(error)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) and id(node) not in messages]
    made = [node for node in texts if re.search("VALUES [?]|PREFIX ", ast.unparse(node))]
    inserted = {ast.unparse(part.value) for node in made for part in node.values if isinstance(part, ast.FormattedValue)}
    assert inserted == {"match[1]", "terms[match[1]]"}
