"""Heads of entries: where the entries of a log or roundup name their places."""

import pytest

from kg.extraction.entries import entry_places
from kg.extraction.language import documents
from kg.model import Report

REST = "A mine went off under a cart and two men were hurt."


def heads(text: str) -> list[str]:
    (document,) = documents([Report("log", text)])
    return [text[start:end] for start, end in entry_places(document)]


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("15 Jan – Qarun. ", ["Qarun"]),
        ("8–9 Mar – Bel Oria. ", ["Bel Oria"]),
        ("Qarun, 12 April. ", ["Qarun"]),
        ("Umm Sidra, night of 11–12 May: ", ["Umm Sidra"]),
        ("ET-4703 / 21 Nov / Oussa, Qarun / ", ["Oussa", "Qarun"]),
        ("16 FEB 2145 | Qarun, Avenida Dulam | ", ["Qarun", "Avenida Dulam"]),
        ("• Friday, Qarun. ", ["Qarun"]),
        ("11 Jun, 07:20, Qarun, Tolesh bazaar. ", ["Qarun", "Tolesh bazaar"]),
        ("5 Feb – Near Qarun. ", ["Qarun"]),
        ("2340 Qarun. ", ["Qarun"]),
    ],
)
def test_an_entry_is_headed_with_its_place(head: str, places: list[str]) -> None:
    assert heads(f"Weekly log\n\n{head}{REST}") == places


def test_names_alone_head_entries_where_more_than_one_does() -> None:
    assert heads(f"Roundup\n\nQarun. {REST}\n\nTolesh. {REST}") == ["Qarun", "Tolesh"]
    assert heads(f"Roundup\n\nQarun. {REST}") == []


@pytest.mark.parametrize(
    "text",
    [
        f"Water. {REST}\n\nSecurity. {REST}",
        "On Tuesday 4 May gunmen shot two men.",
        "Lena Orel, 34, a nurse, was killed by a shell that fell on her house.",
        "The Dawn Front (DF) said on Monday that it had attacked nobody.",
    ],
)
def test_ordinary_words_ages_and_sentences_head_nothing(text: str) -> None:
    assert heads(f"Weekly log\n\n{text}") == []
