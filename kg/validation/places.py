"""Where findings lie on the disk: findings go in, and come out with the lines of an RDF file, or with paths told from here."""

import os
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin

from kg.findings.model import Finding, Location, Span

# The tokens of Turtle, TriG, N-Triples and N-Quads that matter here: whatever may hold a full stop or a bracket, and names.
_TOKEN = re.compile(
    r"""\#[^\n]* | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+(?:\"\"\")? | '''(?:'{0,2}(?:[^'\\]|\\.))*+(?:''')? | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'?
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>) | (?P<word>@prefix|@base|PREFIX\b|BASE\b) | @[A-Za-z0-9-]+ | \^\^
    | (?P<name>[\w.-]{0,99}:(?:[\w:%-]|\\.|\.(?=[\w:%.\\-]))*) | [+-]?(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d++)? | (?P<mark>[.{}\[\]()])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

# In JSON-LD, an object with nothing but an @id points to a node; one that goes on describes it.
_JSON_ID = re.compile(r'"@id"\s*:\s*"((?:[^"\\]|\\.)*)"(?=\s*,)')
_JSON_BASE = re.compile(r'"@base"\s*:\s*"([^"]*)"')


def told_from(findings: Iterable[Finding], folder: Path, here: Path) -> Iterator[Finding]:
    """Findings whose words are in files told from `folder`, with their paths told from `here` instead."""
    for finding in findings:
        words = finding.words
        if words is None:
            yield finding
        else:
            path = Path(os.path.relpath(folder / words.path, here)).as_posix()
            yield replace(finding, words=replace(words, path=path))


def in_files(findings: Sequence[Finding], paths: Sequence[Path], here: Path) -> Iterator[Finding]:
    """Findings with the place in the RDF files where their node is described first; the first file where it is nowhere."""
    wanted = {finding.focus for finding in findings}
    found: dict[str, Location] = {}
    for path in paths if wanted else ():
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        for name, span in _nodes(text, wanted, json=path.suffix == ".jsonld"):
            found.setdefault(name, Location(_told(path, here), span))
    for finding in findings:
        yield replace(finding, node=found.get(finding.focus, Location(_told(paths[0], here))))


def _told(path: Path, here: Path) -> str:
    """A path as it was given, or told from `here` where it was given in full and lies below."""
    return (path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path).as_posix()


def _nodes(text: str, wanted: Collection[str], *, json: bool) -> Iterator[tuple[str, Span]]:
    """Where a text describes some nodes, in its order; in JSON-LD where no prefix stands for a part of their IRIs."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    matches = _json_subjects(text) if json else _Scanner().subjects(text)
    for name, match in matches:
        if name in wanted:
            line = bisect_right(starts, match.start())
            column = match.start() - starts[line - 1] + 1
            yield name, Span(line, column, line, column + len(match[0]), match[0])


def _json_subjects(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    base = _JSON_BASE.search(text)
    return ((urljoin(base[1], match[1]) if base else match[1], match) for match in _JSON_ID.finditer(text))


@dataclass
class _Scanner:
    """Reads the names of subjects off a text in the family of Turtle, as far as that needs no grammar."""

    base: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)

    def subjects(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The IRI of each subject that is named by one, and where; the names of graphs are among them."""
        depth, begins, declared = 0, True, ""
        prefix = ""
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind == "word":
                declared, prefix = match[0].lstrip("@").lower(), ""
            elif declared and kind == "name":
                prefix = match[0][:-1]
            elif declared and kind == "iri":
                self._declare(declared, prefix, match[0][1:-1])
                declared, begins = "", True
            elif kind == "mark":
                depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(match[0], 0)
                begins = depth == 0 and match[0] in ".{}"
            elif kind in ("iri", "name") and begins and depth == 0:
                begins = False
                if name := self._iri(match[0]):
                    yield name, match

    def _declare(self, what: str, prefix: str, iri: str) -> None:
        resolved = urljoin(self.base, iri) if self.base else iri
        if what == "base":
            self.base = resolved
        else:
            self.prefixes[prefix] = resolved

    def _iri(self, token: str) -> str | None:
        """The IRI that a token stands for; None for a blank node and an unknown prefix."""
        if token.startswith("<"):
            return urljoin(self.base, token[1:-1]) if self.base else token[1:-1]
        prefix, _, rest = token.partition(":")
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", rest) if prefix in self.prefixes else None
