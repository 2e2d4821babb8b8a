"""Questions as SPARQL files: a `.rq` file with its `#+` head goes in, a query with the user's values in it comes out.

A head stands at the top of a file, in lines that begin with `#+` (grlc's way):

    #+ summary: Every figure given for an incident
    #+ question: Which figures are given for each incident, and by whom?
    #+ description: |
    #+   One row for each …
    #+ params:
    #+   country:
    #+     type: country
    #+     default: any
    #+     example: SY
    #+     help: Only what happened in this country.

The parameter `country` is the variable `?_country`. The query gives it values in a block, `VALUES ?_country { UNDEF }`, and
the block's contents are all that binding replaces: every value is checked against its type and enters as a serialised term.
A file runs as it stands, too: `default: any` is UNDEF, `required: true` stands with its example.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import InputError, UsageError
from kg.resources import graph_query_files, query_files
from kg.terms import DEFAULT_BASE, code, iri, literal
from kg.values import PartialDate
from kg.vocabulary import EVENT_CLASSES, SCHEMES

#: The default of a parameter that restricts nothing unless it is given.
ANY = "any"

#: The query that lists the figures which sums leave out.
LEFT_OUT = "left-out"

_CODE_TYPE = "code:"
_HEAD = re.compile(r"#\+ ?(.*)")
_KEY = re.compile(r"\A([A-Za-z]\w*):(?: +(.*))?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_SHARE = re.compile(r"0(\.[0-9]{1,9})?|1(\.0{1,9})?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BEFORE_U = re.compile(r"\\\\([uU])")
# The contents of a VALUES block: strings and IRIs may hold a closing bracket.
_BLOCK = r"VALUES\s+[?$]_({names})\s*\{{(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>]*>|[^{{}}\"'<])*\}}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked with.

    `type` is `country` (ISO 3166-1 alpha-2), `date` (YYYY-MM-DD), `event` (the notation of a class of events), `integer`, `share` (0 to 1),
    `text`, `iri` or `code:SCHEME`; `default` is None where a value is required, and `ANY` where leaving it out restricts nothing.
    """

    name: str
    type: str
    default: str | None
    example: str
    help: str

    @property
    def required(self) -> bool:
        """Whether the query can't be asked without it."""
        return self.default is None

    @property
    def option(self) -> str:
        """The option that gives it its value on the command line, such as `--min-confidence`."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def choices(self) -> tuple[str, ...]:
        """The notations that a code or a class of events may have; empty for the other types."""
        if self.type == "event":
            return tuple(EVENT_CLASSES)
        return SCHEMES[self.type.removeprefix(_CODE_TYPE)] if self.type.startswith(_CODE_TYPE) else ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its name, its SPARQL 1.1 text, and what the head of its file says.

    `summary` says what the rows are, `question` asks for them as an analyst would. Of a query that adds figures up, `left_out`
    holds the values that ask the query `LEFT_OUT` for those that it leaves out; None for the others.
    """

    name: str
    text: str
    summary: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    question: str = ""
    left_out: Mapping[str, str] | None = field(default=None, hash=False)


@cache
def bundled() -> Mapping[str, Query]:
    """The questions that come with the program, by name, in order of the alphabet; a table answers each."""
    return _read(query_files())


@cache
def bundled_graphs() -> Mapping[str, Query]:
    """The bundled queries whose answer is a graph (CONSTRUCT), by name, in order of the alphabet."""
    return _read(graph_query_files())


def _read(files: Iterable[Path]) -> Mapping[str, Query]:
    return MappingProxyType({path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in files})


@cache
def find(name: str) -> Query:
    """A bundled query, read alone; raises `UsageError` with all names, the most similar first, if there is none of this name."""
    known = {path.stem: path for path in (*query_files(), *graph_query_files())}
    if name not in known:
        from difflib import SequenceMatcher  # noqa: PLC0415 - a query that is found must not pay for it

        alike = sorted(known, key=lambda other: -SequenceMatcher(None, name, other).ratio())
        raise UsageError(f"no query {name!r}; there are: {', '.join(alike)}")
    return parse(name, known[name].read_text(encoding="utf-8"))


def is_bundled(query: Query) -> bool:
    """Whether a query is one that comes with the program, word for word."""
    return any(path.stem == query.name for path in (*query_files(), *graph_query_files())) and query == find(query.name)


def parse(name: str, text: str) -> Query:
    """Read a query with its head, if it has one; raises `InputError` where the head or a parameter's block is not as it should be.

    >>> parse("who", "#+ summary: All agents\\nSELECT * WHERE { ?agent a rv:Agent }").summary
    'All agents'
    """
    sections = _sections(name, (match[1] for line in text.split("\n") if (match := _HEAD.fullmatch(line.rstrip("\r")))))
    parameters = tuple(_parameters(name, sections.get("params", [])))
    blocks = {match[1] for match in _blocks(parameters).finditer(text)} if parameters else set()
    if missing := [parameter.name for parameter in parameters if parameter.name not in blocks]:
        raise InputError(f"query {name}: no block VALUES ?_{missing[0]} {{ … }} for its parameter {missing[0]}")
    summary, description, question = (" ".join(sections.get(key, [])) for key in ("summary", "description", "question"))
    return Query(name, text, summary, description, parameters, question, _left_out(name, " ".join(sections.get("leftout", []))))


def left_out(query: Query, values: Mapping[str, str]) -> tuple[Query, dict[str, str]]:
    """The query that lists the figures which a sum leaves out, and the values to bind it with, for a sum bound with some values.

    Raises `UsageError` for a query that adds nothing up.
    """
    if query.left_out is None:
        sums = ", ".join(name for name, other in bundled().items() if other.left_out is not None)
        raise UsageError(f"query {query.name} adds nothing up, so that it leaves nothing out; those that do: {sums}")
    return find(LEFT_OUT), {**values, **query.left_out}


def bind(query: Query, values: Mapping[str, str], base: str = DEFAULT_BASE) -> str:
    """The query's text with values in place of its parameters' defaults.

    `values` maps names of parameters to text as a user writes it; an IRI may leave out `base`, codes may be several with commas
    between them. Raises `UsageError` for an unknown parameter, a missing one, or a value that is not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            there_are = f"; there are: {', '.join(known)}" if known else "; it has none"
            raise UsageError(f"query {query.name}: no parameter {name!r}{there_are}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in values:
            raise UsageError(f"query {query.name}: needs {parameter.name}, such as {parameter.example!r}")
    terms = {name: _term(known[name], value, base) for name, value in values.items()}
    if not terms:
        return query.text
    # In one pass, so that a value that looks like a block is never taken for one.
    chosen = [known[name] for name in terms]
    return _blocks(chosen).sub(lambda match: f"VALUES ?_{match[1]} {{ {terms[match[1]]} }}", query.text)


def _blocks(parameters: Iterable[Parameter]) -> re.Pattern[str]:
    names = "|".join(re.escape(parameter.name) for parameter in parameters)
    return re.compile(_BLOCK.format(names=names), re.IGNORECASE | re.DOTALL)


def _sections(name: str, lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of the head below each key that is not indented; those of `params` keep their indentation."""
    found: dict[str, list[str]] = {}
    section: list[str] | None = None
    for line in lines:
        key = _KEY.fullmatch(line)
        if key:
            section = found.setdefault(key[1], [])
            if key[2] and key[2] != "|":
                section.append(key[2].strip())
        elif section is not None:
            section.append(line.rstrip() if "params" in found else line.strip())
        elif line.strip():
            raise InputError(f"query {name}: its head begins with {line.strip()!r}; write a key such as summary: first")
    return found


def _left_out(name: str, text: str) -> Mapping[str, str] | None:
    """The values of `leftout: name=value; name=value`, none for `leftout: any`; None where a query has no such line."""
    if not text:
        return None
    pairs = [pair.strip().partition("=") for pair in text.split(";")] if text != ANY else []
    if not all(equals for _, equals, _ in pairs):
        raise InputError(f"query {name}: can't read leftout: {text!r}; write name=value; name=value, or {ANY}")
    return MappingProxyType({key: value for key, _, value in pairs})


def _parameters(name: str, lines: Iterable[str]) -> Iterable[Parameter]:
    described: dict[str, dict[str, str]] = {}
    for line in lines:
        key = _KEY.fullmatch(line.strip())
        if key and not key[2]:
            described[key[1]] = {}
        elif key and described:
            described[next(reversed(described))][key[1]] = key[2]
        else:
            raise InputError(f"query {name}: can't read {line.strip()!r} among its params; write key: value")
    for parameter, fields in described.items():
        yield _parameter(name, parameter, fields)


def _parameter(query: str, name: str, fields: Mapping[str, str]) -> Parameter:
    kind = fields.get("type", "text")
    if kind not in _TYPES and kind.removeprefix(_CODE_TYPE) not in SCHEMES:
        there_are = ", ".join([*_TYPES, *(_CODE_TYPE + scheme for scheme in SCHEMES)])
        raise InputError(f"query {query}: no type {kind!r} for {name}; there are: {there_are}")
    default = None if fields.get("required") == "true" else fields.get("default", ANY)
    return Parameter(name, kind, default, fields.get("example", ""), fields.get("help", ""))


def _term(parameter: Parameter, value: str, base: str) -> str:
    """The serialised term of a value, several of several codes; raises `UsageError` where the value is not of the parameter's type."""
    try:
        if parameter.choices:
            return _codes(parameter, value)
        if parameter.type == "iri" and ":" not in value:
            return iri(base + value)
        return _TYPES[parameter.type](value)
    except UsageError as error:
        raise UsageError(f"{parameter.name}: {error}") from error


def _codes(parameter: Parameter, value: str) -> str:
    notations = [notation.strip() for notation in value.split(",")]
    for notation in notations:
        if notation not in parameter.choices:
            raise UsageError(f"no code {notation!r}; there are: {', '.join(parameter.choices)}")
    scheme = parameter.type.removeprefix(_CODE_TYPE)
    return " ".join(literal(notation) if scheme == "event" else code(scheme, notation) for notation in notations)


def _text(value: str) -> str:
    """A plain literal that every engine reads alike.

    SPARQL lets an engine replace code points such as \\u0022 before it parses (1.1, section 19.2), so no backslash of the
    value may stand before a u: that letter is written as a code point itself. Some engines take a tab for eight spaces.
    """
    if _SURROGATE.search(value):
        raise UsageError(f"{value!r} holds bytes that are no text")
    return _BEFORE_U.sub(lambda found: rf"\\\U{ord(found[1]):08X}", literal(value)).replace("\t", r"\t")


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value):
        raise UsageError(f"{value!r} is no country code: write two letters such as SY (ISO 3166-1 alpha-2)")
    return literal(value.upper())


def _date(value: str) -> str:
    try:
        found = PartialDate.from_text(value)
    except InputError:
        found = None
    if not found or found.datatype != "date":
        raise UsageError(f"{value!r} is no day: write YYYY-MM-DD")
    return literal(found)


def _integer(value: str) -> str:
    if not _INTEGER.fullmatch(value):
        raise UsageError(f"{value!r} is no whole number")
    return literal(int(value))


def _share(value: str) -> str:
    if not _SHARE.fullmatch(value):
        raise UsageError(f"{value!r} is no share: write a number from 0 to 1, such as 0.8")
    return literal(Decimal(value))


_TYPES: Mapping[str, Callable[[str], str]] = {
    "country": _country,
    "date": _date,
    "event": _text,
    "integer": _integer,
    "iri": iri,
    "share": _share,
    "text": _text,
}
