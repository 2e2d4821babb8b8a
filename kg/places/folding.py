"""Names as they are compared: a name goes in, the same without case, accents, apostrophes and hyphens comes out.

Reports write "Côte d'Ivoire", "Cote d’Ivoire" and "COTE D'IVOIRE", with accents as letters of their own or as marks beside one.
"""

import re
import unicodedata
from functools import lru_cache

#: Letters that no normal form parts into a plain letter and a mark, and every kind of apostrophe, which is dropped.
_LETTERS = str.maketrans("øØđĐłŁıħĦ", "oOdDlLihH", "'’‘ʻʿʾʼ`´′")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=8192)
def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, apostrophes and what stands between words.

    >>> folded_words("Côte d’Ivoire"), folded_words("Guinea-Bissau"), folded_words("Türkiye")
    (('cote', 'divoire'), ('guinea', 'bissau'), ('turkiye',))
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
    return tuple(_WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def fold(name: str) -> str:
    """The words of a name with single spaces between them.

    >>> fold("Sao  Tomé & Príncipe")
    'sao tome principe'
    """
    return " ".join(folded_words(name))
