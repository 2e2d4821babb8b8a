"""What several tests share: a short report with its hand-made account, and where the annotated reports are."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.accounts import from_json
from kg.model import Account, Report
from kg.values import PartialDate

BASE = "https://example.org/id/"

#: Set by `make torture`: tests of what may go wrong then try it a few hundred times instead of a few.
TORTURE = os.environ.get("KG_TORTURE") == "1"
EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "evaluation"

TEXT = """Shells hit school in Marwat, killing at least 12

MARWAT, Elbonia - At least 12 people, including three children, were killed on Tuesday when army shells hit a school in Marwat, the Elbonian Red Cross said.

The head teacher, Sana Orel, 41, was among the dead. An army spokesman denied that there had been any shelling.
"""

FACTS: dict[str, Any] = {
    "id": "marwat",
    "events": [
        {
            "id": "e1",
            "type": "shelling",
            "quote": "army shells hit a school",
            "date_start": "2024-05-07",
            "date_end": "2024-05-07",
            "places": ["Marwat"],
            "country": "SY",
            "perpetrators": ["army"],
            "suspected": False,
            "weapons": ["artillery"],
            "facilities": [{"type": "school", "name": None, "effect": "struck"}],
            "negated": False,
        }
    ],
    "victim_counts": [
        {"id": "v1", "event": "e1", "outcome": "killed", "groups": [], "min": 12, "max": None, "qualifier": "at-least",
         "source": "Elbonian Red Cross", "scope": "incident", "subset_of": None, "quote": "At least 12 people"},
        {"id": "v2", "event": "e1", "outcome": "killed", "groups": ["children"], "min": 3, "max": 3, "qualifier": "exact",
         "source": "Elbonian Red Cross", "scope": "incident", "subset_of": "v1", "quote": "including three children"},
    ],
    "named_victims": [
        {"name": "Sana Orel", "outcome": "killed", "age": 41, "gender": None, "occupation": "head teacher", "event": "e1",
         "quote": "The head teacher, Sana Orel, 41, was among the dead"}
    ],
    "facility_counts": [],
    "statements": [
        {"speaker": "Elbonian Red Cross", "speaker_role": None, "speaker_org": None, "about": ["e1", "v1", "v2"],
         "stance": "reports", "legal_term": None, "medium": None, "quote": "the Elbonian Red Cross said"},
        {"speaker": "army spokesman", "speaker_role": "spokesman", "speaker_org": "army", "about": ["e1"],
         "stance": "denies", "legal_term": None, "medium": None, "quote": "denied that there had been any shelling"},
    ],
}  # fmt: skip


@pytest.fixture
def report() -> Report:
    """The report of the shelled school."""
    return Report(
        "marwat", TEXT, TEXT.split("\n", 1)[0], PartialDate("2024-05-08"), "Elbonia Press", "https://example.org/marwat", "en"
    )


@pytest.fixture
def facts() -> dict[str, Any]:
    """Its hand-made account as JSON, a fresh copy each time."""
    copy: dict[str, Any] = json.loads(json.dumps(FACTS))
    return copy


@pytest.fixture
def account(report: Report, facts: dict[str, Any]) -> Account:
    """Its hand-made account."""
    return from_json(facts, report, "manual")


@pytest.fixture
def folder(tmp_path: Path, facts: dict[str, Any]) -> Path:
    """A folder with the report, its account and a second, shorter report, listed in `metadata.csv`."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "marwat.txt").write_text(TEXT)
    (folder / "marwat.json").write_text(json.dumps(facts))
    (folder / "quiet.txt").write_text("A quiet day\n\nNobody was hurt in Marwat on Wednesday.\n")
    empty: dict[str, list[Any]] = {
        "events": [],
        "victim_counts": [],
        "named_victims": [],
        "facility_counts": [],
        "statements": [],
    }
    (folder / "quiet.json").write_text(json.dumps(empty))
    (folder / "metadata.csv").write_text("file,published,publisher\nmarwat.txt,2024-05-08,Elbonia Press\nquiet.txt,,\n")
    return folder


@pytest.fixture(scope="session")
def evaluation() -> Path:
    """The folder of annotated reports, where it is there."""
    if not EVALUATION.is_dir():
        pytest.skip("no annotated reports beside the checkout")
    return EVALUATION
