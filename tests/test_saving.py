import csv
from datetime import date
from pathlib import Path

import pytest

from kg import __version__
from kg.errors import UsageError
from kg.queries import Query, bind, find
from kg.saving import ANSWER, ASKED, README, Asked, save
from kg.store.base import select
from kg.store.memory import MemoryStore

VALUES = {"country": "SY", "place": "Tell Hazim"}
DAY = date(2024, 5, 8)


def asked() -> Asked:
    question = find("figures")
    return Asked(question, bind(question, VALUES), VALUES, DAY)


def saved(folder: Path, what: Asked | None = None, text: str = 'SELECT ?a ?b { VALUES (?a ?b) { ("=1+1" 2) (UNDEF 3) } }') -> str:
    save(folder, what or asked(), select(MemoryStore(), text))
    return (folder / README).read_text(encoding="utf-8")


def test_a_folder_gets_the_answer_the_query_and_a_readme(tmp_path: Path) -> None:
    text = saved(tmp_path / "new" / "answer")
    assert sorted(path.name for path in (tmp_path / "new" / "answer").iterdir()) == sorted([ANSWER, ASKED, README])
    question = find("figures")
    assert all(part in text for part in (question.summary, question.question, question.description, "2024-05-08", "2 rows."))
    assert "    kg query figures --country SY --place 'Tell Hazim'\n" in text
    assert "- `place`: Tell Hazim" in text
    assert f"- kg {__version__}" in text


def test_the_answer_is_csv_that_a_spreadsheet_can_open(tmp_path: Path) -> None:
    saved(tmp_path)
    with (tmp_path / ANSWER).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], ["'=1+1", "2"], ["", "3"]]


def test_the_query_stands_there_with_its_values_and_prefixes(tmp_path: Path) -> None:
    own = Query("given", "SELECT ?x { ?x a rv:Event }")
    text = saved(tmp_path, Asked(own, own.text, {}, DAY))
    assert (tmp_path / ASKED).read_text(encoding="utf-8").startswith("PREFIX rv: <")
    assert "    kg query --file query.rq\n" in text
    saved(tmp_path)
    assert 'VALUES ?_place { "Tell Hazim" }' in (tmp_path / ASKED).read_text(encoding="utf-8")


def test_an_answer_saved_before_is_written_again(tmp_path: Path) -> None:
    saved(tmp_path)
    assert "1 row." in saved(tmp_path, text="SELECT (1 AS ?n) {}")


@pytest.mark.parametrize("others", [["notes.txt"], [README], [ANSWER], [README, ANSWER, ASKED]])
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path, others: list[str]) -> None:
    for name in others:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files; choose a new folder"):
        saved(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(others, "mine")


def test_a_saved_answer_beside_which_somebody_put_a_file_is_left_alone(tmp_path: Path) -> None:
    saved(tmp_path)
    (tmp_path / "article.docx").touch()
    with pytest.raises(UsageError, match="holds other files"):
        saved(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        saved(tmp_path / "file")
