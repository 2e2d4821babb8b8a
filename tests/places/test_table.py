"""The table of countries stands on its own: words by which reports write them, in a namespace that is not the ontology's."""

from pathlib import Path

from rdflib import Graph

import kg.places.countries
from kg.places.countries import capital_of, countries, demonym, named
from kg.terms import RV

TABLE = Path(kg.places.countries.__file__).with_name("countries.ttl")


def test_no_term_of_the_table_is_one_of_the_ontology() -> None:
    graph = Graph()
    graph.parse(TABLE, format="turtle")
    assert {str(predicate) for predicate in graph.predicates() if str(predicate).startswith(RV)} == set()


def test_names_demonyms_and_capitals_are_found_in_it() -> None:
    assert countries()["SY"] == "Syria"
    assert (named("Syria"), demonym("Syrian"), capital_of("Damascus")) == (("SY",), ("SY",), ("SY",))
