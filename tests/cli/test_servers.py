"""Every command on a server does what it does on a folder, or says why it can't."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

import kg
from kg.settings import Server
from kg.store.opening import reader
from kg.terms import split
from tests.cli.test_main import invoke
from tests.conftest import BASE
from tests.faulty_server import FaultyServer, faulty_server
from tests.rdflib_server import rdflib_server
from tests.reports import write_reports
from tests.sparql_server import SparqlServer, sparql_server

REPORTS = 5
QUERIES = ("figures", "incidents", "totals", "who-did-what", "reports")


@pytest.fixture(scope="module")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with sparql_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def server(_running: SparqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SparqlServer:
    """An empty server, and a working folder with reports."""
    _running.clear()
    write_reports(tmp_path / "reports", REPORTS)
    monkeypatch.chdir(tmp_path)
    return _running


@pytest.fixture(scope="module")
def _made(_running: SparqlServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, built and linked both on a server, from which it was dumped, and in a folder."""
    made = tmp_path_factory.mktemp("made")
    write_reports(made / "reports", REPORTS)
    _running.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        for place in (_running.address, "folder"):
            result = invoke("build", "reports", "--reader", "manual", "--base", BASE, "--link", "--store", place)
            assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert invoke("export", "dump.nq", "--store", _running.address).exit_code == 0
    return made


@pytest.fixture
def both(server: SparqlServer, _made: Path, tmp_path: Path) -> tuple[str, str]:
    """The same reports, built and linked, on a server and in a folder."""
    server.load((_made / "dump.nq").read_bytes(), "application/n-quads")
    shutil.copytree(_made / "folder", tmp_path / "folder", symlinks=True)
    return server.address, "folder"


def same(both: tuple[str, str], *command: str) -> str:
    """What a command prints on either, which must be the same."""
    there, here = (invoke(*command, "--store", place) for place in both)
    assert (there.exit_code, there.stdout) == (here.exit_code, here.stdout)
    return here.stdout


def test_a_build_on_a_server_says_the_same_and_leaves_alone_what_is_there(both: tuple[str, str]) -> None:
    for place in both:
        assert f"0 reports read (0 of them changed); {REPORTS} unchanged" in invoke("build", "reports", "--store", place).stderr
    assert invoke("diff", *both).stdout == f"reports: 0 changed, 0 new, 0 gone, {REPORTS} unchanged\n"


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_is_answered_in_the_same_bytes(both: tuple[str, str], name: str) -> None:
    for form in ("jsonl", "csv", "table"):
        assert same(both, "query", name, "--format", form)


def test_questions_of_ones_own_are_answered_and_refused_alike(both: tuple[str, str]) -> None:
    assert same(both, "query", "SELECT ?name WHERE { ?a a rv:Report ; dct:identifier ?name } ORDER BY ?name")
    assert same(both, "query", "ASK { ?a a rv:Report }") == "true\n"
    assert same(both, "query", "CONSTRUCT { ?a rdfs:label ?b } WHERE { ?a a rv:Report ; dct:identifier ?b }")
    for wrong in ("SELECT * WHERE { ?s ?p", "SELECT * { SERVICE <http://127.0.0.1/> {} }", "SELECT * FROM <urn:x:a> {}"):
        there, here = (invoke("query", wrong, "--store", place) for place in both)
        assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr) == (3, here.stderr)


@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "nt", "jsonld"])
def test_an_export_has_the_same_bytes_but_for_the_times(both: tuple[str, str], form: str) -> None:
    texts = []
    for number, place in enumerate(both):
        assert invoke("export", f"{number}.{form}", "--store", place).exit_code == 0
        texts.append([line for line in Path(f"{number}.{form}").read_text().split("\n") if "AtTime" not in line])
    assert texts[0] == texts[1]


def test_show_why_and_validate_say_the_same(both: tuple[str, str]) -> None:
    assert "[1]" in same(both, "show", "r0000")
    event = same(both, "query", "SELECT ?event WHERE { ?event a rv:Shelling } ORDER BY ?event LIMIT 1", "--format", "csv")
    why = [invoke("why", event.split()[1], "--store", place).stdout.partition("How it was read") for place in both]
    assert why[0][0] == why[1][0]
    assert "shells hit a market" in why[0][0]
    same(both, "validate")
    same(both, "incidents")
    assert invoke("export", "--csv", "tables", "--store", both[0]).exit_code == 0


def test_verify_and_info_say_what_can_be_said_of_a_server(both: tuple[str, str]) -> None:
    result = invoke("verify", "--store", both[0])
    assert (result.exit_code, result.stderr) == (0, "the store is what was put into it\n")
    assert f"server     {both[0]}\n" in invoke("info", "--store", both[0]).stdout


def test_no_statement_stands_in_two_graphs_which_servers_would_count_differently(both: tuple[str, str]) -> None:
    with reader(Server(both[0])) as store:
        statements = Counter(split(line)[:3] for line in store.lines())
    assert [statement for statement, number in statements.items() if number > 1] == []


def test_verify_names_what_was_lost_or_added_on_a_server(both: tuple[str, str], server: SparqlServer) -> None:
    with reader(Server(server.address)) as store:
        report = next(graph for graph in store.graphs() if "/report/" in graph)
        store.update(
            f"DELETE WHERE {{ GRAPH <{report}> {{ ?report <https://w3id.org/reported-violence/ontology#text> ?words }} }}"
        )
        store.update("INSERT DATA { GRAPH <urn:x:other> { <urn:x:a> <urn:x:b> 1 } }")
    result = invoke("verify", "--store", both[0])
    assert result.exit_code == 4
    assert "urn:x:other: is no graph of kg" in result.stdout
    assert "quads are there" in result.stdout
    assert "kg restore" not in result.stderr


def test_reports_are_retracted_and_forgotten_and_what_a_server_may_keep_is_said(both: tuple[str, str]) -> None:
    for place in both:
        assert invoke("retract", "r0001", "--because", "withdrawn", "--store", place).exit_code == 0
    same(both, "query", "figures")
    assert invoke("diff", *both).stdout.endswith(f"{REPORTS - 1} unchanged\n")
    there, here = (invoke("forget", "r0002", "r0001", "--yes", "--store", place) for place in both)
    assert "the server may keep their words in its files, logs and backups" in there.stderr
    assert "the server" not in here.stderr
    assert "r0002" not in same(both, "query", "reports")
    assert "2 reports that were forgotten" in invoke("build", "reports", "--store", both[0]).stderr


def test_what_changed_is_replaced_on_a_server(both: tuple[str, str]) -> None:
    path = Path("reports/r0003.txt")
    path.write_text(path.read_text().replace("Shells hit", "Rockets hit", 1))
    for place in both:
        assert (
            "1 reports read (1 of them changed)"
            in invoke("build", "reports", "--reader", "manual", "--link", "--store", place).stderr
        )
    assert invoke("diff", *both).stdout.startswith("reports: 0 changed, 0 new, 0 gone")


@pytest.mark.parametrize("command", [("backup", "copy"), ("restore", "copy")])
def test_copies_of_files_are_the_servers_own_business(server: SparqlServer, command: tuple[str, ...]) -> None:
    result = invoke(*command, "--store", server.address)
    assert result.exit_code == 2
    assert "a server keeps its files itself" in result.stderr


def test_the_server_may_stand_in_kg_toml_or_the_environment(both: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("kg.toml").write_text(f'store = "{both[0]}"\n[servers."{both[0]}"]\ntimeout = 7\n')
    assert "5 unchanged" in invoke("diff", both[1], both[0]).stdout
    assert invoke("query", "figures").stdout == invoke("query", "figures", "--store", both[1]).stdout
    Path("kg.toml").unlink()
    monkeypatch.setenv("KG_STORE", both[0])
    assert invoke("query", "figures").stdout == invoke("query", "figures", "--store", both[1]).stdout


def test_the_program_itself_reaches_a_server_and_gives_up_after_the_time_it_was_given(
    both: tuple[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "kg", "query", "--store", both[0]]
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    done = subprocess.run([*command, "figures"], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, invoke("query", "figures", "--store", both[1]).stdout)
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with sparql_server(tmp_path / "slow") as busy:  # which goes on with the question until it is ended itself
        assert invoke("export", "dump.nq", "--store", both[1]).exit_code == 0
        busy.load(Path("dump.nq").read_bytes(), "application/n-quads")
        command = [*command[:-1], busy.address, slow, "--timeout", "2"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, "no answer within 2 s" in done.stderr) == (6, True)


def test_python_opens_a_server_by_its_address(both: tuple[str, str]) -> None:
    with kg.open(both[0]) as there, kg.open(both[1]) as here:
        assert there.base == here.base == BASE
        assert there.query("figures") == here.query("figures")


def test_a_folder_needs_none_of_what_speaks_to_servers(both: tuple[str, str]) -> None:
    code = (
        "import sys; from kg.cli.main import cli; cli(['query', 'figures', '--store', sys.argv[1]], standalone_mode=False);"
        " assert not {'httpx2', 'stamina', 'kg.store.remote'} & set(sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    subprocess.run([sys.executable, "-c", code, both[1]], check=True, capture_output=True, env=environment)


def test_where_what_speaks_to_servers_is_missing_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stamina", None)
    for name in [name for name in sys.modules if name.startswith("kg.store.remote")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("kg.store.remote", raising=False)
    result = invoke("query", "figures", "--store", "http://127.0.0.1:9/")
    assert result.exit_code == 2
    assert "needs stamina: pip install 'reported-violence-kg[remote]'" in result.stderr


@pytest.mark.parametrize("address", ["http://ann:sesame@127.0.0.1/", "http:///x", "http://h/?a=sesame"])
def test_what_is_no_address_is_refused_and_a_password_in_it_is_not_repeated(address: str) -> None:
    result = invoke("query", "figures", "--store", address)
    assert result.exit_code == 2
    assert "address" in result.stderr
    assert "sesame" not in result.stderr


@pytest.fixture
def failing(server: SparqlServer) -> Iterator[FaultyServer]:
    with faulty_server(server.address, silence=0.4) as faulty, stamina.set_testing(True, attempts=3, cap=True):
        yield faulty


def test_a_server_that_fails_in_the_middle_leaves_a_list_and_the_same_command_goes_on(
    failing: FaultyServer, server: SparqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.CHUNK", 1)  # each report by itself
    monkeypatch.setattr("kg.store.remote.trial.tried", lambda service, _: service)
    command = ("build", "reports", "--reader", "manual", "--base", BASE, "--store", failing.address)
    whole = invoke(*command)
    assert whole.exit_code == 0
    well = failing.seen["well"]
    with reader(Server(server.address)) as store:
        wanted = {line for line in store.lines() if "AtTime" not in line}
    for cut in range(well - 2 * REPORTS, well, 3):
        server.clear()
        failing.plan = [*[None] * cut, *["500"] * 1_000]
        result = invoke(*command)
        assert result.exit_code == 5
        assert "the same command goes on" in result.stderr
        left = Path("kg-resume.txt").read_text().splitlines()
        assert 0 < len(left) - 1 <= REPORTS
        failing.plan = []
        paths = server.select(
            "SELECT ?path WHERE { GRAPH ?graph { ?reading <https://w3id.org/reported-violence/ontology#path> ?path } }",
            union=False,
        )
        stored = {path for (path,) in paths[1]}
        assert stored >= {str(Path("reports", f"r{n:04}.txt")) for n in range(REPORTS)} - set(left)
        result = invoke(*command)
        assert result.exit_code == 0
        assert not Path("kg-resume.txt").exists()
        with reader(Server(server.address)) as store:
            assert {line for line in store.lines() if "AtTime" not in line} == wanted


@pytest.mark.usefixtures("server")
def test_another_server_answers_all_questions_alike() -> None:
    assert invoke("build", "reports", "--reader", "manual", "--base", BASE, "--link", "--store", "folder").exit_code == 0
    assert invoke("export", "all.nq", "--store", "folder").exit_code == 0
    with rdflib_server() as other:
        other.load(Path("all.nq").read_text())
        for name in QUERIES:
            same((other.address, "folder"), "query", name, "--format", "csv")
        assert invoke("diff", "folder", other.address).stdout.endswith(f"0 gone, {REPORTS} unchanged\n")
        for place in (other.address, "folder"):
            assert invoke("retract", "r0001", "--store", place).exit_code == 0
        for name in ("incidents", "reports"):
            same((other.address, "folder"), "query", name, "--format", "csv")
