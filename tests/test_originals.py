"""Where claims stand in the files that their reports were read from."""

from pathlib import Path

from kg.build import Options, build
from kg.extraction.manual import ManualReader
from kg.originals import InFile, in_files
from kg.reading.columns import read_tables
from kg.reading.sources import find_sources
from kg.store.base import select
from kg.store.memory import MemoryStore
from tests.conftest import BASE
from tests.reading.corpus.documents import pdf
from tests.reading.corpus.stories import story
from tests.reports import write_reports
from tests.test_known import Nothing


def count_of(store: MemoryStore) -> str:
    [(count,)] = select(store, "SELECT ?count { ?count a rv:CasualtyCount }").rows
    assert count is not None
    return count.value


def test_a_number_stands_in_the_bytes_of_a_text(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    store = MemoryStore(BASE)
    build(find_sources([tmp_path / "reports"]), store, Options(ManualReader(), tmp_path))
    [found] = in_files(store, count_of(store), tmp_path)
    data = (tmp_path / "reports" / "r0000.txt").read_bytes()
    assert found.path == "reports/r0000.txt"
    assert [data[start:end].split()[:2] for start, end in found.bytes] == [[b"At", b"least"]]
    assert found.said == f"bytes {found.bytes[0][0]}–{found.bytes[0][1]}"
    (tmp_path / "reports" / "r0000.txt").write_text("Something else.")
    assert in_files(store, count_of(store), tmp_path) == [InFile("reports/r0000.txt")]


def test_a_number_of_a_table_stands_in_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Day,Dead\n2024-05-01,\n2024-05-02,7\n")
    tables = read_tables({}, {"a.csv": {"date": "Day", "counts": {"killed": "Dead"}}})
    store = MemoryStore(BASE)
    build(find_sources([tmp_path / "a.csv"], tables=tables), store, Options(Nothing(), tmp_path))
    assert [found.said for found in in_files(store, count_of(store), tmp_path)] == ["row 3"]


def test_a_number_of_a_pdf_stands_on_its_page(tmp_path: Path) -> None:
    told = story(1, 12)
    (tmp_path / "a.pdf").write_bytes(pdf(told))
    (tmp_path / "a.json").write_text(
        '{"events": [], "named_victims": [], "facility_counts": [], "statements": [], "victim_counts": [{"id": "v1", "event": null,'
        ' "outcome": "killed", "groups": [], "min": 1, "max": null, "qualifier": "at-least", "source": null, "scope": "incident",'
        f' "subset_of": null, "quote": "{" ".join(told.text.split()[-6:-1])}"}}]}}'
    )
    store = MemoryStore(BASE)
    assert build(find_sources([tmp_path / "a.pdf"]), store, Options(ManualReader(), tmp_path)).failures == ()
    [found] = in_files(store, count_of(store), tmp_path)
    assert found.pages[0] > 1
    assert found.said == f"page {found.pages[0]}"
