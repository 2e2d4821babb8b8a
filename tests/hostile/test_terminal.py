"""Names and labels that act on a terminal, or look like markup: nothing that a command prints does anything but stand there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_main import invoke
from tests.conftest import TEXT

NAME = "esc\x1b]0;pwn\x07\x9b31m[bold red]x[-]\u202e{:smile:}\nnext.txt"
PUBLISHER = "\x1b[31mElbonia\u202e [link=http://evil.example]Press[/link]\x9d"
ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of a hostile name and publisher, the store built of it, and a file that can't be read."""
    from tests.conftest import FACTS  # noqa: PLC0415 - a copy is made of it

    folder = tmp_path_factory.mktemp("terminal")
    facts: dict[str, Any] = json.loads(json.dumps(FACTS).replace("Sana Orel", "[bold red]Sana[-] Orel"))
    (folder / NAME).write_text(TEXT.replace("Sana Orel", "[bold red]Sana[-] Orel"))
    (folder / NAME).with_suffix(".json").write_text(json.dumps(facts))
    result = invoke(
        "build", folder / NAME, "--reader", "manual", "--publisher", PUBLISHER, "--title", NAME, "--store", folder / "store"
    )
    assert (result.exit_code, ACTS.findall(result.output)) == (0, [])
    return folder


def names(folder: Path) -> list[str]:
    """The names of all claims and events, by the way that programs ask."""
    found = invoke(
        "query",
        "SELECT ?x { VALUES ?c { rv:CasualtyCount rv:Statement rv:Casualty rv:Shelling } ?x a ?c }",
        "--store",
        folder / "store",
    )
    return [json.loads(line)["x"] for line in found.stdout.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["info"],
        ["show", NAME.removesuffix(".txt")],
        ["query", "reports", "--format", "table"],
        ["query", "reports", "--format", "md"],
        ["query", "reports", "--format", "jsonl"],
        ["query", "reports", "--format", "json"],
        ["query", "reports", "--format", "srj"],
        ["query", "named-victims", "--format", "table"],
        ["query", "figures", "--quotes", "--format", "table"],
        ["query", "figures", "--explain"],
        ["query", f"SELECT * {{ ?x a '{NAME}"],
        ["query", NAME],
        ["query", "reports", "--publisher", PUBLISHER, "--explain"],
        ["query", "reports", "--since", NAME],
        ["validate"],
        ["validate", NAME],
        ["verify"],
        ["ontology", NAME],
        ["why", NAME],
        ["show", NAME],
        ["retract", NAME],
        ["forget", "--yes", NAME],
        ["export", NAME],
        ["diff", NAME, NAME],
        ["build", NAME],
        ["extract", NAME],
        [NAME],
        ["query", f"--{NAME}"],
    ],
    ids=repr,
)
def test_no_command_prints_what_acts(hostile: Path, arguments: list[str]) -> None:
    store = [] if arguments[0] == NAME else ["--store", str(hostile / "store")]
    result = invoke(*arguments, *store)
    assert ACTS.findall(result.output) == []
    assert result.output
    assert "defect in kg" not in result.output


def test_where_a_number_comes_from_is_said_without_acting(hostile: Path) -> None:
    found = names(hostile)
    assert len(found) >= 5
    for form in ("text", "json"):
        texts = [invoke("why", name, "--format", form, "--store", hostile / "store").output for name in found]
        assert [text for text in texts if ACTS.search(text)] == []
        assert any("[bold red]Sana[-] Orel" in text for text in texts)


def test_markup_stands_in_tables_as_it_is(hostile: Path) -> None:
    output = invoke("query", "named-victims", "--format", "table", "--store", hostile / "store").output
    assert "[bold red]Sana[-] Orel" in output


def test_leaving_reports_out_names_them_without_acting(hostile: Path) -> None:
    name = NAME.removesuffix(".txt")
    result = invoke("retract", name, "--because", PUBLISHER, "--store", hostile / "store")
    assert (result.exit_code, ACTS.findall(result.output)) == (0, [])
    assert "esc\\x1b]0;pwn" in result.stderr
    result = invoke("forget", name, "--yes", "--store", hostile / "store")
    assert (result.exit_code, ACTS.findall(result.output)) == (0, [])
