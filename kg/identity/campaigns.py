"""Which happenings belong to a campaign that another report tells of: two events go in, whether one contains the other comes out.

Nothing is a part of a campaign by its country and days alone: an offensive is fought in places, and by somebody.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from kg.identity.profiles import Happening, Spot
from kg.identity.where import contains

#: The longest campaign, in months, that events are looked for in.
LONGEST = 36
_MONTH_LAST = 12


def belongs(event: Happening, campaign: Happening) -> bool:
    """Whether an event is a part of a campaign: within its days and its places, and by no other party."""
    if event.campaign or not campaign.campaign or event.negated or campaign.negated:
        return False
    return _in_days(event, campaign) and _in_places(event, campaign) and _by_its_party(event, campaign)


def sought(happening: Happening) -> Iterator[str]:
    """The keys by which a campaign looks for its parts and an event for its campaign: a known place in a month of it."""
    places = {spot.located.place for spot in happening.spots if spot.located.place}
    if not happening.campaign:
        places |= {wide for spot in happening.spots for wide in spot.located.within}
    for month in _months(happening.earliest, happening.latest):
        yield from (f"{place}|{month}" for place in sorted(place for place in places if place and not _is_country(place)))


def _in_days(event: Happening, campaign: Happening) -> bool:
    days = (campaign.earliest, event.earliest, event.latest, campaign.latest)
    known = [day for day in days if day]
    return len(known) == len(days) and known == sorted(known)


def _in_places(event: Happening, campaign: Happening) -> bool:
    wide = [spot for spot in campaign.spots if spot.located.place and not _is_country(spot.located.place)]
    return any(_lies_in(narrow, spot) for narrow in event.spots for spot in wide)


def _lies_in(narrow: Spot, wide: Spot) -> bool:
    return narrow.located.place == wide.located.place or contains(wide, narrow)


def _by_its_party(event: Happening, campaign: Happening) -> bool:
    ones, others = ({party.actor or party.node for party in told.perpetrators} for told in (event, campaign))
    return not ones or not others or not ones.isdisjoint(others)


def _is_country(place: str) -> bool:
    code = place.rpartition("/")[2].rstrip(">")
    return len(code) == len("SY") and code.isupper()


def _months(first: date | None, last: date | None) -> Iterator[str]:
    """The months of a period as YYYY-MM; none of one that is not known or too long."""
    if not first or not last or (last - first) > timedelta(days=31 * LONGEST):
        return
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < _MONTH_LAST else (year + 1, 1)
