"""The door that every extractor stands behind: a report goes in, an account comes out."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.model import Account, Report


class Extractor(Protocol):
    """Reads a report into an account; the same report and version give the same account.

    `method` is the code by which its claims say what found them (scheme `method`), `version` names everything that its
    accounts depend on, so that a changed version is read anew. `languages` are those it reads (ISO 639-1), None for any.
    """

    method: str
    version: str
    languages: frozenset[str] | None

    def beside(self, report: Report) -> str:
        """What the account depends on besides the report and the version, in a word that changes with it; empty for nothing."""

    def extract(self, report: Report) -> Account:
        """The account of one report; raises `InputError` where it can't be read."""

    def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
        """The accounts of many reports in order, equal to those of `extract` one by one, and faster where batches help."""
