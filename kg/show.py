"""A report with what was read in it: a store and a report's name go in, its paragraphs with their notes come out.

A note stands beside the words that it rests on: an event, or a claim with its source and stance. Notes are numbered in the
order of the text.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Passage
from kg.store.base import Store, Table
from kg.terms import CODE, DCT, OA, PREFIXES, RDF, RDFS, RV, iri, literal
from kg.vocabulary import EVENT_CLASSES

_EVENTS = {name: notation for notation, name in EVENT_CLASSES.items()}
_QUALIFIERS = {"at-least": "at least ", "at-most": "up to ", "about": "about ", "vague": "at least "}

#: A node's properties by local name: for each, the values it has.
Node = Mapping[str, list[str]]


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
    node = _find(store, report)
    nodes = _nodes(store, node)
    text = next(iter(nodes[node].get("text", ())), None)
    if text is None:
        raise InputError(f"{report}: its text was left out of the store; what was read is there: kg export shows it")
    return Annotated(_heading(nodes, node), tuple(_paragraphs(text, _notes(nodes))))


def _rows(store: Store, query: str) -> Iterator[list[str]]:
    table = store.query("".join(f"PREFIX {name}: <{value}>\n" for name, value in PREFIXES.items()) + query)
    assert isinstance(table, Table)  # noqa: S101 - a SELECT gives a table
    for row in table.rows:
        yield [term.value if term else "" for term in row]


def _find(store: Store, name: str) -> str:
    if name.startswith(store.base):
        found = [row[0] for row in _rows(store, f"SELECT ?r WHERE {{ VALUES ?r {{ {iri(name)} }} ?r a rv:Report }}")]
    else:
        found = [row[0] for row in _rows(store, f"SELECT ?r WHERE {{ ?r dct:identifier {literal(name)} }} ORDER BY ?r")]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{len(found)} reports are called {name!r}; say which by its IRI: {', '.join(found)}")
    known = [row[0] for row in _rows(store, "SELECT ?name WHERE { ?r a rv:Report ; dct:identifier ?name } ORDER BY ?name")]
    close = difflib.get_close_matches(name, known, 3, 0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else "; kg query reports lists them"
    raise InputError(f"no report {name!r} in the store{hint}")


def _nodes(store: Store, report: str) -> dict[str, dict[str, list[str]]]:
    """Every node of the report's graph, with its properties by local name."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _rows(
        store, f"SELECT ?s ?p ?o WHERE {{ GRAPH {iri(report)} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
    ):
        nodes[subject][_local(predicate)].append(value)
    return nodes


def _local(name: str) -> str:
    for namespace in (RV, DCT, OA, RDFS, RDF):
        if name.startswith(namespace):
            return name.removeprefix(namespace)
    return name.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _heading(nodes: Mapping[str, Node], report: str) -> str:
    node = nodes[report]
    publisher = _label(nodes, _one(node, "publisher")) or "publisher unknown"
    parts = [_one(node, "identifier"), publisher, _one(node, "issued") or "date unknown", _one(node, "source")]
    return " · ".join(part for part in parts if part)


def _one(node: Node, name: str) -> str:
    return next(iter(node.get(name, ())), "")


def _label(nodes: Mapping[str, Node], name: str) -> str:
    return _one(nodes[name], "label") if name in nodes else ""


def _code(value: str) -> str:
    return value.removeprefix(CODE).partition("/")[2].replace("-", " ")


def _notes(nodes: Mapping[str, Node]) -> list[Note]:
    found = []
    for node in nodes.values():
        if "evidence" not in node:
            continue
        kind = _local(_one(node, "type"))
        passages = tuple(sorted(_passage(nodes[passage]) for passage in node["evidence"]))
        if kind in _EVENTS:
            found.append((passages, "event", _event(node)))
        else:
            found.append((passages, kind, _claim(nodes, node, kind)))
    found.sort(key=lambda item: (item[0][0].start, item[1] != "event", item))
    return [Note(number, kind, text, passages) for number, (passages, kind, text) in enumerate(found, 1)]


def _passage(node: Node) -> Passage:
    return Passage(int(_one(node, "start")), int(_one(node, "end")))


def _event(node: Node) -> str:
    parts = [_one(node, "label"), *(_code(weapon) for weapon in node.get("weapon", ()))]
    country = _one(node, "country").rsplit("/", 1)[-1]
    return "; ".join(part for part in (*parts, country, "did not happen" if "negated" in node else "") if part)


def _claim(nodes: Mapping[str, Node], node: Node, kind: str) -> str:
    said = _WORDS[kind](nodes, node)
    source = "" if kind == "Statement" else f" — according to {_label(nodes, _one(node, 'accordingTo'))}"
    stance = _code(_one(node, "stance"))
    about = _label(nodes, _one(node, "event"))
    return said + source + (f" ({stance})" if stance != "asserted" else "") + (f" → {about}" if about else "")


def _amount(node: Node) -> str:
    low, high, qualifier = _one(node, "minimum"), _one(node, "maximum"), _code(_one(node, "qualifier")).replace(" ", "-")
    if qualifier == "range":
        return f"{low} to {high}"
    return _QUALIFIERS.get(qualifier, "") + (low or high)


def _scope(node: Node) -> str:
    return ", running total" if _code(_one(node, "scope")) == "cumulative" else ""


def _responsibility(nodes: Mapping[str, Node], node: Node) -> str:
    return f"by {_label(nodes, _one(node, 'perpetrator'))}"


def _count(nodes: Mapping[str, Node], node: Node) -> str:
    groups = ", ".join(_code(group) for group in node.get("group", ())) or "people"
    part = f", part of {_amount(nodes[_one(node, 'subsetOf')])}" if "subsetOf" in node else ""
    return f"{_amount(node)} {groups} {_code(_one(node, 'outcome'))}{_scope(node)}{part}"


def _casualty(nodes: Mapping[str, Node], node: Node) -> str:
    victim = nodes[_one(node, "victim")]
    details = [_one(victim, key) for key in ("age", "gender", "occupation")]
    return ", ".join(part for part in (_one(victim, "label"), *details, _code(_one(node, "outcome"))) if part)


def _impact(nodes: Mapping[str, Node], node: Node) -> str:
    facility = nodes[_one(node, "facility")]
    name = _one(facility, "label")
    return f"{_code(_one(facility, 'facilityType'))}{f' ({name})' if name else ''} {_code(_one(node, 'effect'))}"


def _facility_count(_: Mapping[str, Node], node: Node) -> str:
    return f"{_amount(node)} × {_code(_one(node, 'facilityType'))} {_code(_one(node, 'effect'))}{_scope(node)}"


def _statement(nodes: Mapping[str, Node], node: Node) -> str:
    role = ", ".join(part for part in (_one(node, "speakerRole"), _label(nodes, _one(node, "speakerOrganization"))) if part)
    term, medium = _code(_one(node, "legalTerm")), _label(nodes, _one(node, "medium"))
    speaker = _label(nodes, _one(node, "speaker")) + (f" ({role})" if role else "")
    return f"{speaker} {_code(_one(node, 'speechAct'))}" + (f": {term}" if term else "") + (f", to {medium}" if medium else "")


_WORDS = {
    "Responsibility": _responsibility,
    "CasualtyCount": _count,
    "Casualty": _casualty,
    "FacilityImpact": _impact,
    "FacilityCount": _facility_count,
    "Statement": _statement,
}


def _paragraphs(text: str, notes: Iterable[Note]) -> Iterator[Paragraph]:
    waiting = list(notes)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = tuple(note for note in waiting if start <= note.passages[0].start <= end)
        waiting = waiting[len(here) :]
        yield Paragraph(start, line, here)
        start = end + 1
