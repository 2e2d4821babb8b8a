"""The ledger of people's decisions on what is the same: a file of lines goes in, what holds for each pair of things comes out.

Each line is one decision, as JSON; lines are added and never changed, but for those of reports that are forgotten. A line names
a thing by the digest of its report's text, its kind, where its words stand and a digest of its label, so that it outlives
every new numbering and holds no word of any report.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, StoreUnwritable

#: What a person may say of two things; `withdrawn` takes back what the same person said of them before.
JUDGEMENTS = ("same", "different", "unsure", "withdrawn")

#: What holds for a pair on which people disagree: it is joined by no program until they agree.
DISPUTED = "disputed"

#: The kinds of things that a decision can be on.
KINDS = ("event", "agent", "facility", "victim")


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One of the two things: `digest` is the SHA-256 of its report's text in hex, `kind` one of `KINDS`.

    `start` and `end` are the passage of its first words, in code points of the text, `label` is what `label_digest` makes of
    its label: it tells two things of one passage apart.
    """

    digest: str
    kind: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of two things: a judgement of `JUDGEMENTS`, by whom, when (UTC, as `2026-01-31T08:00:00Z`), and why."""

    left: Side
    right: Side
    judgement: str
    by: str
    at: str
    because: str | None = None

    @property
    def pair(self) -> tuple[Side, Side]:
        """The two sides, in an order of their own."""
        return min(self.left, self.right), max(self.left, self.right)

    def line(self) -> str:
        """The decision as a line of the ledger, without its end; the same decision is always the same line."""
        values = {key: value for key, value in asdict(self).items() if value is not None}
        return json.dumps(values, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds for a pair: a judgement of `JUDGEMENTS`, or `DISPUTED`, and each person's last word on it, in order of time."""

    judgement: str
    decisions: tuple[Decision, ...]


def label_digest(label: str) -> str:
    """Eight hex digits of the SHA-256 of a label, whatever its case."""
    return hashlib.sha256(label.casefold().encode()).hexdigest()[:8]


def verdicts(decisions: Iterable[Decision]) -> Mapping[tuple[Side, Side], Verdict]:
    """What holds for each pair of which somebody's last word is no withdrawal, in order of the pairs."""
    last: dict[tuple[Side, Side], dict[str, Decision]] = {}
    for decision in sorted(decisions, key=lambda one: one.at):
        last.setdefault(decision.pair, {})[decision.by] = decision
    found = {}
    for pair, by_person in sorted(last.items()):
        standing = tuple(sorted((one for one in by_person.values() if one.judgement != "withdrawn"), key=lambda one: one.at))
        if standing:
            found[pair] = Verdict(_agreed({one.judgement for one in standing}), standing)
    return found


def _agreed(judgements: Collection[str]) -> str:
    """The judgement that several people's words come to: one who is unsure contradicts nobody."""
    sure = sorted({*judgements} - {"unsure"})
    if len(sure) > 1:
        return DISPUTED
    return sure[0] if sure else "unsure"


def read_ledger(path: Path) -> tuple[Decision, ...]:
    """All decisions in a file, in its order; none where there is no file. Raises `InputError` for a line that is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read as a ledger of decisions: {error}") from error
    lines = enumerate(text.split("\n"), 1)
    return tuple(_decision(line, f"{path}, line {number}") for number, line in lines if line.strip())


def append(path: Path, decisions: Sequence[Decision]) -> int:
    """Add to the file the decisions that it has not yet, each once; how many these were. Raises `StoreUnwritable`."""
    known = {decision.line() for decision in read_ledger(path)}
    new = [line for line in dict.fromkeys(decision.line() for decision in decisions) if line not in known]
    if new:
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in new))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(path, error) from error
    return len(new)


def purge(path: Path, digests: Collection[str]) -> int:
    """Take out of the file every line on a report with one of some digests; how many these were. Raises `StoreUnwritable`."""
    decisions = read_ledger(path)
    kept = [one for one in decisions if one.left.digest not in digests and one.right.digest not in digests]
    if len(kept) < len(decisions):
        new = path.with_name(f"{path.name}.new")
        try:
            new.write_text("".join(f"{one.line()}\n" for one in kept), encoding="utf-8")
            new.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from error
    return len(decisions) - len(kept)


def _decision(line: str, where: str) -> Decision:
    try:
        values = json.loads(line)
        decision = Decision(
            **{**values, "left": _side(values["left"]), "right": _side(values["right"])},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: is no decision: {error}") from error
    texts = (decision.by, decision.at, decision.because or "")
    if decision.judgement not in JUDGEMENTS or not all(isinstance(text, str) for text in texts):
        raise InputError(f"{where}: is no decision: judgement must be one of {', '.join(JUDGEMENTS)}, by and at are texts")
    return decision


def _side(values: Any) -> Side:  # noqa: ANN401 - whatever the file holds
    side = Side(**values)
    texts = all(isinstance(text, str) for text in (side.digest, side.kind, side.label))
    if not texts or side.kind not in KINDS or not isinstance(side.start, int) or not isinstance(side.end, int):
        raise ValueError(f"a side needs digest, kind ({', '.join(KINDS)}), start, end and label")
    return side


def _unwritable(path: Path, error: OSError) -> StoreUnwritable:
    return StoreUnwritable(f"{path}: {error.strerror or error}; the decision was not written down")
