"""What linking is measured on: the folders with linked reports go in, profiles of their reports and the gold names of their nodes come out.

The folders and their scorer live beside the checkout, in `../shared/evaluation`. Each is read three times: by rules, as the
accounts that people made beside the reports (`--reader manual`), and by the trained model.
"""

import importlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from score import EVALUATION, KG

from kg.identity.profiles import Profile
from kg.linking.resolving import Resolver
from kg.places.gazetteer import open_gazetteer
from kg.store.embedded import reader

FOLDERS = ("linking-dev", "linking-train-1", "linking-train-2", "linking-train-3")
READERS = ("rules", "manual", "model")
#: The families of the gold file and the kinds of nodes that they label.
FAMILIES = {"agents": "agent", "persons": "victim", "facilities": "facility"}


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder as one reader reads it: profiles by report, and the gold thing of each node that the scorer finds."""

    name: str
    reader: str
    profiles: tuple[Profile, ...]
    gold: Mapping[str, str]


def built(name: str, read_by: str, work: Path, *options: str) -> Path:
    """The store of a folder, built in a working folder unless it is there."""
    store = work / "-".join([name, read_by, *(option.strip("-") for option in options)])
    if not store.is_dir():
        command = [str(KG), "build", str(EVALUATION / name), "--store", str(store), "--reader", read_by, *options]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return store


def exported(store: Path) -> Path:
    """The dump of a store, beside it."""
    dump = store.with_suffix(".trig")
    subprocess.run([KG, "export", dump, "--store", store], check=True, stderr=subprocess.DEVNULL)
    return dump


def read_folder(name: str, read_by: str, work: Path) -> Folder:
    """A folder as a reader reads it."""
    store = built(name, read_by, work)
    return Folder(name, read_by, tuple(_profiles(store)), _gold(name, exported(store)))


def _profiles(folder: Path) -> Iterator[Profile]:
    with reader(folder) as store:
        resolver = Resolver(open_gazetteer(), store.base)
        for graph in store.graphs():
            if graph.startswith(f"{store.base}report/"):
                yield resolver.resolve(store.graph_text(graph).split("\n")).profile


@cache
def scorer() -> Any:  # noqa: ANN401 - a module beside the checkout
    """The scorer of links; it has a module `score` of its own."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(EVALUATION))
    ours = sys.modules.pop("score")
    try:
        return importlib.import_module("score_linking")
    finally:
        sys.modules["score"] = ours


def _gold(name: str, dump: Path) -> dict[str, str]:
    """The gold things of the nodes in a dump, as far as the scorer finds them."""
    graph = scorer().read_graph(dump)
    gold = json.loads((EVALUATION / name / "gold.json").read_text())
    texts = {path.stem: scorer().Text(path.read_text()) for path in (EVALUATION / name).glob("*.txt")}
    found = dict(_gold_events(graph, gold, texts))
    for family in FAMILIES:
        for thing in gold[family]:
            for mention in thing["mentions"]:
                node = _gold_node(graph, family, mention, texts)
                if node is not None:
                    found.setdefault(f"<{node}>", thing["id"])
    return found


def _gold_events(graph: Any, gold: Any, texts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    by_report = defaultdict(list)
    for incident in gold["incidents"]:
        for mention in incident["mentions"]:
            by_report[mention["report"]].append((incident["id"], {**mention, "type": incident.get("type")}))
    for name, members in sorted(by_report.items()):
        members.sort(key=lambda member: texts[name].text.find(member[1]["quote"]))
        mentions = [mention for _, mention in members]
        if name in graph.reports:
            for number, event in scorer().pair_events(graph, graph.reports[name], mentions, texts[name]).items():
                yield f"<{event}>", members[number][0]


def _gold_node(graph: Any, family: str, mention: Any, texts: Mapping[str, Any]) -> Any:  # noqa: ANN401
    name, report = mention.get("name") or mention["quote"], graph.reports.get(mention["report"])
    if report is None:
        return None
    if family == "facilities":
        return graph.facility(report, name, texts[mention["report"]])
    return next(iter(graph.named(report, name, family)), None)
