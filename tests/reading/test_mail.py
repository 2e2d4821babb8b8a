"""Mails: what the author wrote, without what is quoted; attachments as reports of their own."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from kg.errors import InputError
from kg.reading.extracted import Extracted, Unread
from kg.reading.kinds import extract
from kg.reading.mail import without_quotes
from tests.reading.corpus.mails import MAILS, attached, plain
from tests.reading.corpus.stories import Story, story, words_f1


def reports(data: bytes, name: str = "a.eml") -> list[Extracted]:
    return [item for item in extract(data, name) if isinstance(item, Extracted)]


@pytest.mark.parametrize(("make", "number"), [(make, 200 + number) for number, make in enumerate(MAILS)])
def test_a_mail_gives_the_words_of_its_author_its_subject_day_and_sender(
    make: Callable[[Story], EmailMessage], number: int
) -> None:
    known = story(number)
    found = reports(make(known).as_bytes())[0]
    assert words_f1(found.text, "\n".join([known.headline, *known.paragraphs])) >= 0.97
    assert (found.metadata.title, found.metadata.publisher) == (known.headline, known.publisher)
    assert found.metadata.published == known.published.isoformat()
    assert "Dreva on 3 March" not in found.text


def test_an_attachment_is_a_report_of_its_own_under_its_bare_name() -> None:
    whole, annex = reports(attached(story(1)).as_bytes())
    assert (whole.place, annex.place) == ("", "annex.txt")
    assert annex.text == story(101).text


def test_a_mail_within_a_mail_is_read_too() -> None:
    outer = plain(story(1))
    outer.add_attachment(plain(story(2)))
    first, second = reports(outer.as_bytes())
    assert (first.metadata.title, second.metadata.title) == (story(1).headline, story(2).headline)
    assert second.place == "mail.eml"


def test_a_mailbox_holds_many_mails_and_a_broken_one_costs_only_itself() -> None:
    empty = b"From x@e.example Mon Mar  4 10:00:00 2024\nSubject: nothing\n\n\n"
    parts = [
        b"From x@e.example Mon Mar  4 10:00:00 2024\n" + plain(story(number)).as_bytes().replace(b"\r\n", b"\n")
        for number in (1, 2)
    ]
    items = list(extract(b"\n\n".join([parts[0], empty, parts[1]]), "list.mbox"))
    assert [item.place for item in items] == ["1", "2", "3"]
    assert [type(item) for item in items] == [Extracted, Unread, Extracted]


def test_a_mail_with_a_wrong_date_has_none() -> None:
    mail = plain(story(1))
    mail.replace_header("Date", "sometime last week")
    assert reports(mail.as_bytes())[0].metadata.published is None


@pytest.mark.parametrize("data", [b"no header at all", b"\x00\x01\x02\x03" * 20])
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        reports(data)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Five died.\n\nFrom: the mayor's office came no answer.\nTo: whom it may concern", "Five died.\n\nFrom: the mayor's office came no answer.\nTo: whom it may concern"),
        ("He wrote:\n\nFive died.", "He wrote:\n\nFive died."),
        ("> all of it\n> is quoted", ""),
        ("Five died.\n\nLe lun. 4 mars 2024, Ann a écrit :\n> rien", "Five died."),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quotation_stays(text: str, kept: str) -> None:
    assert without_quotes(text)[0] == kept
