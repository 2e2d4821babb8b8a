"""What a match of a time expression means: the match and the clock it is measured by go in, first and last date come out.

None stands for a match that is no time expression after all, `UNKNOWN` for one whose dates nothing tells.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, timedelta

from kg.extraction.date_clock import UNKNOWN, Clock, Range, both, day_of, month_number
from kg.extraction.tables import word_list
from kg.values import PartialDate

#: Reads a match by the clock: its first and last date, or None.
Meaning = Callable[[re.Match[str], Clock], Range | None]

_DECEMBER = 12
_HALF_A_DAY = 12
#: How many characters before a phrase tell whether a sentence begins with it.
_LED = 3
#: How many days back a weekday is looked for that has some number.
_LONGEST_BACK = 100
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name[:3]: number for name, number in list(_DAYS.items())} | {"tues": 1, "thur": 3, "thurs": 3}
#: Words for numbers in counts of days, weeks or years, in lower case.
NUMBERS = {
    word: number for number, word in enumerate(word_list("zero one two three four five six seven eight nine ten eleven twelve"))
}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30}


def day_or_days(match: re.Match[str], clock: Clock) -> Range | None:
    """One day, or the first and last of several: groups d, m, y and optionally d2, m2, y2."""
    parts = match.groupdict()
    year = parts.get("y") or parts.get("y2") or clock.relative_year(parts.get("rel"))
    last_month = parts.get("m2") or parts["m"]
    last = day_of(parts.get("d2") or parts["d"], last_month, parts.get("y2") or year, clock)
    first = day_of(parts["d"], parts.get("m") or last_month, year, clock)
    if first is None or last is None:
        return UNKNOWN if not year and clock.published is None else None
    if first > last and not parts.get("y"):
        first = day_of(parts["d"], parts.get("m") or last_month, str(int(last.text[:4]) - 1), clock) or first
    return first, last


def numeric_day(match: re.Match[str], clock: Clock) -> Range | None:
    """12/11/2019, 12.11.19: day before month, unless only the other order makes sense, of it or of others in the text."""
    one, two = int(match["d"]), int(match["m"])
    day, month = (two, one) if two > _DECEMBER or (clock.month_first and one <= _DECEMBER) else (one, two)
    found = day_of(str(day), month, match["y"], clock) if month <= _DECEMBER else None
    return both(found) if found else None


def numeric_days(match: re.Match[str], clock: Clock) -> Range | None:
    """21-30/08: the first and the last day, before their month."""
    month = int(match["m"])
    first, last = (day_of(match[day], month, None, clock) if month <= _DECEMBER else None for day in ("d", "d2"))
    return None if first is None or last is None or last < first else (first, last)


def iso_day(match: re.Match[str], clock: Clock) -> Range | None:
    """2019-11-12, as ISO 8601 writes a day."""
    found = day_of(match["d"], int(match["m"]), match["y"], clock) if int(match["m"]) <= _DECEMBER else None
    return both(found) if found else None


def month_or_months(match: re.Match[str], clock: Clock) -> Range | None:
    """A month with or without a year, or two months."""
    parts = match.groupdict()
    month, last = parts["m"], parts.get("m2") or parts["m"]
    told = parts.get("y") or clock.relative_year(parts.get("rel"))
    if match[0][:4].casefold() in ("this", "last"):
        clock = replace(clock, year_told=None)
    year = int(told) if told else clock.past(month_number(last), None)
    if year is None:
        return UNKNOWN
    first_year = int(parts["y1"]) if parts.get("y1") else year - (month_number(month) > month_number(last))
    return PartialDate(f"{first_year:04}-{month_number(month):02}"), PartialDate(f"{year:04}-{month_number(last):02}")


def year_or_years(match: re.Match[str], clock: Clock) -> Range | None:
    """A year or two, the second by four digits or two; none where the first is after publication."""
    parts = match.groupdict()
    first, last = parts["y"], parts.get("y2") or parts["y"]
    last = first[: 4 - len(last)] + last
    if clock.published is not None and int(first) > clock.published.year:
        return None
    return PartialDate(first), PartialDate(last)


def last_weekday(match: re.Match[str], clock: Clock) -> Range | None:
    """The last such day up to publication; "last" never means the day of publication; with "week" the week before."""
    if clock.published is None:
        return UNKNOWN
    back = (clock.published.weekday() - _DAYS[match["w"].rstrip(".").casefold()]) % 7
    which = (match["which"] or "").casefold()
    if which == "next":
        return None
    if which == "previous" and clock.last is not None and clock.last.datatype == "date":
        ago = (clock.last.earliest.weekday() - _DAYS[match["w"].rstrip(".").casefold()] - 1) % 7 + 1
        return both(PartialDate.from_day(clock.last.earliest - timedelta(ago)))
    if back == 0 and which in ("last", "past", "previous"):
        back = 7
    if match["week"] and back <= clock.published.weekday():
        back += 7
    return clock.back(
        back, (_DAYS[match["w2"].rstrip(".").casefold()] - _DAYS[match["w"].rstrip(".").casefold()]) % 7 if match["w2"] else 0
    )


def following_weekday(match: re.Match[str], clock: Clock) -> Range | None:
    """The first such weekday after the date mentioned last, if that is a day, else the last one: "the following Sunday"."""
    weekday = _DAYS[match["w"].rstrip(".").casefold()]
    if clock.last is None or clock.last.datatype != "date":
        return UNKNOWN if clock.published is None else clock.back((clock.published.weekday() - weekday) % 7)
    ahead = (weekday - clock.last.earliest.weekday() - 1) % 7 + 1
    return both(PartialDate.from_day(clock.last.earliest + timedelta(ahead)))


def day_by_weekday(match: re.Match[str], clock: Clock) -> Range | None:
    """The last day up to publication that is such a weekday and has such a number: "Monday the 4th"; else the last such weekday."""
    if clock.published is None:
        return UNKNOWN
    day, weekday = int(re.sub(r"\D", "", match["d"] or match["d2"])), _DAYS[match["w"].rstrip(".").casefold()]
    back = (clock.published.weekday() - weekday) % 7
    found = (clock.published - timedelta(days) for days in range(back, _LONGEST_BACK, 7))
    return next((both(PartialDate.from_day(one)) for one in found if one.day == day), clock.back(back))


def time_ago(match: re.Match[str], clock: Clock) -> Range | None:
    """The day, month or year a number of hours, days, weeks, months, years or decades before publication."""
    count, unit = _number(match["n"]), match["unit"].casefold()
    if unit.startswith("month"):
        return clock.month(count)
    if unit.startswith(("year", "decade")):
        return clock.year(count * (10 if unit.startswith("decade") else 1))
    if unit.startswith("hour"):
        return clock.back(1 if count >= _HALF_A_DAY else 0)
    return clock.back(count * (7 if unit.startswith("week") else 1))


def span_until_now(match: re.Match[str], clock: Clock) -> Range | None:
    """From then to publication: "the past 24 hours", "the last two weeks"."""
    count, unit = _number(match["n"] or "one"), match["unit"].casefold()
    if clock.published is None:
        return UNKNOWN
    if unit.startswith("month"):
        return clock.month(count)[0], PartialDate.from_day(clock.published)
    if unit.startswith("year"):
        return clock.year(count)[0], PartialDate.from_day(clock.published)
    days = -(-count // 24) if unit.startswith(("hour", "hr")) else count * (7 if unit.startswith("week") else 1)
    return clock.back(days, days)


def day_counted_from_last(match: re.Match[str], clock: Clock) -> Range | None:
    """A day, month or year counted from the date mentioned last, if that is as fine: "two days later", "the day before", "ten years before"."""
    word = match["dir"].casefold()
    parts = match.groupdict()
    count = _number(parts["n"]) if parts.get("n") else 1
    unit = (parts.get("unit") or "").casefold()
    count *= -1 if word in ("earlier", "before", "previous") else 1
    if clock.last is None or (unit.startswith(("month", "year")) and word.startswith("after")):
        return None
    if unit.startswith("year"):
        return _month_or_year(int(clock.last.text[:4]) + count, "")
    if unit.startswith("month"):
        return None if len(clock.last.text) < len("2019-07") else _months_from(clock.last, count)
    if clock.last.datatype != "date":
        return None
    return both(PartialDate.from_day(clock.last.earliest + timedelta(count * (7 if unit.startswith("week") else 1))))


def _months_from(one: PartialDate, count: int) -> Range | None:
    """The month some months after a date."""
    months = int(one.text[:4]) * 12 + int(one.text[5:7]) - 1 + count
    return _month_or_year(months // 12, f"-{months % 12 + 1:02}")


def _month_or_year(year: int, month: str) -> Range | None:
    """A year with its month, if one is given; None where the calendar has none such."""
    return both(PartialDate(f"{year:04}{month}")) if MINYEAR <= year <= MAXYEAR else None


def days_after(match: re.Match[str], clock: Clock) -> Range | None:
    """The day of what a phrase counts from: "he died on 16 May, three days after he was hit" was the 13th; "two days after that" is later.

    Where a sentence begins so, its own day is told by nothing but the phrase, unless the text has told of no day yet.
    """
    days = _number(match["n"]) * (7 if match["unit"].casefold().startswith("week") else 1)
    last = clock.last.earliest if clock.last is not None and clock.last.datatype == "date" else None
    if match["that"]:
        return both(PartialDate.from_day(last + timedelta(days))) if last is not None else None
    lead = match.string[max(0, match.start() - _LED) : match.start()]
    if "\n" in lead or lead.rstrip()[-1:] in ("", ".", "!", "?"):
        return None if last is not None else clock.back(days)
    return clock.back(days) if last is None else both(PartialDate.from_day(last - timedelta(days)))


def same_day(_: re.Match[str], clock: Clock) -> Range | None:
    """The date mentioned last, if that is a day: "that night"."""
    return None if clock.last is None or clock.last.datatype != "date" else both(clock.last)


def nth_of_month(match: re.Match[str], clock: Clock) -> Range | None:
    """A day of the month mentioned last, else of the last month that had passed it: "on the 12th"; two days for a night from one to the next."""
    anchor = clock.last.text if clock.last and len(clock.last.text) >= len("2019-07") else None
    if anchor is None and clock.published is not None:
        day = int(re.sub(r"\D", "", match["d"]))
        anchor = (clock.published if day <= clock.published.day else clock.published.replace(day=1) - timedelta(1)).isoformat()
    found = day_of(match["d"], int(anchor[5:7]), anchor[:4], clock) if anchor else None
    if found is not None and clock.published is not None and found.earliest > clock.published:
        before = found.earliest.replace(day=1) - timedelta(1)
        found = day_of(match["d"], before.month, str(before.year), clock)
    if found is None:
        return None
    return found, PartialDate.from_day(found.earliest + timedelta(1)) if match.groupdict().get("d2") else found


def last_week(_: re.Match[str], clock: Clock) -> Range:
    """Monday to Sunday of the week before that of publication."""
    return UNKNOWN if clock.published is None else clock.back(clock.published.weekday() + 7, 6)


def this_week(_: re.Match[str], clock: Clock) -> Range:
    """From Monday to publication."""
    return UNKNOWN if clock.published is None else clock.back(clock.published.weekday(), clock.published.weekday())


def weekend(_: re.Match[str], clock: Clock) -> Range:
    """The last Saturday and Sunday, up to publication."""
    if clock.published is None:
        return UNKNOWN
    back = (clock.published.weekday() - 5) % 7
    return clock.back(back, min(1, back))


def feast(match: re.Match[str], clock: Clock) -> Range | None:
    """Christmas or New Year, the day itself or its eve."""
    month, day = (12, 24) if "ve" in match[0].split()[-1] and "Christmas" in match[0] else (12, 25)
    if "New" in match[0]:
        month, day = (12, 31) if "Eve" in match[0] else (1, 1)
    found = day_of(str(day), month, match["y"], clock)
    return both(found) if found else UNKNOWN


def days_back(days: int, span: int = 0) -> Meaning:
    """A meaning that does not depend on the match: so many days before publication, or the days from then on for a span."""
    return lambda _, clock: clock.back(days, span)


def months_back(months: int) -> Meaning:
    """A meaning that does not depend on the match: the month so many months before that of publication."""
    return lambda _, clock: clock.month(months)


def years_back(years: int) -> Meaning:
    """A meaning that does not depend on the match: the year so many years before that of publication."""
    return lambda _, clock: clock.year(years)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.casefold()]
