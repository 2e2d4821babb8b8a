"""One of two things that may be one: a store and a node's name go in, what it is, where it is told of and in which sentences come out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.identity.profiling import sentence_bounds
from kg.linking.graphs import report_of
from kg.model import Passage
from kg.phrases import Node, event_phrase, kind_of, label, one, words_of
from kg.sameness.naming import Named, full_name, incidents_of
from kg.sameness.telling import known
from kg.store.base import Store
from kg.store.nodes import graph_nodes
from kg.terms import iri

#: The kinds of things that two reports may both tell of, by the part of a node's name that tells the kind, and what to call them.
KINDS = {"event": "event", "facility": "facility", "agent": "agent", "victim": "person", "place": "place"}

#: Sentences that are shown of a thing.
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with the offset of its first character; `marks` are the passages in it, none within another, in the report's offsets."""

    start: int
    text: str
    marks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A thing of a report: its IRI, its kind (a key of `KINDS`), what it is in words, the report, the sentences that tell of it.

    `thing` is the incident or the shared thing that it is taken for, None where it is one of its own.
    """

    iri: str
    kind: str
    says: str
    report: str
    identifier: str
    publisher: str
    published: str
    sentences: tuple[Sentence, ...]
    thing: Named | None

    @property
    def heading(self) -> str:
        """Where it is told of, in a line."""
        return " · ".join([self.identifier, self.publisher or "publisher unknown", self.published or "date unknown"])


def side(store: Store, name: str) -> Side:
    """A thing by its IRI or the part of it below the store's base; raises `InputError` for what is no such thing of a report."""
    node = full_name(store, name)
    kind = node.rsplit("/", 2)[-2] if node.count("/") > 1 else ""
    report = report_of(iri(node))[1:-1]
    nodes = graph_nodes(store, report) if kind in KINDS else {}
    if node not in nodes or report not in nodes:
        kinds = ", ".join(KINDS.values())
        raise InputError(
            f"{name}: is no {kinds} of a report in the store; kg incident and kg query show the names of those there are"
        )
    return Side(
        iri=node,
        kind=kind,
        says=_says(nodes, nodes[node]),
        report=report,
        identifier=one(nodes[report], "identifier"),
        publisher=label(nodes, one(nodes[report], "publisher")),
        published=one(nodes[report], "issued"),
        sentences=tuple(_sentences(nodes, report, node)),
        thing=_thing(store, node, kind),
    )


def _says(nodes: Mapping[str, Node], node: Node) -> str:
    if kind_of(node) == "event":
        return event_phrase(node)
    names = [*node.get("label", ()), *(f"“{name}”" for name in node.get("altLabel", ()))]
    more = [words_of(one(node, "facilityType")), *(label(nodes, place) for place in node.get("place", ()))]
    more += [one(node, name) for name in ("age", "gender", "occupation")]
    return ", ".join(part for part in (*names, *more) if part)


def _thing(store: Store, node: str, kind: str) -> Named | None:
    if kind == "event":
        return incidents_of(store, [node]).get(node)
    found = known(store, [node]).get(node)
    return Named(found.iri, found.name) if found else None


def _sentences(nodes: Mapping[str, Node], report: str, name: str) -> Iterator[Sentence]:
    """The first sentences in which a thing is told of; where the store has no text, the words of its passages."""
    passages = _passages(nodes, name)
    text = one(nodes[report], "text")
    if not text:
        words = {Passage(*_span(node)): one(node, "exact") for node in nodes.values() if "exact" in node}
        yield from (Sentence(passage.start, words[passage], (passage,)) for passage in passages[:_SENTENCES])
        return
    bounds = sentence_bounds(text)
    spans = dict.fromkeys(_span_around(bounds, passage) for passage in passages)
    for start, end in [*spans][:_SENTENCES]:
        inside = [passage for passage in passages if start <= passage.start and passage.end <= end]
        yield Sentence(start, text[start:end].rstrip(), tuple(_apart(inside)))


def _apart(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Sorted passages without those that lie within the one before, each beginning where that one ends at the earliest."""
    end = 0
    for passage in passages:
        if passage.end > end:
            yield Passage(max(passage.start, end), passage.end)
            end = passage.end


def _passages(nodes: Mapping[str, Node], name: str) -> list[Passage]:
    """The passages of a node, or of the claims and events that point to it; for a publisher, none."""
    own = nodes[name].get("evidence", ())
    pointing = [node for node in nodes.values() if "evidence" in node and any(name in values for values in node.values())]
    told = own or [passage for node in pointing for passage in node["evidence"]]
    return sorted({Passage(*_span(nodes[passage])) for passage in told})


def _span(node: Node) -> tuple[int, int]:
    return int(one(node, "start")), int(one(node, "end"))


def _span_around(bounds: Sequence[int], passage: Passage) -> tuple[int, int]:
    last = next((bound for bound in bounds if bound >= passage.end), bounds[-1])
    return bounds[bisect_right(bounds, passage.start) - 1], last
