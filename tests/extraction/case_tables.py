"""Small cases as tables: a Markdown file goes in, its cases come out; an account and what a case expects go in, what is wrong comes out.

A table has a row for each text, below a heading that names the phenomenon. What is expected is a list with `;` between its items:

    count: 12+, killed, children, of 40     a count that says all this (`of 40`: a part of a count of 40)
    count: 12, killed, not women            … and does not say that
    no count: injured                       no count that says this
    2 counts                                so many and no more
    nothing                                 neither events nor claims

The families and what their facts say (`12+` is "at least 12", `..12` "up to 12", `~12` "about 12", `5..7` a range):

    event    type; `on DAY`, `until DAY`; `at PLACE`; `in SY`; `by PARTY`, or `maybe by PARTY` where the text hedges; `with WEAPON`;
             `hits FACILITY`, `FACILITY EFFECT`; `named NAME` of a facility; `denied`
    count    number; outcome; groups; `of NUMBER`; `total` of a cumulative one; `from SOURCE`; `in TYPE` of its event
    victim   name; outcome; age; gender; occupation; `in TYPE` of the event
    place    number, type and effect of a facility count; `total`; `from SOURCE`
    said     speaker; what is done by it; `as ROLE`; `for ORGANISATION`; `via MEDIUM`; legal term

A text with `{one|other}` is read in both forms, and what is expected is in what the other's account differs, but for names and numbers
that differ as the texts do: in nothing (`same`), by a fact (`more count`, `fewer event`), or in what some fact says (`event: -by X, +maybe by X`).

A case that a reader gets wrong stands in the last column: `rules`, `model` or both. One that is read rightly after all must leave it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kg.model import (
    Account,
    Casualty,
    CasualtyCount,
    Event,
    FacilityCount,
    FacilityImpact,
    Report,
    Responsibility,
    Statement,
)
from kg.values import PartialDate, Quantity

FOLDER = Path(__file__).with_name("cases")
READERS = ("rules", "model")

#: Every case is published on a Friday by somebody who is no source in it.
PUBLISHED, PUBLISHER = "2022-06-10", "Elbonia Wire"

_ROW = re.compile(r"\| (.+) (?<!\\)\| (.+) \| *([a-z, ]*) *\|")
_Facts: TypeAlias = "Counter[tuple[str, frozenset[str]]]"

_FORMS = re.compile(r"\{([^|{}]*)\\\|([^{}]*)\}")
_CHANGE = re.compile(r"(?:(more|fewer) )?(event|count|victim|place|said)(?:: (.+))?")
_SAID = re.compile(r"(?:(no|\d+) )?(event|count|victim|place|said)s?(?:: (.+))?")


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what is expected of it, and which readers are known to get it wrong; `line` is where it stands in its file."""

    file: str
    phenomenon: str
    text: str
    expected: str
    lost: frozenset[str]
    line: int

    @property
    def forms(self) -> list[tuple[str, str]]:
        """What the text has in its one form and in its other, for each place where they differ."""
        return _FORMS.findall(self.text)

    @property
    def reports(self) -> list[Report]:
        """The text in each of its forms as a report below a headline that says nothing; `¶` begins a paragraph."""
        texts = [_FORMS.sub(rf"\{form}", self.text) for form in ((1, 2) if self.forms else (1,))]
        return [
            Report(
                f"{self.file}-{self.line}",
                "Elbonia: what was reported\n\n" + text.strip().replace(" ¶ ", "\n\n"),
                published=PartialDate(PUBLISHED),
                publisher=PUBLISHER,
            )
            for text in texts
        ]

    def wrong(self, accounts: Sequence[Account]) -> list[str]:
        """The items of what is expected that do not hold of the accounts of the text's forms."""
        if self.forms:
            return _changed_wrongly(self, *map(spoken, accounts))
        return wrong(accounts[0], self.expected)


def cases() -> list[Case]:
    """All cases, by file and in order."""
    return [case for path in sorted(FOLDER.glob("*.md")) for case in _read(path)]


def _read(path: Path) -> Iterator[Case]:
    phenomenon = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("## "):
            phenomenon = line.removeprefix("## ")
        row = _ROW.fullmatch(line)
        if row and row[1] != "text" and not row[1].startswith("---"):
            lost = frozenset(name for name in re.split(r", *", row[3].strip()) if name)
            assert lost <= set(READERS), f"{path.name}:{number}: {row[3]}"
            yield Case(path.stem, phenomenon, row[1].strip(), row[2].strip(), lost, number)


def wrong(account: Account, expected: str) -> list[str]:
    """The items of what is expected that do not hold of an account."""
    said = spoken(account)
    if expected == "nothing":
        return ["nothing"] if any(said.values()) else []
    return [item for item in expected.split("; ") if not _holds(said, item)]


def _changed_wrongly(case: Case, before: dict[str, list[set[str]]], after: dict[str, list[set[str]]]) -> list[str]:
    """What an account with the other form should say and doesn't, or says though it shouldn't."""
    forms = case.forms if case.expected == "same" else []
    wanted = Counter((family, frozenset(_renamed(one, forms) for one in fact)) for family in before for fact in before[family])
    given = Counter((family, frozenset(map(str.casefold, fact))) for family in after for fact in after[family])
    items = [] if case.expected == "same" else case.expected.split("; ")
    for item in items:
        wanted, given = _allowed(item, wanted, given)
    differences = [*(("lost", *one) for one in wanted - given), *(("new", *one) for one in given - wanted)]
    return [f"{what} {family}: {', '.join(sorted(fact))}" for what, family, fact in differences]


def _allowed(item: str, wanted: _Facts, given: _Facts) -> tuple[_Facts, _Facts]:
    """What is wanted and given apart from a change that is expected."""
    match = _CHANGE.fullmatch(item)
    assert match, f"not understood: {item!r}"
    if match[1]:
        larger, smaller = (given, wanted) if match[1] == "more" else (wanted, given)
        surplus = next((one for one in larger - smaller if one[0] == match[2]), ("no fact", frozenset()))
        larger = larger - Counter([surplus])
        return (smaller, larger) if match[1] == "more" else (larger, smaller)
    parts = [part.strip().casefold() for part in match[3].split(",")]
    gone = {part[1:] for part in parts if part.startswith("-")}
    come = {part[1:] for part in parts if part.startswith("+")}
    changed = [
        (family, (fact - gone) | come if family == match[2] and gone <= fact else fact) for family, fact in wanted.elements()
    ]
    return Counter(changed), given


def _renamed(said: str, forms: Sequence[tuple[str, str]]) -> str:
    for one, other in forms:
        said = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", other, said) if one else said
    return said.casefold()


def spoken(account: Account) -> dict[str, list[set[str]]]:
    """What each fact of an account says, by family."""
    types = {event.id: event.type for event in account.events}
    wholes = {claim.id: claim.quantity for claim in account.of(CasualtyCount)}
    return {
        "event": [_event(event, account) for event in account.events],
        "count": [
            {
                _number(claim.quantity),
                claim.outcome,
                *claim.groups,
                *([f"of {_number(wholes[claim.subset_of])}"] if claim.subset_of else []),
                *_claimed(claim, types),
            }
            for claim in account.of(CasualtyCount)
        ],
        "victim": [_victim(claim, types) for claim in account.of(Casualty)],
        "place": [
            {_number(claim.quantity), claim.facility_type, claim.effect, *_claimed(claim, types)}
            for claim in account.of(FacilityCount)
        ],
        "said": [_statement(claim) for claim in account.of(Statement)],
    }


def _event(event: Event, account: Account) -> set[str]:
    said = {event.type, *(f"at {place.label}" for place in event.places), *(f"with {weapon}" for weapon in event.weapons)}
    said |= {f"on {event.start.text}"} if event.start else {"undated"}
    said |= {f"until {event.end.text}"} if event.end else set()
    said |= {f"in {event.country}"} if event.country else set()
    said |= {"denied"} if event.negated else set()
    for claim in account.claims:
        if claim.event == event.id and isinstance(claim, Responsibility):
            said.add(f"{'maybe by' if claim.suspected else 'by'} {claim.perpetrator.label}")
        if claim.event == event.id and isinstance(claim, FacilityImpact):
            said |= {f"hits {claim.facility.type}", f"{claim.facility.type} {claim.effect}", f"named {claim.facility.label}"}
    return said


def _claimed(claim: CasualtyCount | FacilityCount, types: dict[str, str]) -> set[str]:
    source = claim.according_to.label if claim.according_to else PUBLISHER
    said = {f"from {source}", "total" if claim.scope == "cumulative" else "incident"}
    return said | ({f"in {types[claim.event]}"} if claim.event else set())


def _victim(claim: Casualty, types: dict[str, str]) -> set[str]:
    victim = claim.victim
    said = {victim.label, claim.outcome, *(str(value) for value in (victim.age, victim.gender, victim.occupation) if value)}
    return said | ({f"in {types[claim.event]}"} if claim.event else set())


def _statement(claim: Statement) -> set[str]:
    said = {claim.speaker.label, claim.speech_act}
    said |= {f"as {claim.speaker_role}"} if claim.speaker_role else set()
    said |= {f"for {claim.speaker_organization.label}"} if claim.speaker_organization else set()
    said |= {f"via {claim.medium.label}"} if claim.medium else set()
    return said | ({claim.legal_term} if claim.legal_term else set())


def _number(quantity: Quantity) -> str:
    low, high = quantity.minimum, quantity.maximum
    if quantity.qualifier == "about":
        return f"~{low}"
    if high is None:
        return f"{low}+"
    return f"..{high}" if low is None else str(low) if low == high else f"{low}..{high}"


def _holds(said: dict[str, list[set[str]]], item: str) -> bool:
    match = _SAID.fullmatch(item)
    assert match, f"not understood: {item!r}"
    wanted = [part.strip() for part in match[3].split(",")] if match[3] else []
    found = sum(_says(fact, wanted) for fact in said[match[2]])
    return found == 0 if match[1] == "no" else found == int(match[1]) if match[1] else found > 0


def _says(fact: set[str], wanted: Sequence[str]) -> bool:
    plain = {one.casefold() for one in fact}
    return all((one.removeprefix("not ").casefold() in plain) is not one.startswith("not ") for one in wanted)


def marked(reader: str, lost: set[tuple[str, int]]) -> None:
    """Write into the tables which cases a reader gets wrong now; `lost` names them by file and line."""
    for path in sorted(FOLDER.glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for case in _read(path):
            readers = sorted((case.lost - {reader}) | ({reader} if (case.file, case.line) in lost else set()), reverse=True)
            lines[case.line - 1] = f"| {case.text} | {case.expected} | {', '.join(readers)} |"
        path.write_text("\n".join(lines), encoding="utf-8")
