"""`kg extract --out` and `kg load`: shards made on the command line or by a cluster's environment become one store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.settings import Server
from kg.store import embedded, opening
from kg.verification import verify
from tests.conftest import BASE
from tests.shards.made import corpus, lines
from tests.sparql_server import SparqlServer, sparql_server

#: What a cluster or a user may have set.
CLEAN = {"SLURM_ARRAY_TASK_ID": None, "JOB_COMPLETION_INDEX": None, "KG_STORE": None}


def kg(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="kg", env={**CLEAN, **environment})


def extract(*arguments: str | Path, **environment: str) -> Result:
    return kg("extract", "reports", "--out", "out", "--reader", "manual", "--base", BASE, *arguments, **environment)


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with reports that have accounts made by hand, but for one."""
    monkeypatch.chdir(tmp_path)
    corpus(tmp_path / "reports")
    listed = (tmp_path / "reports" / "metadata.csv").read_text()
    (tmp_path / "reports" / "metadata.csv").write_text("".join(line for line in listed.splitlines(True) if "weeks" not in line))
    (tmp_path / "reports" / "r0003.json").unlink()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SparqlServer]:
    with sparql_server(tmp_path / "server") as running:
        yield running


def test_shards_named_by_hand_by_slurm_and_by_kubernetes_become_the_store_of_a_build(tmp_path: Path) -> None:
    results = [
        extract("--shard", "0/3"),
        extract("--shard", "/3", SLURM_ARRAY_TASK_ID="1"),
        extract("--shard", "/3", JOB_COMPLETION_INDEX="2"),
    ]
    assert [result.exit_code for result in results] == [0, 0, 0], results
    assert sorted(path.name for path in (tmp_path / "out").glob("*.nq.gz")) == ["000.nq.gz", "001.nq.gz", "002.nq.gz"]
    shards = sorted((tmp_path / "out").glob("*.nq.gz"))
    loaded, built = (
        kg("load", *shards, "--store", "loaded"),
        kg("build", "reports", "--reader", "manual", "--base", BASE, "--store", "built"),
    )
    assert (loaded.exit_code, built.exit_code) == (3, 3)  # one report has no account
    assert "not read: reports/r0003.txt: no hand-made account r0003.json beside it\n11 reports loaded" in loaded.stderr
    with embedded.reader(tmp_path / "loaded") as one, embedded.reader(tmp_path / "built") as other:
        assert lines(one) == lines(other)
    assert list(verify(tmp_path / "loaded")) == []
    again = kg("build", "reports", "--reader", "manual", "--store", "loaded")
    assert "0 reports read (0 of them changed); 11 unchanged" in again.stderr


def test_a_shard_that_cannot_read_all_is_whole_and_says_what_it_could_not_read() -> None:
    result = extract()
    assert result.exit_code == 0  # a cluster need not try it again
    assert "not read: reports/r0003.txt: no hand-made account" in result.stderr
    assert "out/000.nq.gz: 11 reports of 12 files" in result.stderr
    assert "it was there already" in extract().stderr


def test_shards_are_loaded_into_a_server_as_into_a_folder(server: SparqlServer, tmp_path: Path) -> None:
    extract("--shard", "0/2")
    extract("--shard", "1/2")
    shards = sorted((tmp_path / "out").glob("*.nq.gz"))
    for place, given in ((server.address, shards), ("loaded", ["out"])):
        assert "11 reports loaded" in kg("load", *given, "--store", place).stderr
    assert "0 reports loaded (0 of them changed); 11 unchanged" in kg("load", *shards, "--store", server.address).stderr
    with opening.reader(Server(server.address)) as one, embedded.reader(tmp_path / "loaded") as other:
        assert lines(one) == lines(other)


def test_a_build_by_workers_of_dask_makes_the_store_of_a_build_and_leaves_no_shards(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="dask is an extra")
    arguments = ("build", "reports", "--reader", "manual", "--base", BASE)
    spread, alone = kg(*arguments, "--dask", "local", "--workers", "1", "--store", "spread"), kg(*arguments, "--store", "alone")
    assert (spread.exit_code, alone.exit_code) == (3, 3), spread.stderr
    assert "11 reports read (0 of them changed); 0 unchanged; 1 not read\n11 events, " in spread.stderr
    with embedded.reader(tmp_path / "spread") as one, embedded.reader(tmp_path / "alone") as other:
        assert lines(one) == lines(other)
    assert not (tmp_path / ".spread.shards").exists()
    assert "0 reports read (0 of them changed); 11 unchanged" in kg(*arguments, "--store", "spread").stderr


def test_an_address_that_is_no_scheduler_s_is_refused() -> None:
    result = kg("build", "reports", "--dask", "http://localhost")
    assert (result.exit_code, "give local, or the address of a scheduler" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reports"], "--out FOLDER writes what many tell of"),
        (["reports/r0001.txt", "reports/r0002.txt"], "--out FOLDER writes what many tell of"),
        (["reports/r0001.txt", "--shard", "0/2"], "--shard needs --out"),
        (["reports", "--out", "out", "--trace"], "leave --out away"),
        (["reports", "--out", "reports/out"], "would be read as reports"),
        (["reports", "--out", "out", "--shard", "2/2"], "numbered 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], said: str) -> None:
    result = kg("extract", *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_a_missing_shard_ends_a_load_with_one_line_and_makes_no_store(tmp_path: Path) -> None:
    extract("--shard", "1/2")
    result = kg("load", "out/001.nq.gz", "--store", "loaded")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "kg: error: 1 of 2 shards are missing: 000; make them with kg extract --shard\n"
    assert not (tmp_path / "loaded").exists()
