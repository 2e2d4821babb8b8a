"""Hand-made accounts: the facts that an analyst wrote into `NAME.json`, beside the report `NAME.txt`."""

import json
from collections.abc import Iterable, Iterator

from kg.accounts import from_json
from kg.errors import InputError
from kg.model import Account, Report


class ManualReader:
    """Takes the account beside the report's file instead of reading its text (an `Extractor`)."""

    method = "manual"
    version = "manual 1"
    languages: frozenset[str] | None = None

    def extract(self, report: Report) -> Account:
        """The account of `NAME.json`; raises `InputError` if it is missing or not in the form of the annotation guide."""
        if report.path is None:
            raise InputError(f"{report.identifier}: a hand-made account stands beside a file, and this report has none")
        path = report.path.with_suffix(".json")
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
