"""Servers that several tests share: a real one, one before it that fails as it is told, and one of another kind."""

from collections.abc import Iterator

import pytest

from tests.faulty_server import FaultyServer, faulty_server
from tests.rdflib_server import RdflibServer, rdflib_server
from tests.sparql_server import SparqlServer, sparql_server


@pytest.fixture(scope="session")
def _oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with sparql_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def oxigraph(_oxigraph: SparqlServer) -> SparqlServer:
    """An empty Oxigraph server."""
    _oxigraph.clear()
    return _oxigraph


@pytest.fixture
def faulty(oxigraph: SparqlServer) -> Iterator[FaultyServer]:
    """A server that fails as its `plan` says, in front of an empty one."""
    with faulty_server(oxigraph.address, silence=0.2) as server:
        yield server


@pytest.fixture
def rdflib() -> Iterator[RdflibServer]:
    """An empty server of another kind."""
    with rdflib_server() as server:
        yield server
