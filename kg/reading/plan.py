"""A look before a build: sources go in, what would be read of each file and how comes out; no store is touched.

Each file is looked at in a process with limits of its own, as a build would.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, KgError
from kg.reading.kinds import kind_of
from kg.reading.listing import FILE_NAME
from kg.reading.sources import Failure, Found, Source, is_account, is_store, read_all
from kg.work import limited

#: Words that are read in a second with the trained model on one core of a laptop, from which the time that a build takes is estimated.
WORDS_A_SECOND = 1_300


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be read of one file: its kind, how many reports and words, how, in which languages, and what would not."""

    path: Path
    kind: str
    reports: int
    words: int
    how: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    undated: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def seconds(self) -> float:
        """How long the rules will take on one core, roughly."""
        return self.words / WORDS_A_SECOND


def plan(sources: Iterable[Source | Failure]) -> Iterator[Planned | Failure]:
    """What would be read of each file, in order."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield limited(look, source)
        except KgError as error:
            yield Failure(source.path, str(error))


def look(source: Source) -> Planned:
    """What would be read of one file; raises `InputError` if nothing would."""
    words = reports = undated = 0
    how: Counter[str] = Counter()
    languages: set[str] = set()
    failures = []
    for found in read_all(source):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        reports += 1
        words += len(found.report.text.split())
        undated += found.report.published is None
        languages.add(found.report.language or "?")
        how.update(_how(found))
    return Planned(
        source.path, kind_of(source.path.name).name, reports, words,
        tuple(f"{said} ({number:,} times)" if number > 1 and number < reports else said for said, number in how.items()),
        tuple(sorted(languages)), undated, tuple(failures),
    )  # fmt: skip


def _how(found: Found) -> list[str]:
    encoding = [found.encoding] if found.encoding not in (None, "utf-8") else []
    claims = ["claims from columns, no text is read"] if found.account is not None else []
    return list(dict.fromkeys([*encoding, *claims, *found.notes]))


def left_alone(paths: Iterable[Path]) -> Iterator[Failure]:
    """The files below some folders that a build would pass over, each with the reason."""
    for path in paths:
        if path.is_dir():
            yield from _left_alone(path)


def _left_alone(folder: Path) -> Iterator[Failure]:
    if (folder / FILE_NAME).exists():
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() and entry.is_dir():
            yield Failure(entry, "a link to a folder")
        elif entry.name.startswith("."):
            yield Failure(entry, "hidden")
        elif entry.is_dir() and is_store(entry):
            yield Failure(entry, "a store")
        elif entry.is_dir():
            yield from _left_alone(entry)
        elif is_account(entry):
            yield Failure(entry, "the hand-made account of the report beside it")
        else:
            try:
                kind_of(entry.name)
            except InputError as error:
                yield Failure(entry, str(error).partition(";")[0])
