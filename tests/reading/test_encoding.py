"""Encodings: texts come out as they were written, or it is said that they may not."""

import pytest

from kg.errors import InputError
from kg.reading.encoding import decode_bytes

TEXTS = {
    "en": "At least twelve people, “including three children”, were killed on Tuesday when shells hit a school in Marwat. The café was hit as well.",
    "fr": "Au moins douze personnes, dont trois élèves, ont été tuées mardi lorsque des obus ont frappé une école à Marwat, a déclaré la Croix-Rouge.",
    "ru": "По меньшей мере двенадцать человек, в том числе трое детей, погибли во вторник, когда снаряды попали в школу, сообщил Красный Крест.",
    "ar": "قتل ما لا يقل عن اثني عشر شخصا بينهم ثلاثة أطفال يوم الثلاثاء عندما أصابت قذائف الجيش مدرسة في مروة حسبما قال الصليب الأحمر.",
    "pl": "Co najmniej dwanaście osób, w tym troje dzieci, zginęło we wtorek, gdy pociski trafiły w szkołę w Marwacie, podał Czerwony Krzyż.",
}
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-1", "cp1251", "koi8-r", "cp1256", "cp1250",
    "iso8859-2", "cp1254",
)  # fmt: skip


def fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


CASES = [(language, encoding) for language, text in TEXTS.items() for encoding in ENCODINGS if fits(text, encoding)]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_text_in_a_common_encoding_is_read_as_it_was_written(language: str, encoding: str) -> None:
    decoded = decode_bytes(TEXTS[language].encode(encoding))
    assert decoded.text == TEXTS[language]
    assert bool(decoded.notes) == (encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32"))


def test_a_claim_is_followed_where_it_fits_and_set_aside_where_it_does_not() -> None:
    data = TEXTS["ru"].encode("koi8-r")
    assert decode_bytes(data, "koi8-r").notes == ()
    assert decode_bytes(TEXTS["ru"].encode(), "koi8-r").text == TEXTS["ru"]
    assert decode_bytes(TEXTS["fr"].encode("cp1252"), "windows-1251").text == TEXTS["fr"]
    assert decode_bytes(data, "no-such-encoding").text == TEXTS["ru"]
    assert decode_bytes(data, "rot13").text == TEXTS["ru"]


def test_a_text_with_many_unknown_characters_is_flagged() -> None:
    assert decode_bytes(("killed \ufffd " * 9).encode()).notes == ("9 characters could not be told (U+FFFD)",)
    assert decode_bytes(("Two people were killed. " * 99 + "\ufffd").encode()).notes == ()


def test_a_mark_that_the_rest_does_not_keep_is_said() -> None:
    decoded = decode_bytes(b"\xef\xbb\xbfTwo people were killed at the caf\xe9.")
    assert decoded.text == "Two people were killed at the caf\ufffd."
    assert decoded.notes[0].startswith("byte ")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\xff\xfe" * 5, bytes(range(256)) * 4, b"\x00" * 100, b"text \x00 text"])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^binary data, not text$"):
        decode_bytes(data)
