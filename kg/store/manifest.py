"""What a published snapshot consists of: its folder goes in, a small file with its files' digests and number of quads comes out.

The engine checks the blocks that it reads, and drops the damaged end of a log without a word; the manifest tells of both.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = "kg-snapshot.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The number of quads of a snapshot, and the SHA-256 in hex of each of its files."""

    quads: int
    files: dict[str, str]


def write_manifest(snapshot: Path, quads: int) -> None:
    """Write down what there is in a snapshot; it is not changed from now on."""
    files = {path.name: _digest(path) for path in sorted(snapshot.iterdir())}
    (snapshot / NAME).write_text(json.dumps({"quads": quads, "files": files}, indent=1) + "\n", encoding="utf-8")


def read_manifest(snapshot: Path) -> Manifest | None:
    """What was written down; None where that is missing or damaged."""
    try:
        data = json.loads((snapshot / NAME).read_text(encoding="utf-8"))
        return Manifest(int(data["quads"]), dict(data["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def damaged_files(snapshot: Path, manifest: Manifest) -> Iterator[str]:
    """What is wrong with the files of a snapshot, one line each."""
    for name, digest in manifest.files.items():
        path = snapshot / name
        try:
            if _digest(path) != digest:
                yield f"{path}: its bytes are not those that were published"
        except FileNotFoundError:
            yield f"{path}: is missing"
        except OSError as error:
            yield f"{path}: can't be read: {error.strerror or error}"


def _digest(path: Path) -> str:
    import hashlib  # noqa: PLC0415 - it loads OpenSSL, and who only opens a store must not pay for that

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
