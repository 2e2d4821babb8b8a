"""Keys: what may be one thing shares one, what half a country has in common is none."""

from datetime import date, timedelta
from typing import Any

import pytest

from kg.identity.blocking import LONGEST, keys
from kg.identity.profiles import Happening, Profile

from .made import DAY, event, node, party, passage, person, report, site, spot


def shared(left: Profile, right: Profile, kind: str = "event") -> set[str]:
    one, other = (keys(profile).get(node(profile.identifier, kind), ()) for profile in (left, right))
    return set(one) & set(other)


def of_events(left: Happening, right: Happening) -> set[str]:
    return shared(report("a", left), report("b", right))


def test_events_at_spellings_of_one_place_on_one_day_share_a_key() -> None:
    assert of_events(event(place="Tell Marouf"), event("b", place="Tal Ma'ruf"))


def test_events_a_day_apart_share_a_key_and_two_days_apart_do_not() -> None:
    def at(gap: int) -> set[str]:
        return of_events(event(place="Aven"), event("b", place="Aven", day=DAY + timedelta(days=gap)))

    assert at(1)
    assert not at(2)


def test_events_of_one_country_and_day_share_a_key_only_if_their_kinds_are_alike() -> None:
    assert of_events(event(place="Aven"), event("b", place="Brenka", kind="air-strike"))
    assert not of_events(event(place="Aven"), event("b", place="Brenka", kind="detention"))


def test_a_month_meets_the_days_in_it_but_a_year_meets_none() -> None:
    month = event("b", place="Aven", day=date(2031, 5, 1), latest=date(2031, 5, 31))
    year = event("b", place="Aven", day=date(2031, 1, 1), latest=date(2031, 12, 31))
    assert of_events(event(place="Aven"), month)
    assert not of_events(event(place="Aven"), year)
    assert LONGEST < 365


def test_long_events_that_began_in_one_month_share_a_key() -> None:
    sieges = [
        event(name, kind="siege", place="Aven", day=date(2031, 1, 5), latest=date(2031, end, 28))
        for name, end in (("a", 6), ("b", 9))
    ]
    assert of_events(*sieges)


def test_an_event_without_a_day_is_looked_for_before_its_report() -> None:
    assert of_events(event(place="Aven"), event("b", place="Aven", day=None))


@pytest.mark.parametrize(
    "told",
    [
        {"victims": (person("b", "Berg, Anna"),)},
        {
            "passages": (
                passage("x", "Two shells fell on the yard of the brewery at noon and broke every window, residents said."),
            )
        },
    ],
)
def test_a_victim_s_name_or_a_copied_sentence_is_a_key_whatever_else_differs(told: dict[str, Any]) -> None:
    left = event(
        victims=(person(),),
        passages=(passage("y", "Two shells fell on the yard of the brewery at noon and broke every window, residents said."),),
    )
    assert of_events(left, event("b", kind="detention", day=date(2040, 1, 1), country="SE", **told))


def test_a_campaign_shares_no_key_with_what_it_contains() -> None:
    assert not of_events(event(kind="campaign", place="Aven"), event("b", place="Aven"))


def test_sites_share_a_key_by_their_events_and_kind_or_by_their_names() -> None:
    first, second = (report(name, event(name, place="Aven", sites=(site(name),))) for name in "ab")
    late = report("b", event("b", place="Aven", day=date(2035, 1, 1), sites=(site("b"),)))
    assert shared(first, second, "facility")
    assert not shared(first, late, "facility")
    days = {"a": DAY, "b": date(2035, 1, 1)}
    one, other = (report(name, event(name, day=day, sites=(site(name, "Hill Hospital"),))) for name, day in days.items())
    assert shared(one, other, "facility")


def test_nobody_in_particular_and_known_actors_have_no_keys() -> None:
    profile = report("a", parties=(party(name="residents"), party(name="NQS", actor="<actor>", number=2)))
    assert keys(profile) == {}


def test_agents_share_a_key_by_their_names_in_reports_of_one_time() -> None:
    def told(name: str, said: str, published: date) -> Profile:
        return report(name, parties=(party(name, said),), published=published)

    spring = told("a", "Brenka Health Committee", date(2031, 4, 20))
    assert shared(spring, told("b", "Health Committee of Brenka", date(2031, 5, 10)), "agent")
    assert not shared(spring, told("b", "Health Committee of Brenka", date(2032, 5, 10)), "agent")


def test_what_a_country_s_reports_have_in_common_is_no_key() -> None:
    far = [
        report(
            str(number),
            event(
                str(number),
                place=f"Place{chr(97 + number)}x",
                day=DAY + timedelta(days=30 * number),
                spots=(spot("Norway", area=True),),
            ),
        )
        for number in range(8)
    ]
    found = [set(keys(profile).get(node(profile.identifier, "event"), ())) for profile in far]
    assert all(found)
    assert not set.intersection(*found)
    assert sum(len(one & other) for one in found for other in found if one is not other) == 0
