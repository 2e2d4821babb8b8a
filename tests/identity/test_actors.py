"""Known actors: the table is sound, and a name means an actor only where the report leaves no other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import actor_table
from kg.identity.actor_table import known_actors
from kg.identity.actors import Context, actor_iri, context, resolve, statements
from kg.model import Agent
from kg.places.countries import countries
from kg.terms import RDF, RV, SKOS, literal

BASE = "https://example.org/id/"
TABLE = Path(actor_table.__file__).with_name("actors.ttl")


def meant(label: str, *about: str, also: tuple[str, ...] = (), kind: str = "Agent", publisher: str | None = None) -> str | None:
    """The slug of the actor that a name means in a report on some countries, published by a known actor or by nobody known."""
    around = context(about, resolve(Agent(publisher), Context()).actor if publisher else None)
    actor = resolve(Agent(label, also, kind), around).actor
    return actor.slug if actor else None


# The table ---------------------------------------------------------------------------------------------------------------


def test_the_table_holds_actors_of_every_kind_and_continent() -> None:
    actors = known_actors().by_slug.values()
    assert len(actors) >= 250
    assert {actor.kind for actor in actors} == {"ArmedActor", "Organization", "State"}
    assert {"SY", "SD", "CD", "UA", "MM", "YE", "ET", "NG", "CO", "AF", "BF", "LK", "SV", "IQ", "PS", "GB"} <= {
        actor.country for actor in actors
    }


def test_every_country_of_the_table_is_one_of_iso_3166() -> None:
    table = known_actors()
    codes = {code for actor in table.by_slug.values() for code in actor.countries} | set(table.peculiarities)
    codes |= {code for one in table.peculiarities.values() for code in (one.army_of, one.occupier) if code}
    assert codes <= set(countries())


def test_every_contested_branch_is_one_that_states_have() -> None:
    table = known_actors()
    named = {name for one in table.peculiarities.values() for name in one.contested}
    assert named - {"Ministry"} <= {branch.name for branch in table.branches}


def test_every_member_of_a_coalition_is_an_actor_of_its_own() -> None:
    table = known_actors()
    bodies = {table.body(code, branch).slug for code in countries() for branch in table.branches}
    for actor in table.by_slug.values():
        assert actor.slug not in actor.members
        assert set(actor.members) <= bodies | set(table.by_slug), actor.slug


def test_no_two_actors_have_one_name_that_means_them_everywhere() -> None:
    for key, entries in known_actors().by_key.items():
        assert len({slug for _, slug, local in entries if not local}) <= 1, key


def test_no_two_actors_of_one_country_have_one_name() -> None:
    table = known_actors()
    for key, entries in table.by_key.items():
        homes = [table.by_slug[slug].country for slug in {slug for _, slug, _ in entries} if table.by_slug[slug].country]
        assert len(homes) == len(set(homes)), key


def test_every_bare_word_is_of_one_branch() -> None:
    branches = known_actors().branches
    words = [word for branch in branches for word in sorted(branch.bare | branch.occupier)]
    assert len(words) == len(set(words))


def test_matches_are_items_of_wikidata_and_no_two_actors_share_one() -> None:
    matches = [actor.exact_match for actor in known_actors().by_slug.values() if actor.exact_match]
    assert len(matches) == len(set(matches)) >= 30
    assert all(match.startswith("http://www.wikidata.org/entity/Q") for match in matches)


def test_every_actor_is_found_by_its_own_label_in_its_own_country() -> None:
    lost = [
        actor.slug
        for actor in known_actors().by_slug.values()
        if meant(actor.label, *filter(None, (actor.country,)), kind=actor.kind) != actor.slug
    ]
    assert lost == []


def test_the_table_is_written_without_blank_nodes() -> None:
    text = "\n".join(line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    assert "[" not in text
    assert "_:" not in text


# Names -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "about", "slug"),
    [
        ("PKK", "TR", "pkk"),
        ("the Tamil Tigers", "LK", "ltte"),
        ("Doctors Without Borders", "HT", "msf"),
        ("World Health Organisation", "LY", "who"),
        ("UN refugee agency", "TD", "unhcr"),
        ("al-Shabab", "SO", "al-shabaab"),
        ("Hizbullah", "LB", "hezbollah"),
        ("Tamil Tiger rebels", "LK", "ltte"),
        ("M23 fighters", "CD", "m23"),
        ("fighters of the Lord's Resistance Army", "UG", "lords-resistance-army"),
        ("Iran-backed Houthi rebels", "YE", "houthis"),
        ("Lebanon's Hezbollah", "IL", "hezbollah"),
        ("terrorist group Boko Haram", "NG", "boko-haram"),
        ("Revolutionary United Front (RUF)", "SL", "revolutionary-united-front"),
        ("Communist Party of Nepal (Maoist)", "NP", "nepal-maoists"),
        ("UNICEF Yemen", "YE", "unicef"),
        ("World Food Programme, Mali country office", "ML", "wfp"),
        ("press service of the Syrian Democratic Forces", "SY", "syrian-democratic-forces"),
    ],
)
def test_a_name_means_its_actor_with_or_without_words_around_it(label: str, about: str, slug: str) -> None:
    assert meant(label, about) == slug


@pytest.mark.parametrize(
    ("label", "about", "slug"),
    [
        ("Iraqi army", "IQ", "iq-armed-forces"),
        ("Iraqi armed forces", "IQ", "iq-armed-forces"),
        ("Iraqi soldiers", "IQ", "iq-armed-forces"),
        ("armed forces of Mali", "ML", "ml-armed-forces"),
        ("Armed Forces of the Republic of Moldova", "MD", "md-armed-forces"),
        ("Sri Lanka's navy", "LK", "lk-navy"),
        ("Turkish regime forces", "SY", "tr-armed-forces"),
        ("Turkish occupation army", "SY", "tr-armed-forces"),
        ("Nigerian police", "NG", "ng-police"),
        ("Russian warplanes", "SY", "ru-air-force"),
        ("Polish border guards", "BY", "pl-border-guards"),
        ("Iran's Revolutionary Guards", "SY", "islamic-revolutionary-guard-corps"),
        ("Kenya Red Cross", "KE", "ke-red-cross-society"),
        ("Defence Ministry (Russia)", "UA", "ru-ministry-of-defence"),
        ("Ministry of Defense of the Russian Federation", "UA", "ru-ministry-of-defence"),
        ("Moscow's defence ministry", "UA", "ru-ministry-of-defence"),
        ("foreign ministry of Egypt", "LY", "eg-ministry-of-foreign-affairs"),
        ("Colombian government", "CO", "co-state"),
        ("Moscow", "SY", "ru-state"),
        ("Bogotá", "CO", "co-state"),
        ("South Sudanese army", "SD", "ss-armed-forces"),
    ],
)
def test_a_country_and_a_noun_mean_a_body_of_that_state(label: str, about: str, slug: str) -> None:
    assert meant(label, about) == slug


def test_a_state_its_army_its_air_force_and_a_ministry_are_four_actors() -> None:
    labels = ("Syria", "Syrian army", "Syrian Air Force", "Syrian defence ministry")
    assert len({meant(label, "SY") for label in labels}) == len(labels)


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Syrian Observatory for Human Rights", "Syrian Network for Human Rights", "SY"),
        ("Syrian National Army", "Syrian army", "SY"),
        ("YPG", "Syrian Democratic Forces", "SY"),
        ("Saudi-led coalition", "Saudi army", "YE"),
        ("Islamic State", "Islamic State West Africa Province", "NG"),
        ("Lebanese Forces", "Lebanese army", "LB"),
        ("UN Human Rights Office", "UN Joint Human Rights Office", "CD"),
        ("ICRC", "Sudanese Red Crescent", "SD"),
        ("Pakistani Taliban", "Afghan Taliban", "PK"),
    ],
)
def test_actors_of_like_names_stay_apart(one: str, other: str, about: str) -> None:
    found = {meant(one, about), meant(other, about)}
    assert None not in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("label", "about"),
    [
        ("Turkish-backed forces", "SY"),
        ("Kurdish security forces", "IQ"),
        ("local police", "NG"),
        ("Ministry of Health, North Kordofan State", "SD"),
        ("state ministry of health", "SD"),
        ("6th Infantry Division", "SD"),
        ("Russian brigade", "UA"),
        ("Russians", "UA"),
        ("Somaliland army", "SO"),
        ("Turkish Cypriot soldiers", "CY"),
        ("Egyptian Islamic Jihad", "EG"),
        ("Kinmaya People's Defence Force", "MM"),
        ("UPDF (Democratic)", "BD"),
        ("Gaza police", "PS"),
        ("who", "SD"),
        ("residents", "SD"),
        ("Hamas commander", "PS"),
    ],
)
def test_what_is_near_to_a_known_name_is_not_taken_for_it(label: str, about: str) -> None:
    assert meant(label, about) is None


# The report's own words --------------------------------------------------------------------------------------------------


def test_an_abbreviation_of_the_report_is_that_of_the_name_beside_it() -> None:
    assert meant("SDF", "SY") == "syrian-democratic-forces"
    assert meant("Sahel Defence Front", "SY", also=("SDF",)) is None
    assert meant("Sahel Defence Front (SDF)", "SY") is None
    assert meant("Reporters Without Borders", "SD", also=("RSF",)) == "reporters-without-borders"


def test_an_abbreviation_beside_a_common_noun_is_read_as_it_stands() -> None:
    assert meant("paramilitaries", "SD", also=("RSF",)) == "rapid-support-forces"
    assert meant("army", "CD", also=("FARDC",)) == "cd-armed-forces"


def test_a_common_noun_beside_a_name_that_nobody_knows_means_nobody() -> None:
    assert meant("Free Officers of the North", "SD", also=("army",)) is None


def test_two_names_of_two_actors_mean_neither() -> None:
    found = resolve(Agent("Hamas", ("Hezbollah",)), context(["LB"]))
    assert found.actor is None
    assert "more than one fits" in found.reason


@pytest.mark.parametrize(
    ("about", "slug"), [("SD", "sd-armed-forces"), ("SY", "sy-armed-forces"), ("UA", None), ("LK", "lk-armed-forces")]
)
def test_of_one_abbreviation_that_is_meant_which_acts_where_the_report_is_about(about: str, slug: str | None) -> None:
    assert meant("SAF" if about in ("SD", "SY") else "SLA", about) == slug


def test_one_name_of_two_actors_means_that_of_the_country_told_of() -> None:
    assert meant("Taliban", "AF") == "taliban"
    assert meant("Taliban", "PK") == "tehrik-i-taliban-pakistan"
    assert meant("Taliban", "AF", "PK") is None
    assert meant("al-Shabaab", "MZ") == "islamic-state-mozambique"
    assert meant("National Liberation Army", "FR") is None
    assert meant("Congolese army", "CG") == "cg-armed-forces"
    assert meant("Congolese army", "UG") == "cd-armed-forces"


def test_a_short_abbreviation_of_an_armed_actor_means_nobody_where_it_does_not_act() -> None:
    assert meant("UPDF", "CD") == "ug-armed-forces"
    assert meant("UPDF", "BD") is None


def test_the_kind_decides_where_a_name_is_a_country_and_a_militia() -> None:
    assert meant("Zaire", "CD", kind="ArmedActor") == "zaire-militia"
    assert meant("Zaire", "CD", kind="State") == "cd-state"
    assert meant("Zaire", "CD") is None


def test_persons_are_not_resolved_but_a_name_mistaken_for_a_person_is() -> None:
    assert meant("Amal", "LB", kind="Person") is None
    assert meant("Paris", "FR", kind="Person") is None
    assert meant("Doctors Without Borders", "AF", kind="Person") == "msf"


# Common nouns ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", ["army", "the military", "armed forces", "government forces", "regime forces", "Army"])
@pytest.mark.parametrize("code", ["SD", "CD", "MM", "UA", "SY"])
def test_the_army_is_that_of_the_country_that_the_report_is_about(noun: str, code: str) -> None:
    assert meant(noun, code) == f"{code.lower()}-armed-forces"


def test_the_reason_names_the_country() -> None:
    found = resolve(Agent("the army"), context(["SD", "SD"]))
    assert found.reason == "'the army' is that of the country that the report is about: SD"


def test_the_army_of_a_report_on_two_countries_is_nobody() -> None:
    assert meant("army", "SD", "TD") is None
    assert resolve(Agent("army"), context(["SD", "TD"])).reason == "'army': the report is about SD and TD"
    assert resolve(Agent("army"), Context()).reason == "'army': it is not known what country the report is about"


def test_of_two_countries_the_publishers_own_is_meant() -> None:
    around = context(["SD", "TD"], publisher_country="TD")
    found = resolve(Agent("army"), around).actor
    assert found is not None
    assert found.country == "TD"


def test_a_country_of_few_events_does_not_make_the_army_doubtful() -> None:
    assert meant("army", *["SD"] * 5, "TD") == "sd-armed-forces"


def test_a_states_body_means_its_own_army_wherever_it_fights() -> None:
    ministry = "Ministry of National Defence of the Republic of Türkiye"
    assert meant("army", "SY", publisher=ministry) == "tr-armed-forces"
    assert meant("Ministry of National Defence", "SY", publisher=ministry) == "tr-ministry-of-defence"
    assert meant("army", "SY", publisher="Reuters") == "sy-armed-forces"


def test_where_a_country_has_no_army_or_an_occupier_the_table_says_whose_is_meant() -> None:
    assert meant("army", "PS") == "il-armed-forces"
    assert meant("occupation army", "PS") == "il-armed-forces"
    assert meant("occupying forces", "UA") == "ru-armed-forces"
    assert meant("occupation army", "SY") is None


@pytest.mark.parametrize(
    ("noun", "code"),
    [("army", "LY"), ("army", "YE"), ("police", "PS"), ("police", "SY"), ("health ministry", "SY"), ("Ministry of Health", "MM")],
)
def test_where_two_sides_have_such_a_body_a_common_noun_means_neither(noun: str, code: str) -> None:
    assert meant(noun, code) is None


def test_rescue_services_of_one_name_are_told_apart_by_country() -> None:
    assert meant("Civil Defence", "SY") == meant("White Helmets", "SY") == "syria-civil-defence"
    assert meant("Civil Defence", "PS") == "ps-civil-defence"
    assert meant("Civil Defence", "LB") == "lb-civil-defence"


@given(st.text(max_size=40), st.lists(st.sampled_from(["SY", "SD", "PS", "XX"]), max_size=3))
def test_any_words_are_read_without_an_error_and_with_a_reason(label: str, about: list[str]) -> None:
    first, second = (resolve(Agent(label), context(about)) for _ in range(2))
    assert first == second
    assert first.reason


# What the graph says ---------------------------------------------------------------------------------------------------------


def test_an_actor_is_stated_with_its_kind_names_country_and_match() -> None:
    hamas = known_actors().by_slug["hamas"]
    told = list(statements(hamas, BASE))
    node = f"<{BASE}actor/hamas>"
    assert {subject for subject, _, _ in told} == {node} == {actor_iri(hamas, BASE)}
    said = {(predicate, value) for _, predicate, value in told}
    assert {
        (f"<{RDF}type>", f"<{RV}ArmedActor>"),
        (f"<{SKOS}prefLabel>", literal("Hamas")),
        (f"<{SKOS}altLabel>", literal("Islamic Resistance Movement")),
        (f"<{RV}country>", f"<{BASE}place/PS>"),
        (f"<{SKOS}exactMatch>", "<http://www.wikidata.org/entity/Q38799>"),
    } <= said
    assert len([predicate for predicate, _ in said if predicate == f"<{RV}country>"]) == 1


def test_common_nouns_are_no_names_in_the_graph() -> None:
    coalition = known_actors().by_slug["saudi-led-coalition"]
    labels = [value for _, predicate, value in statements(coalition, BASE) if predicate == f"<{SKOS}altLabel>"]
    assert literal("Arab Coalition") in labels
    assert literal("coalition") not in labels


def test_a_body_that_the_table_does_not_name_is_stated_by_its_country_and_branch() -> None:
    body = resolve(Agent("Namibian police"), context(["NA"])).actor
    assert body is not None
    assert list(statements(body, BASE)) == [
        (f"<{BASE}actor/na-police>", f"<{RDF}type>", f"<{RV}ArmedActor>"),
        (f"<{BASE}actor/na-police>", f"<{SKOS}prefLabel>", literal("Namibia police")),
        (f"<{BASE}actor/na-police>", f"<{RV}country>", f"<{BASE}place/NA>"),
    ]
