"""What the columns of tables mean: the mappings of `kg.toml` go in, and for a table's name and header its mapping comes out.

Without a mapping, the columns of a table of reports are guessed by their names. A table of incidents is never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from kg.errors import InputError, UsageError
from kg.vocabulary import EVENT_CLASSES, SCHEMES

_GUESSES = {
    "text": ("text", "full text", "fulltext", "body", "content", "article", "article text", "report", "narrative", "description",
             "notes", "summary"),
    "title": ("title", "headline", "subject"),
    "published": ("published", "publication date", "date published", "datepublished", "published at", "published date", "pubdate",
                  "pub date", "issued", "posted", "date"),
    "publisher": ("publisher", "outlet", "newspaper", "source", "source name", "source.name", "site"),
    "url": ("url", "link", "address", "source url", "web"),
    "language": ("language", "lang"),
    "identifier": ("identifier", "id", "report id", "event id", "event id cnty"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumns:
    """Which columns of a table hold what of its reports; several columns of text are joined."""

    pattern: str = ""
    text: tuple[str, ...]
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    identifier: str | None = None
    genre: str | None = None
    sheet: str | None = None
    date_format: str | None = None

    @property
    def said(self) -> str:
        """The mapping in a line, as `kg.toml` would say it."""
        pairs = (
            (one.name, getattr(self, one.name)) for one in fields(self) if one.name not in ("pattern", "sheet", "date_format")
        )
        return ", ".join(f"{name} = {' + '.join([value] if isinstance(value, str) else value)}" for name, value in pairs if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentColumns:
    """Which columns of a table hold what of its incidents, one a row; every cell becomes a claim, no prose is read.

    `counts` are pairs of what is counted (an outcome, or an outcome and a group of victims) and a column; `codes` are pairs of
    what a cell says and the code that it means; `type` names a column, `default_type` is the type where that says nothing.
    """

    pattern: str = ""
    date: str | None = None
    end: str | None = None
    type: str | None = None
    default_type: str = "attack"
    places: tuple[str, ...] = ()
    country: str | None = None
    actor: str | None = None
    weapon: str | None = None
    facility: str | None = None
    facility_name: str | None = None
    effect: str = "struck"
    source: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    identifier: str | None = None
    sheet: str | None = None
    date_format: str | None = None
    counts: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All the columns that the mapping names."""
        named = (self.date, self.end, self.type, *self.places, self.country, self.actor, self.weapon, self.facility, self.facility_name,
                 self.source, self.title, self.published, self.publisher, self.url, self.identifier)  # fmt: skip
        return tuple(dict.fromkeys([*(name for name in named if name), *(column for _, column in self.counts)]))

    @property
    def said(self) -> str:
        """The mapping in a line."""
        return f"incidents from {', '.join(self.columns)}"


@dataclass(frozen=True, slots=True)
class Tables:
    """The mappings of all tables, by patterns of their names; the first that fits holds."""

    mappings: tuple[ReportColumns | IncidentColumns, ...] = field(default=())

    def of(self, name: str) -> ReportColumns | IncidentColumns | None:
        """The mapping for a table of this name, None where there is none."""
        own = PurePosixPath(name).name
        return next((mapping for mapping in self.mappings if fnmatchcase(own, mapping.pattern)), None)


#: No table is described.
NO_TABLES = Tables()


def read_tables(reports: Mapping[str, Any], incidents: Mapping[str, Any]) -> Tables:
    """The mappings of `kg.toml`'s `[tables."PATTERN"]` and `[incidents."PATTERN"]`; raises `UsageError` naming what is wrong."""
    found: list[ReportColumns | IncidentColumns] = []
    for pattern, values in incidents.items():
        where = f'incidents."{pattern}"'
        counts = _pairs(values, "counts", where)
        for counted, _ in counts:
            _check_counted(counted, where)
        for code in [code for _, code in _pairs(values, "codes", where)]:
            if not any(code in codes for codes in (EVENT_CLASSES, *SCHEMES.values())):
                raise UsageError(f"kg.toml: {where}.codes: there is no code {code!r}; kg ontology lists them")
        known = _checked(values, IncidentColumns, where) | {"counts": counts, "codes": _pairs(values, "codes", where)}
        mapping = IncidentColumns(pattern=pattern, **known)
        _check_code(mapping.default_type, EVENT_CLASSES, f"{where}.default_type")
        _check_code(mapping.effect, SCHEMES["effect"], f"{where}.effect")
        found.append(mapping)
    for pattern, values in reports.items():
        where = f'tables."{pattern}"'
        known = _checked(values, ReportColumns, where)
        if not known.get("text"):
            raise UsageError(f"kg.toml: {where}: say which column holds the text: text = …")
        found.append(ReportColumns(pattern=pattern, **known))
    return Tables(tuple(found))


def guessed(header: Iterable[str]) -> ReportColumns:
    """The mapping that a table's column names suggest; raises `InputError` where none is called like a text."""
    names = {name.casefold().replace("_", " ").strip(): name for name in reversed(list(header))}
    found: dict[str, Any] = {
        key: next((names[guess] for guess in guesses if guess in names), None) for key, guesses in _GUESSES.items()
    }
    text = found.pop("text")
    if text is None:
        there = ", ".join(reversed(list(names.values())))
        raise InputError(
            f'no column is called like a text; there are: {there[:200]}; say in kg.toml which it is: [tables."NAME"] text = …'
        )
    return ReportColumns(text=(text,), **found)


def _checked(values: Any, kind: type, where: str) -> dict[str, Any]:  # noqa: ANN401 - as TOML has it
    """The values of a mapping, each of the right type."""
    if not isinstance(values, dict):
        raise UsageError(f"kg.toml: {where}: must be a table of columns")
    known = {one.name for one in fields(kind)} - {"pattern"}
    if unknown := sorted(values.keys() - known):
        raise UsageError(f"kg.toml: {where}: unknown {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in ("text", "places"):
            names = [value] if isinstance(value, str) else value
            if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
                raise UsageError(f"kg.toml: {where}.{key}: must be the name of a column, or a list of names")
            found[key] = tuple(names)
        elif key not in ("counts", "codes"):
            if not isinstance(value, str) or not value:
                raise UsageError(f"kg.toml: {where}.{key}: must be a text that is not empty")
            found[key] = value
    return found


def _pairs(values: Any, key: str, where: str) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - as TOML has it
    pairs = values.get(key, {}) if isinstance(values, dict) else {}
    if not isinstance(pairs, dict) or not all(isinstance(value, str) and value for value in pairs.values()):
        raise UsageError(f"kg.toml: {where}.{key}: must be a table of texts")
    return tuple(pairs.items())


def _check_counted(counted: str, where: str) -> None:
    outcome, *groups = counted.split()
    _check_code(outcome, SCHEMES["outcome"], f"{where}.counts")
    for group in groups:
        _check_code(group, SCHEMES["group"], f"{where}.counts")


def _check_code(code: str, codes: Iterable[str], where: str) -> None:
    if code not in codes:
        raise UsageError(f"kg.toml: {where}: {code!r} is not a code; there are: {', '.join(codes)}")
