"""`kg places` on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli


def places(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["places", *arguments], prog_name="kg")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("name,lat,lon,country\nNowherabad,31.5,64.1,AF\nOrel,,,AF\n", encoding="utf-8")
    return path


def test_a_name_is_said_with_what_it_means_and_why_and_all_candidates() -> None:
    lines = places("Tripoli", "--country", "LB").output.splitlines()
    assert lines[0].startswith("Tripoli: Tripoli, North Lebanon, Lebanon, town, 34.4335 35.8441, geonames-266826 (")
    assert "lies in Lebanon: you say so" in lines[2]
    assert any("Libya" in line for line in lines[3:])


def test_what_is_near_decides_and_several_names_are_told_one_after_the_other() -> None:
    output = places("Tripoli", "Nowherabad", "--near", "Beirut", "--near", "Sidon").output
    assert "Tripoli: Tripoli, North Lebanon, Lebanon, town" in output
    assert "\nNowherabad: not known, somewhere in Lebanon (no gazetteer has the name)" in output


def test_a_part_is_said_to_be_somewhere_around() -> None:
    assert "part, somewhere around 34.3482 62.1997" in places("Orel quarter", "--within", "Herat", "--country", "af").output


def test_as_json_it_is_the_same_with_names() -> None:
    [found] = json.loads(places("Tripoli", "--country", "LB", "--format", "json").output)
    assert (found["place"]["id"], found["country"], found["place"]["precision"]) == ("geonames-266826", "LB", "place")
    assert found["candidates"][0]["reasons"][0] == "is its name"
    lines = places("Tripoli", "Nowherabad", "--format", "jsonl").output.splitlines()
    assert [json.loads(line)["place"] for line in lines] == [None, None]


def test_own_places_come_first_and_their_bad_rows_are_named(own: Path) -> None:
    result = places("Nowherabad", "--gazetteer", str(own))
    assert "Nowherabad: Nowherabad, Afghanistan, town, 31.5 64.1, own-" in result.stdout
    assert f"kg: left out: {own}, line 3: '', '' is no point in decimal degrees" in result.stderr


def test_own_places_can_be_named_in_kg_toml_and_in_the_environment(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own.parent)
    assert "not known" in places("Nowherabad").stdout
    (own.parent / "kg.toml").write_text('gazetteer = ["places.csv"]\n', encoding="utf-8")
    assert "31.5 64.1" in places("Nowherabad").stdout
    (own.parent / "kg.toml").unlink()
    monkeypatch.setenv("KG_GAZETTEER", str(own))
    assert "31.5 64.1" in places("Nowherabad").stdout


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("name,lat,lon,country\n" + "Orel,,,AF\n" * 25, encoding="utf-8")
    assert "kg: left out: 15 more rows" in places("Orel", "--gazetteer", str(path)).stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Tripoli", "--country", "Lebanon"], 2, "no country 'LEBANON'"),
        ([], 2, "Missing argument 'NAME...'"),
        (["Tripoli", "--gazetteer", "none.csv"], 3, "none.csv: can't be read"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_line(arguments: list[str], code: int, message: str) -> None:
    result = places(*arguments)
    assert (result.exit_code, message in result.stderr) == (code, True)


def test_a_setting_that_is_no_list_of_paths_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text('gazetteer = "places.csv"\n', encoding="utf-8")
    assert "gazetteer must be a list of paths" in places("Tripoli").stderr
