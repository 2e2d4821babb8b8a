"""The words of noun phrases: the head of one goes in, its text without the article comes out."""

import re

from spacy.tokens import Token

#: What begins no phrase, how words before a head hang on it, and prepositions that go on with it.
_SKIPPED = frozenset({"DET", "PUNCT", "SPACE", "PART", "CCONJ", "ADP", "VERB", "AUX", "SCONJ", "PRON", "ADV"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod", "punct", "case", "quantmod", "advmod"})
_LINKS = frozenset({"of", "for", "in", "from", "at", "with", "on"})
#: An hour before who speaks, as in a log: "17:40 Army spokesman says".
_HOUR = re.compile(r"\d{1,2}[:.h]\d{2}")


def phrase(head: Token, *, short: bool = False) -> str:
    """The words of a noun phrase without its article or an hour before it; `short` leaves out what follows the noun."""
    doc = head.doc
    start, end = head.i, head.i + 1
    inside = set(head.subtree)
    while start and doc[start - 1] in inside and not doc[start - 1].is_sent_start and _is_modifier(doc[start - 1], head):
        start -= 1
    if start and doc[start - 1] in inside and _is_modifier(doc[start - 1], head) and doc[start - 1].pos_ not in _SKIPPED:
        start -= 1
    while start < head.i and (
        doc[start].pos_ in {"DET", "PUNCT", "SPACE", "PART"}
        or doc[start].dep_ == "det"
        or doc[start].is_space
        or _HOUR.fullmatch(doc[start].text)
    ):
        start += 1
    if not short:
        end = right_end(head)
    return doc[start:end].text.strip()


def right_end(head: Token) -> int:
    """The position behind a noun phrase, with the phrases that "of", "for" and the like join to it."""
    end = head.i + 1
    for child in head.rights:
        if child.i == end and child.dep_ == "prep" and child.text in _LINKS:
            nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
            if nouns:
                end = right_end(nouns[0])
    return end


def _is_modifier(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ not in _MODIFIERS or token.is_quote:
            return False
        token = token.head
        if token.i > head.i:
            return False
    return True
