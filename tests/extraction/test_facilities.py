"""What an event hit: by its own words, by those of the verb before it, and in the sentences after it."""

import pytest

from kg.extraction.reader import RuleReader
from kg.model import FacilityImpact, Report
from kg.values import PartialDate


def hit(text: str) -> list[tuple[str, str]]:
    account = RuleReader().extract(Report("r", text, published=PartialDate.from_text("2022-06-08")))
    return [(claim.facility.type, claim.effect) for claim in account.claims if isinstance(claim, FacilityImpact)]


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("A bomb exploded under a tractor near Qarun.", ("vehicle", "struck")),
        ("Two soldiers were hurt on Friday when their truck ran over a mine near Qarun.", ("vehicle", "struck")),
        ("The clinic of Qarun was hit by an artillery shell on Monday.", ("clinic", "struck")),
        ("The hospital, which rebels shelled on Monday, has lost its laboratory.", ("hospital", "struck")),
        ("Gunmen herded the worshippers into the mosque and shot nine of them on Monday.", ("mosque", "struck")),
        ("Men in uniform flagged down a lorry and shot the driver on Monday.", ("vehicle", "struck")),
    ],
)
def test_a_facility_is_struck_by_what_the_sentence_tells(text: str, facility: tuple[str, str]) -> None:
    assert facility in hit(text)


def test_what_later_sentences_tell_of_facilities_is_of_the_event_before() -> None:
    text = "Rebels shelled Qarun on Monday. The school lost its roof, and the market is in flames.\n\nThe clinic has since closed its doors."
    assert {("school", "damaged"), ("market", "destroyed"), ("clinic", "out-of-service")} <= set(
        hit(f"Shelling in Qarun\n\n{text}")
    )


def test_what_was_left_unharmed_or_stands_far_from_the_event_is_no_facility_of_it() -> None:
    text = "Rebels shelled Qarun on Monday.\n\nThe talks went on.\n\nNobody came.\n\nIn the capital a school burned in 1990."
    assert hit(f"Shelling in Qarun\n\n{text}") == []
