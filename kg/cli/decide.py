"""`kg decide` and `kg decisions`: people's word on what is the same, and the ledger that keeps it."""

import getpass
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import location, store_option
from kg.errors import UsageError
from kg.identity.ledger import DISPUTED, JUDGEMENTS, Decision, append, read_ledger, verdicts
from kg.jsontext import as_json
from kg.settings import Location, find_settings, ledger_path
from kg.tables import printable

#: The form of times in the ledger.
WHEN = "%Y-%m-%dT%H:%M:%SZ"


@click.command(name="decide")
@click.argument("left")
@click.argument("judgement", type=click.Choice(JUDGEMENTS))
@click.argument("right")
@click.option("--because", metavar="WHY", help="Why, in your own words: the ledger is made to be handed on.")
@click.option("--by", default=getpass.getuser, show_default="your login name", help="Who decides.")
@store_option
def decide(left: str, judgement: str, right: str, because: str | None, by: str, store: Location) -> None:
    """Say whether two things of reports are the same; it outlives every rebuild and overrides the program.

    LEFT and RIGHT are names of two events, agents, facilities or victims, as `kg incident`, `kg why-same` and the rows of
    `kg query` hold them. withdrawn takes back what you said of them before. The decision is added to the ledger, and the
    store is linked again where it matters.

    \b
    Example:
      kg decide report/0c1d…/event/1 different report/9e8f…/event/2 --because "two hospitals, one street"
    """
    from kg.cli.link import link_store
    from kg.linking.sides import Sides
    from kg.store.opening import reader

    with reader(store) as source:
        sides = Sides(source)
        first, second = (sides.side(_node(name, source.base)) for name in (left, right))
    if first.kind != second.kind:
        raise UsageError(f"{left} is an {first.kind}, {right} is a {second.kind}; nothing is both")
    if first == second:
        raise UsageError(f"{left} and {right} are one thing of one text")
    decision = Decision(first, second, judgement, by, datetime.now(UTC).strftime(WHEN), because)
    ledger = ledger_path(store, Path.cwd())
    append(ledger, [decision])
    click.echo(printable(f"{judgement}, says {by}; written down in {ledger}"), err=True)
    link_store(store, find_settings(Path.cwd()).gazetteer)


def _node(name: str, base: str) -> str:
    """The bracketed IRI of what tables show without its base."""
    from kg.terms import iri

    return iri(name if "://" in name else base + name)


@click.group(name="decisions", invoke_without_command=True)
@click.option("--by", metavar="NAME", help="Only what this person decided.")
@click.option("--since", metavar="DAY", help="Only from this day on, YYYY-MM-DD.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it.")
@store_option
@click.pass_context
def decisions(context: click.Context, by: str | None, since: str | None, form: str, store: Location) -> None:
    """List what people decided, the newest last; with export and import, exchange it with colleagues.

    What holds is each person's last word on a pair. Where two people contradict each other, both are shown, and the pair is
    not joined until they agree.

    \b
    Example:
      kg decisions --since 2026-01-01
      kg decisions export ours.jsonl
    """
    if context.invoked_subcommand:
        context.obj = store
        return
    everything = read_ledger(ledger_path(store, Path.cwd()))
    shown = [one for one in everything if by in (None, one.by) and one.at >= (since or "")]
    if form == "json":
        click.echo(as_json([one.line() for one in shown], indent=2))
        return
    for line in _lines(store, everything, shown):
        click.echo(printable(line))


def _lines(store: Location, everything: Iterable[Decision], shown: Iterable[Decision]) -> Iterable[str]:
    """Each decision in a line: when, who, what, of which nodes of the store."""
    from kg.linking.sides import Sides
    from kg.store.opening import reader

    held = verdicts(everything)
    with reader(store) as source:
        sides = Sides(source)
        for one in shown:
            verdict = held.get(one.pair)
            names = (" = ".join(node[1:-1].removeprefix(source.base) for node in sides.nodes(side)) or "not in this store"
                     for side in (one.left, one.right))  # fmt: skip
            left, right = names
            standing = verdict and one in verdict.decisions
            note = "" if standing else "  (no longer holds)"
            note = "  (disputed)" if standing and verdict and verdict.judgement == DISPUTED else note
            yield f"{one.at}  {one.by}: {left} {one.judgement} {right}{note}" + (
                f"  because {one.because}" if one.because else ""
            )


# Before the command's name or behind it, as people type it.
_own_store = click.option("--store", type=location, metavar="PATH|URL", help="Folder of the store, if not given before.")


@decisions.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
@_own_store
@click.pass_obj
def export(given: Location, file: Path, store: Location | None) -> None:
    """Add to FILE every decision that it has not yet: one line each, with no word of any report."""
    number = append(file, read_ledger(ledger_path(store or given, Path.cwd())))
    click.echo(f"{number:,} decisions added to {printable(str(file))}", err=True)


@decisions.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_own_store
@click.pass_obj
def import_(given: Location, file: Path, store: Location | None) -> None:
    """Add the decisions of FILE to the ledger; kg link applies them."""
    number = append(ledger_path(store or given, Path.cwd()), read_ledger(file))
    click.echo(f"{number:,} decisions added; kg link applies them", err=True)
