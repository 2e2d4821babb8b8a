"""Files with faults put in at random: each is read or refused with a reason, and what is read is clean."""

import gzip
import io
import random
import zipfile

import pytest

from kg.errors import InputError
from kg.reading.clean import clean_text
from kg.reading.extracted import Extracted
from kg.reading.kinds import extract
from tests.reading.corpus.documents import pdf
from tests.reading.corpus.mails import MAILS
from tests.reading.corpus.pages import LAYOUTS
from tests.reading.corpus.stories import story
from tests.reading.test_archive import tarred, zipped
from tests.reading.test_office import docx_of, odt_blocks, odt_of
from tests.reading.test_table import HEADER, ROWS, csv_of, jsonl_of, xlsx_of

STORY = story(3)
FILES = [
    *(("a.html", layout(STORY).encode()) for layout in LAYOUTS),
    *(("a.eml", make(STORY).as_bytes()) for make in MAILS),
    ("a.pdf", pdf(STORY, 2, heads=True, hyphens=True)),
    ("a.pdf", pdf(STORY, by_line=True)),
    ("a.docx", docx_of(STORY)),
    ("a.odt", odt_of(odt_blocks(STORY))),
    ("a.xlsx", xlsx_of([HEADER, *ROWS])),
    ("a.csv", csv_of([HEADER, *ROWS])),
    ("a.jsonl", jsonl_of(ROWS)),
    ("a.zip", zipped({"a.txt": b"Two people died. " * 9, "b.html": b"<p>Two people died.</p>"})),
    ("a.tar", tarred({"a.txt": b"Two people died."})),
    ("a.txt.gz", gzip.compress(b"Two people died. " * 9)),
    ("a.mbox", b"From x@e.example Mon Mar  4 10:00:00 2024\n" + MAILS[0](STORY).as_bytes()),
]
PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b'"',
    b"&#1;",
    b"[",
    b"{",
    b"\r\n\r\n",
    b"-1",
    b"9" * 30,
    b"/Length",
    b"\xe2\x80\xae",
    b"<!--",
    b"]]>",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with up to eight faults: bytes changed, cut, doubled, put in or moved."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(found) + 1)
        end = start + chance.randint(1, 60)
        match chance.randint(0, 4):
            case 0:
                found[start : start + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[start:end]
            case 2:
                found[start:start] = found[start:end] * chance.randint(1, 50)
            case 3:
                found[start:start] = chance.choice(PIECES)
            case 4:
                other = chance.randrange(len(found) + 1)
                found[start:end] = found[other : other + end - start]
    return bytes(found)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A packed file with the faults in one of its members."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as packed:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            packed.writestr(name, mutated(source.read(name), chance) if name == chosen else source.read(name))
    return target.getvalue()


@pytest.mark.parametrize("seed", range(8))
def test_a_file_with_faults_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    outcomes = set()
    for _ in range(100):
        name, data = chance.choice(FILES)
        inside = name.endswith(("docx", "odt", "xlsx")) and chance.random() < 0.7
        data = mutated_inside(data, chance) if inside else mutated(data, chance)
        try:
            for item in extract(data, name):
                outcomes.add(type(item).__name__)
                if isinstance(item, Extracted):
                    assert item.text.strip()
                    assert clean_text(item.text).text == item.text
                    assert all(0 <= offset <= len(item.text) for offset, _ in item.pages)
        except InputError:
            outcomes.add("refused")
    assert {"Extracted", "refused"} <= outcomes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<style>" + b"/*" * 100_000 + b"</style><p>Two died.</p>"),
        ("a.html", b"<style>" + b".a{" * 100_000 + b"</style><p>Two died.</p>"),
        ("a.html", b"<p style='" + b"height:0;" * 50_000 + b"'>Two died.</p><p>Three died.</p>"),
        ("a.html", b"<article><p>" + b"<time datetime='2024-05-04'>4 May</time> Two died. " * 5_000 + b"</p></article>"),
        ("a.html", b"<p>Two died.</p>" * 5_000),
        ("a.html", b"<table><tr><td>" * 80 + b"Two died." * 20_000),
        ("a.eml", b"Subject: x\n\n" + b"a <" + b"@" * 100_000 + b"> wrote:\n> x\n"),
        ("a.eml", b"Subject: x\n\nTwo died.\n" + b"From: x\n" * 30_000),
        ("a.eml", b"Subject: " + b"Re: " * 30_000 + b"x\n\nTwo died.\n"),
        ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 30_000 + b"x\n\nTwo died.\n"),
        ("a.eml", b"Subject: x\nFrom: " + b"(" * 9_000 + b"\n\nTwo died.\n"),
        ("a.eml", b"Subject: x\nContent-Type: text/plain; " + b"a*0=b; " * 30_000 + b"\n\nTwo died.\n"),
        ("a.mbox", b"From " + b"a" * 300_000 + b"\n\nFrom " + b"b " * 200_000 + b"\n\nTwo died."),
        ("a.csv", b"text\n" + b"Two died.\n" * 20_000),
        ("a.txt", b"(" * 300_000),
    ],
)  # fmt: skip
def test_a_file_made_to_take_long_takes_no_longer_than_its_length(name: str, data: bytes) -> None:
    assert list(extract(data, name))


@pytest.mark.parametrize("tag", ["<p {}>", "<p x='>' {}>", "<p title=\"a>b\" {} class='c'>"])
def test_a_tag_with_more_attributes_than_a_parser_can_take_is_refused(tag: str) -> None:
    page = "<html><body>" + tag + "Two died.</p></body></html>"
    few, many = (" ".join(f"a{number}='>'" for number in range(size)) for size in (1_000, 200_000))
    assert list(extract(page.format(few).encode(), "a.html"))
    with pytest.raises(InputError, match="more than 2,000 attributes"):
        list(extract(page.format(many).encode(), "a.html"))
