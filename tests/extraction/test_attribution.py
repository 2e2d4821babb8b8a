"""Each word of a report belongs to whom the text gives it to, or else to the publisher."""

import pytest

from kg.extraction.attribution import Attribution, attribute
from kg.extraction.candidates import Candidates, Document
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.model import Report


def read(text: str, publisher: str | None = "West Lake Voice") -> tuple[Document, Attribution]:
    (document,) = documents([Report("r", text, publisher=publisher)])
    return document, attribute(document, Candidates(names=find_names(document)))


def source(text: str, word: str) -> str | None:
    """The label of the agent whose words the first occurrence of a word is."""
    document, attribution = read(text)
    agent = attribution.source(next(token.i for token in document.doc if token.text == word))
    return agent.label if agent else None


@pytest.mark.parametrize(
    ("sentence", "word", "label"),
    [
        ("The health ministry said that 14 people had died.", "14", "health ministry"),
        ("Fourteen people died, the health ministry said on Monday.", "Fourteen", "health ministry"),
        ("Fourteen people died, according to residents.", "Fourteen", "residents"),
        ("According to the United Nations, 300 people fled.", "300", "United Nations"),
        ("By the army's count, 12 rebels were killed.", "12", "army"),
        ("The Coastal Rights Observatory put the toll at 31.", "31", "Coastal Rights Observatory"),
        ("“They killed nine of us,” said Amina Yusuf, a teacher.", "nine", "Amina Yusuf"),
        ("Six people were wounded (hospital).", "Six", "hospital"),
        ("Two houses burned and 5 people fled. Source: residents.", "5", "residents"),
        ("Nine people died as per the village chief.", "Nine", "village chief"),
        ("A spokesman, Peter Lado, told reporters that 7 soldiers had died.", "7", "Peter Lado"),
        ("Fifteen women said that they had been beaten.", "Fifteen", "Fifteen women"),
        ("A shell killed 4 people in the market.", "4", None),
        ("Of 31 accused, 26 are in custody.", "31", None),
        ("17:40 Army spokesman in Marwat says 6 rebels died.", "6", "Army spokesman in Marwat"),
        ("The army counted 12 dead, the opposition 30.", "12", "army"),
        ("The army counted 12 dead, the opposition 30.", "30", "opposition"),
        ("The police counted 12 dead, soldiers 3.", "3", "police"),
        ("The Red Cross put it at 50 dead; the Interior Ministry at 20.", "20", "Interior Ministry"),
        ("The ministry put the dead at 12; the hospital had 15 dead.", "12", "ministry"),
        ("The ministry put the dead at 12; the hospital had 15 dead.", "15", "hospital"),
        ("The unrest cost 541 lives, according to a lawyer, and 517 according to the minister.", "541", "lawyer"),
        ("The unrest cost 541 lives, according to a lawyer, and 517 according to the minister.", "517", "minister"),
        ("Two men died (four according to villagers).", "Two", None),
        ("Two men died (four according to villagers).", "four", "villagers"),
        ("Eleven dead, 46 hurt, as given by the council's secretary, Roman Vale.", "46", "Roman Vale"),
        ("The Lake Rights Commission delivered its list for the week: 127 killed, 31 captured.", "31", "Lake Rights Commission"),
        ("Nine people were killed (health facilities; rights monitors).", "Nine", "health facilities"),
    ],
)
def test_a_number_has_the_source_that_its_sentence_gives(sentence: str, word: str, label: str | None) -> None:
    found = source(sentence, word)
    assert found == label or (label == "Fifteen women" and found == "women")


def test_it_stands_for_the_organisation_that_spoke_before() -> None:
    text = "The Coastal Rights Observatory said that 14 people had died. It said that 22 more were wounded."
    assert source(text, "22") == "Coastal Rights Observatory"


def test_attribution_ends_with_its_sentence() -> None:
    assert source("Police said that 14 people had died. Another 22 were wounded.", "22") is None


def test_a_breakdown_takes_the_source_of_its_whole() -> None:
    text = "The Coastal Rights Observatory said that 14 people had died. Of those, 5 were children."
    assert source(text, "5") == "Coastal Rights Observatory"


@pytest.mark.parametrize(
    "breakdown", ["Five of them were children.", "Another 5 of the wounded died.", "Among them were 5 children."]
)
def test_who_is_drawn_from_those_before_has_their_source(breakdown: str) -> None:
    assert (
        source(f"The Coastal Rights Observatory said that 14 people had died. {breakdown}", breakdown.split(maxsplit=1)[0])
        is not None
    )


def test_each_half_of_a_sentence_has_its_own_speaker() -> None:
    text = "Residents say that 14 people died; the army says that 3 rebels were killed."
    assert (source(text, "14"), source(text, "3")) == ("Residents", "army")


def test_what_is_quoted_inside_belongs_to_the_outer_speaker() -> None:
    text = "“The doctors told us that 14 people had died,” said Amina Yusuf."
    assert source(text, "14") == "Amina Yusuf"


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = "“They came at dawn,” said Amina Yusuf. “They killed 14 people in the mosque.”"
    assert source(text, "14") == "Amina Yusuf"


def test_we_is_the_publisher_outside_quotations_only() -> None:
    _, attribution = read("We recorded 14 deaths in May.")
    assert [saying.speaker.publisher for saying in attribution.sayings] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army did not say how many people had died.",
        "Nobody has claimed the attack.",
        "The attack claimed 14 lives.",
        "A nurse accused of helping rebels was arrested.",
    ],
)
def test_what_is_not_said_is_no_saying(sentence: str) -> None:
    _, attribution = read(sentence)
    assert attribution.sayings == ()


@pytest.mark.parametrize(
    ("sentence", "verb", "label"),
    [
        ("Peter Lado said that nine were dead, adding that more might follow.", "adding", "Peter Lado"),
        ("The mayor of the town, Ali Hassan, said that nine were dead.", "said", "Ali Hassan"),
        ("The relief group, Lakes Aid Network (LAN), said that nine were dead.", "said", "Lakes Aid Network"),
        ("LUANDA, May 3 (ABC) - The army said that nine were dead.", "said", "army"),
        ("The Ministry of Health published its figures, which show that nine are dead.", "show", "Ministry of Health"),
    ],
)
def test_a_verb_has_the_speaker_that_a_reader_sees(sentence: str, verb: str, label: str) -> None:
    document, attribution = read(sentence)
    assert [saying.speaker.agent.label for saying in attribution.sayings if document.doc[saying.cue].text == verb] == [label]


def test_a_key_to_abbreviations_is_no_saying() -> None:
    _, attribution = read("HFL: Hands for Lakes.")
    assert attribution.sayings == ()


def test_a_label_that_opens_a_paragraph_holds_until_somebody_else_speaks() -> None:
    text = "Radio Marwat: A lorry was blown up in Dolna. Two drivers died. The mayor said that 3 guards were hurt.\n\nA shell hit 9 houses."
    assert (source(text, "Two"), source(text, "3"), source(text, "9")) == ("Radio Marwat", "mayor", None)
