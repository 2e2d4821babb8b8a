"""Makes the model's file: a run goes in, one ONNX file with the encoder in eight bits and the heads comes out.

    python -m training.export NAME --fold 5 --to FILE.onnx [--called reader-1]

Prints the file's size and SHA-256. `--fold 5` is the run that held back nothing but the reports never trained on. `python -m
training.install FILE.onnx` puts it into its place.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.extraction.encoding import metadata
from training.calibration import calibration_of
from training.encoder import Encoder, known_pieces
from training.evaluate import caution_of, opened, weights_of
from training.train import Run

_OPSET = 17


def write(run: Run, path: Path, called: str) -> None:
    """Write the model of a run by the name that it is called."""
    model, known = opened(run)
    with tempfile.TemporaryDirectory() as work:
        whole, small = Path(work) / "whole.onnx", Path(work) / "small.onnx"
        _graph(model.encoder, whole)
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
        graph = onnx.load(small)
    told = metadata(called, replace(weights_of(model, known), caution=caution_of(run.name)), known_pieces())
    kept = calibration_of(run.name)
    told |= {key: json.dumps(kept.get(key, {})) for key in ("calibration", "precise")}
    onnx.helper.set_model_props(graph, told)
    onnx.save(graph, path)


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
