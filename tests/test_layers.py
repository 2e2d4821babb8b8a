"""The house's layers: a module imports only from below, and each library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"

#: From the ground up; members of a set may not import each other, members of a list may, in its order.
GROUND = [
    "errors",
    "confinement",
    "allocation",
    "work",
    "cluster",
    "values",
    "model",
    "terms",
    "naming",
    "describing",
    "settings",
    "resources",
    "vocabulary",
    "formats",
    "jsontext",
    "places",
    "forms",
    "accounts",
    "phrases",
    "findings",
]
STAGES = {"reading", "extraction", "mapping", "store", "identity", "ontology", "reasoning", "versions"}
USES = {"retraction", "validation", "queries", "tables", "spelling", "quotes", "export", "show", "why", "figures"}
TOP = [
    "saving",
    "completion",
    "explanation",
    "sheets",
    "reference",
    "keeping",
    "verification",
    "difference",
    "corrections",
    "known",
    "outcomes",
    "resuming",
    "linking",
    "sameness",
    "build",
    "shards",
    "originals",
    "worker",
    "api",
    "cli",
    "__main__",
]

DOORS = {
    "pyoxigraph": "store",
    "pyshacl": "validation",
    "owlready2": "reasoning",
    "spacy": "extraction",
    "onnxruntime": "extraction",
    "click": "cli",
    "rich": "cli",
    "trafilatura": "reading",
    "lxml": "reading",
    "pypdf": "reading",
    "docx": "reading",
    "python_calamine": "reading",
    "charset_normalizer": "reading",
    "py3langid": "reading",
    "rapidfuzz": "identity",
    "distributed": "cluster",
    "dask": "cluster",
    "httpx2": "store",
    "stamina": "store",
}
ALLOWED_RDFLIB = {"vocabulary", "places", "identity", "ontology", "reasoning", "validation", "reference"}


def imports() -> Iterator[tuple[str, str, str]]:
    """Each import as (file, the part of the package it stands in, the module it names)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((str(path), part, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [f"kg.{alias.name}" for alias in node.names] if node.module == "kg" else [node.module]
                yield from ((str(path), part, name) for name in names)


def level(part: str) -> int:
    layers = [*([name] for name in GROUND), STAGES, USES, *([name] for name in TOP)]
    return next(number for number, layer in enumerate(layers) if part in layer)


INSIDE = [(file, part, name.split(".")[1]) for file, part, name in imports() if name.startswith("kg.") and part != "__init__"]
OUTSIDE = [(file, part, name.split(".")[0]) for file, part, name in imports() if not name.startswith("kg")]


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if not path.name.startswith("__") or path.name == "__main__.py"
    }
    parts -= {"data", "__pycache__", "py.typed"}
    assert parts - {*GROUND, *STAGES, *USES, *TOP} == set()


def test_imports_point_downwards_only() -> None:
    wrong = [(file, name) for file, part, name in INSIDE if name not in (part, "__version__") and level(part) <= level(name)]
    assert wrong == []


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_each_library_has_one_door(library: str, door: str) -> None:
    users = {part for _, part, name in OUTSIDE if name == library}
    assert users == {door}


def test_rdflib_is_only_for_the_ontology_and_validation() -> None:
    assert {part for _, part, name in OUTSIDE if name == "rdflib"} <= ALLOWED_RDFLIB


def test_no_import_is_hidden_from_the_program() -> None:
    assert [str(path) for path in PACKAGE.rglob("*.py") if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []
