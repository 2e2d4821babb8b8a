"""`kg incident`: one incident as a dossier, what each report says side by side."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from kg.cli.options import store_option
from kg.jsontext import as_json
from kg.places.countries import countries
from kg.sameness.dossier import Certainty, Dossier, dossier
from kg.sameness.links import Link
from kg.sameness.naming import Named
from kg.sameness.telling import Said, Telling
from kg.settings import Location
from kg.store.opening import reader
from kg.tables import printable, shorten

#: Characters that a report's column needs to be read with ease.
_COLUMN = 30
#: Characters before the columns: the names of the rows.
_NAMES = 12
#: So many comparisons are shown one by one, the least alike first.
_SHOWN = 5


@click.command(name="incident")
@click.argument("name", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it.")
@store_option
def command(name: str, form: str, store: Location) -> None:
    """Show one incident: what each report says side by side, where they differ, how sure it is.

    ID is the name of an incident, as kg incidents shows it, or of one of its events; what tables leave out of it may be left out.

    \b
    Example:
      kg incidents
      kg incident incident/5a4ba1de2d2b0e2f
    """
    with reader(store) as source:
        found, base = dossier(source, name), source.base
    if form == "json":
        plain = asdict(found)
        sentences = [difference.sentence for difference in found.differences]
        plain["differences"] = [{**one, "sentence": said} for one, said in zip(plain["differences"], sentences, strict=True)]
        click.echo(as_json(plain, indent=2))
    else:
        _print(found, base)


def _print(found: Dossier, base: str) -> None:
    terminal = sys.stdout.isatty()
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not terminal)
    for line in _lines(found, base, console.width):
        # A grid that was wrapped softly would fall apart.
        console.print(line, soft_wrap=isinstance(line, Text) and not terminal)


def _lines(found: Dossier, base: str, width: int) -> Iterator[RenderableType]:
    yield Text(printable(found.name), "bold")
    yield Text(f"  {printable(' · '.join(_head(found)))}: {shorten(found.iri, base)}")
    yield from (_line(f"part of: {_named(other, base)}") for other in found.part_of)
    yield from (_line(f"contains: {_named(other, base)}") for other in found.contains)
    if len(found.tellings) > 1:
        yield _title("Where they differ")
        yield from (_line(difference.sentence) for difference in found.differences)
        if not found.differences:
            yield _line("Nowhere, as far as was read.")
    yield _title("What each report says")
    yield from _side_by_side(found.tellings, base, width)
    yield _title("How sure it is that this is one incident")
    yield from map(_line, _certainty(found.certainty, len(found.tellings)))
    yield from map(_line, _near(found, base))


def _title(text: str) -> Text:
    return Text(f"\n{text}", "bold")


def _line(text: str) -> Text:
    return Text(f"  {printable(text)}")


def _named(other: Named, base: str) -> str:
    return f"{other.name}: {shorten(other.iri, base)}"


def _head(found: Dossier) -> Iterator[str]:
    yield told(found.certainty.reports, found.certainty.texts, found.certainty.publishers)
    if killed := killed_words(found.killed_lowest, found.killed_highest):
        yield f"{killed} killed"


def told(reports: int, texts: int, publishers: int) -> str:
    """How many reports tell of it, and how many texts and publishers these are.

    >>> told(3, 2, 2), told(1, 1, 1)
    ('3 reports, 2 different texts, 2 publishers', '1 report')
    """
    if reports == 1:
        return "1 report"
    different = f", {texts} different {'text' if texts == 1 else 'texts'}" if texts < reports else ""
    return f"{reports} reports{different}, {publishers} {'publisher' if publishers == 1 else 'publishers'}"


def killed_words(lowest: int | None, highest: int | None) -> str:
    """A range in words; "" where nothing is known.

    >>> killed_words(9, 11), killed_words(9, 9), killed_words(9, None), killed_words(None, 4), killed_words(None, None)
    ('9 to 11', '9', 'at least 9', 'up to 4', '')
    """
    if lowest is None or lowest == highest:
        return "" if highest is None else f"up to {highest}" if lowest is None else str(lowest)
    return f"at least {lowest}" if highest is None else f"{lowest} to {highest}"


def _side_by_side(tellings: Sequence[Telling], base: str, width: int) -> Iterator[RenderableType]:
    """Grids of as many reports as fit beside each other."""
    beside = max(1, (width - _NAMES) // _COLUMN)
    for start in range(0, len(tellings), beside):
        some = tellings[start : start + beside]
        grid = Grid(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False, leading=0)
        grid.add_column("", style="dim", no_wrap=True)
        for telling in some:
            grid.add_column(
                Text(printable(telling.identifier)), overflow="fold", max_width=max(_COLUMN, (width - _NAMES) // len(some) - 3)
            )
        for name, cells in _rows(some, base):
            if any(cells):
                grid.add_row(name, *(Text(cell) for cell in cells))
        yield grid


def _rows(tellings: Sequence[Telling], base: str) -> Iterator[tuple[str, list[str]]]:
    yield "by", [printable(telling.publisher or "publisher unknown") for telling in tellings]
    yield "published", [telling.published or "date unknown" for telling in tellings]
    yield "same text", [_reprint(telling, tellings) for telling in tellings]
    yield "what", [telling.kind + (" (did not happen)" if telling.negated else "") for telling in tellings]
    yield "when", [telling.date or "not told" for telling in tellings]
    yield "where", [printable(", ".join(telling.places) or countries().get(telling.country, "not told")) for telling in tellings]
    yield "weapon", [", ".join(telling.weapons) for telling in tellings]
    yield "who", [_claims(telling.perpetrators) for telling in tellings]
    yield "figures", [_claims(telling.figures) for telling in tellings]
    yield "facilities", [_claims(telling.facilities) for telling in tellings]
    yield "victims", [_claims(telling.victims) for telling in tellings]
    yield "in words", ["\n".join(printable(f"“{words}”") for words in telling.words) for telling in tellings]
    yield "event", [shorten(telling.event, base) for telling in tellings]


def _reprint(telling: Telling, tellings: Iterable[Telling]) -> str:
    first = next(other for other in tellings if other.digest == telling.digest)
    return "" if first is telling else f"as {printable(first.identifier)}"


def _claims(claims: Iterable[Said]) -> str:
    """Each claim on a line of its own, with source, stance and words."""
    lines = []
    for said in claims:
        notes = [
            said.source,
            *([] if said.stance == "asserted" else [said.stance]),
            *(["since replaced"] if said.replaced else []),
        ]
        lines.append(printable(f"{said.says} — {', '.join(notes)}: “{said.words}”"))
    return "\n".join(lines)


def _certainty(certainty: Certainty, tellings: int) -> Iterator[str]:
    for link in certainty.decisions:
        yield decided(link)
    least = sorted(certainty.links, key=lambda link: link.score or 0)
    if tellings == 1:
        yield "One report tells of it."
    elif not least:
        yield "Its reports were not compared by the program."
    else:
        yield f"{len(least)} of {tellings * (tellings - 1) // 2} pairs of its reports look alike; the least alike of these:"
        yield from (f"  {link.left_report} and {link.right_report}: {link.score:.2f}" for link in least[:_SHOWN])
    for link in certainty.links:
        if link.copied:
            yield f"{link.left_report} and {link.right_report} tell of it in the same words: one may have copied from the other."


def decided(link: Link) -> str:
    """A person's decision in a line."""
    because = f", because {link.reasons[0]}" if link.reasons else ""
    return f"{link.by} says ({link.at[:10]}): {link.left_report} and {link.right_report} are {STATES[link.judgement]}{because}"


#: What each judgement says of two things.
STATES = {"same": "the same", "different": "not the same", "unsure": "perhaps the same"}


def _near(found: Dossier, base: str) -> Iterator[str]:
    event = shorten(found.tellings[0].event, base)
    for near in found.certainty.near[:_SHOWN]:
        name = shorten(near.incident.iri, base)
        yield f"perhaps the same ({near.score:.2f}): {near.incident.name}: kg why-same {event} {name}"
