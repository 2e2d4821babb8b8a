"""What is known of places, as statements: places go in, lines of N-Triples for the entities graph come out, each once.

Names are those of the gazetteer. A country is described as the mapping describes it, so that each statement stands once.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.places.model import Place
from kg.terms import PREFIXES, RDF, RV, SKOS, code, iri, literal

_WKT = f"<{PREFIXES['geosparql']}wktLiteral>"


def place_iri(place: Place | str, base: str) -> str:
    """The IRI of a place, or of one by its id, under a base; without brackets."""
    return f"{base}place/{place if isinstance(place, str) else place.id}"


def place_lines(places: Iterable[Place], base: str) -> tuple[str, ...]:
    """The statements about places and the wider places they lie in, sorted, each once: lines of N-Triples."""
    return tuple(sorted({line for place in places for one in (place, *place.wider) for line in _lines(one, base)}))


def _lines(place: Place, base: str) -> Iterator[str]:
    node = iri(place_iri(place, base))
    yield f"{node} <{RDF}type> <{RV}Place> .\n"
    yield f"{node} <{SKOS}prefLabel> {literal(place.name)} .\n"
    yield f"{node} <{RV}countryCode> {literal(place.country)} .\n"
    for name in place.names:
        yield f"{node} <{SKOS}altLabel> {literal(name)} .\n"
    for wider in place.within:
        yield f"{node} <{RV}within> {iri(place_iri(wider, base))} .\n"
    if place.geonames is not None:
        yield f"{node} <{SKOS}exactMatch> <https://sws.geonames.org/{place.geonames}/> .\n"
    if place.point is not None:
        yield from _point(node, place.point, place.precision)


def _point(node: str, point: tuple[float, float], precision: str) -> Iterator[str]:
    latitude, longitude = (Decimal(f"{degrees:.5f}") for degrees in point)
    yield f"{node} <{PREFIXES['geo']}lat> {literal(latitude)} .\n"
    yield f"{node} <{PREFIXES['geo']}long> {literal(longitude)} .\n"
    text = f"POINT({longitude.normalize():f} {latitude.normalize():f})"
    yield f"{node} <{PREFIXES['geosparql']}asWKT> {literal(text)}^^{_WKT} .\n"
    yield f"{node} <{RV}coordinatePrecision> {code('precision', precision)} .\n"
