"""What to do where a claim is wrong: a node in its report goes in, one line for each way to correct it comes out."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from shlex import quote

from kg.phrases import one
from kg.store.base import Store
from kg.terms import CODE
from kg.why.model import Place, Reading, first_words, method_of, same_incident


def ways_to_dispute(store: Store, place: Place, readings: Sequence[Reading]) -> Iterator[str]:
    """How to dispute it: the reading, the identity of the event, the report."""
    path, _, part = (readings[0].path if readings else "REPORT.txt").partition("#")
    yield from _reread(place, path, part)
    other = next((event for event in same_incident(store, place.event) if event != place.event), None)
    if other:
        yield f"Where {_short(store, other)} is another incident: kg decide {_short(store, place.event)} different {_short(store, other)} --because WHY"
    identifier = quote(one(place.nodes[place.report], "identifier"))
    yield f"Where its publisher has withdrawn the report: kg retract {identifier} --because WHY"
    yield (
        "Where the report itself is wrong: add the report that corrects it; both then stand side by side, and the later figure of "
        "one source replaces the earlier."
    )


def _reread(place: Place, path: str, part: str) -> Iterator[str]:
    """What to do when the report says something else than was read, for its kind of file; `part` is its place in that file."""
    file, words, method = quote(path), first_words(place.nodes, place.node), method_of(place)
    if method == f"{CODE}method/table":
        yield f"Where the table says something else: correct {part} in {file}; then: kg build {file}"
    elif part:
        yield f"Where the report says something else: save {part} of {file} as a text of its own, with an account beside it"
    else:
        account = quote(str(PurePosixPath(path).with_suffix(".json")))
        if method != f"{CODE}method/manual":
            yield f"Where the report says something else: kg extract {file} > {account}"
        yield f"Correct in {account} the entry with the quote {words!r}, or take it out; then: kg build {file} --reader manual"


def _short(store: Store, name: str) -> str:
    return name.removeprefix(store.base)
