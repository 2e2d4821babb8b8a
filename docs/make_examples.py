"""Writes `kg/reference/examples.ttl`, what the samples say with each term of the ontology: `python docs/make_examples.py`."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg import __version__
from kg.build import quads_of
from kg.export.dump import write
from kg.export.sorting import natural
from kg.extraction.manual import ManualReader
from kg.formats import GraphFormat
from kg.mapping.provenance import Reading, reading_quads
from kg.naming import short_hash
from kg.ontology import load
from kg.reading.sources import Source, find_sources
from kg.terms import CODE, DEFAULT_BASE, RDF, RV, split

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "kg" / "reference" / "examples.ttl"

_TYPE = f"<{RDF}type>"
_TEXT = f"<{RV}text>"
_LINE_FEED = "\\n"
_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)

#: What is said of one subject: predicates and values.
Description = list[tuple[str, str]]


def examples() -> str:
    """As few nodes of the samples' graph as show every class, property and code that the samples use, as Turtle."""
    described = _described()
    chosen: dict[str, Description] = {}
    for term in _terms():
        if not any(term in pair for said in chosen.values() for pair in said):
            chosen.update([(name, said) for name, said in described.items() if any(term in pair for pair in said)][:1])
    out = io.StringIO()
    write((f"{name} {predicate} {_shortened(predicate, value)} ." for name, said in chosen.items() for predicate, value in said),
          GraphFormat.TURTLE, out, DEFAULT_BASE)  # fmt: skip
    return out.getvalue()


def _terms() -> Iterator[str]:
    """The terms as they stand in N-Triples: the rarest kinds first, so that few nodes show all."""
    ontology = load()
    yield from (f"<{CODE}{scheme.name}/{concept.notation}>" for scheme in ontology.schemes for concept in scheme.concepts)
    yield from (f"<{RV}{item.name}>" for item in ontology.classes)
    yield from (f"<{RV}{item.name}>" for item in ontology.properties)


def _described() -> dict[str, Description]:
    """Each node of the samples' graph with all that is said of it."""
    sources = (source for source in find_sources([ROOT / "samples"]) if isinstance(source, Source))
    lines = sorted({line for source in sources for line in _lines(source)}, key=natural)
    quads = groupby(map(split, lines), itemgetter(0))
    return {name: [(predicate, value) for _, predicate, value, _ in said] for name, said in quads}


def _lines(source: Source) -> Iterable[str]:
    found = quads_of(source, ManualReader(), DEFAULT_BASE)
    reading = Reading(
        f"samples/{source.path.name}", short_hash(source.path.name) * 4, f"kg {__version__}; manual 1", "text", _MOMENT, _MOMENT
    )
    text = found.graph + found.shared + reading_quads(reading, found.iri, found.quads, DEFAULT_BASE)
    return text.splitlines()


def _shortened(predicate: str, value: str) -> str:
    """A report's text as its first line."""
    return f'{value[:-1].partition(_LINE_FEED)[0]} …"' if predicate == _TEXT else value


if __name__ == "__main__":
    TARGET.write_text(examples(), encoding="utf-8")
