"""Events: what happened, when, where, by whom, with what, to which facility; told twice it is one, told as a fear it is none."""

import pytest

from kg.extraction.candidates import Candidates, Document
from kg.extraction.dates import find_dates
from kg.extraction.events import Happenings, decide_events
from kg.extraction.language import documents
from kg.extraction.lexicon import find_codes
from kg.extraction.names import find_names
from kg.extraction.places import find_places
from kg.model import Event, FacilityImpact, Report, Responsibility
from kg.values import PartialDate


def _read(text: str) -> tuple[Document, Happenings]:
    (document,) = documents([Report("r", text, published=PartialDate("2021-03-17"))])
    names = find_names(document)
    candidates = Candidates(
        dates=find_dates(document), names=names, places=find_places(document, names), codes=find_codes(document)
    )
    return document, decide_events(document, candidates)


def _events(text: str) -> tuple[Event, ...]:
    return _read(text)[1].events


def _types(text: str) -> list[str]:
    return [event.type for event in _events(text)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Warplanes bombed a school in Qarun on Monday.", "air-strike"),
        ("A drone strike in Qarun killed four people on Monday.", "air-strike"),
        ("Soldiers shelled the village of Kibaro on Monday.", "shelling"),
        ("Three mortar rounds hit a house in Qarun on Monday.", "shelling"),
        ("A bomb exploded in Qarun on Monday.", "explosion"),
        ("Their cart drove over a mine near Qarun on Monday.", "explosion"),
        ("Gunmen opened fire on a bus near Qarun on Monday.", "shooting"),
        ("A farmer was shot dead near Qarun on Monday.", "shooting"),
        ("Rebels and soldiers clashed near Qarun on Monday.", "clash"),
        ("Rebels beheaded two men in Kibaro on Monday.", "killing"),
        ("Police arrested 14 students in Qarun on Monday.", "detention"),
        ("Gunmen kidnapped a nurse near Qarun on Monday.", "abduction"),
        ("Armed men took him from his home in Qarun on Monday.", "abduction"),
        ("Soldiers led away nine men in Qarun on Monday.", "detention"),
        ("Guards tortured two prisoners in Qarun on Monday.", "torture"),
        ("Police opened fire on workers marching to the town hall of Qarun on Monday.", "protest-repression"),
        ("An Antonov dropped six bombs on Qarun on Monday.", "air-strike"),
        ("Nine people were burned in a hut in Qarun on Monday.", "killing"),
        ("Police held a student in Qarun on Monday.", "detention"),
        ("Nine students were held in Qarun on Monday.", "detention"),
        ("Hooded men held a teacher in Qarun on Monday.", "abduction"),
        ("Soldiers raped three women in Kibaro on Monday.", "sexual-violence"),
        ("Settlers torched four houses in Kibaro on Monday.", "destruction"),
        ("Police fired tear gas at demonstrators in Qarun on Monday.", "protest-repression"),
        ("Rebels ambushed a convoy near Qarun on Monday.", "attack"),
        ("Rebels have besieged the town of Qarun since January.", "siege"),
    ],
)
def test_a_sentence_tells_of_an_event_of_its_type(sentence: str, kind: str) -> None:
    assert _types(sentence) == [kind]


def test_whom_those_named_before_take_away_an_authority_detains() -> None:
    assert _types("Soldiers raided the town of Qarun on Monday. They led away nine men.")[-1] == "detention"


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents fear that the army will bomb Qarun.",
        "The army plans to shell Qarun if talks fail.",
        "Attacks on hospitals are war crimes.",
        "Nobody was arrested in Qarun.",
        "The group called for an end to the shelling.",
        "Students will practise a mock attack in Qarun.",
        "He is charged with murder.",
        "The detention centre stands in Qarun.",
        "There were no reports of clashes in Dolna on Monday.",
        "The court convicted Peter Lado of murder and torture on Monday.",
        "Had the bomb gone off in Dolna on Monday, it would have killed hundreds.",
        "It was as if a bomb had hit the hall in Dolna.",
        "The rebels gave the army until Friday to leave Dolna or be attacked.",
        "The year was the deadliest since the bombing of the train in Dolna.",
    ],
)
def test_what_is_feared_planned_general_or_absent_is_no_event(sentence: str) -> None:
    assert _events(sentence) == ()


def test_an_event_has_its_date_place_and_country() -> None:
    (event,) = _events("Gunmen opened fire on a bus near Gao, Mali, on Monday.")
    assert (event.start, event.end) == (PartialDate("2021-03-15"), PartialDate("2021-03-15"))
    assert [place.label for place in event.places] == ["Gao"]
    assert event.country == "ML"


@pytest.mark.parametrize(
    "sentence",
    [
        "The shelling of the market on Monday put pressure on Qarun.",
        "The shelling of the market on Monday ended the Qarun agreement.",
    ],
)
def test_a_place_of_talks_or_pressure_is_not_where_it_happened(sentence: str) -> None:
    assert "Qarun" not in {place.label for event in _events(sentence) for place in event.places}


def test_an_event_lies_where_the_body_says_rather_than_the_headline() -> None:
    (event,) = _events("Air strike hits market in Oria province\n\nA military aircraft bombed a market in Qarun on Monday.")
    assert event.places[0].label == "Qarun"


def test_a_siege_goes_on_until_publication() -> None:
    (event,) = _events("Rebels have besieged the town of Qarun since January.")
    assert (event.start, event.end) == (PartialDate("2021-01"), PartialDate("2021-03-17"))


def test_the_town_of_a_quarter_is_added() -> None:
    (event,) = _events("A bomb exploded in the Salam neighbourhood of Qarun on Monday.")
    assert [place.label for place in event.places] == ["Salam", "Qarun"]


def test_a_date_of_saying_is_not_the_date_of_the_event() -> None:
    (event,) = _events("A bomb exploded in Qarun on Monday, police said on Tuesday.")
    assert event.start == PartialDate("2021-03-15")


@pytest.mark.parametrize(
    ("sentence", "weapons"),
    [
        ("Three mortar rounds hit a house in Qarun on Monday.", ("mortar",)),
        ("Gunmen shot a farmer near Qarun on Monday.", ("small-arms",)),
        ("Soldiers shelled the village of Kibaro on Monday.", ("artillery",)),
        ("Helicopters dropped barrel bombs on Qarun on Monday.", ("barrel-bomb",)),
        ("Rebels ambushed a convoy near Qarun on Monday.", ()),
        ("Warplanes bombed a school in Qarun on Monday.", ("air-dropped-bomb",)),
        ("A mob petrol-bombed nine houses in Qarun on Monday.", ("incendiary-weapon",)),
        ("Nine herders were hacked to death near Qarun on Monday.", ("bladed-weapon",)),
        ("Nine herders had their throats cut near Qarun on Monday.", ("bladed-weapon",)),
        ("A crowd stoned to death a herder in Qarun on Monday.", ("other",)),
        ("Rebels dynamited a bridge near Qarun on Monday.", ("ied",)),
        ("Nine prisoners were beaten with cables in Qarun on Monday.", ("other",)),
        ("Gunmen raked a bus near Qarun on Monday.", ("small-arms",)),
    ],
)
def test_weapons_are_those_named_or_meant_by_the_verb(sentence: str, weapons: tuple[str, ...]) -> None:
    assert _events(sentence)[0].weapons == weapons


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Rebels took two boys in Qarun on Monday.", "abduction"),
        ("Soldiers took two boys in Qarun on Monday.", "detention"),
        ("Two farmers were grabbed by rebels near Qarun on Monday.", "abduction"),
        ("Three people are behind bars in Qarun over Monday's theft.", "detention"),
        ("A shell came through the roof of a school in Qarun on Monday.", "shelling"),
        ("Mortar bombs on the market of Qarun on Monday.", "shelling"),
        ("Helicopters attacked the village of Qarun on Monday.", "air-strike"),
        ("Rebels attacked a column of helicopters in Qarun on Monday.", "attack"),
        ("Nine houses were gutted in Qarun on Monday.", "destruction"),
    ],
)
def test_what_is_told_by_plain_words_is_an_event(sentence: str, kind: str) -> None:
    assert [event.type for event in _events(sentence)] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neighbours took two boys to the hospital in Qarun on Monday.",
        "Neighbours took the bodies to the mosque in Qarun on Monday.",
        "A shot of the square was shown on Monday.",
    ],
)
def test_people_who_are_cared_for_are_not_abducted(sentence: str) -> None:
    assert not _events(sentence)


@pytest.mark.parametrize(
    ("sentence", "labels", "suspected"),
    [
        ("Soldiers shot four men in Qarun on Monday.", ["Soldiers"], False),
        ("Four men were shot in Qarun on Monday by soldiers.", ["soldiers"], False),
        ("An Israeli air strike hit a house in Qarun on Monday.", ["Israel"], False),
        ("Gunmen shot four men in Qarun on Monday.", [], False),
        ("Suspected jihadists ambushed a convoy near Qarun on Monday.", ["jihadists"], True),
        ("Settlers torched four houses in Kibaro on Monday.", ["Settlers"], False),
        ("Four men died in Qarun on Monday when a bomb exploded.", [], False),
        ("Rebel fighters fired mortar rounds into Qarun on Monday.", ["Rebel fighters"], False),
        ("Coalition warplanes bombed a school in Qarun on Monday.", ["Coalition"], False),
        ("Nigerian army helicopters bombed a house in Qarun on Monday.", ["Nigerian army"], False),
        ("Russian-Syrian forces bombed a school in Qarun on Monday.", ["Russia", "Syria"], False),
        ("A hand grenade was thrown into a house in Qarun on Monday.", [], False),
    ],
)
def test_perpetrators_are_those_whom_the_sentence_says_did_it(sentence: str, labels: list[str], suspected: bool) -> None:
    claims = [claim for claim in _read(sentence)[1].claims if isinstance(claim, Responsibility)]
    assert [claim.perpetrator.label for claim in claims] == labels
    assert any(claim.suspected for claim in claims) is suspected
    assert all(claim.stance == ("suspected" if suspected else "asserted") for claim in claims)


def test_our_forces_are_those_of_the_publisher() -> None:
    text = "Communique\n\nOn Monday our forces ambushed a convoy near Qarun.\nOn Tuesday we shelled the barracks in Kibaro."
    (document,) = documents([Report("r", text, published=PartialDate("2021-03-17"), publisher="Oria Liberation Front")])
    names = find_names(document)
    candidates = Candidates(
        dates=find_dates(document), names=names, places=find_places(document, names), codes=find_codes(document)
    )
    claims = [claim for claim in decide_events(document, candidates).claims if isinstance(claim, Responsibility)]
    assert [claim.perpetrator.label for claim in claims] == ["Oria Liberation Front"] * 2


def test_a_verb_that_names_nobody_goes_on_telling_of_who_was_named_before() -> None:
    claims = _read("Rebels raided Qarun on Monday. Four villagers were shot dead and nine were abducted.")[1].claims
    assert {claim.perpetrator.label for claim in claims if isinstance(claim, Responsibility)} == {"Rebels"}


def test_a_claim_of_responsibility_names_the_perpetrator_of_the_event_before_it() -> None:
    _, found = _read("A bomb exploded in Qarun on Monday. The Islamic State claimed responsibility.")
    assert [claim.perpetrator.label for claim in found.claims if isinstance(claim, Responsibility)] == ["Islamic State"]


@pytest.mark.parametrize(
    ("sentence", "facilities"),
    [
        ("Warplanes bombed a school in Qarun on Monday.", [("school", "struck")]),
        ("Settlers torched four houses in Kibaro on Monday.", [("home", "destroyed")]),
        ("Rebels looted a clinic in Kibaro on Monday.", [("clinic", "damaged")]),
        ("Gunmen opened fire on a bus near Qarun on Monday.", [("vehicle", "struck")]),
        ("Police took him from his home in Qarun on Monday.", []),
    ],
)
def test_facilities_are_what_was_struck_with_the_effect(sentence: str, facilities: list[tuple[str, str]]) -> None:
    claims = [claim for claim in _read(sentence)[1].claims if isinstance(claim, FacilityImpact)]
    assert [(claim.facility.type, claim.effect) for claim in claims] == facilities


def test_one_attack_told_three_times_is_one_event() -> None:
    text = (
        "Bomb kills nine at market in Qarun\n\nA bomb exploded at a market in Qarun on Monday, killing nine people.\n\n"
        "The blast also wounded 14 people. Witnesses said that the explosion shook the town."
    )
    (event,) = _events(text)
    assert event.type == "explosion"
    assert len(event.evidence) >= 3


def test_entries_of_a_log_are_events_of_their_own() -> None:
    text = "Log of the week\n\n3 March, Qarun: gunmen shot a farmer.\n4 March, Kibaro: gunmen shot two women.\n5 March, Zelmat: gunmen shot a boy.\n"
    events = _events(text)
    assert [event.start for event in events] == [PartialDate("2021-03-03"), PartialDate("2021-03-04"), PartialDate("2021-03-05")]
    assert [event.id for event in events] == ["e1", "e2", "e3"]


def test_a_second_bomb_is_an_event_of_its_own() -> None:
    assert _types("A bomb exploded in Qarun on Monday. A second bomb exploded an hour later.") == ["explosion", "explosion"]


def test_a_rumour_that_is_refuted_is_a_negated_event() -> None:
    (event,) = _events("Rumours of an air strike on the market in Qarun on Monday were false.")
    assert event.negated


def test_the_nearest_event_of_a_word_is_that_of_its_sentence() -> None:
    text = "Gunmen shot four men in Qarun on Monday.\n\nA mine near Kibaro exploded on Tuesday and killed nine children."
    document, found = _read(text)
    where = {token.text: token.i for token in document.doc}
    assert len(found.events) == 2
    assert (found.nearest(where["four"]), found.nearest(where["nine"])) == ("e1", "e2")


def test_a_report_without_events_has_no_nearest_one() -> None:
    _, found = _read("The council met on Monday.")
    assert found.nearest(0) is None
