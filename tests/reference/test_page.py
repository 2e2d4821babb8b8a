"""The page about the ontology tells all of it, does no harm, and opens in a browser without scripts and without a network."""

import re
import runpy
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from kg.cli.main import cli
from kg.ontology import Ontology, OntologyClass, OntologyProperty, load
from kg.reference import page as module
from kg.reference.drawing import COLUMNS, draw
from kg.reference.examples import example_of_class, example_of_code, example_of_property
from kg.reference.page import ontology_page
from kg.reference.usage import STATED_OF

DOCS = Path(__file__).resolve().parents[2] / "docs"
BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
         "disable-component-update", "disable-sync", "host-resolver-rules=MAP * ~NOTFOUND")  # fmt: skip
#: The hosts that a browser asks on its own account, whatever the page; no name is resolved here.
OF_THE_BROWSER = (".google.com", ".googleapis.com", ".gvt1.com")
#: Elements that HTML lets stand without an end.
VOID_ELEMENTS = {"meta", "br", "hr", "img", "link"}


class Reader(HTMLParser):
    """Reads a page: its elements, anchors, links and text; `open` is what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in {"src", "href", "srcset", "action", "data"} or name.startswith("on"):
                self.loads.append(f"{tag} {name}")
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_ELEMENTS:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def html() -> str:
    return ontology_page(load())


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_every_element_is_closed_and_no_anchor_stands_twice(read: Reader) -> None:
    assert read.open == []
    assert [name for name, number in Counter(read.ids).items() if number > 1] == []


def test_every_class_property_and_code_has_its_label_and_definition(read: Reader) -> None:
    ontology = load()
    codes = {f"{scheme.name}/{concept.notation}": concept for scheme in ontology.schemes for concept in scheme.concepts}
    names = {item.name: item for item in ontology.classes} | {item.name: item for item in ontology.properties} | codes
    assert names.keys() <= set(read.ids)
    assert read.tags["article"] == len(names)
    for item in names.values():
        assert item.label in read.text
        assert item.definition in read.text


def test_every_link_within_the_page_leads_somewhere(read: Reader) -> None:
    assert {link for link in read.links if link.startswith("#")} - {f"#{name}" for name in read.ids} == set()


def test_nothing_is_loaded_and_nothing_runs(read: Reader, html: str) -> None:
    assert read.loads == []
    assert {"script", "iframe", "img", "link", "object", "form"} & set(read.tags) == set()
    assert "url(" not in html
    assert "@import" not in html


def article(html: str, name: str) -> str:
    found = re.search(rf'<article id="{name}">.*?</article>', html, re.DOTALL)
    assert found
    return found[0]


def test_a_class_tells_its_place_its_shape_a_query_and_an_example(html: str) -> None:
    text = article(html, "CasualtyCount")
    assert '<dt>a kind of</dt><dd><a href="#Count">Count</a>, <a href="#HarmClaim">HarmClaim</a></dd>' in text
    assert '<dt>never also</dt><dd><a href="#FacilityCount">FacilityCount</a></dd>' in text
    assert "CasualtyCount</code>" in text
    assert "kg query " in text
    assert "a rv:CasualtyCount ;\n    rv:accordingTo" in text


def test_a_property_tells_domain_range_shape_query_and_an_example(html: str) -> None:
    text = article(html, "weapon")
    assert '<dt>said of</dt><dd><a href="#Event">Event</a></dd>' in text
    assert '<dt>value</dt><dd>a code of <a href="#scheme-weapon">weapon</a></dd>' in text
    assert ">code-weapon</code>" in text
    assert ">kg query weapons</code>" in text
    assert "rv:weapon weapon:" in text


def test_a_code_that_the_samples_lack_is_shown_as_it_is_written(html: str) -> None:
    assert not example_of_code("legal-term", "genocide")
    assert "As it is written:</p><pre>rv:legalTerm legal-term:genocide</pre>" in article(html, "legal-term/genocide")
    assert "rv:group group:children" in article(html, "group/children")


def test_whatever_the_ontology_says_is_only_text(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = '"><script>alert(1)</script>&'
    ontology = Ontology(
        version=evil,
        licence="https://example.org/",
        classes=(OntologyClass("Evil", evil, evil, notation=evil),),
        properties=(
            OntologyProperty("evil", evil, evil, "data", "rv:Evil", evil, functional=True, scheme=None, comments=(evil,)),
        ),
        schemes=(),
    )
    monkeypatch.setattr(module, "example_of_class", lambda _: evil)
    text = ontology_page(ontology)
    reader = Reader()
    reader.feed(text)
    assert "script" not in reader.tags
    assert text.count("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;") >= 7


def test_the_command_writes_the_page_and_makes_the_folder(tmp_path: Path, html: str) -> None:
    result = CliRunner().invoke(cli, ["ontology", "--html", str(tmp_path / "a" / "b")])
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["index.html"]
    assert (tmp_path / "a" / "b" / "index.html").read_text(encoding="utf-8") == html


def test_a_folder_that_cannot_be_made_and_a_name_beside_it_are_wrong_uses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert CliRunner().invoke(cli, ["ontology", "--html", str(tmp_path / "file" / "x")]).exit_code == 2
    assert CliRunner().invoke(cli, ["ontology", "Event", "--html", str(tmp_path / "y")]).exit_code == 2
    assert not (tmp_path / "y").exists()


def browse(page: Path, profile: Path, *options: str) -> str:
    """What a browser makes of a page, as `options` ask for it."""
    assert BROWSER
    flags = [f"--{name}" for name in QUIET]
    command = [BROWSER, *flags, f"--user-data-dir={profile}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_shows_all_of_it_and_asks_no_other_host(tmp_path: Path, html: str) -> None:
    path, log = tmp_path / "index.html", tmp_path / "net.json"
    path.write_text(html, encoding="utf-8")
    shown = browse(path, tmp_path / "profile", f"--log-net-log={log}", "--dump-dom")
    assert shown.count("<article") == html.count("<article")
    assert "The ontology of reported violence</h1>" in shown
    assert "Content-Security-Policy\" content=\"default-src 'none'" in shown, "so no script can run"
    told = log.read_text(encoding="utf-8", errors="replace")
    asked = set(re.findall(r'"url":"(?:https?|wss?|ftp)://([^/"]*)', told))
    assert {host for host in asked if not host.endswith(OF_THE_BROWSER)} == set()
    assert not any(host in html for host in OF_THE_BROWSER)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_paints_it(tmp_path: Path, html: str) -> None:
    path, picture = tmp_path / "index.html", tmp_path / "page.png"
    path.write_text(html, encoding="utf-8")
    browse(path, tmp_path / "profile", f"--screenshot={picture}", "--window-size=900,1400")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 30_000, "an empty page is smaller"


# The drawing


def test_the_drawing_is_what_the_ontology_says_and_lies_beside_the_pages() -> None:
    made = runpy.run_path(str(DOCS / "make_model.py"))
    assert made["DRAWING"].read_text(encoding="utf-8") == draw(load()), "run make docs"
    assert "](model.svg)" in (DOCS / "model.md").read_text(encoding="utf-8")
    assert "](docs/model.svg)" in (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_the_drawing_is_well_formed_and_draws_each_class_with_its_properties() -> None:
    root = ET.fromstring(draw(load()))  # noqa: S314 - our own
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {name for column in COLUMNS for name in column} <= set(texts)
    drawn = {f"rv:{name}" for column in COLUMNS for name in column}
    assert [item.name for item in load().properties if item.domain in drawn and item.name not in texts] == []


def test_nothing_of_the_drawing_lies_outside_it() -> None:
    root = ET.fromstring(draw(load()))  # noqa: S314 - our own
    width, height = map(int, root.attrib["viewBox"].split()[2:])
    cards = [element.attrib for element in root.iter("{http://www.w3.org/2000/svg}rect") if element.attrib["class"] == "card"]
    assert len(cards) == sum(map(len, COLUMNS))
    for card in cards:
        assert int(card["x"]) + int(card["width"]) < width
        assert int(card["y"]) + int(card["height"]) < height
    boxes = [(int(card["x"]), int(card["y"]), int(card["y"]) + int(card["height"])) for card in cards]
    assert not any(one[0] == two[0] and one[1] < two[1] < one[2] for one in boxes for two in boxes)


# The examples


def test_the_examples_are_what_the_samples_say() -> None:
    made = runpy.run_path(str(DOCS / "make_examples.py"))
    assert made["TARGET"].read_text(encoding="utf-8") == made["examples"](), "run make docs"


def test_an_example_shows_its_term() -> None:
    assert re.match(r"<report/\w+/event/\d+> a rv:AirStrike ;\n", example_of_class("AirStrike"))
    assert re.fullmatch(r"<report/\w+/victim/\d+> a rv:Victim ;\n    rv:age \d+ \.", example_of_property("age"))
    assert re.fullmatch(r"<report/\w+/\S+> a rv:\w+ ;\n    rv:outcome outcome:killed \.", example_of_code("outcome", "killed"))


def test_what_the_samples_do_not_say_has_no_example() -> None:
    assert (example_of_class("NamedThing"), example_of_property("score"), example_of_code("judgement", "unsure")) == ("", "", "")


def test_a_property_without_a_domain_stands_with_the_classes_that_have_it(html: str) -> None:
    for name, members in STATED_OF.items():
        said = html.split(f'id="{name}"')[1].split("</article>", maxsplit=1)[0]
        assert all(f'href="#{member}"' in said for member in members)
        assert all(f'href="#{name}"' in html.split(f'id="{member}"')[1].split("</article>", maxsplit=1)[0] for member in members)
