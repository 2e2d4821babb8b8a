"""What asking through `kg` costs beside the bare engine and rdflib: each bundled question, the same text, all rows read.

The reports are linked, and several tell of one happening, so that questions about several reports of one have something to do.
What is asked goes to all graphs together; that no answer counts twice what several graphs say is tried beside it: the rows must be
those of one graph in which everything is said once. Target: 1.2 times the bare engine, a twentieth of rdflib.
"""

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

from measure import Ratio, alternating, asked, cpu, forked, is_quick, print_ratios, quads_made
from pyoxigraph import Quad, RdfFormat
from pyoxigraph import Store as Database
from rdflib import Graph

from kg.formats import GraphFormat
from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.ontology import ontology_nquads
from kg.places.gazetteer import open_gazetteer
from kg.queries import bind, bundled
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.terms import DEFAULT_BASE

Row = tuple[str | None, ...]

NUMBER, QUICK = 600, 20
REPEATS = 3

#: With rdflib so many reports are asked about, and it is given up after so many times what `kg` takes, but not sooner than a second.
FEW, PATIENCE, QUICK_PATIENCE = 60, 100, 25


def main() -> None:
    """Print the CPU time of each question and the ratio to the bare engine's; of all together; then beside rdflib's."""
    number = asked(NUMBER, QUICK)
    questions = {
        query.name: bind(query, {parameter.name: parameter.example for parameter in query.parameters if parameter.required})
        for query in bundled().values()
    }
    with MemoryStore() as store:
        text = _linked(store, number)
        database, merged = Database(), Database()
        database.bulk_load(text, RdfFormat.N_QUADS)
        merged.extend({Quad(quad.subject, quad.predicate, quad.object) for quad in database})
        rows = [_beside_the_engine(name, question, store, database) for name, question in questions.items()]
        all_of_them = Ratio("all", sum(row.ours for row in rows), "bare engine", sum(row.theirs for row in rows), 1.2)
        print_ratios(f"Questions, {store.count():,} quads of {number:,} reports", [*rows, all_of_them])
        other = [name for name, question in questions.items() if _answers(store, question) != _answers_of(merged, question)]
    print(f"\nOne graph in which everything is said once gives other rows to: {', '.join(other) or 'none of them'}")
    few = min(FEW, number)
    with MemoryStore() as store:
        _linked(store, few)
        graph = _merged(store)
        compared = (_beside_rdflib(name, question, store, graph) for name, question in questions.items())
        print_ratios(f"Questions, {store.count():,} quads of {few:,} reports", compared)


def _linked(store: Store, number: int) -> bytes:
    """Put linked reports into a store; gives back all of it as N-Quads."""
    store.load([ontology_nquads(), *quads_made(number)])
    link(store, Resolver(open_gazetteer(), DEFAULT_BASE), (), datetime(2025, 1, 1, tzinfo=UTC))
    out = BytesIO()
    store.dump(out, GraphFormat.NQUADS)
    return out.getvalue()


def _merged(store: Store) -> Graph:
    graph = Graph()
    for name in store.graphs():
        graph.parse(data=store.graph_text(name), format="nt")
    return graph


def _beside_the_engine(name: str, question: str, store: Store, database: Database) -> Ratio:
    ours, bare = alternating(REPEATS, partial(_answers, store, question), partial(_answers_of, database, question, union=True))
    rows = _answers(store, question).total()
    return Ratio(f"{name}, {rows:,} rows", ours, "bare engine", bare, 1.2)


def _beside_rdflib(name: str, question: str, store: Store, graph: Graph) -> Ratio:
    ours = min(cpu(partial(_answers, store, question)) for _ in range(REPEATS))
    most = max(1, round((QUICK_PATIENCE if is_quick() else PATIENCE) * ours))
    theirs = forked(lambda: list(graph.query(question)), most)
    return Ratio(name, ours, "rdflib", theirs or most, 0.05, given_up=theirs is None)


def _answers(store: Store, question: str) -> Counter[Row]:
    return Counter(tuple(None if term is None else term.value for term in row) for row in select(store, question).rows)


def _answers_of(database: Database, question: str, *, union: bool = False) -> Counter[Row]:
    solutions = database.query(question, use_default_graph_as_union=union)
    return Counter(tuple(term and term.value for term in row) for row in solutions)  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
