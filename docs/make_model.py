"""Writes `docs/model.md`, the drawing and the tables of the ontology, from its files: `python docs/make_model.py`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.ontology import Ontology, OntologyProperty, load

TARGET = Path(__file__).with_name("model.md")

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

#: The classes of the drawing; the kinds of events and agents would hide the rest.
DRAWN = (
    "Report", "Passage", "Event", "Claim", "Responsibility", "CasualtyCount", "Casualty", "FacilityImpact", "FacilityCount",
    "Statement", "Agent", "Victim", "Facility", "Place", "Incident",
)  # fmt: skip


def page() -> str:
    """The whole page."""
    ontology = load()
    parts = [
        HEAD.format(version=ontology.version, licence=ontology.licence),
        "## Drawing\n",
        "```mermaid\nclassDiagram\n    direction LR",
        *_drawing(ontology),
        "```\n",
        "## Classes\n",
        *_classes(ontology),
        "\n## Properties\n",
        "A property with no domain or range says why in `kg ontology NAME`. *One*: a subject has at most one value.\n",
        *_properties(ontology.properties),
        "\n## Codes\n",
        *_codes(ontology),
    ]
    return "\n".join(parts) + "\n"


def _drawing(ontology: Ontology) -> Iterator[str]:
    """Classes that are not drawn are stood for by the nearest drawn classes below them."""
    for item in ontology.classes:
        if item.name in DRAWN:
            above = sorted({name for parent in item.parents for name in _above(ontology, parent)})
            yield from (f"    {parent} <|-- {item.name}" for parent in above)
    for prop in ontology.properties:
        for start in _below(ontology, _end(prop.domain)):
            if prop.kind == "data" or prop.scheme:
                yield f"    {start} : {prop.name} {_value(prop)}"
            ends = [start] if prop.domain == prop.range else _below(ontology, _end(prop.range))
            yield from (f"    {start} --> {end} : {prop.name}" for end in ends)
    yield "    Event --> Place : country"
    yield from (f"    {name} : facilityType code of facility" for name in ("Facility", "FacilityCount"))


def _below(ontology: Ontology, name: str) -> list[str]:
    if name in DRAWN:
        return [name]
    children = [item.name for item in ontology.classes if name in item.parents]
    return sorted({found for child in children for found in _below(ontology, child)})


def _above(ontology: Ontology, name: str) -> list[str]:
    if name in DRAWN:
        return [name]
    parents = [parent for item in ontology.classes if item.name == name for parent in item.parents]
    return sorted({found for parent in parents for found in _above(ontology, parent)})


def _end(name: str | None) -> str:
    return (name or "").removeprefix("rv:")


def _value(prop: OntologyProperty) -> str:
    if prop.scheme:
        return f"code of {prop.scheme}"
    return (prop.range or "date").removeprefix("xsd:")


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
