"""Named victims of two reports: pairs of people go in, what speaks for and against their being one comes out.

A common name alone is never enough: age, gender and occupation must not contradict, and the event must be the same or the place.
"""

from collections.abc import Callable, Mapping
from itertools import product

from kg.identity.names import ALIKE, matches, parts
from kg.identity.profiles import Individual
from kg.identity.things import Things
from kg.identity.words import lines, words

# So many years two reports may differ in an age besides the time between them.
_YEARS = 1
# Words of work are alike that begin with so many letters ("surgeon", "surgery"); below this age, in years, nobody has any.
_STEM, _GROWN = 5, 15
# From here on names whose words are parted in other places are one.
_JOINED = 0.9


def person_likeness(left: Individual, right: Individual) -> float:
    """How surely two named victims of one event are one person, from names, age, gender and occupation."""
    if _other_gender(left, right) or _other_age(left, right, 0) or other_occupation(left.occupation, right.occupation):
        return 0.0
    return max((name_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def name_likeness(left: str, right: str) -> float:
    """How alike two names of persons are, titles aside, in any order; a name of one word is half as sure.

    >>> name_likeness("Dr. Anna Marie Berg", "Berg, Anna") > 0.7, name_likeness("Anna Berg", "Anna Holm")
    (True, 0.0)
    """
    one, other = untitled(left), untitled(right)
    matched = matches(one, other)
    if not matched or min(matched) < ALIKE:
        joined = matches(("".join(one),), ("".join(other),))[0]
        return joined if len(one) != len(other) and joined > _JOINED else 0.0
    extra = abs(len(one) - len(other))
    return sum(matched) / len(matched) * (0.5 if len(matched) == 1 else 1 - 0.08 * extra)


def untitled(name: str) -> tuple[str, ...]:
    """The parts of a person's name without titles, unless nothing else is left."""
    found = parts(name)
    return tuple(part for part in found if part not in words("title")) or found


def other_occupation(left: str | None, right: str | None) -> bool:
    """Whether two occupations are told and are neither alike nor of one line of work.

    >>> other_occupation("a nurse", "head nurse"), other_occupation("surgeon", "head of surgery"), other_occupation("nurse", "farmer")
    (False, False, True)
    """
    if (left or "").casefold() == (right or "").casefold():
        return False
    one, other = ({part[:_STEM] for part in parts(told or "") if part not in words("rank")} for told in (left, right))
    if not one or not other or one & other:
        return False
    stems = ({part[:_STEM] for part in line} for line in lines("occupation"))
    return not any(one & line and other & line for line in stems)


def same_person_name(pair: Things[Individual]) -> float:
    """Both have the same name."""
    return max((name_likeness(one, other) for one, other in product(pair.left.names, pair.right.names)), default=0.0)


def same_age(pair: Things[Individual]) -> float:
    """Both are of the same age, the time between the reports considered."""
    known = pair.left.age is not None and pair.right.age is not None
    return float(known and not _other_age(pair.left, pair.right, pair.years))


def other_age(pair: Things[Individual]) -> float:
    """They are of different ages."""
    return float(_other_age(pair.left, pair.right, pair.years))


def other_gender(pair: Things[Individual]) -> float:
    """One is male, the other female."""
    return float(_other_gender(pair.left, pair.right))


def same_occupation(pair: Things[Individual]) -> float:
    """Both have the same occupation."""
    told = bool(pair.left.occupation and pair.right.occupation)
    return float(told and not other_occupation(pair.left.occupation, pair.right.occupation))


def another_occupation(pair: Things[Individual]) -> float:
    """They have different occupations, or one is a child and the other has one."""
    grown = [person.age is None or person.age >= _GROWN for person in (pair.left, pair.right)]
    child = any(not one and other.occupation for one, other in zip(grown, (pair.right, pair.left), strict=True))
    return float(child or other_occupation(pair.left.occupation, pair.right.occupation))


def same_outcome(pair: Things[Individual]) -> float:
    """Both suffered the same."""
    return float(not set(pair.left.outcomes).isdisjoint(pair.right.outcomes))


def person_in_same_event(pair: Things[Individual]) -> float:
    """Both suffered it in what is probably one event."""
    return pair.same_event


def person_in_other_event(pair: Things[Individual]) -> float:
    """Both died, in what is probably not one event."""
    died = all("killed" in person.outcomes for person in (pair.left, pair.right))
    return 1 - pair.same_event if died else 0.0


def person_at_same_place(pair: Things[Individual]) -> float:
    """Both suffered it at the same place."""
    return pair.same_place


def person_at_other_place(pair: Things[Individual]) -> float:
    """They suffered it at different places."""
    return float(pair.other_place)


def _other_gender(left: Individual, right: Individual) -> bool:
    return bool(left.gender and right.gender and left.gender != right.gender)


def _other_age(left: Individual, right: Individual, years: int) -> bool:
    return left.age is not None and right.age is not None and abs(left.age - right.age) > _YEARS + years


PERSON_FEATURES: Mapping[str, Callable[[Things[Individual]], float]] = {
    feature.__name__: feature
    for feature in (
        *(same_person_name, same_age, other_age, other_gender, same_occupation, another_occupation, same_outcome),
        *(person_in_same_event, person_in_other_event, person_at_same_place, person_at_other_place),
    )
}
