"""Loading shards: the store is that of one build, whatever was there before and however often it was stopped."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.build import Options, build
from kg.errors import InputError
from kg.extraction.manual import ManualReader
from kg.reading.sources import find_sources
from kg.retraction import named, retract
from kg.shards import load as loading
from kg.shards.extract import Made, extract_shard
from kg.shards.load import Shards, load
from kg.shards.manifest import beside
from kg.shards.part import Part
from kg.store.base import Store
from kg.store.embedded import reader, writer
from kg.store.memory import MemoryStore
from kg.store.reports import Entry, ledger, readings, replace
from kg.store.tombstones import ERASURE, Tombstone, tombstone_quads
from kg.verification import verify
from tests.conftest import BASE, TORTURE
from tests.shards.made import built, corpus, job, lines, loaded, make

ROOT = Path(__file__).parent.parent.parent
KILLS = 60 if TORTURE else 6


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return corpus(tmp_path / "reports")


@pytest.mark.parametrize("count", [1, 2, 20])
def test_shards_make_the_store_that_one_build_makes(reports: Path, count: int) -> None:
    store, summary = loaded(make(reports, count))
    whole, read = built(reports)
    assert lines(store) == lines(whole)
    assert len(list(store.lines())) == len(list(whole.lines()))
    assert (summary.new, summary.events, summary.claims) == (read.new, read.events, read.claims)


def test_the_samples_make_the_same_store_by_shards(tmp_path: Path) -> None:
    shards = make(ROOT / "samples", 2, tmp_path / "out")
    assert sum(made.manifest.counts["reports"] for made in shards) == 16
    store, whole = loaded(shards)[0], MemoryStore(BASE)
    build(find_sources([ROOT / "samples"]), whole, job(ROOT / "samples").options)
    assert lines(store) == lines(whole)


def test_after_a_load_a_build_finds_nothing_to_do_and_after_a_build_a_load(reports: Path) -> None:
    shards = make(reports, 3)
    store, _ = loaded(shards)
    before = sorted(store.lines())
    assert (built(reports, store)[1].read, sorted(store.lines())) == (0, before)
    whole, _ = built(reports)
    before = sorted(whole.lines())
    summary = loaded(shards, whole)[1]
    assert (summary.read, summary.unchanged, sorted(whole.lines())) == (0, 15, before)


def test_what_changed_takes_the_place_of_what_was_there(reports: Path) -> None:
    store, _ = loaded(make(reports, 2))
    for name in ("r0001.txt", "r0005.html"):
        (reports / name).write_text((reports / name).read_text() + "\nThe market had been closed.\n")
    rows = (reports / "weeks.jsonl").read_text()
    (reports / "weeks.jsonl").write_text(rows + '{"text": "Nobody was hurt in Osna in week 9, the council said."}\n')
    summary = loaded(make(reports, 2), store)[1]
    assert (summary.new, summary.replaced) == (1, 2)
    assert lines(store) == lines(built(reports)[0])


def test_another_reader_takes_the_place_of_all_there_is(reports: Path) -> None:
    store, _ = loaded(make(reports, 2))
    summary = loaded(make(reports, 3, keep_text=False), store)[1]
    assert (summary.new, summary.replaced) == (0, 15)
    assert lines(store) == lines(built(reports, keep_text=False)[0])


def test_what_was_retracted_stays_out(reports: Path) -> None:
    store, whole = loaded(make(reports, 2))[0], built(reports)[0]
    for target in (store, whole):
        when = datetime(2025, 1, 1, tzinfo=UTC)
        retract(target, named(target, ["r0001", "r0005", "weeks-row 2"]), when)
    shards = make(reports, 2)
    summary = loaded(shards, store)[1]
    assert (summary.read, summary.retracted, summary.unchanged) == (0, 3, 12)
    built(reports, whole)
    assert lines(store) == lines(whole)
    for name in ("r0001.txt", "weeks.jsonl"):
        assert f"reports/{name}" not in {entry.path for entry in ledger(store).values()}


def test_what_was_retracted_comes_back_where_that_is_asked_for_and_what_was_forgotten_never(reports: Path) -> None:
    shards = make(reports, 2)
    store, when = loaded(shards)[0], datetime(2025, 1, 1, tzinfo=UTC)
    whole = lines(store)
    retract(store, named(store, ["r0001", "weeks-row 2"]), when)
    summary = load(Shards.of(made.path for made in shards), store, reinstate=True)
    assert (summary.new, summary.retracted) == (2, 0)
    assert lines(store) == whole
    (gone,) = named(store, ["r0002"])
    replace(store, [entry for entry in ledger(store).values() if entry.report == gone.report], "")
    store.load([tombstone_quads(Tombstone(ERASURE, gone.digest, when), BASE)])
    summary = load(Shards.of(made.path for made in shards), store, reinstate=True)
    assert (summary.new, summary.forgotten, summary.unchanged) == (0, 1, 14)


def test_accounts_by_hand_stay_where_the_shards_were_not_asked_for_by_name(reports: Path) -> None:
    store = MemoryStore(BASE)
    build(
        [source for source in find_sources([reports]) if source.path.suffix == ".txt"],
        store,
        Options(ManualReader(), reports.parent),
    )
    before = {entry for entry in ledger(store).values() if "manual" in entry.pipeline}
    whole = MemoryStore(BASE)
    whole.load(["\n".join(store.lines()) + "\n"])
    assert loaded(make(reports, 2, keep_manual=True), store)[1].unchanged == len(before) == 9
    built(reports, whole, keep_manual=True)
    assert lines(store) == lines(whole)
    assert before <= set(ledger(store).values())


def edit(made: Made, change: Callable[[dict[str, Any]], object]) -> None:
    said: dict[str, Any] = json.loads(beside(made.path).read_text())
    change(said)
    beside(made.path).write_text(json.dumps(said))


def test_missing_shards_are_named(reports: Path) -> None:
    shards = make(reports, 20)
    with pytest.raises(InputError, match=r"^2 of 20 shards are missing: 003, 017; make them with kg extract --shard$"):
        Shards.of(made.path for made in shards if made.path.name[:3] not in {"003", "017"})


def test_of_many_missing_shards_ten_are_named(reports: Path) -> None:
    with pytest.raises(InputError, match=r"199 of 200 shards are missing: 000, 001, .* 009 and 189 more"):
        Shards.of([extract_shard(Part(199, 200), find_sources([reports]), job(reports)).path])


def test_a_shard_that_is_there_twice_is_named(reports: Path) -> None:
    shards, others = make(reports, 2), make(reports, 2, reports.parent / "other")
    with pytest.raises(InputError, match=r"the same shard is there more than once: .*other/001.nq.gz, .*out/001.nq.gz"):
        Shards.of([*(made.path for made in shards), others[1].path])


def test_shards_of_other_versions_or_options_are_refused(reports: Path) -> None:
    shards, others = make(reports, 2), make(reports, 2, reports.parent / "other", keep_text=False)
    with pytest.raises(InputError, match=r"001.nq.gz: was made otherwise than .*000.nq.gz: kept text, kept no text"):
        Shards.of([shards[0].path, others[1].path])
    edit(shards[1], lambda said: said["method"]["versions"].update(lxml="1.0"))
    with pytest.raises(InputError, match=r"version of lxml [0-9.]*, version of lxml 1\.0"):
        Shards.of(made.path for made in shards)


def test_shards_by_another_number_or_of_another_list_of_files_are_refused(reports: Path) -> None:
    two, three = make(reports, 2), make(reports, 3, reports.parent / "other")
    with pytest.raises(InputError, match="one of 2 shards, one of 3"):
        Shards.of([two[0].path, three[1].path])
    (reports / "metadata.csv").write_text((reports / "metadata.csv").read_text() + "late.txt,2024-05-01,Late\n")
    (reports / "late.txt").write_text("Nobody was hurt.\n")
    late = make(reports, 2, reports.parent / "late")
    with pytest.raises(InputError, match="one from 13 files, one from 14"):
        Shards.of([two[0].path, late[1].path])


def test_shards_of_another_kg_are_refused(reports: Path) -> None:
    shards = make(reports, 1)
    edit(shards[0], lambda said: said["method"]["versions"].update(kg="9.9"))
    with pytest.raises(InputError, match=r"was made by kg 9.9, and this is"):
        Shards.of([shards[0].path])


def test_damaged_bytes_and_missing_or_broken_manifests_are_named_before_anything_is_stored(reports: Path) -> None:
    shards = make(reports, 2)
    whole = shards[1].path.read_bytes()
    shards[1].path.write_bytes(whole[:-1] + b"\1")
    with pytest.raises(InputError, match=r"001.nq.gz: its bytes are not those that its manifest names"):
        Shards.of(made.path for made in shards)
    shards[1].path.write_bytes(whole)
    edit(shards[0], lambda said: said.pop("counts"))
    with pytest.raises(InputError, match=r"000.json: can't be read as the manifest of a shard"):
        Shards.of(made.path for made in shards)
    beside(shards[0].path).unlink()
    with pytest.raises(InputError, match=r"000.json: the manifest of 000.nq.gz is missing"):
        Shards.of(made.path for made in shards)


def test_shards_below_another_base_are_not_loaded(reports: Path) -> None:
    shards = make(reports, 1)
    with pytest.raises(InputError, match="choose another store"):
        loaded(shards, MemoryStore("https://example.com/other/"))


def test_what_was_not_read_for_the_shards_is_said_by_the_load(reports: Path) -> None:
    (reports / "r0001.txt").write_text("")
    assert [failure.reason for failure in loaded(make(reports, 2))[1].failures] == ["empty"]


LOAD = """
import sys
from pathlib import Path
from kg.shards.load import Shards, load
from kg.store.embedded import EmbeddedWriter, writer
EmbeddedWriter.largest = 50_000
with writer(Path(sys.argv[1]), "https://example.org/id/") as store:
    print("begins", flush=True)
    load(Shards.of(map(Path, sys.argv[2:])), store, lambda done, _: print(done, flush=True))
    store.publish()
"""


def test_a_load_that_is_killed_again_and_again_ends_with_the_same_bytes(tmp_path: Path) -> None:
    reports, chance = corpus(tmp_path / "reports", 60), random.Random(1)
    shards, store, told = [made.path for made in make(reports, 4)], tmp_path / "store", 0
    command: list[str | Path] = [sys.executable, "-c", LOAD, store, *shards]
    for number in range(KILLS + 1):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begins\n"
            if number == KILLS:
                process.communicate()
                assert process.returncode == 0
                break
            for line in process.stdout:
                if int(line) >= (told + 1) % 63:
                    time.sleep(chance.uniform(0, 0.05))
                    break
            told += chance.randint(1, 60 // KILLS + 5)
            process.send_signal(signal.SIGKILL)
    with writer(tmp_path / "whole", BASE) as whole:
        built(reports, whole)
        whole.publish()
    with reader(store) as one, reader(tmp_path / "whole") as other:
        assert lines(one) == lines(other)
        assert len(ledger(one)) == 63
    assert list(verify(store)) == []


def test_the_ledger_is_asked_only_about_what_goes_by(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(store: Store, paths: Collection[str], reports: Collection[str]) -> list[Entry]:
        asked.append(len(paths))
        return original(store, paths, reports)

    original = readings
    monkeypatch.setattr(loading, "readings", counting)
    monkeypatch.setattr(loading, "_AT_ONCE", 4)
    shards = make(reports, 1)
    store, _ = loaded(shards)
    assert asked == []
    loaded(shards, store)
    assert sum(asked) == 15
    assert max(asked) <= 4
