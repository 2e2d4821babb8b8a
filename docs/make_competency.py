"""Writes `docs/competency.md`, which question needs which terms and what uses each term: `python docs/make_competency.py`."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.mapping.claims import KINDS
from kg.ontology import load
from kg.queries import Query, bundled, bundled_graphs
from kg.reference.usage import queries_of, shapes_of_class, shapes_of_property, terms_of
from kg.vocabulary import EVENT_CLASSES

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(__file__).with_name("competency.md")

#: The classes that `Agent.kind` can name.
AGENTS = ("Agent", "Person", "Organization", "ArmedActor", "State")

#: Why a term that no question, no shape and no part of the program uses is there all the same.
REASONS = {
    "DeprivationOfLiberty": "Groups abduction and detention, so that one pattern finds both; never stated itself.",
    "ViolentEvent": "Groups all kinds of violence, for queries of one's own; never stated itself.",
}

HEAD = """# What the ontology is for

An ontology is worth what can be asked of it. This page says which question needs which classes and properties, and what uses
each of them; made by `docs/make_competency.py` from `queries/`, `shapes/`, `ontology/`, `kg/mapping/`, `kg/identity/`, `kg/linking/` and
`kg/store/`.
"""

QUESTIONS = """Each is a query that comes with the program; `kg query NAME --help` tells what its answer means. A question about kinds of
events needs their codes, which every class of event has that can be stated.
"""

TERMS = """Whether a question asks for a term, a shape checks it, and the program writes it: mapping, linking or the store.
"""


def page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        "## Questions\n",
        QUESTIONS,
        *_table(("query", "question", "needs"), map(_question, (*bundled().values(), *bundled_graphs().values()))),
        "\n## Terms\n",
        TERMS,
        *_table(("term", "asked", "checked", "written"), map(_term, terms())),
        "\n## Used by none of them\n",
        *_table(("term", "why it is there"), [(f"`{name}`", REASONS.get(name, "")) for name in unused()]),
    ]
    return "\n".join(parts) + "\n"


def terms() -> list[str]:
    """The names of all classes and then all properties."""
    return [*(item.name for item in load().classes), *(item.name for item in load().properties)]


def unused() -> list[str]:
    """The terms that no query, no shape and no mapping uses."""
    return [name for name in terms() if not (queries_of(name) or _shapes(name) or name in mapped())]


def mapped() -> frozenset[str]:
    """The names of the terms that mapping, linking and store name, and the classes of events, claims and agents, which they write."""
    modules = [path for folder in ("mapping", "identity", "linking", "store") for path in (ROOT / "kg" / folder).glob("*.py")]
    named = {
        node.value
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    written = {*EVENT_CLASSES.values(), *(kind.__name__ for kind in KINDS), *AGENTS}
    # Names also stand at the end of an IRI that is put together, as in f"<{RV}describedBy>".
    return frozenset({text.rpartition(">")[0] or text for text in named} | {text.partition(">")[0] for text in named} | written)


def _question(query: Query) -> tuple[str, str, str]:
    return f"`{query.name}`", query.summary, ", ".join(f"`{name}`" for name in terms_of(query))


def _term(name: str) -> tuple[str, ...]:
    return (f"`{name}`", *("yes" if used else "" for used in (queries_of(name), _shapes(name), name in mapped())))


def _shapes(name: str) -> Sequence[object]:
    return shapes_of_class(name) if name[0].isupper() else shapes_of_property(name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
