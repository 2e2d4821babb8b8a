"""Flat tables: one CSV file for each kind of thing, rows checked by hand, nothing that a spreadsheet would carry out."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.mapping.account import map_account
from kg.model import Account, CasualtyCount, Passage, Report
from kg.ontology import ontology_nquads
from kg.sheets import export_sheets
from kg.store.memory import MemoryStore
from kg.terms import CODE, DCT, OA, RDF, RDFS, RV, literal
from tests.conftest import BASE
from tests.store.graphs import quad

Rows = list[dict[str, str]]
COMMON = ("words", "source", "sourceIri", "report", "published", "url", "reportIri")


def sheets(folder: Path, report: Report, account: Account) -> dict[str, Rows]:
    """The tables of one report by their names; the report's own IRI is written R, the base left out."""
    quads = map_account(report, account, BASE)
    store = MemoryStore(BASE)
    store.load([quads.graph, quads.shared, ontology_nquads()])
    paths = export_sheets(store, folder)
    return {
        path.stem: [
            {name: value.replace(quads.iri, "R").removeprefix(BASE) for name, value in row.items()}
            for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
        ]
        for path in paths
    }


@pytest.fixture
def tables(tmp_path: Path, report: Report, account: Account) -> dict[str, Rows]:
    return sheets(tmp_path / "tables", report, account)


def filled(row: dict[str, str], *without: str) -> dict[str, str]:
    """The cells of a row that are not empty, but for some columns."""
    return {name: value for name, value in row.items() if value and name not in (*without, "incident")}


IN_REPORT = {
    "report": "marwat",
    "published": "2024-05-08",
    "url": "https://example.org/marwat",
    "reportIri": "R",
}
OF_EVENT = {
    "event": "R/event/1",
    "type": "shelling",
    "date": "2024-05-07",
    "until": "2024-05-07",
    "place": "Marwat",
    "country": "SY",
}


#: A count of five that may not be added.
COUNTED = "".join(
    quad(f"{BASE}r/{subject}", predicate, value, f"{BASE}r")
    for subject, predicate, value in (
        ("c", f"{RDF}type", f"<{RV}CasualtyCount>"),
        ("c", f"{RV}stance", f"<{CODE}stance/asserted>"),
        ("c", f"{RV}method", f"<{CODE}method/manual>"),
        ("c", f"{RV}accordingTo", f"<{BASE}r/a>"),
        ("c", f"{RV}outcome", f"<{CODE}outcome/killed>"),
        ("c", f"{RV}qualifier", f"<{CODE}qualifier/exact>"),
        ("c", f"{RV}scope", f"<{CODE}scope/cumulative>"),
        ("c", f"{RV}minimum", literal(5)),
        ("c", f"{RV}addable", literal(False)),
        ("c", f"{RV}evidence", f"<{BASE}r/p>"),
        ("a", f"{RDFS}label", literal("a monitor")),
        ("p", f"{OA}start", literal(0)),
        ("p", f"{OA}exact", literal("five")),
        ("p", f"{RV}inReport", f"<{BASE}r>"),
    )
) + quad(f"{BASE}r", f"{DCT}identifier", literal("r"), f"{BASE}r")


def test_there_is_a_table_for_each_kind_of_thing(tables: dict[str, Rows]) -> None:
    assert {name: len(rows) for name, rows in tables.items()} == {
        "casualties": 2,
        "events": 1,
        "facilities": 1,
        "statements": 2,
        "victims": 1,
    }


def test_every_row_has_its_words_source_report_and_date(tables: dict[str, Rows]) -> None:
    for name, rows in tables.items():
        for row in rows:
            assert all(row[column] for column in COMMON), name
            assert row["reportIri"] == "R"
            assert next(iter(row.values())).startswith("R/"), name


def test_an_event_has_the_reports_publisher_as_its_source(tables: dict[str, Rows]) -> None:
    (row,) = tables["events"]
    assert row["incident"].startswith("incident/")
    assert filled(row, "sourceIri") == {
        **OF_EVENT,
        **IN_REPORT,
        "label": "Shelling, Marwat, 7 May 2024",
        "places": "Marwat",
        "weapons": "artillery",
        "perpetrators": "army",
        "words": "army shells hit a school",
        "source": "Elbonia Press",
    }


def test_a_count_keeps_its_open_bound_and_the_whole_it_is_a_part_of(tables: dict[str, Rows]) -> None:
    total, children = tables["casualties"]
    shared = {
        **OF_EVENT, **IN_REPORT, "outcome": "killed", "scope": "incident", "stance": "asserted", "method": "manual",
        "source": "Elbonian Red Cross",
    }  # fmt: skip
    assert filled(total, "sourceIri") == {
        **shared, "claim": "R/count/1", "minimum": "12", "qualifier": "at-least", "words": "At least 12 people",
    }  # fmt: skip
    assert filled(children, "sourceIri") == {
        **shared, "claim": "R/count/2", "minimum": "3", "maximum": "3", "qualifier": "exact", "groups": "children",
        "subsetOf": "R/count/1", "words": "including three children",
    }  # fmt: skip


def test_a_count_says_whether_it_may_be_added(tmp_path: Path) -> None:
    store = MemoryStore(BASE)
    store.load([ontology_nquads(), COUNTED])
    export_sheets(store, tmp_path)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "casualties.csv").read_bytes().decode(), newline=""))
    assert (row["addable"], row["minimum"], row["event"]) == ("false", "5", "")


def test_a_facility_is_told_with_what_happened_to_it(tables: dict[str, Rows]) -> None:
    (row,) = tables["facilities"]
    assert filled(row, "sourceIri") == {
        **OF_EVENT, **IN_REPORT, "claim": "R/impact/1", "facility": "R/facility/1", "facilityType": "school", "effect": "struck",
        "stance": "asserted", "method": "manual", "words": "army shells hit a school", "source": "Elbonia Press",
    }  # fmt: skip


def test_a_statement_is_told_with_all_that_it_is_about(tables: dict[str, Rows]) -> None:
    rows = {row["speaker"]: row for row in tables["statements"]}
    assert rows["Elbonian Red Cross"]["about"] == "R/count/1; R/count/2; R/event/1"
    assert rows["Elbonian Red Cross"]["events"] == "Shelling, Marwat, 7 May 2024"
    denial = rows["army spokesman"]
    assert (denial["role"], denial["organization"], denial["speechAct"]) == ("spokesman", "army", "denies")
    assert (denial["words"], denial["about"]) == ("denied that there had been any shelling", "R/event/1")


def test_a_victim_is_told_with_what_the_report_knows(tables: dict[str, Rows]) -> None:
    (row,) = tables["victims"]
    told = {name: row[name] for name in ("claim", "victim", "name", "age", "gender", "occupation", "outcome", "words")}
    assert told == {
        "claim": "R/casualty/1", "victim": "R/victim/1", "name": "Sana Orel", "age": "41", "gender": "",
        "occupation": "head teacher", "outcome": "killed", "words": "The head teacher, Sana Orel, 41, was among the dead",
    }  # fmt: skip


def test_a_claim_with_several_passages_is_one_row_with_the_first_words(tmp_path: Path, report: Report, account: Account) -> None:
    count = next(account.of(CasualtyCount))
    later = replace(count, evidence=(Passage(report.text.index("The head"), report.text.index("The head") + 8), *count.evidence))
    changed = replace(account, claims=tuple(later if claim is count else claim for claim in account.claims))
    rows = sheets(tmp_path, report, changed)["casualties"]
    assert sorted(row["words"] for row in rows) == ["At least 12 people", "including three children"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＠SUM(A1)"])
def test_text_that_a_spreadsheet_would_carry_out_is_text(tmp_path: Path, report: Report, account: Account, name: str) -> None:
    tables = sheets(tmp_path, replace(report, publisher=name), account)
    assert tables["events"][0]["source"] == f"'{name}"


def test_the_same_store_gives_the_same_bytes_and_a_second_export_takes_the_place_of_the_first(
    tmp_path: Path, report: Report, account: Account
) -> None:
    sheets(tmp_path, report, account)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    sheets(tmp_path, report, account)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert set(first) == {"casualties.csv", "events.csv", "facilities.csv", "statements.csv", "victims.csv"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file"):
        export_sheets(MemoryStore(BASE), tmp_path / "file" / "tables")
