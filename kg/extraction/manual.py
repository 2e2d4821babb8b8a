"""Hand-made accounts: the facts that an analyst wrote into `NAME.json`, beside the report `NAME.txt`."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.accounts import from_json
from kg.errors import InputError
from kg.model import Account, Report


class ManualReader:
    """Takes the account beside the report's file instead of reading its text (an `Extractor`)."""

    method = "manual"
    version = "manual 1"
    languages: frozenset[str] | None = None

    def beside(self, report: Report) -> str:
        """The digest of the account's file, empty where there is none."""
        try:
            return f"account {hashlib.sha256(_account(report).read_bytes()).hexdigest()[:16]}" if report.path else ""
        except OSError:
            return ""

    def extract(self, report: Report) -> Account:
        """The account of `NAME.json`; raises `InputError` if it is missing or not in the form of the annotation guide."""
        if report.path is None:
            raise InputError(f"{report.identifier}: a hand-made account stands beside a file, and this report has none")
        path = _account(report)
        try:
            data = json.loads(path.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            raise InputError(f"no hand-made account {path.name} beside it") from None
        except (OSError, ValueError) as error:
            raise InputError(f"{path.name} can't be read as JSON: {error}") from error
        try:
            return from_json(data, report, self.method)
        except InputError as error:
            raise InputError(f"{path.name}: {error}") from error

    def extract_all(self, reports: Iterable[Report]) -> Iterator[Account]:
        """The accounts of many reports, one by one."""
        return map(self.extract, reports)


def _account(report: Report) -> Path:
    assert report.path is not None  # noqa: S101 - the caller has looked
    return report.path.with_suffix(".json")
