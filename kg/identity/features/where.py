"""What the places of two events say about their being one."""

from kg.identity.features.pair import Pair
from kg.identity.where import NEAR_KM


def same_place(pair: Pair) -> float:
    """Both happened at the same place."""
    return pair.same_place


def place_within(pair: Pair) -> float:
    """The place of one lies within that of the other, as far as it is told."""
    return float(not pair.same_place and pair.within)


def neighbouring_place(pair: Pair) -> float:
    """They happened at two places that are close to each other."""
    return float(pair.elsewhere and pair.kilometres is not None and pair.kilometres <= NEAR_KM)


def far_place(pair: Pair) -> float:
    """They happened at two places that are far from each other."""
    return float(pair.elsewhere and pair.kilometres is not None and pair.kilometres > NEAR_KM)


def other_place(pair: Pair) -> float:
    """They happened at places of different names."""
    return float(pair.elsewhere and pair.kilometres is None)


def place_named(pair: Pair) -> float:
    """The words on one name the place of the other."""
    return float(pair.named)


def place_unknown(pair: Pair) -> float:
    """Of one of them, no place is told that is nearer than a region."""
    return float(not pair.same_place and not pair.within and not pair.named and not all(pair.towns))


def other_country(pair: Pair) -> float:
    """They happened in two countries, at places of different names."""
    left, right = pair.left.country, pair.right.country
    return float(bool(left and right and left != right) and not pair.same_place and not pair.named)


FEATURES = (
    *(same_place, place_within, place_named, neighbouring_place, far_place, other_place, place_unknown),
    *(other_country,),
)
