"""Strings made to break out of what they stand in: each comes back as it went in, from every form, and no file is broken."""

import csv
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.export.dump import export
from kg.formats import GraphFormat, TableFormat
from kg.queries import bind
from kg.store.base import Table
from kg.store.memory import MemoryStore
from kg.store.rdf_files import read_triples
from kg.tables import write_table
from kg.terms import RDFS, iri, literal, text_of
from tests.conftest import BASE, TORTURE
from tests.test_queries import ECHO, hostile

NUMBER = 50_000 if TORTURE else 5_000
RDFLIB = {GraphFormat.TURTLE: "turtle", GraphFormat.NTRIPLES: "nt", GraphFormat.NQUADS: "nquads", GraphFormat.TRIG: "trig"}
PARTS = [
    *("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "<script>alert(1)</script>", "]]>", "&amp;", "|", "\\|", "`", "**", "[a](javascript:x)"),
    *("'''", '"""', "\\", '\\"', "\\n", "\n", "\r\n", "\x00", "\x0b", "\x1b[31m", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U0010ffff", "\u202e", "e\u0301", "한", "💀"),
    *("@en", "^^<x>", "<urn:x:a>", "_:b", "{", "}", ";", ".", "#", ",", "null", "true", "1e9", " ", ""),
]  # fmt: skip


def strings(number: int) -> Iterator[str]:
    """Strings of all that has a meaning in some form, or of any characters, seeded; no two are equal."""
    chance = random.Random(7)
    seen: set[str] = set()
    while len(seen) < number:
        if chance.random() < 0.8:
            text = "".join(chance.choices(PARTS, k=chance.randint(1, 9)))
        else:
            points = (
                chance.choice([chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)])
                for _ in range(chance.randint(1, 20))
            )
            text = "".join(map(chr, points))
        if text not in seen:
            seen.add(text)
            yield text


@pytest.fixture(scope="module")
def labels() -> dict[str, str]:
    """Each string by the name of what it is the label of."""
    return {f"{BASE}x/{number}": text for number, text in enumerate(strings(NUMBER))}


@pytest.fixture(scope="module")
def store(labels: dict[str, str]) -> MemoryStore:
    store = MemoryStore(BASE)
    store.load([f"{iri(name)} <{RDFS}label> {literal(text)} <{BASE}report/1> .\n" for name, text in labels.items()])
    return store


@pytest.fixture(scope="module")
def table(store: MemoryStore) -> Table:
    found = store.query("SELECT ?x ?label { ?x rdfs:label ?label }")
    assert isinstance(found, Table)
    return Table(found.variables, list(found.rows))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", GraphFormat)
def test_a_label_is_the_same_in_every_form_of_a_graph(
    store: MemoryStore, labels: dict[str, str], tmp_path: Path, form: GraphFormat
) -> None:
    path = tmp_path / f"a{form.suffix}"
    with path.open("w", encoding="utf-8", newline="") as file:
        export(store, file, form, ontology=False)
    found = dict(line[:-2].split(" ", 2)[::2] for line in read_triples(path))
    assert {name[1:-1]: text_of(text) for name, text in found.items()} == labels


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # its parsers use what it deprecates
@pytest.mark.parametrize("form", RDFLIB)
def test_another_reader_finds_the_same_labels(tmp_path: Path, form: GraphFormat) -> None:
    few = {f"{BASE}x/{number}": text for number, text in enumerate(strings(500)) if "\ufffe" not in text}
    store = MemoryStore(BASE)
    store.load([f"{iri(name)} <{RDFS}label> {literal(text)} <{BASE}report/1> .\n" for name, text in few.items()])
    path = tmp_path / f"a{form.suffix}"
    with path.open("w", encoding="utf-8", newline="") as file:
        export(store, file, form, ontology=False)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=path.read_bytes(), format=RDFLIB[form])
    assert {str(name): str(text) for name, text in graph.subject_objects(rdflib.RDFS.label)} == few


def written(table: Table, form: TableFormat) -> str:
    out = io.StringIO(newline="")
    write_table(table, form, out)
    return out.getvalue()


def test_a_label_is_the_same_in_every_form_of_json(table: Table, labels: dict[str, str]) -> None:
    lines = written(table, TableFormat.JSONL).split("\n")
    assert {row["x"]: row["label"] for row in map(json.loads, lines[:-1])} == labels
    assert len(written(table, TableFormat.JSONL).splitlines()) == len(labels)
    assert {row["x"]: row["label"] for row in json.loads(written(table, TableFormat.JSON))} == labels
    bindings = json.loads(written(table, TableFormat.SRJ))["results"]["bindings"]
    assert {row["x"]["value"]: row["label"]["value"] for row in bindings} == labels


def test_a_label_in_csv_is_the_same_but_for_the_mark_before_a_formula(table: Table, labels: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(written(table, TableFormat.CSV), newline=""), strict=True))
    assert rows[0] == ["x", "label"]
    assert {name: text[1:] if text[:1] == "'" and labels[name][:1] != "'" else text for name, text in rows[1:]} == labels
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for _, text in rows[1:])


def test_a_label_in_tsv_is_a_term_on_a_line_of_its_own(table: Table, labels: dict[str, str]) -> None:
    text = written(table, TableFormat.TSV)
    assert text.count("\n") == len(labels) + 1
    found = pyoxigraph.parse_query_results(text.encode(), format=pyoxigraph.QueryResultsFormat.TSV)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert {row["x"].value: row["label"].value for row in found} == labels


def test_a_label_in_markdown_stays_in_its_cell(table: Table, labels: dict[str, str]) -> None:
    lines = written(table, TableFormat.MARKDOWN).split("\n")
    assert len(lines) == len(labels) + 3
    assert {len(line.replace("\\\\", "").replace("\\|", "").split("|")) for line in lines[:-1]} == {4}
    assert not any("<" in line.replace("\\<", "") for line in lines[2:])


def test_a_parameter_arrives_as_it_is() -> None:
    store = pyoxigraph.Store()
    for text in (*strings(NUMBER), *(hostile(NUMBER) if TORTURE else ())):
        [row] = store.query(bind(ECHO, {"x": text}))  # type: ignore[misc]
        assert row[0].value == text
