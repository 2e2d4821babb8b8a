"""Which reports a store holds, and how one takes another's place: on top of any `Store`, by SPARQL alone.

A report leaves with all that is there for its sake: its graph, its entry in the activity graph, what the identity graph says
of its nodes and of other things in relation to them, its part in incidents, and the shared entities that nothing needs any more.

These functions ask first and change afterwards, so there must be one writer at a time. Names are bracketed IRIs throughout.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from kg.errors import InputError
from kg.store.base import Store, select
from kg.store.inspections import forget_inspections
from kg.store.leaving import Links, values
from kg.store.memory import MemoryStore
from kg.terms import PROV, RV, iri, literal, split

_GENERATED = f"<{PROV}generated>"
_PATH = f"<{RV}path>"

#: Names in one VALUES block: a query must not grow too long.
_AT_ONCE = 100

# How one report's counts, events and passages relate to another's, in the identity graph.
_RELATIONS = " ".join(f"<{RV}{name}>" for name in ("containedIn", "partOf", "repeats", "replaces", "sameTextAs"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading in the activity graph: a file's path, the IRI of the report in it, what its bytes were, and what read it.

    `digest` is the SHA-256 of the file's bytes in hex; `pipeline` and `options` say what the quads depend on besides.
    """

    path: str
    report: str
    digest: str
    pipeline: str
    options: str


def ledger(store: Store) -> dict[str, Entry]:
    """All readings by the path of their file, in the order of the paths."""
    return {entry.path: entry for entry in _entries(store, "")}


def readings(store: Store, paths: Collection[str], reports: Collection[str]) -> list[Entry]:
    """The readings from some paths, and those of some reports (IRIs), each once, in the order of the paths."""
    found = set()
    for name, terms in (("path", sorted(map(literal, paths))), ("report", sorted(map(iri, reports)))):
        for start in range(0, len(terms), _AT_ONCE):
            found.update(_entries(store, f"VALUES ?{name} {{ {' '.join(terms[start : start + _AT_ONCE])} }}"))
    return sorted(found, key=lambda entry: (entry.path, entry.report))


def _entries(store: Store, restricted: str) -> list[Entry]:
    table = select(
        store,
        f"SELECT ?path ?report ?digest ?pipeline ?options WHERE {{ {restricted} GRAPH {_graph(store, 'activity')} {{"
        f" ?reading {_GENERATED} ?report ; {_PATH} ?path ; <{RV}fileDigest> ?digest ;"
        f" <{RV}pipeline> ?pipeline ; <{RV}options> ?options }} }}",
    )
    return [Entry(*row) for row in sorted([term.value for term in row if term] for row in table.rows)]


def replace(store: Store, old: Iterable[Entry], nquads: str) -> None:
    """Remove some readings, with all that only they brought, and add N-Quads text, in one step.

    A report that another reading also generated stays. Without `old` it adds, with empty text it removes. Raises `InputError`
    where the text can't be read.
    """
    entries = list(dict.fromkeys(old))
    added = _quads(nquads)
    leaving = _Leaving.of(store, entries)
    operations = [
        *(_forget(store, entry) for entry in entries),
        *(update for entry in entries for update in forget_inspections(entry.path, store.base)),
        *(f"DROP SILENT GRAPH {report}" for report in leaving.reports),
        *_delete(_graph(store, "identity"), leaving.nodes),
        *_delete_pointing(_graph(store, "identity"), leaving.nodes),
        *leaving.links.unmarked(store.base),
        *_delete(_graph(store, "entities"), _needless(store, leaving, added)),
        *leaving.links.described_anew(store.base),
        *_go_on(store, leaving.links),
        *_insert(added),
    ]
    if operations:
        store.update(" ;\n".join(operations))


def put_ontology(store: Store, nquads: str) -> bool:
    """Put the ontology's graph in place of the one that is there, in one step; False if it is the same already.

    Raises `InputError` where the text holds anything but one graph.
    """
    fresh = MemoryStore(store.base)
    fresh.load([nquads])
    graphs = fresh.graphs()
    if len(graphs) != 1:
        raise InputError(f"the ontology must be one named graph; these are {len(graphs)}")
    there = store.graph_text(graphs[0])
    if fresh.graph_text(graphs[0]) == there:
        return False
    if not there:
        store.load([nquads])  # an update takes four times as long
        return True
    added = _quads("\n".join(fresh.lines()))
    store.update(" ;\n".join([f"DROP SILENT GRAPH <{graphs[0]}>", *_insert(added)]))
    return True


@dataclass(frozen=True, slots=True)
class _Leaving:
    """The graphs of reports that leave, and the subjects that leave the identity graph: their nodes, incidents and decisions."""

    reports: list[str]
    nodes: list[str]
    links: Links

    @classmethod
    def of(cls, store: Store, entries: list[Entry]) -> Self:
        """What leaves with some readings: no report that another reading generated as well."""
        paths: dict[str, set[str]] = {}
        for entry in entries:
            paths.setdefault(iri(entry.report), set()).add(entry.path)
        reports = [report for report, known in paths.items() if _paths(store, report) <= known]
        described = [f"GRAPH {report} {{ ?name ?property ?value }}" for report in reports]
        nodes = _names(store, described)
        links = Links.of(store, nodes)
        return cls(reports, sorted(nodes | links.incidents | links.decisions), links)


def _paths(store: Store, report: str) -> set[str]:
    """The paths of all readings that generated a report."""
    pattern = f"GRAPH {_graph(store, 'activity')} {{ ?reading {_GENERATED} {report} ; {_PATH} ?path }}"
    return {row[0].value for row in select(store, f"SELECT ?path WHERE {{ {pattern} }}").rows if row[0]}


def _needless(store: Store, leaving: _Leaving, added: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """The shared entities that nothing needs once some reports are gone and quads are added.

    An entity is needed where a quad outside the entities graph points to it, or an entity that is needed does.
    """
    entities = _graph(store, "entities")
    links: dict[str, set[str]] = {}
    new = _pointed_to(store, leaving)
    while new:
        links |= {name: _linked(store, name) for name in new}
        new = {end for name in new for end in links[name]} - links.keys()
    needed = {value for _, _, value, graph in added if graph != entities and value in links}
    needed |= {name for name in links if _stays_pointed_to(store, name, leaving, links)}
    while more := {end for name in needed for end in links[name]} - needed:
        needed |= more
    return sorted(links.keys() - needed)


def _pointed_to(store: Store, leaving: _Leaving) -> set[str]:
    """The shared entities that quads which leave point to."""
    described = f"GRAPH {_graph(store, 'entities')} {{ ?name ?other ?thing }}"
    identity = f"GRAPH {_graph(store, 'identity')} {{ ?node ?property ?name }}"
    patterns = [f"GRAPH {report} {{ ?node ?property ?name }}" for report in leaving.reports]
    patterns += [f"{some} {identity}" for some in values("node", leaving.nodes)]
    return _names(store, [f"{pattern} {described}" for pattern in patterns])


def _linked(store: Store, entity: str) -> set[str]:
    """The other entities that an entity points to, such as the wider place that it lies in."""
    return _names(store, [f"GRAPH {_graph(store, 'entities')} {{ {entity} ?property ?name . ?name ?other ?thing }}"])


def _stays_pointed_to(store: Store, entity: str, leaving: _Leaving, entities: Collection[str]) -> bool:
    """Whether a quad that surely stays points to an entity; some of the other entities looked at may go, so theirs don't."""
    going: dict[str, Collection[str]] = {
        _graph(store, "identity"): frozenset(leaving.nodes),
        _graph(store, "entities"): entities,
    }
    table = select(store, f"SELECT ?graph ?node WHERE {{ GRAPH ?graph {{ ?node ?property {entity} }} }}")
    return any(str(graph) not in leaving.reports and str(node) not in going.get(str(graph), ()) for graph, node in table.rows)


def _graph(store: Store, name: str) -> str:
    return iri(f"{store.base}graph/{name}")


def _names(store: Store, patterns: Iterable[str]) -> set[str]:
    """The names that `?name` stands for in any of some patterns."""
    queries = (f"SELECT DISTINCT ?name WHERE {{ {pattern} }}" for pattern in patterns)
    return {str(row[0]) for query in queries for row in select(store, query).rows}


def _forget(store: Store, entry: Entry) -> str:
    """The update that deletes an entry of the activity graph."""
    activity = _graph(store, "activity")
    return (
        f"DELETE {{ GRAPH {activity} {{ ?reading ?property ?value }} }} WHERE {{ GRAPH {activity} {{"
        f" ?reading {_GENERATED} {iri(entry.report)} ; {_PATH} {literal(entry.path)} ; ?property ?value }} }}"
    )


def _delete(graph: str, nodes: Collection[str]) -> Iterator[str]:
    """Updates that delete all that a graph says of some nodes."""
    statement = f"GRAPH {graph} {{ ?node ?property ?value }}"
    return (f"DELETE {{ {statement} }} WHERE {{ {some} {statement} }}" for some in values("node", nodes))


def _delete_pointing(graph: str, nodes: Collection[str]) -> Iterator[str]:
    """Updates that delete how other figures relate to some nodes."""
    statement = f"GRAPH {graph} {{ ?other ?property ?node }}"
    known = f"VALUES ?property {{ {_RELATIONS} }}"
    return (f"DELETE {{ {statement} }} WHERE {{ {some} {known} {statement} }}" for some in values("node", nodes))


def _go_on(store: Store, links: Links) -> Iterator[str]:
    """The update that inserts the incidents that others still tell of."""
    if statements := list(links.statements(store.base)):
        yield f"INSERT DATA {{ GRAPH {_graph(store, 'identity')} {{ {' '.join(statements)} }} }}"


def _insert(quads: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """The update that inserts quads, grouped by graph; none where there are none."""
    graphs: dict[str, list[str]] = {}
    for subject, predicate, value, graph in quads:
        graphs.setdefault(graph, []).append(f"{subject} {predicate} {value} .")
    blocks = ["\n".join([f"GRAPH {graph} {{", *lines, "}"]) for graph, lines in graphs.items()]
    if blocks:
        yield "\n".join(["INSERT DATA {", *blocks, "}"])


def _quads(nquads: str) -> list[tuple[str, str, str, str]]:
    """The terms of each line of N-Quads text; only line feeds end lines, since quotes may hold other separators."""
    quads = [split(line) for line in nquads.split("\n") if line]
    if any(not graph for *_, graph in quads):
        raise InputError("every quad needs a named graph; one has none")
    return quads
