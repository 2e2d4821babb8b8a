"""The way back from a report's text into the bytes of its file."""

import codecs
import gzip
import hashlib
from pathlib import Path
from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Passage
from kg.reading.clean import clean_text
from kg.reading.encoding import decode_bytes
from kg.reading.original import byte_ranges
from kg.reading.sources import Found, Source, read_all
from tests.hostile.make_corpus import zipped
from tests.reading.corpus.pages import banners
from tests.reading.corpus.stories import story

TEXT = "Marwat, 5 May\r\n\r\nAt least se\u00advn people were killed in Ça\u0306y\u200b, \u201cthe\u201d mayor said.\r\nLater he was not."


def way_back(path: Path, place: str = "") -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a report, and the ranges of each of its words."""
    [found] = [item for item in read_all(Source(path)) if isinstance(item, Found) and item.place == place]
    text, passages, start = found.report.text, [], 0
    for word in text.split():
        start = text.index(word, start)
        passages.append(Passage(start, start + len(word)))
    return text, byte_ranges(path, place, hashlib.sha256(text.encode()).hexdigest(), passages)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
    ],
)
def test_the_bytes_of_each_word_are_those_of_the_file(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + TEXT.encode(encoding))
    text, ranges = way_back(path)
    data = path.read_bytes()
    assert [clean_text(data[start:end].decode(encoding)).text for start, end in ranges] == text.split()
    assert ranges[0][0] == len(mark)


def test_an_encoding_that_was_guessed_leads_back_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Zwölf Menschen wurden getötet, sagte der Bürgermeister von Köln.".encode("cp1252"))
    text, ranges = way_back(path)
    assert [path.read_bytes()[start:end].decode("cp1252") for start, end in ranges] == text.split()


def test_a_text_within_other_files_leads_back_into_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.txt": b"One died.", "in/c.zip": zipped({"d.txt.gz": gzip.compress(TEXT.encode())})}))
    text, ranges = way_back(path, "in/c.zip#d.txt.gz#d.txt")
    assert [clean_text(TEXT.encode()[start:end].decode()).text for start, end in ranges] == text.split()


def test_nothing_is_said_of_a_file_that_has_changed_or_is_gone_or_whose_bytes_are_no_text(tmp_path: Path) -> None:
    text, page = tmp_path / "a.txt", tmp_path / "b.html"
    text.write_text("One died.")
    page.write_text(banners(story(1)), encoding="utf-8")
    digest = hashlib.sha256(b"One died.").hexdigest()
    assert byte_ranges(text, "", digest, [Passage(0, 3)]) == ((0, 3),)
    assert way_back(page)[1] == ()
    assert byte_ranges(text, "b.txt", digest, [Passage(0, 3)]) == ()
    text.write_text("Two died.")
    assert byte_ranges(text, "", digest, [Passage(0, 3)]) == ()
    text.unlink()
    assert byte_ranges(text, "", digest, [Passage(0, 3)]) == ()


def test_bytes_that_could_not_be_told_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"One died\xff.")
    assert way_back(path)[1] == ()


@given(st.text(alphabet=st.sampled_from("ab e\u0301\u200b\r\n\u2028é한ᄒ\U0001f480\ufeff"), min_size=1, max_size=40), st.data())
def test_any_passage_that_parts_no_letter_from_its_marks_leads_to_bytes_that_are_cleaned_to_its_words(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(text.encode())
    try:
        clean = clean_text(decode_bytes(text.encode()).text).text
    except InputError:
        return
    letters = [place for place in range(len(clean) + 1) if not combining(clean[place : place + 1] or " ")]
    start = data.draw(st.sampled_from(letters or [0]))
    end = data.draw(st.sampled_from([place for place in letters if place >= start] or [len(clean)]))
    found = byte_ranges(path, "", hashlib.sha256(clean.encode()).hexdigest(), [Passage(start, end)])
    assert found or not clean.strip()
    for first, last in found:
        assert clean_text(path.read_bytes()[first:last].decode()).text == clean[start:end]
