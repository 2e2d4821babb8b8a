"""A store in memory: the same as one on disk, gone at the end; for tests, single reports and quick questions."""

from collections.abc import Mapping
from typing import IO

from pyoxigraph import RdfFormat, serialize
from pyoxigraph import Store as Database

from kg.formats import GraphFormat
from kg.store.oxigraph import OxigraphStore
from kg.terms import DEFAULT_BASE


class MemoryStore(OxigraphStore):
    """An empty store in memory."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Make one whose instances lie below an IRI."""
        super().__init__(Database(), base, "memory")

    def dump(
        self, out: IO[bytes], form: GraphFormat, graph: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> None:
        """See `Store.dump`; in memory, what belongs together doesn't lie together."""
        if form is GraphFormat.TRIG:
            quads = sorted(self._database, key=lambda quad: (str(quad.graph_name), str(quad)))
            serialize(quads, out, RdfFormat.TRIG, prefixes=dict(prefixes or {}))
        else:
            super().dump(out, form, graph, prefixes)
