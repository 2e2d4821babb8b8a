"""Where the tellings of one incident differ."""

from dataclasses import replace

import pytest

from kg.sameness.differing import differences
from kg.sameness.dossier import dossier
from kg.sameness.telling import Said, Telling
from tests.sameness.linked import STRIKE, incident, linked_store

NEWS, MONITOR, UN = dossier(linked_store(), incident(*STRIKE)[1:-1]).tellings
BARE = {"figures": (), "facilities": (), "victims": (), "perpetrators": ()}


def sentences(*tellings: Telling) -> list[str]:
    return [difference.sentence for difference in differences([replace(telling, **BARE) for telling in tellings])]  # type: ignore[arg-type]


def said(about: str, **values: object) -> Said:
    return Said("i", f"{values.pop('says', about)}", "the mayor", "asserted", "w", about, about, **values)  # type: ignore[arg-type]


def test_days_that_lie_apart_contradict_each_other_and_a_month_holds_its_days() -> None:
    later = replace(MONITOR, date="2024-05-08", earliest="2024-05-08", latest="2024-05-08")
    month = replace(UN, date="2024-05", earliest="2024-05-01", latest="2024-05-31")
    assert sentences(NEWS, later) == ["day: 2024-05-07 (news); 2024-05-08 (monitor) — not all of this can be true"]
    assert sentences(NEWS, month) == ["day: 2024-05-07 (news); 2024-05 (un)"]


@pytest.mark.parametrize(
    ("place", "key", "places", "wanted"),
    [
        ("Kafr Osna", "", ("Kafr Osna",), ["place: Tell Zarifa (news); Kafr Osna (monitor)"]),
        ("Tal Zarifa", "", ("Tal Zarifa",), []),
        ("southern road", "", ("southern road", "Tell Zarifa"), []),
        ("Zarifa Hill", "place/1", ("Zarifa Hill",), []),
        ("", "", (), []),
    ],
)
def test_places_differ_unless_they_are_known_as_one_spelled_alike_or_both_named(
    place: str, key: str, places: tuple[str, ...], wanted: list[str]
) -> None:
    other = replace(MONITOR, place=place, place_key=key, places=places)
    assert sentences(replace(NEWS, place_key="place/1"), other) == wanted


def test_kinds_and_weapons_differ_where_both_are_told() -> None:
    other = replace(MONITOR, kind="explosion", weapons=("ied",))
    assert sentences(NEWS, other) == ["kind: air strike (news); explosion (monitor)"]
    assert sentences(replace(NEWS, weapons=("missile",)), other)[1] == "weapon: missile (news); ied (monitor)"


def test_parties_are_compared_by_what_they_are_known_as_and_denials_name_nobody() -> None:
    army, forces = said("actor/1", says="by army"), replace(said("actor/1", says="by forces"), name="Army")
    rebels, denied = said("actor/2", says="by rebels"), replace(said("actor/2"), stance="denied")
    news = replace(NEWS, **{**BARE, "perpetrators": (replace(army, name="Army"),)})  # type: ignore[arg-type]
    for parties, wanted in (
        ((forces,), []),
        ((rebels,), ["who did it: Army (news); actor/2 (un) — not all of this can be true"]),
        ((denied,), []),
    ):
        un = replace(UN, **{**BARE, "perpetrators": parties})  # type: ignore[arg-type]
        assert [one.sentence for one in differences([news, un])] == wanted


def test_numbers_that_can_both_be_true_do_not_contradict_and_parts_and_replaced_ones_do_not_count() -> None:
    twelve = said("people killed", says="12 people killed", low=12, high=12)
    least = said("people killed", says="at least 10 people killed", low=10)
    old = replace(said("people killed", says="3 people killed", low=3, high=3), replaced=True)
    part = replace(said("people killed", says="2 people killed", low=2, high=2), part=True)
    news = replace(NEWS, **{**BARE, "figures": (twelve, old, part)})  # type: ignore[arg-type]
    un = replace(UN, **{**BARE, "figures": (least,)})  # type: ignore[arg-type]
    assert [one.sentence for one in differences([news, un])] == [
        "people killed: 12, says the mayor (news); at least 10, says the mayor (un)"
    ]


def test_ages_of_one_person_contradict_each_other() -> None:
    news = replace(NEWS, **{**BARE, "victims": (replace(said("person/1"), value="killed", age=41),)})  # type: ignore[arg-type]
    un = replace(UN, **{**BARE, "victims": (replace(said("person/1"), value="injured", age=14),)})  # type: ignore[arg-type]
    assert [one.sentence for one in differences([news, un])] == [
        "what became of person/1: killed (news); injured (un)",
        "age of person/1: 41 (news); 14 (un) — not all of this can be true",
    ]


def test_what_one_report_alone_tells_is_no_difference() -> None:
    assert differences([NEWS]) == ()
    assert sentences(NEWS, UN) == []
