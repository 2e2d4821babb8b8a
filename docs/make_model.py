"""Writes `docs/model.svg` and `docs/model.md`, the drawing and the tables of the ontology, from its files: `python docs/make_model.py`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.ontology import Ontology, OntologyProperty, load
from kg.reference.drawing import draw

TARGET = Path(__file__).with_name("model.md")
DRAWING = Path(__file__).with_name("model.svg")

HEAD = """# The model

What a graph of `kg` is made of, drawn from the files in `ontology/` (version {version},
{licence}) by `docs/make_model.py`. Terms are in the namespace
`https://w3id.org/reported-violence/ontology#`, written `rv:` below; codes are
`https://w3id.org/reported-violence/code/SCHEME/NOTATION`. `kg ontology NAME` tells all about a class, a property or a scheme.

Every report is a named graph of its own. What it claims stands in it as claims, each with its source, its words and how firmly
the text stands behind it; claims that contradict each other stand side by side. What is shared by reports, the decisions on what
is the same, and the readings are in graphs of their own.

Besides the terms below, a report has `dct:identifier`, `dct:title`, `dct:publisher`, `dct:issued`, `dct:source` and `dct:language`; a
passage `oa:exact`, `oa:start` and `oa:end`; whatever has a name `rdfs:label` and `skos:altLabel`, and across reports
`skos:prefLabel` and `skos:exactMatch`; a known place `geo:lat`, `geo:long` and `geosparql:asWKT`; a reading `prov:generated`,
`prov:startedAtTime` and `prov:endedAtTime`; a decision `prov:generatedAtTime`.
"""

DRAWN = """![The main classes, their properties and what these join](model.svg)

A row is a property; a line leads to the class of its values. The kinds of events and agents are in the table below, and
`kg ontology --html DIR` writes a page with an example of everything. [What the ontology is for](competency.md) tells which
question needs what.
"""


def page() -> str:
    """The whole page."""
    ontology = load()
    parts = [
        HEAD.format(version=ontology.version, licence=ontology.licence),
        "## Drawing\n",
        DRAWN,
        "## Classes\n",
        *_classes(ontology),
        "\n## Properties\n",
        "A property with no domain or range says why in `kg ontology NAME`. *One*: a subject has at most one value.\n",
        *_properties(ontology.properties),
        "\n## Codes\n",
        *_codes(ontology),
    ]
    return "\n".join(parts) + "\n"


def _end(name: str | None) -> str:
    return (name or "").removeprefix("rv:")


def _classes(ontology: Ontology) -> Iterator[str]:
    rows = []
    for depth, item in ontology.tree():
        also = f" (also {', '.join(item.parents[:-1])})" if item.parents[:-1] else ""
        code = f"`{item.notation}`" if item.notation else ""
        rows.append((f"{'&emsp;' * depth}`{item.name}`{also}", code, item.definition))
    yield from _table(("class", "code", "meaning"), rows)


def _properties(properties: Iterable[OntologyProperty]) -> Iterator[str]:
    rows = [
        (
            f"`{prop.name}`",
            f"`{_end(prop.domain)}`" if prop.domain else "",
            f"code of `{prop.scheme}`" if prop.scheme else f"`{_end(prop.range)}`" if prop.range else "",
            "one" if prop.functional else "",
            prop.definition,
        )
        for prop in properties
    ]
    yield from _table(("property", "of", "value", "", "meaning"), rows)


def _codes(ontology: Ontology) -> Iterator[str]:
    for scheme in ontology.schemes:
        yield f"### {scheme.name}\n\n{scheme.definition}\n"
        yield from _table(("code", "meaning"), [(f"`{concept.notation}`", concept.definition) for concept in scheme.concepts])
        yield ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    DRAWING.write_text(draw(load()), encoding="utf-8")
