"""Agents that no table knows, of two reports: pairs of parties go in, what speaks for and against their being one comes out.

Who is called by what he does ("residents", "a doctor", "activists") is nobody in particular and never the same in two reports.
A person is known by name and by what he is; an organisation by the words of its name that others don't have, and where it has
none of these ("Ministry of Health"), by the country that the report is about.
"""

from collections.abc import Callable, Mapping
from itertools import product

from kg.identity.names import parts
from kg.identity.organizations import initials, organization_likeness, organization_parts, own_parts
from kg.identity.persons import name_likeness, other_occupation
from kg.identity.profiles import Party
from kg.identity.things import Things
from kg.identity.words import words

_FULL = 2
_BODIES = ("Organization", "ArmedActor", "State")


def is_nobody(name: str) -> bool:
    """Whether a name names nobody in particular: it has no capital, or says no more than what people do."""
    found = parts(name)
    return name == name.lower() or all(part in words("nobody") or part.isdigit() for part in found)


def is_person(party: Party) -> bool:
    """Whether a party is surely a person: it is told as one, or has a role or somebody that it speaks for."""
    return party.kind == "Person" or (party.kind == "Agent" and bool(party.roles or party.organizations))


def is_body(party: Party) -> bool:
    """Whether a party is surely no person: it is told as a body, or a name of it has a word that bodies have in theirs."""
    general = (set(organization_parts(name)) & words("organization") for name in party.names)
    return not is_person(party) and (party.kind in _BODIES or any(general))


def party_likeness(left: Party, right: Party) -> float:
    """How alike two parties are: known actors by what they are, others by their names."""
    if left.actor and right.actor:
        return float(left.actor == right.actor)
    return max((organization_likeness(one, other) for one, other in product(left.names, right.names)), default=0.0)


def same_personal_name(pair: Things[Party]) -> float:
    """Both are persons of the same name."""
    return 0.0 if any(map(is_body, (pair.left, pair.right))) else _names(pair, name_likeness)


def same_organization_name(pair: Things[Party]) -> float:
    """Both have the same name, as organisations write theirs."""
    persons = any(map(is_person, (pair.left, pair.right))) or same_personal_name(pair) > 0
    return 0.0 if persons else _names(pair, organization_likeness)


def abbreviated_name(pair: Things[Party]) -> float:
    """The name of one is made of the first letters of the other's."""
    return float(
        any(
            initials(*names)
            for one, other in product(pair.left.names, pair.right.names)
            for names in ((one, other), (other, one))
        )
    )


def person_and_organization(pair: Things[Party]) -> float:
    """One is a person, the other is not."""
    sides = (pair.left, pair.right), (pair.right, pair.left)
    return float(any(is_person(one) and is_body(other) for one, other in sides))


def name_of_one_word(pair: Things[Party]) -> float:
    """A person is called by one word only."""
    return float(same_personal_name(pair) > 0 and any(_short(party) for party in (pair.left, pair.right)))


def name_of_many(pair: Things[Party]) -> float:
    """Organisations of many countries have the name, and the reports are about different ones."""
    general = not any(own_parts(name) for party in (pair.left, pair.right) for name in party.names)
    return float(general and pair.other_country)


def reports_of_other_country(pair: Things[Party]) -> float:
    """The reports are about different countries."""
    return float(pair.other_country)


def same_role(pair: Things[Party]) -> float:
    """Both are said to be the same."""
    return float(bool(pair.left.roles and pair.right.roles) and not _other_role(pair))


def other_role(pair: Things[Party]) -> float:
    """They are said to be different things."""
    return float(_other_role(pair))


def same_employer(pair: Things[Party]) -> float:
    """Both speak for the same organisation."""
    return max(
        (organization_likeness(*names) for names in product(pair.left.organizations, pair.right.organizations)), default=0.0
    )


def other_employer(pair: Things[Party]) -> float:
    """They speak for organisations of different names."""
    named = all(any(own_parts(name) for name in party.organizations) for party in (pair.left, pair.right))
    return float(named and not same_employer(pair))


def reports_of_same_things(pair: Things[Party]) -> float:
    """Their reports name the same places, people or facilities."""
    return min(1.0, len(pair.left_report.named & pair.right_report.named) / 4)


def _names(pair: Things[Party], likeness: Callable[[str, str], float]) -> float:
    return max((likeness(one, other) for one, other in product(pair.left.names, pair.right.names)), default=0.0)


def _short(party: Party) -> bool:
    return all(len(parts(name)) < _FULL for name in party.names)


def _other_role(pair: Things[Party]) -> bool:
    left, right = " ".join(pair.left.roles), " ".join(pair.right.roles)
    return other_occupation(left, right)


AGENT_FEATURES: Mapping[str, Callable[[Things[Party]], float]] = {
    feature.__name__: feature
    for feature in (
        *(same_personal_name, same_organization_name, abbreviated_name, person_and_organization, name_of_one_word),
        *(name_of_many, reports_of_other_country, same_role, other_role, same_employer, other_employer, reports_of_same_things),
    )
}
