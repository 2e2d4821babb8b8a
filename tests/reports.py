"""Short reports with accounts made by hand, as many as a test wants and the same from the same seed."""

import csv
import json
from pathlib import Path
from random import Random
from typing import Any

from kg.extraction.manual import ManualReader
from kg.model import Report


class AccountReader(ManualReader):
    """Takes accounts as if they were read from the text, so that a build does what it does when it reads."""

    def beside(self, report: Report) -> str:  # noqa: ARG002 - as every extractor
        return ""


_TOWNS = ("Marwat", "Birnin", "Tell Hazim", "Osna", "Keln", "Dovar")
_SOURCES = ("Elbonian Red Cross", "Marwat Monitor", "Osna District Hospital")
_GROUPS: tuple[list[str], ...] = ([], ["civilians"], ["children"])


def write_reports(folder: Path, number: int, seed: int = 1) -> None:
    """Write reports `r0000.txt`, their accounts beside them and a `metadata.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "published", "publisher"])
        for index in range(number):
            name, random = f"r{index:04}", Random(f"{seed}/{index}")
            text, account = _report(random)
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            (folder / f"{name}.json").write_text(json.dumps(account), encoding="utf-8")
            rows.writerow([f"{name}.txt", f"2024-0{random.randint(1, 9)}-11", f"{random.choice(_TOWNS)} Press"])


def _report(random: Random) -> tuple[str, dict[str, Any]]:
    town, source, number = random.choice(_TOWNS), random.choice(_SOURCES), random.randint(2, 900)
    event = f"shells hit a market in {town}"
    text = f"Shells hit market\n\nAt least {number} people were killed when {event}, the {source} said.\n"
    shelling = {
        "id": "e1", "type": "shelling", "quote": event, "date_start": None, "date_end": None, "places": [town], "country": None,
        "perpetrators": [], "suspected": False, "weapons": ["artillery"],
        "facilities": [{"type": "market", "name": None, "effect": "struck"}], "negated": False,
    }  # fmt: skip
    count = {
        "id": "v1", "event": "e1", "outcome": "killed", "groups": random.choice(_GROUPS), "min": number, "max": None,
        "qualifier": "at-least", "source": source, "scope": "incident", "subset_of": None, "quote": f"At least {number} people",
    }  # fmt: skip
    statement = {
        "speaker": source, "speaker_role": None, "speaker_org": None, "about": ["e1", "v1"], "stance": "reports",
        "legal_term": None, "medium": None, "quote": f"the {source} said",
    }  # fmt: skip
    account = {
        "events": [shelling], "victim_counts": [count], "named_victims": [], "facility_counts": [], "statements": [statement]
    }  # fmt: skip
    return text, account
