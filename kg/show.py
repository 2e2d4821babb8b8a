"""A report with what was read in it: a store and a report's name go in, its paragraphs with their notes come out.

A note stands beside the words that it rests on: an event, or a claim with its source and stance. Notes are numbered in the
order of the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Passage
from kg.phrases import Node, claim_phrase, event_phrase, kind_of, label, one
from kg.store.base import Store
from kg.store.finding import find_report
from kg.store.nodes import graph_nodes


@dataclass(frozen=True, slots=True)
class Note:
    """What was read at some passages: `kind` is "event" or the claim's class, `text` says it in words."""

    number: int
    kind: str
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the report with the offset of its first character, and the notes whose first words stand in it."""

    start: int
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report's text as paragraphs, below a line that says what is known about it."""

    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes in order."""
        return tuple(note for paragraph in self.paragraphs for note in paragraph.notes)


def annotate(store: Store, report: str) -> Annotated:
    """A report by its identifier or IRI; raises `InputError` if the store has none or several, or not its text."""
    node = find_report(store, report)
    nodes = graph_nodes(store, node)
    text = next(iter(nodes[node].get("text", ())), None)
    if text is None:
        raise InputError(f"{report}: its text was left out of the store; what was read is there: kg export shows it")
    return Annotated(_heading(nodes, node), tuple(_paragraphs(text, _notes(nodes))))


def _heading(nodes: Mapping[str, Node], report: str) -> str:
    node = nodes[report]
    publisher = label(nodes, one(node, "publisher")) or "publisher unknown"
    parts = [one(node, "identifier"), publisher, one(node, "issued") or "date unknown", one(node, "source")]
    return " · ".join(part for part in parts if part)


def _notes(nodes: Mapping[str, Node]) -> list[Note]:
    found = []
    for node in nodes.values():
        if "evidence" not in node:
            continue
        passages = tuple(sorted(_passage(nodes[passage]) for passage in node["evidence"]))
        kind = kind_of(node)
        found.append((passages, kind, event_phrase(node) if kind == "event" else claim_phrase(nodes, node)))
    found.sort(key=lambda item: (item[0][0].start, item[1] != "event", item))
    return [Note(number, kind, text, passages) for number, (passages, kind, text) in enumerate(found, 1)]


def _passage(node: Node) -> Passage:
    return Passage(int(one(node, "start")), int(one(node, "end")))


def _paragraphs(text: str, notes: Iterable[Note]) -> Iterator[Paragraph]:
    waiting = list(notes)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = tuple(note for note in waiting if start <= note.passages[0].start <= end)
        waiting = waiting[len(here) :]
        yield Paragraph(start, line, here)
        start = end + 1
