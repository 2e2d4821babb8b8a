"""Small reports as N-Quads, for tests of stores."""

from kg.store.reports import Entry
from kg.terms import OWL, PROV, RDF, RDFS, RV, literal

BASE = "https://example.org/id/"
ACTIVITY, IDENTITY, ENTITIES = (f"{BASE}graph/{name}" for name in ("activity", "identity", "entities"))

#: Texts that have broken writers and readers of RDF before.
NASTY = [
    '"', "\\", "\\n", "\\u0041", "a\nb", 'a\n"b"\nc"', 'a\n"""', "\\\n", "\\\\n", '\n"', "\r\n", "\t", "\x00", "\x01\n", "\x7f", "\x85\n",
    "\u2028", "\ufffe", "\U0001f600\n", "'''\n'", "{} . ;", 'x\\"\n"', '" . <urn:x:y> .', " ", "", "é", "e\u0301", "\u202edlrow", "\x0b\x0c\x1c",
]  # fmt: skip


def quad(subject: str, predicate: str, value: str, graph: str) -> str:
    """A line of N-Quads; `value` is a serialised term."""
    return f"<{subject}> <{predicate}> {value} <{graph}> .\n"


def report(name: str) -> str:
    """The IRI of a report."""
    return f"{BASE}report/{name}"


def entry(name: str, path: str | None = None) -> Entry:
    """The ledger's entry of a report."""
    return Entry(path or f"{name}.txt", report(name), "d1", "reader 1", "text")


def reading(name: str, path: str | None = None) -> str:
    """A report's entry in the activity graph."""
    known = entry(name, path)
    node = f"{BASE}activity/{known.path.replace('.', '-')}"
    values = {
        f"{RDF}type": f"<{RV}Reading>",
        f"{PROV}generated": f"<{known.report}>",
        f"{RV}path": literal(known.path),
        f"{RV}fileDigest": literal(known.digest),
        f"{RV}pipeline": literal(known.pipeline),
        f"{RV}options": literal(known.options),
        f"{PROV}endedAtTime": f'"2024-05-0{len(name)}T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    }
    return "".join(quad(node, predicate, value, ACTIVITY) for predicate, value in values.items())


def contents(name: str, country: str = "SY", events: int = 2, text: str = "") -> str:
    """A report's own graph, its incidents and the country it needs."""
    iri = report(name)
    place = f"{BASE}place/{country}"
    lines = [
        quad(iri, f"{RDF}type", f"<{RV}Report>", iri),
        quad(iri, f"{RV}text", literal(text or f"Text of {name}"), iri),
        quad(place, f"{RDF}type", f"<{RV}Place>", ENTITIES),
        quad(place, f"{RV}countryCode", literal(country), ENTITIES),
    ]
    for number in range(1, events + 1):
        event, incident = f"{iri}/event/{number}", f"{BASE}incident/{name}-{number}"
        lines += [
            quad(event, f"{RDF}type", f"<{RV}AirStrike>", iri),
            quad(event, f"{RV}country", f"<{place}>", iri),
            quad(incident, f"{RDF}type", f"<{RV}Incident>", IDENTITY),
            quad(incident, f"{RV}describedBy", f"<{event}>", IDENTITY),
        ]
    return "".join(lines)


def whole(name: str, path: str | None = None, country: str = "SY", events: int = 2, text: str = "") -> str:
    """All that a report brings."""
    return contents(name, country, events, text) + reading(name, path)


def ontology(version: str) -> str:
    """A small ontology's graph."""
    graph = RV.removesuffix("#")
    return (
        quad(graph, f"{OWL}versionInfo", literal(version), graph)
        + quad(f"{RV}AirStrike", f"{RDFS}subClassOf", f"<{RV}Event>", graph)
        + quad(f"{RV}AirStrike", f"{RDFS}label", '"Air strike"@en', graph)
    )
