"""`kg review`: decide the pairs that the program is unsure of, one screen each; answers go to the ledger at once."""

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from kg.cli.decide import WHEN
from kg.cli.link import link_store, thresholds
from kg.cli.options import gazetteer_option, store_option
from kg.cli.why_same import lazily, lines
from kg.identity.ledger import KINDS, Decision, append
from kg.linking.resolving import Resolver
from kg.linking.sides import Sides
from kg.sameness.pending import Pending, pending
from kg.sameness.why import why_same
from kg.settings import Location, ledger_path
from kg.store.base import Store
from kg.store.opening import reader
from kg.tables import printable
from kg.terms import iri

_JUDGEMENTS = {"s": "same", "d": "different", "u": "unsure"}
_SKIP, _UNDO, _QUIT = " ", "z", "q"
_KEYS = "s same   d different   u unsure   space skip   z undo   q quit"
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_PLURALS = {"event": "events", "facility": "facilities", "agent": "agents", "victim": "persons"}


@click.command(name="review")
@click.option("--kind", type=click.Choice(KINDS), help="Only pairs of this kind; victim for persons.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask no more than so many.")
@click.option("--by", default=getpass.getuser, show_default="your login name", help="Who decides.")
@store_option
@gazetteer_option
def command(kind: str | None, limit: int | None, by: str, store: Location, gazetteer: tuple[Path, ...]) -> None:
    """Decide the pairs that the program is unsure of, the most consequential first.

    Each screen shows both things in their sentences and what speaks for and against their being one. A key answers: s same, d
    different, u unsure, space skip, z undo, q quit. Answers go to the ledger at once; at the end the store is linked again.
    From a pipe, keys are read one a line. First come the pairs by which most claims would be joined or parted, and of these the nearest to
    the threshold.

    \b
    Example:
      kg review --kind event --limit 20
    """
    ledger = ledger_path(store, Path.cwd())
    with reader(store) as source:
        screens = _Screens(source, lazily(source, gazetteer), Sides(source))
        answered = _Review(by, ledger, screens).run(pending(source, kind, thresholds()), limit)
    click.echo(printable(f"{answered:,} {'decision' if answered == 1 else 'decisions'} written down in {ledger}"), err=True)
    if answered:
        link_store(store, gazetteer)


@dataclass
class _Screens:
    """Shows pairs of a store."""

    store: Store
    resolver: Callable[[], Resolver]
    sides: Sides

    def show(self, pair: Pending, number: int, of: int) -> None:
        """Show one pair, on a screen of its own where there is one."""
        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
        if console.is_terminal:
            console.clear()
        does = "parted" if pair.together else "joined"
        claims = f"{pair.claims:,} {'claim' if pair.claims == 1 else 'claims'}"
        console.print(Text(f"{number} of {of} · {_PLURALS[pair.kind]} · {claims} would be {does}\n", "dim"))
        for line in lines(why_same(self.store, pair.left, pair.right, self.resolver, thresholds()), self.store.base):
            console.print(line)
        console.print(Text(f"\n{_KEYS}", "dim"))


@dataclass
class _Review:
    """One person's answers, each in the ledger as soon as it is given."""

    by: str
    ledger: Path
    screens: _Screens
    given: list[tuple[int, Decision]] = field(default_factory=list)
    last: datetime = _NEVER

    def run(self, pairs: Sequence[Pending], limit: int | None) -> int:
        """Ask about some pairs; returns how many answers stand."""
        asked, number, keys = pairs[:limit], 0, _keys()
        if not asked:
            click.echo("Nothing is left to decide.", err=True)
        while number < len(asked) or self.given:
            if number < len(asked):
                self.screens.show(asked[number], number + 1, len(asked))
            else:
                click.echo("That was the last. z undo   q quit", err=True)
            key = _known(keys)
            if key == _UNDO:
                number = self._undo(number)
            elif key == _QUIT or number == len(asked):
                break
            else:
                if key in _JUDGEMENTS:
                    self._write(number, asked[number], _JUDGEMENTS[key])
                number += 1
        return len(self.given)

    def _write(self, number: int, pair: Pending, judgement: str) -> None:
        left, right = (self.screens.sides.side(iri(name)) for name in (pair.left, pair.right))
        decision = Decision(left, right, judgement, self.by, self._now())
        append(self.ledger, [decision])
        self.given.append((number, decision))
        click.echo(f"{judgement}, written down", err=True)

    def _undo(self, number: int) -> int:
        """Withdraw the last answer; returns the number of its pair, to be asked again."""
        if not self.given:
            click.echo("nothing to undo", err=True)
            return number
        asked, decision = self.given.pop()
        append(self.ledger, [Decision(decision.left, decision.right, "withdrawn", self.by, self._now())])
        click.echo(f"{decision.judgement} is withdrawn", err=True)
        return asked

    def _now(self) -> str:
        """The time in whole seconds, later than that of the answer before: the last word on a pair is the one that holds."""
        self.last = max(datetime.now(UTC).replace(microsecond=0), self.last + timedelta(seconds=1))
        return self.last.strftime(WHEN)


def _keys() -> Iterator[str]:
    """The keys that are pressed; from a pipe, the first character of each line, a space for an empty one."""
    if sys.stdin.isatty():
        while True:
            yield click.getchar()
    for line in sys.stdin:
        yield line.rstrip("\r\n")[:1] or _SKIP


def _known(keys: Iterator[str]) -> str:
    """The next key that means something; the end of a pipe is the end of the review."""
    known = {*_JUDGEMENTS, _SKIP, _UNDO, _QUIT}
    for key in keys:
        if key.lower() in known:
            return key.lower()
        click.echo(_KEYS, err=True)
    return _QUIT
