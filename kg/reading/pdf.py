"""PDF files: a file's bytes go in, its text comes out with the page of every part, columns, broken words and heads mended.

1. pypdf gives the pieces of text of each page with their places; pieces on one line become a line.
2. Lines of two columns that are written in turn are put in the order in which people read them.
3. Heads and feet that run through the pages are left out; lines become paragraphs; words broken at a line's end become whole.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kg.errors import InputError
from kg.reading.clean import clean_text
from kg.reading.columns import Tables
from kg.reading.extracted import MAX_TEXT, Extracted, checked
from kg.reading.metadata import Metadata

#: The most pages of a file.
MAX_PAGES = 3_000

NO_TEXT = "no text in it: a scan or pictures only; put it through text recognition (OCR) first"

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-", "\xad": "-", "\xa0": " "}
)
_BULLET = re.compile(r"^[•▪●◦‣⁃∙·\uf0b7\uf0a7\x7f]\s*")
_NUMBERED = re.compile(r"^(?:-|–|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_FOLIO = re.compile(
    r"^[-–—|\s]*(?:(?:page|p\.|seite|página)\s*)?\d{1,4}(?:\s*(?:of|/|von|de|\|)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE
)
_BROKEN = re.compile(r"[^\W\d_]-$")
_KEPT_HYPHEN = re.compile(r"\b(?:self|ex|well|non|semi|anti|pro|so|co|half|mid|cross|re|vice|north|south)-$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;”\"')\]]$")
_MADE_UP_TITLE = re.compile(r"^(?:Microsoft Word - |untitled|.*\.(?:docx?|pdf|indd|odt|rtf)$|\(anonymous\)$)", re.IGNORECASE)
# How much wider than its characters' average a line may be, as a part of the size of its font.
_WIDTH = 0.5
_FEWEST_TURNS = 3
_SAME_SIZE = 0.8
_MANY = 10
_SHORTEST_LINE = 15

# A broken file is reported by kg; what the library says of it besides would only disturb.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, the page's number, where it stands in points from the lower left, and its font's size."""

    text: str
    page: int
    x: float
    y: float
    size: float


def read(data: bytes, name: str, tables: Tables) -> Iterator[Extracted]:  # noqa: ARG001 - as every reader
    """The one report of a file; raises `InputError` if it is broken, locked or has no text."""
    try:
        pages, metadata, notes = _document(PdfReader(io.BytesIO(data)))
    except (
        PyPdfError,
        RuntimeError,
        AssertionError,
        EOFError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        ValueError,
        OSError,
    ) as error:
        raise InputError(f"can't be read as a PDF: {error or type(error).__name__}") from error
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise InputError(NO_TEXT)
    if empty:
        notes = (*notes, f"no text on page {', '.join(map(str, empty[:_MANY]))}{' …' if len(empty) > _MANY else ''}")
    text, starts, dropped = flow(pages)
    if dropped:
        notes = (*notes, f"{dropped:,} lines that run through the pages left out")
    yield Extracted(text=checked(text, NO_TEXT), metadata=metadata, pages=starts, notes=notes)


def _document(document: PdfReader) -> tuple[list[list[Line]], Metadata, tuple[str, ...]]:
    """The lines of each page, and what the file says of itself."""
    if document.is_encrypted and not document.decrypt(""):
        raise InputError("locked by a password")
    if len(document.pages) > MAX_PAGES:
        raise InputError(f"too long: {len(document.pages):,} pages; at most {MAX_PAGES:,} are read")
    return [_lines(page, number) for number, page in enumerate(document.pages, 1)], *_about(document)


def _lines(page: Any, number: int) -> list[Line]:  # noqa: ANN401 - any page
    """The lines of a page in the order in which it is written, those of columns in the order in which it is read."""
    pieces: list[tuple[str, float, float, float]] = []
    length = 0

    def take(text: str, place: list[float], matrix: list[float], _: object, size: float) -> None:
        nonlocal length
        length += len(text)
        if length > MAX_TEXT:
            raise InputError(f"too long: more than {MAX_TEXT:,} characters on page {number}")
        if text:
            x = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
            y = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
            pieces.append((text, x, y, size * abs(matrix[3] or matrix[1] or 1) * abs(place[3] or place[1] or 1)))

    page.extract_text(visitor_text=take)
    return _in_order(list(_joined(pieces, number)))


def _joined(pieces: Iterable[tuple[str, float, float, float]], number: int) -> Iterator[Line]:
    """The pieces of text as lines; a line feed ends one."""
    words, x, y, size = "", 0.0, 0.0, 0.0
    for text, left, up, height in pieces:
        below = 0.0
        for part, end in re.findall(r"([^\n]*)(\n|$)", text):
            if part.strip() and not words.strip():
                x, y, size = left, up - below, height
            words += part
            if end and words.strip():
                yield Line(_clean(words), number, x, y, size)
            if end:
                words = ""
                below += 1.2 * height
    if words.strip():
        yield Line(_clean(words), number, x, y, size)


def _clean(text: str) -> str:
    """The words of a line: ligatures parted, bullets as `-`, white space single."""
    words = " ".join(_BULLET.sub("- ", text.translate(_LIGATURES).strip()).split())
    return clean_text(words).text.replace("\n", " ")


def _in_order(lines: list[Line]) -> list[Line]:
    """Lines of two columns that are written in turn, left before right; any others as they are."""
    turns = [
        (left, right) for left, right in pairwise(lines)
        if _beside(left, right) and min(len(left.text), len(right.text)) >= _SHORTEST_LINE
    ]  # fmt: skip
    if len(turns) < _FEWEST_TURNS:
        return list(_rows(lines))
    gutter = Counter(round(right.x) for _, right in turns).most_common(1)[0][0] - 3
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x)):
        if line.x >= gutter:
            right.append(line)
        elif line.x + len(line.text) * line.size * _WIDTH * 0.8 <= gutter:
            left.append(line)
        else:
            ordered += [*left, *right, line]
            left, right = [], []
    return [*ordered, *left, *right]


def _beside(left: Line, right: Line) -> bool:
    return abs(left.y - right.y) < left.size / 3 and right.x > left.x + left.size


def _rows(lines: list[Line]) -> Iterator[Line]:
    """The lines, with short ones that stand beside each other, as the cells of a table do, joined into rows."""
    row: list[Line] = []
    for line in lines:
        if row and not _beside(row[-1], line):
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(cells: list[Line]) -> Line:
    first = cells[0]
    if len(cells) > 1 and first.text in ("-", "•"):
        return Line(f"- {' '.join(cell.text for cell in cells[1:])}", first.page, first.x, first.y, cells[1].size)
    return Line(" | ".join(cell.text for cell in cells), first.page, first.x, first.y, first.size) if len(cells) > 1 else first


def flow(pages: list[list[Line]]) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The lines of all pages as one text, (offset, number) where each page begins in it, and how many lines were left out."""
    running = _running(pages)
    kept = [[line for number, line in enumerate(lines) if (number, line.page) not in running] for lines in pages]
    text = _Text(frozenset(word for lines in kept for line in lines for word in line.text.split()))
    starts = []
    for lines in kept:
        leading = _leading(lines)
        for number, line in enumerate(lines):
            start = text.add(line, leading)
            if number == 0:
                starts.append((start, line.page))
    return "".join(text.parts), tuple(starts), len(running)


@dataclass
class _Text:
    """A text under way: its parts, its length, its last line, and whether that belongs to an item of a list."""

    whole: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    last: Line | None = None
    in_item: bool = False

    def add(self, line: Line, leading: float) -> int:
        """Put a line behind the text, in its paragraph or in one of its own, and say where it begins."""
        if self.last is not None and _begins_paragraph(self.last, line, leading):
            self._append("\n" if self.in_item and _is_item(line) else "\n\n")
            self.in_item = _is_item(line)
        elif self.last is not None and _BROKEN.search(self.last.text) and line.text[:1].islower():
            self._mend(line.text.split(None, 1)[0])
        elif self.last is not None:
            self._append(" ")
        else:
            self.in_item = _is_item(line)
        start = self.length
        self._append(line.text)
        self.last = line
        return start

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)

    def _mend(self, rest: str) -> None:
        """Take the hyphen off the end of the text, unless it belongs to the word."""
        word = self.parts[-1].rsplit(None, 1)[-1]
        if f"{word}{rest}" in self.whole or (f"{word[:-1]}{rest}" not in self.whole and _KEPT_HYPHEN.search(word)):
            return
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1


def _running(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """The places (number of the line, page) of the outermost lines that stand alike on several pages, and of page numbers."""
    outer = [(number, line) for lines in pages for number, line in _outermost(lines)]
    alike = Counter(_shape(line) for _, line in outer)
    enough = max(2, len([lines for lines in pages if lines]) // 3)
    return {(number, line.page) for number, line in outer if alike[_shape(line)] >= enough or _FOLIO.match(line.text)}


def _outermost(lines: list[Line]) -> list[tuple[int, Line]]:
    """The one or two highest and lowest lines of a page that stand apart from the rest, with their numbers."""
    downwards = sorted(enumerate(lines), key=lambda item: -item[1].y)
    apart = 1.3 * max(_leading(lines), 1.2 * min((line.size for line in lines), default=0))
    found: dict[int, tuple[int, Line]] = {}
    for ordered in (downwards, downwards[::-1]):
        for depth in (1, 2):
            if depth < len(ordered) and abs(ordered[depth - 1][1].y - ordered[depth][1].y) > apart:
                found |= {item[0]: item for item in ordered[:depth]}
    return list(found.values())


def _shape(line: Line) -> tuple[str, int]:
    """What makes running lines alike: their words whatever the numbers in them, and their height on the page."""
    return re.sub(r"\d+", "#", line.text).casefold(), round(line.y / 6)


def _leading(lines: list[Line]) -> float:
    """The usual distance between two lines of a page, in points."""
    steps = sorted(upper.y - lower.y for upper, lower in pairwise(lines) if 0 < upper.y - lower.y < 3 * upper.size)
    return steps[len(steps) // 2] if steps else 0.0


def _begins_paragraph(last: Line, line: Line, leading: float) -> bool:
    if _is_item(line) or abs(line.size - last.size) > _SAME_SIZE or " | " in line.text or " | " in last.text:
        return True
    if last.page != line.page or line.y > last.y:  # a new page or column
        return bool(_SENTENCE_END.search(last.text)) or not (line.text[:1].islower() or re.search(r"[\w,-]$", last.text))
    return bool(leading) and last.y - line.y > 1.25 * max(leading, 1.2 * line.size)


def _is_item(line: Line) -> bool:
    return bool(_NUMBERED.match(line.text))


def _about(document: PdfReader) -> tuple[Metadata, tuple[str, ...]]:
    """What the file says of itself: a title that a person gave, and as notes its author and the day on which it was made."""
    about = document.metadata
    title = " ".join(clean_text(about.title or "").text.split()) if about else ""
    author = " ".join(clean_text(about.author or "").text.split()) if about else ""
    try:
        made = about.creation_date if about else None
    except ValueError:
        made = None
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(document.root_object.get("/Lang", "")))
    notes = (f"author: {author}" if author else None, f"made {made.date()}; no day of publication" if made else None)
    metadata = Metadata(
        title=None if not title or _MADE_UP_TITLE.match(title) else title, language=language[0].lower() if language else None
    )
    return metadata, tuple(note for note in notes if note)
