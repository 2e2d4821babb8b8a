"""`kg ontology`: the classes, properties and codes there are, one of them in full, a page of all, or what a reasoner says."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

import click

from kg.errors import UsageError
from kg.ontology import ConceptScheme, Ontology, OntologyClass, OntologyProperty, load, ontology_ntriples, shorten

#: Exit code where the check found something.
FINDINGS = 1


@click.command(name="ontology")
@click.argument("name", required=False)
@click.option("--check", is_flag=True, help="Let the reasoner HermiT look for contradictions (needs Java).")
@click.option(
    "--html",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a page about all of it, index.html in this folder; it needs no network.",
)
def command(name: str | None, check: bool, folder: Path | None) -> None:
    """List the classes, properties and codes there are.

    NAME is a class, a property or a concept scheme to tell all about; without it, all are listed. With --check the exit code is
    1 if the ontology contradicts itself, has a class that nothing can be in, or has subclasses that are written nowhere.

    \b
    Example:
      kg ontology CasualtyCount
      kg ontology --html pages
    """
    if name and (check or folder):
        raise UsageError("--check and --html are about the whole ontology; leave out the name")
    if folder is not None:
        _write_page(folder)
    if check:
        _check()
    elif folder is None:
        click.echo("\n".join(_one(load(), name) if name else _all(load())))


def _write_page(folder: Path) -> None:
    from kg.export.files import whole_file
    from kg.reference.page import ontology_page

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made: {error.strerror or error}") from error
    with whole_file(folder / "index.html") as file:
        file.write(ontology_page(load()))
    click.echo(f"{folder / 'index.html'} written", err=True)


def _check() -> None:
    from kg.reasoning import reason

    verdict = reason(ontology_ntriples())
    if not verdict.consistent:
        click.echo("The ontology contradicts itself.")
    for found in verdict.unsatisfiable:
        click.echo(f"Nothing can be a {shorten(found)}: what is said about it contradicts itself.")
    for name, above in verdict.surprises:
        click.echo(f"Every {shorten(name)} must be a {shorten(above)}, which is written nowhere.")
    if not verdict.sound:
        raise click.exceptions.Exit(FINDINGS)
    click.echo(
        f"Consistent; every class can have members; the tree as inferred is the one written: "
        f"{len(load().classes)} classes of version {load().version}."
    )


def _all(ontology: Ontology) -> Iterator[str]:
    yield f"Ontology of reported violence {ontology.version} ({ontology.licence})"
    yield from _heading("Classes")
    for depth, item in ontology.tree():
        code = f" [{item.notation}]" if item.notation else ""
        also = f" (also {', '.join(item.parents[:-1])})" if item.parents[:-1] else ""
        yield f"{'  ' * (depth + 1)}{item.name}{code}{also}"
    yield from _heading("Properties")
    yield from (f"  {prop.name:21}{_signature(prop)}" for prop in ontology.properties)
    yield from _heading("Concept schemes")
    for scheme in ontology.schemes:
        yield from _hanging(f"  {scheme.name:14}", ", ".join(concept.notation for concept in scheme.concepts))
    yield "\nkg ontology NAME tells all about one of them."


def _one(ontology: Ontology, name: str) -> Iterator[str]:
    thing = ontology.find(name)
    yield click.style(f"{thing.label} ({thing.name})", bold=True)
    yield from _hanging("  ", thing.definition)
    match thing:
        case OntologyClass():
            yield from _class(ontology, thing)
        case OntologyProperty():
            yield from _hanging("  ", " ".join([f"{_signature(thing)}.", *thing.comments]))
        case ConceptScheme():
            yield from _concepts(thing)


def _class(ontology: Ontology, item: OntologyClass) -> Iterator[str]:
    yield from _fact("a kind of", item.parents)
    yield from _fact("never also a", item.disjoint)
    yield from _fact("code", [item.notation] if item.notation else [])
    yield from _heading("Properties")
    for prop in ontology.properties_of(item.name):
        yield from _hanging(f"  {prop.name:21}", f"{prop.definition} ({_signature(prop)})")


def _fact(name: str, values: Sequence[str]) -> list[str]:
    return _hanging(f"  {name:14}", ", ".join(values)) if values else []


def _concepts(scheme: ConceptScheme) -> Iterator[str]:
    width = max(len(concept.notation) for concept in scheme.concepts) + 2
    for concept in scheme.concepts:
        words = f" Also: {', '.join(concept.synonyms)}." if concept.synonyms else ""
        yield from _hanging(f"  {concept.notation:{width}}", concept.definition + words)


def _signature(item: OntologyProperty) -> str:
    """What a property joins, such as "CasualtyCount → a code of group"."""
    open_range = "anything" if item.kind == "object" else "a literal"
    value = f"a code of {item.scheme}" if item.scheme else (item.range or open_range).removeprefix("rv:")
    return f"{(item.domain or 'anything').removeprefix('rv:')} → {value}{', at most one' if item.functional else ''}"


def _heading(text: str) -> tuple[str, str]:
    return "", click.style(text, bold=True)


def _hanging(first: str, text: str) -> list[str]:
    """Text wrapped to the terminal, its lines below each other behind the first words."""
    width = max(60, min(shutil.get_terminal_size((120, 24)).columns, 140))
    indent = " " * len(first)
    return wrap(text, width, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
