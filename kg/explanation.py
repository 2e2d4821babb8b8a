"""Why a query answers as it does: SPARQL and a store go in, the query as the engine gets it and how often its names occur come out."""

from collections.abc import Iterator

from kg.spelling import every_name
from kg.store.base import Store, select
from kg.terms import iri
from kg.vocabulary import with_prefixes


def explain(store: Store, text: str) -> Iterator[str]:
    """Lines of text: the query with its prefixes, then each name in it with the triples in which it is the property or the value.

    The engine tells nothing of its plan. A name that occurs nowhere is what most often leaves an answer empty; one that occurs
    very often is what makes it slow.
    """
    yield with_prefixes(text).rstrip("\n")
    yield ""
    yield f"{'property':>12} {'value':>12}  in how many triples of the store"
    written = {name.iri: name.written for name in every_name(text)}
    for name, shown in written.items():
        term = iri(name)
        yield f"{_count(store, f'?s {term} ?o'):>12,} {_count(store, f'?s ?p {term}'):>12,}  {shown}"


def _count(store: Store, pattern: str) -> int:
    rows = select(store, f"SELECT (COUNT(*) AS ?number) WHERE {{ {pattern} }}").rows
    return next(int(number.value) for (number,) in rows if number)
