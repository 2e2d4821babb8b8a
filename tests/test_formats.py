"""Forms of output."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.formats import GraphFormat, TableFormat


@pytest.mark.parametrize("form", GraphFormat)
def test_a_graph_format_is_found_by_its_name_and_by_its_ending(form: GraphFormat) -> None:
    assert GraphFormat.from_label(form.label) is form
    assert GraphFormat.from_path(Path(f"dump{form.suffix}")) is form


def test_an_unknown_name_or_ending_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError, match="there are: turtle, trig, nquads, ntriples, jsonld"):
        GraphFormat.from_label("rdfxml")
    with pytest.raises(UsageError, match=r"dump\.rdf: .*\.ttl, \.trig"):
        GraphFormat.from_path(Path("dump.rdf"))


def test_turtle_and_ntriples_merge_the_graphs() -> None:
    assert [form.label for form in GraphFormat if not form.named_graphs] == ["turtle", "ntriples"]


def test_every_table_format_has_a_name_of_its_own() -> None:
    assert TableFormat.labels() == ["table", "csv", "tsv", "json", "jsonl", "md", "srj"]
