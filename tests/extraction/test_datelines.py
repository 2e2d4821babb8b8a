"""Datelines of agencies: they say when and where a report was written, "today" means their day, and they are no headline."""

import pytest

from kg.extraction.datelines import find_dateline
from kg.extraction.reader import RuleReader
from kg.model import Event, Report
from kg.values import PartialDate


def events(text: str, published: str | None = None) -> list[Event]:
    report = Report("wire", text, published=PartialDate.from_text(published) if published else None)
    return list(RuleReader().extract(report).events)


def days(event: Event) -> tuple[str, str]:
    return (event.start.text if event.start else "", event.end.text if event.end else "")


@pytest.mark.parametrize(
    "dateline",
    [
        "QARUN, 12 May 88 (Radio Oussa) --",
        "Qarun, 2 Nov 89 (EFE) --",
        "Bel Oria, Chad, Nov 14 (Continental) -",
        "QARUN, July 2 (UPI) -",
        "[Report by Lena Orel] Bel Oria, 25 Jan 90 --",
    ],
)
def test_a_dateline_is_found(dateline: str) -> None:
    match = find_dateline(f"{dateline} Two men were shot dead today.")
    assert match is not None
    assert match.group().strip() == dateline


@pytest.mark.parametrize(
    "text", ["15 Jan – Qarun. A mine went off.", "On Tuesday, 4 May, two men were shot dead.", "Qarun: two dead"]
)
def test_heads_of_entries_and_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_today_is_the_day_of_the_dateline() -> None:
    text = "QARUN, 12 May 88 (Radio Oussa) -- Two men were shot dead near Tolesh early today."
    assert [days(event) for event in events(text)] == [("1988-05-12", "1988-05-12")]
    assert [days(event) for event in events(text, "1988-05-13")] == [("1988-05-12", "1988-05-12")]


def test_a_dateline_of_long_ago_is_not_when_the_report_was_written() -> None:
    text = "QARUN, 12 May 88 (Radio Oussa) -- Two men were shot dead near Tolesh yesterday."
    assert [days(event) for event in events(text, "1995-03-02")] == [("1995-03-01", "1995-03-01")]


def test_the_place_of_a_dateline_is_not_where_it_happened() -> None:
    (event,) = events(
        "Qarun, 2 Nov 89 (EFE) -- A bomb exploded last night in the Tolesh neighborhood of Bel Oria, damaging two banks."
    )
    assert [place.label for place in event.places] == ["Tolesh", "Bel Oria"]
    assert days(event) == ("1989-11-01", "1989-11-01")


def test_a_text_without_headline_tells_of_an_event_in_each_sentence() -> None:
    first, second = events(
        "QARUN, 12 May 88 (AP) - Guerrillas attacked the town of Tolesh early today. Yesterday a bridge near Bel Oria was dynamited."
    )
    assert (first.type, second.type) == ("attack", "explosion")
    assert days(second) == ("1988-05-11", "1988-05-11")


def test_the_day_of_a_sheet_is_that_of_its_entries_headed_with_an_hour() -> None:
    sheet = "Daily sheet, Friday 9 March 2018\nAll entries were checked.\n\n05:15 Qarun. Two men on a motorbike shot a nurse dead.\n\n08:50 Tolesh. A grenade was thrown at a shop."
    assert [days(event) for event in events(sheet, "2018-03-10")] == [("2018-03-09", "2018-03-09")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "In Qarun, in the central department of Oussa, a car bomb damaged three houses on Monday.",
        "A judge was shot dead in Qarun [Oussa Department] on Monday.",
        "A judge was shot dead in Qarun, a town in Oussa, on Monday.",
    ],
)
def test_the_town_before_its_department_is_where_it_happened(text: str) -> None:
    (event,) = events(text, "1989-06-20")
    assert [place.label for place in event.places] == ["Qarun"]
