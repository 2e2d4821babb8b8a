"""What victims and perpetrators of two events say about their being one."""

from itertools import product

from kg.identity.agents import party_likeness
from kg.identity.features.pair import Pair
from kg.identity.persons import person_likeness

# From here on two parties are one.
_SAME = 0.8


def same_victim(pair: Pair) -> float:
    """A victim of the same name is told of in both."""
    return max((person_likeness(one, other) for one, other in product(pair.left.victims, pair.right.victims)), default=0.0)


def other_victims(pair: Pair) -> float:
    """Both name victims, none of them the same."""
    return float(bool(pair.left.victims and pair.right.victims) and not same_victim(pair))


def same_perpetrator(pair: Pair) -> float:
    """Both say that the same party did it."""
    return float(_perpetrators(pair) >= _SAME)


def other_perpetrator(pair: Pair) -> float:
    """They say that different parties did it."""
    return float(bool(pair.left.perpetrators and pair.right.perpetrators) and _perpetrators(pair) < _SAME)


def _perpetrators(pair: Pair) -> float:
    return max(
        (party_likeness(one, other) for one, other in product(pair.left.perpetrators, pair.right.perpetrators)), default=0.0
    )


FEATURES = (same_victim, other_victims, same_perpetrator, other_perpetrator)
