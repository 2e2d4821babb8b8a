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
    with click.Context(cli, info_name="kg") as parent:
        for name in COMMANDS:
            command = cli.get_command(parent, name)
            assert command is not None, name
            parts.append(_help(command, name, parent))
    return "\n".join(parts)


def _help(command: click.Command, name: str, parent: click.Context | None = None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
