"""Agents that no table knows, of two reports: pairs of parties go in, what speaks for and against their being one comes out.

Who is called by what he does ("residents", "a doctor", "activists") is nobody in particular and never the same in two reports.
"""

from itertools import product

from kg.identity.names import ALIKE, matches, parts
from kg.identity.profiles import Party
from kg.identity.words import words
from kg.places.countries import find

_SPELLINGS = {"defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor", "programme": "program"}


def party_likeness(left: Party, right: Party) -> float:
    """How alike two parties are: known actors by what they are, others by their names."""
    if left.actor and right.actor:
        return float(left.actor == right.actor)
    return max((organization_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def organization_likeness(left: str, right: str) -> float:
    """How alike two names of organisations are: own names must agree, the words that many have in common count less.

    >>> organization_likeness("Ministry of Health in Norway", "Norwegian health ministry")
    1.0
    >>> organization_likeness("Association of Doctors in Bergen", "Doctors' Association of Oslo")
    0.0
    """
    if initials(left, right) or initials(right, left):
        return 0.9
    one, other = (organization_parts(name) for name in (left, right))
    if set(one) == set(other):
        return 1.0
    own, others = ([part for part in name if part not in words("organization")] for name in (one, other))
    general = set(one) - set(own), set(other) - set(others)
    shared = len(general[0] & general[1]) / max(len(general[0] | general[1]), 1)
    if not own or not others:
        return 0.7 * shared if not own and not others else 0.5 * shared
    matched = matches(tuple(own), tuple(others))
    if min(matched) < ALIKE:
        return 0.0
    cover = 2 * len(matched) / (len(own) + len(others))
    return sum(matched) / len(matched) * cover * (0.6 + 0.4 * shared)


def organization_parts(name: str) -> tuple[str, ...]:
    """The parts of an organisation's name: countries by their codes, one spelling, no plurals."""
    return tuple(_part(part) for part in parts(name.replace("'s", "").replace("’s", "")))


def _part(part: str) -> str:
    country = find(part.capitalize())
    if country:
        return country
    plain = _SPELLINGS.get(part, part)
    return plain if plain in words("organization") and not plain.endswith("s") else plain.removesuffix("s")


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
