"""What has changed between two states of a graph, in words: two stores, snapshots or RDF files go in, the differences come out.

Reports are the same where their names are, or else where they were read from the same file or bear the same identifier. In a
report that differs, claims are compared by what they say: a number of the same source about the same thing that is another
one now is a change; what has no counterpart is new or withdrawn.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.phrases import Node, event_phrase, kind_of, label, one, phrase, words_of
from kg.settings import Location
from kg.store.embedded import snapshot_reader
from kg.store.nodes import local_name
from kg.store.opening import reader
from kg.store.rdf_files import read_triples
from kg.terms import DCT, PROV, RV, split, text_of

_REPORT = re.compile(r"\A<(.+?report/[0-9a-f]{16})(?=[/>])")
_HEAD = {f"<{DCT}identifier>": "identifier", f"<{DCT}issued>": "issued", f"<{DCT}title>": "title"}
_COUNTS = {"CasualtyCount", "FacilityCount"}
_NAMES = {
    "Responsibility": "attribution",
    "CasualtyCount": "count of victims",
    "Casualty": "named victim",
    "FacilityImpact": "facility",
    "FacilityCount": "count of facilities",
    "Statement": "statement",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that says something else now: its source, and what it said and says."""

    source: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What differs in a report: `heading` are changes of its metadata; `unchanged` counts claims by their kind."""

    identifier: str
    heading: tuple[Change, ...]
    changed: tuple[Change, ...]
    new: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unchanged: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states: the identifiers of reports that came and went, those that differ, how many do not.

    Of reports that are gone because they were retracted, `retracted` holds the reason, empty where none was given.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[ReportChange, ...]
    unchanged: int
    retracted: Mapping[str, str] = field(default_factory=dict, hash=False)


def difference(old: Location, new: Location) -> Difference:
    """What has changed from one store, kept snapshot or RDF file to another; a store may be on a server.

    Raises `NotAStore` or `InputError` where one is none of these.
    """
    with _side(old) as before, _side(new) as after:
        pairs = dict(_pairs(before.heads, after.heads))
        differing = {left: right for left, right in pairs.items() if before.sums[left] != after.sums[right]}
        left, right = before.nodes(differing), after.nodes(differing.values())
        compared = (
            _compare(before.heads[a], after.heads[b], _told(left[a], a), _told(right[b], b)) for a, b in differing.items()
        )
        changed = [change for change in compared if change.heading or change.changed or change.new or change.withdrawn]
        gone = sorted((head.name, report) for report, head in before.heads.items() if report not in pairs)
        return Difference(
            new=tuple(sorted(head.name for report, head in after.heads.items() if report not in pairs.values())),
            gone=tuple(name for name, _ in gone),
            retracted={name: after.retracted[report] for name, report in gone if report in after.retracted},
            changed=tuple(sorted(changed, key=lambda change: change.identifier)),
            unchanged=len(pairs) - len(changed),
        )


@dataclass
class _Head:
    """What a report is known by."""

    report: str
    path: str = ""
    identifier: str = ""
    issued: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        return self.identifier or self.report


@dataclass
class _Side:
    """One state: `lines` gives its triples again and again; of each report, its head and a sum over its triples.

    `retracted` holds the reports that were taken out, each with the reason.
    """

    lines: Callable[[], Iterable[str]]
    heads: dict[str, _Head] = field(default_factory=dict)
    sums: Counter[str] = field(default_factory=Counter)
    retracted: dict[str, str] = field(default_factory=dict)

    def nodes(self, reports: Iterable[str]) -> Mapping[str, dict[str, Node]]:
        """The nodes of some reports, by the report and the node's IRI."""
        wanted: dict[str, dict[str, defaultdict[str, list[str]]]] = {
            report: defaultdict(lambda: defaultdict(list)) for report in reports
        }
        for line in self.lines():
            subject, predicate, value, _ = split(line)
            found = _REPORT.match(subject)
            if found and found[1] in wanted:
                wanted[found[1]][subject[1:-1]][local_name(predicate[1:-1])].append(_plain(value))
        return {report: {name: _sorted(node) for name, node in nodes.items()} for report, nodes in wanted.items()}


def _sorted(node: Node) -> Node:
    return {name: sorted(set(values)) for name, values in node.items()}


@contextmanager
def _side(path: Location) -> Iterator[_Side]:
    if isinstance(path, Path) and path.is_file():
        yield _summed(_Side(lambda: read_triples(path)))
        return
    with snapshot_reader(path) if isinstance(path, Path) and path.parent.name == "snapshots" else reader(path) as store:
        yield _summed(_Side(store.lines))


def _summed(side: _Side) -> _Side:
    paths: dict[str, str] = {}
    read: dict[str, str] = {}
    stones: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for line in side.lines():
        subject, predicate, value, _ = split(line)
        found = _REPORT.match(subject)
        if found:
            head = side.heads.setdefault(found[1], _Head(found[1]))
            if subject[1:-1] == found[1] and predicate in _HEAD:
                setattr(head, _HEAD[predicate], text_of(value))
            side.sums[found[1]] += int.from_bytes(hashlib.sha256(f"{predicate} {value}".encode()).digest()[:8], "big")
        elif predicate == f"<{RV}path>":
            paths[subject] = text_of(value)
        elif predicate == f"<{PROV}generated>":
            read[subject] = value[1:-1]
        elif predicate == f"<{PROV}invalidated>":
            stones[subject] = value[1:-1]
        elif predicate == f"<{RV}because>":
            reasons[subject] = text_of(value)
    for reading, report in sorted(read.items()):
        if report in side.heads and reading in paths:
            side.heads[report].path = paths[reading]
    side.retracted = {report: reasons.get(stone, "") for stone, report in stones.items()}
    return side


def _plain(value: str) -> str:
    return value[1:-1] if value.startswith("<") else text_of(value)


def _pairs(old: Mapping[str, _Head], new: Mapping[str, _Head]) -> Iterator[tuple[str, str]]:
    """The reports that are the same: by name, by file, by identifier, each only once."""
    left, right = dict(old), dict(new)
    keys: tuple[Callable[[_Head], str], ...] = (
        lambda head: head.report,
        lambda head: head.path,
        lambda head: head.identifier,
    )
    for key in keys:
        by_key = {key(head): report for report, head in sorted(right.items()) if key(head)}
        for report, head in sorted(left.items()):
            other = by_key.pop(key(head), None)
            if other is not None:
                del left[report], right[other]
                yield report, other


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim or event: who says it, what, about which event, and what it is about besides its numbers."""

    kind: str
    source: str
    text: str
    event: str
    about: Hashable

    @property
    def whole(self) -> str:
        where = f" ({self.event})" if self.event else ""
        return f"{self.source}: {self.text}{where}" if self.source else f"{self.text}{where}"


def _told(nodes: Mapping[str, Node], report: str) -> list[_Said]:
    """All that a report tells, in the order of its names."""
    publisher = label(nodes, one(nodes.get(report, {}), "publisher"))
    told = (node for _, node in sorted(nodes.items(), key=lambda item: _natural(item[0])) if "evidence" in node)
    return [_said(nodes, node, publisher) for node in told if kind_of(node) in {"event", *_NAMES}]


def _said(nodes: Mapping[str, Node], node: Node, publisher: str) -> _Said:
    kind = kind_of(node)
    if kind == "event":
        return _Said(kind, "", event_phrase(node), "", "")
    source = "" if kind == "Statement" else label(nodes, one(node, "accordingTo")) or publisher
    stance = words_of(one(node, "stance"))
    words = phrase(nodes, {name: values for name, values in node.items() if name != "subsetOf"})  # the whole is told itself
    text = words + (f" ({stance})" if stance not in {"asserted", ""} else "")
    return _Said(kind, source, text, label(nodes, one(node, "event")), _about(kind, nodes, node))


def _about(kind: str, nodes: Mapping[str, Node], node: Node) -> Hashable:
    """What a claim is about, whatever it says of it."""
    if kind in _COUNTS:
        numbers = ("minimum", "maximum", "qualifier", "subsetOf")
        return phrase(nodes, {name: values for name, values in node.items() if name not in numbers})
    if kind == "Casualty":
        return label(nodes, one(node, "victim"))
    if kind == "FacilityImpact":
        facility = nodes.get(one(node, "facility"), {})
        return one(facility, "facilityType"), one(facility, "label")
    return label(nodes, one(node, "speaker")) if kind == "Statement" else ""


def _compare(old: _Head, new: _Head, before: list[_Said], after: list[_Said]) -> ReportChange:
    fields = (("published", old.issued, new.issued), ("title", old.title, new.title), ("called", old.name, new.name))
    heading = tuple(Change(name, was or "unknown", now or "unknown") for name, was, now in fields if was != now)
    same = list(_matched(before, after, lambda said: said))
    same += _matched(before, after, lambda said: (said.kind, said.source, said.text))
    changed = _matched(
        before, after, lambda said: (said.kind, said.source, said.event, said.about) if said.kind != "event" else said
    )
    changed += _matched(before, after, lambda said: (said.kind, said.source, said.about) if said.kind in _COUNTS else said)
    return ReportChange(
        identifier=new.name,
        heading=heading,
        changed=tuple(Change(was.source, was.text, now.text) for was, now in changed),
        new=tuple(said.whole for said in after),
        withdrawn=tuple(said.whole for said in before),
        unchanged=dict(sorted(Counter(_NAMES[said.kind] for said, _ in same if said.kind in _NAMES).items())),
    )


def _matched(before: list[_Said], after: list[_Said], key: Callable[[_Said], Hashable]) -> list[tuple[_Said, _Said]]:
    """Those that have the same key, one to one and in order; they are taken out of both lists."""
    pairs = []
    for said in list(before):
        other = next((candidate for candidate in after if key(candidate) == key(said)), None)
        if other is not None:
            before.remove(said)
            after.remove(other)
            pairs.append((said, other))
    return pairs


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name))
