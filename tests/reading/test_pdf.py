"""PDF files: the words in the order of reading, whole, without what runs through the pages, each with its page."""

import io
import re
from typing import Any

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kg.errors import InputError
from kg.mapping.account import map_account
from kg.model import Account, Event, Passage, Report
from kg.reading.extracted import Extracted
from kg.reading.kinds import extract
from kg.reading.pdf import Line, flow
from tests.conftest import BASE
from tests.reading.corpus.documents import DOCUMENTS, pdf
from tests.reading.corpus.stories import story, words_f1


def only(data: bytes) -> Extracted:
    [found] = extract(data, "a.pdf")
    assert isinstance(found, Extracted)
    return found


def drawn(pages: list[list[tuple[int, int, str]]]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for page in pages:
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(("number", "how"), DOCUMENTS)
def test_a_document_gives_its_words_in_order(number: int, how: dict[str, Any]) -> None:
    known = story(number, 14)
    words = f"{known.headline}. {' '.join(known.paragraphs)}" if "by_line" in how else known.text
    found = only(pdf(known, **how))
    assert words_f1(found.text, words) >= 0.97
    assert found.metadata.published is None


@pytest.mark.parametrize(("number", "how"), [(403, {"columns": 1}), (413, {"columns": 2, "heads": True, "hyphens": True})])
def test_every_word_is_on_the_page_that_is_said(number: int, how: dict[str, Any]) -> None:
    data = pdf(story(number, 14), **how)
    found = only(data)
    document = pypdf.PdfReader(io.BytesIO(data))
    assert [page for _, page in found.pages] == list(range(1, len(document.pages) + 1))
    bounds = [*(offset for offset, _ in found.pages), len(found.text)]
    for place, page in enumerate(document.pages):
        there = "".join(page.extract_text().split()).replace("\xad", "").replace("-", "")
        for word in found.text[bounds[place] : bounds[place + 1]].split():
            assert word in ("-", "|") or word.replace("-", "") in there


def test_passages_carry_the_page_they_begin_on() -> None:
    report = Report("a", "One killed.\n\nTwo killed.", pages=((0, 1), (13, 2)))
    events = tuple(
        Event(id=f"e{n}", type="killing", evidence=(Passage(start, start + 3),)) for n, start in enumerate((0, 13, 17), 1)
    )
    graph = map_account(report, Account(events), BASE).graph
    found = [(re.search(r"passage/([\d-]+)> ", line), re.search(r'#page> "?(\d)', line)) for line in graph.splitlines()]
    pages = [(passage[1], page[1]) for passage, page in found if passage and page]
    assert pages == [("0-3", "1"), ("13-16", "2"), ("17-20", "2")]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The victims were bur-", "ied on Monday."], "The victims were buried on Monday."),
        (["It was a self-", "styled leader."], "It was a self-styled leader."),
        (["The re-opened road and the re-", "opened clinic."], "The re-opened road and the re-opened clinic."),
        (["From 2011-", "2014 there was peace."], "From 2011- 2014 there was peace."),
        (["Between Sulqan-", "Dreva and the sea."], "Between Sulqan- Dreva and the sea."),
        (["Three men", "- two dead", "- one hurt"], "Three men\n\n- two dead\n- one hurt"),
    ],
)
def test_words_broken_at_the_end_of_a_line_become_whole(lines: list[str], text: str) -> None:
    found, _, _ = flow([[Line(line, 1, 60, 700 - 14 * number, 12) for number, line in enumerate(lines)]])
    assert found == text


def test_running_heads_go_though_their_numbers_change_and_other_lines_stay() -> None:
    page = [
        (60, 800, "Bulletin {n}"),
        (60, 700, "Day {n}: two people were killed in Marwat."),
        (60, 680, "They were buried there."),
        (290, 40, "{n}"),
    ]
    data = drawn([[(x, y, text.format(n=n)) for x, y, text in page] for n in (1, 2, 3)])
    found = only(data)
    assert "Bulletin" not in found.text
    assert [f"Day {n}" in found.text for n in (1, 2, 3)] == [True] * 3
    assert "6 lines that run through the pages left out" in found.notes


def test_a_sentence_that_goes_over_to_the_next_page_stays_one() -> None:
    found = only(drawn([[(60, 100, "Two people were")], [(60, 800, "killed in Marwat, said the mayor.")]]))
    assert found.text == "Two people were killed in Marwat, said the mayor."
    assert found.pages == ((0, 1), (16, 2))


def test_the_cells_of_a_table_stand_in_rows() -> None:
    rows = [("Town", "Killed"), ("Marwat", "12"), ("Dreva", "3")]
    found = only(drawn([[(x, 700 - 20 * n, cell) for n, row in enumerate(rows) for x, cell in zip((60, 200), row, strict=True)]]))
    assert found.text.split("\n\n") == ["Town | Killed", "Marwat | 12", "Dreva | 3"]


def test_a_document_without_text_says_so_plainly() -> None:
    with pytest.raises(InputError, match=r"^no text in it: a scan or pictures only; put it through text recognition"):
        only(drawn([[]]))
    assert only(drawn([[(60, 700, "Two people were killed.")], []])).notes[-1] == "no text on page 2"


def test_a_locked_document_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn([[(60, 700, "x")]])))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(InputError, match=r"locked by a password|can't be read as a PDF"):
        only(target.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"junk" * 200, pdf(story(1))[:900], b"%PDF-1.4\n" + b"[" * 50_000])
def test_a_broken_document_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"can't be read as a PDF|no text"):
        only(data)
