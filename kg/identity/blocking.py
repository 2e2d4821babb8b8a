"""Which things are worth comparing: a profile goes in, keys of its things come out; two things are compared when they share one.

Keys are selective: a place on a day, a name in a year, a sentence word for word. What a country's reports have in common is no key,
so that the number of partners of a report grows with how much is told of a place and a day, not with all that was ever told.
An event whose day is not known is looked for on the days of the week before its report.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from kg.identity.agents import is_body, is_nobody, is_person
from kg.identity.facilities import proper, type_family
from kg.identity.names import key, parts
from kg.identity.organizations import organization_parts, own_parts
from kg.identity.persons import untitled
from kg.identity.profiles import Happening, Individual, Party, Profile, Site, Spot
from kg.identity.where import distinctive, specific

#: The longest period, in days, for which an event is looked for day by day.
LONGEST = 60
#: The days before a report in which an event without a day is looked for.
RECENT = 7

# Events whose period is no longer, in days, and that have no place, are looked for by country and kind.
_WEEK = 7
# Sentences shorter than this (in words) are alike by chance.
_WORDS = 12
# Kinds of events that reports use for one another; the others go by themselves.
_KINDS = {
    **dict.fromkeys(("air-strike", "shelling", "explosion", "chemical-attack"), ("bombardment",)),
    **dict.fromkeys(("killing", "shooting", "clash"), ("assault",)),
    **dict.fromkeys(("attack", "destruction"), ("bombardment", "assault")),
}


def keys(profile: Profile) -> dict[str, tuple[str, ...]]:
    """The keys of all things of a report, sorted, by their nodes; things without keys are left out."""
    events = {happening.node: event_keys(happening, profile) for happening in profile.happenings}
    found = {
        **events,
        **{site.node: facility_keys(site, profile, events) for site in profile.sites},
        **{person.node: person_keys(person) for person in profile.individuals},
        **{party.node: agent_keys(party, profile) for party in profile.parties},
    }
    return {node: some for node, some in found.items() if some}


def facility_keys(site: Site, profile: Profile, events: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a facility: its kind with what its events are looked for by, and the words of its name that others don't have."""
    kind = type_family(site.type or "")
    found = {f"facility|{kind}|{own}" for event in site.events for own in events.get(event, ()) if own.startswith("event|")}
    country = next((event.country for event in profile.happenings if event.node in site.events), None)
    named = {key(name) for name in map(proper, site.names) if name}
    return tuple(sorted(found | {f"facility|{kind}|{country}|{name}" for name in named}))


def person_keys(person: Individual) -> tuple[str, ...]:
    """The keys of a named victim."""
    return tuple(sorted(f"person|{name}" for name in _names(person.names)))


def agent_keys(party: Party, profile: Profile) -> tuple[str, ...]:
    """The keys of an agent that no table knows; none for who is nobody in particular.

    Persons are looked for by the year, organisations by the month of the report and the next one, so that who is quoted in every
    report has partners in few.
    """
    if party.actor or not profile.published:
        return ()
    names = [name for name in party.names if not is_nobody(name)]
    years = (profile.published.year, profile.published.year + 1)
    months = [f"{day:%Y-%m}" for day in (profile.published, profile.published + timedelta(days=31))]
    persons = {f"agent|{name}|{year}" for name in _names(names) for year in years} if not is_body(party) else set()
    bodies = {f"agent|{name}|{month}" for name in _bodies(names, profile) for month in months} if not is_person(party) else set()
    return tuple(sorted(persons | bodies))


def event_keys(happening: Happening, profile: Profile) -> tuple[str, ...]:
    """The keys of an event, sorted; none where too little is told of it."""
    first, last = window(happening, profile)
    if happening.campaign:
        return (f"campaign|{happening.country}|since {first:%Y-%m}",) if first and happening.country else ()
    places = _places(specific(happening.spots))
    found = {f"event|{place}|{day}" for place in places for day in _days(first, last, 1)}
    if first and last and (last - first).days > LONGEST:
        found |= {f"event|{place}|since {first:%Y-%m}" for place in places}
    country = happening.country or next(iter(profile.countries), None)
    if country and first and last and (last - first).days <= (_WEEK if not places else 1):
        kinds = _KINDS.get(happening.type, (happening.type,))
        found |= {f"event|{country}|{kind}|{day}" for kind in kinds for day in _days(first, last, 0)}
    found |= {f"victim|{name}" for person in happening.victims for name in _names(person.names)}
    for site in happening.sites:
        found |= {f"site|{name}|{month}" for name in _names(site.names) for month in _months(first, last)}
    return tuple(sorted(found | set(_sentences(happening))))


def window(happening: Happening, profile: Profile) -> tuple[date | None, date | None]:
    """The days on which an event is looked for: its own, else those before its report, else none."""
    if happening.earliest or happening.latest:
        return happening.earliest or happening.latest, happening.latest or happening.earliest
    return (profile.published - timedelta(days=RECENT), profile.published) if profile.published else (None, None)


def _days(first: date | None, last: date | None, more: int) -> Iterator[date]:
    """The days of a period and so many after it; none of a period that is too long."""
    if first and last and (last - first).days <= LONGEST:
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1 + more))


def _months(first: date | None, last: date | None) -> list[str]:
    return sorted({f"{day:%Y-%m}" for day in _days(first, last, 0)})


def _places(spots: Iterable[Spot]) -> set[str]:
    """A key for what each place is known as, and for each of its names."""
    known = {spot.located.place for spot in spots if spot.located.place}
    return known | {name for spot in spots for name in map(key, map(distinctive, spot.names)) if name}


def _names(names: Iterable[str]) -> set[str]:
    """Keys of names of persons and facilities: of each two words of which one is the first; a word alone is not looked up."""
    pairs = {(found[0], other) for found in map(untitled, names) for other in found[1:]}
    return {key(sorted(pair)) for pair in pairs} | {key(sorted(found)) for found in map(untitled, names) if len(found) > 1}


def _bodies(names: Iterable[str], profile: Profile) -> set[str]:
    """Keys of names of organisations: each word of their own, else all words and the country."""
    found = set()
    for name in names:
        own = [part for part in own_parts(name) if not part.isupper()]
        country = next((part for part in own_parts(name) if part.isupper()), next(iter(profile.countries), ""))
        general = key(sorted(set(organization_parts(name)) - set(own_parts(name))))
        found |= {key([part]) for part in own if len(part) > 1} or {f"{country} {general}"}
        found |= {name.casefold()} if name.isupper() else set()
    return found


def _sentences(happening: Happening) -> Iterator[str]:
    for passage in happening.passages:
        words = parts(passage.sentence)
        if len(words) >= _WORDS:
            yield f"text|{hashlib.sha256(' '.join(words).encode()).hexdigest()[:16]}"
