"""Facilities of two reports: pairs of sites go in, what speaks for and against their being one comes out.

A name decides only together with the place: towns have hospitals of one name. A site without a name ("a market") is the same as
another where the type is, the place is, and both were hit by what is probably one event.
"""

from itertools import product

from kg.identity.names import likeness, parts
from kg.identity.profiles import Site
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


def type_family(kind: str) -> str:
    """The family of a facility type: types that reports use for one another are one."""
    return _FAMILIES.get(kind, kind)


def site_likeness(left: Site, right: Site) -> float:
    """How alike the names of two sites are, places left aside; 0 where one has no name."""
    return max((name_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def name_likeness(left: str, right: str) -> float:
    """How alike two names of facilities are: the words that say what kind it is count only where there are no others.

    >>> name_likeness("Saint Paul Maternity Hospital", "St Paul hospital") > 0.7, name_likeness("North Clinic", "Saint Paul Clinic")
    (True, 0.0)
    """
    one, other = _proper(left), _proper(right)
    if one and other:
        return likeness(one, other)
    return 0.8 * likeness(parts(left), parts(right)) if not (one or other) else 0.0


def _proper(name: str) -> tuple[str, ...]:
    saint = {"st": "saint", "ste": "saint"}
    return tuple(saint.get(part, part) for part in parts(name) if part not in words("facility"))
