"""Word processor files: a DOCX or ODT file's bytes go in, its paragraphs, lists and tables come out as text, in their order.

The days in such a file say when it was made or last saved. They are noted and not taken for the day of publication, since a
file that is copied from an older one keeps the older one's.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from kg.errors import InputError
from kg.reading.archive import check_zip, unpacked
from kg.reading.clean import clean_text
from kg.reading.columns import Tables
from kg.reading.extracted import Extracted, checked
from kg.reading.markup import Node
from kg.reading.metadata import Metadata

#: The largest size of all of a file's parts unpacked, in bytes; the tree that is made of them takes ten times as much.
MAX_UNPACKED = 64_000_000

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LEFT_OUT = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}hidden-text", f"{_TEXT}table-of-content"}


def read(data: bytes, name: str, tables: Tables) -> Iterator[Extracted]:  # noqa: ARG001 - as every reader
    """The one report of a file; raises `InputError` if it can't be read or holds no text."""
    file = _checked_file(data)
    blocks, metadata, notes = _odt(file) if PurePosixPath(name).suffix.lower() == ".odt" else _docx(data)
    text = checked(clean_text("\n\n".join(block for block in blocks if block.strip())).text, "no text")
    yield Extracted(text=text, metadata=metadata, notes=notes)


def _checked_file(data: bytes) -> zipfile.ZipFile:
    """The file as the archive it is; raises `InputError` where it is a bomb, by its packing or its entities."""
    file = check_zip(data)
    if (size := sum(member.file_size for member in file.infolist())) > MAX_UNPACKED:
        raise InputError(f"unpacks to {size:,} bytes; at most {MAX_UNPACKED:,} are read")
    for member in file.infolist():
        if member.filename.endswith((".xml", ".rels")):
            text = unpacked(file, member)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError("it declares entities, which no document of its kind does")
    return file


def _docx(data: bytes) -> tuple[list[str], Metadata, tuple[str, ...]]:
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_docx_blocks(document.element.body, document))
        about = document.core_properties
        day = about.modified or about.created
        notes = _notes(about.author, day.date().isoformat() if day else None)
        title, language = about.title or about.subject, about.language
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        etree.LxmlError,
        OpcError,
    ) as error:
        raise InputError(f"can't be read as a DOCX file: {error}") from error
    return blocks, Metadata(title=_line(title), language=_language(language)), notes


def _docx_blocks(body: Any, document: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    """The paragraphs and tables of a body; those of content controls too, hidden text left out."""
    for element in body:
        if element.tag == qn("w:p"):
            text = _docx_text(element)
            style = Paragraph(element, document).style
            listed = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or "List" in ((style and style.name) or "")
            yield f"- {text}" if listed and text else text
        elif element.tag == qn("w:tbl"):
            yield "\n".join(
                " | ".join(cell.text.replace("\n", " ") for cell in row.cells) for row in Table(element, document).rows
            )
        elif element.tag == qn("w:sdt"):
            yield from _docx_blocks(element.find(qn("w:sdtContent")), document)


def _docx_text(paragraph: Node) -> str:
    """The words of a paragraph: what is inserted counts, what is deleted or hidden does not."""
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        run = node.getparent()
        if (
            run.tag != qn("w:r")
            or run.getparent().tag == qn("w:moveFrom")
            or _vanishes(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))
        ):
            continue
        parts.append({qn("w:t"): node.text or "", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(node.tag, "\n"))
    return "".join(parts)


def _vanishes(mark: Node) -> bool:
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "off")


def _odt(file: zipfile.ZipFile) -> tuple[list[str], Metadata, tuple[str, ...]]:
    content, meta = _tree(file, "content.xml"), _tree(file, "meta.xml", needed=False)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputError("can't be read as an ODT file: it holds no text document")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in content.iter(f"{_STYLE}style")
        for one in style
        if one.get(f"{_TEXT}display") == "none"
    }

    def about(name: str) -> str | None:
        found = meta.findtext(f".//{name}") if meta is not None else None
        return _line(found)

    day = about(f"{_DC}date") or about(f"{_META}creation-date")
    notes = _notes(about(f"{_DC}creator") or about(f"{_META}initial-creator"), day[:10] if day else None)
    metadata = Metadata(title=about(f"{_DC}title") or about(f"{_DC}subject"), language=_language(about(f"{_DC}language")))
    return list(_odt_blocks(body, hidden)), metadata, notes


def _tree(file: zipfile.ZipFile, name: str, *, needed: bool = True) -> Node:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(unpacked(file, file.getinfo(name)), parser)
    except KeyError:
        if needed:
            raise InputError(f"can't be read as an ODT file: it holds no {name}") from None
        return None
    except etree.XMLSyntaxError as error:
        raise InputError(f"can't be read as an ODT file: {error}") from error


def _odt_blocks(parent: Node, hidden: set[str | None]) -> Iterator[str]:
    for element in parent:
        if element.tag in _LEFT_OUT or element.get(f"{_TEXT}style-name") in hidden:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield _odt_text(element, hidden)
        elif element.tag == f"{_TEXT}list":
            yield "\n".join(
                f"- {text}" for item in element.iter(f"{_TEXT}p", f"{_TEXT}h") if (text := _odt_text(item, hidden)).strip()
            )
        elif element.tag == f"{_TABLE}table":
            rows = (
                [_cell(cell, hidden) for cell in row if cell.tag == f"{_TABLE}table-cell"]
                for row in element.iter(f"{_TABLE}table-row")
            )
            yield "\n".join(" | ".join(row) for row in rows if any(row))
        elif isinstance(element.tag, str):
            yield from _odt_blocks(element, hidden)


def _cell(cell: Node, hidden: set[str | None]) -> str:
    return " ".join(_odt_text(item, hidden) for item in cell.iter(f"{_TEXT}p", f"{_TEXT}h")).strip()


def _odt_text(element: Node, hidden: set[str | None]) -> str:
    """The words of a paragraph, without notes and what is hidden in it; white space as ODF has it."""
    parts = [_squeezed(element.text)]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 100))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag == f"{_TEXT}tab" else "\n")
        elif child.tag not in _LEFT_OUT and child.get(f"{_TEXT}style-name") not in hidden:
            parts.append(_odt_text(child, hidden))
        parts.append(_squeezed(child.tail))
    return "".join(parts)


def _squeezed(text: str | None) -> str:
    if not text:
        return ""
    inner = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if inner and text[-1].isspace() else ''}"


def _line(text: str | None) -> str | None:
    return " ".join(clean_text(text or "").text.split()) or None


def _language(text: str | None) -> str | None:
    code = (text or "").strip().split("-")[0].lower()
    return code if len(code) in (2, 3) and code.isalpha() and code.isascii() else None


def _notes(author: str | None, day: str | None) -> tuple[str, ...]:
    found = (f"author: {_line(author)}" if _line(author) else None, f"last saved {day}; no day of publication" if day else None)
    return tuple(note for note in found if note)
