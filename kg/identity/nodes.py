"""The nodes of some reports as lines of N-Triples or N-Quads tell of them: lines go in, each node's properties come out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kg.terms import DCT, OA, RDF, RDFS, RV, SKOS, object_of, text_of

# The properties that matter, by the namespace of each.
_NAMESPACES = {
    DCT: ("identifier", "issued", "publisher"),
    OA: ("end", "exact", "start"),
    RDF: ("type",),
    RDFS: ("label",),
    RV: (
        *("accordingTo", "age", "country", "describedBy", "digest", "earliest", "effect", "event", "evidence", "facility"),
        *("facilityType", "gender", "group", "identifiedAs", "inReport", "latest", "mainPlace", "maximum", "minimum"),
        *("negated", "occupation", "outcome", "partOf", "perpetrator", "place", "scope", "speaker", "speakerOrganization"),
        *("speakerRole", "stance", "subsetOf", "text", "victim", "weapon"),
    ),
    SKOS: ("altLabel",),
}
_NAMES = {f"<{namespace}{name}>": name for namespace, names in _NAMESPACES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Nodes:
    """Properties by node and local name; IRIs are bracketed, literals serialised, values in the order of the lines."""

    properties: Mapping[str, Mapping[str, list[str]]]
    incidents: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[str]) -> Self:
        """Read the statements that matter; the others are passed over, and so are empty lines."""
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for line in filter(None, lines):
            subject, predicate, rest = line.split(" ", 2)
            if name := _NAMES.get(predicate):
                value = rest[: rest.find(">") + 1] if rest[0] == "<" else object_of(rest)
                found[subject][name].append(value)
        incidents = {event: node for node, told in found.items() for event in told.get("describedBy", ())}
        return cls(found, incidents)

    def all(self, node: str, name: str) -> list[str]:
        """The values of a property."""
        return [*self.properties.get(node, {}).get(name, ())]

    def one(self, node: str, name: str) -> str | None:
        """The value of a property, the first if there are several."""
        return next(iter(self.all(node, name)), None)

    def text(self, node: str, name: str) -> str | None:
        """The bare text of a literal."""
        value = self.one(node, name)
        return None if value is None else text_of(value)

    def texts(self, node: str, name: str) -> list[str]:
        """The bare texts of all literals of a property."""
        return [text_of(value) for value in self.all(node, name)]

    def number(self, node: str, name: str) -> int | None:
        """The value of a whole number."""
        value = self.text(node, name)
        return None if value is None else int(value)
