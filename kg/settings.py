"""What the user has set: `kg.toml`, found upward from the working folder, below the environment and the command line.

The order is flag, environment (`KG_STORE`), file, default. `kg.toml` holds plain keys (`store = "…"`); a relative path
counts from the folder of the file. What the columns of tables mean stands there too (`[tables."NAME"]`, `[incidents."NAME"]`),
which `kg.reading.columns` reads.

A store is a folder, or a SPARQL server by its address; `[servers."http://…/"]` says what is special about one:
`query` and `update` (the addresses of its services), `credentials` (a file that only its owner may read), `timeout` (seconds).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import UsageError

FILE_NAME = "kg.toml"
DEFAULT_STORE = Path("kg-store")
#: The ledger of decisions lies beside the store, so that it outlives it.
DEFAULT_DECISIONS = "kg-decisions.jsonl"
#: Seconds that a server may be silent before a request is given up.
SILENCE = 60.0
_KEYS = {"store", "decisions", "gazetteer", "linking", "tables", "incidents", "servers"}
_THRESHOLDS = {"same", "unsure"}
_OF_SERVER = {"query", "update", "credentials", "timeout"}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL 1.1 server that is the store: its address, and what is known of it besides.

    `query` and `update` are the addresses of its services where they can't be found from its own, `credentials` is a file that holds
    a name and password or a token, `timeout` how many seconds it may be silent.
    """

    address: str
    query: str | None = None
    update: str | None = None
    credentials: Path | None = None
    timeout: float = SILENCE

    def __str__(self) -> str:
        """The address."""
        return self.address


#: Where a store is: its folder, or its server.
Location: TypeAlias = Path | Server


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that hold where no flag or variable says otherwise; without `decisions`, the ledger lies beside the store.

    `gazetteer` are files of the user's own places, `linking` the scores (0 to 1) from which on pairs are `same` and `unsure`.
    """

    store: Location = DEFAULT_STORE
    decisions: Path | None = None
    gazetteer: tuple[Path, ...] = ()
    linking: Mapping[str, float] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)
    incidents: Mapping[str, Any] = field(default_factory=dict)
    servers: Mapping[str, Server] = field(default_factory=dict)


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest `kg.toml` in a folder or above it; raises `UsageError` for a broken or unknown one."""
    for parent in (folder.resolve(), *folder.resolve().parents):
        if (parent / FILE_NAME).is_file():
            return _read(parent / FILE_NAME)
    return Settings()


def _read(path: Path) -> Settings:
    import tomllib  # noqa: PLC0415 - where there is no file, no command must pay for it

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: can't be read as TOML: {error}") from error
    if unknown := sorted(values.keys() - _KEYS):
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}; there are: {', '.join(sorted(_KEYS))}")
    servers = {address: _server(path, address, given) for address, given in _tables(path, values, "servers").items()}
    store, decisions = _store(path, values, servers), _path(path, values, "decisions")
    tables, incidents = _tables(path, values, "tables"), _tables(path, values, "incidents")
    gazetteer = values.get("gazetteer", [])
    if not isinstance(gazetteer, list) or not all(isinstance(name, str) and name for name in gazetteer):
        raise UsageError(f'{path}: gazetteer must be a list of paths: ["places.csv"]')
    places = tuple(path.parent / name for name in gazetteer)
    linking = _thresholds(path, values.get("linking", {}))
    return Settings(store or DEFAULT_STORE, decisions, places, linking, tables, incidents, servers)


def _thresholds(file: Path, given: object) -> Mapping[str, float]:
    wrong = f"{file}: [linking] holds same and unsure, numbers from 0 to 1, same not below unsure"
    if not isinstance(given, dict) or given.keys() - _THRESHOLDS:
        raise UsageError(wrong)
    numbers = [value for value in given.values() if isinstance(value, (int, float)) and 0 <= value <= 1]
    if len(numbers) < len(given) or given.get("same", 1) < given.get("unsure", 0):
        raise UsageError(wrong)
    return given


def location_of(text: str, folder: Path) -> Location:
    """The store that a path or an address names, with what `kg.toml` for a folder says of a server.

    Raises `UsageError` for an address that can't be one, or that holds a name and password: those come by another way.
    """
    return server_of(text, find_settings(folder).servers) if _ADDRESS.match(text) else Path(text)


def server_of(address: str, servers: Mapping[str, Server]) -> Server:
    """The server at an address, as `servers` describes it where it is among them; raises what `location_of` raises."""
    if "@" in address:
        raise UsageError("the address of a server holds no name and password: set KG_STORE_USER and KG_STORE_PASSWORD instead")
    if not _HOST.fullmatch(address):
        raise UsageError(
            "this is no address of a server: write http://HOST/PATH, without ? and #, which may hold what nobody should see"
        )
    return servers.get(address, Server(address))


def root_of(store: Location) -> Path:
    """The folder from which the paths of reports are told: that in which the store lies; of a server, the working folder."""
    return store.resolve().parent if isinstance(store, Path) else Path.cwd()


def ledger_path(store: Location, folder: Path) -> Path:
    """Where the ledger of decisions on a store lies, as `kg.toml` for a folder says, else beside the store or in the folder."""
    beside = store.resolve().parent if isinstance(store, Path) else folder
    return find_settings(folder).decisions or beside / DEFAULT_DECISIONS


def _store(file: Path, values: Mapping[str, Any], servers: Mapping[str, Server]) -> Location | None:
    value = values.get("store")
    if isinstance(value, str) and _ADDRESS.match(value):
        return server_of(value, servers)
    return _path(file, values, "store")


def _tables(file: Path, values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The tables below a name, none where there is none."""
    given = values.get(name, {})
    if not isinstance(given, dict):
        raise UsageError(f'{file}: {name} must be a table: [{name}."NAME"]')
    return given


def _server(file: Path, address: str, given: object) -> Server:
    server_of(address, {})
    if not isinstance(given, dict) or given.keys() - _OF_SERVER:
        raise UsageError(
            f'{file}: [servers."{address}"] holds {", ".join(sorted(_OF_SERVER))}; credentials stand in a file of their own'
        )
    query, update = (_service(file, given, name) for name in ("query", "update"))
    timeout = given.get("timeout", SILENCE)
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or timeout <= 0:
        raise UsageError(f"{file}: timeout must be a number of seconds")
    return Server(address, query, update, _path(file, given, "credentials"), float(timeout))


def _service(file: Path, given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and (not isinstance(value, str) or not _HOST.fullmatch(value)):
        raise UsageError(f"{file}: {name} must be the address of a service: http://HOST/PATH")
    return value


def _path(file: Path, values: Mapping[str, Any], name: str) -> Path | None:
    value = values.get(name)
    if value is not None and (not isinstance(value, str) or not value):
        raise UsageError(f"{file}: {name} must be a path")
    return None if value is None else file.parent / value
