"""Words around a name: a text goes in, the same without some of them comes out ("M23 rebels", "Iran-backed Houthis")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# An abbreviation in brackets.
_SHORT_FORM = re.compile(r"(?<!\s)\s*\([A-Z][A-Z0-9./-]*s?\)")
# Words before a name that say what the report thinks of it, and words that say what it is, which change whose an army is.
_HOSTILE = re.compile(
    r"^(?:(?:terrorist|criminal|outlawed|banned|brutal|fascist|so-called|self-styled|self-proclaimed)\s+)+", re.IGNORECASE
)
_SORT = re.compile(
    r"^(?:(?:rebel|militant|jihadist|islamist|extremist|insurgent|separatist|guerrilla|paramilitary|armed|radical|Shia|Shiite|Sunni|"
    r"Kurdish|group|groups|organi[sz]ation|movement|militia|alliance|\S+-(?:backed|led|based|aligned|allied|linked|supported|"
    r"affiliated|sponsored))\s+)+",
    re.IGNORECASE,
)
# What an armed actor's people are called together, behind its name or before it.
_PEOPLE = (
    r"(?:fighters|militants|rebels|insurgents|guerrillas|militiamen|militias?|gunmen|members|jihadists|terrorists|soldiers|troops|"
    r"forces|elements|combatants|insurgency|rebellion|group|movement|organi[sz]ation|coalition)"
)
_TAIL = re.compile(rf"(?<!\s)\s+(?:(?:rebel|armed|militant|terrorist|terror|insurgent|jihadist)\s+)?{_PEOPLE}$", re.IGNORECASE)
_HEAD = re.compile(rf"^{_PEOPLE}\s+(?:of|from)\s+(?:the\s+)?", re.IGNORECASE)
# Parts of an organisation that speak for it.
_OFFICE = re.compile(
    r"\b(?:(?:sub-?)?offices?|directorate|unit|bureau|branch|sector|department|section|delegation|mission|spokes\w+)\b",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^(?:media (?:cent(?:re|er)|office)|press (?:cent(?:re|er)|office|service)|general command|general staff|high command|command|"
    r"spokes(?:man|woman|person)(?:['’]s office)?|information office)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)

# What may be taken off, whether what is left counts as a name only, and whether it must be an armed actor's.
_RULES = (
    (_SHORT_FORM, False, False),
    (_HOSTILE, False, False),
    (_DESK, False, False),
    (_SORT, True, False),
    (_TAIL, True, True),
    (_HEAD, True, True),
)


@dataclass(frozen=True, slots=True)
class Core:
    """What is left of a text; `named`: it counts as a name only, not as a common noun; `armed`: only as an armed actor's."""

    text: str
    named: bool = False
    armed: bool = False


def within(core: Core) -> Iterator[Core]:
    """The texts that are left when one sort of words is taken off, each another way.

    >>> [one.text for one in within(Core("Iran-backed Houthi rebels"))]
    ['Houthi rebels', 'Iran-backed Houthi']
    """
    for pattern, named, armed in _RULES:
        if (shorter := pattern.sub("", core.text)) not in (core.text, ""):
            yield Core(shorter, core.named or named, core.armed or armed)
    whole, comma, part = core.text.rpartition(", ")
    if comma and _OFFICE.search(part):
        yield Core(whole, core.named, core.armed)
