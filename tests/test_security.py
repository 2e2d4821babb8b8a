"""What SECURITY.md promises: every threat has its row, every row the tests that show it, or the reason why it has none."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| T\d+ ", line)
]


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_every_threat_has_a_row() -> None:
    assert [row[0] for row in ROWS] == [f"T{number}" for number in range(1, 27)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_row_names_tests_that_there_are_or_says_why_it_is_out_of_scope(row: list[str]) -> None:
    _, threat, answer, shown = row
    assert threat
    assert answer
    found = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", shown)
    assert [name for path, name in found if not (ROOT / path).exists() or name not in names_in(ROOT / path)] == []
    assert found or answer.startswith("Out of scope: ")


def test_every_package_is_pinned_with_its_hashes() -> None:
    text = re.sub(r"\\\n\s*", " ", (ROOT / "requirements.txt").read_text(encoding="utf-8"))
    packages = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(packages) > 50
    assert [line for line in packages if not re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
