"""Time expressions: each phrase means its first and last date, counted from Wednesday, 17 July 2019."""

import pytest
import spacy

from kg.extraction.candidates import DateMention, Document
from kg.extraction.dates import find_dates
from kg.model import Report
from kg.values import PartialDate

_PUBLISHED = PartialDate("2019-07-17")
_TOKENIZER = spacy.blank("en")


def _dates(text: str, published: PartialDate | None = _PUBLISHED) -> tuple[DateMention, ...]:
    return find_dates(Document(Report("r", text, published=published), _TOKENIZER(text)))


def _pairs(text: str, published: PartialDate | None = _PUBLISHED) -> list[tuple[str | None, str | None]]:
    return [(_text(mention.first), _text(mention.last)) for mention in _dates(text, published)]


def _text(value: PartialDate | None) -> str | None:
    return value.text if value is not None else None


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("on 3 May 2018", "2018-05-03", "2018-05-03"),
        ("on May 3, 2018", "2018-05-03", "2018-05-03"),
        ("on 3rd of May 2018", "2018-05-03", "2018-05-03"),
        ("on the 3rd of May", "2019-05-03", "2019-05-03"),
        ("on 3 May", "2019-05-03", "2019-05-03"),
        ("on May 3", "2019-05-03", "2019-05-03"),
        ("on Sept. 12", "2018-09-12", "2018-09-12"),
        ("on 12 Sep", "2018-09-12", "2018-09-12"),
        ("on 30 AUG", "2018-08-30", "2018-08-30"),
        ("on 2018-05-03", "2018-05-03", "2018-05-03"),
        ("on 03/05/2018", "2018-05-03", "2018-05-03"),
        ("on 12/31/2018", "2018-12-31", "2018-12-31"),
        ("on 3.5.2018", "2018-05-03", "2018-05-03"),
        ("on 3-May-2018", "2018-05-03", "2018-05-03"),
        ("on 12/6", "2019-06-12", "2019-06-12"),
        ("on 3–4 May", "2019-05-03", "2019-05-04"),
        ("on 3-4 May 2017", "2017-05-03", "2017-05-04"),
        ("on 3 and 4 May", "2019-05-03", "2019-05-04"),
        ("between 3 and 9 May", "2019-05-03", "2019-05-09"),
        ("from 28 April to 3 May", "2019-04-28", "2019-05-03"),
        ("from 28 December 2017 to 3 January 2018", "2017-12-28", "2018-01-03"),
        ("on May 3-4", "2019-05-03", "2019-05-04"),
        ("from May 3 to June 9", "2019-05-03", "2019-06-09"),
        ("between May 30 and June 2, 2017", "2017-05-30", "2017-06-02"),
        ("from Monday to Tuesday", "2019-07-15", "2019-07-16"),
        ("in July 2016", "2016-07", "2016-07"),
        ("in mid-June", "2019-06", "2019-06"),
        ("in early June", "2019-06", "2019-06"),
        ("last November", "2018-11", "2018-11"),
        ("in November", "2018-11", "2018-11"),
        ("in June last year", "2018-06", "2018-06"),
        ("on June 3 of last year", "2018-06-03", "2018-06-03"),
        ("between March and June 2018", "2018-03", "2018-06"),
        ("between March and June", "2019-03", "2019-06"),
        ("in 2015", "2015", "2015"),
        ("in the middle of 2015", "2015", "2015"),
        ("in the summer of 2015", "2015", "2015"),
        ("in 2014-15", "2014", "2015"),
        ("between 2014 and 2016", "2014", "2016"),
        ("last year", "2018", "2018"),
        ("this year", "2019", "2019"),
        ("last month", "2019-06", "2019-06"),
        ("this month", "2019-07", "2019-07"),
        ("two months ago", "2019-05", "2019-05"),
        ("ten years ago", "2009", "2009"),
        ("three days ago", "2019-07-14", "2019-07-14"),
        ("two weeks ago", "2019-07-03", "2019-07-03"),
        ("today", "2019-07-17", "2019-07-17"),
        ("this morning", "2019-07-17", "2019-07-17"),
        ("yesterday", "2019-07-16", "2019-07-16"),
        ("the day before yesterday", "2019-07-15", "2019-07-15"),
        ("overnight", "2019-07-16", "2019-07-17"),
        ("in the past 24 hours", "2019-07-16", "2019-07-17"),
        ("over the last 48 hours", "2019-07-15", "2019-07-17"),
        ("over the past week", "2019-07-10", "2019-07-17"),
        ("in the last three months", "2019-04", "2019-07-17"),
        ("on Wednesday", "2019-07-17", "2019-07-17"),
        ("on Tuesday", "2019-07-16", "2019-07-16"),
        ("last Wednesday", "2019-07-10", "2019-07-10"),
        ("last Thursday", "2019-07-11", "2019-07-11"),
        ("on Thursday night", "2019-07-11", "2019-07-11"),
        ("on Tuesday last week", "2019-07-09", "2019-07-09"),
        ("last week", "2019-07-08", "2019-07-14"),
        ("earlier this week", "2019-07-15", "2019-07-17"),
        ("at the weekend", "2019-07-13", "2019-07-14"),
        ("on Christmas Eve", "2018-12-24", "2018-12-24"),
        ("on New Year's Day", "2019-01-01", "2019-01-01"),
        ("since March", "2019-03", "2019-07-17"),
        ("since 3 May 2018", "2018-05-03", "2019-07-17"),
        ("since 2015", "2015", "2019-07-17"),
        ("on the 12th", "2019-07-12", "2019-07-12"),
        ("on the 28th", "2019-06-28", "2019-06-28"),
        ("last night", "2019-07-16", "2019-07-16"),
        ("on Monday the 8th", "2019-07-08", "2019-07-08"),
        ("on Monday the 15th", "2019-07-15", "2019-07-15"),
        ("in the small hours of the 12th", "2019-07-12", "2019-07-12"),
        ("during the night of the 14th to the 15th", "2019-07-14", "2019-07-15"),
        ("on the night of the 30th to the 1st", "2019-06-30", "2019-07-01"),
    ],
)
def test_a_phrase_means_its_dates(phrase: str, first: str, last: str) -> None:
    assert _pairs(f"Shots were heard {phrase} near the river.") == [(first, last)]


def test_days_later_are_counted_from_the_date_before() -> None:
    assert _pairs("On 3 May 2018 he left. Two days later he was seen; the next day he vanished.")[1:] == [
        ("2018-05-05",) * 2,
        ("2018-05-06",) * 2,
    ]


def test_the_following_weekday_is_counted_from_the_date_before() -> None:
    assert _pairs("On 3 May 2018 he left. The following Sunday he was seen.")[1:] == [("2018-05-06",) * 2]
    assert _pairs("The following Sunday he was seen.") == [("2019-07-14",) * 2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He died on 16 May 2019, three days after he was hit.", "2019-05-13"),
        ("On 16 May 2019 the town fell. Two days after that the school burned.", "2019-05-18"),
        ("The town fell on 16 May 2019, a week after the bridge was blown up.", "2019-05-09"),
    ],
)
def test_days_after_something_tell_when_that_was(text: str, day: str) -> None:
    assert _pairs(text)[1:] == [(day, day)]


def test_days_after_something_are_counted_back_from_publication_where_no_day_is_told() -> None:
    assert _pairs("Two days after a clerk was shot, his family spoke.") == [("2019-07-15",) * 2]


def test_where_a_sentence_begins_with_days_after_something_neither_day_is_known() -> None:
    assert _pairs("On 3 May 2018 he left. Two days after the flood the school burned.") == [("2018-05-03",) * 2]


def test_a_month_that_heads_entries_is_that_of_their_days() -> None:
    assert _pairs("Log\nJUNE\nOn the 9th a mine went off.") == [("2019-06",) * 2, ("2019-06-09",) * 2]


def test_the_nth_of_a_month_is_never_after_publication() -> None:
    assert _pairs("By 2 July it was over. He left on the 19th.")[1:] == [("2019-06-19",) * 2]


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("14/07, 09h40: a mine went off.", "2019-07-14"),
        ("3) 14/07, Qarun: a mine went off.", "2019-07-14"),
        ("QARUN – 14/07 – A mine went off.", "2019-07-14"),
        ("Qarun (14/07): a mine went off.", "2019-07-14"),
        ("Thu 11. A mine went off.", "2019-07-11"),
        ("11.7. Qarun. A mine went off.", "2019-07-11"),
        ("Tue 9 – A mine went off.", "2019-07-09"),
        ("110200H – A mine went off.", "2019-07-11"),
    ],
)
def test_a_log_has_its_days_in_short(entry: str, day: str) -> None:
    assert _pairs(entry) == [(day, day)]


@pytest.mark.parametrize(
    "text", ["Some (3/4 of the huts) burned.", "Of the huts – 3/4 of them – none stands.", "On Monday 15 huts burned."]
)
def test_fractions_and_counts_behind_a_weekday_are_no_days(text: str) -> None:
    assert all(pair == ("2019-07-15",) * 2 for pair in _pairs(text))


def test_a_year_told_in_a_line_holds_for_its_next_days_only() -> None:
    assert _pairs("In March 2014 it began. On 5 April they came.\nOn 6 April they left.") == [
        ("2014-03",) * 2,
        ("2014-04-05",) * 2,
        ("2019-04-06",) * 2,
    ]


@pytest.mark.parametrize("phrase", ["yesterday", "on Tuesday", "last month", "on 3 May", "in the past week", "two days ago"])
def test_without_a_day_of_publication_relative_dates_stay_open(phrase: str) -> None:
    assert _pairs(f"It happened {phrase}.", None) == [(None, None)]


def test_without_a_day_of_publication_full_dates_are_known() -> None:
    assert _pairs("It happened on 3 May 2018.", None) == [("2018-05-03", "2018-05-03")]


def test_a_mention_covers_the_tokens_of_its_words() -> None:
    text = "They came on 3 May 2018, at dawn."
    (mention,) = _dates(text)
    assert _TOKENIZER(text)[mention.start : mention.end].text == "3 May 2018"


def test_an_impossible_day_is_no_date() -> None:
    assert _pairs("Room 31/02/2018 was empty.") == []


@pytest.mark.parametrize("unit", ["years", "months"])
def test_what_lies_before_the_first_year_is_no_date(unit: str) -> None:
    told = _pairs(f"They came on 5 May 0050. 999 {unit} before, others had come.", PartialDate("0050-06-01"))
    assert told == [("0050-05-05", "0050-05-05")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In March and April soldiers held the town.", "2019-03", "2019-04"),
        ("On the night of 12/13 shells fell.", "2019-07-12", "2019-07-13"),
        ("- 10–14/07: no lorry was let through.", "2019-07-10", "2019-07-14"),
    ],
)
def test_two_days_or_months_are_the_ends_of_one_span(text: str, first: str, last: str) -> None:
    assert _pairs(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In 1974 they came. Ten years before, others had.", "1964"),
        ("On 3 May they came. Two months before, others had.", "2019-03"),
        ("On Saturday they came. On the previous Saturday they had been seen.", "2019-07-06"),
        ("In May 2015 he was shot. And this January they held his son.", "2019-01"),
        ("There were 22 since May 2015. One was shot on 3 April.", "2019-04-03"),
        ("07/13/2019: a raid. 07/04/2019: another.", "2019-07-04"),
        ("13/07/2019: a raid. 07/04/2019: another.", "2019-04-07"),
        ("4/7: a raid. 6/7: another.", "2019-07-06"),
    ],
)
def test_what_stands_before_a_date_decides_what_it_means(text: str, day: str) -> None:
    assert _pairs(text)[-1] == (day, day)
