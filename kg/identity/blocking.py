"""Which things are worth comparing: a profile goes in, keys of its things come out; two things are compared when they share one.

Keys are selective: a place on a day, a name in a year, a sentence word for word. What a country's reports have in common is no key,
so that the number of partners of a report grows with how much is told of a place and a day, not with all that was ever told.
An event whose day is not known is looked for on the days of the week before its report.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kg.identity.names import key, parts
from kg.identity.profiles import Happening, Profile, Spot
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
    """Keys of names of at least two words; a word alone is no name to be looked up by."""
    return {key(sorted(parts(name))) for name in names if len(parts(name)) > 1}


def _sentences(happening: Happening) -> Iterator[str]:
    for passage in happening.passages:
        words = parts(passage.sentence)
        if len(words) >= _WORDS:
            yield f"text|{hashlib.sha256(' '.join(words).encode()).hexdigest()[:16]}"
