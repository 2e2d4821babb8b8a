"""Towns and regions of the world: a name goes in, the codes of the countries that have a place of this name come out.

The table is `towns.tsv.gz` beside this file, made by `make_towns.py` from GeoNames: every town of 5,000 people or more with all
its names in Latin script, and every first-level region. Each line holds codes of countries, the one with the largest place
of the name first, and the folded names that lie in just these countries. Codes in capitals are those of places of 100,000 people or more
under their usual name. It is read once, at first use.
"""

import gzip
from functools import cache, lru_cache
from pathlib import Path

from kg.places.countries import capital_of
from kg.places.folding import folded_words

_FILE = Path(__file__).with_name("towns.tsv.gz")
#: The Arabic article in the forms that it takes before different letters.
_ARTICLES = frozenset({"al", "el", "ul", "ar", "as", "ash", "ad", "adh", "an", "at", "az"})
_SHORT = 2


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """A name as the table holds it: without case, accents, apostrophes, hyphens and Arabic articles.

    >>> fold("Ma‘arrat an-Nu‘mān"), fold("El-Fasher"), fold("An")
    ('maarrat numan', 'fasher', 'an')
    """
    words = folded_words(name)
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept if any(len(word) > _SHORT for word in kept) else words)


def within(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a region or town of this name: its capital first, then the largest.

    >>> within("Goma"), within("Al-Fashir"), within("Nowhereville")
    (('CD',), ('SD',), ())
    """
    return tuple(dict.fromkeys((*capital_of(name), *_table().get(fold(name), "").upper().split())))


def large(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a capital, or a place of 100,000 people or more, which usually has this name.

    >>> large("Paris"), large("Kafr Nabl")
    (('FR',), ())
    """
    codes = _table().get(fold(name), "").split()
    return tuple(dict.fromkeys((*capital_of(name), *filter(str.isupper, codes))))


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in gzip.decompress(_FILE.read_bytes()).decode("utf-8").splitlines():
        codes, names = line.split("\t")
        table.update(dict.fromkeys(names.split("|"), codes))
    return table
