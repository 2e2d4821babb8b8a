"""Small reports with figures in them, as lines of N-Quads: what is told goes in, statements in the program's own form come out."""

from kg.terms import DCT, OA, RDF, RDFS, RV, code, literal
from kg.values import PartialDate

BASE = "https://example.org/id/"


class Told:
    """Reports by name, each with its events and figures, and the incidents; names such as `a/3` are nodes below report `a`."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.reports: set[str] = set()
        self.offset = 0

    def report(self, name: str, published: str | None = None, text: str | None = None) -> None:
        """A report, with its day of publication and its text if they are known."""
        self.reports.add(name)
        self._add(name, name, f"{RDF}type", f"<{RV}Report>")
        self._add(name, name, f"{DCT}identifier", literal(name))
        if published:
            self._add(name, name, f"{DCT}issued", literal(PartialDate(published)))
        if text:
            self._add(name, name, f"{RV}text", literal(text))

    def event(self, name: str, kind: str = "AirStrike", **properties: str) -> None:
        """An event; `country` and `place` are names, `earliest` and `latest` days, `partOf` another event."""
        report = name.rpartition("/")[0]
        self._add(report, name, f"{RDF}type", f"<{RV}{kind}>")
        self._add(report, name, f"{RV}evidence", node(f"{report}/passage"))
        for key, value in properties.items():
            day = key in {"earliest", "latest"}
            term = literal(PartialDate(value)) if day else literal(value == "true") if key == "negated" else node(value)
            self._add(report, name, f"{RV}{key}", term)

    def incident(self, name: str, *events: str) -> None:
        """An incident that some events describe."""
        for event in events:
            self.lines.append(f"{node(name)} <{RV}describedBy> {node(event)} <{BASE}graph/identity> .\n")

    def known(self, agent: str, name: str) -> None:
        """What an agent is identified as."""
        self.lines.append(f"{node(agent)} <{RV}identifiedAs> {node(name)} <{BASE}graph/identity> .\n")

    def figure(
        self,
        name: str,
        minimum: int | None,
        maximum: int | None = None,
        groups: str = "",
        source: str = "Rescue Service",
        words: str = "so many",
        start: int | None = None,
        **properties: str,
    ) -> None:
        """A casualty count of people killed; `event`, `subsetOf`, `scope` and `stance` as in the ontology."""
        report = name.rpartition("/")[0]
        self.offset += 100
        passage, agent = f"{name}-passage", f"{report}/agent-{source.replace(' ', '-')}"
        self._add(report, name, f"{RDF}type", f"<{RV}CasualtyCount>")
        self._add(report, name, f"{RV}outcome", code("outcome", properties.pop("outcome", "killed")))
        for group in groups.split():
            self._add(report, name, f"{RV}group", code("group", group))
        for bound, number in (("minimum", minimum), ("maximum", maximum)):
            if number is not None:
                self._add(report, name, f"{RV}{bound}", literal(number))
        self._add(report, name, f"{RV}scope", code("scope", properties.pop("scope", "incident")))
        self._add(report, name, f"{RV}stance", code("stance", properties.pop("stance", "asserted")))
        for key, value in properties.items():
            self._add(report, name, f"{RV}{key}", node(value))
        self._add(report, name, f"{RV}accordingTo", node(agent))
        self._add(report, agent, f"{RDF}type", f"<{RV}Agent>")
        self._add(report, agent, f"{RDFS}label", literal(source))
        self._add(report, name, f"{RV}evidence", node(passage))
        self._add(report, passage, f"{RV}inReport", node(report))
        self._add(report, passage, f"{OA}exact", literal(words))
        self._add(report, passage, f"{OA}start", literal(self.offset if start is None else start))

    def _add(self, report: str, subject: str, predicate: str, value: str) -> None:
        if report not in self.reports:
            self.report(report)
        line = f"{node(subject)} <{predicate}> {value} {node(report)} .\n"
        if line not in self.lines:
            self.lines.append(line)


def node(name: str) -> str:
    """The bracketed IRI of a report, of what lies below one, or of what is shared."""
    return f"<{BASE}{name}>"
