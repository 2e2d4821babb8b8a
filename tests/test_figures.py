"""Figures of incidents that several reports tell of, compared anew in a store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.figures import refresh
from kg.identity.relations import figure_quads
from kg.store.base import Store
from kg.store.embedded import writer
from kg.store.memory import MemoryStore
from kg.store.reports import Entry, replace
from kg.terms import PROV, RV, literal
from tests.identity.reports import BASE, Told, node

IDENTITY = f"{BASE}graph/identity"


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with MemoryStore(BASE) if request.param == "memory" else writer(tmp_path / "store", BASE) as opened:
        yield opened


def reports() -> Told:
    """Three reports: two on one air strike (a and b), the third on something else."""
    told = Told()
    for name, day, number in (("report/a", "2024-05-02", 12), ("report/b", "2024-05-03", 15), ("report/c", "2024-05-04", 3)):
        event = f"{name}/e"
        told.report(name, day)
        told.event(event)
        told.figure(f"{name}/1", number, number, event=event)
    return told


def stated(store: Store) -> list[str]:
    """The identity graph, short, without incidents."""
    lines = [line.removesuffix(" .") for line in store.graph_text(IDENTITY).splitlines() if "/report/" in line.split(" ")[0]]
    return sorted(
        line.replace(f"<{BASE}report/", "")
        .replace(f"<{RV}", "")
        .replace(">", "")
        .replace("^^<http://www.w3.org/2001/XMLSchema#boolean", "")
        for line in lines
    )


def test_reports_that_turn_out_to_tell_of_one_incident_are_compared(store: Store) -> None:
    told = reports()
    for name in "abc":
        told.incident(f"incident/{name}", f"report/{name}/e")
    store.load(["".join(told.lines) + "".join(figure_quads(told.lines, BASE))])
    assert stated(store) == ['a/1 addable "true"', 'b/1 addable "true"', 'c/1 addable "true"']
    store.update(f"DELETE WHERE {{ GRAPH <{IDENTITY}> {{ {node('incident/b')} <{RV}describedBy> ?event }} }}")
    store.update(f"INSERT DATA {{ GRAPH <{IDENTITY}> {{ {node('incident/a')} <{RV}describedBy> {node('report/b/e')} }} }}")
    refresh(store, [f"{BASE}incident/a"])
    assert stated(store) == ['a/1 addable "false"', 'b/1 addable "true"', "b/1 replaces a/1", 'c/1 addable "true"']


def test_reports_that_turn_out_to_tell_of_two_are_compared_no_more(store: Store) -> None:
    told = reports()
    told.incident("incident/a", "report/a/e", "report/b/e")
    store.load(["".join(told.lines) + "".join(figure_quads(told.lines, BASE))])
    assert "b/1 replaces a/1" in stated(store)
    store.update(
        f"DELETE DATA {{ GRAPH <{IDENTITY}> {{ {node('incident/a')} <{RV}describedBy> {node('report/b/e')} }} }} ;"
        f" INSERT DATA {{ GRAPH <{IDENTITY}> {{ {node('incident/b')} <{RV}describedBy> {node('report/b/e')} }} }}"
    )
    refresh(store, [f"{BASE}incident/a", f"{BASE}incident/b"])
    assert stated(store) == ['a/1 addable "true"', 'b/1 addable "true"', 'c/1 addable "false"']


def test_what_sources_are_identified_as_is_heeded(store: Store) -> None:
    told = reports()
    told.incident("incident/a", "report/a/e", "report/b/e")
    told.figure("report/b/2", 16, 16, event="report/b/e", source="RS", outcome="injured")
    told.figure("report/a/2", 10, 10, event="report/a/e", outcome="injured")
    told.known("report/a/agent-Rescue-Service", "actor/rescue")
    told.known("report/b/agent-RS", "actor/rescue")
    store.load(["".join(told.lines)])
    refresh(store, [f"{BASE}incident/a"])
    assert "b/2 replaces a/2" in stated(store)


def test_a_text_that_reads_like_a_statement_is_none(store: Store) -> None:
    told = reports()
    told.incident("incident/a", "report/a/e", "report/b/e")
    told.lines.append(f"{node('report/a')} <{RV}text> {literal(f'x <{RV}accordingTo> y')} {node('report/a')} .\n")
    store.load(["".join(told.lines)])
    refresh(store, [f"{BASE}incident/a"])
    assert "b/1 replaces a/1" in stated(store)


def test_a_running_total_of_another_reports_campaign_is_found(store: Store) -> None:
    told = reports()
    told.event("report/a/c", "Campaign")
    told.lines.append(f"{node('report/a/e')} <{RV}partOf> {node('report/a/c')} {node('report/a')} .\n")
    told.event("report/c/c", "Campaign")
    told.figure("report/c/2", 544, None, event="report/c/c", scope="cumulative")
    told.incident("incident/a", "report/a/e")
    told.incident("incident/k", "report/a/c", "report/c/c")
    store.load(["".join(told.lines)])
    refresh(store, [f"{BASE}incident/a"])
    assert stated(store) == ['a/1 addable "true"', "a/1 containedIn c/2"]


def test_asking_twice_changes_nothing(store: Store) -> None:
    told = reports()
    told.incident("incident/a", "report/a/e", "report/b/e")
    store.load(["".join(told.lines)])
    refresh(store, [f"{BASE}incident/a"])
    before = sorted(store.lines())
    refresh(store, [f"{BASE}incident/a"])
    refresh(store, [])
    refresh(store, [f"{BASE}incident/nothing"])
    assert sorted(store.lines()) == before


def test_a_report_that_leaves_takes_along_how_other_figures_relate_to_its_own(store: Store) -> None:
    told = reports()
    told.incident("incident/a", "report/a/e", "report/b/e")
    reading = node("activity/1")
    values = {"path": "a.txt", "fileDigest": "d", "pipeline": "p", "options": "o"}
    for name, value in values.items():
        told.lines.append(f"{reading} <{RV}{name}> {literal(value)} {node('graph/activity')} .\n")
    told.lines.append(f"{reading} <{PROV}generated> {node('report/a')} {node('graph/activity')} .\n")
    store.load(["".join(told.lines) + "".join(figure_quads(told.lines, BASE))])
    replace(store, [Entry("a.txt", f"{BASE}report/a", "d", "p", "o")], "")
    assert stated(store) == ['b/1 addable "true"', 'c/1 addable "false"']
