"""`kg show`: a report's text with its events and claims marked beside their words."""

import sys

import click
from rich.console import Console
from rich.text import Text

from kg.cli.options import store_option
from kg.settings import Location
from kg.show import Annotated, Note, Paragraph, annotate
from kg.store.opening import reader
from kg.tables import printable

_STYLES = {
    "event": "bold red",
    "Responsibility": "magenta",
    "CasualtyCount": "yellow",
    "Casualty": "yellow",
    "FacilityImpact": "green",
    "FacilityCount": "green",
    "Statement": "cyan",
}


@click.command(name="show")
@click.argument("report")
@store_option
def command(report: str, store: Location) -> None:
    """Show a report's text with its events and claims beside their words.

    REPORT is its identifier (the file's name without its ending) or its IRI; `kg query reports` lists them.

    \b
    Example:
      kg show syria-tell-hazim-news-2021
    """
    with reader(store) as source:
        annotated = annotate(source, report)
    _print(annotated)


def _print(annotated: Annotated) -> None:
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    console.print(Text(printable(annotated.heading), "dim"))
    for paragraph in annotated.paragraphs:
        console.print(_marked(paragraph, annotated.notes))
        for note in paragraph.notes:
            console.print(
                Text.assemble(("  " + f"[{note.number}]".rjust(5) + " ", "dim"), (printable(note.text), _STYLES[note.kind]))
            )


def _marked(paragraph: Paragraph, notes: tuple[Note, ...]) -> Text:
    """The paragraph with the number of each note behind its words, and the words in the note's colour."""
    text = Text(_printable(paragraph.text))
    end = paragraph.start + len(paragraph.text)
    places = [
        (passage, note) for note in notes for passage in note.passages if paragraph.start <= passage.start and passage.end <= end
    ]
    for passage, note in places:
        text.stylize(_STYLES[note.kind], passage.start - paragraph.start, passage.end - paragraph.start)
    for passage, note in sorted(places, key=lambda place: (-place[0].end, -place[1].number)):
        cut = passage.end - paragraph.start
        text = Text.assemble(text[:cut], (f"[{note.number}]", "dim"), text[cut:])
    return text


def _printable(text: str) -> str:
    """The text without what a terminal would obey; every character stays one character."""
    return "".join(character if character.isprintable() or character == "\t" else "�" for character in text)
