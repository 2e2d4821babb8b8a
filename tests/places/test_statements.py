"""Places as statements: each once, in canonical form, with everything they point to."""

from kg.places.gazetteer import open_gazetteer
from kg.places.model import DECISIVE, Context, Hint
from kg.places.statements import place_iri, place_lines
from tests.conftest import BASE

HERE = Context((Hint("AF", DECISIVE, "said so"),))


def lines(*names: str) -> tuple[str, ...]:
    found = (open_gazetteer().resolve([name], HERE).place for name in names)
    return place_lines([place for place in found if place], BASE)


def test_a_place_has_its_names_point_codes_and_match() -> None:
    node = f"<{BASE}place/geonames-1140026>"
    own = [line.removeprefix(f"{node} ") for line in lines("Herat") if line.startswith(node)]
    assert '<http://www.w3.org/2004/02/skos/core#prefLabel> "Herāt" .\n' in own
    assert '<http://www.w3.org/2004/02/skos/core#altLabel> "Herat" .\n' in own
    assert '<http://www.w3.org/2003/01/geo/wgs84_pos#lat> "34.3482"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n' in own
    assert "<http://www.w3.org/2004/02/skos/core#exactMatch> <https://sws.geonames.org/1140026/> .\n" in own
    assert (
        '<http://www.opengis.net/ont/geosparql#asWKT> "POINT(62.1997 34.3482)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .\n'
        in own
    )
    assert any(line.endswith("<https://w3id.org/reported-violence/code/precision/place> .\n") for line in own)


def test_every_statement_stands_once_and_every_wider_place_is_described() -> None:
    found = lines("Herat", "eastern Herat", "Herat province", "Afghanistan")
    assert len(found) == len(set(found))
    subjects = {line.split(" ")[0] for line in found}
    within = {line.split(" ")[2] for line in found if "ontology#within>" in line}
    assert within == {f"<{BASE}place/AF>", f"<{BASE}place/geonames-AF.11>", f"<{BASE}place/geonames-1140026>"}
    assert within < subjects


def test_a_part_has_the_point_of_its_surroundings() -> None:
    part = [line for line in lines("eastern Herat") if line.startswith(f"<{place_iri('geonames-1140026/eastern-herat', BASE)}>")]
    assert any("precision/surroundings" in line for line in part)
    assert not any("exactMatch" in line for line in part)


def test_an_area_has_no_point() -> None:
    assert not any("geo/wgs84" in line or "asWKT" in line for line in lines("Herat province"))
