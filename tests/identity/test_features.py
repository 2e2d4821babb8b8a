"""Each feature speaks where it should and is silent elsewhere; the table of weights has one weight for each."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kg.identity.features import EVENT_FEATURES, told, what, when, where, who
from kg.identity.features.pair import Pair
from kg.identity.profiles import Evidence, Figure
from kg.identity.scoring import BETTER_ELSEWHERE, FEATURES, explanation, models

from .made import DAY, event, pair, party, passage, person, report, site, spot


def days(gap: int) -> Pair:
    return pair(event(), event("b", day=DAY + timedelta(days=gap)))


@pytest.mark.parametrize(
    ("gap", "feature"),
    [
        *((0, when.same_day), (1, when.day_apart), (2, when.days_apart), (3, when.days_apart)),
        *((4, when.week_apart), (10, when.week_apart), (11, when.long_apart), (400, when.long_apart)),
    ],
)
def test_exactly_one_feature_speaks_of_the_days_between(gap: int, feature: Callable[[Pair], float]) -> None:
    speaking = [one for one in when.FEATURES if one(days(gap)) and one not in {when.not_yet, when.day_of_report}]
    assert speaking == [feature]


def test_periods_that_overlap_say_more_the_shorter_they_are() -> None:
    week = pair(event(latest=DAY + timedelta(days=6)), event("b"))
    year = pair(event(latest=DAY + timedelta(days=364)), event("b"))
    assert when.overlapping_days(week) > when.overlapping_days(year) > 0
    assert when.same_day(week) == 0


def test_sieges_of_one_place_last_however_long_they_are_told_to() -> None:
    year = DAY + timedelta(days=364)
    assert when.overlapping_days(pair(event(kind="siege", latest=year), event("b", kind="siege"))) == 1


@pytest.mark.parametrize(("gap", "said"), [(1, 1), (3, 1), (0, 0), (4, 0)])
def test_the_day_of_a_report_may_be_that_of_a_statement_on_what_happened_shortly_before(gap: int, said: float) -> None:
    of_its_report = report("b", event("b"), published=DAY)
    earlier = event(day=DAY - timedelta(days=gap))
    assert when.day_of_report(pair(earlier, event("b"), right_report=of_its_report)) == said
    assert when.day_of_report(pair(earlier, event("b"), right_report=report("b", event("b"), published=None))) == 0


def test_an_event_without_a_day_is_told_of_soon_after_it_happened() -> None:
    recent = pair(event(), event("b", day=None))
    old = pair(event(day=DAY - timedelta(days=60)), event("b", day=None))
    assert (when.day_unknown(recent), when.fresh_report(recent), when.fresh_report(old)) == (1, 1, 0)


def test_nothing_is_told_of_before_it_happened() -> None:
    early = report("a", event(), published=DAY - timedelta(days=3))
    assert when.not_yet(pair(event(), event("b"), left_report=early)) == 1
    assert when.not_yet(pair(event(), event("b"))) == 0


def test_spellings_of_one_village_are_one_place_and_its_neighbours_are_not() -> None:
    same = pair(event(place="Tell Marouf"), event("b", place="Tal Ma'ruf"))
    other = pair(event(place="Upper Brenka"), event("b", place="Lower Brenka"))
    assert where.same_place(same) > 0.8
    assert (where.same_place(other), where.other_place(other)) == (0, 1)


def test_a_town_that_two_villages_are_near_is_not_the_place_of_both() -> None:
    one, other = (event(name, spots=(spot(village), spot("Aven"))) for name, village in (("a", "Tell Marouf"), ("b", "Brenka")))
    assert where.same_place(pair(one, other)) == 0
    assert where.same_place(pair(one, event("b", place="Aven"))) == 1


def test_known_places_are_one_by_what_they_are_and_not_by_their_names() -> None:
    north, south = spot("Aven", place="<p/1>", point=(60.0, 10.0)), spot("Aven", place="<p/2>", point=(62.0, 10.0))
    twins = pair(event(spots=(north,)), event("b", spots=(south,)))
    assert (where.same_place(twins), where.far_place(twins)) == (0, 1)
    close = replace(south, located=replace(south.located, point=(60.05, 10.0)))
    assert where.neighbouring_place(pair(event(spots=(north,)), event("b", spots=(close,)))) == 1


def test_a_town_lies_within_the_region_of_its_name_or_of_another() -> None:
    town = spot("Aven", place="<p/1>", within=("<p/9>",), regions=("Brenka",))
    region = spot("Brenka region", place="<p/9>", area=True)
    for wide in (region, spot("Brenka")):
        found = pair(event(spots=(town,)), event("b", spots=(wide,)))
        assert (where.place_within(found), where.other_place(found), where.far_place(found)) == (1, 0, 0)


def test_words_that_name_the_place_of_the_other_excuse_another_place() -> None:
    told_of = event(place="Brenka", telling="Shells hit the market of Tal Ma'ruf, in Brenka district.")
    found = pair(told_of, event("b", place="Tell Marouf"))
    assert (where.place_named(found), where.other_place(found)) == (1, 0)
    assert where.place_named(pair(told_of, event("b", place="Aven"))) == 0


@pytest.mark.parametrize("words", ["hit neighbouring Aven", "five kilometres from Aven", "hit the coven"])
def test_a_place_that_is_only_near_is_not_where_it_happened(words: str) -> None:
    assert where.place_named(pair(event(place="Brenka", telling=words), event("b", place="Aven"))) == 0


def test_words_name_no_place_that_is_known_to_be_far_away() -> None:
    near, far = spot("Brenka", place="<p/1>", point=(60.0, 10.0)), spot("Aven", place="<p/2>", point=(62.0, 10.0))
    found = pair(event(spots=(near,), telling="as in Aven"), event("b", spots=(far,)))
    assert (where.place_named(found), where.far_place(found)) == (0, 1)


def test_where_nothing_is_told_of_the_place_it_is_unknown() -> None:
    assert where.place_unknown(pair(event(place="Aven"), event("b"))) == 1


def test_two_countries_count_where_the_place_is_not_the_same() -> None:
    assert where.other_country(pair(event(), event("b", country="SE"))) == 1
    assert where.other_country(pair(event(place="Aven"), event("b", country="SE", place="Aven"))) == 0


def test_kinds_that_reports_use_for_one_another_do_not_contradict() -> None:
    assert what.other_kind(pair(event(), event("b", kind="air-strike"))) == 0
    assert what.other_kind(pair(event(), event("b", kind="attack"))) == 0
    assert what.other_kind(pair(event(), event("b", kind="detention"))) == 1


def test_a_shared_weapon_excuses_another_kind() -> None:
    shots = pair(event(weapons=("rocket",)), event("b", kind="shooting", weapons=("rocket",)))
    assert (what.other_kind(shots), what.same_weapon(shots)) == (0, 1)
    assert what.other_weapon(pair(event(weapons=("car-bomb",)), event("b", weapons=("sniper-rifle",)))) == 1


def test_facilities_speak_by_their_names_first_and_then_by_their_types() -> None:
    named = pair(event(sites=(site(name="Hill Clinic"),)), event("b", sites=(site("b", "Hill clinic", "clinic"),)))
    assert (what.same_site(named), what.same_site_type(named)) == (1, 0)
    typed = pair(event(sites=(site(),)), event("b", sites=(site("b", kind="clinic"),)))
    assert (what.same_site(typed), what.same_site_type(typed)) == (0, 1)
    other = pair(event(sites=(site(name="Hill Clinic"),)), event("b", sites=(site("b", "Lake School", "school"),)))
    assert (what.other_site(other), what.other_site_name(other)) == (1, 1)


def test_figures_are_the_same_updates_or_contradictions() -> None:
    assert what.same_figure(pair(event(killed=12), event("b", killed=12))) == 1
    assert what.same_figure(pair(event(killed=1), event("b", killed=1))) < 1
    update = pair(event(killed=9), event("b", killed=14))
    assert (what.update_figures(update), what.contradicting_figures(update)) == (1, 0)
    assert what.contradicting_figures(pair(event(killed=3), event("b", killed=40))) == 1


def test_a_running_total_is_no_figure_of_an_event() -> None:
    total = event(figures=(Figure("killed", (), 412, 412, total=True),))
    assert what.contradicting_figures(pair(total, event("b", killed=10))) == 0


def test_a_victim_is_the_same_by_name_unless_age_or_work_contradict() -> None:
    def victims(**one: Any) -> Pair:
        told: dict[str, Any] = {"age": 24, "occupation": "nurse"}
        return pair(event(victims=(person(**told),)), event("b", victims=(person("b", "Berg, Ana", **(told | one)),)))

    assert who.same_victim(victims()) > 0.8
    for contradiction in ({"age": 51}, {"occupation": "farmer"}):
        assert (who.same_victim(victims(**contradiction)), who.other_victims(victims(**contradiction))) == (0, 1)


def test_perpetrators_are_one_by_the_actor_or_by_their_names() -> None:
    known = pair(
        event(perpetrators=(party(name="rebels", actor="<x>"),)), event("b", perpetrators=(party("b", "Front", actor="<x>"),))
    )
    assert (who.same_perpetrator(known), who.other_perpetrator(known)) == (1, 0)
    other = pair(event(perpetrators=(party(name="Brenka Front"),)), event("b", perpetrators=(party("b", "Lake Guard"),)))
    assert (who.same_perpetrator(other), who.other_perpetrator(other)) == (0, 1)


LONG = "Two shells fell on the yard of the old brewery at noon and broke every window on the street, residents said."


def test_a_sentence_copied_word_for_word_is_noticed_with_its_passages() -> None:
    one, other = (passage("Two shells fell", sentence) for sentence in (LONG, f"Reports say: {LONG}"))
    copied = pair(event(passages=(one,)), event("b", passages=(other,)))
    assert told.same_words(copied) == 1
    assert told.same_text(copied) == ((one.node, other.node),)
    assert told.same_words(pair(event(passages=(one,)), event("b", passages=(passage("Shells fell in Aven."),)))) == 0


def test_only_one_is_told_as_a_second_blow() -> None:
    first, second = event(telling="Shells hit the brewery."), event("b", telling="Minutes later a second salvo hit rescuers.")
    assert (told.one_is_second(pair(first, second)), told.both_are_second(pair(first, second))) == (1, 0)
    assert told.both_are_second(pair(second, second)) == 1


def test_a_headline_of_both_blows_makes_no_second_one() -> None:
    lead = event(telling="Shells hit brewery, then hit rescuers … Shells hit the brewery at noon.")
    assert told.one_is_second(pair(lead, event("b", telling="Shells hit the brewery."))) == 0


def test_one_sentence_of_several_makes_a_second_blow() -> None:
    later = event("b", telling="Rescuers came at noon. … Then the plane came back. … Four of them died.")
    assert told.one_is_second(pair(event(telling="Shells hit the brewery."), later)) == 1


def test_people_who_say_something_are_hit_by_nothing() -> None:
    assert told.both_are_second(pair(event(telling="Shells hit a brewery, rescuers say"), event(telling="rescuers said"))) == 0


def test_what_is_recalled_is_told_apart_from_news() -> None:
    assert told.one_is_recalled(pair(event(telling="a raid a year ago"), event("b", telling="a raid"))) == 1


def test_times_of_day_agree_or_differ() -> None:
    noon, night = event(telling="fell at noon"), event("b", telling="fell overnight")
    assert (told.same_hour(pair(noon, noon)), told.other_hour(pair(noon, night))) == (1, 1)


def test_what_one_report_denies_is_not_what_another_tells() -> None:
    assert told.one_is_denied(pair(event(negated=True), event("b"))) == 1


def test_shared_words_leave_out_those_of_every_report() -> None:
    common = pair(event(telling="killed two people on Monday"), event("b", telling="killed two people on Monday"))
    assert told.shared_words(common) == 0
    assert told.shared_words(pair(event(telling="the old brewery"), event("b", telling="a brewery"))) > 0.5


def test_reports_that_begin_with_an_event_and_name_the_same_places_speak_for_it() -> None:
    left, right = report("a", event(), named=frozenset({"vn", "brnk"})), report("b", event("b"), named=frozenset({"vn"}))
    found = pair(event(), event("b"), left_report=left, right_report=right)
    assert told.both_come_first(found) == 1
    assert 0 < told.shared_names(found) < 1


@pytest.mark.parametrize("feature", EVENT_FEATURES.values())
def test_features_say_the_same_from_both_sides(feature: Callable[[Pair], float]) -> None:
    one = event(
        place="Tell Marouf",
        killed=9,
        weapons=("rocket",),
        sites=(site(name="Hill Clinic"),),
        victims=(person(),),
        telling="at noon",
    )
    other = event(
        "b",
        1,
        "air-strike",
        date(2031, 5, 6),
        place="Tal Ma'ruf",
        killed=5,
        sites=(site("b"),),
        victims=(person("b", "Anna Holm"),),
    )
    assert feature(pair(one, other)) == pytest.approx(feature(Pair(other, one, report("b", other), report("a", one))))


@pytest.mark.parametrize("feature", EVENT_FEATURES.values())
def test_features_are_silent_or_speak_up_to_their_whole_weight_where_little_is_told(feature: Callable[[Pair], float]) -> None:
    bare = pair(event(day=None, country=None, passages=(Evidence(0, 1, "x", "x"),)), event("b", day=None, country=None))
    assert 0 <= feature(bare) <= 1


@pytest.mark.parametrize("kind", FEATURES)
def test_the_table_has_a_weight_for_each_feature_and_no_other(kind: str) -> None:
    assert set(models()[kind].weights) == {*FEATURES[kind], BETTER_ELSEWHERE}


@pytest.mark.parametrize("kind", FEATURES)
def test_every_feature_is_short_and_explains_itself_in_a_sentence(kind: str) -> None:
    for name, feature in FEATURES[kind].items():
        assert len(inspect.getsource(feature).splitlines()) <= 10, name
        assert explanation(kind, name).endswith("."), name


def test_events_at_different_places_that_share_no_name_and_no_passage_have_nothing_in_common_but_the_day() -> None:
    apart = pair(event(place="Aven"), event("b", place="Brenka"))
    named = pair(event(place="Aven", victims=(person(),)), event("b", place="Brenka", victims=(person("b"),)))
    assert (told.elsewhere_and_no_more(apart), told.elsewhere_and_no_more(named)) == (1, 0)
    assert told.elsewhere_and_no_more(pair(event(place="Aven"), event("b", place="Aven"))) == 0
