"""Where it all comes from, as quads: the report's own description, and the reading of it in the activity graph."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kg.mapping.graph import GraphWriter
from kg.mapping.things import Things
from kg.naming import short_hash
from kg.terms import DCT, PROV, RDF, RV, literal

_TYPE = f"<{RDF}type>"


def write_report(writer: GraphWriter, things: Things, *, keep_text: bool) -> None:
    """Write what is known about the report itself; what is not known is left open."""
    report, node = writer.report, f"<{writer.graph}>"
    writer.type(node, "Report")
    writer.add(node, f"<{DCT}identifier>", literal(report.identifier))
    writer.say(node, "digest", hashlib.sha256(report.text.encode()).hexdigest())
    if report.title:
        writer.add(node, f"<{DCT}title>", literal(report.title))
    if report.publisher:
        writer.add(node, f"<{DCT}publisher>", things.agent(None))
    if report.published:
        writer.add(node, f"<{DCT}issued>", literal(report.published))
    if report.url:
        writer.add(node, f"<{DCT}source>", f"<{report.url}>")
    if report.language:
        writer.add(node, f"<{DCT}language>", literal(report.language))
    if report.genre:
        writer.code(node, "genre", "genre", [report.genre])
    writer.say(node, "row", report.row)
    if keep_text:
        writer.say(node, "text", report.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """One report read from one file: `path` as the store knows it, `digest` of the file's bytes, what read it, and when.

    `encoding` is the one its text was read in, `notes` is what there is to say of how it was read. Without times, they are said
    elsewhere, with `time_quads`.
    """

    path: str
    digest: str
    pipeline: str
    options: str
    started: datetime | None
    ended: datetime | None
    encoding: str | None = None
    notes: tuple[str, ...] = ()


def reading_quads(reading: Reading, report: str, quads: int, base: str) -> str:
    """The N-Quads text of a reading's entry in the activity graph; `quads` is how many the report's own graph holds."""
    node, graph = _activity(reading.path, base)
    values = {
        _TYPE: f"<{RV}Reading>",
        f"<{PROV}generated>": f"<{report}>",
        f"<{RV}path>": literal(reading.path),
        f"<{RV}fileDigest>": literal(reading.digest),
        f"<{RV}pipeline>": literal(reading.pipeline),
        f"<{RV}options>": literal(reading.options),
        f"<{RV}quads>": literal(quads),
    }
    statements = [*values.items(), *((f"<{RV}note>", literal(note)) for note in reading.notes)]
    if reading.encoding:
        statements.append((f"<{RV}encoding>", literal(reading.encoding)))
    said = "".join(f"{node} {predicate} {value} {graph} .\n" for predicate, value in statements)
    return said + (time_quads(reading.path, reading.started, reading.ended, base) if reading.started and reading.ended else "")


def time_quads(path: str, started: datetime, ended: datetime, base: str) -> str:
    """The N-Quads text that says when a report was read from a path."""
    node, graph = _activity(path, base)
    return f"{node} <{PROV}startedAtTime> {literal(started)} {graph} .\n{node} <{PROV}endedAtTime> {literal(ended)} {graph} .\n"


def _activity(path: str, base: str) -> tuple[str, str]:
    """The node of a reading, and the graph in which it stands."""
    return f"<{base}activity/{short_hash(path)}>", f"<{base}graph/activity>"
