"""Resolving: what a name means depends on what the report says around it, and no place is taken rather than a wrong one."""

import pickle
from pathlib import Path

import pytest

from kg.places.gazetteer import Gazetteer, open_gazetteer
from kg.places.model import DECISIVE, ITSELF, SURROUNDINGS, Context, Hint, Resolution
from kg.places.together import Named, resolve_together


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def country(code: str, weight: float = DECISIVE) -> tuple[Hint, ...]:
    return (Hint(code, weight, "said so"),)


def where(found: Resolution) -> tuple[str, str] | None:
    return (found.place.name, found.place.country) if found.place else None


def test_a_country_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    assert where(gazetteer.resolve(["Tripoli"], Context(country("LB")))) == ("Tripoli", "LB")
    assert where(gazetteer.resolve(["Tripoli"], Context(country("LY")))) == ("Tripoli", "LY")


def test_population_never_outweighs_a_country(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Valencia"], Context(country("VE")))
    assert where(found) == ("Valencia", "VE")
    assert max(candidate.place.people for candidate in found.candidates if candidate.place.country == "ES") > 700_000


def test_a_namesake_in_another_country_is_never_taken(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Oslo"], Context(country("CD")))
    assert (found.place, found.country) == (None, "CD")
    assert found.candidates[0].place.country == "NO"
    assert found.reason == "none of this name lies in Democratic Republic of the Congo"


def test_other_places_of_the_report_decide_where_no_country_is_named(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Tripoli"], Context(nearby=("Beirut", "Sidon")))
    assert where(found) == ("Tripoli", "LB")
    assert any("km from" in reason for reason in found.candidates[0].reasons)


def test_without_context_only_what_is_known_far_from_its_country_is_taken(gazetteer: Gazetteer) -> None:
    assert where(gazetteer.resolve(["Kandahar"])) == ("Kandahār", "AF")
    assert gazetteer.resolve(["Springfield"]).place is None
    assert gazetteer.resolve(["Tripoli"]).place is None


def test_namesakes_that_nothing_tells_apart_stay_candidates(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Ivanivka"], Context(country("UA")))
    assert found.place is None
    assert "nothing tells" in found.reason
    assert len([candidate for candidate in found.candidates if candidate.place.country == "UA"]) > 1


def test_a_region_that_is_named_tells_namesakes_apart(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Springfield"], Context(country("US"), wider=("Illinois",)))
    assert found.region is not None
    assert (where(found), found.region.id) == (("Springfield", "US"), "geonames-US.IL")


def test_a_place_said_to_lie_in_another_region_is_another_place(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Herat"], Context(country("AF"), wider=("Kunar province",)))
    assert found.place is None
    assert found.region is not None
    assert found.region.name == "Kunar"


def test_a_small_namesake_far_from_everything_else_is_not_taken(gazetteer: Gazetteer) -> None:
    near = Context(country("SD"), nearby=("Port Sudan",))
    far = Context(country("SD"), nearby=("El Geneina", "Nyala"))
    assert where(gazetteer.resolve(["Tokār"], near)) == ("Tokār", "SD")
    assert gazetteer.resolve(["Tokār"], far).place is None


def test_invented_names_are_not_known_but_their_country_and_region_are(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Nowherabad"], Context(country("AF"), wider=("Helmand province",)))
    assert (found.place, found.country) == (None, "AF")
    assert found.region is not None
    assert found.region.name == "Helmand"


@pytest.mark.parametrize("word", ["Police", "Hospital", "March", "Of", "May"])
def test_english_words_are_no_places_where_nothing_says_so(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.resolve([word], Context(country("SD"))).place is None


def test_a_name_in_another_transliteration_is_found_in_its_country_only(gazetteer: Gazetteer) -> None:
    assert where(gazetteer.resolve(["Kandahaar"], Context(country("AF")))) == ("Kandahār", "AF")
    assert gazetteer.resolve(["Sheberghaan"]).place is None


def test_one_spelling_is_one_place_where_names_are_written_in_latin_script(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(["Sevella"], Context(country("ES"))).place is None


def test_a_region_has_no_point(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Helmand province"], Context(country("AF")))
    assert found.place is not None
    assert (found.place.kind, found.place.id, found.place.point) == ("region", "geonames-AF.10", None)
    assert [wider.id for wider in found.around] == ["AF"]


def test_a_name_of_a_town_and_its_region_means_the_town_unless_it_contains_something(gazetteer: Gazetteer) -> None:
    town = gazetteer.resolve(["Herat"], Context(country("AF")))
    region = gazetteer.resolve(["Herat"], Context(country("AF"), area=True))
    assert (town.place and town.place.kind, region.place and region.place.kind) == ("town", "region")


def test_what_several_regions_have_in_common_is_a_region(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Kivu"], Context(country("CD")))
    assert found.place is not None
    assert (found.place.id, found.place.kind) == ("CD/kivu", "region")


@pytest.mark.parametrize(
    ("name", "wider"),
    [("eastern Herat", ()), ("the outskirts of Herat", ()), ("Orel camp", ("Herat",)), ("Orel quarter of Herat", ())],
)
def test_a_part_of_a_town_is_within_it_with_the_point_of_its_surroundings(
    gazetteer: Gazetteer, name: str, wider: tuple[str, ...]
) -> None:
    found = gazetteer.resolve([name], Context(country("AF"), wider=wider))
    assert found.place is not None
    assert (found.place.kind, found.place.precision, found.place.within[0]) == ("part", SURROUNDINGS, "geonames-1140026")
    assert found.place.point == found.around[0].point


def test_a_side_of_a_country_is_a_part_without_a_point(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["northern Afghanistan"])
    assert found.place is not None
    assert (found.place.id, found.place.point, found.country) == ("AF/northern-afghanistan", None, "AF")


def test_a_country_is_itself(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve(["Afghanistan"])
    assert found.place is not None
    assert (found.place.id, found.place.kind, found.place.geonames) == ("AF", "country", 1149361)


def test_a_report_is_resolved_from_its_text_and_places_together(gazetteer: Gazetteer) -> None:
    text = "HERAT, Afghanistan - Gunmen shot four people in Guzara, a town in Herat province, before they fled to Nowherabad."
    places = [Named(("Guzara",), ("AF",), ("Herat",)), Named(("Herat",), ("AF",), first=False), Named(("Nowherabad",))]
    guzara, herat, nowhere = resolve_together(gazetteer, places, "Afghan News", text)
    assert guzara.region is not None
    assert (guzara.country, guzara.region.id) == ("AF", "geonames-AF.11")
    assert (herat.place and herat.place.kind) == "region"
    assert (nowhere.place, nowhere.country) == (None, "AF")


def test_what_a_place_means_does_not_depend_on_the_order_of_the_others(gazetteer: Gazetteer) -> None:
    names = ["Beirut", "Tripoli", "Sidon", "Tyre", "Douma"]
    there = resolve_together(gazetteer, [Named((name,)) for name in names])
    back = resolve_together(gazetteer, [Named((name,)) for name in reversed(names)])
    assert there == back[::-1]


@pytest.fixture
def own(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "places.csv"
    path.write_text(
        "name,lat,lon,country,admin1,names\nNowherabad,31.5,64.1,AF,Helmand,Nowhera\nHerat,30.1,62.2,AF,,\nOrel,15.5,32.5,SD,,\n",
        encoding="utf-8",
    )
    return open_gazetteer([path])


def test_a_users_own_places_come_before_the_bundled_ones(own: Gazetteer) -> None:
    found = own.resolve(["Herat"], Context(country("AF")))
    assert found.place is not None
    assert (found.place.point, found.place.precision) == ((30.1, 62.2), ITSELF)
    assert "geonames-1140026" in {candidate.place.id for candidate in found.candidates[1:]}


def test_a_users_own_place_is_taken_without_context_and_not_against_it(own: Gazetteer) -> None:
    assert where(own.resolve(["Nowhera"])) == ("Nowherabad", "AF")
    assert own.resolve(["Nowherabad"], Context(country("SY"))).place is None


def test_a_users_own_place_lies_in_the_region_it_is_given(own: Gazetteer) -> None:
    found = own.resolve(["Nowherabad"], Context(country("AF"), wider=("Helmand province",)))
    assert found.region is not None
    assert found.region.id == "geonames-AF.10"
    assert own.resolve(["Nowherabad"], Context(country("AF"), wider=("Kunar province",))).place is None


def test_the_digest_tells_one_set_of_own_places_from_another(own: Gazetteer, gazetteer: Gazetteer) -> None:
    assert gazetteer.digest == ""
    assert len(own.digest) == 16


def test_a_gazetteer_is_taken_to_another_process_with_the_users_own_places(own: Gazetteer) -> None:
    taken = pickle.loads(pickle.dumps(own))  # noqa: S301 - made here
    assert taken.digest == own.digest
    assert [match.place for match in taken.find("Idlib")] == [match.place for match in own.find("Idlib")]
