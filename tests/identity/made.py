"""Profiles of small reports, made by hand: what is told goes in, frozen data as linking sees it comes out."""

from dataclasses import replace
from datetime import date
from typing import Any

from kg.identity.features.pair import Pair
from kg.identity.profiles import Evidence, Figure, Happening, Individual, Located, Party, Profile, Site, Spot
from kg.identity.things import Things

DAY = date(2031, 5, 4)


def node(report: str, kind: str, number: int = 1) -> str:
    return f"<https://example.org/report/{report}/{kind}/{number}>"


def spot(name: str, **located: Any) -> Spot:
    return Spot(f"<https://example.org/{name}>", (name,), Located(**located))


def event(report: str = "a", number: int = 1, kind: str = "shelling", day: date | None = DAY, **told: Any) -> Happening:
    """An event in a country on a day; `place` is a name, `killed` a number, everything else as in `Happening`."""
    place, killed = told.pop("place", None), told.pop("killed", None)
    happening = Happening(node(report, "event", number), kind, day, told.pop("latest", day), told.pop("country", "NO"))
    if place:
        told["spots"] = (spot(place),)
    if killed:
        told["figures"] = (Figure("killed", (), killed, killed),)
    return replace(happening, **told)


def report(name: str, *events: Happening, **told: Any) -> Profile:
    """A report of some events, published on the day after `DAY` unless told otherwise."""
    sites = tuple(dict.fromkeys(site for happening in events for site in happening.sites))
    people = tuple(dict.fromkeys(person for happening in events for person in happening.victims))
    spots = tuple(dict.fromkeys(place for happening in events for place in happening.spots))
    countries = tuple(dict.fromkeys(happening.country for happening in events if happening.country))
    profile = Profile(f"<https://example.org/report/{name}>", name, published=date(2031, 5, 5))
    return replace(
        profile, **{"happenings": events, "sites": sites, "individuals": people, "spots": spots, "countries": countries} | told
    )


def pair(left: Happening, right: Happening, **told: Any) -> Pair:
    """Two events, each alone in its report; `left_report` and `right_report` may be given."""
    return Pair(left, right, told.get("left_report", report("a", left)), told.get("right_report", report("b", right)))


def site(report_name: str = "a", name: str | None = None, kind: str = "hospital", number: int = 1, **told: Any) -> Site:
    events = told.pop("events", (node(report_name, "event"),))
    return Site(node(report_name, "facility", number), (name,) if name else (), kind, events=events, **told)


def person(report_name: str = "a", name: str = "Anna Berg", number: int = 1, **told: Any) -> Individual:
    told = {"events": (node(report_name, "event"),), "outcomes": ("killed",)} | told
    return Individual(node(report_name, "victim", number), (name,), **told)


def party(report_name: str = "a", name: str = "Anna Berg", number: int = 1, **told: Any) -> Party:
    return Party(node(report_name, "agent", number), (name,), **told)


def things(
    left: Any, right: Any, left_report: Profile | None = None, right_report: Profile | None = None, same_event: float = 0.0
) -> Things[Any]:
    return Things(left, right, left_report or report("a", event()), right_report or report("b", event("b")), same_event)


def passage(words: str, sentence: str | None = None, start: int = 0) -> Evidence:
    return Evidence(start, start + len(words), words, sentence or words, f"<https://example.org/passage/{start}>")
