"""Bodies that are named in a text, by the form of their names: a text goes in, where such names stand comes out.

A name is a row of words with capitals that ends in a word for a kind of body ("Marwat Women's Network"), or that such a word begins
("Committee of the Wounded"). Bodies of which a place has several are told apart by it ("Tenants' Councils in Bergen").
"""

import re
from collections.abc import Iterator

from kg.identity.words import words

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’ʼ`-][^\W\d_]+)*['’]?"
_ROW = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})*")
_MORE = re.compile(rf" (?P<link>of|for|in)(?: the)? (?P<row>{_CAPITAL}(?: {_CAPITAL})*)")
# What makes a row the end of a longer name, of which the words before are no body's: "Office for the Coordination of …".
_LONGER = re.compile(r"(?<!\S)[A-ZÀ-ÖØ-Þ]\S* (?:of|for)(?: the)? $")
_ARTICLE = re.compile(r"(?:The|A|An|Our|Their|His|Her|Its|Your|My) ")
# A line in which nothing but names and small words is written small is a headline in capitals, where any word may have one.
_SMALL = re.compile(r"(?<![\w'’])[a-z]{4,}")


def bodies(text: str) -> Iterator[tuple[int, int]]:
    """Where names of bodies stand in a text, in code points, from left to right.

    >>> text = "The Northern Press Agency quotes Councils of Tenants in Bergen and the Council."
    >>> [text[start:end] for start, end in bodies(text)]
    ['Northern Press Agency', 'Councils of Tenants in Bergen']
    """
    for line in re.finditer(r"[^\n]+", text):
        if _SMALL.search(line[0]):
            yield from ((line.start() + start, line.start() + end) for start, end in _in_line(line[0]))


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for row in _ROW.finditer(line):
        article = _ARTICLE.match(row[0])
        start, end = row.start() + (article.end() if article else 0), row.end()
        named = line[start:end].split(" ")
        if start < reached or named[-1].casefold() not in words("body") or _LONGER.search(line[max(0, start - 40) : start]):
            continue
        several = named[-1].endswith("s")
        while (more := _MORE.match(line, end)) and (more["link"] != "in" or several):
            end = more.end()
            several = several or more["row"].endswith("s")
        if len(named) > 1 or end > row.end():
            yield start, end
            reached = end
