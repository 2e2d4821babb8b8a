"""Copy annotated reports into `corpus/`; in go their folders and a table of names, out come the same with nobody real in them.

    python training/make_corpus.py EVALUATION NAMES

EVALUATION is the folder that holds the origins below. NAMES is a table of three columns with tabs between them: the report
(`*` stands for anything), words that stand in it, and the words to put in their place. A report, its account, its line of
`metadata.csv` and its file's name are changed alike, so that every quote is still found. The table that was used holds real
names and is therefore not kept; what came out is. `own-*` folders are never touched.
"""

import csv
import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
ORIGINS = ("train", "linking-dev", "linking-train-1", "linking-train-2", "linking-train-3", "dev")
SOMEBODY_ELSES = {"nw-syria-2019"}
RENAMED = "; real persons renamed"
Pairs = list[tuple[str, str]]


def main(arguments: list[str]) -> None:
    """Copy every origin of the evaluation folder `arguments[0]`, with the table of names `arguments[1]`."""
    evaluation, table = Path(arguments[0]), Path(arguments[1])
    rows = [(row[0], row[1], row[2]) for row in _lines(table)]
    for origin in ORIGINS:
        copy_origin(evaluation / origin, CORPUS / origin, rows)


def _lines(table: Path) -> list[list[str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def copy_origin(origin: Path, target: Path, rows: list[tuple[str, str, str]]) -> None:
    """Write the reports, accounts and metadata of one folder into another; a row that changes nothing is an error."""
    target.mkdir(parents=True, exist_ok=True)
    facts = facts_by_report(origin)
    names: dict[str, Pairs] = {}
    for path in sorted(origin.glob("*.txt")):
        if path.stem not in SOMEBODY_ELSES:
            names[path.name] = pairs_of(path.stem, rows)
            copy_report(path, target, names[path.name], facts.get(path.stem))
    with (origin / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        head, *metadata = csv.reader(lines)
    with (target / "metadata.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([renamed(cell, names[row[0]]) for cell in row] for row in metadata if row[0] in names)


def pairs_of(stem: str, rows: list[tuple[str, str, str]]) -> Pairs:
    """What to replace by what in one report, longest first, so that a surname never breaks a full name."""
    return sorted(((old, new) for report, old, new in rows if fnmatchcase(stem, report)), key=lambda pair: -len(pair[0]))


def renamed(text: str, pairs: Pairs) -> str:
    """The text with the first words of each pair replaced by the second."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def copy_report(path: Path, target: Path, pairs: Pairs, facts: str | None) -> None:
    """Write one report and its account, renamed; `facts` says where the facts are from where the account does not."""
    text = path.read_text(encoding="utf-8")
    account = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for old, _ in pairs:
        if old not in text + path.stem + account["facts_from"]:
            sys.exit(f"{path.name}: '{old}' does not stand in it; correct the table of names")
    account["facts_from"] = facts or account["facts_from"]
    account = _everywhere(account, pairs)
    if pairs and account["facts_from"] != "fictional":
        account["facts_from"] += RENAMED
    stem = renamed(path.stem, pairs)
    (target / f"{stem}.txt").write_text(renamed(text, pairs), encoding="utf-8")
    (target / f"{stem}.json").write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _everywhere(value: Any, pairs: Pairs) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return renamed(value, pairs)
    if isinstance(value, list):
        return [_everywhere(item, pairs) for item in value]
    if isinstance(value, dict):
        return {key: _everywhere(item, pairs) for key, item in value.items()}
    return value


def facts_by_report(origin: Path) -> dict[str, str]:
    """Where the facts of each report are from, for the one folder whose `gold.json` says so incident by incident."""
    gold = json.loads((origin / "gold.json").read_text(encoding="utf-8")) if (origin / "gold.json").exists() else {}
    found: dict[str, list[str]] = {}
    for incident in gold.get("incidents", []):
        sources = incident.get("facts_from") or []
        for mention in incident["mentions"]:
            known = found.setdefault(mention["report"], [])
            known.extend(source for source in ([sources] if isinstance(sources, str) else sources) if source not in known)
    return {report: " ; ".join(sources) or "fictional" for report, sources in found.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
