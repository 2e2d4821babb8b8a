"""Short reports for tests of linking: one strike told by three publishers, another in the next village, a hospital hit twice."""

from dataclasses import dataclass
from typing import Any

from kg.accounts import from_json
from kg.mapping.account import map_account
from kg.mapping.graph import report_iri
from kg.model import Account, Report
from kg.store.base import Store
from kg.values import PartialDate
from tests.conftest import BASE


@dataclass(frozen=True)
class Told:
    """What one report tells: who published it and when, one sentence for each event with its account."""

    name: str
    publisher: str
    published: str
    events: tuple[dict[str, Any], ...]

    def report(self) -> Report:
        text = " ".join(event["sentence"] for event in self.events)
        return Report(self.name, text, None, PartialDate(self.published), self.publisher, None, "en")

    def quads(self) -> str:
        report = self.report()
        quads = map_account(report, self.account(), BASE)
        return quads.graph + quads.shared

    def account(self) -> Account:
        return from_json(self._facts(), self.report(), "manual")

    def _facts(self) -> dict[str, Any]:
        events, counts, victims = [], [], []
        for number, event in enumerate(self.events, 1):
            events.append(
                {
                    "id": f"e{number}", "type": event.get("type", "air-strike"), "quote": event["quote"],
                    "date_start": event.get("day"), "date_end": event.get("until", event.get("day")), "places": event.get("places", []),
                    "country": event.get("country", "SY"), "perpetrators": event.get("perpetrators", []), "suspected": False,
                    "weapons": [], "facilities": event.get("facilities", []), "negated": False,
                }
            )  # fmt: skip
            if "killed" in event:
                counts.append(
                    {
                        "id": f"v{number}", "event": f"e{number}", "outcome": "killed", "groups": [], "min": event["killed"],
                        "max": event["killed"], "qualifier": "exact", "source": event.get("source", self.publisher),
                        "scope": event.get("scope", "incident"), "subset_of": None, "quote": event["quote"],
                    }
                )  # fmt: skip
            victims += [
                {"name": name, "outcome": "killed", "age": age, "gender": None, "occupation": None, "event": f"e{number}",
                 "quote": name}
                for name, age in event.get("victims", ())
            ]  # fmt: skip
        return {"id": self.name, "events": events, "victim_counts": counts, "named_victims": victims,
                "facility_counts": [], "statements": []}  # fmt: skip


HOSPITAL = {"type": "hospital", "name": "Nur Hospital", "effect": "damaged"}

NEWS = Told("news", "Elbonia Press", "2024-05-08", (
    {"sentence": "Warplanes bombed Nur Hospital in Tell Zarifa on Tuesday, killing nine people, among them Sana Orel, 41.",
     "quote": "Warplanes bombed Nur Hospital", "day": "2024-05-07", "places": ["Tell Zarifa"], "facilities": [HOSPITAL],
     "killed": 9, "victims": (("Sana Orel", 41),)},
))  # fmt: skip
MONITOR = Told("monitor", "Marwat Monitor", "2024-05-09", (
    {"sentence": "On 7 May an air strike hit al-Nour hospital in the town of Tal Zarifa; eleven people died.",
     "quote": "an air strike hit al-Nour hospital", "day": "2024-05-07", "places": ["Tal Zarifa"],
     "facilities": [{**HOSPITAL, "name": "al-Nour hospital", "effect": "out-of-service"}], "killed": 11},
    {"sentence": "The same day a shell fell on the market of Kafr Osna, where four people died.", "type": "shelling",
     "quote": "a shell fell on the market of Kafr Osna", "day": "2024-05-07", "places": ["Kafr Osna"],
     "facilities": [{"type": "market", "name": None, "effect": "struck"}], "killed": 4},
))  # fmt: skip
UN = Told("un", "United Nations", "2024-05-20", (
    {"sentence": "Sana Orel, a nurse, died when jets struck the Nour Hospital of Tell Zarifa on 7 May.",
     "quote": "jets struck the Nour Hospital", "day": "2024-05-07", "places": ["Tell Zarifa"],
     "facilities": [{**HOSPITAL, "name": "Nour Hospital"}], "victims": (("Sana Orel", None),)},
))  # fmt: skip
LATER = Told("later", "Elbonia Press", "2024-07-02", (
    {"sentence": "Nur Hospital in Tell Zarifa was bombed again by warplanes on Monday; nobody was hurt.",
     "quote": "Nur Hospital in Tell Zarifa was bombed again", "day": "2024-07-01", "places": ["Tell Zarifa"],
     "facilities": [HOSPITAL]},
))  # fmt: skip

ALL = (NEWS, MONITOR, UN, LATER)


def fill(store: Store, *told: Told) -> None:
    """Put reports into a store as a build does."""
    store.load([one.quads() for one in told])


def node(told: Told, kind: str = "event", number: int = 1) -> str:
    """The bracketed IRI of a node of a report."""
    return f"<{report_iri(told.report(), BASE)}/{kind}/{number}>"
