"""What a shard's file holds and what it was made with: the file beside it, written and read; and whether some shards make a whole.

`007.json` stands beside `007.nq.gz`: its SHA-256, counts, versions, the files that were not read, and how many files there were.
"""

import hashlib
import json
import platform
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.known import libraries
from kg.shards.form import whole
from kg.shards.part import Part
from kg.versions import versions

#: Version of the form of shards.
FORMAT = 1

#: What a shard's file of quads ends in, and its manifest.
QUADS, MANIFEST = ".nq.gz", ".json"

# What a report's quads do not depend on.
_NOT_READING = {"pyoxigraph", "rdflib", "pyshacl", "owlready2", "click", "rich"}

# What is named of several shards, files or differences at most.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Method:
    """All that the quads of a shard depend on besides its files; shards that differ in it make no whole."""

    base: str
    pipeline: str
    kept: str
    keep_manual: bool
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """How many files all shards together had, and a digest of their paths that does not depend on their order."""

    files: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What there is to say of a shard; `inputs` is a digest over the files that it was made of, `counts` are numbers by name.

    `failures` are the paths of what was not read, each with the reason. Times are UTC.
    """

    number: int
    count: int
    sha256: str
    counts: dict[str, int]
    method: Method
    listing: Listing
    inputs: str
    started: str
    ended: str
    failures: tuple[tuple[str, str], ...] = ()
    format: int = FORMAT

    @property
    def part(self) -> Part:
        """Which shard of how many it is."""
        return Part(self.number, self.count)

    @property
    def times(self) -> tuple[datetime, datetime]:
        """When the reading of it began and ended."""
        return datetime.fromisoformat(self.started), datetime.fromisoformat(self.ended)


def made_with() -> dict[str, str]:
    """The versions of what reads and maps; Python by its first two numbers, since the third mends defects only."""
    own = {name: version for name, version in versions().items() if name not in _NOT_READING}
    read = dict(line.split(" ", 1) for line in libraries())
    return own | read | {"python": ".".join(platform.python_version_tuple()[:2])}


def beside(quads: Path) -> Path:
    """Where the manifest of a file of quads stands."""
    return quads.with_name(quads.name.removesuffix(QUADS) + MANIFEST)


def write_manifest(quads: Path, manifest: Manifest) -> None:
    """Write a manifest beside its file of quads, as a whole; raises `UsageError` where it can't be written."""
    with whole(beside(quads)) as file:
        file.write((json.dumps(asdict(manifest), indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


def read_manifest(quads: Path) -> Manifest:
    """The manifest of a file of quads; raises `InputError` where it is missing or none."""
    path = beside(quads)
    if not quads.name.endswith(QUADS):
        raise InputError(f"{quads}: is no shard of kg, whose name ends in {QUADS}")
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise InputError(f"{path}: has form {said['format']}, this kg reads form {FORMAT}; use the kg that made it")
        listing, method = Listing(**said.pop("listing")), Method(**said.pop("method"))
        failures = tuple((str(name), str(reason)) for name, reason in said.pop("failures"))
        manifest = Manifest(**said, listing=listing, method=method, failures=failures)
        _ = manifest.times
    except FileNotFoundError:
        raise InputError(f"{path}: the manifest of {quads.name} is missing; make that shard again") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: can't be read as the manifest of a shard ({error}); make that shard again") from error
    return manifest


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex; raises `InputError` where it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error


def check_whole(shards: Sequence[tuple[Path, Manifest]]) -> None:
    """Raise `InputError` unless some shards are all there are of one corpus, each once and made in the same way."""
    name, first = shards[0]
    for path, manifest in shards[1:]:
        if difference := _difference(first, manifest):
            raise InputError(f"{path}: was made otherwise than {name}: {difference}; make one of them again")
    by_number: dict[int, list[Path]] = defaultdict(list)
    for path, manifest in shards:
        by_number[manifest.number].append(path)
    doubled = [path for paths in by_number.values() if len(paths) > 1 for path in paths]
    if doubled:
        raise InputError(f"the same shard is there more than once: {_some(doubled)}; give one of each")
    count = first.count
    if missing := [Part(number, count).name for number in range(count) if number not in by_number]:
        raise InputError(f"{len(missing):,} of {count:,} shards are missing: {_some(missing)}; make them with kg extract --shard")
    there, listed = sum(manifest.counts["files"] for _, manifest in shards), first.listing.files
    if there != listed:
        raise InputError(f"the shards hold {there:,} files, but {listed:,} were listed; make them again")


def check_bytes(path: Path, manifest: Manifest) -> None:
    """Raise `InputError` where a file of quads is not the one that its manifest describes."""
    if digest_of(path) != manifest.sha256:
        raise InputError(f"{path}: its bytes are not those that its manifest names; make that shard again")


def _difference(one: Manifest, other: Manifest) -> str:
    """In what two shards of one corpus differ that should be the same; empty if in nothing."""
    if one.count != other.count:
        return f"one of {one.count:,} shards, one of {other.count:,}"
    ours, theirs = asdict(one.method), asdict(other.method)
    ours |= {f"version of {name}": value for name, value in ours.pop("versions").items()}
    theirs |= {f"version of {name}": value for name, value in theirs.pop("versions").items()}
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            return f"{name} {ours.get(name)}, {name} {theirs.get(name)}"
    if one.listing != other.listing:
        return f"one from {one.listing.files:,} files, one from {other.listing.files:,}, or from others"
    return ""


def _some(things: Iterable[object]) -> str:
    """The first few of some things, and how many more there are."""
    every = [str(thing) for thing in things]
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more
