"""What did not happen, and what is only denied, in the answers of the bundled queries: left out, or called so.

The graph by hand holds some of both. Here more is put beside it: a denial of each claim by somebody else, and a report that tells
of each event once more and says that it did not happen. No row that was there may change for that.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.ontology import ontology_nquads
from kg.queries import bind, bundled, find
from kg.terms import CODE, DEFAULT_BASE, RDF, RDFS, RV
from tests.test_queries import FOLDER, NAMES, Rows, expected, rows

#: The queries that tell of all in a way of their own: asked for by its IRI, listed with the reason why it is left out, not to be
#: published whatever it is, or only looked at for signs that reports depend on each other.
OF_ALL = {"independent-sources", "left-out", "provenance", "reports", "sensitive-records"}

#: What the graph by hand tells of events that did not happen, and what stands there only as denied.
NOT_SO = {f"bulletin/{name}" for name in ("e2", "v6", "v7", "c3", "f1", "n1", "r3")} | {"agency/e3", "agency/v3", "agency/f3"}
DENIED = {"courier/v4"} | {f"agency/{name}" for name in ("v4", "v5", "c2", "f4", "f5", "n1", "r2")}

#: What a line of a query looks like that leaves out what is denied or did not happen.
NOT_SO_LINE = r"(NOT EXISTS|MINUS).*(stance:denied|negated true)|FILTER\(!COALESCE\(\?unreal"

DENIAL = NamedNode(f"{CODE}stance/denied")
TYPE = NamedNode(f"{RDF}type")


def named(name: str) -> NamedNode:
    return NamedNode(RV + name)


@cache
def by_hand() -> tuple[Quad, ...]:
    store = Store()
    store.load(path=FOLDER / "graph.trig", format=pyoxigraph.RdfFormat.TRIG)
    return tuple(store)


@cache
def ontology() -> tuple[Quad, ...]:
    store = Store()
    store.load(ontology_nquads(), format=pyoxigraph.RdfFormat.N_QUADS)
    return tuple(store)


def of_class(*names: str) -> set[object]:
    return {quad.subject for quad in by_hand() if quad.predicate == TYPE and quad.object in {named(name) for name in names}}


CLAIMS = ("CasualtyCount", "Casualty", "FacilityImpact", "FacilityCount", "Responsibility")


def shifted(term: object, by: int) -> Literal:
    return Literal(int(getattr(term, "value", "0")) + by)


def denied(shift: int) -> Iterator[Quad]:
    """A denial by somebody else of each claim, in its report, with numbers that differ by some."""
    claims = of_class(*CLAIMS)
    for quad in by_hand():
        if quad.subject not in claims or quad.predicate == named("addable"):
            continue
        subject = NamedNode(f"{getattr(quad.subject, 'value', '')}-denied")
        if quad.predicate == named("stance"):
            yield Quad(subject, quad.predicate, DENIAL, quad.graph_name)
            yield Quad(subject, named("addable"), Literal(False), quad.graph_name)
        elif quad.predicate in {named("accordingTo"), named("perpetrator")}:
            yield from other_voice(subject, quad)
        elif quad.predicate == named("facility"):
            yield from other_facility(subject, quad)
        elif quad.predicate in {named("minimum"), named("maximum")}:
            yield Quad(subject, quad.predicate, shifted(quad.object, shift), quad.graph_name)
        else:
            yield Quad(subject, quad.predicate, quad.object, quad.graph_name)


def other_voice(claim: NamedNode, quad: Quad) -> Iterator[Quad]:
    agent = NamedNode(f"{DEFAULT_BASE}report/other-voice")
    yield Quad(claim, quad.predicate, agent, quad.graph_name)
    yield Quad(agent, TYPE, named("Organization"), quad.graph_name)
    yield Quad(agent, NamedNode(f"{RDFS}label"), Literal("Other Voice"), quad.graph_name)


def other_facility(claim: NamedNode, quad: Quad) -> Iterator[Quad]:
    """Another facility of the same type and name."""
    facility = NamedNode(f"{getattr(quad.object, 'value', '')}-denied")
    yield Quad(claim, quad.predicate, facility, quad.graph_name)
    for known in by_hand():
        if known.subject == quad.object and known.predicate != named("identifiedAs"):
            yield Quad(facility, known.predicate, known.object, known.graph_name)


def not_happened(shift: int, *, own_incidents: bool, order: str = "-again") -> Iterator[Quad]:
    """Each report again, with nothing in it that happened; its events are of the same incidents, or of their own.

    What is told again has names that come before those that were there, or after them, as `order` is a hyphen or a letter.
    """
    about = {quad.subject for quad in by_hand() if quad.predicate == named("event")}
    statements = of_class("Statement", *CLAIMS) - about

    def again(term: object) -> object:
        value = getattr(term, "value", "")
        if not isinstance(term, NamedNode) or not value.startswith((f"{DEFAULT_BASE}report/", f"{DEFAULT_BASE}incident/")):
            return term
        return NamedNode(re.sub("/(report|incident)/([^/]+)", rf"/\1/\2{order}", value))

    events = {quad.object for quad in by_hand() if quad.predicate == named("describedBy")}
    for quad in by_hand():
        in_shared = "/graph/" in getattr(quad.graph_name, "value", "")
        if quad.predicate == named("describedBy"):
            subject = again(quad.subject) if own_incidents else quad.subject
            yield Quad(subject, quad.predicate, again(quad.object), quad.graph_name)  # type: ignore[arg-type]
        if quad.predicate == named("replaces"):
            yield Quad(again(quad.subject), quad.predicate, again(quad.object), quad.graph_name)  # type: ignore[arg-type]
        if in_shared or quad.subject in statements:  # what is said of no event, nobody says did not happen
            continue
        yield Quad(again(quad.subject), quad.predicate, again(told(quad, shift)), again(quad.graph_name))  # type: ignore[arg-type]
        if quad.subject in events and quad.predicate == TYPE:
            yield Quad(again(quad.subject), named("negated"), Literal(True), again(quad.graph_name))  # type: ignore[arg-type]


def told(quad: Quad, shift: int) -> object:
    """The value of a quad as it is told again: other numbers, everybody missing, other sources."""
    if quad.predicate in {named("minimum"), named("maximum")}:
        return shifted(quad.object, shift)
    if quad.predicate == named("outcome") and quad.subject in of_class("Casualty"):
        return NamedNode(f"{CODE}outcome/missing")
    if quad.predicate == NamedNode(f"{RDFS}label") and quad.subject in of_class("Organization"):
        return Literal(f"Other {getattr(quad.object, 'value', '')}")
    return quad.object


def all_denied() -> Iterator[Quad]:
    """The graph itself, with every claim as a denial."""
    claims = of_class(*CLAIMS)
    for quad in by_hand():
        if quad.subject in claims and quad.predicate == named("stance"):
            yield Quad(quad.subject, quad.predicate, DENIAL, quad.graph_name)
        else:
            yield quad


BESIDE: dict[str, Callable[[], Iterator[Quad]]] = {
    "denials of the same numbers": lambda: denied(0),
    "denials of other numbers": lambda: denied(1),
    "the same incidents with the same numbers": lambda: not_happened(0, own_incidents=False),
    "the same incidents with other numbers": lambda: not_happened(1, own_incidents=False),
    "incidents of their own": lambda: not_happened(0, own_incidents=True),
    "incidents of their own with later names": lambda: not_happened(0, own_incidents=True, order="z"),
}


@cache
def store(beside: str) -> Store:
    found = Store()
    found.extend(ontology())
    if beside == "linked":
        found.load(path=FOLDER / "linked.trig", format=pyoxigraph.RdfFormat.TRIG)
        return found
    found.extend(all_denied() if beside == "all denied" else by_hand())
    if beside in BESIDE:
        found.extend(BESIDE[beside]())
    return found


def asked(text: str, beside: str = "") -> Rows:
    return rows(store(beside).query(text, use_default_graph_as_union=True))


def text_of(name: str) -> str:
    return bind(find(name), expected(name)[0])


def upheld(name: str, found: Rows) -> Rows:
    """The rows of an answer that are not called denied or not so; of sums, without the number of what they leave out."""
    header = expected(name)[1]
    kept = [
        row
        for row in found
        if "denied" not in [row[header.index(column)] for column in ("stance", "reason") if column in header]
        and ("claims" not in header or row[header.index("incidents")] != "0")
    ]
    return [tuple(cell for column, cell in zip(header, row, strict=True) if column != "leftOut") for row in kept]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_ALL])
def test_no_answer_holds_what_did_not_happen_unless_it_says_so(name: str) -> None:
    header, found = expected(name)[1], asked(text_of(name))
    if "negated" in header:
        found = [row for row in found if row[header.index("negated")] != "true"]
    assert [row for row in found if NOT_SO.intersection(" ".join(row).split())] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_ALL])
def test_what_is_only_denied_is_left_out_or_called_denied(name: str) -> None:
    header = expected(name)[1]
    saying = {"stance", "reason"}.intersection(header)
    found = [row for row in asked(text_of(name)) if DENIED.intersection(" ".join(row).split())]
    assert all(row[header.index(column)] == "denied" for row in found for column in saying)
    assert saying or not found


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_ALL])
def test_no_row_changes_for_what_is_denied_or_did_not_happen(name: str, beside: str) -> None:
    if name == "differing-accounts" and "incidents" in beside:
        pytest.skip("it shows each report that says so, in a column of its own")
    assert upheld(name, asked(text_of(name), beside)) == upheld(name, asked(text_of(name)))


def filters(name: str) -> list[str]:
    """The lines of a query that leave out what is denied or did not happen."""
    lines = bundled()[name].text.splitlines()
    return list(dict.fromkeys(line for line in lines if re.search(NOT_SO_LINE, line)))


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in NAMES for line in filters(name)])
def test_each_filter_of_what_is_not_so_leaves_something_out(name: str, line: str) -> None:
    text = text_of(name)
    without = text.replace(f"{line}\n", "")
    assert any(asked(without, beside) != asked(text, beside) for beside in ("", *BESIDE, "all denied", "linked"))
