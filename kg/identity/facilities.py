"""Facilities of two reports: pairs of sites go in, what speaks for and against their being one comes out.

A name decides only together with the place: towns have hospitals of one name. A site without a name ("a market") is the same as
another where the type is, the place is, and both were hit by what is probably one event.
"""

from collections.abc import Callable, Mapping
from itertools import product

from kg.identity.names import likeness, parts
from kg.identity.profiles import Site
from kg.identity.things import Things
from kg.identity.where import distinctive
from kg.identity.words import words

# Types that reports use for one another.
_FAMILIES = {
    **dict.fromkeys(("hospital", "clinic", "medical-facility"), "medical"),
    **dict.fromkeys(("mosque", "church", "place-of-worship", "cultural-site"), "worship"),
    **dict.fromkeys(("school", "university"), "education"),
    **dict.fromkeys(("market", "shop"), "market"),
    **dict.fromkeys(("home", "settlement"), "home"),
    **dict.fromkeys(("police-station", "military-site"), "post"),
}
# What is probably one event.
_ONE_EVENT = 0.5


def type_family(kind: str) -> str:
    """The family of a facility type: types that reports use for one another are one."""
    return _FAMILIES.get(kind, kind)


def site_likeness(left: Site, right: Site) -> float:
    """How alike the names of two sites are; 0 where one has no name."""
    return max((name_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def name_likeness(left: str, right: str) -> float:
    """How alike two names of facilities are: the words that say what kind it is count only where there are no others.

    >>> name_likeness("Saint Paul Maternity Hospital", "St Paul hospital") > 0.7, name_likeness("North Clinic", "Saint Paul Clinic")
    (True, 0.0)
    """
    one, other = proper(left), proper(right)
    if one and other:
        return likeness(one, other)
    return 0.8 * likeness(parts(left), parts(right)) if not (one or other) else 0.0


def proper(name: str) -> tuple[str, ...]:
    """The parts of a facility's name that do not say what kind it is."""
    saint = {"st": "saint", "ste": "saint"}
    return tuple(saint.get(part, part) for part in parts(name) if part not in words("facility"))


def same_name(pair: Things[Site]) -> float:
    """Both have the same name."""
    return site_likeness(pair.left, pair.right) if any(map(_own, (pair.left, pair.right))) else 0.0


def same_general_name(pair: Things[Site]) -> float:
    """Both have the same name, but one that many have, such as that of a main hospital."""
    return 0.0 if same_name(pair) else site_likeness(pair.left, pair.right)


def other_name(pair: Things[Site]) -> float:
    """They have different names."""
    return float(bool(_own(pair.left) and _own(pair.right)) and not site_likeness(pair.left, pair.right))


def same_type(pair: Things[Site]) -> float:
    """Both are of the same type, and have names or were hit by what is probably one event."""
    return float(bool(pair.left.type) and pair.left.type == pair.right.type and _is_known(pair))


def other_type(pair: Things[Site]) -> float:
    """They are of types that are not taken for one another."""
    return float(
        bool(pair.left.type and pair.right.type) and type_family(pair.left.type or "") != type_family(pair.right.type or "")
    )


def at_same_place(pair: Things[Site]) -> float:
    """Both are at the same place, and have names or were hit by what is probably one event."""
    return pair.same_place if _is_known(pair) else 0.0


def at_other_place(pair: Things[Site]) -> float:
    """They are at different places."""
    return float(pair.other_place)


def in_same_event(pair: Things[Site]) -> float:
    """Both were hit by what is probably one event."""
    return pair.same_event


def _is_known(pair: Things[Site]) -> bool:
    """Whether both have names of their own, or were hit by what is probably one event: a town has more than one market."""
    return (_own(pair.left) and _own(pair.right)) or pair.same_event >= _ONE_EVENT


def _own(site: Site) -> bool:
    """Whether a site has a name of its own, which more than its place and its kind are part of."""
    places = {part for spot in site.spots for name in spot.names for part in distinctive(name)}
    return any(set(proper(name)) - places for name in site.names)


FACILITY_FEATURES: Mapping[str, Callable[[Things[Site]], float]] = {
    feature.__name__: feature
    for feature in (
        *(same_name, same_general_name, other_name, same_type, other_type),
        *(at_same_place, at_other_place, in_same_event),
    )
}
