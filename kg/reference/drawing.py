"""The model as a drawing: the ontology goes in, an SVG picture of its main classes, their properties and what these join comes out.

A class is a card with a row for each property; a line leads from a property to the class of its values. What stands above the
drawn classes is not drawn: its properties stand on the cards below it. Only the columns are chosen by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.ontology import Ontology, OntologyProperty
from kg.reference.usage import STATED_OF

#: The classes that are drawn, column by column; kinds of events and of agents would hide the rest.
COLUMNS = (
    ("Incident", "Report", "Passage"),
    ("Event",),
    ("Claim", "Responsibility", "CasualtyCount", "Casualty"),
    ("Statement", "FacilityImpact", "FacilityCount"),
    ("Agent", "Victim", "Facility", "Place"),
)

_DRAWN = frozenset(name for column in COLUMNS for name in column)
_CARD, _GAP, _ROW, _HEAD, _SPACE, _EDGE = 222, 72, 19, 30, 26, 22
# Where the text of a card's row stands, from its upper edge.
_BASELINE = 14

_STYLE = """
.page { fill: #fff } .card { fill: #fbfbfa; stroke: #8a8f98 } .head { fill: #e6ebf2 }
text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1c2430 }
.name { font-weight: 700; font-size: 13px } .value { fill: #5c6673 } .line { fill: none; stroke: #7d93b2; stroke-width: 1.2 }
.tip { fill: #7d93b2 }
@media (prefers-color-scheme: dark) {
.page { fill: #14181f } .card { fill: #1b212a; stroke: #55606f } .head { fill: #27313f }
text { fill: #e4e8ee } .value { fill: #a3adba } .line { stroke: #6d86a8 } .tip { fill: #6d86a8 }
}
""".strip()


@dataclass(frozen=True, slots=True)
class _Row:
    """A property on a card: what stands there, and the drawn class that it leads to, if any."""

    name: str
    value: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class _Card:
    """A drawn class with its place; `x` and `y` are of its upper left corner, in pixels."""

    name: str
    above: str
    rows: tuple[_Row, ...]
    column: int
    x: int
    y: int

    @property
    def height(self) -> int:
        """In pixels."""
        return _HEAD + _ROW * len(self.rows) + 6


def draw(ontology: Ontology) -> str:
    """The drawing as an SVG document of its own, light or dark as its reader likes it."""
    cards = {card.name: card for card in _cards(ontology)}
    width = max(card.x for card in cards.values()) + _CARD + _GAP // 2 + _EDGE
    height = max(card.y + card.height for card in cards.values()) + _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="drawing-title">',
        '<title id="drawing-title">The main classes of the ontology, their properties and what these join</title>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *_lines(cards),
        *(line for card in cards.values() for line in _drawn(card)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _cards(ontology: Ontology) -> Iterator[_Card]:
    rows = {name: tuple(_rows(ontology, name)) for name in _DRAWN}
    above = {item.name: ", ".join(_nearest(ontology, item.parents, up=True)) for item in ontology.classes}
    heights = [sum(_HEAD + _ROW * len(rows[name]) + 6 + _SPACE for name in column) for column in COLUMNS]
    for number, column in enumerate(COLUMNS):
        y = _EDGE + (max(heights) - heights[number]) // 2
        for name in column:
            card = _Card(name, above.get(name, ""), rows[name], number, _EDGE + number * (_CARD + _GAP), y)
            yield card
            y += card.height + _SPACE


def _rows(ontology: Ontology, name: str) -> Iterator[_Row]:
    """The properties that stand on a card: those that join things first."""
    found = [row for item in ontology.properties if name in _owners(ontology, item) for row in _row(ontology, item)]
    yield from sorted(found, key=lambda row: (row.target is None, row.name))


def _owners(ontology: Ontology, item: OntologyProperty) -> Sequence[str]:
    """The drawn classes that have a property."""
    if item.domain is None:
        return STATED_OF.get(item.name, ())
    return _nearest(ontology, [item.domain.removeprefix("rv:")], up=False)


def _row(ontology: Ontology, item: OntologyProperty) -> Iterator[_Row]:
    if item.scheme:
        yield _Row(item.name, "code")
    elif item.kind == "data":
        yield _Row(item.name, (item.range or "date").removeprefix("xsd:"))
    else:
        name = (item.range or "").removeprefix("rv:")
        ends = _nearest(ontology, [name], up=False) if name else ()
        yield _Row(item.name, name, ends[0] if len(ends) == 1 else None)


def _nearest(ontology: Ontology, names: Iterable[str], *, up: bool) -> Sequence[str]:
    """The drawn classes that are some classes, or are nearest above or below them."""
    found: set[str] = set()
    for name in names:
        if name in _DRAWN:
            found.add(name)
        elif up:
            found |= {
                above for item in ontology.classes if item.name == name for above in _nearest(ontology, item.parents, up=True)
            }
        else:
            below = [item.name for item in ontology.classes if name in item.parents]
            found |= set(_nearest(ontology, below, up=False))
    return sorted(found)


def _lines(cards: Mapping[str, _Card]) -> Iterator[str]:
    for card in cards.values():
        for number, row in enumerate(card.rows):
            if row.target and row.target != card.name:
                yield from _line(card, card.y + _HEAD + _ROW * number + _ROW // 2, cards[row.target])


def _line(start: _Card, y: int, end: _Card) -> Iterator[str]:
    """A curve from a row to the head of a card, behind the cards between them, with a tip."""
    right = end.column >= start.column
    from_left = end.column > start.column
    x1 = start.x + (_CARD if right else 0)
    x2, y2 = end.x + (0 if from_left else _CARD), end.y + _HEAD // 2
    bend = _GAP // 2
    out, back = (bend if right else -bend), (-bend if from_left else bend)
    yield f'<path class="line" d="M{x1} {y} C{x1 + out} {y} {x2 + back} {y2} {x2} {y2}"/>'
    tip = -7 if from_left else 7
    yield f'<path class="tip" d="M{x2} {y2} l{tip} -4 v8 z"/>'


def _drawn(card: _Card) -> Iterator[str]:
    yield f'<rect class="card" x="{card.x}" y="{card.y}" width="{_CARD}" height="{card.height}" rx="5"/>'
    yield f'<path class="head" d="M{card.x + 1} {card.y + _HEAD} v{5 - _HEAD} q0 -4 4 -4 h{_CARD - 10} q4 0 4 4 v{_HEAD - 5} z"/>'
    yield f'<text class="name" x="{card.x + 10}" y="{card.y + 20}">{escape(card.name)}</text>'
    if card.above:
        yield _right(card, card.y + 20, f"a {card.above}")
    for number, row in enumerate(card.rows):
        y = card.y + _HEAD + _ROW * number + _BASELINE
        yield f'<text x="{card.x + 10}" y="{y}">{escape(row.name)}</text>'
        yield _right(card, y, row.value)


def _right(card: _Card, y: int, text: str) -> str:
    return f'<text class="value" x="{card.x + _CARD - 10}" y="{y}" text-anchor="end">{escape(text)}</text>'
