"""Tables: a report for each row, its columns by a mapping or guessed; incidents as claims that rest on their cells."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, UsageError
from kg.extraction.manual import ManualReader
from kg.mapping.account import map_account
from kg.model import CasualtyCount, FacilityImpact, Responsibility
from kg.reading.columns import NO_TABLES, ReportColumns, Tables, guessed, read_tables
from kg.reading.extracted import Extracted, Unread
from kg.reading.incidents import quantity_of
from kg.reading.kinds import extract
from kg.reading.sources import Found, Source, find_sources, read_all
from kg.values import PartialDate, Quantity
from tests.conftest import BASE

HEADER = ["id", "Headline", "Body", "Published", "Source", "Link"]
ROWS = [
    [
        "7",
        "Shells hit school",
        "At least 12 people were killed.\nA second line, “quoted”.",
        "2024-05-07",
        "Elbonia Press",
        "https://e.example/7",
    ],
    ["8", "Market hit", "Two people died, the mayor said.", "2024-05-08", "", ""],
]


def csv_of(rows: list[list[str]], delimiter: str = ",") -> bytes:
    quoted = ([f'"{cell}"' if delimiter in cell or "\n" in cell else cell for cell in row] for row in rows)
    return "\r\n".join(delimiter.join(row) for row in quoted).encode()


def xlsx_of(rows: list[list[str]], sheets: tuple[str, ...] = ("Data",), extra: str = "", head: str = "") -> bytes:
    """A spreadsheet as small as one can be; `rows` stand in its last sheet, and dates of serial number 45000 behind `#`."""

    def cell(column: int, row: int, text: str) -> str:
        name = f"{chr(65 + column)}{row}"
        if text.startswith("#"):
            return f'<c r="{name}" s="1"><v>{text[1:]}</v></c>'
        if text.isdigit():
            return f'<c r="{name}"><v>{text}</v></c>'
        return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'

    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ids = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbers = range(1, len(sheets) + 1)
    body = "".join(
        f'<row r="{n}">{"".join(cell(c, n, text) for c, text in enumerate(row))}</row>' for n, row in enumerate(rows, 1)
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} {ids}><sheets>{"".join(f"""<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>""" for n, name in enumerate(sheets, 1))}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(f"""<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>""" for n in numbers)}<Relationship Id="r99" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for n in numbers:
        members[f"xl/worksheets/sheet{n}.xml"] = (
            f"{head}<worksheet {main}><sheetData>{(body if n == len(sheets) else '') + extra}</sheetData></worksheet>"
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return target.getvalue()


def jsonl_of(rows: list[list[str]]) -> bytes:
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in rows).encode()


@pytest.mark.parametrize(
    ("data", "name", "first"),
    [
        (csv_of([HEADER, *ROWS]), "a.csv", 2),
        (csv_of([HEADER, *ROWS], ";"), "a.csv", 2),
        (csv_of([HEADER, *ROWS], "\t"), "A.TSV", 2),
        (csv_of([[], HEADER, *ROWS]).replace(b"Body", b"\xef\xbb\xbfBody"), "a.csv", 3),
        (xlsx_of([HEADER, *ROWS]), "a.xlsx", 2),
        (jsonl_of(ROWS), "a.jsonl", 1),
        (b"[" + jsonl_of(ROWS).replace(b"\n", b",\n") + b"]", "a.json", 1),
        (b'{"count": 2, "articles": [' + jsonl_of(ROWS).replace(b"\n", b",\n") + b"]}", "a.json", 1),
    ],
)
def test_each_row_is_a_report_whose_columns_are_guessed(data: bytes, name: str, first: int) -> None:
    items = [item for item in extract(data, name) if isinstance(item, Extracted)]
    assert [item.text for item in items] == ["\n\n".join(row[1:3]) for row in ROWS]
    known = items[0].metadata
    assert (known.identifier, known.title, known.published, known.publisher, known.url) == (
        "7", "Shells hit school", "2024-05-07", "Elbonia Press", "https://e.example/7",
    )  # fmt: skip
    assert [(item.place, item.row) for item in items] == [(f"row {n}", n) for n in (first, first + 1)]
    assert (
        items[0].notes[-1]
        == "columns guessed: text = Body, title = Headline, published = Published, publisher = Source, url = Link, identifier = id"
    )


def test_a_declared_mapping_goes_before_the_guess() -> None:
    tables = read_tables({"a*.csv": {"text": ["Headline", "Body"], "published": "Day", "date_format": "%d.%m.%Y"}}, {})
    data = csv_of([["Headline", "Body", "Day", "text"], ["Shells hit school", "Two died.", "7.5.2024", "other"]])
    [found] = extract(data, "folder/abc.csv", tables)
    assert isinstance(found, Extracted)
    assert (found.text, found.metadata.published, found.notes) == ("Shells hit school\n\nTwo died.", "2024-05-07", ())


def test_a_table_that_none_can_guess_is_named_with_its_columns() -> None:
    with pytest.raises(InputError, match=r"no column is called like a text; there are: a, b; say in kg.toml which it is"):
        list(extract(b"a,b\n1,2\n", "x.csv"))
    with pytest.raises(InputError, match=r"no column 'body', which kg.toml names; there are: a, b"):
        list(extract(b"a,b\n1,2\n", "x.csv", Tables((ReportColumns(pattern="*", text=("body",)),))))


def test_a_row_without_text_costs_only_itself() -> None:
    items = list(extract(b"title,text\n,\n,Two died.\nOnly,\n,\xe2\x80\x8b\nx, ", "x.csv"))
    assert [(item.place, type(item)) for item in items] == [("row 3", Extracted), ("row 4", Unread), ("row 6", Unread)]


def test_a_changed_row_changes_its_own_digest_only(tmp_path: Path) -> None:
    def digests(rows: list[list[str]]) -> list[str | None]:
        (tmp_path / "a.csv").write_bytes(csv_of([HEADER, *rows]))
        return [found.report.digest for found in read_all(Source(tmp_path / "a.csv")) if isinstance(found, Found)]

    before, after = digests(ROWS), digests([ROWS[0], [*ROWS[1][:2], "Three people died.", *ROWS[1][3:]]])
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)


def test_a_second_sheet_is_read_where_the_mapping_names_it() -> None:
    data = xlsx_of([["Text", "Day"], ["Two people died.", "#45000"]], ("Read me", "Data"))
    tables = read_tables({"*.xlsx": {"text": "Text", "published": "Day", "sheet": "Data"}}, {})
    [found] = extract(data, "x.xlsx", tables)
    assert isinstance(found, Extracted)
    assert (found.text, found.metadata.published) == ("Two people died.", "2023-03-15")
    with pytest.raises(InputError, match="no sheet 'Other'; there are: Read me, Data"):
        list(extract(data, "x.xlsx", read_tables({"*.xlsx": {"text": "Text", "sheet": "Other"}}, {})))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (xlsx_of([["text"]], extra='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "at most 5,000,000 cells"),
        (xlsx_of([["text"]], head='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "declares entities"),
        (b"PK no spreadsheet", "can't be unpacked"),
        (xlsx_of([["text"]])[:400], "can't be unpacked"),
    ],
)
def test_a_spreadsheet_that_is_a_trap_or_broken_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        list(extract(data, "x.xlsx"))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"[" * 100_000, "a.json", "can't be read as JSON"),
        (b'{"a": 1,}', "a.json", "can't be read as JSON"),
        (b"[1, 2]", "a.json", "no list of JSON objects"),
        (b'{"events": [], "victim_counts": []}', "a.json", "a hand-made account"),
        (b"\n[1]\n{", "a.jsonl", "line 2: no JSON object"),
        (b'text\n"unclosed\n', "a.csv", "line 2: unexpected end of data"),
    ],
)
def test_a_broken_table_is_named_with_the_place(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        list(extract(data, name))


def test_nested_objects_have_columns_with_dots() -> None:
    [found] = extract(b'{"content": "Two died.", "source": {"name": "Elbonia Press"}}', "a.json")
    assert isinstance(found, Extracted)
    assert found.metadata.publisher == "Elbonia Press"


def test_a_json_file_beside_a_report_is_its_account_and_no_report(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "b.json", "c.csv"):
        (tmp_path / name).write_text("text\nTwo died.\n")
    assert [found.path.name for found in find_sources([tmp_path])] == ["a.txt", "b.json", "c.csv"]


INCIDENTS: dict[str, Any] = {
    "monitor.csv": {
        "date": "Date", "type": "Type", "places": ["Village", "District"], "country": "Country", "actor": "By", "facility": "Facility",
        "source": "Source", "weapon": "Weapon", "publisher": "Publisher", "identifier": "No",
        "counts": {"killed": "Killed", "injured": "Injured", "killed children": "Children killed"},
        "codes": {"Bombing from the air": "air-strike"},
    }
}  # fmt: skip
COLUMNS = "No,Date,Type,Village,District,Country,By,Facility,Weapon,Killed,Injured,Children killed,Source,Publisher"


def incident(row: str) -> Extracted:
    [found] = extract(f"{COLUMNS}\n{row}\n".encode(), "monitor.csv", read_tables({}, INCIDENTS))
    assert isinstance(found, Extracted)
    return found


def test_a_row_of_incidents_becomes_claims_that_rest_on_their_cells() -> None:
    found = incident(
        "17,2024-05-07,Bombing from the air,Marwat,Kantara,Syria,the army,hospital,barrel bombs,12,30+,0,Elbonian Red Cross,Kantara Monitor"
    )
    assert found.account is not None
    [event] = found.account.events
    assert (event.type, event.start, event.country, event.weapons) == (
        "air-strike",
        PartialDate("2024-05-07"),
        "SY",
        ("barrel-bomb",),
    )
    assert [place.label for place in event.places] == ["Marwat", "Kantara"]
    assert [passage.words(found.text) for passage in event.evidence] == [
        "Date: 2024-05-07", "Type: Bombing from the air", "Village: Marwat", "District: Kantara",
    ]  # fmt: skip
    counts = [(claim.outcome, claim.quantity, claim.evidence[0].words(found.text)) for claim in found.account.of(CasualtyCount)]
    assert counts == [("killed", Quantity.exactly(12), "Killed: 12"), ("injured", Quantity.at_least(30), "Injured: 30+")]
    [blame], [impact] = found.account.of(Responsibility), found.account.of(FacilityImpact)
    assert (blame.perpetrator.label, impact.facility.type, impact.effect) == ("army", "hospital", "struck")
    assert {claim.method for claim in found.account.claims} == {"table"}
    assert {claim.according_to.label for claim in found.account.claims if claim.according_to} == {"Elbonian Red Cross"}


def test_the_count_of_a_group_is_part_of_that_of_all() -> None:
    account = incident("1,2024-05,Shelling,Marwat,,,,,,12,,3,,").account
    assert account is not None
    whole, part = account.of(CasualtyCount)
    assert (part.groups, part.subset_of) == (("children",), whole.id)


def test_cells_that_are_not_certain_give_no_claim_and_a_note() -> None:
    found = incident("1,last week,Brawl,Marwat,,Atlantis,unknown,,,many,,,,")
    assert found.account is not None
    assert found.account.claims == ()
    assert found.account.events[0].type == "attack"
    assert len(found.notes) == 4


def test_the_claims_of_a_table_can_be_mapped_to_quads_with_their_row(tmp_path: Path) -> None:
    (tmp_path / "monitor.csv").write_text(f"{COLUMNS}\n1,2024-05-07,shelling,Marwat,,,the army,,,2,,,,\n")
    [found] = read_all(Source(tmp_path / "monitor.csv", tables=read_tables({}, INCIDENTS)))
    assert isinstance(found, Found)
    assert found.account is not None
    graph = map_account(found.report, found.account, BASE).graph
    assert "ontology#row> 2" in graph or 'ontology#row> "2"' in graph
    assert "code/method/table" in graph
    assert found.report.identifier == "1"
    assert ManualReader.languages is None


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("12", Quantity.exactly(12)),
        ("1,200", Quantity.exactly(1200)),
        ("1 200", Quantity.exactly(1200)),
        ("12+", Quantity.at_least(12)),
        (">= 12", Quantity.at_least(12)),
        ("> 12", Quantity.at_least(13)),
        ("at least 12", Quantity.at_least(12)),
        ("up to 12", Quantity.at_most(12)),
        ("<12", Quantity.at_most(11)),
        ("~12", Quantity.about(12)),
        ("10–12", Quantity.between(10, 12)),
        ("10 to 12", Quantity.between(10, 12)),
        ("0", None),
        ("12-10", None),
        ("several", None),
        ("12 or so, maybe", None),
        ("-3", None),
        ("1.5", None),
    ],
)
def test_what_a_cell_says_of_a_number(cell: str, quantity: Quantity | None) -> None:
    assert quantity_of(cell) == quantity


@pytest.mark.parametrize(
    ("reports", "incidents", "reason"),
    [
        ({"a": {"title": "T"}}, {}, "say which column holds the text"),
        ({"a": {"text": "T", "colour": "C"}}, {}, "unknown 'colour'; there are: "),
        ({"a": {"text": 3}}, {}, "must be the name of a column"),
        ({"a": "T"}, {}, "must be a table of columns"),
        ({}, {"a": {"date": ""}}, "must be a text that is not empty"),
        ({}, {"a": {"counts": {"slain": "K"}}}, "'slain' is not a code; there are: killed"),
        ({}, {"a": {"counts": {"killed martians": "K"}}}, "'martians' is not a code"),
        ({}, {"a": {"codes": {"x": "y"}}}, "there is no code 'y'"),
        ({}, {"a": {"default_type": "y"}}, "'y' is not a code"),
        ({}, {"a": {"counts": "K"}}, "must be a table of texts"),
    ],
)
def test_a_wrong_mapping_is_named_with_the_reason(reports: dict[str, Any], incidents: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        read_tables(reports, incidents)


def test_names_of_columns_are_guessed_whatever_their_case() -> None:
    assert guessed(["EVENT_ID", "Full_Text", "PubDate"]).said == "text = Full_Text, published = PubDate, identifier = EVENT_ID"
    assert NO_TABLES.of("a.csv") is None


def test_a_line_that_is_no_object_costs_only_itself() -> None:
    items = list(extract(b'{"text": "Two died."}\nnonsense\n[1]\n\n{"text": "Three died."}\n', "a.jsonl"))
    assert [item.row for item in items if isinstance(item, Extracted)] == [1, 5]
    assert [(item.place, item.reason) for item in items if isinstance(item, Unread)] == [
        ("row 2", "can't be read as JSON: Expecting value: line 1 column 1 (char 0)"),
        ("row 3", "no JSON object"),
    ]
