"""`kg why`: where a number, a claim or an event comes from, and what speaks for and against it."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click
from rich.console import Console
from rich.text import Text

from kg.cli.options import store_option
from kg.jsontext import as_json
from kg.originals import InFile, in_files
from kg.settings import Location, root_of
from kg.store.opening import reader
from kg.tables import printable, shorten
from kg.why import Origin, Other, Quote, Why, explain

_ANSWERS = {True: "Yes.", False: "No.", None: "Not known."}
_COUNTS = ("CasualtyCount", "FacilityCount")


@click.command(name="why")
@click.argument("iri")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it.")
@store_option
def command(iri: str, form: str, store: Location) -> None:
    """Say where a number, claim or event comes from, what speaks against it, and how to dispute it.

    IRI is the name of an event or a claim, as the rows of `kg query` hold it; what tables leave out of it may be left out.

    \b
    Example:
      kg why report/5a4ba1de2d2b0e2f/count/1
    """
    with reader(store) as source:
        why, base = explain(source, iri), source.base
        places = {place.path: place for place in in_files(source, why.iri, root_of(store))}
    if form == "json":
        click.echo(as_json({**asdict(why), "files": list(map(asdict, places.values()))}, indent=2))
    else:
        _print(why, base, places)


def _print(why: Why, base: str, places: Mapping[str, InFile]) -> None:
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
    for line in _lines(why, base, places):
        console.print(line)


def _lines(why: Why, base: str, places: Mapping[str, InFile]) -> Iterator[Text]:
    yield Text(printable(why.says), "bold")
    yield Text(f"  {printable(' · '.join(_claimed(why)))}")
    yield _title("In the words of the report")
    yield Text(f"  {printable(_heading(why.origin))}", "dim")
    yield from map(_marked, why.quotes)
    yield _title("How it was read")
    yield from (Text(f"  {printable(line)}") for line in _read(why, places))
    yield _title("What else is said")
    yield from (Text(f"  {printable(line)}") for other in why.others for line in _said(other, base))
    if not why.others:
        yield Text("  Nothing on the same matter is known of this incident.")
    if why.kind in _COUNTS:
        yield _title(f"May it be added? {_ANSWERS[why.addable]}")
        yield from (Text(f"  {printable(reason)}") for reason in why.reasons)
    yield _title("How to dispute it")
    yield from (Text(f"  {printable(step)}") for step in why.dispute)


def _title(text: str) -> Text:
    return Text(f"\n{text}", "bold")


def _claimed(why: Why) -> Iterator[str]:
    if why.kind == "event":
        yield "event"
    else:
        yield f"according to {why.source}"
        yield why.stance
        yield f"about: {why.event}" if why.event else "about no event in particular"
    yield why.date or "date unknown"


def _heading(origin: Origin) -> str:
    known = (
        origin.identifier,
        origin.title,
        origin.publisher or "publisher unknown",
        origin.published or "date unknown",
        origin.url,
    )
    return " · ".join(part for part in known if part)


def _marked(quote: Quote) -> Text:
    """A paragraph with the words in question between « and »."""
    text, end = Text("  "), quote.start
    for mark in quote.marks:
        text.append(printable(quote.text[end - quote.start : mark.start - quote.start]))
        text.append(f"«{printable(quote.text[max(end, mark.start) - quote.start : mark.end - quote.start])}»", "bold yellow")
        end = max(end, mark.end)
    return text.append(printable(quote.text[end - quote.start :]))


def _read(why: Why, places: Mapping[str, InFile]) -> Iterator[str]:
    sure = f", {why.confidence} sure of it" if why.confidence else ""
    if why.method:
        yield f"by {'hand' if why.method == 'manual' else why.method}{sure}"
    for reading in why.readings:
        said = places[reading.path].said if reading.path in places else ""
        yield f"{reading.path}{f' ({said})' if said else ''}: {reading.pipeline}, {reading.ended}"


def _said(other: Other, base: str) -> Iterator[str]:
    source = f" — according to {other.source}" if other.source else ""
    stance = "" if other.stance in {"", "asserted"} else f" ({other.stance})"
    yield f"{other.relation}: {other.says}{source}{stance}"
    yield f"    “{other.words}”, {other.report}, {other.published or 'date unknown'}: {shorten(other.iri, base)}"
