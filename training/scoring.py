"""How good accounts are: an account and the one made by hand go in, right, missed and made-up atoms come out.

The scorer lives beside the checkout, in `../shared/evaluation`, as for `make score`.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.accounts import to_json
from kg.model import Account
from training.reports import Annotated

_EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "evaluation"
sys.dont_write_bytecode = True
sys.path.insert(0, str(_EVALUATION))

import score as scorer  # type: ignore[import-not-found]  # noqa: E402 - lives beside the checkout

FAMILIES: tuple[str, ...] = scorer.FAMILIES


def facts(account: Account, one: Annotated) -> dict[str, Any]:
    """An account as the scorer reads it: its JSON form, with every passage of each event."""
    data = to_json(account, one.report)
    for fact, event in zip(data["events"], account.events, strict=True):
        fact["quotes"] = [passage.words(one.report.text) for passage in event.evidence]
    return data


def pairs_of(family: str, one: Annotated, given: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """The facts of the hand-made account that those of a family have as partners, by the `id()` of the latter."""
    text = scorer.Text(one.report.text)
    return {id(guess): gold for gold, guess in scorer.pair(family, one.account[family], given[family], text)}


@dataclass
class Score:
    """Atoms of many reports, and how many facts were made up in those with nothing to find."""

    tally: Any = field(default_factory=scorer.Tally)
    empty: int = 0
    made_up: int = 0

    def add(self, one: Annotated, account: Account) -> None:
        """Count what one report's account has right."""
        given = facts(account, one)
        self.tally.add(scorer.score_report(one.name, one.account, given, one.report.text))
        if one.empty:
            self.empty += 1
            self.made_up += sum(len(given[family]) for family in FAMILIES)

    def join(self, other: "Score") -> None:
        """Count what another score counts too."""
        self.tally.add(other.tally)
        self.empty += other.empty
        self.made_up += other.made_up

    def f1(self, family: str | None = None, key: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of a family's atoms of one kind."""
        result: tuple[float, float, float] = self.tally.f1(family, key)
        return result

    def line(self) -> str:
        """The scores in one line: F1 of all facts and families, events' existence, what is made up where nothing is."""
        families = " ".join(f"{family.split('_')[0][:6]} {self.f1(family)[2]:.3f}" for family in FAMILIES)
        precision, recall, _ = self.f1("events", "exists")
        values = " ".join(
            f"{name} {self.f1('events', key)[2]:.2f}"
            for name, key in (("perp", "perpetrators"), ("susp", "suspected"), ("neg", "negated"))
        )
        made_up = self.made_up / self.empty if self.empty else 0.0
        return f"all {self.f1()[2]:.3f} | {families} | ev P/R {precision:.2f}/{recall:.2f} {values} | made up {made_up:.1f} x{self.empty}"
