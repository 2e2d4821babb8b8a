"""What the samples say with a term of the ontology: its name goes in, a few lines of Turtle come out.

The lines come from `examples.ttl` beside this file, which `docs/make_examples.py` takes from the samples as coded by hand.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from kg.export.dump import write
from kg.formats import GraphFormat
from kg.store.rdf_files import read_triples
from kg.terms import CODE, DEFAULT_BASE, RDF, RV, split

_FILE = Path(__file__).with_name("examples.ttl")
_TYPE = f"<{RDF}type>"

#: Lines that are longer are cut.
_WIDTH = 160

Description = tuple[tuple[str, str], ...]


def example_of_class(name: str) -> str:
    """A member of a class with all that is said of it; empty where the samples have none."""
    return next((_turtle(node, said) for node, said in _nodes().items() if (_TYPE, f"<{RV}{name}>") in said), "")


def example_of_property(name: str) -> str:
    """A node's class and what is said of it with a property; empty where the samples say nothing with it."""
    return _with(lambda predicate, _: predicate == f"<{RV}{name}>")


def example_of_code(scheme: str, notation: str) -> str:
    """A node's class and the statement that uses a code; empty where the samples do not."""
    return _with(lambda _, value: value == f"<{CODE}{scheme}/{notation}>")


def _with(wanted: Callable[[str, str], bool]) -> str:
    for node, said in _nodes().items():
        found = [pair for pair in said if wanted(*pair)]
        if found:
            return _turtle(node, [*(pair for pair in said if pair[0] == _TYPE), *found])
    return ""


@cache
def _nodes() -> Mapping[str, Description]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in read_triples(_FILE):
        node, predicate, value, _ = split(line)
        found.setdefault(node, []).append((predicate, value))
    return {node: tuple(said) for node, said in found.items()}


def _turtle(node: str, said: Iterable[tuple[str, str]]) -> str:
    out = io.StringIO()
    write((f"{node} {predicate} {value} ." for predicate, value in said), GraphFormat.TURTLE, out, DEFAULT_BASE)
    lines = out.getvalue().partition("\n\n")[2].rstrip("\n").split("\n")  # behind the prefixes
    return "\n".join(line if len(line) <= _WIDTH else f"{line[:_WIDTH]} …" for line in lines)
