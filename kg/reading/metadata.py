"""What is known about a report's publication: from a folder's `metadata.csv`, the command line, or the document itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from kg.errors import InputError, UsageError
from kg.terms import iri
from kg.values import PartialDate
from kg.vocabulary import SCHEMES


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report, as the user wrote it; None is unknown."""

    identifier: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, str | None]) -> "Metadata":
        """The metadata of a row; empty cells are unknown, other columns are the user's own business."""
        return cls(**{field.name: (row.get(field.name) or "").strip() or None for field in fields(cls)})

    def updated(self, other: "Metadata") -> "Metadata":
        """This metadata with what another one knows put before it."""
        return replace(self, **{name: value for name, value in asdict(other).items() if value is not None})

    @property
    def day(self) -> PartialDate | None:
        """The day of publication; raises `InputError` unless it is written YYYY-MM-DD."""
        if self.published is None:
            return None
        day = PartialDate.from_text(self.published)
        if day.datatype != "date":
            raise InputError(f"published {self.published!r} is no day: write YYYY-MM-DD, or leave it empty")
        return day

    def check(self) -> None:
        """Raise `InputError` for a value that can't stand in the graph."""
        _ = self.day
        try:
            _ = iri(self.url) if self.url else None
        except UsageError as error:
            raise InputError(f"url: {error}") from error
        if self.genre and self.genre not in SCHEMES["genre"]:
            raise InputError(f"no genre {self.genre!r}; there are: {', '.join(SCHEMES['genre'])}")


#: Nothing is known.
UNKNOWN = Metadata()
