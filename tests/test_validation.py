"""Validation: stores, files and graphs as N-Triples go in, findings come out, and the shapes are compiled once."""

import runpy
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import InputError
from kg.extraction.manual import ManualReader
from kg.findings.model import Finding, Severity
from kg.mapping.account import map_account
from kg.mapping.graph import report_iri
from kg.model import Account, Report
from kg.reading.sources import Source, find_sources, read
from kg.resources import shape_files
from kg.store.memory import MemoryStore
from kg.terms import RV
from kg.validation import checks, surroundings
from kg.validation import graph as graph_module
from kg.validation import shapes as shapes_module
from kg.validation.checks import validate_files, validate_graphs, validate_store
from kg.validation.graph import read_lines
from kg.validation.shapes import compiled_shapes
from kg.validation.surroundings import is_shared

BASE = "https://example.org/id/"
WHOLE = Path(__file__).parent / "shapes" / "whole.ttl"


def graphs_of(nquads: Iterable[str]) -> dict[str, list[str]]:
    """Lines of N-Quads as lines of N-Triples by graph."""
    graphs: dict[str, list[str]] = {}
    for line in sorted(set(nquads)):
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        graphs.setdefault(graph[1:-1], []).append(f"{triple} .")
    return graphs


def reported(account: Account, *reports: Report) -> dict[str, list[str]]:
    """The graphs of reports that all tell the same."""
    quads = [map_account(report, account, BASE) for report in reports]
    return graphs_of(line for each in quads for line in (each.graph + each.shared).splitlines())


def check(graphs: dict[str, list[str]]) -> list[Finding]:
    return list(validate_graphs(list(graphs), graphs.__getitem__))


def serious(findings: Iterable[Finding]) -> list[str]:
    return [finding.shape for finding in findings if finding.severity is Severity.VIOLATION]


def test_what_the_mapping_makes_of_an_account_has_no_violation(account: Account, report: Report) -> None:
    found = check(reported(account, report))
    assert serious(found) == []
    assert [finding.shape for finding in found] == ["denial-by-organization", "report-reading"]


def test_a_store_and_the_file_exported_from_it_have_the_same_findings(account: Account, report: Report, tmp_path: Path) -> None:
    graphs = reported(account, report)
    name = next(name for name in graphs if not is_shared(name))
    graphs[name] = [line for line in graphs[name] if "accordingTo" not in line and "evidence" not in line]
    quads = "".join(f"{line[:-2]} <{graph}> .\n" for graph, lines in graphs.items() for line in lines)
    (tmp_path / "all.nq").write_text(quads)
    (tmp_path / "all.nt").write_text("".join(f"{line}\n" for lines in graphs.values() for line in lines))
    with MemoryStore(BASE) as store:
        store.load([quads])
        from_store = list(validate_store(store))
    assert Counter(serious(from_store)) == {"claim-source": 7, "evidence": 8}
    assert list(validate_files([tmp_path / "all.nq"])) == from_store
    assert list(validate_files([tmp_path / "all.nt"])) == from_store


def test_files_are_taken_together(account: Account, report: Report, tmp_path: Path) -> None:
    for name, lines in reported(account, report).items():
        (tmp_path / f"{name.rpartition('/')[2]}.nt").write_text("\n".join(lines))
    files = sorted(tmp_path.iterdir())
    assert len(files) == 3
    assert serious(validate_files(files)) == []
    alone = next(path for path in files if path.stem not in ("identity", "entities"))
    assert set(serious(validate_files([alone]))) == {"country-code", "event-country", "event-incident"}


def test_a_finding_names_its_shape_node_path_value_and_report(account: Account, report: Report) -> None:
    graphs = reported(account, report)
    name = report_iri(report, BASE)
    graphs[name] = [line.replace(f'count/2> <{RV}minimum> "3"', f'count/2> <{RV}minimum> "4"') for line in graphs[name]]
    found = [finding for finding in check(graphs) if finding.severity is Severity.VIOLATION]
    assert [(finding.shape, finding.path, finding.value) for finding in found] == [
        ("count-minimum", "rv:minimum", "4"),
        ("exact-bounds", "rv:minimum | rv:maximum", None),
    ]
    assert found[0].focus == f"{name}/count/2"
    assert found[0].report == name
    assert found[0].constraint == "LessThanOrEquals"
    assert found[0].message.startswith("Give one rv:minimum")


def test_findings_come_in_the_same_order_each_time(account: Account, report: Report) -> None:
    graphs = reported(account, report)
    name = report_iri(report, BASE)
    graphs[name] = [line for line in graphs[name] if "label" not in line and "stance" not in line]
    found = check(graphs)
    graphs[name].reverse()
    assert check(graphs) == found
    assert [finding.order for finding in found] == sorted(finding.order for finding in found)


def test_a_finding_in_a_shared_graph_names_no_report(account: Account, report: Report) -> None:
    graphs = reported(account, report)
    graphs[f"{BASE}graph/entities"] = [line.replace('"SY"', '"Syria"') for line in graphs[f"{BASE}graph/entities"]]
    found = [finding for finding in check(graphs) if finding.shape == "place-country-code"]
    assert [(finding.focus, finding.report) for finding in found] == [(f"{BASE}place/SY", None)]


@pytest.mark.parametrize(
    ("predicate", "shape"),
    [(f"<{RV}describedBy>", "Described"), ("<http://www.w3.org/ns/prov#generated>", "Generated")],
)
def test_what_points_into_a_report_that_is_gone_is_found(predicate: str, shape: str, account: Account, report: Report) -> None:
    graphs = reported(account, report)
    name = f"{BASE}graph/identity"
    graphs[name] = sorted([*graphs[name], f"<{BASE}incident/9> {predicate} <{BASE}report/0000000000000000/event/1> ."])
    assert serious(check(graphs)) == [shape]


@pytest.mark.parametrize(("node", "found"), [("place/1", []), ("agent/1", ["Identified"]), ("place/99", ["Identified"])])
def test_a_node_of_a_report_is_identified_as_a_known_one_of_its_kind(
    node: str, found: list[str], account: Account, report: Report
) -> None:
    graphs = reported(account, report)
    link = f"<{report_iri(report, BASE)}/{node}> <{RV}identifiedAs> <{BASE}place/SY> ."
    graphs[f"{BASE}graph/identity"].append(link)
    assert serious(check(graphs)) == found


def test_dates_of_all_precisions_are_checked_without_being_compared(account: Account, report: Report) -> None:
    name = report_iri(report, BASE)
    graphs = reported(account, report)
    for kind, text in (("gYearMonth", "2024-05"), ("gYear", "2024")):
        lines = [line.replace(f'Date> "2024-05-07"^^<{XSD}date>', f'Date> "{text}"^^<{XSD}{kind}>') for line in graphs[name]]
        assert lines != graphs[name]
        assert serious(check({**graphs, name: lines})) == []


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[str]:
    """Count the calls of a function that the module uses, for as long as the test lasts."""
    calls: list[str] = []
    used = getattr(module, name)

    def count(*arguments: object, **options: object) -> object:
        calls.append(name)
        return used(*arguments, **options)

    monkeypatch.setattr(module, name, count)
    return calls


@pytest.fixture
def _uncompiled() -> Iterator[None]:
    compiled_shapes.cache_clear()
    graph_module._prepared.cache_clear()
    yield
    compiled_shapes.cache_clear()


@pytest.mark.usefixtures("_uncompiled")
def test_shapes_and_their_queries_are_compiled_once_for_any_number_of_reports(
    account: Account, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, parsed = (counted(monkeypatch, shapes_module, name) for name in ("SHACLExecutor", "_parsed"))
    prepared = counted(monkeypatch, graph_module, "prepareQuery")
    reports = [Report(f"report-{number}", report.text, published=report.published) for number in range(7)]
    graphs = reported(account, *reports)
    assert sum(not is_shared(name) for name in graphs) == 7
    check(graphs)
    files, queries = len(parsed), len(prepared)
    check(graphs)
    assert len(compiled) == 1
    assert len(parsed) == files == len(shape_files()) + 1
    assert len(prepared) == queries == 4


def test_each_report_is_read_once_and_each_shared_graph_twice(account: Account, report: Report) -> None:
    graphs = reported(account, *(Report(f"report-{number}", report.text) for number in range(5)))
    asked: Counter[str] = Counter()

    def lines_of(name: str) -> list[str]:
        asked[name] += 1
        return graphs[name]

    list(validate_graphs(list(graphs), lines_of))
    assert set(asked) == set(graphs)
    assert {asked[name] for name in graphs if is_shared(name)} == {2}
    assert {asked[name] for name in graphs if not is_shared(name)} == {1}


def test_shared_graphs_are_checked_in_parts_that_keep_a_node_together(
    account: Account, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    graphs = reported(account, *(Report(f"report-{number}", report.text) for number in range(5)))
    whole = check(graphs)
    monkeypatch.setattr(surroundings, "PART", 1)
    assert check(graphs) == whole
    parts = list(surroundings.in_parts(read_lines(graphs[f"{BASE}graph/identity"])))
    assert [len(part) for part in parts] == [2] * 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<https://example.org/c>", URIRef("https://example.org/c")),
        ("_:c", BNode("c")),
        ('"c \\"d\\" \\\\ \\n\\u00e9"', Literal('c "d" \\ \né')),
        ('"c"@en-GB', Literal("c", lang="en-GB")),
        ('"7"^^<http://www.w3.org/2001/XMLSchema#integer>', Literal(7)),
        ('"c"^^<http://www.w3.org/2001/XMLSchema#string>', Literal("c")),
    ],
)
def test_a_line_of_ntriples_is_read_with_its_value(text: str, value: object) -> None:
    subject, predicate = URIRef("https://example.org/a"), URIRef("https://example.org/b")
    assert list(read_lines([f"<{subject}> <{predicate}> {text} ."])) == [(subject, predicate, value)]


@pytest.mark.parametrize("line", ["", "# nothing", '<a> <b> "c"', '<a> <b> "c" <d> .', '<a> "b" <c> .'])
def test_a_line_that_is_no_triple_is_named(line: str) -> None:
    with pytest.raises(InputError, match="no line of N-Triples"):
        list(read_lines([line]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.ttl", "<a> <b> ."),
        ("latin.ttl", "<https://example.org/é> <https://example.org/b> 'ä' ."),
        ("data.csv", "a,b"),
        ("data", "<https://example.org/a> <https://example.org/b> <https://example.org/c> ."),
        ("missing.ttl", None),
    ],
)
def test_a_file_that_is_no_rdf_is_named(name: str, content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=name):
        list(validate_files([tmp_path / name]))


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.jsonld").write_text('{"@context": "http://127.0.0.1:9/context", "@id": "http://127.0.0.1:9/a", "name": "b"}')
    with pytest.raises(InputError, match=r"a\.jsonld"):
        list(validate_files([tmp_path / "a.jsonld"]))
    (tmp_path / "b.ttl").write_text("<http://127.0.0.1:9/> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/c> .")
    assert list(validate_files([tmp_path / "b.ttl"])) == []


def test_broken_shapes_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> <c")
    monkeypatch.setattr(shapes_module, "shape_files", lambda: (broken,))
    monkeypatch.setattr(checks, "compiled_shapes", compiled_shapes.__wrapped__)
    with pytest.raises(InputError, match=r"broken\.ttl"):
        check({})


#: What the worked example of a graph leaves out, by the shapes that miss it: labels, derived days, digests, and all that
#: stands outside a report's graph.
LEFT_OUT = {
    "event-label", "dated-earliest", "dated-latest", "report-digest", "name", "event-incident", "report-reading",
    "concept-label", "concept-definition", "concept-scheme",
}  # fmt: skip


def test_the_worked_example_lacks_only_what_it_is_known_to_leave_out(evaluation: Path, tmp_path: Path) -> None:
    script = runpy.run_path(str(evaluation / "graph_from_facts.py"))
    dataset = Dataset(default_union=True)
    for path in sorted((evaluation / "dev").glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        script["ReportGraph"](dataset, script["json"].loads(path.read_text(encoding="utf-8")), text)
    merged = Graph()
    for subject, predicate, value, _ in dataset.quads():
        merged.add((subject, predicate, value))
    merged.serialize(tmp_path / "gold.nt", format="nt", encoding="utf-8")
    found = list(validate_files([tmp_path / "gold.nt"]))
    unknown = {"event-when-known", "report-source-known"}
    assert {finding.shape for finding in found} == LEFT_OUT | unknown | {"denial-by-speaker", "denial-by-organization"}
    named = {finding.focus for finding in found if finding.shape == "name"}
    assert all(node.startswith("https://w3id.org/reported-violence/id/place/") for node in named)


#: What is right in some reports and deserves a look all the same.
WORTH_A_LOOK = {"denial-by-speaker", "denial-by-organization", "event-twice"}
#: What some reports don't say.
UNKNOWN = {"event-when-known", "event-where-known", "event-country-known", "report-source-known"}


def test_the_graphs_of_hand_made_accounts_conform(evaluation: Path) -> None:
    folders = [evaluation / name for name in ("dev", "train", "linking-dev", "linking-train-1")]
    sources = [source for source in find_sources(folders) if isinstance(source, Source)]
    some = [source for number, source in enumerate(sources) if number % 10 == 0 or "dev" in source.path.parts[-2]]
    reader, lines = ManualReader(), []
    for report in map(read, some):
        quads = map_account(report, reader.extract(report), BASE)
        lines += (quads.graph + quads.shared).splitlines()
    assert len(some) > 50
    found = check(graphs_of(lines))
    assert serious(found) == []
    assert {finding.shape for finding in found if finding.severity is not Severity.INFO} == {"report-reading", *WORTH_A_LOOK}
    assert {finding.shape for finding in found if finding.severity is Severity.INFO} <= UNKNOWN


def test_a_graph_without_statements_has_no_finding() -> None:
    assert check({f"{BASE}report/0123456789abcdef": []}) == []
    assert not Graph()
