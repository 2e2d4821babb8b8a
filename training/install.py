"""Puts a model's file into its place in the program: a file that `training.export` wrote goes in, the program reads with it.

    python -m training.install FILE.onnx

Writes `model/reader.onnx` and beside it `model/reader.toml`, the model's name and SHA-256, by which the program knows it.
"""

import argparse
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.extraction.encoding import TrainedModel
from kg.resources import TrainedFile, trained_file

#: Bytes that a model may have.
LARGEST = 40_000_000

_NOTE = """# Which model `reader.onnx` holds; written by `python -m training.install`.
name = "{name}"
sha256 = "{sha256}"
"""


def install(file: Path, target: Path) -> TrainedFile:
    """Copy a model and write the note beside it; raises `InputError` where it is no model or too large."""
    model, data = TrainedModel(file), file.read_bytes()
    if len(data) > LARGEST:
        raise InputError(f"{file.name} has {len(data):,} bytes; a model may have {LARGEST:,}")
    digest = sha256(data).hexdigest()
    target.write_bytes(data)
    target.with_suffix(".toml").write_text(_NOTE.format(name=model.name, sha256=digest), encoding="utf-8")
    return TrainedFile(target, model.name, digest)


def main() -> None:
    """Read the command line and install."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    installed = install(parser.parse_args().file, trained_file().path)
    print(f"{installed.path}: {installed.name}, SHA-256 {installed.sha256}")


if __name__ == "__main__":
    main()
