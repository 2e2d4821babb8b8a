"""A trained model's file: an ONNX graph of the encoder with heads and vocabularies in its metadata goes in, vectors come out.

The only door to `onnxruntime`, which is needed where a model reads (`kg[model]`).
"""

import base64
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from kg.errors import InputError
from kg.extraction.candidates import Document
from kg.extraction.pieces import Pieces
from kg.extraction.scores import Array, Weights

#: Pieces that the encoder reads at once, and how many of them two neighbouring windows share.
WINDOW, SHARED = 480, 96
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to before `end` that are read together; of these, `first` to before `last` take their vectors from here."""

    start: int
    end: int
    first: int
    last: int


def windows(length: int) -> list[Window]:
    """The windows of so many pieces: each piece takes its vector from the window in which it stands farther from the border.

    >>> [(one.start, one.end, one.first, one.last) for one in windows(500)]
    [(0, 480, 0, 432), (384, 500, 432, 500)]
    """
    found: list[Window] = []
    start = 0
    while True:
        end = min(length, start + WINDOW)
        first = found[-1].last if found else 0
        last = length if end == length else end - SHARED // 2
        found.append(Window(start, end, first, last))
        if end == length:
            return found
        start = end - SHARED


def framed(pieces: Pieces, numbers: Sequence[int], window: Window) -> list[int]:
    """The pieces of a window between the two that mark its ends."""
    return [pieces.first, *numbers[window.start : window.end], pieces.last]


class TrainedModel:
    """A model from its file: `weights` of its heads, its `name` and `digest`, and vectors for documents, on one core.

    `calibration` has for each kind of event or claim the corners of a rising line from the model's own chance to the share that is right,
    `precise` the least such share from which on nine of ten are right.
    """

    def __init__(self, path: Path) -> None:
        """Load a model; raises `InputError` where there is none that can be read."""
        try:
            data = path.read_bytes()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            told = self._session.get_modelmeta().custom_metadata_map
            self.name = told["name"]
            self.weights = weights_from(told)
            self.calibration: Mapping[str, Sequence[tuple[float, float]]] = _tables(told.get("calibration", "{}"))
            self.precise: Mapping[str, float] = json.loads(told.get("precise", "{}"))
            self._pieces = Pieces(json.loads(told["pieces"]))
        except Exception as error:
            raise InputError(f"{path.name} is no model that can be read: {error}") from error
        self.digest = sha256(data).hexdigest()[:_DIGITS]

    def vectors(self, document: Document) -> tuple[Array, list[tuple[int, int]]]:
        """The vectors of a text's pieces (pieces × size), and for each token its first piece and the one behind its last."""
        numbers, spans = self._pieces.of(document.texts)
        parts = []
        for window in windows(len(numbers)):
            found = self._session.run(None, {"ids": np.array(framed(self._pieces, numbers, window), np.int64)})[0]
            parts.append(found[1 + window.first - window.start : 1 + window.last - window.start])
        return np.concatenate(parts).astype(np.float32), spans


def _tables(told: str) -> dict[str, list[tuple[float, float]]]:
    return {kind: [(raw, share) for raw, share in corners] for kind, corners in json.loads(told).items()}


def metadata(name: str, weights: Weights, pieces: Sequence[str]) -> dict[str, str]:
    """What stands in a model's file besides the encoder's graph; arrays are kept in half precision."""
    arrays: dict[str, Any] = {"words": weights.words, "mixed": weights.mixed, "plain": weights.plain}
    arrays |= {f"{task}/{part}": array for task, head in weights.heads.items() for part, array in head.items()}
    file = io.BytesIO()
    np.savez(file, **{key: array.astype(np.float16) for key, array in arrays.items()})
    words = sorted(weights.known, key=lambda word: weights.known[word])
    return {
        "name": name,
        "pieces": json.dumps(list(pieces)),
        "vocabulary": json.dumps(words),
        "caution": json.dumps(dict(weights.caution)),
        "heads": base64.b64encode(file.getvalue()).decode("ascii"),
    }


def weights_from(told: dict[str, str]) -> Weights:
    """The weights of the heads that `metadata` wrote."""
    with np.load(io.BytesIO(base64.b64decode(told["heads"])), allow_pickle=False) as file:
        arrays = {key: file[key].astype(np.float32) for key in file.files}
    heads: dict[str, dict[str, Array]] = {}
    for key, array in arrays.items():
        if "/" in key:
            task, part = key.split("/", 1)
            heads.setdefault(task, {})[part] = array
    known = {word: number for number, word in enumerate(json.loads(told["vocabulary"]), 1)}
    return Weights(known, arrays["words"], arrays["mixed"], arrays["plain"], heads, json.loads(told["caution"]))
