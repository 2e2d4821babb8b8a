"""Queries made to take everything: each ends in its time with the right exit code, and what asked goes on."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, KgError, LimitExceeded
from kg.store.embedded import writer
from kg.terms import RV
from tests.conftest import BASE, TORTURE
from tests.hostile.confined import networks_can_be_cut

#: Seconds that a query is given, and that it may take until its process has ended.
TIMEOUT, SECONDS = (10, 12) if TORTURE else (2, 60)

ANSWERED, INPUT, LIMIT = 0, InputError.exit_code, LimitExceeded.exit_code

#: The letter x joined with itself again and again, to 2 to the power of 40 letters.
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))

ATTACKS: dict[str, tuple[str, set[int]]] = {
    "a product of all with all": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", {LIMIT}),
    "a product in order": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i", {LIMIT}),
    "a product without its doubles": ("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {LIMIT}),
    "all values in one": ("SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {LIMIT}),
    "a text doubled forty times": (f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('x' AS ?x0) {DOUBLED} }}", {LIMIT}),
    "paths of any length between all": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x:p>|^!<urn:x:p>)* ?b . ?c (!<urn:x:p>|^!<urn:x:p>)* ?d . ?e (!<urn:x:q>)* ?f }", {LIMIT}),
    "two hundred patterns": (f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(200))} }}", {LIMIT}),
    "a list of two hundred": (f"SELECT * {{ ?s ?p ({' '.join(f'?x{n}' for n in range(200))}) }}", {ANSWERED, LIMIT}),
    "nodes in nodes": (f"SELECT * {{ ?s ?p {'[ ?p ' * 500} ?o {']' * 500} }}", {LIMIT}),
    "groups in groups": (f"SELECT * {{ {'{' * 5000} ?s ?p ?o {'}' * 5000} }}", {LIMIT}),
    "questions in questions": (f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS { ?s ?p ?o ' * 1000} {'}' * 1000} }}", {LIMIT}),
    "queries in queries": (f"{'SELECT * { ' * 3000} ?s ?p ?o {'}' * 3000}", {LIMIT}),
    "ten thousand negations": (f"SELECT * {{ ?s ?p ?o FILTER({'!' * 10_000} true) }}", {LIMIT}),
    "ten thousand terms of a sum": (f"SELECT * {{ BIND({'+'.join(['1'] * 10_000)} AS ?x) }}", {LIMIT}),
    "a union of five hundred": (f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 500)} }}", {LIMIT}),
    "options upon options": (f"SELECT * {{ ?s ?p ?o {' '.join(f'OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}' for n in range(99))} }}", {LIMIT}),
    "a pattern that doubles with each letter": (f"SELECT * {{ FILTER REGEX('{'a' * 60}!', '^(a+)+$') }}", {ANSWERED}),
    "a pattern that repeats a million times": ("SELECT * { FILTER REGEX('a', '(((a{1000}){1000}){1000})') }", {ANSWERED, INPUT, LIMIT}),
    "a query without end": (f"SELECT * {{ VALUES ?x {{ {' '.join(['1'] * 40_000)} }} }}", {LIMIT}),
    "words that are no query": ("SELECT " + "\x00\x1b[31m{" * 50, {INPUT, LIMIT}),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some thousand statements that all hang together."""
    folder = tmp_path_factory.mktemp("attacked") / "store"
    lines = [f"<{BASE}x/{n}> <{RV}p{n % 7}> <{BASE}x/{(n * 7919 + 13) % 3000}> <{BASE}report/1> ." for n in range(9000)]
    with writer(folder, BASE) as opened:
        opened.load(["\n".join(lines) + "\n"])
        opened.publish()
    return folder


def ask(store: Path, text: str) -> subprocess.CompletedProcess[bytes]:
    arguments = [sys.executable, "-m", "kg", "query", "-", "--timeout", str(TIMEOUT), "--format", "csv", "--store", str(store)]
    return subprocess.run(arguments, input=text.encode(), capture_output=True, check=False, timeout=SECONDS)


def test_there_are_twelve_kinds_and_more() -> None:
    assert len(ATTACKS) >= 12


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_its_time_with_the_right_exit_code(store: Path, name: str) -> None:
    text, codes = ATTACKS[name]
    done = ask(store, text)
    assert done.returncode in codes
    if done.returncode:
        [line] = done.stderr.decode().splitlines()
        assert line.startswith("kg: error: ")
        assert line.isprintable()


def test_what_asks_from_python_goes_on_after_each_attack(store: Path) -> None:
    with kg.open(store, timeout=1.0) as graph:
        for text in [
            ATTACKS["a product of all with all"][0],
            ATTACKS["groups in groups"][0],
            ATTACKS["a text doubled forty times"][0],
        ]:
            with pytest.raises(KgError):
                graph.query(text)
            assert list(graph.query("SELECT (1 AS ?one) {}")) == [(1,)]


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`kg` with its insides changed by some lines before."""
    program = f"import sys; from kg.cli import main, watched\n{code}\nmain.cli(sys.argv[1:], prog_name='kg')"
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_a_query_that_needs_too_much_memory_is_a_line_and_an_exit_code(store: Path) -> None:
    done = run("watched.MEMORY = 300_000_000", "query", ATTACKS["a product in order"][0], "--store", str(store))
    assert (done.returncode, done.stdout) == (LIMIT, "")
    assert done.stderr == "kg: error: query: it needs more than 0.3 GB of memory; ask for less at a time\n"


def test_rows_that_were_written_before_the_limit_are_whole(store: Path) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = run("", "query", endless, "--format", "jsonl", "--timeout", "1", "--store", str(store))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == LIMIT
    assert len(rows) > 100
    assert {len(row) for row in rows} == {9}
    assert done.stderr.startswith("kg: error: query: no answer within 1 s; ")


def test_a_query_that_nobody_reads_any_more_ends_in_its_time(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", "SELECT * { ?a ?b ?c . ?d ?e ?f }", "--timeout", "1", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.wait(timeout=60) == LIMIT


def test_ctrl_c_ends_a_query_while_the_engine_works(store: Path) -> None:
    code = (
        "import os, sys; from kg.cli import main; from kg.store import oxigraph\n"
        "ask = oxigraph.OxigraphStore.query\n"
        "oxigraph.OxigraphStore.query = lambda *given: (print('begun', file=sys.stderr, flush=True), ask(*given))[1]\n"
        "main.cli(sys.argv[1:], prog_name='kg')"
    )
    command = [sys.executable, "-c", code, "query", ATTACKS["a product of all with all"][0], "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert process.stderr.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == -signal.SIGINT


def test_what_answers_has_no_network_where_the_system_allows_it(store: Path) -> None:
    code = (
        "import socket, sys; from kg.cli.main import cli; from kg.store import oxigraph\n"
        "def connect(*_):\n"
        "    with socket.socket() as line:\n"
        "        sys.stderr.write(f'refused {line.connect_ex((\"127.0.0.1\", int(sys.argv[-1])))}')\n"
        "    return True\n"
        "oxigraph.OxigraphStore.query = connect\n"
        "cli(sys.argv[1:-1], prog_name='kg')"
    )
    if not networks_can_be_cut():
        pytest.skip("this system lets nobody leave the network")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        arguments = [sys.executable, "-c", code, "query", "ASK {}", "--store", str(store), str(listening.getsockname()[1])]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == "refused 101"  # ENETUNREACH
