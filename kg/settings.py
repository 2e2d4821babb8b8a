"""What the user has set: `kg.toml`, found upward from the working folder, below the environment and the command line.

The order is flag, environment (`KG_STORE`), file, default. `kg.toml` holds plain keys (`store = "…"`); a relative `store`
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
_KEYS = {"store", "tables", "incidents"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that hold where no flag or variable says otherwise."""

    store: Path = DEFAULT_STORE
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
    store = values.get("store", str(DEFAULT_STORE))
    if not isinstance(store, str) or not store:
        raise UsageError(f"{path}: store must be the path of a folder")
    for name in ("tables", "incidents"):
        if not isinstance(values.get(name, {}), dict):
            raise UsageError(f'{path}: {name} must be a table: [{name}."NAME"]')
    return Settings(
        path.parent / store if "store" in values else DEFAULT_STORE, values.get("tables", {}), values.get("incidents", {})
    )
