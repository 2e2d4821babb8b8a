"""An account as quads: a report and what was read in it go in, the N-Quads text of its graph and of what it shares come out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.mapping.claims import KINDS, write_claim
from kg.mapping.events import write_event
from kg.mapping.graph import GraphWriter, report_iri
from kg.mapping.provenance import write_report
from kg.mapping.things import Things
from kg.model import Account, CasualtyCount, Claim, Event, Report
from kg.naming import made_of
from kg.places.countries import country_name
from kg.terms import RDF, RV, SKOS, literal

_TYPE = f"<{RDF}type>"


@dataclass(frozen=True, slots=True)
class ReportQuads:
    """What one report adds to a store: `graph` is its own named graph, `shared` its incidents and the countries it names.

    Both are N-Quads text; `quads` is how many quads the report's own graph holds.
    """

    iri: str
    graph: str
    shared: str
    quads: int


def map_account(report: Report, account: Account, base: str, *, keep_text: bool = True) -> ReportQuads:
    """The quads of a report under a base IRI; `keep_text=False` leaves the text itself out, the passages' words stay."""
    iri = report_iri(report, base)
    writer = GraphWriter(report, base, iri)
    things = Things(writer)
    account = _in_order(account)
    nodes = _nodes(writer, account)
    write_report(writer, things, keep_text=keep_text)
    for event in account.events:
        write_event(writer, things, event, nodes)
    for kind, name in KINDS.items():
        for number, claim in enumerate(account.of(kind), 1):
            write_claim(writer, things, writer.node(name, number), claim, nodes)
    for one in account.named:
        writer.evidence(things.agent(one.agent), one.passages, "namedIn")
    things.describe()
    return ReportQuads(iri, "".join(writer.lines), _shared(account.events, nodes, base), len(writer.lines))


def _in_order(account: Account) -> Account:
    """The account in the order of its text, so that numbers are those of appearance."""

    def place(item: Event | Claim) -> tuple[int, int]:
        return item.evidence[0].start, item.evidence[0].end

    return replace(account, events=tuple(sorted(account.events, key=place)), claims=tuple(sorted(account.claims, key=place)))


def _nodes(writer: GraphWriter, account: Account) -> dict[str, str]:
    """The node of every event and count by its id."""
    events = {event.id: writer.node("event", number) for number, event in enumerate(account.events, 1)}
    counts = {claim.id: writer.node("count", number) for number, claim in enumerate(account.of(CasualtyCount), 1)}
    return events | counts


def _shared(events: Iterable[Event], nodes: dict[str, str], base: str) -> str:
    """What stands outside the report's graph: an incident of its own for each event, and the countries named."""
    lines = []
    for event in events:
        incident = f"<{made_of('incident', [nodes[event.id][1:-1]], base)}>"
        lines.append(f"{incident} {_TYPE} <{RV}Incident> <{base}graph/identity> .\n")
        lines.append(f"{incident} <{RV}describedBy> {nodes[event.id]} <{base}graph/identity> .\n")
    for country in sorted({event.country for event in events if event.country}):
        node, graph = f"<{base}place/{country}>", f"<{base}graph/entities>"
        lines.append(f"{node} {_TYPE} <{RV}Place> {graph} .\n")
        lines.append(f"{node} <{RV}countryCode> {literal(country)} {graph} .\n")
        lines.append(f"{node} <{SKOS}prefLabel> {literal(country_name(country))} {graph} .\n")
    return "".join(lines)
