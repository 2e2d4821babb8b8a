"""Versions of all that matters."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from kg import __version__, versions


def test_the_program_the_libraries_the_model_and_the_ontology_have_versions() -> None:
    found = versions.versions()
    assert found["kg"] == __version__
    assert found["pyoxigraph"] == version("pyoxigraph")
    assert found["model"] == f"{versions.MODEL} {version(versions.MODEL)}"
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["ontology"])


def test_what_is_not_there_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "LIBRARIES", ("no-such-library-of-any-kind",))
    monkeypatch.setattr(versions, "ontology_file", lambda _: Path("nowhere"))
    found = versions.versions()
    assert found["no-such-library-of-any-kind"] == "not installed"
    assert found["ontology"] == "not found"
