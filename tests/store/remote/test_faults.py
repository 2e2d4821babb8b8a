"""A server fails in every way that there is: what is asked again is right, what is not right is an error, never fewer rows."""

from collections.abc import Iterator

import pytest
import stamina

from kg.errors import InputError, RemoteError
from kg.settings import Server
from kg.store.base import select
from kg.store.opening import reader, writer
from kg.store.reports import ledger, replace
from tests.faulty_server import FAULTS, FaultyServer, faulty_server
from tests.sparql_server import SparqlServer
from tests.store.graphs import BASE, entry, whole

REPORTS = 40

#: How often a request is made here at most; no try waits for the one before.
TRIES = 3


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with stamina.set_testing(True, attempts=TRIES, cap=True):
        yield


def server(faulty: FaultyServer) -> Server:
    return Server(faulty.address, timeout=30)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_fails_once_is_asked_again_and_right(faulty: FaultyServer, fault: str) -> None:
    with writer(server(faulty), BASE) as store:
        store.load([whole("a")])
        there = store.count()
        faulty.plan = [fault]
        assert store.count() == there
        faulty.plan = [fault]
        assert len(list(select(store, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows)) == there
    assert faulty.seen[fault] == 2


@pytest.mark.parametrize("fault", FAULTS)
def test_what_fails_again_and_again_is_an_error_in_one_line(faulty: FaultyServer, fault: str) -> None:
    with writer(server(faulty), BASE) as store:
        store.load([whole("a")])
        faulty.plan = [fault] * 20
        with pytest.raises(RemoteError, match=rf"tried {TRIES} times") as caught:
            store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
        faulty.plan = []
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(faulty.address)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_report_is_stored_once_or_not_at_all_whatever_happens_to_the_request(
    faulty: FaultyServer, oxigraph: SparqlServer, fault: str
) -> None:
    with writer(Server(oxigraph.address), BASE) as straight, writer(server(faulty), BASE) as store:
        for name in ("a", "b"):
            faulty.plan = [fault]
            store.load([whole(name)])
        alone = straight.count()
        faulty.plan = [fault] * 20
        with pytest.raises(RemoteError):
            store.load([whole("c")])
        faulty.plan = []
        assert [known.path for known in ledger(straight).values()] in (["a.txt", "b.txt"], ["a.txt", "b.txt", "c.txt"])
        store.load([whole("c")])
        assert straight.count() == len({*(whole("a") + whole("b") + whole("c")).splitlines()})
        assert alone < straight.count()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_report_takes_anothers_place_once_whatever_happens_to_the_requests(
    faulty: FaultyServer, oxigraph: SparqlServer, fault: str
) -> None:
    with writer(Server(oxigraph.address), BASE) as straight, writer(server(faulty), BASE) as store:
        store.load([whole("a") + whole("b")])
        faulty.plan = [fault, None] * 10
        replace(store, [entry("a")], whole("c", path="a.txt"))
        faulty.plan = []
        assert sorted(straight.lines()) == sorted({*(whole("b") + whole("c", path="a.txt")).splitlines()})


def test_of_a_server_that_fails_three_times_in_ten_nothing_is_lost_and_nothing_doubled(oxigraph: SparqlServer) -> None:
    names = [f"r{number}" for number in range(REPORTS)]
    with (
        faulty_server(oxigraph.address, share=0.3, silence=0.2) as faulty,
        stamina.set_testing(True, attempts=12, cap=True),
        writer(server(faulty), BASE) as store,
    ):
        store.load(whole(name) for name in names)
        for name in names[::2]:
            replace(store, [entry(name)], whole(f"{name}-new", path=f"{name}.txt"))
        faulty.plan = [None] * 100_000
        assert sum(faulty.seen[fault] for fault in FAULTS) > REPORTS
    wanted = "".join(whole(name) for name in names[1::2]) + "".join(
        whole(f"{name}-new", path=f"{name}.txt") for name in names[::2]
    )
    with reader(Server(oxigraph.address)) as straight:
        assert sorted(straight.lines()) == sorted({*wanted.splitlines()})


def test_a_server_that_says_nothing_is_given_up_after_its_time(faulty: FaultyServer) -> None:
    with writer(server(faulty), BASE) as store:
        store.load([whole("a")])
    faulty.plan, faulty.silence = ["stall"] * 20, 3.0
    with pytest.raises(RemoteError, match=r"was silent for 0.2 s \(tried 3 times\)"):
        reader(Server(faulty.address, timeout=0.2))


def test_a_login_page_in_front_of_the_update_service_is_no_success(faulty: FaultyServer) -> None:
    with writer(server(faulty), BASE) as store:
        faulty.plan = ["login"] * 20
        with pytest.raises(RemoteError, match=r"text/html.*login"):
            store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:b> 1 } }")
        faulty.plan = []
        assert store.count() == 0


def test_a_server_that_only_says_that_it_stores_is_found_out(faulty: FaultyServer) -> None:
    with writer(server(faulty), BASE) as store:
        faulty.plan = ["nothing"]
        with pytest.raises(RemoteError, match="says that it has stored what it has not"):
            store.load([whole("a")])


def test_what_a_server_cannot_carry_out_is_said_once_in_its_words(faulty: FaultyServer) -> None:
    with writer(server(faulty), BASE) as store:
        before = faulty.seen.total()
        with pytest.raises(InputError, match=r"can't carry this out.*1:13"):
            store.update("INSERT DATA nonsense")
        assert faulty.seen.total() == before + 1


def test_where_nobody_listens_it_is_said_soon() -> None:
    with pytest.raises(RemoteError, match="can't be reached"):
        reader(Server("http://127.0.0.1:9"))
