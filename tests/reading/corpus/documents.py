"""PDFs made of stories, as offices and monitors make them: one or two columns, running heads, page numbers, hyphens."""

import io
from typing import Any

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from tests.reading.corpus.stories import Story

_WIDTH, _HEIGHT = A4
_MARGIN = 60


def pdf(known: Story, columns: int = 1, *, heads: bool = False, hyphens: bool = False, by_line: bool = False) -> bytes:
    """A story as a PDF; `by_line` writes the lines of both columns in turn, as some programs do."""
    if by_line:
        return _by_line(known)
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=A4, invariant=1, title=known.headline, author="Ann Other")
    width = (_WIDTH - 2 * _MARGIN - 24 * (columns - 1)) / columns
    frames = [Frame(_MARGIN + n * (width + 24), 80, width, _HEIGHT - 160, id=f"c{n}") for n in range(columns)]

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        if heads:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(_MARGIN, _HEIGHT - 40, f"{known.publisher} | Weekly bulletin no. 17")
            canvas.drawCentredString(_WIDTH / 2, 40, f"Page {document.page} of 9")

    document.addPageTemplates(PageTemplate(frames=frames, onPage=decorate))
    document.build(_flowables(known, hyphens=hyphens))
    return target.getvalue()


def _flowables(known: Story, *, hyphens: bool) -> list[Flowable]:
    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=15, leading=19, alignment=TA_JUSTIFY, spaceAfter=11)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=14)
    parts: list[Flowable] = [Paragraph(known.headline, head)]
    for block in known.blocks:
        if isinstance(block, str):
            parts.append(Paragraph(_hyphenated(block) if hyphens else block, style))
        elif isinstance(block[0], str):
            parts += [Paragraph(str(item), style, bulletText="•") for item in block]
        else:
            parts += [Table([list(row) for row in block], style=[("FONTSIZE", (0, 0), (-1, -1), 10)]), Spacer(1, 9)]
    return parts


def _hyphenated(text: str) -> str:
    """The text with places where a word may be broken, as a typesetter marks them; a break there shows a hyphen."""
    return " ".join(word if len(word) < 7 or not word.isalpha() else f"{word[:4]}\u00ad{word[4:]}" for word in text.split(" "))


def _by_line(known: Story) -> bytes:
    """Two columns whose lines are written from left to right across the page, words broken by hyphens."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    lines = _lines(f"{known.headline}. " + " ".join(known.paragraphs), 40)
    for first in range(0, len(lines), 2 * 36):
        page = lines[first : first + 2 * 36]
        left, right = page[:36], page[36:]
        for number, line in enumerate(left):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(_MARGIN, _HEIGHT - 80 - 16 * number, line)
            if number < len(right):
                canvas.drawString(_WIDTH / 2 + 12, _HEIGHT - 80 - 16 * number, right[number])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _lines(text: str, width: int) -> list[str]:
    """The text in lines of a width at most, long words broken."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
        elif len(word) > 8 and word.isalpha() and len(line) + 6 <= width:
            lines.append(f"{line} {word[:4]}-".strip())
            line = word[4:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


#: Twenty stories and how each is printed.
DOCUMENTS: list[tuple[int, dict[str, Any]]] = [
    *((400 + n, {"columns": 1}) for n in range(4)),
    *((404 + n, {"columns": 1, "heads": True}) for n in range(4)),
    *((408 + n, {"columns": 2}) for n in range(4)),
    *((412 + n, {"columns": 2, "heads": True, "hyphens": True}) for n in range(4)),
    *((416 + n, {"by_line": True}) for n in range(4)),
]
