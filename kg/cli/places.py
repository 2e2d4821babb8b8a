"""`kg places`: what names of places resolve to, with all candidates and the reasons for and against each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kg.cli.options import gazetteer_option
from kg.jsontext import as_json
from kg.places.countries import country_name
from kg.places.gazetteer import Gazetteer, open_gazetteer
from kg.places.model import DECISIVE, SURROUNDINGS, Candidate, Context, Hint, Place, Resolution
from kg.tables import printable

#: Rows of a user's file that are named one by one before only their number is.
_NAMED = 10


def opened(files: Sequence[Path]) -> Gazetteer:
    """The gazetteer with a user's own files; rows that can't be used are named on stderr."""
    gazetteer = open_gazetteer(files)
    for row in gazetteer.unusable[:_NAMED]:
        click.echo(printable(f"kg: left out: {row}"), err=True)
    if len(gazetteer.unusable) > _NAMED:
        click.echo(f"kg: left out: {len(gazetteer.unusable) - _NAMED:,} more rows", err=True)
    return gazetteer


@click.command(name="places")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="A country that the report speaks of, such as SY.")
@click.option(
    "--within",
    multiple=True,
    metavar="NAME",
    help="A wider place that it is said to lie in: a region, or a town it is a part of.",
)
@click.option("--near", multiple=True, metavar="NAME", help="Another place that the report names.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True, help="How to say it."
)
@gazetteer_option
def command(
    names: tuple[str, ...],
    countries: tuple[str, ...],
    within: tuple[str, ...],
    near: tuple[str, ...],
    form: str,
    gazetteer: tuple[Path, ...],
) -> None:
    """Say which place each NAME means, with all candidates and the reasons for them.

    What a name means depends on what a report says around it. No place is taken rather than a wrong one.

    \b
    Example:
      kg places Tripoli --country LB
      kg places Ariha --near Saraqib
      kg places "eastern Aleppo" Nowhereville --gazetteer my-places.csv
    """
    hints = tuple(Hint(_code(country), DECISIVE, "you say so") for country in countries)
    known, context = opened(gazetteer), Context(hints, within, nearby=near)
    found = [known.resolve([name], context) for name in names]
    if form == "text":
        for line in (line for resolution in found for line in _lines(resolution)):
            click.echo(printable(line))
    elif form == "json":
        click.echo(as_json([_plain(resolution) for resolution in found], indent=2))
    else:
        for resolution in found:
            click.echo(as_json(_plain(resolution)))


def _code(country: str) -> str:
    """The code of a country as it is written; raises `UsageError` for one that ISO 3166-1 does not have."""
    country_name(country.upper())
    return country.upper()


def _lines(resolution: Resolution) -> Iterator[str]:
    place = resolution.place
    if place is None:
        region = resolution.region.name if resolution.region else ""
        where = ", ".join(filter(None, [region, _country(resolution.country)]))
        yield f"{resolution.names[0]}: not known{f', somewhere in {where}' if where else ''} ({resolution.reason})"
    else:
        around = ", ".join(wider.name for wider in resolution.around)
        yield f"{resolution.names[0]}: {place.name}{f', {around}' if around else ''}, {_where(place)} ({resolution.reason})"
    for candidate in resolution.candidates:
        yield f"  {candidate.score:.3f}  {candidate.place.name}, {_country(candidate.place.country)}, {_where(candidate.place)}"
        yield f"         {'; '.join(candidate.reasons)}"


def _where(place: Place) -> str:
    """A place's kind, point and name in the graph."""
    if place.point is None:
        return f"{place.kind} without a point, {place.id}"
    coarse = "somewhere around " if place.precision == SURROUNDINGS else ""
    return f"{place.kind}, {coarse}{place.point.latitude:g} {place.point.longitude:g}, {place.id}"


def _country(code: str | None) -> str:
    return country_name(code) if code else ""


def _plain(resolution: Resolution) -> dict[str, object]:
    """A resolution as JSON has it."""
    return {
        "name": resolution.names[0],
        "place": _place(resolution.place) if resolution.place else None,
        "country": resolution.country,
        "region": resolution.region.id if resolution.region else None,
        "reason": resolution.reason,
        "candidates": [_candidate(candidate) for candidate in resolution.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {**_place(candidate.place), "score": candidate.score, "reasons": list(candidate.reasons)}


def _place(place: Place) -> dict[str, object]:
    return {
        "id": place.id,
        "label": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.point.latitude if place.point else None,
        "longitude": place.point.longitude if place.point else None,
        "precision": place.precision if place.point else None,
        "within": list(place.within),
        "geonames": place.geonames,
    }
