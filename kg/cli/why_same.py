"""`kg why-same`: why two things of reports are one, or are not."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from kg.cli.incident import decided
from kg.cli.link import thresholds
from kg.cli.options import gazetteer_option, store_option
from kg.identity.ledger import KINDS as DECIDABLE
from kg.jsontext import as_json
from kg.linking.resolving import Resolver
from kg.places.gazetteer import open_gazetteer
from kg.sameness.links import Link
from kg.sameness.side import Sentence, Side
from kg.sameness.why import Sameness, why_same
from kg.settings import Location
from kg.store.base import Store
from kg.store.opening import reader
from kg.tables import printable, shorten


@click.command(name="why-same")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it.")
@store_option
@gazetteer_option
def command(left: str, right: str, form: str, store: Location, gazetteer: tuple[Path, ...]) -> None:
    """Say why two things of reports are one, or are not: what speaks for and against it, and who decided.

    A and B are names of two events, facilities, agents, victims or places of reports, as kg incident and the rows of kg query
    hold them, or of two incidents.

    \b
    Example:
      kg why-same report/0c1d…/event/1 report/9e8f…/event/2
      kg why-same incident/5a4ba1de2d2b0e2f incident/a44137181e68405f
    """
    with reader(store) as source:
        found, base = why_same(source, left, right, lazily(source, gazetteer), thresholds()), source.base
    if form == "json":
        click.echo(as_json(asdict(found), indent=2))
    else:
        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
        for line in (*lines(found, base), *_dispute(found, base)):
            console.print(line)


def lazily(store: Store, gazetteer: tuple[Path, ...]) -> Callable[[], Resolver]:
    """What opens the gazetteer when it is first needed, and only once."""
    return cache(lambda: Resolver(open_gazetteer(gazetteer), store.base))


def lines(found: Sameness, base: str) -> Iterator[Text]:
    """All that is said of two things, for reading: the answer, both in their sentences, what spoke, who decided."""
    yield Text(printable(found.answer), "bold")
    for one in (found.left, found.right):
        yield from _side(one, base)
    if found.resolved:
        yield _title("What each was taken for by itself")
        yield from map(_line, found.resolved)
    if found.score is not None:
        yield _title(f"How alike they are: {found.score:.2f}")
        yield _line(f"from {found.same:.2f} on, two are joined; from {found.unsure:.2f} on, it is a matter for people")
    for title, sign in (("For it", 1), ("Against it", -1), ("What spoke", 0)):
        if some := [feature for feature in found.features if (feature.weight > 0) - (feature.weight < 0) == sign]:
            yield _title(title)
            yield from (_line(f"{abs(feature.weight):4.1f}  {feature.says}" if sign else feature.says) for feature in some)
    if found.decisions:
        yield _title("Who decided")
        yield from (_line(decided(link)) for link in found.decisions)
    if found.path:
        yield _title("By way of which others they are together")
        yield from (_line(_step(link)) for link in found.path)


def _title(text: str) -> Text:
    return Text(f"\n{text}", "bold")


def _line(text: str) -> Text:
    return Text(f"  {printable(text)}")


def _side(one: Side, base: str) -> Iterator[Text]:
    yield _title(f"{printable(one.says)}")
    yield Text(f"  {printable(one.heading)}: {shorten(one.iri, base)}", "dim")
    yield from map(_marked, one.sentences)
    if one.thing:
        name = f"{printable(one.thing.name)}: " if one.thing.name else ""
        yield Text(f"  taken for {name}{shorten(one.thing.iri, base)}", "dim")


def _marked(sentence: Sentence) -> Text:
    """A sentence with the words in question between « and »."""
    text, end = Text("  "), 0
    for mark in sentence.marks:
        start, stop = mark.start - sentence.start, mark.end - sentence.start
        text.append(printable(sentence.text[end:start]))
        text.append(f"«{printable(sentence.text[start:stop])}»", "bold yellow")
        end = stop
    return text.append(printable(sentence.text[end:]))


def _step(link: Link) -> str:
    if link.decided:
        return decided(link)
    return f"{link.left_report} and {link.right_report}: {link.score:.2f}"


def _dispute(found: Sameness, base: str) -> Iterator[Text]:
    if found.left.kind in DECIDABLE:
        yield _title("How to dispute it")
        other = "different" if found.together else "same"
        yield _line(f"kg decide {shorten(found.left.iri, base)} {other} {shorten(found.right.iri, base)} --because WHY")
