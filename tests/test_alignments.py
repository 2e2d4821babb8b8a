"""What the ontology's terms are in other vocabularies is said about terms that those vocabularies have."""

import re

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SKOS, WGS, XSD, DefinedNamespace

from kg.ontology import ontology_ntriples
from kg.resources import ontology_file
from kg.terms import OA, RV

CLOSED: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD)

#: Vocabularies that rdflib does not carry, with the terms they define that are used here.
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
OTHERS = {
    *(f"{SEM}{name}" for name in ("Actor", "Event", "Place", "hasPlace")),
    *(f"{OA}{name}" for name in ("TextPositionSelector", "TextQuoteSelector", "end", "exact", "start")),
    # rdflib carries it under https, while the vocabulary's own IRIs begin with http
    *(str(term).replace("https:", "http:", 1) for term in (WGS.lat, WGS.long)),
}

EXPECTED = {
    ("Event", RDFS.subClassOf, f"{SEM}Event"),
    ("Place", RDFS.subClassOf, f"{SEM}Place"),
    ("Place", RDFS.subClassOf, str(GEO.Feature)),
    ("Agent", RDFS.subClassOf, str(PROV.Agent)),
    ("Person", RDFS.subClassOf, str(FOAF.Person)),
    ("Organization", RDFS.subClassOf, str(ORG.Organization)),
    ("Report", RDFS.subClassOf, str(PROV.Entity)),
    ("Report", RDFS.subClassOf, str(FOAF.Document)),
    ("Passage", RDFS.subClassOf, f"{OA}TextQuoteSelector"),
    ("Passage", RDFS.subClassOf, f"{OA}TextPositionSelector"),
    ("accordingTo", RDFS.subPropertyOf, str(PROV.wasAttributedTo)),
    ("place", RDFS.subPropertyOf, f"{SEM}hasPlace"),
    ("perpetrator", RDFS.range, f"{SEM}Actor"),
}


def alignments() -> Graph:
    graph = Graph()
    with ontology_file("alignments.ttl").open("rb") as stream:
        graph.parse(stream, format="turtle")
    return graph


def test_the_alignments_are_those_of_the_contract() -> None:
    stated = {(str(s).removeprefix(RV), p, str(o)) for s, p, o in alignments() if str(s).startswith(RV)}
    assert stated == EXPECTED


def test_every_term_of_another_vocabulary_exists_there() -> None:
    graph = Graph()
    graph.parse(data=ontology_ntriples(), format="nt")
    ours = ("https://w3id.org/reported-violence/", "https://creativecommons.org/")
    matches = set(graph.objects(None, SKOS.exactMatch)) | set(graph.objects(None, SKOS.closeMatch))
    foreign = {
        term for triple in graph for term in triple if isinstance(term, URIRef) and not str(term).startswith(ours)
    } - matches
    unknown = {str(term) for term in foreign if not any(term in namespace for namespace in CLOSED)} - OTHERS
    assert unknown == set()


def test_terms_of_other_vocabularies_are_typed_and_nothing_is_imported() -> None:
    graph = alignments()
    targets = {value for subject, _, value in graph if str(subject).startswith(RV)}
    assert [value for value in sorted(targets, key=str) if (value, RDF.type, None) not in graph] == []
    assert list(graph.triples((None, OWL.imports, None))) == []


def test_codes_match_items_of_wikidata() -> None:
    graph = Graph()
    graph.parse(data=ontology_ntriples(), format="nt")
    matches = {str(concept).rsplit("/", 1)[1]: str(item) for concept, item in graph.subject_objects(SKOS.exactMatch)}
    assert matches["genocide"] == "http://www.wikidata.org/entity/Q41397"
    assert [item for item in matches.values() if not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", item)] == []
