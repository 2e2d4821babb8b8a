"""The command line as a whole: help, versions, and errors as one line with the right exit code."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg import errors
from kg.cli import main
from kg.cli.main import COMMANDS, DEFECT, INTERRUPTED, cli


def invoke(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=text, prog_name="kg")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_that_names_it(name: str) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert f"kg {name}" in result.output.split("Example:")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert COMMANDS[name][2] == command.get_short_help_str(200)


def test_help_lists_every_command_without_loading_any() -> None:
    code = "import sys; from kg.cli.main import cli; cli(['--help'], standalone_mode=False); print(sorted(m for m in sys.modules if m.startswith('kg.cli.')))"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert result.stdout.rstrip().endswith("['kg.cli.main']")


def test_version_names_the_program_its_libraries_the_model_and_the_ontology() -> None:
    names = [line.split(" ")[0] for line in invoke("--version").output.splitlines()]
    assert {"kg", "python", "rdflib", "pyoxigraph", "pyshacl", "owlready2", "spacy", "model", "ontology"} <= set(names)


FAMILY = [
    (errors.UsageError, 2),
    (errors.InputError, 3),
    (errors.StoreError, 4),
    (errors.StoreLocked, 4),
    (errors.NotAStore, 4),
    (errors.StoreDamaged, 4),
    (errors.StoreUnwritable, 4),
    (errors.RemoteError, 5),
    (errors.Unfinished, 5),
    (errors.LimitExceeded, 6),
    (KeyboardInterrupt, INTERRUPTED),
    (ZeroDivisionError, DEFECT),
]


def test_the_family_is_all_that_there_is() -> None:
    found = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.KgError)}
    assert {kind for kind, _ in FAMILY if issubclass(kind, errors.KgError)} | {errors.KgError} == found


@pytest.mark.parametrize(("kind", "code"), FAMILY)
def test_every_kind_of_error_is_one_line_on_stderr_with_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, kind: type[BaseException], code: int
) -> None:
    @click.command()
    def broken() -> None:
        raise kind("the thing: the reason\nand more")

    monkeypatch.setitem(COMMANDS, "broken", ("broken", "command", ""))
    monkeypatch.setattr(main.Commands, "get_command", lambda *_: broken)
    result = invoke("broken")
    assert result.exit_code == code
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("kg: error: ")
    assert "Traceback" not in line


def test_a_traceback_is_shown_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def broken() -> None:
        raise errors.InputError("odd")

    monkeypatch.setattr(main.Commands, "get_command", lambda *_: broken)
    assert "Traceback" in invoke("-vv", "broken").stderr
    assert "Traceback" not in invoke("-v", "broken").stderr


def test_an_unknown_command_is_named_with_the_nearest_one() -> None:
    result = invoke("bulid")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "No such command 'bulid'" in result.stderr


def test_an_unknown_option_is_named_with_the_way_to_the_help() -> None:
    result = invoke("build", "--stroe", "x", "y")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--stroe" in result.stderr
    assert "kg build --help tells more" in result.stderr
