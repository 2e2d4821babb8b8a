"""What has changed, written out: the difference between two states goes in, lines of text or a table of corrections come out."""

from collections.abc import Iterator

from kg.difference import Difference, ReportChange
from kg.store.base import Table
from kg.terms import Text

#: `change` says what happened to a report ("report new", "report retracted", "report gone", "report corrected": its date, title or
#: name) or to a claim in it ("claim corrected", "claim new", "claim withdrawn"); `was` and `now` say it in words.
COLUMNS = ("change", "report", "source", "was", "now", "because")

_Cells = tuple[str, str, str, str, str, str]


def corrections(found: Difference) -> Table:
    """The changes as a table: those within reports first, in the order of their names, then reports that came and went."""
    return Table(COLUMNS, (tuple(Text(cell) if cell else None for cell in row) for row in _rows(found)))


def _rows(found: Difference) -> Iterator[_Cells]:
    for report in found.changed:
        yield from _within(report)
    yield from (("report new", name, "", "", "", "") for name in found.new)
    for name in found.gone:
        kind = "report retracted" if name in found.retracted else "report gone"
        yield kind, name, "", "", "", found.retracted.get(name, "")


def _within(report: ReportChange) -> Iterator[_Cells]:
    name = report.identifier
    yield from (("report corrected", name, "", f"{item.source}: {item.old}", item.new, "") for item in report.heading)
    yield from (("claim corrected", name, item.source, item.old, item.new, "") for item in report.changed)
    yield from (("claim new", name, "", "", text, "") for text in report.new)
    yield from (("claim withdrawn", name, "", text, "", "") for text in report.withdrawn)


def in_words(found: Difference) -> Iterator[str]:
    """A difference as lines of text."""
    for change in found.changed:
        yield change.identifier
        yield from (f"  {item.source}: {item.old} → {item.new}" for item in change.heading)
        for item in change.changed:
            yield f"  {item.source + ': ' if item.source else ''}{item.old} → {_without_same_end(item.old, item.new)}"
        yield from (f"  new: {text}" for text in change.new)
        yield from (f"  withdrawn: {text}" for text in change.withdrawn)
        if change.unchanged:
            yield f"  unchanged: {', '.join(_number(count, name) for name, count in change.unchanged.items())}"
    yield from (f"{name}: a new report" for name in found.new)
    yield from (f"{name}: {_gone(found, name)}" for name in found.gone)
    counts = (len(found.changed), len(found.new), len(found.gone), found.unchanged)
    yield "reports: {:,} changed, {:,} new, {:,} gone, {:,} unchanged".format(*counts)


def _gone(found: Difference, name: str) -> str:
    if name not in found.retracted:
        return "is gone"
    return f"was retracted: {found.retracted[name]}" if found.retracted[name] else "was retracted"


def _without_same_end(old: str, new: str) -> str:
    """The new words without those at their end that the old ones end with, too.

    >>> _without_same_end("at least 500 people killed", "at least 544 people killed")
    'at least 544'
    """
    was, now = old.split(" "), new.split(" ")
    while len(now) > 1 and len(was) > 1 and was[-1] == now[-1]:
        was.pop()
        now.pop()
    return " ".join(now)


def _number(count: int, name: str) -> str:
    plural = name.replace("count ", "counts ") if name.startswith("count") else {"facility": "facilities"}.get(name, f"{name}s")
    return f"{count:,} {name if count == 1 or name == 'who did it' else plural}"
