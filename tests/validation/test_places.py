"""Where findings lie: at the words of the report for a store, at the node's line for a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Literal, URIRef

from kg.cli.main import cli
from kg.findings.model import Finding, Location, Severity, Span
from kg.formats import GraphFormat
from kg.terms import OA, RV
from kg.validation.graph import QuickGraph
from kg.validation.places import in_files
from kg.validation.words import Words

WHOLE = Path(__file__).parents[1] / "shapes" / "whole.ttl"

#: Shapes that find fault with every count, claim of responsibility, agent and passage.
PICKY = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rv: <https://w3id.org/reported-violence/ontology#> .
@prefix own: <https://example.org/shapes#> .
own:Fussy a sh:NodeShape ; sh:targetClass rv:CasualtyCount , rv:Agent , rv:Passage , rv:Incident ; sh:nodeKind sh:Literal .
"""


@pytest.fixture
def built(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with reports below it, a store of them, and the picky shapes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "picky.ttl").write_text(PICKY)
    done = CliRunner().invoke(cli, ["build", str(folder), "--store", "kg-store", "--reader", "manual"])
    assert done.exit_code == 0, done.stderr
    return tmp_path


def found(*arguments: str) -> list[dict[str, dict[str, object]]]:
    """The findings of the picky shapes."""
    result = CliRunner().invoke(cli, ["validate", *arguments, "--shapes", "picky.ttl", "--format", "json"])
    assert result.exit_code == 1, result.stderr
    findings = json.loads(result.stdout)["findings"]
    return [finding for finding in findings if finding["shape"] == "https://example.org/shapes#Fussy"]


def test_a_finding_in_a_store_lies_at_its_words_in_the_report(built: Path) -> None:
    findings = [finding for finding in found("--store", "kg-store") if finding["report"]]
    assert {str(finding["words"]["file"]) for finding in findings} == {"reports/marwat.txt"}
    texts = set()
    for finding in findings:
        words = finding["words"]
        if "line" in words:
            lines = (built / str(words["file"])).read_text().split("\n")
            first, last = int(str(words["column"])) - 1, int(str(words["end_column"])) - 1
            assert words["line"] == words["end_line"]
            assert lines[int(str(words["line"])) - 1][first:last] == words["text"]
            texts.add(words["text"])
    assert {"At least 12 people", "including three children"} <= texts


@pytest.mark.usefixtures("built")
def test_an_agent_lies_at_the_words_of_a_claim_that_speaks_of_it() -> None:
    agents = {
        str(finding["focus"]).rpartition("/")[2]: finding["words"] for finding in found() if "/agent/" in str(finding["focus"])
    }
    assert "army shells hit a school" in {words.get("text") for words in agents.values()}


def test_paths_are_told_from_where_one_stands(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (built / "below").mkdir()
    monkeypatch.chdir(built / "below")
    result = CliRunner().invoke(cli, ["validate", "--store", "../kg-store", "--shapes", "../picky.ttl", "--format", "json"])
    files = {finding["words"]["file"] for finding in json.loads(result.stdout)["findings"] if finding["words"]}
    assert files == {"../reports/marwat.txt", "../reports/quiet.txt"}


@pytest.mark.usefixtures("built")
def test_a_store_without_texts_knows_the_file_alone(folder: Path) -> None:
    arguments = ["build", str(folder), "--store", "bare", "--reader", "manual", "--no-text"]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert {json.dumps(finding["words"]) for finding in found("--store", "bare") if finding["report"]} == {
        '{"file": "reports/marwat.txt"}'
    }


@pytest.mark.parametrize("form", GraphFormat)
def test_a_finding_in_a_file_lies_at_the_line_that_describes_the_node(form: GraphFormat, built: Path) -> None:
    assert CliRunner().invoke(cli, ["export", f"graph{form.suffix}"]).exit_code == 0
    lines = (built / f"graph{form.suffix}").read_text().split("\n")
    findings = found(f"graph{form.suffix}")
    assert findings
    for finding in findings:
        node = finding["node"]
        assert node["file"] == f"graph{form.suffix}"
        line = lines[int(str(node["line"])) - 1][int(str(node["column"])) - 1 :]
        assert line.startswith(str(node["text"]))
        assert str(finding["focus"]).rpartition("/")[2] in str(node["text"])


def at(text: str, focus: str, path: Path) -> tuple[int, int] | None:
    """The line and column at which a node is found in a text."""
    path.write_text(text)
    finding = Finding("a", "In", Severity.INFO, focus, None, None, "Do.")
    place = next(in_files([finding], [path], path.parent)).node
    assert place is not None
    assert place.path == path.name
    return (place.span.line, place.span.column) if place.span else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@prefix e: <https://example.org/> .\ne:b e:p e:a .\n  e:a e:p 1.5 .", (3, 3)),
        ("PREFIX e: <https://example.org/>\ne:a e:p e:a .", (2, 1)),
        ("@base <https://example.org/> .\n<b> <p> [ <p> <a> ; <q> ( <a> <b> ) ] .\n<a> <p> '.' .", (3, 1)),
        ("@prefix e: <https://example.org/> . # <https://example.org/a> .\ne:b e:p '''\n. e:a\n''' . e:a e:p 1 .", (4, 7)),
        ("@prefix e: <https://example.org/> .\ne:g {\n e:b e:p 'x. e:a' .\n e:a e:p e:b }", (4, 2)),
        (
            "@prefix e: <https://example.org/> .\n<https://example.org/b> e:p \"\\\" . e:a\" .\ne:a e:p '1'^^e:t, 'x'@en-GB .",
            (3, 1),
        ),
        ("<https://example.org/b> <p:p> <https://example.org/a> .\n<https://example.org/a> <p:p> '1' <p:g> .", (2, 1)),
        ("@prefix e: <https://example.org/> .\ne:b e:p _:a . _:a e:p e:a .", None),
    ],
)
def test_the_node_of_a_turtle_file_is_found_where_it_is_a_subject(
    text: str, place: tuple[int, int] | None, tmp_path: Path
) -> None:
    assert at(text, "https://example.org/a", tmp_path / "graph.ttl") == place


def test_names_with_escapes_and_dots_are_read() -> None:
    path = Path(WHOLE)
    finding = Finding("a", "In", Severity.INFO, "https://example.org/id/report/0123456789abcdef/count/2", None, None, "Do.")
    place = next(in_files([finding], [path], path.parent)).node
    assert place is not None
    assert place.span is not None
    assert WHOLE.read_text().split("\n")[place.span.line - 1].startswith("count:2 a rv:CasualtyCount")


def test_of_a_file_whose_lines_are_not_those_of_its_text_the_file_alone_is_named() -> None:
    report, passage = URIRef("https://example.org/r"), URIRef("https://example.org/r/passage/0-3")
    graph = QuickGraph(
        [
            (report, URIRef(f"{RV}text"), Literal("abc")),
            (passage, URIRef(f"{OA}start"), Literal(0)),
            (passage, URIRef(f"{OA}end"), Literal(3)),
        ]
    )
    assert Words(graph, report, "a.txt").of(passage, None) == Location("a.txt", Span(1, 1, 1, 4, "abc"))
    assert Words(graph, report, "a.pdf").of(passage, None) == Location("a.pdf")
    assert Words(graph, report, "a.zip#b.txt").of(passage, None) == Location("a.zip")
    assert Words(graph, report, "a #1.txt").of(passage, None) == Location("a #1.txt", Span(1, 1, 1, 4, "abc"))
    assert Words(graph, report, None).of(passage, None) is None
