"""Runs the benchmarks and puts what they print into docs/performance.md, with the machine, the versions and the minutes that each took.

    python benchmarks/every.py [--quick] [--print] [NAME…]

Without names all of them run, in this order; with names, only these, and the tables of the others stay as they are. `--quick` is a run on
little, which tells nothing about the goals and is only printed, as everything is with `--print`. A script that fails is named at
the end, and the others run all the same.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from measure import ROOT, machine

SCRIPTS = (
    "startup", "quads", "storing", "loading", "export", "queries", "first_rows", "validation", "reasoning", "reading", "remote", "linking_growth",
    "workers", "memory",
)  # fmt: skip

#: What `--quick` leaves out: what takes minutes however little there is to do.
LONG = ("workers", "first_rows", "loading", "remote")

PAGE = ROOT / "docs" / "performance.md"

#: Where the tables begin; they go on to the end of the page.
HEAD = "## The last run"

_SAID = f"""{HEAD}

What `make bench` printed last, script by script; `python benchmarks/every.py NAME…` replaces the tables of some.
"""


def main(arguments: list[str]) -> None:
    """Run what is asked for, print it as it comes, and write it into the page."""
    quick = "--quick" in arguments
    named = [argument for argument in arguments if not argument.startswith("-")]
    if unknown := set(named) - set(SCRIPTS):
        raise SystemExit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(SCRIPTS)}")
    failed = []
    for script in named or [name for name in SCRIPTS if not (quick and name in LONG)]:
        started = time.monotonic()
        code, printed = _run(script, quick=quick)
        minutes = (time.monotonic() - started) / 60
        print(f"\n{script}: {minutes:.1f} minutes", flush=True)
        if code:
            failed.append(script)
        elif not (quick or "--print" in arguments):
            text = PAGE.read_text(encoding="utf-8")
            when = f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC, {minutes:.1f} minutes"
            PAGE.write_text(with_tables(text, {script: f"{when}; {machine()}\n\n{tables(printed)}"}), encoding="utf-8")
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def _run(script: str, *, quick: bool) -> tuple[int, str]:
    """The exit code of a benchmark, and what it printed, each line shown as soon as it is there."""
    command = [sys.executable, str(ROOT / "benchmarks" / f"{script}.py"), *(["--quick"] if quick else [])]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        for line in process.stdout:
            lines.append(line)
            print(line, end="", flush=True)
    return process.returncode, "".join(lines)


def tables(printed: str) -> str:
    """The tables that a benchmark printed, their headings below those of the page, without the line that says the machine."""
    kept = [line for line in printed.splitlines() if not re.search(r" cores, \d+ GiB, load ", line)]
    text = re.sub("^### ", "#### ", "\n".join(kept), flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def with_tables(page: str, found: Mapping[str, str]) -> str:
    """A page with the tables of some scripts in the place of those that it had, in the order of the scripts."""
    before, _, after = page.partition(f"\n{HEAD}\n")
    parts = {**dict(_parts(after)), **found}
    sections = (f"### `{script}.py`\n\n{parts[script]}\n" for script in SCRIPTS if script in parts)
    return "\n".join([before.rstrip("\n") + "\n", _SAID, *sections])


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The tables of each script on a page."""
    for part in re.split(r"^### `", text, flags=re.MULTILINE)[1:]:
        script, _, said = part.partition(".py`\n")
        yield script, said.strip()


if __name__ == "__main__":
    main(sys.argv[1:])
