"""The ontology is complete, free of blank nodes, neatly written, and the same as what the program and its papers say of it."""

import re
import runpy
import subprocess
import sysconfig
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import BNode, Literal

from kg.errors import UsageError
from kg.ontology import ONTOLOGY, load, ontology_nquads, ontology_ntriples, ontology_version, shorten
from kg.resources import ontology_files
from kg.terms import CODE, RV
from kg.vocabulary import EVENT_CLASSES, SCHEMES

DOCS = Path(__file__).parent.parent / "docs"

#: Ranges that OWL 2's datatype map lacks are left out, all others are these.
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.date}
WITHOUT_DOMAIN = {"country", "facilityType", "linkingKey"}
WITHOUT_RANGE = {"startDate", "endDate", "left", "right"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All files of the ontology together."""
    graph = Graph()
    graph.parse(data=ontology_ntriples(), format="nt")
    return graph


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The ontology's own nodes of some types."""
    return sorted(
        node for kind in kinds for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef) and node.startswith(RV)
    )


def test_the_ontology_says_its_version_licence_and_creator(graph: Graph) -> None:
    node = URIRef(ONTOLOGY)
    version = ontology_version()
    assert (node, RDF.type, OWL.Ontology) in graph
    assert (node, OWL.versionIRI, URIRef(f"{ONTOLOGY}/{version}")) in graph
    assert (node, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")) in graph
    assert (node, DCTERMS.creator, Literal("The kg authors")) in graph


def test_there_is_no_blank_node(graph: Graph) -> None:
    assert [triple for triple in graph if any(isinstance(term, BNode) for term in triple)] == []


def test_every_term_has_one_english_label_and_a_definition(graph: Graph) -> None:
    terms = own(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in terms:
        assert [label.language for label in graph.objects(term, RDFS.label) if isinstance(label, Literal)] == ["en"], term
        definitions = list(graph.objects(term, SKOS.definition))
        assert len(definitions) == 1, term
        assert str(definitions[0]).endswith((".", '").')), term


def test_every_term_that_is_used_is_declared(graph: Graph) -> None:
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(RV)}
    assert used - set(own(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)) == set()


def test_every_property_has_domain_and_range_or_says_why_not(graph: Graph) -> None:
    for term in own(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        name = term.removeprefix(RV)
        assert ((term, RDFS.domain, None) in graph) == (name not in WITHOUT_DOMAIN), name
        assert ((term, RDFS.range, None) in graph) == (name not in WITHOUT_RANGE), name
        if name in WITHOUT_DOMAIN | WITHOUT_RANGE:
            assert (term, RDFS.comment, None) in graph, name


def test_data_properties_have_plain_datatypes(graph: Graph) -> None:
    ranges = {value for term in own(graph, OWL.DatatypeProperty) for value in graph.objects(term, RDFS.range)}
    assert ranges == DATATYPES


def test_every_predicate_and_type_is_declared_so_that_the_ontology_stays_within_owl_dl(graph: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class)
    declared = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    built_in = (str(OWL), str(RDF), str(RDFS))
    used = {term for subject, predicate, value in graph for term in (predicate, *([value] if predicate == RDF.type else []))}
    assert {term for term in used if not str(term).startswith(built_in)} - declared == set()


def test_no_term_is_two_kinds_of_property(graph: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}:
        assert len([kind for kind in kinds if (term, RDF.type, kind) in graph]) == 1, term


def test_event_classes_are_the_only_classes_with_a_notation(graph: Graph) -> None:
    noted = {
        str(graph.value(node, SKOS.notation)): node.removeprefix(RV)
        for node in own(graph, OWL.Class)
        if (node, SKOS.notation, None) in graph
    }
    assert noted == dict(EVENT_CLASSES)
    for name in noted.values():
        assert URIRef(f"{RV}Event") in graph.transitive_objects(URIRef(f"{RV}{name}"), RDFS.subClassOf), name


def test_the_schemes_and_their_codes_are_those_of_the_vocabulary(graph: Graph) -> None:
    schemes = {str(node).removeprefix(CODE): node for node in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert set(schemes) == set(SCHEMES)
    for name, node in schemes.items():
        assert {str(concept).removeprefix(f"{node}/") for concept in graph.subjects(SKOS.inScheme, node)} == set(SCHEMES[name])


def test_every_concept_has_one_notation_that_ends_its_name_a_label_and_a_definition(graph: Graph) -> None:
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == sum(map(len, SCHEMES.values()))
    for concept in concepts:
        notation = Literal(str(concept).rsplit("/", 1)[1])
        assert list(graph.objects(concept, SKOS.notation)) == [notation], concept
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1, concept
        assert len(list(graph.objects(concept, SKOS.definition))) == 1, concept


def test_a_word_is_only_one_kind_of_label_of_a_concept(graph: Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        forms = [
            str(form).lower()
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for form in graph.objects(concept, kind)
        ]
        assert len(forms) == len(set(forms)), concept


@pytest.mark.parametrize("path", ontology_files(), ids=lambda path: path.name)
def test_the_files_are_neatly_formatted(path: Path) -> None:
    formatter = Path(sysconfig.get_path("scripts")) / "turtlefmt"
    done = subprocess.run([formatter, "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run turtlefmt {path.name}\n{done.stdout}{done.stderr}"


def test_the_quads_hold_the_whole_ontology_sorted_in_its_own_graph(graph: Graph) -> None:
    lines = ontology_nquads().splitlines()
    assert lines == sorted(lines)
    assert {line.removesuffix(f" <{ONTOLOGY}> .") + " ." for line in lines} == set(ontology_ntriples().splitlines())
    assert len(graph) == len(lines)


def test_the_tree_holds_every_class_once_below_its_class() -> None:
    tree = [(depth, item.name) for depth, item in load().tree()]
    names = [name for _, name in tree]
    assert sorted(names) == [item.name for item in load().classes]
    place = names.index("AirStrike")
    assert next(name for depth, name in reversed(tree[:place]) if depth < tree[place][0]) == "Attack"


def test_disjoint_classes_name_each_other() -> None:
    disjoint = {item.name: set(item.disjoint) for item in load().classes}
    assert "Claim" in disjoint["Event"]
    assert "Event" in disjoint["Claim"]
    assert "Organization" in disjoint["Person"]
    assert "Count" in disjoint["Casualty"]


def test_a_class_has_the_properties_of_the_classes_above_it() -> None:
    names = {item.name for item in load().properties_of("CasualtyCount")}
    assert {"subsetOf", "outcome", "minimum", "accordingTo", "evidence"} <= names
    assert "perpetrator" not in names


def test_things_are_found_by_name_and_case_tells_a_class_from_a_property() -> None:
    ontology = load()
    assert ontology.find("rv:Event").definition != ontology.find("event").definition
    assert ontology.find("casualtycount").name == "CasualtyCount"
    assert ontology.find("weapon") in ontology.schemes


def test_a_name_that_is_not_there_is_told_with_what_is_close() -> None:
    with pytest.raises(UsageError, match="no class, property or scheme 'casual'; there are: Casualty, CasualtyCount"):
        load().find("casual")


def test_the_scheme_of_a_property_is_one_of_the_vocabulary() -> None:
    schemes = {item.name: item.scheme for item in load().properties if item.scheme}
    assert set(schemes.values()) == set(SCHEMES)
    assert schemes["facilityType"] == "facility"


def test_iris_are_shortened_where_a_prefix_is_known() -> None:
    assert shorten(f"{XSD}integer") == "xsd:integer"
    assert shorten("https://example.org/a") == "https://example.org/a"


def test_the_page_about_the_model_is_what_the_ontology_says() -> None:
    made = runpy.run_path(str(DOCS / "make_model.py"))
    assert (DOCS / "model.md").read_text(encoding="utf-8") == made["page"](), "run python docs/make_model.py"


def test_the_contract_of_names_is_kept(evaluation: Path) -> None:
    page = (evaluation.parent / "design" / "ontology.md").read_text(encoding="utf-8")
    named = set(re.findall(r"rv:([A-Za-z]+)", page))
    ontology = load()
    names = {item.name for item in ontology.classes} | {item.name for item in ontology.properties}
    assert named - names == set()
