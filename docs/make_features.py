"""Writes `docs/features.md`, what speaks for and against two things being one: `python docs/make_features.py`."""

from collections.abc import Iterator
from pathlib import Path

from kg.identity.scoring import BETTER_ELSEWHERE, FEATURES, Model, explanation, models

TARGET = Path(__file__).with_name("features.md")

_TITLES = {"event": "Events", "facility": "Facilities", "victim": "Named victims", "agent": "Agents that no table knows"}

HEAD = """# What speaks for and against

Every pair of things that share a key is scored by these features ([how](linking-method.md)). A weight is in logits: +2.3 makes it ten
times as likely that two are one, where nothing else is told. Some features speak more softly than with their whole weight. Made from
`kg/identity/weights.toml` by `docs/make_features.py`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for kind, model in models().items() for line in _section(kind, model))])


def _section(kind: str, model: Model) -> Iterator[str]:
    yield from (
        f"## {_TITLES[kind]}\n",
        f"Scores begin at {model.start:+.2f}.\n",
        "| feature | says | weight |",
        "| --- | --- | --- |",
    )
    for name in (*FEATURES[kind], BETTER_ELSEWHERE):
        yield f"| `{name}` | {explanation(kind, name)} | {model.weights[name]:+.2f} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
