"""What others run in their continuous integration: the action's own lines, the hook's entry, the examples of the docs."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from kg.cli.main import cli

ROOT = Path(__file__).parent.parent
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
WHOLE = (ROOT / "tests" / "shapes" / "whole.ttl").read_text(encoding="utf-8")


def defaults() -> dict[str, str]:
    """The environment that the action's step runs in, from the defaults of its inputs."""
    inputs = dict(re.findall(r'^  ([a-z-]+):\n    description: .*\n    default: "?([^"\n]*)"?$', ACTION, re.MULTILINE))
    names = re.findall(r"^        (KG_[A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}$", ACTION, re.MULTILINE)
    assert set(inputs) == {name for _, name in names}
    return {variable: inputs[name] for variable, name in names}


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the shell lines of the action's last step as GitHub would."""
    script = dedent(ACTION.split("      run: |\n")[-1])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), **defaults(), **inputs}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def faulty(folder: Path) -> Path:
    path = folder / "graph.ttl"
    path.write_text(WHOLE.replace('rv:gender "female"', 'rv:gender "woman"'), encoding="utf-8")
    return path


def test_the_action_marks_the_line_fails_and_leaves_a_summary_and_a_sarif_file(tmp_path: Path) -> None:
    faulty(tmp_path)
    done = run_action(tmp_path, KG_FILES="graph.ttl", KG_SARIF="kg.sarif")
    assert done.returncode == 1
    line = next(number for number, text in enumerate(WHOLE.split("\n"), 1) if text.startswith("victim:1 a "))
    assert f"::error file=graph.ttl,line={line},col=1," in done.stdout
    assert "victim-gender" in (tmp_path / "summary.md").read_text()
    results = json.loads((tmp_path / "kg.sarif").read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["victim-gender"]


def test_the_action_builds_reports_first_and_passes_where_nothing_is_grave(folder: Path, tmp_path: Path) -> None:
    assert folder.parent == tmp_path
    done = run_action(tmp_path, KG_REPORTS="reports")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kg-store").is_dir()
    assert "::error" not in done.stdout


def test_the_action_fails_where_it_can_not_check(tmp_path: Path) -> None:
    assert run_action(tmp_path, KG_FILES="missing.ttl").returncode == 3


def test_the_action_asks_shapes_of_ones_own(tmp_path: Path) -> None:
    faulty(tmp_path)
    undated = (tmp_path / "graph.ttl").read_text().replace('rv:startDate "2024"^^xsd:gYear ; ', "")
    (tmp_path / "graph.ttl").write_text(undated)
    example = next(block for block in re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL))
    (tmp_path / "house.ttl").write_text(example)
    done = run_action(tmp_path, KG_FILES="graph.ttl", KG_SHAPES="house.ttl", KG_FAIL_ON="never")
    assert done.returncode == 0
    assert "We publish no event without a date." in done.stdout


@pytest.mark.parametrize(("name", "wanted"), [("a.ttl", True), ("b/c.trig", True), ("a.ttl.bak", False), ("a.txt", False)])
def test_the_hook_is_for_turtle_and_trig(name: str, wanted: bool) -> None:
    pattern = re.search(r"^  files: (.*)$", HOOKS, re.MULTILINE)
    assert pattern is not None
    assert bool(re.search(pattern[1], name)) is wanted


def test_the_hook_runs_with_the_files_behind_its_arguments(tmp_path: Path) -> None:
    entry = re.search(r"^  entry: (.*)$", HOOKS, re.MULTILINE)
    assert entry is not None
    program, *arguments = shlex.split(entry[1])
    assert program == "kg"
    whole = tmp_path / "whole.ttl"
    whole.write_text(WHOLE)
    given = re.search(r"args: \[(.*)\]", PAGE)
    assert given is not None
    files = [str(whole), str(faulty(tmp_path))]
    assert CliRunner().invoke(cli, [*arguments, *given[1].split(", "), files[0]]).exit_code == 0
    assert CliRunner().invoke(cli, [*arguments, *given[1].split(", "), *files]).exit_code == 1


def test_the_examples_use_inputs_and_options_that_there_are() -> None:
    example = PAGE.split("## GitHub")[1].split("## GitLab")[0]
    used = re.search(r"uses: OWNER/kg@main\n        with:\n((?:          .*\n)+)", example)
    assert used is not None
    names = set(re.findall(r"^ +([a-z-]+):", used[1], re.MULTILINE))
    assert names <= set(re.findall(r"^  ([a-z-]+):\n    description:", ACTION, re.MULTILINE))
    scripts = re.findall(r"^    - kg (validate.*?) >", PAGE, re.MULTILINE)
    assert scripts
    for script in scripts:
        assert CliRunner().invoke(cli, [*script.split(), "--help"]).exit_code == 0
    assert all(f"| `{form}` |" in PAGE for form in ("text", "json", "sarif", "github", "junit", "turtle"))
