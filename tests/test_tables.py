import csv
import io
import json

import pytest

from kg.errors import UsageError
from kg.formats import TableFormat
from kg.store.base import Table
from kg.store.memory import MemoryStore
from kg.tables import plain, printable, shorten, write_boolean, write_table

NASTY = '=HYPERLINK("x")|<b>[a](javascript:1)\t\x1b[31m\u202e\nend'
ROWS = f"""
    SELECT ?a ?b ?c WHERE {{ VALUES (?a ?b ?c) {{
      (<https://e.org/a> 5 UNDEF)
      ("deux"@fr -2.5 true)
      ({json.dumps(NASTY)} "2020-03-01"^^<http://www.w3.org/2001/XMLSchema#date> "-5")
    }} }}"""


def written(form: TableFormat, query: str = ROWS) -> str:
    table = MemoryStore().query(query)
    assert isinstance(table, Table)
    out = io.StringIO(newline="")
    write_table(table, form, out)
    return out.getvalue()


def test_csv_is_read_back_by_a_csv_reader_with_harmless_formulas() -> None:
    text = written(TableFormat.CSV)
    assert text.startswith("a,b,c\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        ["https://e.org/a", "5", ""],
        ["deux", "-2.5", "true"],
        ["'" + NASTY, "2020-03-01", "'-5"],
    ]


def test_tsv_holds_terms_one_row_a_line_and_reads_back() -> None:
    header, *rows = written(TableFormat.TSV).rstrip("\n").split("\n")
    assert header == "?a\t?b\t?c"
    assert [len(row.split("\t")) for row in rows] == [3, 3, 3]
    assert rows[0].split("\t") == ["<https://e.org/a>", '"5"^^<http://www.w3.org/2001/XMLSchema#integer>', ""]
    back = MemoryStore().query(f"SELECT ?a WHERE {{ VALUES ?a {{ {rows[2].split(chr(9))[0]} }} }}")
    assert isinstance(back, Table)
    assert [term.value for row in back.rows for term in row if term] == [NASTY]


def test_json_has_numbers_truth_and_null_as_such() -> None:
    wanted = [
        {"a": "https://e.org/a", "b": 5, "c": None},
        {"a": "deux", "b": -2.5, "c": True},
        {"a": NASTY, "b": "2020-03-01", "c": "-5"},
    ]
    assert json.loads(written(TableFormat.JSON)) == wanted
    assert [json.loads(line) for line in written(TableFormat.JSONL).splitlines()] == wanted


def test_json_of_no_rows_is_an_empty_array() -> None:
    assert json.loads(written(TableFormat.JSON, "SELECT ?a WHERE { ?a ?b ?c }")) == []


def test_numbers_that_json_lacks_stay_text() -> None:
    table = MemoryStore().query(
        "SELECT ?n WHERE { VALUES ?n { 'INF'^^xsd:double 1e3 } }".replace(
            "xsd:double", "<http://www.w3.org/2001/XMLSchema#double>"
        )
    )
    assert isinstance(table, Table)
    assert [plain(term) for row in table.rows for term in row] == ["INF", 1000.0]


def test_srj_is_sparql_results_json() -> None:
    found = json.loads(written(TableFormat.SRJ))
    assert found["head"] == {"vars": ["a", "b", "c"]}
    assert found["results"]["bindings"][:2] == [
        {
            "a": {"type": "uri", "value": "https://e.org/a"},
            "b": {"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        },
        {
            "a": {"type": "literal", "value": "deux", "xml:lang": "fr"},
            "b": {"type": "literal", "value": "-2.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
            "c": {"type": "literal", "value": "true", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"},
        },
    ]
    assert found["results"]["bindings"][2]["c"] == {"type": "literal", "value": "-5"}


def test_srj_tells_blank_nodes() -> None:
    found = json.loads(written(TableFormat.SRJ, "SELECT (BNODE() AS ?b) WHERE { }"))
    assert found["results"]["bindings"][0]["b"]["type"] == "bnode"


def test_markdown_escapes_what_markdown_would_act_on() -> None:
    lines = written(TableFormat.MARKDOWN).splitlines()
    assert lines[:2] == ["| a | b | c |", "|---|---|---|"]
    assert lines[4] == r'| =HYPERLINK("x")\|\<b\>\[a\](javascript:1) \\x1b\[31m\\u202e end | 2020-03-01 | -5 |'


def test_a_drawn_table_is_the_terminals_business() -> None:
    with pytest.raises(UsageError, match="table is drawn on a terminal only; choose: csv, tsv, json, jsonl, md, srj"):
        written(TableFormat.TABLE)


@pytest.mark.parametrize(("form", "wanted"), [(TableFormat.CSV, "true\n"), (TableFormat.SRJ, '{"head":{},"boolean":true}\n')])
def test_the_answer_to_an_ask_is_a_word_or_an_object(form: TableFormat, wanted: str) -> None:
    out = io.StringIO()
    write_boolean(True, form, out)
    assert out.getvalue() == wanted


def test_printable_leaves_letters_of_all_scripts_and_shows_what_acts() -> None:
    assert printable("Алеппо حلب é") == "Алеппо حلب é"
    assert printable("a\u200bb\x9b") == "a\\u200bb\\x9b"


def test_an_iri_is_shortened_by_base_code_or_prefix() -> None:
    assert shorten("https://e.org/id/report/1", "https://e.org/id/") == "report/1"
    assert shorten("https://w3id.org/reported-violence/ontology#Event", "https://e.org/id/") == "rv:Event"
    assert shorten("https://e.org/id/", "https://e.org/id/") == "https://e.org/id/"
