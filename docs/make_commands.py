"""Writes `docs/commands.md`, the command reference, from the commands' own help: `python docs/make_commands.py`."""

from pathlib import Path

import click

from kg.cli.main import COMMANDS, cli

TARGET = Path(__file__).with_name("commands.md")

HEAD = """# Commands

What `kg --help` and `kg COMMAND --help` say; made by `docs/make_commands.py`.
"""


def reference() -> str:
    """The whole page: the help of `kg` and of each command."""
    parts = [HEAD, _help(cli, "kg")]
    with _context(cli, "kg") as parent:
        for name in COMMANDS:
            command = cli.get_command(parent, name)
            assert command is not None, name
            parts.append(_help(command, name, parent))
    return "\n".join(parts)


def _help(command: click.Command, name: str, parent: click.Context | None = None) -> str:
    context = _context(command, name, parent)
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    """The context in which a command shows its help, on a terminal of a fixed width."""
    width = {"terminal_width": 100, "max_content_width": 100}
    return command.make_context(name, [], parent, resilient_parsing=True, **width)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
