"""The command `kg`: its commands, each loaded when it is needed, and errors turned into one line and an exit code."""

import importlib
import sys
from typing import Any

import click

from kg.errors import KgError, LimitExceeded

#: Exit code of a failure that `kg` did not foresee (EX_SOFTWARE of sysexits.h).
DEFECT = 70

#: Exit code after Ctrl-C.
INTERRUPTED = 130

#: Every command, in the order of a user's way: the module below `kg.cli`, the name in it, and its help in a line.
#: The line stands here too, so that `kg --help` need not load what the commands need.
COMMANDS = {
    "build": ("build", "command", "Read reports into a store: texts, pages, PDFs, office files, mails, tables."),
    "extract": (
        "extract",
        "command",
        "Say what one report tells of, as JSON in the form of the annotation guide; with --out, write what many do into a shard.",
    ),
    "load": (
        "load",
        "command",
        "Put the shards that kg extract --out made into a store; it is then what one build would have made.",
    ),
    "show": ("show", "command", "Show a report's text with its events and claims beside their words."),
    "link": (
        "link",
        "command",
        "Find out what is the same across reports: places, known actors, facilities, persons, incidents.",
    ),
    "incidents": (
        "incidents",
        "command",
        "List the incidents, the most widely reported first: reports, publishers, the killed, who is named.",
    ),
    "incident": (
        "incident",
        "command",
        "Show one incident: what each report says side by side, where they differ, how sure it is.",
    ),
    "why-same": (
        "why_same",
        "command",
        "Say why two things of reports are one, or are not: what speaks for and against it, and who decided.",
    ),
    "review": ("review", "command", "Decide the pairs that the program is unsure of, the most consequential first."),
    "decide": (
        "decide",
        "decide",
        "Say whether two things of reports are the same; it outlives every rebuild and overrides the program.",
    ),
    "decisions": (
        "decide",
        "decisions",
        "List what people decided, the newest last; with export and import, exchange it with colleagues.",
    ),
    "places": ("places", "command", "Say which place each NAME means, with all candidates and the reasons for them."),
    "queries": ("query", "queries", "List the bundled questions with their parameters."),
    "query": ("query", "query", "Ask a bundled question by its NAME, or a SPARQL 1.1 query of one's own."),
    "why": ("why", "command", "Say where a number, claim or event comes from, what speaks against it, and how to dispute it."),
    "validate": ("validate", "command", "Check a store, or RDF files, against the SHACL shapes."),
    "export": ("export", "command", "Write the graph to the file OUT, or to standard output for -."),
    "ontology": ("ontology", "command", "List the classes, properties and codes there are."),
    "retract": ("retract", "command", "Take reports out of a store, with a note of when and why."),
    "forget": ("forget", "command", "Remove reports so that no word of them is left in any file of the store."),
    "diff": ("diff", "command", "Say in words what has changed from OLD to NEW."),
    "verify": ("verify", "command", "Check that a store is what was put into it."),
    "backup": ("backup", "backup", "Copy what a store last published to the new folder or tar file OUT."),
    "restore": ("backup", "restore", "Put a backup in the place of a store, or of what is left of one."),
    "info": ("info", "command", "Say what a store holds, and the versions of everything that matters."),
}


class Commands(click.Group):
    """The group of commands: lists them in the order of a user's way, loads them late, and maps every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"kg.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in the help without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; whatever goes wrong becomes one line and an exit code, with a traceback only under `-vv`."""
        try:
            return super().invoke(ctx)
        except click.exceptions.Exit:
            raise
        except (Exception, KeyboardInterrupt) as error:
            if ctx.params["verbose"] > 1:
                import traceback

                traceback.print_exc(file=sys.stderr)
            message, code = _failure(error, ctx)
            if message:
                from kg.tables import printable

                click.echo(printable(f"kg: error: {' '.join(message.split())}"), err=True)
            raise click.exceptions.Exit(code) from error


def _failure(error: BaseException, ctx: click.Context) -> tuple[str, int]:
    """What to say of an error, and the exit code of its kind."""
    if isinstance(error, MemoryError):
        error = LimitExceeded("more memory is needed than there may be; ask for less at a time")
    match error:
        case KgError():
            return str(error), error.exit_code
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else ctx.command_path
            return f"{error.format_message()} ({path} --help tells more)", error.exit_code
        case click.ClickException():
            return error.format_message(), error.exit_code
        case KeyboardInterrupt() | click.Abort():
            return "interrupted; what was stored before is kept", INTERRUPTED
        case BrokenPipeError():
            sys.stderr.close()  # nobody reads on; Python would complain at its end otherwise
            return "", 0
    return f"a defect in kg: {type(error).__name__}: {error} (kg -vv … shows where; please report it)", DEFECT


def _print_versions(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from kg.versions import versions

        for name, version in versions().items():
            click.echo(f"{name} {version}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", count=True, help="Say more; -vv shows where an error came from.")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_versions, help="Versions of all that matters."
)
def cli(verbose: int) -> None:
    """Turn reports of violence against civilians into a knowledge graph that can be questioned.

    Every event, agent, facility and victim a report tells of, who says so, in which words. Works offline.

    \b
    Example:
      kg build samples/ && kg query figures

    Exit codes: 0 done; 1 done, with findings; 2 wrong use; 3 input that can't be read; 4 the store can't be used;
    5 a server failed; 6 a limit was hit; 130 interrupted.
    """
