"""Shards made by workers of dask: all of them in the same bytes, whichever workers die meanwhile."""

import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.build import Options
from kg.cluster import Cluster, cluster
from kg.errors import InputError, RemoteError, UsageError
from kg.linking.link import link
from kg.linking.resolving import Resolved, Resolver
from kg.model import Account, Report
from kg.places.gazetteer import open_gazetteer
from kg.reading.sources import find_sources
from kg.shards.extract import Job
from kg.shards.spread import how_many, spread
from kg.store.memory import MemoryStore
from tests.conftest import BASE
from tests.linking.reports import ALL, fill
from tests.shards.made import Reader, built, corpus, job, lines, loaded, make

pytest.importorskip("distributed", reason="dask is an extra")

SHARDS = 40


@pytest.fixture(scope="module")
def workers() -> Iterator[Cluster]:
    with cluster("local", 2) as found:
        yield found


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return corpus(tmp_path / "reports", 40)


def test_shards_are_all_there_in_equal_bytes_though_a_worker_is_killed_twice(workers: Cluster, reports: Path) -> None:
    killed: list[int] = []

    def kill(done: int, _: str) -> None:
        if len(killed) < 2 and done > 10 * (1 + len(killed)):
            killed.append(workers.pids()[0])
            os.kill(killed[-1], signal.SIGKILL)

    made = spread(find_sources([reports]), SHARDS, job(reports), workers, kill)
    assert len(set(killed)) == 2
    alone = make(reports, SHARDS, reports.parent / "alone")
    assert [one.path.read_bytes() for one in made] == [one.path.read_bytes() for one in alone]
    assert lines(loaded(made)[0]) == lines(built(reports)[0])


class Deadly(Reader):
    """Kills the process that reads it with one of the reports."""

    def extract(self, report: Report) -> Account:
        if report.identifier == "r0003":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(report)


def test_a_report_that_kills_its_reader_costs_itself_alone(workers: Cluster, reports: Path) -> None:
    deadly = Job(reports.parent / "out", Options(Deadly(), reports.parent), BASE)
    made = spread(find_sources([reports]), 2, deadly, workers)
    failures = [failure for one in made for failure in one.manifest.failures]
    assert failures == [(f"{reports}/r0003.txt", "the process that read it died 3 times (signal 9)")]
    assert sum(one.manifest.counts["reports"] for one in made) == 42


def test_shards_that_cannot_be_made_are_named_and_the_others_are_kept(workers: Cluster, reports: Path) -> None:
    out = reports.parent / "out"
    out.mkdir()
    (out / "001.nq.gz").mkdir()
    with pytest.raises(
        RemoteError, match=r"^1 of 3 shards were not made, 001 since .*001\.nq\.gz: can't be written: .*; the others are kept"
    ):
        spread(find_sources([reports]), 3, job(reports), workers)
    (out / "001.nq.gz").rmdir()
    made = spread(find_sources([reports]), 3, job(reports), workers)
    assert [one.before for one in made] == [True, False, True]


def test_what_a_call_raises_is_an_error_of_its_own(workers: Cluster) -> None:
    outcomes = dict(workers.map(halved, [4, 0, 1]))
    assert outcomes[4] == 2
    assert "odd" in str(outcomes[1])
    assert "ZeroDivisionError" in str(outcomes[0])


def halved(number: int) -> int:
    if number % 2:
        raise InputError("odd")
    return 8 // number


def test_workers_of_ones_own_listen_on_this_machine_alone_and_speak_in_secret(workers: Cluster) -> None:
    addresses = [workers.client.scheduler.address, *workers.client.scheduler_info()["workers"]]
    assert len(addresses) == 3
    assert {address.rpartition(":")[0] for address in addresses} == {"tls://127.0.0.1"}


@pytest.mark.parametrize("address", ["http://host:8786", "inproc://1/2", "host:8786", ""])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="scheduler such as tcp://host:8786"), cluster(address, 1):
        pass


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster._PATIENCE", 1)
    with pytest.raises(RemoteError, match=r"tcp://127\.0\.0\.1:1: no scheduler of dask answers"), cluster("tcp://127.0.0.1:1", 1):
        pass


@pytest.mark.parametrize(("files", "shards"), [(0, 1), (50, 1), (51, 2), (1_000_000, 20_000), (10_000_000, 100_000)])
def test_how_many_shards_there_are_depends_on_the_files_alone(files: int, shards: int) -> None:
    assert how_many(files) == shards


def test_linking_by_blocks_on_workers_comes_out_as_it_does_here(workers: Cluster) -> None:
    here, there = MemoryStore(BASE), MemoryStore(BASE)
    when, resolver = datetime(2026, 1, 31, 8, tzinfo=UTC), Resolver(open_gazetteer(), BASE)
    fill(here, *ALL)
    fill(there, *ALL)
    assert link(here, resolver, (), when) == link(there, resolver, (), when, each=workers.each)
    assert sorted(here.lines()) == sorted(there.lines())
    assert any("score" in line for line in there.lines())


@dataclass(frozen=True, slots=True)
class Elsewhere(Resolver):
    """Resolves in any process but one."""

    not_in: int = 0

    def resolve(self, lines: Iterable[str]) -> Resolved:
        assert os.getpid() != self.not_in
        return Resolver.resolve(self, lines)


def test_what_reports_name_is_resolved_by_the_workers(workers: Cluster) -> None:
    store = MemoryStore(BASE)
    fill(store, *ALL)
    resolver = Elsewhere(open_gazetteer(), BASE, not_in=os.getpid())
    done = link(store, resolver, (), datetime(2026, 1, 31, 8, tzinfo=UTC), each=workers.each)
    assert done.reports == len(ALL)


def test_results_of_calls_come_in_the_order_of_the_things_and_an_error_ends_them(workers: Cluster) -> None:
    assert list(workers.each(halved, [2, 4, 8] * 11)) == [4, 2, 1] * 11
    with pytest.raises(InputError, match="odd"):
        workers.each(halved, [2, 1])
