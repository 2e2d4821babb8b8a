"""The Python interface: what it gives, and that its page is true."""

import doctest
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kg
from kg.build import Options, build
from kg.extraction.manual import ManualReader
from kg.reading.sources import find_sources
from kg.store.embedded import writer

ROOT = Path(__file__).parent.parent
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples by their hand-made accounts."""
    folder = tmp_path_factory.mktemp("api") / "kg-store"
    with writer(folder) as opened:
        build(list(find_sources([ROOT / "samples"])), opened, Options(ManualReader(), ROOT))
        opened.publish()
    return folder


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[kg.Graph]:
    with kg.open(store) as opened:
        yield opened


def test_the_examples_of_the_page_work(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.parent)
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 10
    assert found.failed == 0


def test_the_public_names_are_these() -> None:
    names = ["Answer", "Graph", "InputError", "KgError", "LimitExceeded", "StoreError", "UsageError", "__version__", "open"]
    assert sorted(kg.__all__) == names
    assert all(getattr(kg, name) is not None for name in names)
    assert [name for name in dir(kg.Graph) if not name.startswith("_")] == ["base", "close", "queries", "query"]
    assert [name for name in dir(kg.Answer) if not name.startswith("_")] == ["count", "index", "to_pandas"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_every_public_name_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    words = ["kg.open", "graph.query", "graph.queries", "close", "to_pandas", ".columns"]
    assert [
        name for name in [*words, *(f"kg.{name}" for name in kg.__all__ if name.endswith(("Error", "ed")))] if name not in page
    ] == []


def test_importing_kg_loads_nothing_else_of_it() -> None:
    code = "import sys, kg; print(*sorted(name for name in sys.modules if name.startswith(('kg.', 'pyoxigraph'))))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_values_are_plain_and_an_answer_is_a_sequence(graph: kg.Graph) -> None:
    answer = graph.query(
        'SELECT ?a ?b ?c ?class ?e { VALUES (?a ?b ?c ?class ?e) { (1 "x" true 0.5 UNDEF) (2 "y" false 1.5 UNDEF) } } ORDER BY ?a'
    )
    assert answer.columns == ("a", "b", "c", "class", "e")
    assert [tuple(row) for row in answer] == [(1, "x", True, 0.5, None), (2, "y", False, 1.5, None)]
    assert (answer[1].b, answer[-1]._3, len(answer), answer[:1].columns) == ("y", 1.5, 2, answer.columns)
    assert answer == graph.query(
        'SELECT * { VALUES (?a ?b ?c ?class ?e) { (1 "x" true 0.5 UNDEF) (2 "y" false 1.5 UNDEF) } } ORDER BY ?a'
    )
    assert repr(answer[:1]) == "<Answer: 1 row of a, b, c, class, e>"


def test_construct_gives_rows_of_triples(graph: kg.Graph) -> None:
    answer = graph.query("CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x a rv:Siege ; rdfs:label ?name }")
    assert answer.columns == ("subject", "predicate", "object")


def test_every_bundled_question_can_be_asked(graph: kg.Graph) -> None:
    from kg.queries import bundled  # noqa: PLC0415

    assert graph.queries == tuple(bundled())
    for query in bundled().values():
        examples = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
        assert graph.query(query.name, **examples).columns


def test_the_command_line_and_python_give_the_same_rows(store: Path, graph: kg.Graph) -> None:
    import json  # noqa: PLC0415

    command = [sys.executable, "-m", "kg", "query", "figures", "--country", "SY", "--store", str(store)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [list(json.loads(line).values()) for line in lines] == [list(row) for row in graph.query("figures", country="SY")]


def test_a_query_out_of_time_leaves_a_graph_that_answers(store: Path) -> None:
    with kg.open(store, timeout=0.3) as hasty:
        with pytest.raises(kg.LimitExceeded, match=r"no answer within 0\.3 s"):
            hasty.query(ENDLESS)
        hasty._timeout = 60
        assert hasty.query("ASK {}") is True


def test_a_process_that_dies_is_an_error_and_the_next_one_answers(store: Path) -> None:
    with kg.open(store) as graph:
        graph._worker._process.kill()
        with pytest.raises(kg.StoreError, match="came to its end"):
            graph.query("ASK {}")
        assert graph.query("ASK {}") is True


def test_a_closed_graph_leaves_no_process(store: Path) -> None:
    graph = kg.open(store)
    process = graph._worker._process
    graph.close()
    graph.close()
    assert process.poll() is not None


def test_the_process_ends_with_the_program_that_forgot_to_close(store: Path) -> None:
    code = f"import kg, os; graph = kg.open({str(store)!r}); print(graph._worker._process.pid, flush=True); os._exit(0)"
    number = int(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout)
    for _ in range(200):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{number}/stat").read_text(encoding="ascii").split()[2] == "Z":
            return
        subprocess.run(["sleep", "0.05"], check=True)
    pytest.fail("the process lives on")


@pytest.mark.parametrize(
    ("arguments", "values", "error", "message"),
    [
        (["figure"], {}, kg.UsageError, "no query 'figure'; there are: figures"),
        (["figures"], {"colour": "red"}, kg.UsageError, "no parameter 'colour'"),
        (["figures"], {"from_": "soon"}, kg.UsageError, "from: 'soon' is no day"),
        (["SELECT {"], {}, kg.InputError, "SPARQL, line 1"),
        (["ASK { SERVICE <http://127.0.0.1/> {} }"], {}, kg.InputError, "SERVICE"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line(
    graph: kg.Graph, arguments: list[str], values: dict[str, str], error: Any, message: str
) -> None:
    with pytest.raises(error, match=message):
        graph.query(*arguments, **values)


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kg.StoreError, match="there is no store"):
        kg.open(tmp_path)


def test_a_notebook_shows_text_and_no_markup(graph: kg.Graph) -> None:
    shown = graph.query(r'SELECT ?a ?b { VALUES (?a ?b) { ("<script>alert(1)</script>\u202e&" UNDEF) } }')._repr_html_()
    assert "<script" not in shown
    assert r"<td>&lt;script&gt;alert(1)&lt;/script&gt;\u202e&amp;</td><td></td>" in shown
    assert shown.endswith("<p>1 row</p>")


def test_a_notebook_shows_the_first_rows_of_a_long_answer(graph: kg.Graph) -> None:
    shown = graph.query("SELECT ?p { ?s ?p ?o } LIMIT 60")._repr_html_()
    assert shown.count("<td>") == 50
    assert "60 rows; the first 50 are shown" in shown


def test_pandas_is_used_where_it_is(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = graph.query("SELECT (1 AS ?a) (2 AS ?b) {}")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.UsageError, match="pandas is not installed"):
        answer.to_pandas()
    fake: Any = ModuleType("pandas")
    fake.DataFrame = lambda rows, columns: (rows, columns)
    monkeypatch.setitem(sys.modules, "pandas", fake)
    assert answer.to_pandas() == ([(1, 2)], ["a", "b"])
