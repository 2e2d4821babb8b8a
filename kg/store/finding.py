"""A report's name goes in, the IRI of the one report that bears it comes out, or an error that says which there are."""

import difflib
from collections.abc import Iterator

from kg.errors import InputError
from kg.store.base import Store, select
from kg.terms import DCT, RDF, RV, iri, literal

_IS_REPORT = f"<{RDF}type> <{RV}Report>"
_CALLED = f"<{DCT}identifier>"


def find_report(store: Store, name: str) -> str:
    """The IRI of the report with an identifier or IRI; raises `InputError` if the store has none or several."""
    if name.startswith(store.base):
        found = list(_values(store, f"VALUES ?value {{ {iri(name)} }} ?value {_IS_REPORT}"))
    else:
        found = list(_values(store, f"?value {_CALLED} {literal(name)}"))
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{len(found)} reports are called {name!r}; say which by its IRI: {', '.join(found)}")
    known = list(_values(store, f"?report {_IS_REPORT} ; {_CALLED} ?value"))
    close = difflib.get_close_matches(name, known, 3, 0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else "; kg query reports lists them"
    raise InputError(f"no report {name!r} in the store{hint}")


def _values(store: Store, pattern: str) -> Iterator[str]:
    table = select(store, f"SELECT DISTINCT ?value WHERE {{ {pattern} }} ORDER BY ?value")
    return (row[0].value for row in table.rows if row[0])
