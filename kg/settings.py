"""What the user has set: `kg.toml`, found upward from the working folder, below the environment and the command line.

The order is flag, environment (`KG_STORE`), file, default. `kg.toml` holds plain keys (`store = "…"`); a relative path
counts from the folder of the file. What the columns of tables mean stands there too (`[tables."NAME"]`, `[incidents."NAME"]`),
which `kg.reading.columns` reads.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError

FILE_NAME = "kg.toml"
DEFAULT_STORE = Path("kg-store")
#: The ledger of decisions lies beside the store, so that it outlives it.
DEFAULT_DECISIONS = "kg-decisions.jsonl"
_KEYS = {"store", "decisions", "gazetteer", "linking", "tables", "incidents"}
_THRESHOLDS = {"same", "unsure"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that hold where no flag or variable says otherwise; without `decisions`, the ledger lies beside the store.

    `gazetteer` are files of the user's own places, `linking` the scores (0 to 1) from which on pairs are `same` and `unsure`.
    """

    store: Path = DEFAULT_STORE
    decisions: Path | None = None
    gazetteer: tuple[Path, ...] = ()
    linking: Mapping[str, float] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)
    incidents: Mapping[str, Any] = field(default_factory=dict)


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest `kg.toml` in a folder or above it; raises `UsageError` for a broken or unknown one."""
    for parent in (folder.resolve(), *folder.resolve().parents):
        if (parent / FILE_NAME).is_file():
            return _read(parent / FILE_NAME)
    return Settings()


def _read(path: Path) -> Settings:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: can't be read as TOML: {error}") from error
    if unknown := sorted(values.keys() - _KEYS):
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}; there are: {', '.join(sorted(_KEYS))}")
    store, decisions = _path(path, values, "store"), _path(path, values, "decisions")
    for name in ("tables", "incidents"):
        if not isinstance(values.get(name, {}), dict):
            raise UsageError(f'{path}: {name} must be a table: [{name}."NAME"]')
    gazetteer = values.get("gazetteer", [])
    if not isinstance(gazetteer, list) or not all(isinstance(name, str) and name for name in gazetteer):
        raise UsageError(f'{path}: gazetteer must be a list of paths: ["places.csv"]')
    places = tuple(path.parent / name for name in gazetteer)
    linking = _thresholds(path, values.get("linking", {}))
    return Settings(store or DEFAULT_STORE, decisions, places, linking, values.get("tables", {}), values.get("incidents", {}))


def _thresholds(file: Path, given: object) -> Mapping[str, float]:
    wrong = f"{file}: [linking] holds same and unsure, numbers from 0 to 1, same not below unsure"
    if not isinstance(given, dict) or given.keys() - _THRESHOLDS:
        raise UsageError(wrong)
    numbers = [value for value in given.values() if isinstance(value, (int, float)) and 0 <= value <= 1]
    if len(numbers) < len(given) or given.get("same", 1) < given.get("unsure", 0):
        raise UsageError(wrong)
    return given


def ledger_path(store: Path, folder: Path) -> Path:
    """Where the ledger of decisions on a store lies, as `kg.toml` for a folder says, else beside the store."""
    return find_settings(folder).decisions or store.resolve().parent / DEFAULT_DECISIONS


def _path(file: Path, values: Mapping[str, Any], name: str) -> Path | None:
    value = values.get(name)
    if value is not None and (not isinstance(value, str) or not value):
        raise UsageError(f"{file}: {name} must be a path")
    return None if value is None else file.parent / value
