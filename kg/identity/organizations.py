"""Names of organisations: two names go in, how alike they are comes out, and the words by which one is looked up."""

from functools import lru_cache

from kg.identity.names import ALIKE, matches, parts
from kg.identity.words import words
from kg.places.countries import find

_SPELLINGS = {"defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor", "programme": "program"}
_PLURAL = 3


@lru_cache(maxsize=16384)
def organization_likeness(left: str, right: str) -> float:
    """How alike two names of organisations are: own names must agree, the words that many have in common count less.

    >>> organization_likeness("Ministry of Health in Norway", "Norwegian health ministry")
    1.0
    >>> organization_likeness("Association of Doctors in Bergen", "Doctors' Association of Oslo")
    0.0
    """
    left, right = spelled_out(left, right), spelled_out(right, left)
    one, other = (organization_parts(name) for name in (left, right))
    if set(one) == set(other):
        return 1.0
    if initials(left, right) or initials(right, left):
        return 0.9
    own, others = own_parts(left), own_parts(right)
    general = set(one) - set(own), set(other) - set(others)
    shared = len(general[0] & general[1]) / max(len(general[0] | general[1]), 1)
    if not own or not others:
        return 0.7 * shared if not own and not others else 0.5 * shared
    matched = matches(own, others)
    if min(matched) < ALIKE:
        return 0.0
    cover = 2 * len(matched) / (len(own) + len(others))
    return sum(matched) / len(matched) * cover * (0.6 + 0.4 * shared)


def spelled_out(name: str, other: str) -> str:
    """A name with the letters in it written out that are initials of words of the other name in a row.

    >>> spelled_out("Oslo NRC", "Norwegian Refugee Council in Oslo")
    'Oslo Norwegian Refugee Council'
    """
    given = other.split()
    for letters in name.split():
        for start in range(len(given)):
            words_in_row = " ".join(given[start : start + len(letters)])
            if initials(letters, words_in_row):
                return name.replace(letters, words_in_row)
    return name


@lru_cache(maxsize=16384)
def organization_parts(name: str) -> tuple[str, ...]:
    """The parts of an organisation's name: countries by their codes, one spelling, no plurals."""
    return tuple(_part(part) for part in parts(name.replace("'s", "").replace("’s", "")))


def own_parts(name: str) -> tuple[str, ...]:
    """The parts of an organisation's name that few others have: what is neither a kind of body nor a task."""
    return tuple(part for part in organization_parts(name) if part not in words("organization"))


def _part(part: str) -> str:
    country = find(part.capitalize()) if len(part) > _PLURAL else None
    if country:
        return country
    plain = _SPELLINGS.get(part, part)
    return plain.removesuffix("s") if len(plain) > _PLURAL and not plain.endswith("ss") else plain


@lru_cache(maxsize=16384)
def initials(short: str, long: str) -> bool:
    """Whether a word in capitals is made of the initials of a name.

    >>> initials("NRC", "Norwegian Refugee Council"), initials("NRC", "National Council")
    (True, False)
    """
    letters = short.replace(".", "")
    if not letters.isupper() or not letters.isalpha() or not 2 < len(letters) < 8:  # noqa: PLR2004 - abbreviations are so long
        return False
    all_words = long.replace("-", " ").replace("'", "").replace("’", "").split()
    own = [word for word in all_words if word[0].isupper()]
    return letters in {"".join(word[0] for word in found).upper() for found in (all_words, own)}
