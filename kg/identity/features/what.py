"""What kind, weapons, facilities and figures of two events say about their being one."""

from itertools import product

from kg.identity.facilities import site_likeness, type_family
from kg.identity.features.pair import Pair
from kg.identity.profiles import Figure, Happening

# Kinds that reports use for one happening; an attack and whatever else may be any of them.
_KINDRED = (
    {"air-strike", "shelling", "explosion", "chemical-attack", "destruction"},
    {"killing", "shooting", "clash", "abduction", "torture", "sexual-violence", "protest-repression", "destruction"},
    {"detention", "abduction", "torture", "protest-repression"},
    {"displacement", "destruction", "siege"},
)
_ANY = {"attack", "other"}
_WEAPONS = (
    {"air-dropped-bomb", "barrel-bomb", "missile", "drone", "cluster-munition", "incendiary-weapon", "rocket"},
    {"rocket", "artillery", "mortar", "tank-fire", "missile", "cluster-munition"},
    {"ied", "car-bomb", "suicide-vest", "grenade", "landmine", "unexploded-ordnance"},
    {"small-arms", "sniper-rifle", "bladed-weapon", "grenade", "tear-gas"},
)
# Two numbers can be updates of each other down to this ratio; below the other one they contradict.
_UPDATE, _CONTRADICTION = 0.5, 0.34
# Numbers up to this one are the same by chance.
_SMALL = 2


def same_kind(pair: Pair) -> float:
    """Both are of the same kind."""
    return float(pair.left.type == pair.right.type)


def other_kind(pair: Pair) -> float:
    """They are of kinds that are not taken for one another."""
    kinds = {event.type for event in pair.events}
    return float(
        len(kinds) > 1 and not kinds & _ANY and not any(kinds <= kindred for kindred in _KINDRED) and not same_weapon(pair)
    )


def same_weapon(pair: Pair) -> float:
    """Both were done with the same weapon."""
    return float(not set(pair.left.weapons).isdisjoint(pair.right.weapons))


def other_weapon(pair: Pair) -> float:
    """They were done with weapons that are not taken for one another."""
    weapons = list(product(pair.left.weapons, pair.right.weapons))
    return float(
        bool(weapons) and not any(one == other or any({one, other} <= family for family in _WEAPONS) for one, other in weapons)
    )


def same_site(pair: Pair) -> float:
    """Both hit a facility of the same name."""
    return max((site_likeness(one, other) for one, other in product(pair.left.sites, pair.right.sites)), default=0.0)


def same_site_type(pair: Pair) -> float:
    """Both hit a facility of the same type."""
    return float(not _site_types(pair.left).isdisjoint(_site_types(pair.right)) and not same_site(pair))


def other_site(pair: Pair) -> float:
    """They hit facilities of different types."""
    types = [_site_types(event) for event in pair.events]
    return float(all(types) and types[0].isdisjoint(types[1]))


def other_site_name(pair: Pair) -> float:
    """They hit facilities of different names."""
    named = [[site for site in event.sites if site.names] for event in pair.events]
    return float(all(named) and not same_site(pair))


def same_figure(pair: Pair) -> float:
    """Both give the same number of people for the same outcome."""
    shared = _figures(pair.left) & _figures(pair.right)
    return max((1.0 if number > _SMALL else 0.5 for *_, number in shared), default=0.0)


def update_figures(pair: Pair) -> float:
    """The numbers of people killed differ no more than updates of each other do."""
    ratio = _killed_ratio(pair)
    return float(ratio is not None and ratio >= _UPDATE)


def contradicting_figures(pair: Pair) -> float:
    """The numbers of people killed differ more than updates of each other do."""
    ratio = _killed_ratio(pair)
    return float(ratio is not None and ratio < _CONTRADICTION)


def _site_types(event: Happening) -> set[str]:
    return {type_family(site.type) for site in event.sites if site.type}


def _figures(event: Happening) -> set[tuple[str, tuple[str, ...], int]]:
    """Numbers of people by outcome and groups, running totals left out."""
    return {
        (figure.outcome, figure.groups, number) for figure in event.figures if (number := _number(figure)) and not figure.total
    }


def _number(figure: Figure) -> int | None:
    return figure.minimum or figure.maximum


def _killed(event: Happening) -> int | None:
    """The largest number of people killed that one figure gives."""
    return max((number for outcome, _, number in _figures(event) if outcome == "killed"), default=None)


def _killed_ratio(pair: Pair) -> float | None:
    left, right = _killed(pair.left), _killed(pair.right)
    return min(left, right) / max(left, right) if left and right else None


FEATURES = (
    *(same_kind, other_kind, same_weapon, other_weapon, same_site, same_site_type, other_site, other_site_name),
    *(same_figure, update_figures, contradicting_figures),
)
