"""A store in memory: the same as one on disk, gone at the end; for tests, single reports and quick questions."""

from pyoxigraph import Store as Database

from kg.store.oxigraph import OxigraphStore
from kg.terms import DEFAULT_BASE


class MemoryStore(OxigraphStore):
    """An empty store in memory."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Make one whose instances lie below an IRI."""
        super().__init__(Database(), base, "memory")
