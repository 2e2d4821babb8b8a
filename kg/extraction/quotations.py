"""From a document to its quotations: the stretches inside quotation marks."""

from kg.extraction.candidates import Document

_OPENING = frozenset({"“", "«", "„", "``"})
_CLOSING = frozenset({"”", "»"})
_STRAIGHT = frozenset({'"', "''"})
_MARKS = _OPENING | _CLOSING | _STRAIGHT


def quotations(document: Document) -> tuple[tuple[int, int], ...]:
    """The stretches inside quotation marks, as token positions; one that is never closed ends with its paragraph."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    line = -1
    for index, (text, number) in enumerate(zip(document.texts, document.paragraph_numbers, strict=True)):
        if number != line:
            if start is not None:
                found.append((start, index))
            line, start = number, None
        if text not in _MARKS:
            continue
        if text in _OPENING or (text in _STRAIGHT and start is None):
            start = index
        elif (text in _CLOSING or text in _STRAIGHT) and start is not None:
            found.append((start, index + 1))
            start = None
    if start is not None:
        found.append((start, len(document.texts)))
    return tuple(found)
