"""kg: reports of violence against civilians as a knowledge graph in which every claim keeps its source and its words.

From Python: `kg.open(FOLDER).query(NAME, …)`; docs/api.md tells the rest.
"""

import importlib
from typing import Any

__all__ = ["Answer", "Graph", "InputError", "KgError", "LimitExceeded", "StoreError", "UsageError", "__version__", "open"]

__version__ = "0.1.0"

#: Where the public names are; each is loaded when it is first used, so that the command line starts fast.
_PUBLIC = {
    "Answer": ("kg.api", "Answer"),
    "Graph": ("kg.api", "Graph"),
    "InputError": ("kg.errors", "InputError"),
    "KgError": ("kg.errors", "KgError"),
    "LimitExceeded": ("kg.errors", "LimitExceeded"),
    "StoreError": ("kg.errors", "StoreError"),
    "UsageError": ("kg.errors", "UsageError"),
    "open": ("kg.api", "open_graph"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the public names
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
