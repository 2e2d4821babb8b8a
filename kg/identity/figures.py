"""Figures: the counts in some reports' nodes go in, what is needed to tell which of them may be added comes out."""

import re
from dataclasses import dataclass

from kg.identity.nodes import Nodes
from kg.terms import RV, code

_COUNTS = {f"<{RV}CasualtyCount>", f"<{RV}FacilityCount>"}
_CAMPAIGN = f"<{RV}Campaign>"
_DENIED = code("stance", "denied")
_CUMULATIVE = code("scope", "cumulative")

# Words before a number that say that it has taken an older one's place, or that it is the older one.
_RISEN = r"(?:risen|rises|rising|rose|climbed|climbs|climbing|grown|grew|increased|jumped|gone up|went up|fallen|fell|dropped)"
_REVISED = r"(?:revised|raised|lowered|reduced|updated|corrected|brought|brings|bringing)"
_SET = r"(?:put|spoken|spoke|reported|given|counted|announced|published|circulated)"
_NEWS = re.compile(
    rf"\b(?P<older>(?:up|down|{_RISEN}|{_REVISED}|increase|rise) from|to (?:\w+ ){{1,2}}from"
    rf"|(?:earlier|initially|at first|first) {_SET}|earlier|previously|(?:toll|number|figures?|count) (?:\w+ ){{0,3}}{_SET}"
    rf"|previous (?:figure|toll|count|number)|had {_SET})\b"
    rf"|\b(?P<newer>{_RISEN}(?: \w+)?(?= to)|has passed|{_REVISED}(?: \w+){{0,6}}(?= to)|now (?:stands?|puts?)|(?:stands?|stood) now)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")

#: How far before a number's words others about it are looked for, in characters.
_REACH = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with all that the rule asks of it; names are bracketed IRIs.

    `kind` is what is counted: the outcome, or the type of facility and the effect. `source` is the same for figures of one
    source. `published` is the day of its report, "" if unknown. `running`: it covers more than one incident. `void`: it is
    denied, or its event is said not to have happened. `news` is 1 where its words say that it replaces an older figure, -1
    where they say that it is the older one.
    """

    node: str
    report: str
    kind: tuple[str, ...]
    groups: frozenset[str]
    minimum: int
    maximum: int | None
    source: str
    published: str
    start: int
    event: str | None = None
    incident: str | None = None
    whole: str | None = None
    running: bool = False
    void: bool = False
    news: int = 0

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands: its report and the place of its first words."""
        return self.report, self.start, self.node

    def includes(self, other: "Figure") -> bool:
        """Whether its bounds hold the other's: whoever believes the other believes this one."""
        if self.maximum is not None and (other.maximum is None or other.maximum > self.maximum):
            return False
        return self.minimum <= other.minimum


def read_figures(nodes: Nodes) -> list[Figure]:
    """All counts, in the order of their reports and words; a count without words or a source is passed over."""
    campaigns = {parent for node in nodes.properties for parent in nodes.all(node, "partOf")}
    counts = [node for node in nodes.properties if not _COUNTS.isdisjoint(nodes.all(node, "type"))]
    found = [_figure(nodes, node, campaigns) for node in counts if nodes.all(node, "evidence") and nodes.one(node, "accordingTo")]
    return sorted(found, key=lambda figure: figure.order)


def _figure(nodes: Nodes, node: str, campaigns: set[str]) -> Figure:
    event = nodes.one(node, "event")
    passage = min(nodes.all(node, "evidence"), key=lambda name: (nodes.number(name, "start") or 0, name))
    report = nodes.one(passage, "inReport") or ""
    several = event in campaigns or _CAMPAIGN in nodes.all(event or "", "type")
    return Figure(
        node=node,
        report=report,
        kind=tuple(value for name in ("outcome", "facilityType", "effect") for value in nodes.all(node, name)),
        groups=frozenset(nodes.all(node, "group")),
        minimum=nodes.number(node, "minimum") or 0,
        maximum=nodes.number(node, "maximum"),
        source=_source(nodes, nodes.one(node, "accordingTo") or "", report),
        published=nodes.text(report, "issued") or "",
        start=nodes.number(passage, "start") or 0,
        event=event,
        incident=nodes.incidents.get(event or ""),
        whole=nodes.one(node, "subsetOf"),
        running=several or nodes.one(node, "scope") == _CUMULATIVE,
        void=nodes.one(node, "stance") == _DENIED or nodes.text(event or "", "negated") == "true",
        news=_news(nodes, passage, report),
    )


def _source(nodes: Nodes, agent: str, report: str) -> str:
    """What sources are told apart by: what they are identified as, else their name.

    Who is not called by a name ("residents", "medics") is the same source within one report only.
    """
    known, label = nodes.one(agent, "identifiedAs"), nodes.text(agent, "label") or agent
    if known:
        return known
    return label.casefold() if label != label.lower() else f"{report} {label}"


def _news(nodes: Nodes, passage: str, report: str) -> int:
    """Whether the nearest such words, in the same sentence, call it newer (1) or older (-1); 0 where there are none."""
    text, start = nodes.text(report, "text") or "", nodes.number(passage, "start") or 0
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    nearest = 0
    for match in _NEWS.finditer(before + (nodes.text(passage, "exact") or "")):
        nearest = -1 if match["older"] else 1
    return nearest
