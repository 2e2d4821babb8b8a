"""The annotated reports: the folders of `training/corpus` go in, reports with their accounts come out."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Report
from kg.values import PartialDate

CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with the account that was made of it by hand, as the JSON object of `docs/annotation.md`."""

    folder: str
    report: Report
    account: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of the report's file, which is unique in the corpus."""
        return self.report.identifier

    @property
    def empty(self) -> bool:
        """Whether there is nothing to find in the report."""
        families = ("events", "victim_counts", "facility_counts", "named_victims", "statements")
        return not any(self.account[family] for family in families)


def load(corpus: Path = CORPUS) -> tuple[Annotated, ...]:
    """All annotated reports, by folder and name; a report without an account is left out."""
    return tuple(one for folder in sorted(corpus.iterdir()) if folder.is_dir() for one in _folder(folder))


def _folder(folder: Path) -> list[Annotated]:
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["file"])
    return [_annotated(folder, row) for row in rows if (folder / row["file"]).with_suffix(".json").exists()]


def _annotated(folder: Path, row: dict[str, str]) -> Annotated:
    path = folder / row["file"]
    report = Report(
        identifier=path.stem,
        text=path.read_text(encoding="utf-8"),
        published=PartialDate.from_text(row["published"]) if row["published"] else None,
        publisher=row["publisher"] or None,
    )
    return Annotated(folder.name, report, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
