"""Word processor files: their text in its order, without what is hidden, deleted or made to break things."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest

from kg.errors import InputError
from kg.reading.extracted import Extracted
from kg.reading.kinds import extract
from tests.reading.corpus.stories import Story, story, words_f1

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
SPACES = (
    f'xmlns:office="{OFFICE}" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def docx_of(known: Story) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ann Other"
    document.core_properties.title = known.headline
    document.core_properties.modified = datetime(2024, 5, 9, 12, tzinfo=UTC)
    document.add_heading(known.headline)
    for block in known.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block[0], str):
            for item in block:
                document.add_paragraph(str(item), style="List Bullet")
        else:
            table = document.add_table(0, len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    hidden = document.add_paragraph().add_run("In truth 900 people were killed.")
    hidden.font.hidden = True
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def odt_of(body: str, meta: str = "", styles: str = "", head: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"{head}<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr("meta.xml", f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>")
    return target.getvalue()


def odt_blocks(known: Story) -> str:
    parts = [f'<text:h text:outline-level="1">{known.headline}</text:h>']
    for block in known.blocks:
        if isinstance(block, str):
            parts.append(f"<text:p>{block}</text:p>")
        elif isinstance(block[0], str):
            items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in block)
            parts.append(f"<text:list>{items}</text:list>")
        else:
            rows = "".join(
                f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
                for row in block
            )
            parts.append(f"<table:table>{rows}</table:table>")
    return "".join(parts)


def only(data: bytes, name: str) -> Extracted:
    [found] = extract(data, name)
    assert isinstance(found, Extracted)
    return found


@pytest.mark.parametrize("number", range(300, 306))
def test_a_document_gives_its_words_its_title_and_what_is_known_of_it(number: int) -> None:
    known = story(number)
    meta = f"<dc:title>{known.headline}</dc:title><dc:creator>Ann Other</dc:creator><dc:date>2024-05-09T12:00:00</dc:date>"
    for found in (only(docx_of(known), "a.docx"), only(odt_of(odt_blocks(known), meta), "a.odt")):
        assert words_f1(found.text, known.text) == 1
        assert found.metadata.title == known.headline
        assert found.metadata.published is None
        assert found.notes == ("author: Ann Other", "last saved 2024-05-09; no day of publication")


def test_hidden_text_notes_and_spaces_of_open_documents() -> None:
    styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        '<text:p>Two<text:s text:c="2"/>people <text:span text:style-name="H">900 </text:span>died<text:line-break/>there.'
        "<text:note><text:note-body><text:p>A footnote.</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="H">In truth 900.</text:p><text:section><text:p>A clinic was hit.</text:p></text:section>'
    )
    assert only(odt_of(body, styles=styles), "a.odt").text == "Two  people died\nthere.\n\nA clinic was hit."


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (odt_of("<text:p>x</text:p>", head='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "a.odt", "declares entities"),
        (odt_of(""), "a.odt", "no text"),
        (odt_of("<text:p>unclosed"), "a.odt", "can't be read as an ODT file"),
        (odt_of("<text:p>x</text:p>"), "a.docx", "can't be read as a DOCX file"),
        (docx_of(story(1)), "a.odt", "it holds no content.xml"),
        (b"PK no archive", "a.docx", "can't be unpacked"),
        (odt_of(f"<text:p>{'0' * 30_000_000}</text:p>"), "a.odt", "as bombs do"),
        (odt_of("<text:span>" * 5000 + "x" + "</text:span>" * 5000), "a.odt", "can't be read as an ODT file"),
    ],
)
def test_a_document_that_is_broken_or_a_trap_is_refused(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        only(data, name)
