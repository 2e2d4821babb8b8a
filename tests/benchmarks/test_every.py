"""The page of measurements: what a benchmark printed takes the place of what it printed before, and nothing else changes."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def every(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    sys.modules.pop("every", None)
    return importlib.import_module("every")


def test_each_script_has_one_section_in_the_order_of_the_scripts(every: ModuleType) -> None:
    page = every.with_tables("# Page\n\nText.\n", {"storing": "one"})
    page = every.with_tables(page, {"quads": "two"})
    assert page.startswith("# Page\n\nText.\n\n## The last run\n")
    assert page.index("### `quads.py`\n\ntwo\n") < page.index("### `storing.py`\n\none\n")


def test_what_was_measured_anew_takes_the_place_of_what_was_there_and_the_rest_stays(every: ModuleType) -> None:
    page = every.with_tables("# Page\n", {"quads": "old", "storing": "#### Storing\n\n| a |"})
    again = every.with_tables(page, {"quads": "new"})
    assert again == page.replace("old", "new")


def test_the_machine_is_said_once_and_headings_lie_below_those_of_the_page(every: ModuleType) -> None:
    printed = "\nAMD, 2 cores, 24 GiB, load 0.1; Python 3.11\n\n### Quads\n\n| work |\n"
    assert every.tables(printed) == "#### Quads\n\n| work |"


def test_every_benchmark_that_is_run_is_there(every: ModuleType) -> None:
    assert [name for name in every.SCRIPTS if not (BENCHMARKS / f"{name}.py").exists()] == []
    assert set(every.LONG) <= set(every.SCRIPTS)
