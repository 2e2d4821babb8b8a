"""Writes `docs/questions.md`, the bundled questions with their answers on the samples: `python docs/make_questions.py`."""

from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from kg.build import Options, build
from kg.corrections import corrections
from kg.difference import difference
from kg.export.dump import export
from kg.extraction.manual import ManualReader
from kg.formats import GraphFormat, TableFormat
from kg.queries import Parameter, Query, bind, bundled
from kg.reading.sources import find_sources
from kg.store.base import Store, Table
from kg.store.memory import MemoryStore
from kg.tables import escape_markdown, is_iri, shorten, write_table
from kg.values import Term

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "questions.md"

#: Rows of an answer that are shown.
ROWS = 4

HEAD = """# Questions and answers

The questions that `kg query` answers, with what each answers on the reports of `samples/` (read by their hand-made accounts, so
that nothing here depends on how well a text is read) and the SPARQL behind it. Made by `docs/make_questions.py`; a test keeps it
true. In the tables long answers are cut to {rows} rows, columns without a value are left out, and IRIs lack the store's base.

What holds for all of them:

- **A figure is a claim.** Two sources are two rows; no query melts them into one.
- **What is only denied is no figure.** Where a query has a column `stance`, denied claims are shown with it; all others leave
  them out. What is said of an event that the same report says did not happen stands in no answer. The exceptions say so:
  `differing-accounts` has a column `negated`, `left-out` gives the reason, `provenance` tells of whatever is asked for, and
  `sensitive-records` looks at all that could be published. Statements are what somebody said, whatever happened.
- **An open date stays open.** `--from` and `--to` keep what may have happened then: a month counts with all its days, a siege
  that has no end goes on. What has no date
  at all is left out as soon as a date is asked for.
- **A missing maximum is "at least".** It is not the minimum.
- **Sums count nobody twice.** They say in `leftOut` how many figures they leave out; `--left-out` lists them and says why.
- **Every row leads back.** Its IRIs go into `kg why IRI`; `--quotes` puts the words into the answer.
"""

RELEASES = """### What changed since the last release

**What changed since the last release; what was corrected or withdrawn?**

One row for each change from an earlier state of the graph to this one: reports that are new, were corrected or retracted (with the
reason) or are gone; claims that are new, were corrected or withdrawn. No query answers this, since a query sees one state: `kg diff`
compares two stores, backups, kept snapshots or dumps. Below, an earlier release had one report less, and two claims of another were read
otherwise; `--format csv` is the list of corrections to publish beside the data, without `--format` the same is said in sentences.

    kg diff release-1.nq kg-store --format md
"""

#: The questions by subject: every query stands in one of them.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Figures": (
        "figures", "totals", "civilians-killed", "groups-within-totals", "children", "deaths-by-group-and-cause", "other-harm",
        "conflicting-figures", "figures-over-time", "running-totals", "left-out", "figure-check", "vague-numbers",
    ),
    "Events, and who did it": (
        "incidents", "who-did-what", "attributed-to", "unnamed-or-suspected", "weapons", "second-strikes", "differing-accounts",
    ),
    "Hospitals, schools and other facilities": ("facilities-struck", "facility-counts", "health-care-attacks"),
    "Persons": ("named-victims", "same-names", "fate-of"),
    "Who says so": ("statements-of", "legal-terms", "single-source", "independent-sources", "provenance", "reports"),
    "What was corrected": ("replaced-or-withdrawn",),
    "Before anything is published": ("sensitive-records",),
}  # fmt: skip

#: The section that tells of two states.
CORRECTED = "What was corrected"

#: What an earlier release of the samples lacked, and what stood in its files instead of what stands there now.
LACKING = "nigeria-birnin-dawa-school-news-2021"
OTHERWISE = {
    "syria-tell-hazim-news-2021.txt": [("at least 17 people", "at least 12 people")],
    "syria-tell-hazim-news-2021.json": [
        ("at least 17 people", "at least 12 people"),
        ('"min": 17', '"min": 12'),
        ('"type": "ambulance"', '"type": "hospital"'),
    ],
}

#: What is asked for where a query needs a value: names that the samples hold.
VALUES: Mapping[str, Mapping[str, str]] = {
    "attributed-to": {"party": "Rapid Support Forces"},
    "figure-check": {"number": "73"},
    "statements-of": {"speaker": "Rapid Support Forces"},
}


def page() -> str:
    """The whole page."""
    with MemoryStore() as store:
        build(find_sources([ROOT / "samples"]), store, Options(ManualReader(), ROOT))
        parts = [HEAD.format(rows=ROWS), *_contents()]
        for section, names in SECTIONS.items():
            parts.append(f"\n## {section}\n")
            if section == CORRECTED:
                parts += [RELEASES, _corrections(store)]
            parts += [_question(store, bundled()[name]) for name in names if name in bundled()]
    return "\n".join(parts)


def _corrections(store: Store) -> str:
    """What `kg diff` says of an earlier release and the samples as they are."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        earlier = folder / "samples"
        copytree(ROOT / "samples", earlier, ignore=ignore_patterns(f"{LACKING}.*"))
        listing = earlier / "metadata.csv"
        listing.write_text(
            "".join(line for line in listing.read_text().splitlines(keepends=True) if not line.startswith(LACKING))
        )
        for file, changes in OTHERWISE.items():
            text = (earlier / file).read_text(encoding="utf-8")
            for now, was in changes:
                assert now in text, f"{file}: no {now}"
                text = text.replace(now, was)
            (earlier / file).write_text(text, encoding="utf-8")
        with MemoryStore() as before:
            build(find_sources([earlier]), before, Options(ManualReader(), folder))
            export(before, folder / "earlier.nq", GraphFormat.NQUADS)
        export(store, folder / "now.nq", GraphFormat.NQUADS)
        table = StringIO()
        write_table(corrections(difference(folder / "earlier.nq", folder / "now.nq")), TableFormat.MARKDOWN, table)
    return table.getvalue()


def _contents() -> Iterator[str]:
    yield "| question | query |\n|---|---|"
    link = "[`kg diff`](#what-changed-since-the-last-release)"
    for section, names in SECTIONS.items():
        if section == CORRECTED:
            yield f"| What changed since the last release; what was corrected or withdrawn? | {link} |"
        for name in names:
            if name in bundled():
                yield f"| {bundled()[name].question} | [`{name}`](#{name}) |"


def _question(store: Store, query: Query) -> str:
    values = VALUES.get(query.name, {}) or _needed(store, query)
    options = "".join(f" --{name} '{value}'" if " " in value else f" --{name} {value}" for name, value in values.items())
    parts = [f"### {query.name}\n", f"**{query.question}**\n", query.description, ""]
    if query.parameters:
        parts += ["| parameter | type | |\n|---|---|---|", *map(_parameter, query.parameters), ""]
    parts += [f"    kg query {query.name}{options}\n", _answer(store, bind(query, values, store.base))]
    parts.append(f"<details><summary>The query</summary>\n\n```sparql\n{_body(query.text)}\n```\n\n</details>\n")
    return "\n".join(parts)


def _needed(store: Store, query: Query) -> dict[str, str]:
    """For a query that needs an IRI: the first claim of the first figures."""
    if not any(parameter.required for parameter in query.parameters):
        return {}
    figures = store.query(bind(bundled()["figures"], {"country": "SY"}, store.base))
    assert isinstance(figures, Table)
    claim = next(figures.rows)[figures.variables.index("claim")]
    assert claim is not None
    return {parameter.name: shorten(claim.value, store.base) for parameter in query.parameters if parameter.required}


def _parameter(parameter: Parameter) -> str:
    needed = " Required." if parameter.required else ""
    kind = parameter.type.replace("code:", "code of ")
    return f"| `{parameter.option}` | {kind} | {parameter.help}{needed} |"


def _answer(store: Store, text: str) -> str:
    table = store.query(text)
    assert isinstance(table, Table)
    rows = list(table.rows)
    shown = rows[:ROWS]
    kept = [number for number in range(len(table.variables)) if any(row[number] for row in shown)]
    if not shown:
        return "No rows.\n"
    lines = [" | ".join(table.variables[number] for number in kept), "|".join(["---"] * len(kept))]
    lines += [" | ".join(_cell(row[number], store.base) for number in kept) for row in shown]
    more = f"\n{len(rows)} rows; the first {ROWS} are shown.\n" if len(rows) > ROWS else ""
    return "\n".join(f"| {line} |" for line in lines) + f"\n{more}"


def _cell(term: Term | None, base: str) -> str:
    if term is None:
        return ""
    words = term.value.split(" ")
    iris = is_iri(term) or all(word.startswith(base) for word in words)
    return escape_markdown(" ".join(shorten(word, base) for word in words) if iris else term.value)


def _body(text: str) -> str:
    """A query without its head, which stands above it in words."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
