"""One page about the whole ontology: the ontology goes in, HTML comes out that needs no script and no network.

Each class, property and code has its label, definition, place among the others, the shapes that check it, the queries that use
it and what the samples say with it. All text is escaped; a name's anchor is the name itself, a code's is `SCHEME/NOTATION`.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from kg.ontology import Concept, ConceptScheme, Ontology, OntologyClass, OntologyProperty
from kg.queries import Query
from kg.reference.drawing import draw
from kg.reference.examples import example_of_class, example_of_code, example_of_property
from kg.reference.usage import STATED_OF, Shape, queries_of, queries_of_scheme, shapes_of_class, shapes_of_property
from kg.terms import CODE, RV

_CSS = Path(__file__).with_name("page.css")

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="soft">Version {version} · namespace <code>{namespace}</code>, written <code>rv:</code> here · licence
<a href="{licence}">{licence}</a></p>
<p>A report claims; nothing is simply true. What a report tells stands in a graph of its own as claims, each with its source, its
words and how firmly the text stands behind it. Below is every class, property and code, with the SHACL shapes that check it,
the bundled queries that use it, and what the sample reports say with it.</p>
</header>
"""


def ontology_page(ontology: Ontology) -> str:
    """The page, complete in itself."""
    parts = [
        _HEAD.format(
            title="The ontology of reported violence",
            css=_CSS.read_text(encoding="utf-8"),
            version=escape(ontology.version),
            namespace=escape(RV),
            licence=escape(ontology.licence),
        ),
        f'<main>\n<div class="drawing">\n{draw(ontology)}</div>',
        *_contents(ontology),
        '<h2 id="classes">Classes</h2>',
        *(_class(ontology, item) for _, item in ontology.tree()),
        '<h2 id="properties">Properties</h2>',
        *(_property(ontology, item) for item in ontology.properties),
        *(text for scheme in ontology.schemes for text in _scheme(ontology, scheme)),
        "</main>\n</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _contents(ontology: Ontology) -> Iterator[str]:
    yield '<nav aria-label="Contents">\n<h2>Contents</h2>\n<h3><a href="#classes">Classes</a></h3>\n<ul class="tree">'
    depth = 0
    for number, (level, item) in enumerate(ontology.tree()):
        if level > depth:
            yield "<ul>"
        elif number:
            yield "</li>" + "</ul></li>" * (depth - level)
        yield f"<li>{_link(item.name)}"
        depth = level
    yield "</li>" + "</ul></li>" * depth + "</ul>"
    properties = "".join(f"<li>{_link(item.name)}</li>" for item in ontology.properties)
    yield f'<h3><a href="#properties">Properties</a></h3>\n<ul>{properties}</ul>'
    schemes = "".join(
        f'<li>{_scheme_link(item.name)} <span class="soft">{len(item.concepts)}</span></li>' for item in ontology.schemes
    )
    yield f"<h3>Codes</h3>\n<ul>{schemes}</ul>\n</nav>"


def _class(ontology: Ontology, item: OntologyClass) -> str:
    below = [other.name for other in ontology.classes if item.name in other.parents]
    own = [
        prop
        for prop in ontology.properties
        if (prop.domain or "").removeprefix("rv:") == item.name or item.name in STATED_OF.get(prop.name, ())
    ]
    known = {prop.name for prop in own}
    inherited = [prop for prop in ontology.properties_of(item.name) if prop.name not in known]
    facts = [
        ("code", f"<code>{escape(item.notation)}</code>" if item.notation else ""),
        ("a kind of", _links(item.parents)),
        ("kinds of it", _links(below)),
        ("never also", _links(item.disjoint)),
        ("properties", _links(prop.name for prop in own)),
        ("and from above", _links(prop.name for prop in inherited)),
        ("values of", _links(prop.name for prop in ontology.properties if prop.range == f"rv:{item.name}")),
        *_checked_and_asked(*_near(ontology, item)),
    ]
    return _article(item.name, item.label, f"rv:{item.name}", item.definition, facts, _class_example(ontology, item))


def _near(ontology: Ontology, item: OntologyClass) -> tuple[str, str]:
    """The shapes and queries of a class, else those of the nearest class above or, for queries, below it that has any."""
    above = [item, *_above(ontology, item)]
    around = [*above, *(other for other in ontology.classes if item in _above(ontology, other))]
    checked = next((other for other in above if shapes_of_class(other.name)), None)
    asked = next((other for other in around if queries_of(other.name)), None)

    def through(other: OntologyClass) -> str:
        return "" if other is item else f' <span class="soft">(through {_link(other.name)})</span>'

    return (
        _shapes(shapes_of_class(checked.name)) + through(checked) if checked else "",
        _queries(queries_of(asked.name)) + through(asked) if asked else "",
    )


def _above(ontology: Ontology, item: OntologyClass) -> list[OntologyClass]:
    """The classes above one, the nearest first."""
    parents = [other for other in ontology.classes if other.name in item.parents]
    return list(dict.fromkeys([*parents, *(one for parent in parents for one in _above(ontology, parent))]))


def _class_example(ontology: Ontology, item: OntologyClass) -> str:
    below = (other for other in ontology.classes if item in _above(ontology, other))
    return example_of_class(item.name) or next(filter(None, (example_of_class(other.name) for other in below)), "")


def _property(ontology: Ontology, item: OntologyProperty) -> str:
    domain, reach = (item.domain or "").removeprefix("rv:"), (item.range or "").removeprefix("rv:")
    own = {other.name for other in ontology.classes}
    value = (
        f"a code of {_scheme_link(item.scheme)}"
        if item.scheme
        else _link(reach)
        if reach in own
        else f"<code>{escape(reach)}</code>"
    )
    facts = [
        ("said of", _link(domain) if domain else _links(STATED_OF.get(item.name, ())) or "anything"),
        ("value", value if item.range else "not stated"),
        ("how many", "at most one" if item.functional else "any number"),
        ("note", escape(" ".join(item.comments))),
        *_checked_and_asked(_shapes(shapes_of_property(item.name)), _queries(queries_of(item.name))),
    ]
    return _article(item.name, item.label, f"rv:{item.name}", item.definition, facts, example_of_property(item.name))


def _scheme(ontology: Ontology, scheme: ConceptScheme) -> Iterator[str]:
    properties = [item for item in ontology.properties if item.scheme == scheme.name]
    yield f'<h2 id="scheme-{escape(scheme.name)}">Codes: {escape(scheme.label.lower())}</h2>\n<p>{escape(scheme.definition)}</p>'
    checked = _shapes(shape for item in properties for shape in shapes_of_property(item.name) if shape.name.startswith("code-"))
    facts = [
        ("value of", _links(item.name for item in properties)),
        *_checked_and_asked(checked, _scheme_queries(scheme, properties)),
    ]
    yield f"<dl>{_facts(facts)}</dl>"
    yield from (_concept(scheme, concept, properties) for concept in scheme.concepts)


def _scheme_queries(scheme: ConceptScheme, properties: Sequence[OntologyProperty]) -> str:
    """The queries that ask for the scheme's codes, else those that show them."""
    return _queries(queries_of_scheme(scheme.name) or tuple(query for item in properties for query in queries_of(item.name)))


def _concept(scheme: ConceptScheme, concept: Concept, properties: Sequence[OntologyProperty]) -> str:
    matches = "".join(f'<li><a href="{escape(match)}">{escape(match)}</a></li>' for match in concept.matches)
    facts = [
        ("IRI", f"<code>{escape(f'{CODE}{scheme.name}/{concept.notation}')}</code>"),
        ("also", escape(", ".join(concept.synonyms))),
        ("elsewhere", f"<ul>{matches}</ul>" if matches else ""),
    ]
    example = example_of_code(scheme.name, concept.notation)
    written = "\n".join(f"rv:{item.name} {scheme.name}:{concept.notation}" for item in properties)
    name = f"{scheme.name}/{concept.notation}"
    return _article(name, concept.label, f"{scheme.name}:{concept.notation}", concept.definition, facts, example, written)


def _article(
    name: str, label: str, term: str, definition: str, facts: Iterable[tuple[str, str]], example: str, else_: str = ""
) -> str:
    shown = f"<pre>{escape(example or else_)}</pre>" if example or else_ else ""
    none = (
        "" if example else '<p class="soft">The samples have none.</p>' if not else_ else '<p class="soft">As it is written:</p>'
    )
    return (
        f'<article id="{escape(name)}">\n<h3>{escape(label)} <code>{escape(term)}</code></h3>\n<p>{escape(definition)}</p>\n'
        f"<dl>{_facts(facts)}</dl>\n{none}{shown}\n</article>"
    )


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)


def _checked_and_asked(shapes: str, queries: str) -> list[tuple[str, str]]:
    return [("checked by", shapes or "no shape"), ("asked by", queries or "no bundled query")]


def _shapes(shapes: Iterable[Shape]) -> str:
    return ", ".join(f'<code title="{escape(shape.message)}">{escape(shape.name)}</code>' for shape in shapes)


def _queries(queries: Iterable[Query]) -> str:
    """The first queries by name, with their questions."""
    found = list(queries)
    shown = [f'<code title="{escape(query.summary)}">kg query {escape(query.name)}</code>' for query in islice(found, 3)]
    return ", ".join(shown) + (f" and {len(found) - len(shown)} more" if len(found) > len(shown) else "")


def _links(names: Iterable[str]) -> str:
    return ", ".join(map(_link, names))


def _link(name: str) -> str:
    return f'<a href="#{escape(name)}">{escape(name)}</a>'


def _scheme_link(name: str) -> str:
    return f'<a href="#scheme-{escape(name)}">{escape(name)}</a>'
