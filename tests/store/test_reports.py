"""How a report takes another's place: it leaves with all it brought, and takes nothing that others need."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.naming import made_of
from kg.store.base import Store
from kg.store.embedded import writer
from kg.store.memory import MemoryStore
from kg.store.reports import Entry, ledger, put_ontology, replace
from kg.terms import RDF, RV
from tests.store.graphs import BASE, ENTITIES, IDENTITY, NASTY, contents, entry, ontology, quad, reading, report, whole


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with MemoryStore(BASE) if request.param == "memory" else writer(tmp_path / "store", BASE) as opened:
        yield opened


def holding(*texts: str) -> list[str]:
    """The lines of a fresh store that holds some texts and nothing else."""
    store = MemoryStore(BASE)
    store.load(texts)
    return sorted(store.lines())


def test_the_ledger_has_an_entry_for_each_path(store: Store) -> None:
    assert ledger(store) == {}
    store.load([whole("b") + whole("a") + reading("a", "copy-of-a.txt")])
    assert ledger(store) == {
        "a.txt": entry("a"),
        "b.txt": entry("b"),
        "copy-of-a.txt": Entry("copy-of-a.txt", report("a"), "d1", "reader 1", "text"),
    }
    assert list(ledger(store)) == ["a.txt", "b.txt", "copy-of-a.txt"]


def test_a_report_added_in_one_step_is_the_same_as_one_loaded(store: Store) -> None:
    text = "".join(whole(f"n{number}", text=text) for number, text in enumerate(NASTY))
    replace(store, [], text)
    assert sorted(store.lines()) == holding(text)


def test_a_replaced_report_leaves_nothing_behind(store: Store) -> None:
    store.load([whole("old", "a.txt", "SD", 12) + whole("other", country="SY")])
    replace(store, [entry("old", "a.txt")], whole("new", "a.txt", "ET", 1))
    assert sorted(store.lines()) == holding(whole("other", country="SY"), whole("new", "a.txt", "ET", 1))


def test_a_removed_report_leaves_an_empty_store(store: Store) -> None:
    store.load([whole("a")])
    replace(store, [entry("a")], "")
    assert list(store.lines()) == []
    assert store.graphs() == []


def test_nothing_to_remove_and_nothing_to_add_changes_nothing(store: Store) -> None:
    store.load([whole("a")])
    replace(store, [], "")
    assert sorted(store.lines()) == holding(whole("a"))


def test_a_country_stays_while_another_report_needs_it(store: Store) -> None:
    store.load([whole("a") + whole("b")])
    replace(store, [entry("a")], "")
    assert sorted(store.lines()) == holding(whole("b"))
    replace(store, [entry("b")], "")
    assert store.count(ENTITIES) == 0


def test_a_country_stays_when_the_new_report_needs_it_without_describing_it_again(store: Store) -> None:
    store.load([whole("old", "a.txt")])
    new = "".join(f"{line}\n" for line in whole("new", "a.txt").splitlines() if ENTITIES not in line)
    replace(store, [entry("old", "a.txt")], new)
    assert sorted(store.lines()) == holding(whole("new", "a.txt"))


def test_a_wider_place_stays_while_a_narrower_one_needs_it_and_goes_with_it(store: Store) -> None:
    town, country, world = (f"{BASE}place/{name}" for name in ("town", "SD", "world"))
    places = quad(town, f"{RV}within", f"<{country}>", ENTITIES) + quad(country, f"{RV}within", f"<{world}>", ENTITIES)
    places += quad(world, f"{RV}countryCode", '"-"', ENTITIES)
    in_town = quad(f"{report('a')}/event/1", f"{RV}mainPlace", f"<{town}>", report("a"))
    store.load([whole("a", country="SD") + in_town + places + whole("b", country="SD")])
    replace(store, [entry("a")], "")
    kept = quad(country, f"{RV}within", f"<{world}>", ENTITIES) + quad(world, f"{RV}countryCode", '"-"', ENTITIES)
    assert sorted(store.lines()) == holding(whole("b", country="SD") + kept)
    replace(store, [entry("b")], "")
    assert list(store.lines()) == []


def test_entities_that_only_need_each_other_go_together(store: Store) -> None:
    one, two = f"{BASE}actor/1", f"{BASE}actor/2"
    ring = quad(one, f"{RV}within", f"<{two}>", ENTITIES) + quad(two, f"{RV}within", f"<{one}>", ENTITIES)
    store.load([whole("a") + ring + quad(f"{report('a')}/agent/1", f"{RV}identifiedAs", f"<{one}>", IDENTITY)
                + quad(f"{report('a')}/agent/1", f"{RV}kind", '"x"', report("a"))])  # fmt: skip
    replace(store, [entry("a")], "")
    assert list(store.lines()) == []


def test_what_a_node_was_identified_as_is_forgotten_with_its_report(store: Store) -> None:
    actor = f"{BASE}actor/army"
    known = quad(actor, f"{RV}countryCode", '"SY"', ENTITIES)

    def with_agent(name: str) -> str:
        agent = f"{report(name)}/agent/1"
        return (
            whole(name) + quad(agent, f"{RV}kind", '"x"', report(name)) + quad(agent, f"{RV}identifiedAs", f"<{actor}>", IDENTITY)
        )

    store.load([with_agent("a") + with_agent("b") + known])
    replace(store, [entry("a")], "")
    assert sorted(store.lines()) == holding(with_agent("b") + known)


def shared(*names: str) -> str:
    """The incident of the first events of some reports, and decisions between each and the next."""
    events = [f"{report(name)}/event/1" for name in names]
    incident = made_of("incident", events, BASE)
    lines = [quad(incident, f"{RDF}type", f"<{RV}Incident>", IDENTITY)]
    lines += [quad(incident, f"{RV}describedBy", f"<{event}>", IDENTITY) for event in events]
    for left, right in pairwise(events):
        decision = f"{BASE}decision/{left[-9]}{right[-9]}"
        lines += [quad(decision, f"{RV}left", f"<{left}>", IDENTITY), quad(decision, f"{RV}right", f"<{right}>", IDENTITY)]
    return "".join(lines)


def alone(name: str) -> str:
    """A report with an event that is in no incident, marked as linked."""
    text = "".join(f"{line}\n" for line in whole(name, events=1).splitlines() if IDENTITY not in line)
    return text + quad(report(name), f"{RV}linkedBy", '"linker 1"', IDENTITY)


def test_an_incident_goes_on_with_the_events_of_the_reports_that_stay(store: Store) -> None:
    store.load([alone("a") + alone("b") + alone("c") + alone("d") + shared("a", "b", "c", "d")])
    replace(store, [entry("a")], "")
    mark = quad(report("b"), f"{RV}linkedBy", '"linker 1"', IDENTITY)
    assert sorted(store.lines()) == holding((alone("b") + alone("c") + alone("d") + shared("b", "c", "d")).replace(mark, ""))


def test_the_last_report_of_an_incident_takes_it_away(store: Store) -> None:
    store.load([alone("a") + alone("b") + shared("a", "b")])
    replace(store, [entry("a"), entry("b")], "")
    assert list(store.lines()) == []


def test_a_report_whose_name_begins_like_the_old_one_keeps_its_incidents(store: Store) -> None:
    store.load([whole("a") + whole("ab")])
    replace(store, [entry("a")], "")
    assert sorted(store.lines()) == holding(whole("ab"))


def test_a_report_that_another_file_also_holds_stays_and_only_the_entry_goes(store: Store) -> None:
    store.load([whole("a", "one.txt") + reading("a", "two.txt")])
    replace(store, [entry("a", "one.txt")], whole("b", "one.txt", "SD"))
    assert sorted(store.lines()) == holding(whole("a", "two.txt"), whole("b", "one.txt", "SD"))


def test_a_report_goes_when_all_files_that_held_it_have_changed(store: Store) -> None:
    store.load([whole("a", "one.txt") + reading("a", "two.txt")])
    replace(store, [entry("a", "one.txt"), entry("a", "two.txt")], "")
    assert list(store.lines()) == []


def test_the_same_report_read_anew_takes_its_own_place(store: Store) -> None:
    store.load([whole("a", events=3)])
    replace(store, [entry("a")], whole("a", events=1))
    assert sorted(store.lines()) == holding(whole("a", events=1))


def test_text_that_cannot_be_read_changes_nothing(store: Store) -> None:
    store.load([whole("a")])
    for text in ("nonsense", "<urn:x:a> <urn:x:b> <urn:x:c> .", '<urn:x:a> <urn:x:b> "c <urn:x:g> .'):
        with pytest.raises(InputError):
            replace(store, [entry("a")], text)
    assert sorted(store.lines()) == holding(whole("a"))


def test_many_replacements_in_any_order_end_in_what_a_fresh_build_gives() -> None:
    chance = random.Random(7)
    store = MemoryStore(BASE)
    there: dict[str, tuple[str, str, int]] = {}
    for step in range(60):
        path = f"{chance.randrange(8)}.txt"
        new = (f"r{step}" if chance.random() < 0.8 else "same", chance.choice(["SY", "SD", "ET"]), 1 + chance.randrange(3))
        if new[0] == "same":
            new = ("same", "SS", 2)
        old = [entry(there[path][0], path)] if path in there else []
        replace(store, old, whole(new[0], path, new[1], new[2]))
        there[path] = new
        expected = holding(*(whole(name, place, country, events) for place, (name, country, events) in there.items()))
        assert sorted(store.lines()) == expected
    assert ledger(store) == {path: entry(name, path) for path, (name, _, _) in sorted(there.items())}


def test_the_ontology_is_put_in_once_and_replaced_when_it_differs(store: Store) -> None:
    store.load([whole("a")])
    assert put_ontology(store, ontology("1")) is True
    assert put_ontology(store, ontology("1")) is False
    assert put_ontology(store, ontology("2")) is True
    assert sorted(store.lines()) == holding(whole("a"), ontology("2"))


def test_an_ontology_of_two_graphs_or_none_is_refused(store: Store) -> None:
    for text in ("", ontology("1") + contents("a")):
        with pytest.raises(InputError, match="one named graph"):
            put_ontology(store, text)
