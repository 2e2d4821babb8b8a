"""What is said of a thing that several reports name: all its names and classes go in, its description comes out, whatever their order."""

from collections.abc import Collection, Iterator

from kg.terms import RDF, RV, SKOS

#: Classes of agents, the one that says most first.
_KINDS = ("ArmedActor", "State", "Organization", "Person", "Agent")


def description(node: str, names: Collection[str], kinds: Collection[str]) -> Iterator[str]:
    """The statements about an agent outside of reports, without their graph.

    `names` are serialised literals: the longest becomes its `skos:prefLabel`, the others each a `skos:altLabel`. `kinds` are
    bracketed IRIs of classes of agents, of which the one that says most is stated.
    """
    yield f"{node} <{RDF}type> {min(kinds, key=_rank, default=f'<{RV}Agent>')}"
    first = min(names, key=lambda name: (-len(name), name), default=None)
    if first is not None:
        yield f"{node} <{SKOS}prefLabel> {first}"
        yield from (f"{node} <{SKOS}altLabel> {name}" for name in sorted({*names} - {first}))


def _rank(kind: str) -> tuple[int, str]:
    name = kind.removeprefix(f"<{RV}").removesuffix(">")
    return _KINDS.index(name) if name in _KINDS else len(_KINDS), kind
