"""`kg backup` and `kg restore`: copies of a store, and a copy in the place of a store."""

from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import store_option
from kg.errors import UsageError
from kg.settings import Location, Server
from kg.tables import printable


def _folder(store: Location, instead: str) -> Path:
    """The folder of a store; raises `UsageError` for a server, whose files are its own."""
    if isinstance(store, Server):
        raise UsageError(f"{store}: a server keeps its files itself; do this {instead}")
    return store


@click.command(name="backup")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@store_option
def backup(out: Path, store: Location) -> None:
    """Copy what a store last published to the new folder or tar file OUT.

    A folder is a store itself: every command reads it with --store. Names that end in .tar, .tar.gz or .tgz make one file.
    Others may build meanwhile.

    \b
    Example:
      kg backup backup-monday.tar.gz --store kg-store
    """
    from kg.keeping import backup as copy

    copy(_folder(store, "with its own means, or keep a dump: kg export OUT.nq"), out)
    click.echo(printable(f"{out}: {store} as it was last published"), err=True)


@click.command(name="restore")
@click.argument("source", required=False, type=click.Path(path_type=Path), metavar="[BACKUP]")
@store_option
def restore(source: Path | None, store: Location) -> None:
    """Put a backup in the place of a store, or of what is left of one.

    Without BACKUP, the store goes back to what it last published. The backup's files are checked first. What was forgotten in
    the store since is forgotten again.

    \b
    Example:
      kg restore backup-monday.tar.gz --store kg-store
    """
    from kg.keeping import restore as put_back

    put_back(_folder(store, "with its own means, or build anew"), source, datetime.now(UTC))
    text = f"{store}: as it was in {source or 'its last publication'}; kg build reads what is new since"
    click.echo(printable(text), err=True)
