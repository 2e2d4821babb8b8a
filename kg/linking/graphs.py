"""Small questions to a store about its identity graph, and the updates that change it: what every step of linking shares.

Names are bracketed IRIs throughout.
"""

from collections.abc import Collection, Iterable, Iterator

from kg.store.base import Store, select
from kg.terms import RDF, RV, iri

#: Names in one VALUES block: a query must not grow too long.
AT_ONCE = 200


def identity(store: Store) -> str:
    """The identity graph's name."""
    return iri(f"{store.base}graph/identity")


def entities(store: Store) -> str:
    """The entities graph's name."""
    return iri(f"{store.base}graph/entities")


def report_of(node: str) -> str:
    """The report that a node is of: `BASE report/HASH/event/1` is of `BASE report/HASH`.

    >>> report_of("<https://example.org/report/a1/event/12>")
    '<https://example.org/report/a1>'
    """
    return f"{node.rsplit('/', 2)[0]}>"


def rows(store: Store, wanted: str, pattern: str, variable: str, terms: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT in which a variable stands for some serialised terms; what is unbound is ""."""
    ordered = sorted(terms)
    for start in range(0, len(ordered), AT_ONCE):
        some = f"VALUES ?{variable} {{ {' '.join(ordered[start : start + AT_ONCE])} }}"
        for row in select(store, f"SELECT {wanted} WHERE {{ {some} {pattern} }}").rows:
            yield tuple("" if term is None else str(term) for term in row)


def change(store: Store, removed: Iterable[str], added: Iterable[str], graph: str) -> None:
    """Delete some statements of a graph and insert others, in one step; each as "subject predicate object"."""
    old, new = list(removed), list(added)
    operations = [
        f"{verb} {{ GRAPH {graph} {{ {' . '.join(some)} }} }}"
        for verb, some in (("DELETE DATA", old), ("INSERT DATA", new))
        if some
    ]
    if operations:
        store.update(" ;\n".join(operations))


def about(store: Store, nodes: Collection[str], graph: str) -> list[str]:
    """All statements of a graph about some nodes."""
    pattern = f"GRAPH {graph} {{ ?node ?property ?value }}"
    return [" ".join(row) for row in rows(store, "?node ?property ?value", pattern, "node", nodes)]


def by_whom(decision: str) -> str:
    """The pattern that tells who decided: `?score` is bound to how alike a program found the two, and not where a person decided.

    A person's decision is one because it is called so (`rv:PersonalDecision`), whatever else is said of it.
    """
    person = f"{{ {decision} <{RDF}type> <{RV}PersonalDecision> }}"
    return f"OPTIONAL {{ {decision} <{RV}score> ?score FILTER NOT EXISTS {person} }}"


def sweep(store: Store) -> None:
    """Remove the shared things that nothing points to any more, and those that only such pointed to."""
    graph = f"GRAPH {entities(store)}"
    needless = f"{graph} {{ ?thing <{RDF}type> ?kind }} FILTER NOT EXISTS {{ ?other ?property ?thing }}"
    while gone := [str(row[0]) for row in select(store, f"SELECT DISTINCT ?thing WHERE {{ {needless} }}").rows]:
        change(store, about(store, gone, entities(store)), (), entities(store))
