"""The forms that results and graphs are written in; each member knows its name, file ending and media type."""

from enum import Enum
from pathlib import Path
from typing import Self

from kg.errors import UsageError


class _Format(Enum):
    """A form of output: `label` is its name on the command line, `suffix` its file ending, `media_type` its name on the web."""

    def __init__(self, label: str, suffix: str, media_type: str) -> None:
        self.label, self.suffix, self.media_type = label, suffix, media_type

    @classmethod
    def from_label(cls, label: str) -> Self:
        """The format of a name; raises `UsageError` listing the names there are."""
        for member in cls:
            if member.label == label:
                return member
        raise UsageError(f"no format {label!r}; there are: {', '.join(cls.labels())}")

    @classmethod
    def from_path(cls, path: Path) -> Self:
        """The format of a file's ending; raises `UsageError` listing the endings there are."""
        for member in cls:
            if member.suffix == path.suffix:
                return member
        raise UsageError(f"{path.name}: no format has this ending; there are: {', '.join(member.suffix for member in cls)}")

    @classmethod
    def labels(cls) -> list[str]:
        """Every name, in order."""
        return [member.label for member in cls]


class GraphFormat(_Format):
    """Forms of RDF; `named_graphs` says whether a form keeps the graphs apart."""

    TURTLE = ("turtle", ".ttl", "text/turtle")
    TRIG = ("trig", ".trig", "application/trig")
    NQUADS = ("nquads", ".nq", "application/n-quads")
    NTRIPLES = ("ntriples", ".nt", "application/n-triples")
    JSONLD = ("jsonld", ".jsonld", "application/ld+json")

    @property
    def named_graphs(self) -> bool:
        """Whether the form keeps named graphs apart."""
        return self in (GraphFormat.TRIG, GraphFormat.NQUADS, GraphFormat.JSONLD)


class TableFormat(_Format):
    """Forms of a query's table of results."""

    TABLE = ("table", ".txt", "text/plain")
    CSV = ("csv", ".csv", "text/csv")
    TSV = ("tsv", ".tsv", "text/tab-separated-values")
    JSON = ("json", ".json", "application/json")
    JSONL = ("jsonl", ".jsonl", "application/x-ndjson")
    MARKDOWN = ("md", ".md", "text/markdown")
    SRJ = ("srj", ".srj", "application/sparql-results+json")
