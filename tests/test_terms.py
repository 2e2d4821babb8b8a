"""Terms as text."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal
from rdflib.plugins.parsers.ntriples import unquote

from kg.errors import UsageError
from kg.terms import XSD, code, iri, literal, split, text_of
from kg.values import PartialDate


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_its_literal(text: str) -> None:
    written = literal(text)
    assert "\n" not in written
    assert unquote(written[1:-1]) == text


@pytest.mark.parametrize(
    ("value", "lexical", "datatype"),
    [
        (True, "true", "boolean"),
        (-7, "-7", "integer"),
        (Decimal("0.60"), "0.6", "decimal"),
        (Decimal("1.00"), "1", "decimal"),
        (Decimal(100), "100", "decimal"),
        (PartialDate("2019-07"), "2019-07", "gYearMonth"),
        (datetime(2024, 1, 1, 12, tzinfo=UTC), "2024-01-01T12:00:00Z", "dateTime"),
        (datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=2))), "2024-01-01T10:00:00Z", "dateTime"),
    ],
)
def test_literals_are_canonical(value: bool | int | Decimal | PartialDate | datetime, lexical: str, datatype: str) -> None:
    assert literal(value) == f'"{lexical}"^^<{XSD}{datatype}>'
    assert Literal(lexical, datatype=XSD + datatype).n3() is not None


@pytest.mark.parametrize("text", ["https://example.org/a?b#c", "http://example.org", "urn:uuid:1-2", "HTTPS://example.org/ü"])
def test_a_web_address_or_urn_is_an_iri(text: str) -> None:
    assert iri(text) == f"<{text}>"


@pytest.mark.parametrize(
    "text",
    ["", "a", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://a b", "http://a>", 'http://a"',
     "http://a\n", "http://a\u202eb", "mailto:a@b.org"],
)  # fmt: skip
def test_what_is_no_iri_or_could_deceive_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no IRI"):
        iri(text)


def test_a_code_is_named_by_scheme_and_notation() -> None:
    assert code("weapon", "mortar") == "<https://w3id.org/reported-violence/code/weapon/mortar>"


def test_what_is_no_code_is_refused() -> None:
    with pytest.raises(UsageError, match="'war crime' is no code of the scheme legal-term"):
        code("legal-term", "war crime")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.sampled_from(["", " <urn:x:g>"]))
def test_a_line_comes_apart_into_the_terms_that_it_was_made_of(text: str, graph: str) -> None:
    line = f"<urn:x:a> <urn:x:b> {literal(text)}{graph} .\n"
    assert split(line) == ("<urn:x:a>", "<urn:x:b>", literal(text), graph.strip())
    assert text_of(literal(text)) == text


@given(st.text())
def test_any_text_is_an_iri_that_stays_in_its_brackets_or_refused(text: str) -> None:
    try:
        written = iri("http://example.org/" + text)
    except UsageError:
        return
    assert written == f"<http://example.org/{text}>"
    assert split(f"{written} <urn:x:b> <urn:x:c> .")[0] == written
    assert not set(text) & set('<>"{}|^`\\ \n\r\t')
