"""The page of features is what the table of weights says."""

import importlib.util
from pathlib import Path


def test_the_page_of_features_is_up_to_date() -> None:
    path = Path(__file__).parent.parent / "docs" / "make_features.py"
    spec = importlib.util.spec_from_file_location("make_features", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text(encoding="utf-8") == module.page(), "run: make docs"
