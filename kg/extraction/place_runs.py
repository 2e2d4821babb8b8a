"""Runs of capitalised words that may name a place: a document goes in, the runs in order of the text come out."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Document
from kg.extraction.tables import word_set

#: Prepositions that lead to a place.
STRONG = word_set("in near outside around inside across throughout within into towards toward between")
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec ramadan easter christmas eid gmt utc muslim muslims christian christians islam islamic god telegram facebook twitter whatsapp"
)
#: Words for roads and numbered areas that stand before their number.
_NUMBERED = word_set("route road highway zone sector kebele kilometre kilometer ward block area camp phase")
_PARTICLES = word_set(
    "al el ul ur de la le les du des del da do dos di das las los bin ibn abu umm um um- an as ash at az ad ed en es et sur sous y e na"
)
_DASHES = frozenset("-–—‐")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words from `start` to before `end` that may name a place."""

    start: int
    end: int
    text: str


def find_runs(document: Document) -> tuple[Run, ...]:
    """The runs of capitalised words in order of the text, none inside another, without days and months."""
    return tuple(_runs(document))


def _runs(document: Document) -> Iterator[Run]:
    doc, texts, end = document.doc, document.texts, 0
    for index in [position for position, text in enumerate(texts) if _capital(text)]:
        if index < end or _opener(doc[index]):
            continue
        end = _run_end(document, index)
        text = document.words_of(index, end)
        if text.casefold() not in _CALENDAR:
            yield Run(index, end, text)


def _opener(token: Token) -> bool:
    """Whether a word is capitalised only because a sentence begins with it: "In", "The", "Across"."""
    return (token.is_stop or token.lower_ in STRONG) and not (token.text.isupper() and len(token.text) > 1)


def _run_end(document: Document, start: int) -> int:
    """The end of a run: capitalised words, particles and hyphens between them, "d'" and "n'" before them."""
    doc, end = document.doc, start + 1
    while end < len(document.texts):
        if doc[end].is_sent_start and doc[end - 1].whitespace_ == "":
            break
        step = _step(document, end)
        if not step:
            break
        end += step
    return end


def _step(document: Document, end: int) -> int:
    """How many tokens from `end` on still belong to the run: 0 if none."""
    doc, texts = document.doc, document.texts
    following = texts[end + 1] if end + 1 < len(texts) else ""
    if texts[end][:1].isdigit() and texts[end - 1][:1].isupper() and doc[end - 1].lower_ in _NUMBERED:
        return 1
    joined = not doc[end - 1].whitespace_
    word = texts[end]
    if _capital(word) and word.casefold() not in _CALENDAR:
        return 1
    if word in _DASHES and joined and not doc[end].whitespace_:
        particle = following in _PARTICLES and end + 2 < len(texts) and texts[end + 2] in _DASHES
        return 3 if particle else 2 if following[:1].isalpha() else 0
    if word in _PARTICLES and word != "et" and _capital(following) and doc[end].whitespace_:
        return 2
    if word.casefold() in _PARTICLES and following in _DASHES and _capital(texts[min(end + 2, len(texts) - 1)]):
        return 3
    return 1 if joined and word[:1] in "'’" and len(word) > len("’s") else 0


def _capital(word: str) -> bool:
    return word[:1].isupper() and (len(word) > 1 or word == "X")
