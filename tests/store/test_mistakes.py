"""SPARQL that can't be read: the place and the reason, whatever the engine thinks of it."""

import pytest

from kg.errors import InputError
from kg.store.base import Table
from kg.store.memory import MemoryStore


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x { ?x a rv:Event", "SPARQL, line 1, column 11: the bracket '{' has no partner"),
        ("SELECT ?x { ?x a rv:Event }}", "SPARQL, line 1, column 28: the bracket '}' has no partner"),
        ("LOAD <file:///etc/passwd>", "SPARQL, line 1, column 1: LOAD would change the store"),
        ("PREFIX e: <http://e/>\n  insert data { e:a e:b e:c }", "SPARQL, line 2, column 3: INSERT would change the store"),
        ("SELECT ?x { ?x rvx:perpetrator ?y }", "SPARQL, line 1, column 16: no prefix rvx:; did you mean rv:?"),
        ("SELECT ?x { ?x rv:outcome outcom:killed }", "SPARQL, line 1, column 27: no prefix outcom:; did you mean outcome:?"),
        (
            "SELECT ?x\n{ ?x a zz:e }",
            "SPARQL, line 2, column 8: no prefix zz:; declare it with PREFIX zz: <…>, or use one of dct, ",
        ),
        ("PREFIX mine: <http://e/> SELECT ?x { ?x a mime:e }", "column 43: no prefix mime:; did you mean mine:?"),
        ("SELCT ?x { ?x a rv:Event }", "SPARQL, line 1, column 1: SPARQL has no word 'SELCT'; did you mean SELECT?"),
        (
            "SELECT ?x { ?x a Event }",
            "column 18: SPARQL has no word 'Event'; a name needs a prefix, such as rv:Event, and a variable",
        ),
        ("SELECT ?x { ?x a rv:Event FILTER(regx(?x, 'a')) }", "column 34: SPARQL has no word 'regx'; did you mean REGEX?"),
        ("SELECT ?x { ?x ?y 'SELCT zz:e' . } ORDER ?x", "SPARQL, line 1, column 42, before '?x': can't be read from here"),
        ('SELECT ?x { ?x ?y "a }', 'SPARQL, line 1, column 19: the quotation mark " has no partner'),
        ("SELECT ?x WHERE ?x a ?y", "SPARQL, line 1, column 17, before '?x a ?y': expected {"),
        ("SELECT ?x { ?x ?y }", "SPARQL, line 1, column 20, at the end: can't be read from here"),
        ("SELECT ?x ?z { ?x a ?y } GROUP BY ?x", "The SELECT contains a variable that is unbound"),
        ("", "SPARQL, line 1, column 1, at the end: can't be read from here"),
    ],
)
def test_a_mistake_is_said_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        MemoryStore().query(text)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { ?x a rv:Event ; rv:label 'a'@en ; rv:n 1e3 ; rv:b true . _:b ?p ?o FILTER(isIRI(?x) && STRLEN(STR(?x)) > 2) }",
        "BASE <http://e/> PREFIX e: <e#> SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s e:p/^e:q ?o } MINUS { ?s a e:Z } } GROUP BY ?g HAVING (?n > 1)",
        "SELECT ?load { ?load rv:outcome outcome:killed ; rv:speechAct speech-act:denies ; rv:legalTerm legal-term:war-crime }",
    ],
)
def test_what_the_engine_can_read_is_no_mistake(text: str) -> None:
    assert isinstance(MemoryStore().query(text), Table)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <urn:x:g> { ?s ?p ?o }",
        "SELECT * from named <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        r"ASK \u0046ROM <urn:x:g> { ?s ?p ?o }",
        "DESCRIBE ?s FROM<urn:x:g> { ?s ?p ?o }",
    ],
)
def test_other_data_than_the_store_is_refused_and_never_silently_the_whole_store(text: str) -> None:
    with pytest.raises(InputError, match="FROM would name other data"):
        MemoryStore().query(text)


@pytest.mark.parametrize(
    "text", ["SELECT ?from { ?from ?p 'from' } # from", "SELECT ?x { ?x <urn:from:y> rv:from ; rv:fromage ?z }"]
)
def test_from_elsewhere_than_in_its_place_is_no_keyword(text: str) -> None:
    assert isinstance(MemoryStore().query(text), Table)
