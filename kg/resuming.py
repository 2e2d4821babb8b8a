"""What a build has not stored yet, in case a server fails in the middle: kept while it goes on, and written down as a list of files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.outcomes import Work
from kg.reading.sources import Failure, Source

#: The list's name, in the working folder, and its first line.
NAME = "kg-resume.txt"
_HEAD = "# Files that kg build has not stored yet; the same command goes on with them."


@dataclass
class Left:
    """The files of a build: which it has come to, and how many of their reports are taken up and not known to be stored."""

    sources: list[Source | Failure]
    _reached: int = 0
    _open: Counter[Path] = field(default_factory=Counter)
    _handed: list[Path] = field(default_factory=list)

    def each(self) -> Iterator[Source | Failure]:
        """The files, one by one."""
        for source in self.sources:
            self._reached += 1
            yield source
        self._reached += 1

    def taken(self, work: Iterable[Work]) -> Iterator[Work]:
        """The reports that are to be read, one by one."""
        for item in work:
            self._open[item.source.path] += 1
            yield item

    def settle(self, item: Work) -> None:
        """Note that a report is stored, or that there is nothing of it to be stored."""
        self._open[item.source.path] -= 1

    def hand_over(self, item: Work) -> None:
        """Note that a report is on its way into the store."""
        self._handed.append(item.source.path)

    def acknowledged(self, chunks: Iterable[str]) -> Iterator[str]:
        """The chunks, one by one: when the next is asked for, all that was handed over before is stored."""
        for chunk in chunks:
            yield chunk
            self._open.subtract(self._handed)
            self._handed.clear()

    def paths(self) -> tuple[Path, ...]:
        """The files of which something may not be stored, in the order in which they came."""
        unknown = [source.path for source in self.sources[max(0, self._reached - 1) :] if isinstance(source, Source)]
        return tuple(dict.fromkeys([*(path for path, number in self._open.items() if number > 0), *unknown]))


def write_list(folder: Path, left: Iterable[Path]) -> Path:
    """Write the list into a folder, over an older one; its path."""
    path = folder / NAME
    path.write_text("\n".join([_HEAD, *map(str, left)]) + "\n", encoding="utf-8", errors="surrogateescape")
    return path


def remove_list(folder: Path) -> None:
    """Remove a list that was written before, since there is nothing left to do; a file that is something else stays."""
    path = folder / NAME
    if path.is_file() and path.read_text(encoding="utf-8", errors="surrogateescape").startswith(_HEAD):
        path.unlink()
