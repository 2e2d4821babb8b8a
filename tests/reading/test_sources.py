"""Which files are read, and as what."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.metadata import UNKNOWN, Metadata
from kg.reading.plan import left_alone
from kg.reading.sources import STORE_MARKERS, Failure, Found, Source, find_sources, read, read_all
from kg.store.embedded import MARKER, writer
from kg.values import PartialDate
from tests.conftest import BASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "notes.odd", ".hidden.txt", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Headline of {name}\n\nTwo people were killed.\n")
    return tmp_path


def names(paths: list[Path], given: Metadata = UNKNOWN) -> list[str]:
    return [found.path.name for found in find_sources(paths, given)]


def test_without_a_list_every_report_of_a_folder_is_read_in_order(folder: Path) -> None:
    assert names([folder]) == ["a.md", "b.txt", "c.txt"]


def test_a_list_says_what_is_read_and_the_rest_is_left_alone(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,publisher\nb.txt,Monitor\n\n")
    assert names([folder]) == ["b.txt"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names([folder / "b.txt", folder, folder / "deep" / ".." / "b.txt"]) == ["b.txt", "a.md", "c.txt"]


def test_a_single_file_is_described_by_its_folders_list_and_the_user_goes_before_it(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,published,publisher\nb.txt,2024-01-02,Monitor\n")
    [found] = find_sources([folder / "b.txt"], Metadata(publisher="Me"))
    assert isinstance(found, Source)
    assert (found.metadata.published, found.metadata.publisher) == ("2024-01-02", "Me")


def test_a_listed_file_outside_the_folder_is_not_read(folder: Path) -> None:
    (folder / "deep" / "metadata.csv").write_text("file\n../b.txt\nc.txt\n")
    found = list(find_sources([folder / "deep"]))
    assert [type(item) for item in found] == [Failure, Source]
    assert isinstance(found[0], Failure)
    assert "outside its folder" in found[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [("name,publisher\na,b\n", "no column 'file'"), ('file\n"unclosed\n', "unexpected end of data"), ("", "empty")],
)
def test_a_list_that_makes_no_sense_is_named(folder: Path, text: str, reason: str) -> None:
    (folder / "metadata.csv").write_text(text)
    [found] = find_sources([folder])
    assert isinstance(found, Failure)
    assert found.path.name == "metadata.csv"
    assert reason in found.reason


def test_a_report_carries_what_is_known_and_nothing_else(folder: Path) -> None:
    report = read(Source(folder / "b.txt", Metadata(published="2024-01-02", publisher="Monitor", url="https://example.org/b")))
    assert (report.identifier, report.title) == ("b", "Headline of b.txt")
    assert (report.published, report.publisher, report.language) == (PartialDate("2024-01-02"), "Monitor", "en")


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        (Metadata(published="2 January"), "'2 January' is no date"),
        (Metadata(published="2024-01"), "'2024-01' is no day"),
        (Metadata(url="example.org"), "url: 'example.org' is no IRI"),
        (Metadata(genre="poem"), "no genre 'poem'; there are: "),
    ],
)
def test_wrong_metadata_is_named_with_the_reason(folder: Path, metadata: Metadata, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(Source(folder / "b.txt", metadata))


def test_a_kind_of_file_without_reader_is_named_with_the_kinds_there_are(folder: Path) -> None:
    with pytest.raises(InputError, match=r"no reader for \.odd; there are: .*\.md, .*\.txt"):
        read(Source(folder / "notes.odd"))


def test_a_link_out_of_the_folder_is_named_and_one_within_is_read_once(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "private.txt"
    outside.write_text("A private letter.\n")
    (folder / "way-out.txt").symlink_to(outside)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    found = list(find_sources([folder]))
    assert [item.path.name for item in found if isinstance(item, Source)] == ["a.md", "again.txt", "c.txt"]
    assert [(item.path.name, item.reason) for item in found if isinstance(item, Failure)] == [
        ("way-out.txt", "a link to a file outside the folder; give that file itself")
    ]
    assert names([folder / "way-out.txt"]) == ["way-out.txt"]


def test_folders_within_folders_without_end_are_named(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 150)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Deep.\n")
    [found] = find_sources([tmp_path])
    assert isinstance(found, Failure)
    assert found.reason == "more than 100 folders deep"


def test_a_name_as_long_as_names_can_be_is_no_account(tmp_path: Path) -> None:
    (tmp_path / f"{'a' * 250}.json").write_text("[]")
    assert [len(name) for name in names([tmp_path])] == [255]


def test_the_language_of_the_text_goes_before_the_one_that_a_document_claims(tmp_path: Path) -> None:
    text = "<p>Por lo menos doce personas murieron en el ataque del ejército contra la escuela, dijo el alcalde.</p>"
    (tmp_path / "a.html").write_text(f"<html lang='en'><body>{text}</body></html>", encoding="utf-8")
    [found] = read_all(Source(tmp_path / "a.html"))
    assert isinstance(found, Found)
    assert found.report.language == "es"
    assert found.notes == ("it says that its language is en, but its text is es",)
    assert read(Source(tmp_path / "a.html", Metadata(language="en"))).language == "en"


def test_what_a_document_says_that_makes_no_sense_is_left_out_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date,url\nTwo people died.,last week,nowhere\n")
    [found] = read_all(Source(tmp_path / "a.csv"))
    assert isinstance(found, Found)
    assert (found.report.published, found.report.url) == (None, None)
    assert "left out: 'last week' is no date: write YYYY-MM-DD, YYYY-MM or YYYY" in found.notes
    assert any(note.startswith("left out: url: 'nowhere' is no IRI") for note in found.notes)


def test_what_the_user_says_of_a_file_holds_for_every_report_in_it_but_names_and_addresses_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Two died."}\n{"text": "Three died."}\n')
    given = Metadata(identifier="log", title="A log", publisher="Me", published="2024-01-02", url="https://example.org/log")
    reports = [found.report for found in read_all(Source(tmp_path / "a.jsonl", given)) if isinstance(found, Found)]
    assert [report.identifier for report in reports] == ["log-row 1", "log-row 2"]
    assert {(report.title, report.publisher, report.published, report.url) for report in reports} == {
        ("Two died.", "Me", PartialDate("2024-01-02"), None), ("Three died.", "Me", PartialDate("2024-01-02"), None),
    }  # fmt: skip


def test_a_store_within_the_folder_is_no_report(folder: Path) -> None:
    with writer(folder / "store", BASE) as store:
        store.publish()
    (folder / "copy").mkdir()
    (folder / "copy" / "kg-snapshot.json").write_text("{}")
    assert names([folder]) == ["a.md", "b.txt", "c.txt"]
    assert [item.path.name for item in left_alone([folder])] == [".hidden.txt", "copy", "notes.odd", "store"]
    assert MARKER in STORE_MARKERS


def test_a_link_that_goes_round_costs_only_itself(folder: Path) -> None:
    (folder / "round.txt").symlink_to("round.txt")
    assert names([folder / "round.txt", folder]) == ["round.txt", "a.md", "b.txt", "c.txt"]
    with pytest.raises(InputError, match="can't be read"):
        read(Source(folder / "round.txt"))


def test_a_name_that_is_no_utf8_becomes_one_that_is(tmp_path: Path) -> None:
    path = tmp_path / "not-\udcff.txt"
    path.write_text("A quiet day in Marwat.\n")
    assert read(Source(path)).identifier == "not-\\xff"
