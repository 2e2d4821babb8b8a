"""Named victims of two reports: pairs of people go in, what speaks for and against their being one comes out.

A common name alone is never enough: age, gender and occupation must not contradict, and the event must be the same or the place.
"""

from itertools import product

from kg.identity.names import ALIKE, matches, parts
from kg.identity.profiles import Individual
from kg.identity.words import lines, words

# From here on names whose words are parted in other places are one.
_JOINED = 0.9
# So many years two reports may differ in an age.
_YEARS = 1


def person_likeness(left: Individual, right: Individual) -> float:
    """How surely two named victims of one event are one person, from names, age, gender and occupation."""
    if contradict(left, right):
        return 0.0
    return max((name_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def contradict(left: Individual, right: Individual, years: int = 0) -> bool:
    """Whether age, gender or occupation rule out that they are one, the reports being so many years apart."""
    if left.gender and right.gender and left.gender != right.gender:
        return True
    if left.age is not None and right.age is not None and abs(left.age - right.age) > _YEARS + years:
        return True
    return other_occupation(left.occupation, right.occupation)


def name_likeness(left: str, right: str) -> float:
    """How alike two names of persons are, titles aside, in any order; a name of one word is half as sure.

    >>> name_likeness("Dr. Anna Marie Berg", "Berg, Anna") > 0.7, name_likeness("Anna Berg", "Anna Holm")
    (True, 0.0)
    """
    one, other = untitled(left), untitled(right)
    matched = matches(one, other)
    if not matched or min(matched) < ALIKE:
        joined = ("".join(one),), ("".join(other),)
        return matches(*joined)[0] if len(one) != len(other) and matches(*joined)[0] > _JOINED else 0.0
    extra = abs(len(one) - len(other))
    return sum(matched) / len(matched) * (0.5 if len(matched) == 1 else 1 - 0.08 * extra)


def untitled(name: str) -> tuple[str, ...]:
    """The parts of a person's name without titles, unless nothing else is left."""
    found = parts(name)
    return tuple(part for part in found if part not in words("title")) or found


def other_occupation(left: str | None, right: str | None) -> bool:
    """Whether two occupations are told and are neither alike nor of one line of work.

    >>> other_occupation("a nurse", "head nurse"), other_occupation("surgeon", "anaesthetist"), other_occupation("nurse", "farmer")
    (False, False, True)
    """
    one, other = set(parts(left or "")), set(parts(right or ""))
    if not one or not other or one & other:
        return False
    return not any(one & line and other & line for line in lines("occupation"))
