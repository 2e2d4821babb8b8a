"""Events as quads: what happened, when, where and with what, as one report tells it."""

import calendar

from kg.mapping.graph import GraphWriter
from kg.mapping.things import Things
from kg.model import Event
from kg.terms import RDFS, literal
from kg.values import PartialDate
from kg.vocabulary import EVENT_CLASSES, class_label

_LABEL = f"<{RDFS}label>"
_MONTHS = tuple(calendar.month_name)


def write_event(writer: GraphWriter, things: Things, event: Event, nodes: dict[str, str]) -> None:
    """Write one event; `nodes` gives the node of every id of the account."""
    node = nodes[event.id]
    writer.type(node, EVENT_CLASSES[event.type])
    writer.add(node, _LABEL, literal(event_label(event)))
    writer.evidence(node, event.evidence)
    _write_dates(writer, node, event)
    for number, place in enumerate(event.places):
        place_node = things.place(place)
        writer.link(node, "place", place_node)
        if number == 0:
            writer.link(node, "mainPlace", place_node)
    if event.country:
        writer.link(node, "country", f"<{writer.base}place/{event.country}>")
    writer.code(node, "weapon", "weapon", event.weapons)
    if event.negated:
        writer.say(node, "negated", True)
    writer.link(node, "partOf", nodes.get(event.part_of or ""))
    writer.confidence(node, event.confidence)


def _write_dates(writer: GraphWriter, node: str, event: Event) -> None:
    writer.say(node, "startDate", event.start)
    writer.say(node, "endDate", event.end)
    if event.start:
        writer.say(node, "earliest", PartialDate.from_day(event.start.earliest))
    if event.end:
        writer.say(node, "latest", PartialDate.from_day(event.end.latest))


def event_label(event: Event) -> str:
    """A readable line: what, where and when, as far as they are known.

    >>> event_label(Event(id="e1", type="air-strike", evidence=(), start=PartialDate("2019-07-04"), end=PartialDate("2019-07-04")))
    'Air strike, 4 July 2019'
    """
    days = [date_label(day) for day in dict.fromkeys((event.start, event.end)) if day]
    parts = [class_label(event.type), *(place.label for place in event.places[:1]), " to ".join(days)]
    return ", ".join(part for part in parts if part)


def date_label(day: PartialDate) -> str:
    """A partial date as people write it: "4 July 2019", "July 2019", "2019"."""
    year, *rest = day.text.split("-")
    month = [_MONTHS[int(rest[0])]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])
