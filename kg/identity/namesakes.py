"""Organisations that no table knows: a party of a report goes in, the name by which it is the same in every report comes out.

An organisation is known by its name alone: by the words of it, in any order and in one spelling, with countries by their codes; where none
of these is its own ("Ministry of Health"), by the country that the report is about as well. Persons are not: two may have one name.
"""

from kg.identity.agents import is_nobody, is_person
from kg.identity.organizations import organization_parts, own_parts
from kg.identity.profiles import Party


def known_name(party: Party, countries: tuple[str, ...]) -> str | None:
    """What an organisation that is no known actor is known by; None for a person, and for who is nobody in particular.

    `countries` are those that the report is about, the first most of all.

    >>> known_name(Party("", ("Association of Bergen Doctors",)), ("NO",)) == known_name(Party("", ("Bergen Doctors' Association",)), ())
    True
    """
    names = [name for name in party.names if not is_nobody(name)]
    if party.actor or not names or is_person(party):
        return None
    fullest = max(names, key=lambda name: (len(organization_parts(name)), name))
    words = {*organization_parts(fullest)}
    return " ".join(sorted(words if own_parts(fullest) else words | {*countries[:1]}))
