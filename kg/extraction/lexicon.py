"""Words that name codes: `find_codes` takes a document and gives every word or phrase that names a concept of the ontology.

The words come from the labels in `ontology/codes.ttl`. A phrase is matched without regard to case, in singular and plural,
the longest first; phrases of one scheme never overlap.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.extraction.candidates import CodeMention, Document
from kg.extraction.language import pipeline
from kg.vocabulary import words

#: The schemes whose concepts are looked for, in the order of mentions at one place.
SCHEMES = ("event", "weapon", "facility", "group", "outcome", "effect")

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "life": "lives",
    "knife": "knives",
    "foot": "feet",
}
_SIBILANTS = ("s", "x", "z", "ch", "sh")

#: Of each scheme, the phrases by their first word; the longest come first.
_Table = dict[str, list[tuple[tuple[str, ...], int, str]]]


def plural(phrase: str) -> str:
    """The regular plural of a noun phrase, formed on its last word or on the word before "of".

    >>> plural("place of worship"), plural("fireman"), plural("grocery")
    ('places of worship', 'firemen', 'groceries')
    """
    before, of, after = phrase.partition(" of ")
    first, space, last = before.rpartition(" ")
    return f"{first}{space}{_plural_word(last)}{of}{after}"


def _plural_word(word: str) -> str:
    for singular, irregular in _IRREGULAR.items():
        if word.endswith(singular) and word != "human":
            return word[: -len(singular)] + irregular
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def find_codes(document: Document) -> tuple[CodeMention, ...]:
    """The mentions of codes in a document, in order of the text, then of `SCHEMES`."""
    first = _first_words()
    named = [position for position, word in enumerate(document.words) if word in first]
    found = [mention for scheme in SCHEMES for mention in _mentions(document.words, named, scheme)]
    return tuple(sorted(found, key=lambda mention: (mention.start, SCHEMES.index(mention.scheme))))


def is_code(word: str) -> bool:
    """Whether a word in lower case names a code by itself."""
    return word in _single_words()


def _mentions(words: Sequence[str], positions: Sequence[int], scheme: str) -> Iterator[CodeMention]:
    table = _table(scheme)
    end = 0
    for start in positions:
        if start < end or words[start] not in table:
            continue
        for phrase, head, notation in table[words[start]]:
            if len(phrase) == 1 or words[start : start + len(phrase)] == phrase:
                end = start + len(phrase)
                yield CodeMention(start, end, start + head, scheme, notation)
                break


@cache
def _first_words() -> frozenset[str]:
    """The words with which the phrases of any scheme begin."""
    return frozenset(word for scheme in SCHEMES for word in _table(scheme))


@cache
def _single_words() -> frozenset[str]:
    return frozenset(
        word for scheme in SCHEMES for word, entries in _table(scheme).items() if any(len(one[0]) == 1 for one in entries)
    )


@cache
def _table(scheme: str) -> _Table:
    nlp = pipeline()
    table: _Table = {}
    for phrase, notation in _forms(dict(words(scheme)).items()):
        texts = tuple(token.lower_ for token in nlp.make_doc(phrase))
        head = texts.index("of") - 1 if "of" in texts[1:] else len(texts) - 1
        table.setdefault(texts[0], []).append((texts, head, notation))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _forms(labels: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each label and its plural, once."""
    seen: set[str] = set()
    labels = list(labels)
    for label, notation in [*labels, *((plural(label), notation) for label, notation in labels)]:
        if label.casefold() not in seen:
            seen.add(label.casefold())
            yield label, notation
