"""Incidents of a monitor's own table: a row and the meaning of its columns go in, a report with its claims comes out.

The row is written out as text, a line for each cell ("Killed: 12"), so that every claim points to the line it rests on. No prose
is read: a cell whose meaning is not certain gives no claim and a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.model import (
    Account,
    Agent,
    CasualtyCount,
    Claim,
    Event,
    Facility,
    FacilityImpact,
    Passage,
    Place,
    Responsibility,
)
from kg.places import countries
from kg.reading.columns import IncidentColumns
from kg.reading.extracted import Extracted, checked
from kg.reading.metadata import Metadata
from kg.reading.rows import Row, day_of
from kg.values import PartialDate, Quantity
from kg.vocabulary import EVENT_CLASSES, SCHEMES, words

METHOD = "table"
_EVENT = "e1"

_NUMBER = r"(\d{1,3}(?:[ ,]\d{3}){1,3}|\d{1,12})"
_QUANTITIES = (
    (re.compile(rf"{_NUMBER}"), "exact"),
    (re.compile(rf"(?:at least|more than|over|>=?|≥)\s*{_NUMBER}|{_NUMBER}\s*\+|{_NUMBER} or more", re.IGNORECASE), "at-least"),
    (re.compile(rf"(?:at most|up to|fewer than|less than|<=?|≤)\s*{_NUMBER}", re.IGNORECASE), "at-most"),
    (re.compile(rf"(?:about|around|some|approximately|approx\.?|ca?\.?|~|≈)\s*{_NUMBER}", re.IGNORECASE), "about"),
)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}", re.IGNORECASE)
_STRICT = re.compile(r"more than|over|>(?!=)|fewer than|less than|<(?!=)", re.IGNORECASE)


@dataclass
class _Sheet:
    """The row as text under way: its lines, and where each column's stands."""

    row: Row
    text: str = ""
    places: dict[str, Passage] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def cell(self, column: str | None) -> str | None:
        return self.row.cells.get(column) if column else None

    def passages(self, *columns: str | None) -> tuple[Passage, ...]:
        found = sorted({self.places[column] for column in columns if column in self.places})
        return tuple(found) or tuple(list(self.places.values())[:1])


def incident(row: Row, columns: IncidentColumns) -> Extracted:
    """The report of a row; raises `InputError` if the row tells of nothing."""
    sheet = _Sheet(row)
    for name, cell in row.cells.items():
        line = f"{name}: {' '.join(cell.split())}"
        sheet.places[name] = Passage(len(sheet.text), len(sheet.text) + len(line))
        sheet.text += f"{line}\n"
    checked(sheet.text)
    event = _event(sheet, columns)
    claims = (*_blames(sheet, columns), *_impacts(sheet, columns), *_counts(sheet, columns))
    title = sheet.cell(columns.title) or ", ".join(
        part for part in (event.places[0].label if event.places else None, event.start.text if event.start else None) if part
    )
    metadata = Metadata(
        identifier=sheet.cell(columns.identifier),
        title=title or None,
        published=_iso(sheet.cell(columns.published), columns),
        publisher=sheet.cell(columns.publisher),
        url=sheet.cell(columns.url),
        language="en",
        genre="incident-log",
    )
    return Extracted(text=sheet.text, metadata=metadata, notes=tuple(sheet.notes), account=Account((event,), claims))


def _event(sheet: _Sheet, columns: IncidentColumns) -> Event:
    start, end = _date(sheet, columns.date, columns), _date(sheet, columns.end, columns)
    country = sheet.cell(columns.country)
    found = countries.find(country) if country else None
    if country and country in countries.countries():
        found = country
    if country and not found:
        sheet.notes.append(f"no country is called {country!r}")
    kind = _code(sheet, columns.type, "event", columns)
    weapon = _code(sheet, columns.weapon, "weapon", columns)
    return Event(
        id=_EVENT,
        type=kind or columns.default_type,
        evidence=sheet.passages(columns.date, columns.type, *columns.places),
        start=start,
        end=end or start,
        places=tuple(Place(place) for column in columns.places if (place := sheet.cell(column))),
        country=found,
        weapons=(weapon,) if weapon else (),
    )


def _blames(sheet: _Sheet, columns: IncidentColumns) -> Iterator[Claim]:
    actor = sheet.cell(columns.actor)
    if actor and actor.casefold() not in ("unknown", "unclear", "n/a", "none", "-"):
        yield Responsibility(
            evidence=sheet.passages(columns.actor), method=METHOD, event=_EVENT, according_to=_source(sheet, columns),
            perpetrator=_agent(actor),
        )  # fmt: skip


def _impacts(sheet: _Sheet, columns: IncidentColumns) -> Iterator[Claim]:
    kind, name = _code(sheet, columns.facility, "facility", columns), sheet.cell(columns.facility_name)
    if kind or name:
        yield FacilityImpact(
            evidence=sheet.passages(columns.facility, columns.facility_name), method=METHOD, event=_EVENT,
            according_to=_source(sheet, columns), facility=Facility(kind or "other", name), effect=columns.effect,
        )  # fmt: skip


def _counts(sheet: _Sheet, columns: IncidentColumns) -> Iterator[Claim]:
    """A claim for each counted cell; the count of a group is a part of that of everybody, where there is one."""
    totals: dict[str, tuple[str, Quantity]] = {}
    for number, (counted, column) in enumerate(sorted(columns.counts, key=lambda pair: len(pair[0].split())), 1):
        outcome, *groups = counted.split()
        quantity = _quantity(sheet, column)
        if quantity is None:
            continue
        whole = totals.get(outcome) if groups else None
        if not groups:
            totals.setdefault(outcome, (f"v{number}", quantity))
        yield CasualtyCount(
            id=f"v{number}", evidence=sheet.passages(column), method=METHOD, event=_EVENT, according_to=_source(sheet, columns),
            outcome=outcome, groups=tuple(groups), quantity=quantity,
            subset_of=whole[0] if whole and _within(quantity, whole[1]) else None,
        )  # fmt: skip


def _within(part: Quantity, whole: Quantity) -> bool:
    """Whether a part may be one of the whole: it is not larger for certain."""
    return whole.maximum is None or (part.minimum or 0) <= whole.maximum


def _agent(name: str) -> Agent:
    """Whom a cell names, without a leading article, as every agent's name stands."""
    return Agent(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE) or name)


def _source(sheet: _Sheet, columns: IncidentColumns) -> Agent | None:
    source = sheet.cell(columns.source)
    return _agent(source) if source else None


def _quantity(sheet: _Sheet, column: str) -> Quantity | None:
    """The quantity in a cell; None, with a note, where it is none, and None for nobody."""
    cell = sheet.cell(column)
    if cell is None:
        return None
    found = quantity_of(cell)
    if found is None and cell not in ("0", "-", "–"):
        sheet.notes.append(f"no number in {column!r}: {cell[:50]!r}")
    return found


def quantity_of(cell: str) -> Quantity | None:
    """The quantity that a cell states; None for zero and for what is no number.

    >>> quantity_of("12"), quantity_of("10-12"), quantity_of("more than 5")
    (Quantity(minimum=12, maximum=12, qualifier='exact'), Quantity(minimum=10, maximum=12, qualifier='range'), Quantity(minimum=6, maximum=None, qualifier='at-least'))
    """
    text = cell.strip()
    if found := _RANGE.fullmatch(text):
        low, high = map(_integer, found.groups())
        return Quantity.between(low, high) if low < high else None
    for pattern, qualifier in _QUANTITIES:
        if found := pattern.fullmatch(text):
            number = _integer(next(group for group in found.groups() if group))
            strict = bool(_STRICT.match(text))
            match qualifier:
                case "at-least":
                    return Quantity.at_least(number + strict)
                case "at-most":
                    return Quantity.at_most(number - strict) if number > strict else None
                case "about":
                    return Quantity.about(number) if number else None
            return Quantity.exactly(number) if number else None
    return None


def _integer(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _date(sheet: _Sheet, column: str | None, columns: IncidentColumns) -> PartialDate | None:
    cell = _iso(sheet.cell(column), columns)
    if cell is None:
        return None
    try:
        return PartialDate.from_text(cell)
    except InputError as error:
        sheet.notes.append(f"{column}: {error}")
        return None


def _iso(cell: str | None, columns: IncidentColumns) -> str | None:
    return day_of(cell, columns.date_format)


def _code(sheet: _Sheet, column: str | None, scheme: str, columns: IncidentColumns) -> str | None:
    """The code that a cell means: by the mapping's own words, as a code, or by the words of the ontology."""
    cell = sheet.cell(column)
    if cell is None:
        return None
    codes = EVENT_CLASSES if scheme == "event" else SCHEMES[scheme]
    for said, code in columns.codes:
        if said.casefold() == cell.casefold() and code in codes:
            return code
    folded = cell.casefold().strip()
    if folded in codes:
        return folded
    known = words(scheme)
    found = known.get(folded) or known.get(folded.removesuffix("s"))
    if found is None:
        sheet.notes.append(f"{column}: {cell[:50]!r} names no code of the scheme {scheme}; say in kg.toml which it is")
    return found
