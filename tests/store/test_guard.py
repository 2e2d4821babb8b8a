"""What a query may not do: reach the network, or bring the engine down."""

import pytest

from kg.errors import InputError, LimitExceeded
from kg.store.guard import MAX_BYTES, MAX_DEPTH, MAX_OPERATORS, check_query, check_update, unmatched

REACHING_OUT = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?h { ?s ?p ?o } }",
    "PREFIX : <http://h/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://h/>{ ?s ?p ?o } }",
    "PREFIX : <http://h/> SELECT * { ?s ?p trueSERVICE:x{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<http://h/>{ ?s ?p ?o } }",
    r"PREFIX e: <http://e/> SELECT * { ?s ?p e:a\' . SERVICE <http://h/> { ?s ?p ?o } ?s ?p e:b\' }",
    r"PREFIX e: <http://e/> SELECT * { ?s ?p e:a\#b . SERVICE <http://h/> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://h/> { ?s ?p ?o } }",
    r"SELECT * { ?s ?p 'a\u0027 SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { # a comment\n SERVICE # another\n <http://h/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'it''s' . SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a'b''c''' . SERVICE <http://h/> { ?s ?p '''x''' } }",
    'SELECT * { ?s ?p """a"b""c""" . SERVICE <http://h/> { ?s ?p """x""" } }',
    "SELECT * { FILTER(1<2) SERVICE <http://h/> { ?s ?p ?o } FILTER(2>1) }",
    "SELECT * { ?s ?p <http://x/#y> . SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { GRAPH ?g { SERVICE <http://h/> { ?s ?p ?o } } } } }",
    "SELECT * { ?s ?p 'a\\\\' . SERVICE <http://h/> { ?s ?p 'b' } }",
]

HARMLESS = [
    "SELECT ?service { ?service a $service }",
    'SELECT * { ?s ?p "the health SERVICE said" }',
    "SELECT * { ?s ?p '''a 'SERVICE' {''' }",
    "SELECT * { ?s ?p 'it\\'s a SERVICE' }",
    "SELECT * { ?s <http://x/SERVICE> ?o } # SERVICE <http://h/> {}",
    "PREFIX rv: <http://x/> SELECT * { ?s rv:service ?o ; rv:civil-service ?x }",
    r"SELECT * { ?s ?p 'a\\u0053b SERVICE' }",
    f"ASK {'{' * MAX_DEPTH}{'}' * MAX_DEPTH}",
    "SELECT * { ?s ?p 'a' } #" + "(" * 500,
    "SELECT * { ?s ?p '" + "{!" * 5000 + "' }",
]


@pytest.mark.parametrize("query", REACHING_OUT)
def test_no_spelling_of_service_passes(query: str) -> None:
    with pytest.raises(InputError, match="SERVICE would reach the network"):
        check_query(query)
    with pytest.raises(InputError, match="SERVICE would reach the network"):
        check_update(f"INSERT {{}} WHERE {{ {query} }}")


@pytest.mark.parametrize("query", HARMLESS)
def test_words_in_strings_names_and_comments_do_no_harm(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "update", ["LOAD <http://h/>", "load silent <file:///etc/passwd> into graph <urn:x:g>", "CLEAR ALL;LOAD<http://h/>"]
)
def test_no_update_loads_from_elsewhere(update: str) -> None:
    with pytest.raises(InputError, match="LOAD would reach the network"):
        check_update(update)


def test_an_update_may_hold_the_word_load_in_a_text() -> None:
    check_update('INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:load> "a load of SERVICE" } }')


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_a_query_nested_too_deep_is_refused(bracket: str) -> None:
    deep = MAX_DEPTH + 1
    with pytest.raises(LimitExceeded, match="nested"):
        check_query(f"ASK {bracket[0] * deep}{bracket[1] * deep}")


@pytest.mark.parametrize("part", ["!", "&&1", "+1", "UNION{}", "MINUS{}", "/<urn:x:p>", "|<urn:x:p>", "FILTER(1)"])
def test_a_query_of_too_many_parts_is_refused(part: str) -> None:
    with pytest.raises(LimitExceeded, match="brackets and operators"):
        check_query(f"ASK {{ {part * (MAX_OPERATORS + 1)} }}")


def test_a_query_that_is_too_long_is_refused_by_its_bytes() -> None:
    check_query("#" + "x" * (MAX_BYTES - 1))
    with pytest.raises(LimitExceeded, match="longer"):
        check_query("#" + "é" * (MAX_BYTES // 2))


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { ?s ?p ?o }", None),
        ("SELECT * { ?s ?p ?o ] }", 20),
        ("SELECT * { ?s ?p ?o } }", 22),
        ("SELECT * { FILTER(1 ?s ?p ?o }", 29),
        ("SELECT * { { ?s ?p ?o }", 9),
        ("SELECT * { ?s ?p '}' . ?s <http://x/}> \"{\" } # )", 43),
        ("SELECT * { ?s ?p '}' . ?s <http://x/> \"{\" } # )", None),
    ],
)
def test_the_first_bracket_without_a_partner_is_found(query: str, place: int | None) -> None:
    assert unmatched(query) == place
