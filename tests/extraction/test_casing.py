"""Text in capitals is read as if it stood in its usual case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.casing import in_usual_case
from kg.extraction.reader import RuleReader
from kg.model import Casualty, CasualtyCount, Report

WIRE = (
    "THE GENERAL STAFF SAID GUERRILLAS OF THE PEOPLE'S LIBERATION FRONT (FLP) ATTACKED A BUS NEAR SANTA RITA LAST NIGHT, KILLING "
    "FOUR PEASANTS AND WOUNDING AT LEAST NINE OTHERS.\n\nAMONG THE DEAD IS ALVARO QUINTERO, A SCHOOLTEACHER. THE FLP DENIED THE CHARGE."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE ARMY SHELLED THE VILLAGE OF KAFR HALA ON MONDAY", "The army shelled the village of Kafr Hala on Monday"),
        ("TWO NURSES WERE ABDUCTED. THE UN SAID THEY WERE FREED", "Two nurses were abducted. The UN said they were freed"),
        ("A LIBERIAN-FLAG TANKER WAS HIT NEAR AL-NOUR", "A Liberian-flag tanker was hit near Al-Nour"),
        ("POLICE FOUND THE BODY OF MR. HASSAN'S BROTHER", "Police found the body of Mr. Hassan's brother"),
    ],
)
def test_a_line_in_capitals_gets_its_usual_case(text: str, expected: str) -> None:
    assert in_usual_case(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled the village on Monday.",
        "KHARTOUM",
        "BEIRUT (AP) - Three people were killed by a bomb.",
        "UN OCHA",
        "",
        "1 2 3 4 5",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert in_usual_case(text) == text


def test_only_the_lines_in_capitals_of_a_text_change() -> None:
    assert (
        in_usual_case("SIX KILLED IN MARKET BLAST\nThe WHO said NOTHING.") == "Six killed in market blast\nThe WHO said NOTHING."
    )


@given(st.text(alphabet="ABC DEÉİßŒ'’.-()\n09"))
def test_no_text_changes_its_length(text: str) -> None:
    assert len(in_usual_case(text)) == len(text)


def test_an_abbreviation_stays_one() -> None:
    assert "(FLP)" in in_usual_case(WIRE)
    assert "The FLP denied" in in_usual_case(WIRE)


def test_a_report_in_capitals_is_read_and_cited_in_its_own_letters() -> None:
    report = Report("wire", WIRE)
    account = RuleReader().extract(report)
    counts = {
        (claim.outcome, claim.quantity.minimum, claim.quantity.maximum)
        for claim in account.claims
        if isinstance(claim, CasualtyCount)
    }
    assert counts == {("killed", 4, 4), ("injured", 9, None)}
    victims = [claim for claim in account.claims if isinstance(claim, Casualty)]
    assert [victim.victim.label.casefold() for victim in victims] == ["alvaro quintero"]
    assert all(passage.words(WIRE).isupper() for claim in account.claims for passage in claim.evidence)
