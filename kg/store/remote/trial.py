"""What a server must do to be written to, tried out in two small graphs that are removed again.

1. It gives back what was put into it, word for word.
2. A query sees the union of all named graphs, as it is or when it is told to.
3. An update that fails half-way leaves nothing behind.
"""

from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, LimitExceeded, RemoteError
from kg.settings import Server
from kg.store.remote.contact import REMEDY
from kg.store.remote.service import Service
from kg.terms import XSD, literal

_ONE, _TWO = "<urn:kg:probe:1>", "<urn:kg:probe:2>"
_NODE, _SAYS, _HALF = "<urn:kg:probe:node>", "<urn:kg:probe:says>", "<urn:kg:probe:half>"

# Values that some engines change: escapes, control characters, letters beyond the first plane, types that are stored as others.
_VALUES = (
    literal('"\\u0041"\t\\U00000041\r\n é 😀'),
    literal("\x01"),
    literal(True),
    literal(7),
    f'"0.5"^^<{XSD}decimal>',
    f'"2024-05"^^<{XSD}gYearMonth>',
    f'"2024-05-07T08:09:00Z"^^<{XSD}dateTime>',
    '"word"@en',
)
_CLEAR = f"DROP SILENT GRAPH {_ONE} ; DROP SILENT GRAPH {_TWO}"


def tried(service: Service, server: Server) -> Service:
    """The service, told to ask for the union where it must be; raises `RemoteError` where the server is not fit to be written to."""
    statements = " ".join(f"{_NODE} {_SAYS} {value} ." for value in _VALUES)
    service.update(f"{_CLEAR} ; INSERT DATA {{ GRAPH {_ONE} {{ {statements} }} GRAPH {_TWO} {{ {statements} }} }}")
    try:
        _check_values(service, server)
        chosen = _with_union(service, server)
        _check_whole(service, server)
    finally:
        service.update(_CLEAR)
    return chosen


def _check_values(service: Service, server: Server) -> None:
    table, _ = service.select(f"SELECT ?value WHERE {{ GRAPH {_ONE} {{ {_NODE} {_SAYS} ?value }} }}", ("value",))
    found = {str(value) for (value,) in table.rows}
    lines = "".join(f"{_NODE} {_SAYS} {value} .\n" for value in _VALUES)
    for value in (str(triple.object) for triple in parse(lines, RdfFormat.N_TRIPLES)):
        if value not in found:
            raise RemoteError(f"{server}: does not give back {value!r} as it was put in; kg can't keep words and numbers there")


def _with_union(service: Service, server: Server) -> Service:
    query = f"SELECT ?graph WHERE {{ GRAPH ?graph {{ {_NODE} {_SAYS} 7 }} {_NODE} {_SAYS} 7 }}"
    for choice in (service, Service(service.client, service.endpoints, union=True)):
        if choice.select(query, ("graph",))[1]:
            return choice
    raise RemoteError(f"{server}: its default graph is not the union of all named graphs; {REMEDY}")


def _check_whole(service: Service, server: Server) -> None:
    """Let an update fail: what it names can't be loaded by anybody, and reaches no network."""
    half = f"INSERT DATA {{ GRAPH {_TWO} {{ {_NODE} {_HALF} 1 }} }}"
    try:
        service.update_once(f"{half} ; LOAD <urn:kg:probe:nothing> INTO GRAPH {_TWO}")
    except (RemoteError, InputError, LimitExceeded):
        if service.ask(f"ASK {{ GRAPH {_TWO} {{ {_NODE} {_HALF} 1 }} }}"):
            raise RemoteError(
                f"{server}: leaves half of an update that failed behind; kg needs each to be carried out as a whole or not at all"
            ) from None
