"""Makes the model's file: a run goes in, one ONNX file with the encoder in eight bits and the heads comes out.

    python -m training.export NAME --fold 5 --to FILE.onnx [--called reader-1]

Prints the file's size and SHA-256. `--fold 5` is the run that held back nothing but the reports never trained on. `python -m
training.install FILE.onnx` puts it into its place.
"""

import argparse
import json
import tempfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch

from kg.extraction.encoding import metadata
from training.calibration import calibration_of
from training.encoder import Encoder, known_pieces
from training.evaluate import opened, tuned
from training.train import Run

_OPSET = 17
#: A matrix has two axes; it is large from so many numbers on; a byte with a sign reaches so far on either side.
_MATRIX, _LARGE, _STEPS = 2, 10_000, 127
_TINY = 1e-12


def write(run: Run, path: Path, called: str) -> None:
    """Write the model of a run by the name that it is called."""
    model, known = opened(run)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "whole.onnx"
        _graph(model.encoder, whole)
        graph = onnx.load(whole)
    _in_eight_bits(graph.graph)
    told = metadata(called, tuned(run.name, model, known), known_pieces())
    kept = calibration_of(run.name)
    told |= {key: json.dumps(kept.get(key, {})) for key in ("calibration", "precise")}
    onnx.helper.set_model_props(graph, told)
    onnx.save(graph, path)


def _in_eight_bits(graph: onnx.GraphProto) -> None:
    """Keep every large matrix in eight bits, each row of a table and each column of a product with a scale of its own.

    The runtime makes numbers of them once, when the file is loaded, and reckons with these: what is rounded are weights only.
    """
    tables = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    nodes = []
    for tensor in list(graph.initializer):
        weights = onnx.numpy_helper.to_array(tensor)
        if weights.ndim != _MATRIX or weights.size < _LARGE or weights.dtype != np.float32:
            continue
        scale = np.abs(weights).max(axis=1 if tensor.name in tables else 0, keepdims=True) / _STEPS
        name, whole = tensor.name, np.round(weights / np.maximum(scale, _TINY)).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(onnx.numpy_helper.from_array(whole, f"{name} in eight bits"))
        graph.initializer.append(onnx.numpy_helper.from_array(scale.astype(np.float32), f"{name} scale"))
        nodes.append(onnx.helper.make_node("Cast", [f"{name} in eight bits"], [f"{name} cast"], to=onnx.TensorProto.FLOAT))
        nodes.append(onnx.helper.make_node("Mul", [f"{name} cast", f"{name} scale"], [name]))
    for node in reversed(nodes):
        graph.node.insert(0, node)


def _graph(encoder: Encoder, path: Path) -> None:
    ids = torch.ones(64, dtype=torch.long)
    axes = {"ids": {0: "pieces"}, "vectors": {0: "pieces"}}
    torch.onnx.export(
        encoder,
        (ids,),
        path,
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--called", help="the model's name, if not the run's")
    options = parser.parse_args()
    run = Run(options.name, options.fold)
    write(run, options.to, options.called or run.path.stem)
    data = options.to.read_bytes()
    print(f"{options.to}: {len(data) / 1e6:.1f} MB, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
