"""RDF without a store: the path of a file goes in, lines of N-Triples come out; lines go in, Turtle comes out.

Of files with named graphs the names are left out. Nothing is fetched: a JSON-LD file whose context lies elsewhere can't be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import InputError, UsageError
from kg.formats import GraphFormat

#: The engine's name of each form.
FORMATS = {
    GraphFormat.TURTLE: RdfFormat.TURTLE,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}

# Lines that are parsed at a time.
_BATCH = 10_000


def read_triples(path: Path) -> Iterator[str]:
    """The triples of a file as lines of N-Triples, without line ends, in its order.

    Raises `InputError` where the file is missing, can't be read, or is not what its ending says.
    """
    try:
        form = FORMATS[GraphFormat.from_path(path)]
        for quad in parse(path=path, format=form):
            yield f"{quad.subject} {quad.predicate} {quad.object} ."
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{path}: can't be read as RDF: {' '.join(str(error).split())}") from error
    except UsageError as error:
        raise InputError(str(error)) from error


def write_turtle(lines: Iterable[str], out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write sorted lines of N-Triples, each with its line end, as the Turtle that `Store.dump` writes.

    Raises `InputError` for what is no N-Triples.
    """
    source = iter(lines)
    texts = iter(lambda: "".join(islice(source, _BATCH)), "")
    triples = chain.from_iterable(parse(text, RdfFormat.N_TRIPLES) for text in texts)
    try:
        serialize((quad.triple for quad in triples), out, RdfFormat.TURTLE, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise InputError(f"N-Triples: {' '.join(str(error).split())}") from error
