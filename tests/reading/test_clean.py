"""The clean-up of text; reports' names depend on every line of this."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.clean import clean_text


@pytest.mark.parametrize(
    ("original", "clean"),
    [
        ("plain text\n", "plain text\n"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\r\n\r\n", "\n\n"),
        ("\ufeffHeadline", "Headline"),
        ("kil\u200bled 5\u202e0", "killed 50"),
        ("soft\xadhyphen", "softhyphen"),
        ("bell\x07 nul\x00 esc\x1b[31m", "bell nul esc[31m"),
        ("tab\tstays", "tab\tstays"),
        ("Cafe\u0301", "Café"),
        ("\u1112\u1161\u11ab", "한"),
        ("e\u200b\u0301", "é"),
        ("“quotes” and – dashes…", "“quotes” and – dashes…"),
        ("\ufffe\uffff\ufdd0", ""),
        ("", ""),
    ],
)
def test_what_is_cleaned_and_what_stays(original: str, clean: str) -> None:
    assert clean_text(original).text == clean


def test_offsets_lead_back_to_the_original() -> None:
    original = "\ufeffa\r\nb\u200bc e\u0301f"
    cleaned = clean_text(original)
    assert cleaned.text == "a\nbc éf"
    assert [original[cleaned.original(n)] for n in range(len(cleaned.text))] == ["a", "\r", "b", "c", " ", "e", "f"]


@given(st.text())
def test_cleaning_twice_changes_nothing_more(original: str) -> None:
    cleaned = clean_text(original).text
    assert clean_text(cleaned).text == cleaned


@given(st.text(alphabet="ab \r\n\u200b\u0301e\u1112\u1161\u11ab\ufeff"))
def test_every_offset_of_the_clean_text_points_into_the_original_in_order(original: str) -> None:
    cleaned = clean_text(original)
    offsets = [cleaned.original(n) for n in range(len(cleaned.text))]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(original) for offset in offsets)
    unchanged = [
        (a, original[b]) for a, b in zip(cleaned.text, offsets, strict=True) if unicodedata.normalize("NFC", a) == original[b]
    ]
    assert all(a == b for a, b in unchanged)


def test_a_long_run_of_marks_takes_no_longer_than_its_length() -> None:
    assert clean_text("e" + "\u0301" * 50_000).text.startswith("é")
