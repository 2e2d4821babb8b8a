"""Where entries are headed: a document goes in, the stretches at the beginnings of its lines that name places come out.

Logs, roundups and sheets open an entry with its place, beside the day, the hour or a number: "15 Jan – Qarun. A mine went off",
"QARUN, 3 May: two shells fell", "* NEAR QARUN - Gunmen", "ET-17 / 21 Nov / Oussa, Qarun / A grenade".
"""

import re

from kg.extraction.candidates import Document
from kg.extraction.casing import is_common
from kg.extraction.tables import word_set

#: What may stand before an entry, between its parts, and behind the last of them.
_BULLET = re.compile(r"[\s•*·▪_>#–—-]*(?:[(\[]?[0-9a-z]{1,3}[.)\]]\s)?")
_PART = re.compile(r"[^\n,/|.:;–—()]+?(?=\s?[,/|:;–—()]|\s-\s|\.(?:\s|$)|$)")
_GAP = re.compile(r"\s?[,/|:;–—()-]+\s?|\.\s")
_CLOSED = re.compile(r"\s?[/|:–—)]|\s-\s|\.\s")
_WHEN = re.compile(r"(?:(?=[\w.:½/–—+-]{0,30}\d)[\w.:½/–—+-]{1,60}|[A-Za-z]{2,30})(?:\s|$)")
_AGE = re.compile(r"\d{1,2}")
_NEAR = re.compile(r"(?i:near|nr|by|outside|around)\s")
_NAME = re.compile(r"[^\W\d_][\w'’‘`-]*\.?|&")
_SMALL = word_set("de da do dos das del la las los el al e y et du des en na di of ibn bin")
#: Words in small letters that may follow the name of a place.
_KINDS = word_set(
    "district village town area province county city centre center camp road bazaar market region quarter neighbourhood neighborhood junction "
    "bridge suburb municipality commune sector zone estate island valley"
)
_TIMES = word_set(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun night morning evening afternoon noon midnight dawn "
    "dusk overnight of late early about around approx approximately am pm hrs hours gmt utc at on to and between after before same day today yesterday"
)
#: How many parts a head has at most, how many words a name, how many words must follow the head for it to be one.
_MOST_PARTS = 7
_LONGEST = 5
_FEWEST = 4


def entry_places(document: Document) -> tuple[tuple[int, int], ...]:
    """The offsets of first and last character (exclusive) of the places that entries are headed with, in order."""
    text = document.report.text
    heads: list[tuple[bool, list[tuple[int, int]]]] = []
    start = 0
    for line in text.split("\n"):
        if (head := _head(line)) is not None:
            dated, names = head
            heads.append((dated, [(start + first, start + last) for first, last in names]))
        start += len(line) + 1
    plain = sum(not dated for dated, _ in heads)
    return tuple(name for dated, names in heads if dated or plain > 1 for name in names)


def _head(line: str) -> tuple[bool, list[tuple[int, int]]] | None:
    """Whether the head of a line tells of a time, and its names; None where the line has no head that names any."""
    dated, position = False, _end(_BULLET.match(line))
    names: list[tuple[int, int]] = []
    for _ in range(_MOST_PARTS):
        part = _PART.match(line, position)
        if part is None:
            break
        begin = _after_time(line, part.start(), part.end())
        if names and _AGE.fullmatch(part.group()):
            break
        if begin < part.end() and (begin := begin + _end(_NEAR.match(line[begin:]))) < part.end():
            if not _is_name(line[begin : part.end()]):
                break
            names.append((begin, part.end()))
        dated = dated or begin > part.start()
        gap = _GAP.match(line, part.end())
        position = part.end() if gap is None else gap.end()
        if gap is None or gap.group() == ". ":
            break
    closed = bool(names) and _CLOSED.match(line, names[-1][1]) is not None
    told = len(line[position:].split()) >= _FEWEST
    return (dated, names) if names and told and (closed or dated) else None


def _end(match: re.Match[str] | None) -> int:
    return 0 if match is None else match.end()


def _after_time(line: str, start: int, end: int) -> int:
    """Where a part goes on behind its numbers and words of time."""
    while start < end and (word := _WHEN.match(line, start, end)) is not None:
        letters = word.group().strip().rstrip(".").casefold()
        if not any(sign.isdigit() for sign in letters) and letters not in _TIMES:
            break
        start = word.end()
    return start


def _is_name(part: str) -> bool:
    """Whether a part is a name and no ordinary words."""
    words = part.split()
    while len(words) > 1 and words[-1].casefold() in _KINDS:
        words.pop()
    if len(words) > _LONGEST or not words[0][:1].isupper():
        return False
    if not all(_NAME.fullmatch(word) and (word[0].isupper() or word in _SMALL or word == "&") for word in words):
        return False
    return not all(is_common(word) for word in words if word[0].isupper())
