"""From a document to its quotations: the stretches inside quotation marks."""

from kg.extraction.candidates import Document


def quotations(document: Document) -> tuple[tuple[int, int], ...]:
    """The stretches inside quotation marks, as token positions; one that is never closed ends with its paragraph."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    line = -1
    for token, number in zip(document.doc, document.paragraph_numbers, strict=True):
        if number != line:
            if start is not None:
                found.append((start, token.i))
            line, start = number, None
        if token.text in {"“", "«", "„"} or (token.text in {'"', "''", "``"} and start is None):
            start = token.i
        elif token.text in {"”", "»", '"', "''"} and start is not None:
            found.append((start, token.i + 1))
            start = None
    if start is not None:
        found.append((start, len(document.doc)))
    return tuple(found)
