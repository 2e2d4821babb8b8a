"""Statements have their speaker, speech act, role, organisation, legal term and medium."""

import pytest

from kg.extraction.attribution import attribute
from kg.extraction.candidates import Candidates
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.extraction.statements import decide_statements
from kg.model import Report, Statement


def statements(text: str) -> tuple[Statement, ...]:
    (document,) = documents([Report("r", text, publisher="West Lake Voice")])
    candidates = Candidates(names=find_names(document))
    return decide_statements(document, candidates, attribute(document, candidates))


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The governor said that 14 people had died.", "reports"),
        ("The Coastal Rights Observatory accused the army of the raid.", "accuses"),
        ("Residents blamed the rebels.", "accuses"),
        ("A widow said that soldiers had tortured her husband.", "accuses"),
        ("The fire came from the hill held by the rebels, the governor said.", "accuses"),
        ("The army denied the raid.", "denies"),
        ("The army said that it had hit a military target.", "denies"),
        ("The defence ministry called the report a fabrication.", "denies"),
        ("The army spokesman said that no civilians had been harmed.", "denies"),
        ("The bishop condemned the attack.", "condemns"),
        ("The president said that the attack was “barbaric”.", "condemns"),
        ("Aid groups warned that thousands might starve.", "warns"),
        ("The United Nations called for an inquiry.", "calls-for"),
        ("The bishop urged both sides to stop.", "calls-for"),
        ("The lawyer asks that both be freed.", "calls-for"),
        ("The army had no record of any such incident.", "denies"),
        ("Police suspect rebels of the Red Front.", "accuses"),
        ("The farmer was named by the clinic as Peter Lado.", "reports"),
    ],
)
def test_verb_and_words_decide_the_speech_act(sentence: str, act: str) -> None:
    assert [statement.speech_act for statement in statements(sentence)] == [act]


def test_a_named_person_speaks_with_role_and_organisation() -> None:
    (statement,) = statements("“Nine people died,” said Peter Lado, spokesman for the Coastal Rights Observatory.")
    assert statement.speaker.label == "Peter Lado"
    assert statement.speaker_role == "spokesman"
    assert statement.speaker_organization is not None
    assert statement.speaker_organization.label == "Coastal Rights Observatory"


@pytest.mark.parametrize(
    ("sentence", "speaker", "role"),
    [
        ("Mr. Peter Lado said that nine people had died.", "Peter Lado", None),
        ("Police spokesman Captain Peter Lado said that nine people had died.", "Peter Lado", "spokesman"),
        ("The network's coordinator, Peter Lado, said that nine people had died.", "Peter Lado", "coordinator"),
        ("Assistant Secretary-General Peter Lado said that nine people had died.", "Peter Lado", "Assistant Secretary-General"),
        ("A man said that nine people had died.", "man", None),
        ("One of the travellers, a rice broker, said that nine people had died.", "rice broker", "rice broker"),
    ],
)
def test_a_role_is_a_trade_an_office_or_kinship(sentence: str, speaker: str, role: str | None) -> None:
    (statement,) = statements(sentence)
    assert (statement.speaker.label, statement.speaker_role) == (speaker, role)


def test_what_a_minister_is_minister_of_is_no_organisation() -> None:
    (statement,) = statements("Defence Minister Peter Lado said that nine people had died.")
    assert statement.speaker.label == "Peter Lado"
    assert (statement.speaker_role, statement.speaker_organization) == ("Defence Minister", None)


def test_a_speaking_organisation_has_neither_role_nor_organisation() -> None:
    (statement,) = statements("The Ministry of Health said that nine people had died.")
    assert (statement.speaker.label, statement.speaker_role, statement.speaker_organization) == ("Ministry of Health", None, None)


def test_the_medium_is_a_named_outlet() -> None:
    (statement,) = statements("Peter Lado told Reuters that nine people had died.")
    assert statement.medium is not None
    assert statement.medium.label == "Reuters"


def test_the_publisher_is_no_medium() -> None:
    (statement,) = statements("Peter Lado told West Lake Voice that nine people had died.")
    assert statement.medium is None


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("a war crime", "war-crime"),
        ("crimes against humanity", "crime-against-humanity"),
        ("genocide", "genocide"),
        ("a crime", None),
    ],
)
def test_the_legal_term_is_read_from_the_words(words: str, term: str | None) -> None:
    (statement,) = statements(f"The Coastal Rights Observatory said that the shelling was {words}.")
    assert statement.legal_term == term


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("A youth club alleged that two of them had been kicked.", "youth club"),
        ("Forty mayors have been murdered, according to figures that the Ministry of Interior released.", "Ministry of Interior"),
        ("A leaflet in the name of the Red Front claimed the attack.", "Red Front"),
    ],
)
def test_who_wrote_or_signed_a_document_speaks(sentence: str, speaker: str) -> None:
    assert [statement.speaker.label for statement in statements(sentence)] == [speaker]


def test_one_speaker_with_one_act_makes_one_statement_in_a_paragraph() -> None:
    text = "The Ministry of Health said that nine people had died. It said that five were children."
    (statement,) = statements(text)
    assert len(statement.evidence) == 2


def test_another_paragraph_makes_another_statement() -> None:
    text = (
        "Raid\n\nThe Ministry of Health said that nine people had died.\n\nThe Ministry of Health said that five were children."
    )
    assert len(statements(text)) == 2


def test_a_joint_statement_is_one_of_each_speaker() -> None:
    found = statements("Turkey and Qatar condemned the bombing.")
    assert [statement.speaker.label for statement in found] == ["Turkey", "Qatar"]


def test_a_headline_makes_no_statement_of_its_own() -> None:
    found = statements("Nine dead, ministry says\n\nThe Ministry of Health said that nine people had died.")
    assert [statement.speaker.label for statement in found] == ["Ministry of Health"]


def test_what_the_publisher_counted_is_its_statement() -> None:
    (statement,) = statements("We recorded 14 deaths in May.")
    assert statement.speaker.label == "West Lake Voice"
