"""Files that are not looked into again: those that are the same, with all that their reports depend on."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg import known
from kg.build import Options, Summary, build
from kg.extraction.manual import ManualReader
from kg.model import Account, Report
from kg.reading.columns import read_tables
from kg.reading.metadata import Metadata
from kg.reading.sources import Source, find_sources
from kg.reading.sources import read_all as look
from kg.retraction import named, retract
from kg.store.memory import MemoryStore
from kg.store.reports import ledger
from tests.conftest import BASE
from tests.hostile.make_corpus import zipped
from tests.reading.corpus.mails import attached
from tests.reading.corpus.pages import banners
from tests.reading.corpus.stories import story
from tests.reports import write_reports

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


class Nothing:
    """Reads every report and finds nothing in it."""

    method = "nothing"
    version = "nothing 1"
    languages: frozenset[str] | None = None

    def beside(self, report: Report) -> str:  # noqa: ARG002 - as every extractor
        return ""

    def extract(self, report: Report) -> Account:  # noqa: ARG002 - as every extractor
        return Account()

    def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
        return map(self.extract, reports)


class Newer(Nothing):
    version = "nothing 2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.html").write_text(banners(story(1)), encoding="utf-8")
    (folder / "b.eml").write_bytes(attached(story(2)).as_bytes())
    (folder / "c.csv").write_text("title,text,lead\nA,Two people died in Marwat.,x\nB,Three people died in Osna.,y\n")
    (folder / "d.zip").write_bytes(zipped({"a.txt": b"Four people died.", "b.csv": b"text\nFive died.\nSix died.\n"}))
    return folder


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that builds look into."""
    names: list[str] = []

    def spy(source: Source) -> Iterator[object]:
        names.append(source.path.name)
        return look(source)

    monkeypatch.setattr("kg.reading.limited.read_all", spy)
    return names


def run(folder: Path, store: MemoryStore, extractor: Nothing | None = None, **said: object) -> Summary:
    metadata = {folder / "a.html": Metadata(publisher="Marwat Press")} if said.get("listed") else {}
    tables = read_tables({"c.csv": {"text": ["lead", "text"]}}, {}) if said.get("mapped") else read_tables({}, {})
    sources = [
        Source(found.path, metadata.get(found.path, found.metadata), tables)
        for found in find_sources([folder])
        if isinstance(found, Source)
    ]
    return build(
        sources,
        store,
        Options(extractor or Nothing(), folder.parent, keep_text=not said.get("no_text"), reinstate=bool(said.get("reinstate"))),
    )


@pytest.fixture
def store(folder: Path) -> MemoryStore:
    store = MemoryStore(BASE)
    assert run(folder, store).new == 8
    return store


def test_a_file_that_is_the_same_is_not_looked_into(folder: Path, store: MemoryStore, looked_into: list[str]) -> None:
    before = sorted(store.lines())
    assert run(folder, store).unchanged == 8
    assert looked_into == []
    assert sorted(store.lines()) == before


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"listed": True}, ["a.html"]),
        ({"mapped": True}, ["a.html", "b.eml", "c.csv", "d.zip"]),
        ({"no_text": True}, ["a.html", "b.eml", "c.csv", "d.zip"]),
        ({"extractor": Newer()}, ["a.html", "b.eml", "c.csv", "d.zip"]),
    ],
)
def test_a_file_is_looked_into_when_what_its_reports_depend_on_has_changed(
    folder: Path, store: MemoryStore, looked_into: list[str], said: dict[str, object], names: list[str]
) -> None:
    run(folder, store, **said)  # type: ignore[arg-type]
    assert looked_into == names
    run(folder, store, **said)  # type: ignore[arg-type]
    assert looked_into == names


def test_a_file_is_looked_into_when_it_or_a_library_has_changed(
    folder: Path, store: MemoryStore, looked_into: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "d.zip").write_bytes(zipped({"a.txt": b"Four people died.", "b.csv": b"text\nFive died.\nSeven died.\n"}))
    summary = run(folder, store)
    assert (looked_into, summary.replaced, summary.unchanged) == (["d.zip"], 1, 7)
    monkeypatch.setattr(known, "libraries", lambda: ["pypdf 99"])
    run(folder, store)
    assert looked_into == ["d.zip", "a.html", "b.eml", "c.csv", "d.zip"]


def test_a_store_that_was_built_upon_is_the_same_as_one_that_was_built_at_once(folder: Path, store: MemoryStore) -> None:
    (folder / "d.zip").write_bytes(zipped({"a.txt": b"Four people died.", "b.csv": b"text\nFive died.\nSeven died.\n"}))
    run(folder, store)
    fresh = MemoryStore(BASE)
    run(folder, fresh)
    times = ("startedAtTime", "endedAtTime")
    told, expected = ({line for line in one.lines() if not any(time in line for time in times)} for one in (store, fresh))
    assert told == expected
    assert sum("inspectionDigest" in line for line in told if line.startswith(f"<{BASE}activity/")) == 4


def test_a_report_that_was_taken_out_of_a_file_stays_out_and_can_be_read_again(
    folder: Path, store: MemoryStore, looked_into: list[str]
) -> None:
    retract(store, named(store, ["c-row 2"]), NOW)
    summary = run(folder, store)
    assert (looked_into, summary.retracted, summary.unchanged) == (["c.csv"], 1, 7)
    assert run(folder, store, reinstate=True).new == 1
    assert run(folder, store).unchanged == 8
    assert looked_into == ["c.csv", "c.csv"]


def test_a_file_of_which_a_part_cant_be_read_is_looked_into_each_time(folder: Path, looked_into: list[str]) -> None:
    (folder / "d.zip").write_bytes(zipped({"a.txt": b"Four people died.", "b.pdf": b"nonsense"}))
    store = MemoryStore(BASE)
    for _ in range(2):
        assert [failure.path.name for failure in run(folder, store).failures] == ["d.zip#b.pdf"]
    assert looked_into == ["a.html", "b.eml", "c.csv", "d.zip", "d.zip"]


def test_a_file_whose_name_begins_like_a_part_of_another_does_not_stand_for_it(
    folder: Path, store: MemoryStore, looked_into: list[str]
) -> None:
    retract(store, named(store, ["c-row 3"]), NOW)
    (folder / "c.csv#row 3").mkdir()
    (folder / "c.csv#row 3" / "x.txt").write_text("Nine people died.")
    run(folder, store)
    assert "c.csv" in looked_into


def test_a_file_with_an_account_by_hand_is_looked_into_each_time(tmp_path: Path, looked_into: list[str]) -> None:
    write_reports(tmp_path / "reports", 2)
    (tmp_path / "reports" / "metadata.csv").unlink()
    (tmp_path / "reports" / "r0000.txt").rename(tmp_path / "reports" / "r0000.html")
    store = MemoryStore(BASE)
    for unchanged in (0, 2, 2):
        summary = build(find_sources([tmp_path / "reports"]), store, Options(ManualReader(), tmp_path))
        assert (summary.unchanged, summary.failures) == (unchanged, ())
    assert looked_into == ["r0000.html", "r0001.txt"] * 3


def test_a_report_in_two_files_has_both_readings_after_a_new_version_as_well(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Two people died in Marwat.")
    (tmp_path / "metadata.csv").write_text("file,identifier\na.txt,x\nb.txt,x\n")
    store, fresh = MemoryStore(BASE), MemoryStore(BASE)
    run(tmp_path, store)
    run(tmp_path, store, Newer())
    run(tmp_path, fresh, Newer())
    assert [entry.pipeline[-1] for entry in ledger(store).values()] == ["2", "2"]
    assert ledger(store) == ledger(fresh)
