"""Where the files that belong to the program are: ontology, shapes, bundled queries and the trained model; from a checkout or a wheel."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_ROOT = _HERE / "data" if (_HERE / "data").is_dir() else _HERE.parent


def ontology_files() -> tuple[Path, ...]:
    """The Turtle files of the ontology, its concept schemes and alignments, sorted by name."""
    return tuple(sorted((_ROOT / "ontology").glob("*.ttl")))


def ontology_file(name: str) -> Path:
    """One file of the ontology's folder, such as `codes.ttl`."""
    return _ROOT / "ontology" / name


def shape_files() -> tuple[Path, ...]:
    """The Turtle files of the bundled SHACL shapes, sorted by name."""
    return tuple(sorted((_ROOT / "shapes").glob("*.ttl")))


def query_files() -> tuple[Path, ...]:
    """The bundled SPARQL queries, sorted by name."""
    return tuple(sorted((_ROOT / "queries").glob("*.rq")))


def graph_query_files() -> tuple[Path, ...]:
    """The bundled SPARQL queries whose answer is a graph (CONSTRUCT), sorted by name."""
    return tuple(sorted((_ROOT / "queries" / "graphs").glob("*.rq")))


def sheet_files() -> tuple[Path, ...]:
    """The SPARQL queries that make the flat tables of an export, sorted by name."""
    return tuple(sorted((_ROOT / "queries" / "tables").glob("*.rq")))


@dataclass(frozen=True, slots=True)
class TrainedFile:
    """The file of a trained model: where it is, the model's name, and the SHA-256 of its bytes, in hex."""

    path: Path
    name: str
    sha256: str


def trained_file() -> TrainedFile:
    """The model that the program reads with, as the note beside it says; the file itself is not opened."""
    import tomllib  # noqa: PLC0415 - most commands start without it

    told = tomllib.loads((_ROOT / "model" / "reader.toml").read_text(encoding="utf-8"))
    return TrainedFile(_ROOT / "model" / "reader.onnx", told["name"], told["sha256"])
