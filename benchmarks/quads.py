"""What making quads costs: the N-Quads text of reports from what was read in them, beside bare text, the database's quads and rdflib's.

The peers make the same statements from strings that lie ready; ours also decides what there is to say, names things and keeps the
order. Target: half the speed of bare text, ten times that of rdflib.
"""

from measure import Ratio, alternating, asked, cpu, made, print_ratios
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import Dataset, URIRef
from rdflib import Literal as RdflibLiteral

from kg.mapping.account import map_account
from kg.terms import DEFAULT_BASE

NUMBER, QUICK = 500, 60
REPEATS = 3

#: Subject, predicate, object with its datatype or language (none for an IRI), graph; as strings without their marks.
Statement = tuple[str, str, str, str | None, str | None, str]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def main() -> None:
    """Print the CPU time of each way, and the ratios."""
    accounts = list(made(asked(NUMBER, QUICK)))
    texts = [quads.graph + quads.shared for quads in (map_account(*one, DEFAULT_BASE) for one in accounts)]
    statements = [_statement(quad) for quad in parse("".join(texts), RdfFormat.N_QUADS)]

    def ours() -> list[str]:
        return [quads.graph + quads.shared for quads in (map_account(*one, DEFAULT_BASE) for one in accounts)]

    mapped, text, database = alternating(REPEATS, ours, lambda: _text(statements), lambda: _database(statements))
    work = f"{len(statements):,} quads of {len(accounts):,} reports"
    print_ratios(
        "Quads",
        [
            Ratio(work, mapped, "bare text", text, 2),
            Ratio(work, mapped, "pyoxigraph's quads, serialized", database),
            Ratio(work, mapped, "rdflib's dataset, serialized", cpu(lambda: _rdflib(statements)), 0.1),
        ],
    )


def _statement(quad: Quad) -> Statement:
    thing = quad.object
    assert isinstance(quad.subject, NamedNode)  # noqa: S101 - there are no blank nodes
    assert isinstance(quad.graph_name, NamedNode)  # noqa: S101
    assert isinstance(thing, NamedNode | Literal)  # noqa: S101
    kind, language = (thing.datatype.value, thing.language) if isinstance(thing, Literal) else (None, None)
    return quad.subject.value, quad.predicate.value, thing.value, kind, language, quad.graph_name.value


def _text(statements: list[Statement]) -> str:
    lines = []
    for subject, predicate, value, kind, language, graph in statements:
        if kind is None:
            thing = f"<{value}>"
        elif language:
            thing = f'"{value.translate(_ESCAPES)}"@{language}'
        else:
            thing = f'"{value.translate(_ESCAPES)}"^^<{kind}>'
        lines.append(f"<{subject}> <{predicate}> {thing} <{graph}> .\n")
    return "".join(lines)


def _database(statements: list[Statement]) -> bytes | None:
    quads = (
        Quad(NamedNode(subject), NamedNode(predicate), _term(value, kind, language), NamedNode(graph))
        for subject, predicate, value, kind, language, graph in statements
    )
    return serialize(quads, format=RdfFormat.N_QUADS)


def _term(value: str, kind: str | None, language: str | None) -> NamedNode | Literal:
    if kind is None:
        return NamedNode(value)
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(kind))


def _rdflib(statements: list[Statement]) -> str:
    dataset = Dataset()
    for subject, predicate, value, kind, language, graph in statements:
        thing = (
            URIRef(value) if kind is None else RdflibLiteral(value, lang=language, datatype=None if language else URIRef(kind))
        )
        dataset.graph(URIRef(graph)).add((URIRef(subject), URIRef(predicate), thing))
    return dataset.serialize(format="nquads")


if __name__ == "__main__":
    main()
