"""What is written is read by other programs without complaint, and to the same number of triples: rdflib, Oxigraph, Raptor."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from kg.build import quads_of
from kg.export.dump import export, lines_of, write
from kg.export.void import write_description
from kg.extraction.manual import ManualReader
from kg.formats import GraphFormat
from kg.ontology import ontology_nquads
from kg.queries import bundled, bundled_graphs
from kg.reading.sources import Source, find_sources
from kg.reference.catalogue import write_catalogue
from kg.resources import ontology_files, shape_files
from kg.store.memory import MemoryStore
from kg.store.rdf_files import read_triples
from kg.terms import DEFAULT_BASE, RV, literal
from tests.export.test_dump import everything

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WRITTEN = ("samples.ttl", "samples.nt", "nasty.ttl", "nasty.nt", "void.ttl", "queries.ttl")
FILES = {path.name: path for path in (*ontology_files(), *shape_files())}
RAPPER = {".ttl": "turtle", ".nt": "ntriples"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of file that is written, of the samples as coded by hand and of texts that broke writers."""
    folder = tmp_path_factory.mktemp("written")
    sources = (source for source in find_sources([SAMPLES]) if isinstance(source, Source))
    quads = [quads_of(source, ManualReader(), DEFAULT_BASE) for source in sources]
    samples, nasty = MemoryStore(DEFAULT_BASE), MemoryStore(DEFAULT_BASE)
    samples.load([ontology_nquads(), *(found.graph for found in quads), *(found.shared for found in quads)])
    # Raptor refuses the noncharacter U+FFFE, which XML has no place for; no report's text keeps it either.
    nasty.load([f"{line}\n" for line in everything().split("\n") if line and "\ufffe" not in line])
    for name, store in (("samples", samples), ("nasty", nasty)):
        for form in (GraphFormat.TURTLE, GraphFormat.NTRIPLES):
            export(store, folder / f"{name}{form.suffix}", form)
    with (folder / "void.ttl").open("w") as file:
        write_description(lines_of(samples), file, DEFAULT_BASE)
    with (folder / "queries.ttl").open("w") as file:
        write_catalogue([*bundled().values(), *bundled_graphs().values()], file)
    return folder


@pytest.fixture(params=[*WRITTEN, *FILES])
def path(request: pytest.FixtureRequest, folder: Path) -> Path:
    found: Path = FILES.get(request.param, folder / request.param)
    return found


def test_rdflib_and_oxigraph_read_the_same_number_of_triples(path: Path) -> None:
    graph = Graph()
    graph.parse(path, format="nt" if path.suffix == ".nt" else "turtle")
    assert len(graph) == len(set(read_triples(path))) > 0


def test_rapper_reads_the_same_number_without_a_word(path: Path) -> None:
    if not shutil.which("rapper"):
        pytest.skip("no rapper here (Debian: raptor2-utils)")
    command = ["rapper", "--count", "--input", RAPPER[path.suffix], str(path), "https://example.org/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if not re.match(r"rapper: Parsing (URI|returned) ", line)]
    assert (done.returncode, told) == (0, [])
    number = re.search(r"returned (\d+) triples", done.stderr)
    assert number
    assert int(number[1]) == len(list(read_triples(path)))


# Control characters are written as escapes, where the formatter wants them as they are; no report's text keeps them.
@pytest.mark.parametrize("name", ["samples.ttl", "void.ttl", "queries.ttl"])
def test_a_formatter_of_turtle_finds_nothing_to_do(folder: Path, name: str) -> None:
    formatter = Path(sys.executable).with_name("turtlefmt")
    done = subprocess.run([formatter, "--check", folder / name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_read_back_and_written_again_is_the_same_bytes(folder: Path) -> None:
    again = MemoryStore(DEFAULT_BASE)
    again.load(f"{line[:-1]}<urn:x:g> .\n" for line in read_triples(folder / "samples.ttl"))
    out = io.StringIO()
    export(again, out, GraphFormat.TURTLE)
    assert out.getvalue() == (folder / "samples.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ['a\n"b', 'a\n""b', 'a\n"""b', 'a\n"""""""b', 'a\nb""', '"a\n', '""""a\n', 'a\\"\n\\\\"'])
def test_quotes_beside_line_feeds_are_written_as_a_formatter_writes_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "out.ttl"
    with path.open("w", newline="") as file:
        write([f"<urn:x:a> <{RV}text> {literal(text)} ."], GraphFormat.TURTLE, file)
    assert subprocess.run([Path(sys.executable).with_name("turtlefmt"), "--check", path], check=False).returncode == 0
    graph = Graph()
    graph.parse(path)
    assert [str(value) for value in graph.objects()] == [text]
    assert list(read_triples(path)) == [f"<urn:x:a> <{RV}text> {literal(text)} ."]
