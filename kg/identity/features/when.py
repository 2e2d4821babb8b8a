"""What the days of two events say about their being one."""

from kg.identity.features.pair import Pair, period

# Periods up to a week say much, those of a month little, longer ones hardly anything.
_WEEK, _MONTH = 8, 45
_LATE = 10
# Kinds that last, of which a place has one at a time: how long does not matter.
_LASTING = {"siege"}


def same_day(pair: Pair) -> float:
    """Both happened on the same day."""
    return float(pair.gap == 0 and pair.length == 1)


def overlapping_days(pair: Pair) -> float:
    """The days that they may have happened on overlap."""
    if pair.gap != 0 or pair.length <= 1:
        return 0.0
    if all(event.type in _LASTING for event in pair.events):
        return 1.0
    return 1.0 if pair.length <= _WEEK else 0.5 if pair.length <= _MONTH else 0.2


def day_apart(pair: Pair) -> float:
    """One happened the day before the other."""
    return float(pair.gap == 1)


def days_apart(pair: Pair) -> float:
    """Two or three days lie between them."""
    return float(pair.gap in {2, 3})


def week_apart(pair: Pair) -> float:
    """About a week lies between them."""
    return float(pair.gap is not None and 3 < pair.gap <= _LATE)  # noqa: PLR2004 - three days are days_apart


def long_apart(pair: Pair) -> float:
    """More than ten days lie between them."""
    return float(pair.gap is not None and pair.gap > _LATE)


def day_unknown(pair: Pair) -> float:
    """Of one of them, no day is told."""
    return float(pair.gap is None)


def day_of_report(pair: Pair) -> float:
    """The later one has the day of its report, which may be that of a statement only, and the other happened up to three days before."""
    if not pair.gap or pair.gap > 3:  # noqa: PLR2004 - as in `days_apart`
        return 0.0
    later, report = max(((event, report) for event, report, _ in pair.sides), key=lambda side: period(side[0]) or ())
    return float((later.earliest or later.latest) == report.published)


def fresh_report(pair: Pair) -> float:
    """The report that tells no day was published within a week after the other event."""
    for event, report, other in pair.sides:
        days = period(other)
        if period(event) is None and days and report.published:
            return float(0 <= (report.published - days[0]).days < _WEEK)
    return 0.0


def not_yet(pair: Pair) -> float:
    """One of the reports was published before the other event happened."""
    return float(
        any((days := period(other)) and report.published and report.published < days[0] for _, report, other in pair.sides)
    )


FEATURES = (
    same_day,
    overlapping_days,
    day_apart,
    days_apart,
    week_apart,
    long_apart,
    day_unknown,
    day_of_report,
    fresh_report,
    not_yet,
)
