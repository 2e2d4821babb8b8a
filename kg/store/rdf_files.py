"""RDF files as N-Triples: the path of a file in any form of `GraphFormat` goes in, the lines of its triples come out.

Names of graphs are left out. Nothing is fetched: a JSON-LD file whose context lies elsewhere can't be read.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, UsageError
from kg.formats import GraphFormat

_FORMATS = {
    GraphFormat.TURTLE: RdfFormat.TURTLE,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}


def read_triples(path: Path) -> Iterator[str]:
    """The triples of a file as lines of N-Triples, without line ends, in its order.

    Raises `InputError` where the file is missing, can't be read, or is not what its ending says.
    """
    try:
        form = _FORMATS[GraphFormat.from_path(path)]
        for quad in parse(path=path, format=form):
            yield f"{quad.subject} {quad.predicate} {quad.object} ."
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{path}: can't be read as RDF: {' '.join(str(error).split())}") from error
    except UsageError as error:
        raise InputError(str(error)) from error
