"""The words behind the rows of an answer: a table with IRIs of claims goes in, the same rows with their quotations come out."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.store.base import Store, Table, select
from kg.terms import Text, iri
from kg.values import Term

#: The columns that are added: words, who says so, name of the report, day of its publication.
COLUMNS = ("quotedWords", "quotedSource", "quotedReport", "quotedPublished")

#: What stands between the quotations of several claims in one cell; the four cells have them in the same order.
BETWEEN = " | "

#: Rows whose quotations are looked up at once: a query must stay well below the longest that is allowed.
_BATCH = 50

_QUERY = """
SELECT ?node ?start ?words ?source ?report ?published WHERE {
  { SELECT ?node ?start ?words ?text WHERE {
    VALUES ?node { NODES }
    ?node rv:evidence ?passage .
    ?passage oa:start ?start ; oa:exact ?words ; rv:inReport ?text
  } }
  ?text dct:identifier ?report
  OPTIONAL { ?text dct:issued ?published }
  OPTIONAL { ?node rv:accordingTo/rdfs:label ?source }
}
ORDER BY ?node DESC(?start) DESC(?words)
"""

# What stands behind the base in the name of a claim or an event.
_PATH = re.compile(r"[\w/-]+")

_Row = tuple[Term | None, ...]


def with_quotes(store: Store, table: Table) -> Table:
    """The table with `COLUMNS` added: the first words of each claim that a row names, or of its event where it names no claim.

    A row that names neither gets empty cells. Rows are looked up in batches as they are read.
    """
    return Table((*table.variables, *COLUMNS), _quoted(store, table.rows))


def _quoted(store: Store, rows: Iterator[_Row]) -> Iterator[_Row]:
    while batch := list(islice(rows, _BATCH)):
        nodes = [_nodes(row, store.base) for row in batch]
        found = dict(_quotations(store, sorted({node for each in nodes for node in each})))
        for row, named in zip(batch, nodes, strict=True):
            yield (*row, *_cells([found[node] for node in named if node in found]))


def _nodes(row: _Row, base: str) -> list[str]:
    """The IRIs below the base in a row, those of a list of claims in one cell among them, each once."""
    words = [word for term in row if term is not None for word in term.value.split(" ") if word.startswith(base)]
    return list(dict.fromkeys(word for word in words if _PATH.fullmatch(word, len(base))))


def _quotations(store: Store, nodes: Iterable[str]) -> Iterator[tuple[str, tuple[Term | None, ...]]]:
    """Each node with its first words, source, report and date; the last one of a node stands first in its text."""
    values = " ".join(map(iri, nodes))
    for node, _, *cells in select(store, _QUERY.replace("NODES", values)).rows if values else ():
        if node is not None:
            yield node.value, tuple(cells)


def _cells(quotations: list[tuple[Term | None, ...]]) -> _Row:
    """The four cells of a row: of its claims, which have a source; of its events where it has no claim."""
    claims = [quotation for quotation in quotations if quotation[1] is not None] or quotations
    if len(claims) == 1:
        return claims[0]
    return tuple(_joined(column) for column in zip(*claims, strict=True)) or (None,) * len(COLUMNS)


def _joined(terms: Iterable[Term | None]) -> Term | None:
    return Text(BETWEEN.join("" if term is None else term.value for term in terms))
