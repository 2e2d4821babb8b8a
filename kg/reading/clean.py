"""The one clean-up of text: bytes decoded in, text without control and hidden characters out, with a map back.

1. Line ends (CR LF, CR, vertical tab, form feed, NEL, line and paragraph separator) become `\\n`.
2. Control characters (but tab), zero-width and direction characters, soft hyphens, byte-order marks and noncharacters go.
3. What is left is composed (Unicode Normalization Form C).

The names of reports are made of their text, so a change here renames reports.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_LINE_END = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_HIDDEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_DECEIVING = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")
_CHANGE = re.compile(f"({_LINE_END})|{_HIDDEN}")


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text; `breaks` holds (offset in it, offset in the original) wherever the distance between the two changes."""

    text: str
    breaks: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        """The offset in the original text of an offset in the cleaned one, both in code points."""
        clean, original = self.breaks[bisect_right(self.breaks, (offset, float("inf"))) - 1]
        return original + offset - clean


def clean_text(original: str) -> CleanText:
    """Clean a text; cleaning a clean text changes nothing.

    >>> clean_text("one\\r\\ntw\\u200bo").text
    'one\\ntwo'
    """
    parts: list[str] = []
    breaks = [(0, 0)]
    length = 0
    for part, start in _pieces(original):
        if breaks[-1][1] - breaks[-1][0] != start - length:
            breaks.append((length, start))
        parts.append(part)
        length += len(part)
    return CleanText("".join(parts), tuple(breaks))


def deceiving(original: str) -> tuple[str, ...]:
    """A note on the zero-width and direction characters in a text, by which words can be hidden or turned; none without any.

    >>> deceiving("kil\\u200bled 5\\u202e0")
    ('2 zero-width or direction characters taken out',)
    """
    number = len(_DECEIVING.findall(original))
    return (f"{number:,} zero-width or direction characters taken out",) if number else ()


def _pieces(original: str) -> Iterator[tuple[str, int]]:
    """The pieces that the clean text is made of, each with the offset that it comes from."""
    kept: list[tuple[str, int]] = []
    position = 0
    for found in _CHANGE.finditer(original):
        kept.append((original[position : found.start()], position))
        if found.group(1):
            kept.append(("\n", found.start()))
        position = found.end()
    kept.append((original[position:], position))
    if unicodedata.is_normalized("NFC", "".join(part for part, _ in kept)):
        yield from kept
    else:
        yield from _composed((character, start + n) for part, start in kept for n, character in enumerate(part))


def _composed(characters: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The characters joined into the groups that compose with each other, each group composed."""
    group, begin = "", 0
    for character, start in characters:
        joins = unicodedata.combining(character) or _composes(group, character)
        if group and not joins:
            yield unicodedata.normalize("NFC", group), begin
            group = ""
        if not group:
            begin = start
        group += character
    if group:
        yield unicodedata.normalize("NFC", group), begin


def _composes(group: str, character: str) -> bool:
    """Whether a character that is no mark joins what stands before it, as the parts of a Hangul syllable do."""
    return not unicodedata.is_normalized("NFC", unicodedata.normalize("NFC", group)[-1:] + character)
