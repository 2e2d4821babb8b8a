"""Whether a number may be added to others: read from the identity graph, never decided here, with the reasons why not."""

from collections.abc import Iterable, Iterator

from kg.phrases import one
from kg.store.base import Store, select
from kg.terms import CODE, RV, iri
from kg.why.model import COUNTS, Other, Place, stance_of


def may_be_added(store: Store, place: Place, others: Iterable[Other]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether it may be added, with the reasons; None where the question makes no sense or was never answered."""
    if place.kind not in COUNTS:
        return None, ()
    query = f"SELECT ?may WHERE {{ {iri(place.iri)} <{RV}addable> ?may }}"
    values = [row[0].value for row in select(store, query).rows if row[0]]
    if not values:
        return None, ("It was stored before figures were compared; build the store again to learn whether it may be added.",)
    if values == ["true"]:
        return True, (_ADDABLE,)
    return False, tuple(_reasons(place, others))


_ADDABLE = (
    "It may be added to figures of other incidents for the same harm and the same groups of people. What other sources say of "
    "this incident are alternatives to it: a sum takes the lowest minimum and the highest maximum."
)


def _reasons(place: Place, others: Iterable[Other]) -> Iterator[str]:
    event = place.nodes.get(place.event, {})
    if one(place.node, "scope") == f"{CODE}scope/cumulative":
        yield "It is a running total over a campaign, a period or an area, which holds other figures."
    elif one(event, "type") == f"{RV}Campaign" or _has_parts(place):
        yield "It is of a campaign, which holds other incidents."
    if not event:
        yield "It belongs to no event, so that nothing tells which incident it counts."
    if stance_of(place) == "denied":
        yield "It is reported as denied."
    if one(event, "negated") == "true":
        yield "The report says that the event did not happen."
    for other in others:
        if reason := _BECAUSE.get(other.relation):
            yield reason.format(other=f"{other.says} ({other.report}, {other.source})")


_BECAUSE = {
    "repeats": "Its source says the same elsewhere: {other}.",
    "is replaced by": "Its source has a newer figure: {other}.",
    "is a part of": "It is a part of another figure for the same people: {other}.",
}


def _has_parts(place: Place) -> bool:
    return any(place.event in node.get("partOf", ()) for node in place.nodes.values())
