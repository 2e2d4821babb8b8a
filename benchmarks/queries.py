"""What asking through `kg` costs beside the bare engine: each bundled question, the same text, all rows read.

The reports share incidents, four by four, so that questions about several reports of one incident have something to do.
"""

from functools import partial

from measure import alternating, copies_of_samples, print_table, sharing_incidents
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database

from kg.ontology import ontology_nquads
from kg.queries import bind, bundled
from kg.store.base import Store, select
from kg.store.memory import MemoryStore

NUMBER = 700
REPEATS = 3


def main() -> None:
    """Print the CPU time of each question, of the bare engine on the same text, and the ratio; then of all together."""
    texts = [ontology_nquads(), *sharing_incidents(copies_of_samples(NUMBER))]
    database = Database()
    database.bulk_load("".join(texts).encode(), RdfFormat.N_QUADS)
    rows, total, bare = [], 0.0, 0.0
    with MemoryStore() as store:
        store.load(texts)
        for query in bundled().values():
            text = bind(query, {parameter.name: parameter.example for parameter in query.parameters if parameter.required})
            ours, theirs = alternating(REPEATS, partial(_through, store, text), partial(_bare, database, text))
            rows.append([query.name, f"{_through(store, text):,}", f"{ours:.3f} s", f"{theirs:.3f} s", f"{ours / theirs:.2f}"])
            total, bare = total + ours, bare + theirs
        head = [f"{store.count():,} quads", "rows", "`kg`, CPU", "bare engine, CPU", "ratio"]
    print_table("Queries", head, [*rows, ["**all**", "", f"{total:.2f} s", f"{bare:.2f} s", f"**{total / bare:.2f}**"]])


def _through(store: Store, text: str) -> int:
    return sum(1 for _ in select(store, text).rows)


def _bare(database: Database, text: str) -> int:
    solutions = database.query(text, use_default_graph_as_union=True)
    return sum(1 for _ in solutions)  # type: ignore[union-attr, misc]


if __name__ == "__main__":
    main()
