"""The papers are true: the command reference is what the commands say, links lead somewhere, the README's commands exist."""

import re
import runpy
from pathlib import Path

import pytest

from kg.cli.main import COMMANDS
from kg.queries import bundled

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_command_reference_is_what_the_commands_say() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_commands.py"))
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == made["reference"](), "run python docs/make_commands.py"


def test_the_page_of_questions_is_what_the_queries_answer_on_the_samples() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_questions.py"))
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == made["page"](), "run python docs/make_questions.py"


def test_the_page_of_questions_has_every_query_once() -> None:
    sections = runpy.run_path(str(ROOT / "docs" / "make_questions.py"))["SECTIONS"]
    assert sorted(name for names in sections.values() for name in names) == sorted(bundled())


#: What analysts ask of the graph, in thirty questions, and what answers each.
THIRTY = {
    1: ["civilians-killed", "totals"], 2: ["groups-within-totals"], 3: ["conflicting-figures"], 4: ["figures-over-time"],
    5: ["running-totals"], 6: ["figure-check"], 7: ["deaths-by-group-and-cause"], 8: ["other-harm"], 9: ["single-source"],
    10: ["vague-numbers"], 11: ["who-did-what"], 12: ["attributed-to"], 13: ["unnamed-or-suspected"], 14: ["weapons"],
    15: ["statements-of"], 16: ["legal-terms"], 17: ["facilities-struck"], 18: ["facilities-struck"], 19: ["facility-counts"],
    20: ["health-care-attacks"], 21: ["second-strikes"], 22: ["named-victims"], 23: ["children"], 24: ["same-names"], 25: ["fate-of"],
    26: ["provenance"], 27: ["independent-sources"], 28: ["differing-accounts", "conflicting-figures", "incidents"],
    29: ["what-changed-since-the-last-release", "replaced-or-withdrawn"], 30: ["sensitive-records"],
}  # fmt: skip


def test_each_of_the_thirty_questions_has_its_answer_on_the_page_and_every_query_but_three_answers_one() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    names = {name for answers in THIRTY.values() for name in answers}
    assert list(THIRTY) == list(range(1, 31))
    assert [name for name in names if f"](#{name})" not in text] == []
    assert set(bundled()) - names == {"figures", "left-out", "reports"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"^\s*(?:\$ )?kg ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - set(COMMANDS) == set()


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"kg {name}" not in text] == []


def test_the_changelog_names_the_version() -> None:
    from kg import __version__  # noqa: PLC0415

    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
