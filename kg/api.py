"""The graph from Python: the folder of a store goes in, answers as tables of plain Python values come out.

`kg` itself gives these names; what is not among them may change.
"""

import importlib
import warnings
from collections import namedtuple
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Self, overload

from kg.errors import UsageError
from kg.queries import Query, bind, bundled, find, parse
from kg.settings import Location, location_of
from kg.tables import Plain, printable
from kg.worker import Rows, Worker

#: Seconds after which a query is given up, unless the user says otherwise.
TIMEOUT = 60.0

#: The name of a query of one's own.
_GIVEN = "given"

#: Rows that a notebook shows.
SHOWN = 50


class Answer(Sequence[Any]):
    """The answer to a query: a sequence of rows, each a named tuple with a value for each of `columns`.

    Values are `str`, `int`, `float`, `bool`, or None where there is none. IRIs and dates are text, since a date may be no more
    than a month or a year.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Plain]]) -> None:
        """Make one of names and rows."""
        self.columns = tuple(columns)
        # A column whose name Python can't have, such as `class`, is told by its number: `_3`.
        row: Any = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        self._rows: list[Any] = [row(*values) for values in rows]

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 - a row's fields are those of the query

    @overload
    def __getitem__(self, index: slice) -> "Answer": ...

    def __getitem__(self, index: int | slice) -> Any:
        """One row, or the answer with some of its rows."""
        return Answer(self.columns, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        """Whether columns and rows are the same."""
        return isinstance(other, Answer) and (self.columns, self._rows) == (other.columns, other._rows)

    def __hash__(self) -> int:
        """The hash of columns and rows."""
        return hash((self.columns, tuple(self._rows)))

    def __repr__(self) -> str:
        """The size and the columns."""
        return f"<Answer: {len(self)} {'row' if len(self) == 1 else 'rows'} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table for a notebook, in which nothing of a report is markup."""
        head = "".join(f"<th>{_html(name)}</th>" for name in self.columns)
        rows = ("".join(f"<td>{_html(value)}</td>" for value in row) for row in self._rows[:SHOWN])
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        more = f"; the first {SHOWN} are shown" if len(self) > SHOWN else ""
        size = f"{len(self)} {'row' if len(self) == 1 else 'rows'}{more}"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{size}</p>"

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas need not be there
        """A `pandas.DataFrame` with the same columns; raises `UsageError` where pandas is not installed."""
        try:
            pandas = importlib.import_module("pandas")
        except ImportError as error:
            raise UsageError("pandas is not installed; pip install pandas, or use the rows as they are") from error
        return pandas.DataFrame(self._rows, columns=list(self.columns))


class Graph:
    """A store opened for reading, as it was last published; use it in a `with` block, or call `close`. One thread at a time."""

    def __init__(self, store: Location, timeout: float | None) -> None:
        """Open a folder or a server; `kg.open` is the door."""
        self._store = store
        self._timeout = timeout
        self._worker = Worker(store)

    @property
    def base(self) -> str:
        """The IRI below which the store's names lie; a parameter may leave it out."""
        return self._worker.base

    @property
    def queries(self) -> tuple[str, ...]:
        """The names of the bundled questions."""
        return tuple(bundled())

    def query(self, source: str, /, **values: str | int | date) -> Any:  # noqa: ANN401 - bool for ASK, else an Answer
        """The answer to a bundled question by its name, or to SPARQL 1.1: an `Answer`, and a bool for ASK.

        `values` are the question's parameters; `from_` stands for `from`, which Python keeps for itself. Raises `UsageError` for
        a name, parameter or value that makes no sense, `InputError` for SPARQL that can't be read, `LimitExceeded` after the
        time limit; the graph can be asked again after each of them. Warns of names that the ontology doesn't have, and of classes that
        have instances by their subclasses only, in which SPARQL finds nothing wrong.
        """
        given = {name.removesuffix("_"): str(value) for name, value in values.items()}
        question = _question(source)
        text = bind(question, given, self.base)
        if not self._worker.running:
            self._worker = Worker(self._store)
        if question.name == _GIVEN:
            for sentence in self._worker.doubts(text, self._timeout):
                warnings.warn(sentence, stacklevel=2)
        found = self._worker.ask(text, self._timeout)
        return Answer(found.columns, found.rows) if isinstance(found, Rows) else found

    def close(self) -> None:
        """Let go of the store; closing twice does no harm."""
        self._worker.close()

    def __enter__(self) -> Self:
        """The graph itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let go of the store."""
        self.close()


def open_graph(folder: str | Path, *, timeout: float | None = TIMEOUT) -> Graph:
    """Open the store in a folder, or on a server (http://…), for reading (`kg.open`); a query is given up after `timeout` seconds, never for None.

    Queries are answered by a process of their own, which stays from one to the next and ends with the graph. Raises `NotAStore`
    where there is no store, `StoreDamaged` where its files are broken, `RemoteError` where a server can't be used.
    """
    return Graph(location_of(str(folder), Path.cwd()), timeout)


def _question(source: str) -> Query:
    """A name holds neither spaces nor brackets."""
    return parse(_GIVEN, source) if any(letter.isspace() or letter == "{" for letter in source) else find(source)


def _html(value: Plain) -> str:
    return "" if value is None else escape(printable(str(value)))
