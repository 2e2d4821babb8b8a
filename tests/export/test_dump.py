"""Exports: nothing is lost or changed in any form, the bytes are always the same, and a file is complete or not there."""

import hashlib
import io
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.export import sorting
from kg.export.dump import export, write
from kg.export.sorting import natural, sorted_lines
from kg.formats import GraphFormat
from kg.ontology import ONTOLOGY
from kg.store.embedded import reader, writer
from kg.store.memory import MemoryStore
from kg.store.rdf_files import read_triples
from kg.terms import CODE, ONTOLOGY_GRAPH, RV, XSD, literal
from tests.store.graphs import BASE, NASTY, ontology, quad, whole

ROOT = Path(__file__).resolve().parents[2]
RDFLIB = {GraphFormat.NTRIPLES: "nt", GraphFormat.JSONLD: "json-ld"}
RDFLIB_IS_ON_ITS_WAY = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"
)  # its parsers use what it deprecates
VALUES = [
    f'"5"^^<{XSD}integer>', f'"-5"^^<{XSD}integer>', f'"0.5"^^<{XSD}decimal>', f'"5"^^<{XSD}decimal>', f'"true"^^<{XSD}boolean>',
    f'"2020-01"^^<{XSD}gYearMonth>', '"x"^^<https://example.org/type>', '"text"@en', '"a\\nb"@pt-br', f"<{CODE}outcome/killed>",
    f"<{CODE}outcome>", f"<{CODE}speech-act/calls-for>", f"<{RV}a.b>", f"<{RV}>", f"<{BASE}>", f"<{BASE}a/../b>", f"<{BASE}a//b>",
    f"<{BASE}a:b>", f"<{BASE}a%20b>", f"<{BASE}é>", "<urn:x:y>", "<https://example.org/?q=a&b#c>", f"<{BASE}report/1>",
]  # fmt: skip


def store_of(*texts: str) -> MemoryStore:
    store = MemoryStore(BASE)
    store.load(texts)
    return store


def text_of(store: MemoryStore, form: GraphFormat, *, with_ontology: bool = True) -> str:
    out = io.StringIO()
    export(store, out, form, ontology=with_ontology)
    return out.getvalue()


def everything() -> str:
    """Reports with texts and values that have broken writers before."""
    nasty = "".join(
        quad(f"{BASE}x/{number}", f"{RV}text", literal(text) + tag, f"{BASE}g{number % 3}")
        for number, text in enumerate(NASTY)
        for tag in ("", "@en")
    )
    values = "".join(quad(f"{BASE}y", f"{RV}value", value, f"{BASE}h") for value in VALUES)
    return whole("a") + whole("b", events=11) + ontology("1") + nasty + values


def triples(path: Path) -> set[str]:
    return set(read_triples(path))


def merged(store: MemoryStore) -> set[str]:
    return {line for graph in store.graphs() for line in store.graph_text(graph).split("\n") if line}


@pytest.fixture(params=GraphFormat, ids=lambda form: form.label)
def form(request: pytest.FixtureRequest) -> GraphFormat:
    found: GraphFormat = request.param
    return found


def test_every_form_holds_every_triple_unchanged(tmp_path: Path, form: GraphFormat) -> None:
    store = store_of(everything())
    path = tmp_path / f"out{form.suffix}"
    export(store, path, form)
    assert triples(path) == merged(store)


@RDFLIB_IS_ON_ITS_WAY
def test_forms_with_named_graphs_keep_them_apart(tmp_path: Path, form: GraphFormat) -> None:
    store = store_of(everything())
    path = tmp_path / "out"
    export(store, path, form)
    dataset = rdflib.Dataset()
    dataset.parse(data=path.read_text(), format=RDFLIB.get(form, form.label))
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert (names == set(store.graphs())) is form.named_graphs


@RDFLIB_IS_ON_ITS_WAY
def test_rdflib_reads_as_many_triples_as_the_store_holds(tmp_path: Path, form: GraphFormat) -> None:
    store = store_of(everything())
    path = tmp_path / "out"
    export(store, path, form)
    graph = rdflib.Dataset() if form.named_graphs else rdflib.Graph()
    graph.parse(data=path.read_text(), format=RDFLIB.get(form, form.label))
    assert len(graph) == (store.count() if form.named_graphs else len(merged(store)))


def test_a_triple_of_two_graphs_is_written_once_where_graphs_are_merged() -> None:
    store = store_of(quad("urn:x:a", "urn:x:b", '"c"', "urn:x:g") + quad("urn:x:a", "urn:x:b", '"c"', "urn:x:h"))
    assert text_of(store, GraphFormat.NTRIPLES) == '<urn:x:a> <urn:x:b> "c" .\n'
    assert text_of(store, GraphFormat.TURTLE).count("c") == 1
    assert text_of(store, GraphFormat.NQUADS).count("c") == 2


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5))
def test_no_text_is_changed_in_any_form(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp()
    store = store_of("".join(quad(f"{BASE}x/{n}", f"{RV}text", literal(text), f"{BASE}g") for n, text in enumerate(texts)))
    for form in GraphFormat:
        path = folder / f"texts{form.suffix}"
        export(store, path, form)
        assert triples(path) == merged(store)


def test_turtle_reads_well() -> None:
    text = 'First line\nSecond "line"'
    lines = whole("a", events=1, text=text) + quad(f"{BASE}report/a", f"{RV}outcome", f"<{CODE}outcome/killed>", f"{BASE}g")
    assert (
        text_of(store_of(lines), GraphFormat.TURTLE)
        == f'''@base <{BASE}> .
@prefix outcome: <{CODE}outcome/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rv: <{RV}> .
@prefix xsd: <{XSD}> .

<activity/a-txt> a rv:Reading ;
    prov:endedAtTime "2024-05-01T00:00:00Z"^^xsd:dateTime ;
    prov:generated <report/a> ;
    rv:fileDigest "d1" ;
    rv:options "text" ;
    rv:path "a.txt" ;
    rv:pipeline "reader 1" .

<incident/a-1> a rv:Incident ;
    rv:describedBy <report/a/event/1> .

<place/SY> a rv:Place ;
    rv:countryCode "SY" .

<report/a> a rv:Report ;
    rv:outcome outcome:killed ;
    rv:text """First line
Second "line\\"""" .

<report/a/event/1> a rv:AirStrike ;
    rv:country <place/SY> .
'''
    )


def test_numbers_at_the_end_of_names_count_as_numbers() -> None:
    text = text_of(store_of(whole("a", events=11)), GraphFormat.TURTLE)
    assert text.index("<report/a/event/2>") < text.index("<report/a/event/10> a")
    assert sorted(["x/10", "x/9", "x"], key=natural) == ["x", "x/9", "x/10"]


def test_prefixes_that_are_not_used_are_not_declared() -> None:
    assert text_of(store_of(quad("urn:x:a", "urn:x:b", '"c"', "urn:x:g")), GraphFormat.TURTLE) == '\n<urn:x:a> <urn:x:b> "c" .\n'


@pytest.mark.parametrize("base", ["https://example.org/id#", "urn:x:", ""])
def test_a_base_that_names_cannot_be_relative_to_is_not_used(tmp_path: Path, base: str) -> None:
    path = tmp_path / "out.ttl"
    with path.open("w") as out:
        write([f"<{base or 'urn:y:'}report> <{RV}text> <{base or 'urn:y:'}other> ."], GraphFormat.TURTLE, out, base)
    assert triples(path) == {f"<{base or 'urn:y:'}report> <{RV}text> <{base or 'urn:y:'}other> ."}
    assert "@base" not in path.read_text()


@pytest.mark.parametrize("form", [GraphFormat.TURTLE, GraphFormat.TRIG], ids=lambda form: form.label)
@pytest.mark.parametrize(
    "text", [f"<{BASE}x/1>", "} .\n<g> {\n", f' "\n <{BASE}x/1> , "', " ;\n\t", "rv:a , rv:b", "@prefix rv: <x> .\n"]
)
def test_texts_that_look_like_turtle_stay_texts(tmp_path: Path, form: GraphFormat, text: str) -> None:
    store = store_of(quad("urn:x:a", "urn:x:b", literal(text), "urn:x:g") + quad("urn:x:a", "urn:x:b", f"<{BASE}x/1>", "urn:x:g"))
    path = tmp_path / f"out{form.suffix}"
    export(store, path, form)
    assert triples(path) == merged(store)


@pytest.mark.parametrize("name", ["a/b", "a,b", "-a", "a.", "a%20b", "a'b", ".a"])
def test_names_that_would_need_escapes_are_written_in_full(name: str) -> None:
    text = text_of(store_of(quad("urn:x:a", f"{RV}{name}", f"<{CODE}outcome/{name}>", "urn:x:g")), GraphFormat.TURTLE)
    assert text == f"\n<urn:x:a> <{RV}{name}> <{CODE}outcome/{name}> .\n"


def test_trig_sets_each_graph_apart() -> None:
    assert "\n<report/a> {\n    <report/a> a rv:Report ;\n        rv:text " in text_of(store_of(whole("a")), GraphFormat.TRIG)


def test_a_formatter_of_turtle_finds_nothing_to_do(tmp_path: Path) -> None:
    export(store_of(whole("a", text='A "b"\nc\\d\n') + ontology("1")), tmp_path / "out.ttl", GraphFormat.TURTLE)
    formatter = Path(sys.executable).with_name("turtlefmt")
    assert subprocess.run([formatter, "--check", tmp_path / "out.ttl"], check=False).returncode == 0


def test_the_ontology_can_be_left_out(form: GraphFormat) -> None:
    with_it, without = store_of(whole("a"), ontology("1")), store_of(whole("a"))
    assert text_of(with_it, form, with_ontology=False) == text_of(without, form)
    assert text_of(with_it, form) != text_of(without, form)


def test_the_graph_that_is_left_out_is_the_one_that_the_ontology_is_put_in() -> None:
    assert ONTOLOGY_GRAPH == ONTOLOGY


def test_bytes_depend_on_neither_order_nor_place(tmp_path: Path, form: GraphFormat) -> None:
    lines = [f"{line}\n" for line in everything().split("\n") if line]
    expected = text_of(store_of(*lines), form)
    random.Random(3).shuffle(lines)
    assert text_of(store_of(*lines), form) == expected
    with writer(tmp_path / "s", BASE) as store:
        store.load(lines)
        store.publish()
    with reader(tmp_path / "s") as published:
        export(published, tmp_path / "out", form)
    assert (tmp_path / "out").read_bytes() == expected.encode()


HASH = """
import hashlib, io
from kg.export.dump import export
from kg.formats import GraphFormat
from tests.export.test_dump import everything, store_of, text_of
print(*(hashlib.sha256(text_of(store_of(everything()), form).encode()).hexdigest() for form in GraphFormat))
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_bytes_do_not_depend_on_the_seed_of_hashes(seed: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", HASH], env={"PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, text=True, check=True
    )
    store = store_of(everything())
    assert result.stdout.split() == [hashlib.sha256(text_of(store, form).encode()).hexdigest() for form in GraphFormat]


def test_lines_are_sorted_by_their_bytes_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"{number % 997} {text}\n" for number in range(3000) for text in ("é", "\U0001f600", "\uffee", "a", "")]
    random.Random(5).shuffle(lines)
    assert list(sorted_lines(iter(lines), run=1000)) == sorted(lines, key=str.encode)
    monkeypatch.setattr(sorting, "_FEWEST", 7)
    monkeypatch.setattr(sorting, "_TOGETHER", 7)
    assert list(sorted_lines(iter(lines), run=1000)) == sorted(lines, key=str.encode)
    assert list(sorted_lines(lines, run=len(lines))) == sorted(lines)
    assert list(sorted_lines([])) == []


def test_sorting_holds_one_part_of_the_lines_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_TOGETHER", 2000)
    monkeypatch.setattr(sorting, "_FEWEST", 100)
    lines = (f"{number * 7919 % 20_000:05} {'x' * 1000}\n" for number in range(20_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in sorted_lines(lines, run=2000)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1.5 * 2000 * 1100  # a run, or the lines that are merged, and no second one
    finally:
        tracemalloc.stop()


class Failing(MemoryStore):
    """A store that breaks while it is read."""

    def dump(
        self, out: IO[bytes], form: GraphFormat, graph: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> None:
        super().dump(out, form, graph, prefixes)
        raise RuntimeError("in the middle")

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        raise RuntimeError("in the middle")


def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, form: GraphFormat) -> None:
    (tmp_path / "out").write_text("old")
    store = Failing(BASE)
    store.load([whole("a")])
    with pytest.raises(RuntimeError):
        export(store, tmp_path / "out", form)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "old")]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere.*can't be written: No such file"):
        export(store_of(whole("a")), tmp_path / "nowhere" / "out.nq", GraphFormat.NQUADS)
    with pytest.raises(UsageError, match="can't be written"):
        export(store_of(whole("a")), tmp_path, GraphFormat.NQUADS)


def test_a_device_is_written_to_and_not_replaced() -> None:
    export(store_of(whole("a")), Path("/dev/null"), GraphFormat.NQUADS)
    assert not Path("/dev/null").is_file()
