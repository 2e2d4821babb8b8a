"""Datelines of news agencies: a text goes in, where its dateline stands and the day that it names come out.

"Qarun, 12 May 88 (EFE) -- [Text] Guerrillas", "QARUN, July 2 (UPI) - A car bomb": it says where and when the report was written,
and "today" means that day.
"""

import re

_DAY = r"(?P<d{0}>\d{{1,2}})"
_MONTH = r"(?P<m{0}>[A-Z][A-Za-z]{{2,8}})\.?"
_DATELINE = re.compile(
    r"(?:\[[^\]\n]{0,80}\]\s{0,3})?"
    r"[^\W\d_](?:[\w.'’-]| (?!\d)|, (?=[A-Z][^\d,\n]{1,40},)){1,60}?,\s\(?"
    rf"(?:{_DAY.format(1)}\s{_MONTH.format(1)}|{_MONTH.format(2)}\s{_DAY.format(2)})(?:,?\s(?P<y>\d{{4}}|\d\d)(?!\d))?\)?"
    r"\s?(?:(?:\([^)\n]{1,60}\)|/[^/\n]{1,40}/)\s?[-–—]{1,2}|--|(?<=[ \d])[-–—]\s)"
)
#: In how many of the first lines a dateline may stand.
_FIRST_LINES = 4


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline of a text with its day (`d1` or `d2`), month (`m1` or `m2`) and year (`y`, may be missing); None where it has none."""
    start = 0
    for line in text.split("\n")[: 2 * _FIRST_LINES]:
        match = _DATELINE.match(text, start)
        if match is not None and match.end() <= start + len(line):
            return match
        start += len(line) + 1
    return None
