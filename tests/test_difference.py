"""What has changed, in words: figures that rose, claims that were withdrawn, reports that came and went."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.build import Options, build
from kg.corrections import in_words
from kg.difference import Difference, difference
from kg.errors import InputError, NotAStore
from kg.export.dump import export
from kg.extraction.manual import ManualReader
from kg.formats import GraphFormat
from kg.keeping import backup
from kg.reading.sources import find_sources
from kg.store.embedded import reader, writer
from tests.cli.test_main import invoke
from tests.conftest import BASE


def run(folder: Path, store: Path) -> None:
    with writer(store, BASE) as target:
        build(find_sources([folder]), target, Options(ManualReader(), folder.parent))
        target.publish()


@pytest.fixture
def states(folder: Path, tmp_path: Path, facts: dict[str, Any]) -> tuple[Path, Path]:
    """A store as it was, and as it is after a corrected report, a new and a removed one."""
    store = tmp_path / "store"
    (folder / "leaving.txt").write_text("Leaving\n\nNobody stays.\n")
    (folder / "leaving.json").write_text((folder / "quiet.json").read_text())
    with (folder / "metadata.csv").open("a") as file:
        file.write("leaving.txt,,\n")
    run(folder, store)
    backup(store, tmp_path / "old")
    text = (folder / "marwat.txt").read_text().replace("12", "15").replace("At least 15", "At least 15")
    (folder / "marwat.txt").write_text(
        text.replace(" An army spokesman denied that there had been any shelling.", " All were buried.")
    )
    facts["victim_counts"][0] |= {"min": 15, "quote": "At least 15 people"}
    del facts["statements"][1]
    (folder / "marwat.json").write_text(json.dumps(facts))
    metadata = (
        (folder / "metadata.csv").read_text().replace("2024-05-08", "2024-05-09").replace("leaving.txt,,\n", "coming.txt,,\n")
    )
    (folder / "metadata.csv").write_text(metadata)
    for ending in ("txt", "json"):
        (folder / f"leaving.{ending}").rename(folder / f"coming.{ending}")
    (folder / "coming.txt").write_text("Coming\n\nNobody leaves.\n")
    with writer(store) as target:
        target.update("DROP ALL")
    run(folder, store)
    return tmp_path / "old", store


WORDS = """marwat
  published: 2024-05-08 → 2024-05-09
  title: Shells hit school in Marwat, killing at least 12 → Shells hit school in Marwat, killing at least 15
  Elbonian Red Cross: at least 12 people killed → at least 15
  withdrawn: army spokesman (spokesman, army) denies
  unchanged: 1 attribution, 1 count of victims, 1 facility, 1 named victim, 1 statement
coming: a new report
leaving: is gone
reports: 1 changed, 1 new, 1 gone, 1 unchanged
"""


def test_a_difference_is_told_in_words(states: tuple[Path, Path]) -> None:
    result = invoke("diff", *states)
    assert (result.exit_code, result.stdout) == (0, WORDS)


def test_the_other_way_round_what_was_withdrawn_is_new(states: tuple[Path, Path]) -> None:
    found = difference(*reversed(states))
    assert found.changed[0].new == ("army spokesman (spokesman, army) denies",)
    assert found.changed[0].withdrawn == ()
    assert (found.new, found.gone) == (("leaving",), ("coming",))


def test_as_json_the_same_is_said(states: tuple[Path, Path]) -> None:
    found = json.loads(invoke("diff", *states, "--format", "json").stdout)
    assert found["unchanged"] == 1
    assert found["changed"][0]["changed"] == [
        {"source": "Elbonian Red Cross", "old": "at least 12 people killed", "new": "at least 15 people killed"}
    ]


TABLE = """| change | report | source | was | now | because |
|---|---|---|---|---|---|
| report corrected | marwat |  | published: 2024-05-08 | 2024-05-09 |  |
| report corrected | marwat |  | title: Shells hit school in Marwat, killing at least 12 | Shells hit school in Marwat, killing at least 15 |  |
| claim corrected | marwat | Elbonian Red Cross | at least 12 people killed | at least 15 people killed |  |
| claim withdrawn | marwat |  | army spokesman (spokesman, army) denies |  |  |
| report new | coming |  |  |  |  |
| report gone | leaving |  |  |  |  |
"""


def test_a_table_of_corrections_has_a_row_for_each_change(states: tuple[Path, Path]) -> None:
    assert invoke("diff", *states, "--format", "md").stdout == TABLE


def test_a_report_that_was_retracted_is_told_with_the_reason(states: tuple[Path, Path], tmp_path: Path) -> None:
    store = states[1]
    backup(store, tmp_path / "before")
    assert invoke("retract", "coming", "--because", "=a hoax", "--store", store).exit_code == 0
    assert invoke("diff", tmp_path / "before", store).stdout.splitlines()[0] == "coming: was retracted: =a hoax"
    assert json.loads(invoke("diff", tmp_path / "before", store, "--format", "json").stdout)["retracted"] == {"coming": "=a hoax"}
    table = invoke("diff", tmp_path / "before", store, "--format", "csv").stdout
    assert table.splitlines() == ["change,report,source,was,now,because", "report retracted,coming,,,,'=a hoax"]


@pytest.mark.parametrize("form", [GraphFormat.NQUADS, GraphFormat.TRIG, GraphFormat.TURTLE, GraphFormat.JSONLD])
def test_dumps_are_compared_as_stores_are(states: tuple[Path, Path], tmp_path: Path, form: GraphFormat) -> None:
    paths = []
    for number, state in enumerate(states):
        paths.append(tmp_path / f"dump-{number}{form.suffix}")
        with reader(state) as store:
            export(store, paths[-1], form)
    assert difference(*paths) == difference(*states)
    assert difference(states[0], paths[1]) == difference(*states)


def test_a_kept_snapshot_is_compared_with_the_store(states: tuple[Path, Path]) -> None:
    store = states[1]
    kept = sorted((store / "snapshots").iterdir())
    assert [path.name for path in kept] == ["1", "2"]
    assert difference(kept[0], store) == difference(*states)


def test_nothing_has_changed_between_a_state_and_itself(states: tuple[Path, Path]) -> None:
    assert difference(states[0], states[0]) == Difference((), (), (), 3)
    assert list(in_words(difference(states[1], states[1]))) == ["reports: 0 changed, 0 new, 0 gone, 3 unchanged"]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (lambda folder: folder / "nowhere", NotAStore),
        (lambda folder: folder / "snapshots" / "3", NotAStore),
        (lambda folder: folder, NotAStore),
        (lambda folder: Path(folder.root, __file__), InputError),
    ],
)
def test_what_can_not_be_compared_is_refused(tmp_path: Path, made: Callable[[Path], Path], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        difference(made(tmp_path), made(tmp_path))
