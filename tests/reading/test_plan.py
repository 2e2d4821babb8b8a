"""A look before a build: what would be read and how, and what would not and why."""

from pathlib import Path

import pytest

from kg.reading.plan import Planned, left_alone, look, plan
from kg.reading.sources import Failure, Source, find_sources
from tests.reading.corpus.mails import attached
from tests.reading.corpus.pages import banners
from tests.reading.corpus.stories import story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.html").write_text(banners(story(1)), encoding="utf-8")
    (tmp_path / "b.eml").write_bytes(attached(story(2)).as_bytes())
    (tmp_path / "c.csv").write_text("title,body\nA,Two people died in Marwat.\nB,\n")
    (tmp_path / "d.csv").write_text("a,b\n1,2\n")
    (tmp_path / "deep" / "e.txt").write_text("Two people died.\n")
    (tmp_path / "deep" / "e.json").write_text("{}")
    (tmp_path / "f.png").write_text("x")
    (tmp_path / ".g.txt").write_text("x")
    (tmp_path / "h").symlink_to(tmp_path / "deep")
    return tmp_path


def test_every_file_is_looked_at_without_a_store(folder: Path) -> None:
    found = list(plan(find_sources([folder])))
    files = {item.path.name: item for item in found if isinstance(item, Planned)}
    assert [(name, item.kind, item.reports) for name, item in files.items()] == [
        ("a.html", "web page", 1), ("b.eml", "mail", 2), ("c.csv", "table", 1), ("e.txt", "text", 1),
    ]  # fmt: skip
    assert files["a.html"].how == ("1 hidden elements left out",)
    assert files["c.csv"].how == ("columns guessed: text = body, title = title",)
    assert files["b.eml"].undated == 1
    assert [item.path.name for item in found if isinstance(item, Failure)] == ["d.csv"]
    assert sorted(path.name for path in folder.iterdir()) == [".g.txt", "a.html", "b.eml", "c.csv", "d.csv", "deep", "f.png", "h"]


def test_the_part_of_a_file_that_would_not_be_read_is_named(folder: Path) -> None:
    assert [(failure.path.name, failure.reason) for failure in look(Source(folder / "c.csv")).failures] == [
        ("c.csv#row 3", "no text")
    ]


def test_what_is_passed_over_is_named_with_the_reason(folder: Path) -> None:
    assert [(item.path.name, item.reason) for item in left_alone([folder, folder / "a.html"])] == [
        (".g.txt", "hidden"), ("e.json", "the hand-made account of the report beside it"), ("f.png", "no reader for .png"),
        ("h", "a link to a folder"),
    ]  # fmt: skip
    (folder / "metadata.csv").write_text("file\n")
    assert list(left_alone([folder])) == []


def test_the_estimate_grows_with_the_words() -> None:
    short, long = Planned(Path("a"), "text", 1, 1000), Planned(Path("a"), "text", 1, 9000)
    assert long.seconds > 8 * short.seconds > 0
