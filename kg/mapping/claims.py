"""Claims as quads: what every claim has (event, source, stance, evidence, method), and what each kind adds."""

from kg.mapping.graph import GraphWriter
from kg.mapping.things import Things
from kg.model import (
    Casualty,
    CasualtyCount,
    Claim,
    FacilityCount,
    FacilityImpact,
    Responsibility,
    Statement,
)
from kg.values import Quantity

#: For each kind of claim, the part of its nodes' names that tells the kind.
KINDS: dict[type[Claim], str] = {
    Responsibility: "responsibility",
    FacilityImpact: "impact",
    CasualtyCount: "count",
    Casualty: "casualty",
    FacilityCount: "facility-count",
    Statement: "statement",
}


def write_claim(writer: GraphWriter, things: Things, node: str, claim: Claim, nodes: dict[str, str]) -> None:
    """Write one claim as `node`; `nodes` gives the node of every id of the account."""
    writer.type(node, type(claim).__name__)
    writer.link(node, "event", nodes.get(claim.event or ""))
    writer.link(node, "accordingTo", things.agent(claim.according_to))
    writer.code(node, "stance", "stance", [claim.stance])
    writer.code(node, "method", "method", [claim.method])
    writer.evidence(node, claim.evidence)
    writer.confidence(node, claim.confidence)
    match claim:
        case Responsibility():
            writer.link(node, "perpetrator", things.agent(claim.perpetrator))
            writer.say(node, "suspected", claim.suspected)
        case FacilityImpact():
            writer.link(node, "facility", things.facility(claim.facility))
            writer.code(node, "effect", "effect", [claim.effect])
        case CasualtyCount():
            _write_count(writer, node, claim, nodes)
        case Casualty():
            writer.link(node, "victim", things.victim(claim.victim))
            writer.code(node, "outcome", "outcome", [claim.outcome])
        case FacilityCount():
            writer.code(node, "facilityType", "facility", [claim.facility_type])
            writer.code(node, "effect", "effect", [claim.effect])
            _write_quantity(writer, node, claim.quantity, claim.scope)
        case Statement():
            _write_statement(writer, things, node, claim, nodes)


def _write_quantity(writer: GraphWriter, node: str, quantity: Quantity, scope: str) -> None:
    writer.say(node, "minimum", quantity.minimum)
    writer.say(node, "maximum", quantity.maximum)
    writer.code(node, "qualifier", "qualifier", [quantity.qualifier])
    writer.code(node, "scope", "scope", [scope])


def _write_count(writer: GraphWriter, node: str, claim: CasualtyCount, nodes: dict[str, str]) -> None:
    writer.code(node, "outcome", "outcome", [claim.outcome])
    writer.code(node, "group", "group", claim.groups)
    _write_quantity(writer, node, claim.quantity, claim.scope)
    writer.link(node, "subsetOf", nodes.get(claim.subset_of or ""))


def _write_statement(writer: GraphWriter, things: Things, node: str, claim: Statement, nodes: dict[str, str]) -> None:
    writer.link(node, "speaker", things.agent(claim.speaker))
    writer.say(node, "speakerRole", claim.speaker_role)
    if claim.speaker_organization:
        writer.link(node, "speakerOrganization", things.agent(claim.speaker_organization))
    writer.code(node, "speechAct", "speech-act", [claim.speech_act])
    writer.code(node, "legalTerm", "legal-term", [claim.legal_term] if claim.legal_term else [])
    if claim.medium:
        writer.link(node, "medium", things.agent(claim.medium))
    for target in claim.about:
        writer.link(node, "about", nodes.get(target))
