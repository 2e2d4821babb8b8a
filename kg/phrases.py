"""Events and claims in words: a node's properties go in, the short phrase that a person reads comes out.

A node is a mapping from the local names of its properties to their values, as bare text; the nodes of a report are a mapping
from their IRIs to nodes.
"""

from collections.abc import Mapping

from kg.terms import CODE, RV
from kg.vocabulary import EVENT_CLASSES

#: A node's properties by local name: for each, the values it has.
Node = Mapping[str, list[str]]

#: The local names of the classes of events.
EVENTS = frozenset(EVENT_CLASSES.values())

_QUALIFIERS = {"at-least": "at least ", "at-most": "up to ", "about": "about ", "vague": "at least "}


def one(node: Node, name: str) -> str:
    """A property's value, the first of several; empty if it has none."""
    return next(iter(node.get(name, ())), "")


def label(nodes: Mapping[str, Node], name: str) -> str:
    """The label of a report's node; empty for a node of elsewhere."""
    return one(nodes[name], "label") if name in nodes else ""


def words_of(code: str) -> str:
    """A code's IRI as words: its notation without hyphens."""
    return code.removeprefix(CODE).partition("/")[2].replace("-", " ")


def kind_of(node: Node) -> str:
    """The local name of a node's class; "event" for every class of events."""
    name = one(node, "type").removeprefix(RV)
    return "event" if name in EVENTS else name


def phrase(nodes: Mapping[str, Node], node: Node) -> str:
    """What an event or a claim says, without its source."""
    kind = kind_of(node)
    return event_phrase(node) if kind == "event" else _WORDS[kind](nodes, node)


def claim_phrase(nodes: Mapping[str, Node], node: Node) -> str:
    """What a claim says, with its source, its stance and its event."""
    source = "" if kind_of(node) == "Statement" else f" — according to {label(nodes, one(node, 'accordingTo'))}"
    stance, about = words_of(one(node, "stance")), label(nodes, one(node, "event"))
    return phrase(nodes, node) + source + (f" ({stance})" if stance != "asserted" else "") + (f" → {about}" if about else "")


def event_phrase(node: Node) -> str:
    """What an event is: its label, weapons and country, and that it did not happen where that is so."""
    parts = [one(node, "label"), *(words_of(weapon) for weapon in node.get("weapon", ()))]
    country = one(node, "country").rsplit("/", 1)[-1]
    return "; ".join(part for part in (*parts, country, "did not happen" if "negated" in node else "") if part)


def _amount(node: Node) -> str:
    low, high, qualifier = one(node, "minimum"), one(node, "maximum"), words_of(one(node, "qualifier")).replace(" ", "-")
    if qualifier == "range":
        return f"{low} to {high}"
    return _QUALIFIERS.get(qualifier, "") + (low or high)


def _scope(node: Node) -> str:
    return ", running total" if words_of(one(node, "scope")) == "cumulative" else ""


def _responsibility(nodes: Mapping[str, Node], node: Node) -> str:
    return f"by {label(nodes, one(node, 'perpetrator'))}"


def _count(nodes: Mapping[str, Node], node: Node) -> str:
    groups = ", ".join(words_of(group) for group in node.get("group", ())) or "people"
    part = f", part of {_amount(nodes[one(node, 'subsetOf')])}" if "subsetOf" in node else ""
    return f"{_amount(node)} {groups} {words_of(one(node, 'outcome'))}{_scope(node)}{part}"


def _casualty(nodes: Mapping[str, Node], node: Node) -> str:
    victim = nodes[one(node, "victim")]
    details = [one(victim, key) for key in ("age", "gender", "occupation")]
    return ", ".join(part for part in (one(victim, "label"), *details, words_of(one(node, "outcome"))) if part)


def _impact(nodes: Mapping[str, Node], node: Node) -> str:
    facility = nodes[one(node, "facility")]
    name = one(facility, "label")
    return f"{words_of(one(facility, 'facilityType'))}{f' ({name})' if name else ''} {words_of(one(node, 'effect'))}"


def _facility_count(_: Mapping[str, Node], node: Node) -> str:
    return f"{_amount(node)} × {words_of(one(node, 'facilityType'))} {words_of(one(node, 'effect'))}{_scope(node)}"


def _statement(nodes: Mapping[str, Node], node: Node) -> str:
    role = ", ".join(part for part in (one(node, "speakerRole"), label(nodes, one(node, "speakerOrganization"))) if part)
    term, medium = words_of(one(node, "legalTerm")), label(nodes, one(node, "medium"))
    speaker = label(nodes, one(node, "speaker")) + (f" ({role})" if role else "")
    return f"{speaker} {words_of(one(node, 'speechAct'))}" + (f": {term}" if term else "") + (f", to {medium}" if medium else "")


_WORDS = {
    "Responsibility": _responsibility,
    "CasualtyCount": _count,
    "Casualty": _casualty,
    "FacilityImpact": _impact,
    "FacilityCount": _facility_count,
    "Statement": _statement,
}
