"""Every pattern of the program on texts made against it: none takes for ever."""

import importlib
import pkgutil
import re
import resource
import subprocess
import sys

import kg

#: Seconds of a processor that all patterns may take on all texts together: generous, since what takes for ever takes days.
SECONDS = 150

LENGTH = 2_000
PIECES = ["a", " ", "\n", "1", ",", "1,", ".", "-", "'", '"', "(", "[", "<", "{", "\\", "\\\\", "a ", "A ", "1 ", "a,", "a.", "a-", "A. ", "'a", '"a',
          "<a", "a=", "a' ", ";", "/*", ":", "a:", "://", "@", "#", "\\u0", "=", "|", "the ", "and ", "20", "-a", "\t", "é", "killed ", "&", "a_"]  # fmt: skip

#: Modules that keep patterns.
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(kg.__path__, "kg.")
    if found.name != "kg.__main__" and not found.ispkg and not found.name.startswith("kg.extraction.tables")
)


def patterns(module: str) -> list[re.Pattern[str]]:
    """The patterns among the names of a module, those in lists and mappings too."""
    found: list[re.Pattern[str]] = []
    todo = list(vars(importlib.import_module(module)).values())
    while todo:
        value = todo.pop()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found.append(value)
        elif isinstance(value, tuple | list):
            todo += value
        elif isinstance(value, dict):
            todo += value.values()
    return list(dict.fromkeys(found))


def texts() -> list[str]:
    """Texts of one piece again and again, and of one that almost fits."""
    return [piece * (LENGTH // len(piece)) + end for piece in PIECES for end in ("", "\x00")]


def main() -> None:
    """In a process of its own: try all patterns on all texts."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for module in MODULES:
        for pattern in patterns(module):
            sys.stderr.write(f"{module} {pattern.pattern[:60]!r}\n")
            sys.stderr.flush()
            for text in texts():
                pattern.search(text)
                pattern.fullmatch(text)


def test_there_are_patterns_to_try() -> None:
    assert len([module for module in MODULES if patterns(module)]) > 20


def test_no_pattern_takes_for_ever_on_a_text_made_against_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.test_patterns import main; main()"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr.splitlines()[-1:]
