"""`kg forget`: remove reports so that no word of them is left in any file of the store."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import store_option
from kg.errors import InputError, UsageError
from kg.identity.ledger import purge
from kg.retraction import Removed, forget, matching, named, retracted
from kg.settings import Location, Server, ledger_path
from kg.store.base import Store
from kg.store.opening import writer
from kg.tables import printable

_STAYS = (
    "the server may keep their words in its files, logs and backups: only who runs it can remove them (docs/servers.md says how)"
)


@click.command(name="forget")
@click.argument("reports", nargs=-1, metavar="[REPORT…]")
@store_option
@click.option("--matching", "words", metavar="TEXT", help="Every report in which this stands, in capitals or not.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(reports: tuple[str, ...], store: Location, words: str | None, yes: bool) -> None:
    """Remove reports so that no word of them is left in any file of the store.

    REPORT is its identifier or its IRI. The database is written anew without them and older snapshots are removed, so this
    takes as long as a copy of the store; what a server keeps in its files is up to the server. Only a digest of each text is kept, by which a build knows what not to read again;
    nothing brings it back. The files that were read, exports and backups are yours to delete: their paths are listed.

    \b
    Example:
      kg forget syria-tell-hazim-news-2021 --yes
      kg forget --matching "Sana Orel"
    """
    if not reports and words is None:
        raise UsageError("say which reports to forget: REPORT… or --matching TEXT")
    with writer(store) as target:
        found = _found(target, reports, words)
        for item in found:
            click.echo(printable(f"{item.identifier} ({', '.join(item.paths) or 'retracted before'})"), err=True)
        if not yes:
            _confirm(len(found))
        decisions = purge(ledger_path(store, Path.cwd()), {item.digest for item in found})
        forget(target, found, datetime.now(UTC))
    if isinstance(store, Server):
        click.echo(_STAYS, err=True)
    click.echo(f"{len(found):,} reports forgotten; files they were read from, exports and backups are yours to delete", err=True)
    if decisions:
        click.echo(f"{decisions:,} decisions on them were taken out of the ledger; who has a copy must forget them too", err=True)


def _found(store: Store, reports: Sequence[str], words: str | None) -> list[Removed]:
    gone = {name: item for item in retracted(store) for name in (item.identifier, item.report)}
    found = [gone[name] for name in reports if name in gone]
    found += named(store, (name for name in reports if name not in gone))
    if words is not None:
        found += matching(store, words)
        if not found:
            raise InputError(f"no report holds the words {words!r}")
    return list(dict.fromkeys(found))


def _confirm(number: int) -> None:
    if not sys.stdin.isatty():
        raise UsageError("this can't be undone; say --yes to do it without being asked")
    click.confirm(f"Forget {number:,} reports? This can't be undone", abort=True, err=True)
