"""The guide and the README work as they stand: their commands are run one after the other, as a newcomer would."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def commands() -> list[str]:
    """The lines that begin with `$` in the guide's console blocks."""
    blocks = re.findall(
        r"^```console\n(.*?)^```", (ROOT / "docs" / "guide.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def readme() -> list[str]:
    """The commands of the README's indented blocks, once samples are linked, but those cut short and the one that asks on and on."""
    lines = re.findall(r"^    (kg .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    whole = [line for line in lines if "…" not in line and not line.startswith("kg review")]
    return [*whole[:1], "kg link", *whole[1:]]


def run(commands: list[str], folder: Path) -> None:
    """Run commands one after the other in a folder with the samples; each must end well."""
    (folder / "samples").symlink_to(ROOT / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = "set -e\n" + "\n".join(f"echo {number} >&2\n{command}" for number, command in enumerate(commands))
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_commands_of_the_guide_work_one_after_the_other(tmp_path: Path) -> None:
    run(commands(), tmp_path)
    assert (tmp_path / "graph.ttl").stat().st_size > 10_000
    assert "Tell Hazim" in (tmp_path / "figures.csv").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_work_one_after_the_other(tmp_path: Path) -> None:
    run(readme(), tmp_path)
    assert (tmp_path / "graph.ttl").stat().st_size > 10_000
