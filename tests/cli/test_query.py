import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database
from rich.console import Console

from kg.cli import table as drawing
from kg.cli.main import cli
from kg.ontology import ontology_nquads
from kg.queries import bundled
from kg.store.base import Table
from kg.store.embedded import writer
from kg.store.memory import MemoryStore
from kg.terms import DEFAULT_BASE

BASE = DEFAULT_BASE
GRAPH = Path(__file__).parent.parent / "queries" / "graph.trig"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three reports and a person."""
    folder = tmp_path_factory.mktemp("query") / "store"
    rv, dct = "https://w3id.org/reported-violence/ontology#", "http://purl.org/dc/terms/"
    kind, label = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label"
    lines = [f"<{BASE}report/1/person/1> <{kind}> <{rv}Person> <{BASE}report/1> ."]
    lines += [f'<{BASE}report/1/person/1> <{label}> "Ann\\u001B[31m" <{BASE}report/1> .']
    for number in range(1, 4):
        report = f"<{BASE}report/{number}>"
        lines += [f"{report} <{kind}> <{rv}Report> {report} .", f'{report} <{dct}identifier> "r{number}" {report} .']
        lines += [f'{report} <{dct}issued> "2020-03-0{number}"^^<http://www.w3.org/2001/XMLSchema#date> {report} .']
    lines += [f"<{BASE}x/{number}> <{kind}> <{rv}Thing> <{BASE}report/1> ." for number in range(300)]
    with writer(folder) as opened:
        opened.load(["\n".join(lines) + "\n"])
        opened.publish()
    return folder


def kg(store: Path, *arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(cli, [*arguments, "--store", str(store)], input=text, prog_name="kg")


def test_queries_lists_every_question_with_its_parameters() -> None:
    found = CliRunner().invoke(cli, ["queries"])
    assert found.exit_code == 0
    for question in bundled().values():
        assert f"{question.name}\n    {question.summary}\n" in found.stdout
    assert "--party text (required)  --country country" in found.stdout


def test_a_question_answers_in_json_lines_on_a_pipe(store: Path) -> None:
    found = kg(store, "query", "reports", "--since", "2020-03-02")
    assert [json.loads(line)["identifier"] for line in found.stdout.splitlines()] == ["r2", "r3"]
    assert (found.exit_code, found.stderr) == (0, "")


def test_options_may_stand_before_the_name_and_parameters_come_by_p_too(store: Path) -> None:
    found = kg(store, "query", "--format", "csv", "-p", "since", "2020-03-03", "reports")
    assert found.stdout.splitlines()[1].startswith("r3,")
    assert len(found.stdout.splitlines()) == 2


def test_a_questions_help_shows_its_own_options() -> None:
    found = CliRunner().invoke(cli, ["query", "figures", "--help"], prog_name="kg")
    assert "Usage: kg query figures [OPTIONS]" in found.stdout
    assert "--country COUNTRY" in found.stdout
    assert "kg query figures --country SY" in found.stdout
    assert "--country COUNTRY" not in CliRunner().invoke(cli, ["query", "--help"]).stdout


@pytest.mark.parametrize("name", sorted(bundled()))
def test_the_example_in_a_questions_help_works(store: Path, name: str) -> None:
    text = CliRunner().invoke(cli, ["query", name, "--help"], prog_name="kg").stdout
    example = text.split("Example:\n    kg ")[1].split("\n")[0].replace("'", "")
    assert kg(store, *example.split(" ")[:2], *_options(example)).exit_code == 0


def _options(example: str) -> list[str]:
    """The options of an example; a value may hold spaces."""
    parts = example.split(" --")[1:]
    return [word for part in parts for word in (f"--{part.split(' ', 1)[0]}", part.split(" ", 1)[1])]


def test_sparql_of_ones_own_comes_from_the_line_a_file_or_stdin(store: Path, tmp_path: Path) -> None:
    text = "SELECT ?name WHERE { ?x a rv:Report ; dct:identifier ?name } ORDER BY ?name LIMIT 1"
    (tmp_path / "own.rq").write_text(text, encoding="utf-8")
    wanted = '{"name": "r1"}\n'
    assert kg(store, "query", text).stdout == wanted
    assert kg(store, "query", "--file", str(tmp_path / "own.rq")).stdout == wanted
    assert kg(store, "query", "-", text=text).stdout == wanted
    assert kg(store, "query", "--file", "-", text=text).stdout == wanted


def test_a_file_with_a_head_has_parameters(store: Path, tmp_path: Path) -> None:
    head = "#+ params:\n#+   name:\n#+     type: text\n"
    text = f"{head}SELECT ?x WHERE {{ VALUES ?_name {{ 'r1' }} ?x dct:identifier ?_name }}"
    (tmp_path / "own.rq").write_text(text, encoding="utf-8")
    found = kg(store, "query", "--file", str(tmp_path / "own.rq"), "-p", "name", "r2")
    assert found.stdout == f'{{"x": "{BASE}report/2"}}\n'


def test_construct_gives_turtle_or_n_triples_and_ask_a_word(store: Path) -> None:
    text = "CONSTRUCT WHERE { ?x a rv:Person }"
    assert "<report/1/person/1> a rv:Person ." in kg(store, "query", text).stdout
    assert kg(store, "query", text, "--format", "nt").stdout.startswith(f"<{BASE}report/1/person/1> <http")
    assert kg(store, "query", "ASK { ?x a rv:Person }").stdout == "true\n"
    assert kg(store, "query", "ASK { ?x a rv:Victim }", "--format", "srj").stdout == '{"head":{},"boolean":false}\n'


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nope"], 2, "no query 'nope'; there are: "),
        (["reports", "--since", "soon"], 2, "since: 'soon' is no day"),
        (["attributed-to"], 2, "query attributed-to: needs party"),
        (["reports", "--colour", "red"], 2, "No such option"),
        (["reports", "-p", "colour", "red"], 2, "query reports: no parameter 'colour'; there are: publisher, since"),
        ([], 2, "give either the name of a question"),
        (["reports", "--file", "x.rq"], 2, "give either the name of a question"),
        (["--file", "no-such.rq"], 3, "no-such.rq: can't be read as a query"),
        (["SELECT nonsense {"], 3, "SPARQL, line 1, column 17: the bracket '{' has no partner"),
        (["ASK {\n ?x a rv:Event\n } }"], 3, "SPARQL, line 3, column 4: the bracket '}' has no partner"),
        (["ASK {\n ?x a rv:Event ; 1 }"], 3, "SPARQL, line 2, column "),
        (["ASK { ?x a rv:Event }", "--quotes"], 2, "--quotes is for tables"),
        (["CONSTRUCT WHERE { ?x a rv:Event }", "--save", "out"], 2, "--save is for tables"),
        (["SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"], 3, "SERVICE"),
        (["reports", "--format", "ttl"], 2, "--format ttl writes triples"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], 2, "--format csv writes tables"),
    ],
)
def test_what_goes_wrong_is_one_line_and_an_exit_code(store: Path, arguments: list[str], code: int, message: str) -> None:
    found = kg(store, "query", *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert message in found.stderr
    assert found.stderr.count("\n") == 1


def test_describe_gives_a_graph_too(store: Path) -> None:
    assert "a rv:Person" in kg(store, "query", f"DESCRIBE <{BASE}report/1/person/1>").stdout


# The words behind the rows, and answers to publish


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the graph by hand of the bundled queries, and the ontology."""
    database = Database()
    database.load(path=GRAPH, format=RdfFormat.TRIG)
    folder = tmp_path_factory.mktemp("by-hand") / "store"
    with writer(folder) as opened:
        opened.load(["".join(f"{quad} .\n" for quad in database), ontology_nquads()])
        opened.publish()
    return folder


def test_quotes_add_the_words_behind_each_row(by_hand: Path) -> None:
    found = kg(by_hand, "query", "civilians-killed", "--country", "SY", "--quotes")
    row = json.loads(found.stdout.splitlines()[0])
    assert list(row)[-4:] == ["quotedWords", "quotedSource", "quotedReport", "quotedPublished"]
    assert "civilians" in row["quotedWords"]


def test_an_answer_is_saved_with_its_quotes(by_hand: Path, tmp_path: Path) -> None:
    found = kg(by_hand, "query", "figures", "--country", "SY", "--quotes", "--save", str(tmp_path / "out"))
    assert (found.exit_code, found.stdout) == (0, "")
    assert "rows" in found.stderr
    assert (tmp_path / "out" / "answer.csv").read_text(encoding="utf-8").splitlines()[0].endswith("quotedPublished")
    assert "kg query figures --country SY" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    again = kg(by_hand, "query", "--file", str(tmp_path / "out" / "query.rq"), "--format", "csv")
    assert len(again.stdout.splitlines()) == len((tmp_path / "out" / "answer.csv").read_text(encoding="utf-8").splitlines())


def test_a_folder_with_other_files_is_not_written_over(by_hand: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    found = kg(by_hand, "query", "figures", "--save", str(tmp_path))
    assert (found.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["notes.txt"])


# SPARQL of one's own


def test_a_name_that_the_ontology_does_not_have_is_warned_of_and_the_query_runs(by_hand: Path) -> None:
    found = kg(by_hand, "query", "SELECT ?x { ?x rv:perpetrater ?y }")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == "kg: warning: line 1, column 16: no property rv:perpetrater; did you mean rv:perpetrator?\n"


def test_a_class_that_nothing_has_for_its_type_is_warned_of(by_hand: Path) -> None:
    found = kg(by_hand, "query", "SELECT ?x { ?x a rv:Event }")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr.startswith("kg: warning: line 1, column 18: nothing is rv:Event itself")


def test_a_bundled_question_is_not_warned_of(by_hand: Path) -> None:
    assert kg(by_hand, "query", "figures").stderr == ""


def test_explain_shows_the_query_as_it_is_asked_and_how_often_its_names_occur(by_hand: Path) -> None:
    found = kg(by_hand, "query", "SELECT ?x { ?x a rv:Siege ; rv:weapon ?y ; rv:wepon 1 }", "--explain")
    assert found.stdout.splitlines() == [
        "PREFIX rv: <https://w3id.org/reported-violence/ontology#> SELECT ?x { ?x a rv:Siege ; rv:weapon ?y ; rv:wepon 1 }",
        "",
        "    property        value  in how many triples of the store",
        f"           0 {_occurrences(by_hand, 'Siege'):>12}  rv:Siege",
        f"           5 {_occurrences(by_hand, 'weapon'):>12}  rv:weapon",
        "           0            0  rv:wepon",
    ]


def _occurrences(store: Path, name: str) -> int:
    return len(kg(store, "query", f"SELECT ?s ?p {{ ?s ?p rv:{name} }}").stdout.splitlines())


def test_explain_binds_the_values_of_a_bundled_question(by_hand: Path) -> None:
    assert 'VALUES ?_country { "SY" }' in kg(by_hand, "query", "figures", "--country", "SY", "--explain").stdout


# Completion


def completed(store: Path, line: str, shell: str = "bash") -> list[str]:
    """What a shell is offered for the last word of a line."""
    words = line.split(" ")
    environment = {
        "KG_STORE": str(store),
        "_KG_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    found = subprocess.run([sys.executable, "-m", "kg"], env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert found.stderr == ""
    return [value.removeprefix("plain,") for value in found.stdout.splitlines() if value]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kg query facili", ["facilities-struck", "facility-counts"]),
        ("kg query figures --country S", ["SY"]),
        ("kg query figures --format csv --country S", ["SY"]),
        ("kg query figures --place h", [r"Hala\ Province"]),
        ("kg query figures --outcome de", ["detained", "deprived"]),
        ("kg query figures --from 2020", []),
        ("kg query no-such --country S", []),
        ("kg query figures --store nowhere --country S", []),
        ("kg query attributed-to --party n --country M", ["ML"]),
    ],
)
def test_values_are_completed_from_the_store(by_hand: Path, line: str, offered: list[str]) -> None:
    assert completed(by_hand, line) == offered


def test_other_shells_quote_for_themselves(by_hand: Path) -> None:
    assert "Hala Province" in completed(by_hand, "kg query figures --place h", "zsh")


def test_completion_loads_no_heavy_library(by_hand: Path) -> None:
    environment = {
        "KG_STORE": str(by_hand),
        "_KG_COMPLETE": "bash_complete",
        "COMP_WORDS": "kg query figures --country S",
        "COMP_CWORD": "4",
    }
    command = [sys.executable, "-X", "importtime", "-m", "kg"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert not re.search(r"\b(spacy|rdflib|pyshacl|owlready2|rich)\b", found.stderr)


def test_no_store_is_exit_code_4(tmp_path: Path) -> None:
    assert kg(tmp_path / "nothing", "query", "reports").exit_code == 4


def test_a_query_that_takes_too_long_ends_with_exit_code_6(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", SLOW, "--timeout", "0.2", "--store", str(store)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (found.returncode, found.stdout) == (6, "")
    assert found.stderr == "kg: error: query: no answer within 0.2 s; narrow it down, or give it more time with --timeout\n"


def test_a_query_within_its_time_is_answered_and_no_time_means_no_end(store: Path) -> None:
    assert kg(store, "query", "ASK { ?s ?p ?o }", "--timeout", "60").stdout == "true\n"
    assert kg(store, "query", "ASK { ?s ?p ?o }", "--timeout", "0").stdout == "true\n"


@pytest.mark.parametrize(
    "arguments", [["query", "reports"], ["query", "reports", "--format", "table"], ["queries"], ["query", "--help"]]
)
def test_asking_loads_no_heavy_library(store: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from kg.cli.main import cli\n"
        "try: cli(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*(set(sys.modules) & {'spacy', 'rdflib', 'pyshacl', 'owlready2'}), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env={"KG_STORE": str(store)})
    assert found.stderr.split() == []  # neither the program nor the child that answers


# Tables for people


def drawn(query: str, width: int, *, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    out = io.StringIO()
    monkeypatch.setattr(
        drawing,
        "Console",
        lambda **options: Console(file=out, width=width, force_terminal=terminal, color_system=None, **options),
    )
    table = MemoryStore().query(query)
    assert isinstance(table, Table)
    drawing.draw(table, BASE)
    return out.getvalue()


def test_a_table_shortens_iris_and_leaves_empty_columns_out(monkeypatch: pytest.MonkeyPatch) -> None:
    query = f"SELECT ?what ?empty ?n WHERE {{ VALUES (?what ?empty ?n) {{ (<{BASE}report/1> UNDEF 5) (<{BASE}report/2> UNDEF 17) }} }}"
    lines = [line.rstrip() for line in drawn(query, 80, terminal=True, monkeypatch=monkeypatch).splitlines()]
    assert [line for line in lines if line] == [" what        n", " ─────────────", " report/1    5", " report/2   17", "2 rows"]


def test_a_table_that_does_not_fit_is_drawn_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    values = " ".join(f'("some long words number {number}" AS ?column{number})' for number in range(8))
    text = drawn(f"SELECT {values} WHERE {{}}", 60, terminal=True, monkeypatch=monkeypatch)
    assert [line.split(maxsplit=1)[0] for line in text.splitlines() if line.startswith("column")] == [
        f"column{n}" for n in range(8)
    ]
    assert max(map(len, text.splitlines())) <= 60


def test_a_table_on_a_pipe_is_as_wide_as_it_needs_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    values = " ".join(f'("some long words number {number}" AS ?column{number})' for number in range(8))
    text = drawn(f"SELECT {values} WHERE {{}}", 60, terminal=False, monkeypatch=monkeypatch)
    assert "some long words number 0   some long words number 1" in text


def test_nothing_in_a_cell_acts_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    query = r'SELECT ("[link=http://evil]x[/link] :smile: \u001B]0;pwn\u0007\u202E" AS ?a) WHERE {}'
    text = drawn(query, 120, terminal=True, monkeypatch=monkeypatch)
    assert r"[link=http://evil]x[/link] :smile: \x1b]0;pwn\x07\u202e" in text
    assert "\x1b" not in text


def test_a_list_of_claims_is_shortened_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(f'SELECT ("{BASE}report/1 {BASE}report/2" AS ?claims) WHERE {{}}', 80, terminal=True, monkeypatch=monkeypatch)
    assert "report/1 report/2" in text
