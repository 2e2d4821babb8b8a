"""How alike names are, whatever alphabet they were carried over from: names go in, likenesses from 0 to 1 and keys for look-up come out.

Names of one thing differ in accents, apostrophes, hyphens and articles, in how vowels are written ("Sheikhun", "Shaykhun"), in
consonants that Latin letters tell apart badly (q and k; h and g of Cyrillic, j and g of Arabic), and in where words are parted.
`light` writes each sound in one way, `sounds` keeps the consonants alone; how far two words still differ is measured in letters.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import sqrt

from rapidfuzz.distance import OSA

from kg.places.folding import folded_words

#: From here on, two words are taken for spellings of one.
ALIKE = 0.73
#: From here on, names of several words are, where every word is nearly alike.
_NEARLY, _JOINED = 0.65, 0.85

_PARTICLES = frozenset(
    ("the", "of", "and", "for", "in", "at", "to", "a", "an", "de", "du", "des", "la", "le", "les", "al", "el", "ul", "ibn", "bin")
)
# An Arabic article whose consonant has become that of the word behind it: "An Numan", "ash Shaddadi".
_ARTICLE = re.compile(r"[aeu]([bdjlnrstz]h?)")
_GLUED = re.compile(r"^[aeu]l(?=\w{4})")

# Spellings of one sound, tried in this order; capitals stand for sounds that Latin letters need two for.
_SOUNDS = (
    *(("tch", "c"), ("sch", "S"), ("kh", "K"), ("gh", "g"), ("sh", "S"), ("ch", "c"), ("ph", "f"), ("th", "t"), ("dh", "d")),
    *(
        ("dj", "j"),
        ("zh", "j"),
        ("ck", "k"),
        ("x", "ks"),
        ("q", "k"),
        ("y", "i"),
        ("w", "v"),
        ("ou", "u"),
        ("oo", "u"),
        ("ow", "u"),
    ),
    *(("ee", "i"), ("ei", "i"), ("ie", "i"), ("ai", "i"), ("ii", "i"), ("o", "u"), ("e", "a")),
)
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[aiu])h$")
_VOWELS = re.compile(r"[aiu]")
_CLASSES = str.maketrans("jhKc", "ggks")


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name that count: no case, accents, particles and articles.

    >>> parts("Ma`arrat al-Nu'man"), parts("the Siege of An Nu'man")
    (('maarrat', 'numan'), ('siege', 'numan'))
    """
    words = folded_words(name)
    found = [
        word
        for word, following in zip(words, (*words[1:], ""), strict=False)
        if word not in _PARTICLES and not _is_article(word, following)
    ]
    return tuple(found or words)


def _is_article(word: str, following: str) -> bool:
    match = _ARTICLE.fullmatch(word)
    return bool(match and following.startswith(match[1]))


@lru_cache(maxsize=65536)
def light(word: str) -> str:
    """A folded word with each sound written in one way.

    >>> light("sheikhun"), light("shaykhun"), light("khaleel"), light("abdallah")
    ('SiKun', 'SiKun', 'Kalil', 'abdala')
    """
    word = _GLUED.sub("", word)
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _SILENT.sub("", _DOUBLE.sub(r"\1", word))


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """The consonants of a folded word, those that are often taken for one another as one.

    >>> sounds("hajar"), sounds("hagar"), sounds("rifat"), sounds("refaat")
    ('ggr', 'ggr', 'rft', 'rft')
    """
    plain = light(word)
    return _VOWELS.sub("", plain).translate(_CLASSES) or plain


@lru_cache(maxsize=65536)
def word_likeness(left: str, right: str) -> float:
    """How alike two folded words are; words of the same consonants are more alike than their letters."""
    if left == right:
        return 1.0
    one, other = light(left), light(right)
    letters = 0.98 * float(OSA.normalized_similarity(one, other))
    same = sounds(left) == sounds(right) and len(sounds(left)) > 1
    return 0.5 + letters / 2 if same else letters


@lru_cache(maxsize=65536)
def likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """How alike two names are, given their parts, in any order of words; words that one of them lacks count against it.

    Every word of the shorter name must be `ALIKE` to one of the longer, or all words written as one must be: else it is 0.
    """
    if not left or not right:
        return 0.0
    joined = word_likeness("".join(left), "".join(right))
    matched = matches(left, right)
    if min(matched) >= ALIKE:
        whole = sum(matched) / len(matched) * sqrt(2 * len(matched) / (len(left) + len(right)))
        return max(whole, joined if joined >= _JOINED else 0.0)
    parted = len(left) != len(right) or min(matched) >= _NEARLY
    return joined if parted and joined >= (ALIKE if len(left) != len(right) else _JOINED) else 0.0


def matches(left: tuple[str, ...], right: tuple[str, ...]) -> list[float]:
    """For each word of the shorter name, how alike the word of the longer is that is left for it, the best pairs first."""
    short, long = sorted((left, right), key=lambda name: (len(name), name))
    pairs = sorted(
        ((word_likeness(one, other), -i, -j) for i, one in enumerate(short) for j, other in enumerate(long)), reverse=True
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for value, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = value
            used.add(j)
    return list(taken.values())


def best(left: Iterable[str], right: Iterable[str], without: frozenset[str] = frozenset()) -> float:
    """The likeness of the two most alike of some names, words in `without` left aside where others remain."""
    ones, others = ([_cut(name, without) for name in names] for names in (left, right))
    return max((likeness(one, other) for one in ones for other in others), default=0.0)


@lru_cache(maxsize=65536)
def _cut(name: str, without: frozenset[str]) -> tuple[str, ...]:
    found = parts(name)
    return tuple(word for word in found if word not in without) or found


def key(name: Iterable[str]) -> str:
    """The sounds of a name's parts as one word, by which other spellings are looked up.

    >>> key(parts("Kafr Nabl")) == key(parts("Kafranbel")), key(parts("A'zaz"))
    (True, 'zz')
    """
    return "".join(sounds(part) for part in name)
