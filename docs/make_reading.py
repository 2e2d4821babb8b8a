"""Writes what was measured into `docs/reading.md` and draws `docs/reliability-of-reading.svg`: `python docs/make_reading.py`.

Takes a minute: the reports that no model is trained on are read by the model, carefully, and by the rules; then all small cases.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]

from score import MADE_UP, Scored, compare, held_back, reliability, score, summary  # noqa: E402 - it lives in another folder
from scorer import SAID, Tally, interval  # noqa: E402

from kg.extraction.model_reader import ModelReader  # noqa: E402
from kg.extraction.reader import RuleReader  # noqa: E402
from kg.resources import trained_file  # noqa: E402
from tests.extraction.case_tables import READERS, cases  # noqa: E402

TARGET = ROOT / "docs" / "reading.md"
PLOT = ROOT / "docs" / "reliability-of-reading.svg"
BEGIN, END = "<!-- measured: python docs/make_reading.py -->", "<!-- end of what was measured -->"

_NAMES = {
    "events": "events",
    "victim_counts": "casualty counts",
    "facility_counts": "facility counts",
    "named_victims": "named victims",
    "statements": "statements",
}
#: F1 of the naive reader and of a careful one, on 24 reports that nobody else is measured on.
_OTHERS = {
    None: ("0.35", "0.94"),
    "events": ("0.23", "0.89"),
    "victim_counts": ("0.44", "0.97"),
    "facility_counts": ("0.00", "0.95"),
    "named_victims": ("0.00", "0.99"),
    "statements": ("0.42", "0.90"),
}
_SIZE, _EDGE = 240, 36


def main() -> None:
    """Measure, and write."""
    reports = held_back()
    accounts = {name: list(ModelReader().extract_all(one.report for one in some)) for name, some in reports.items()}
    model = {name: compare(some, accounts[name]) for name, some in reports.items()}
    rules = {name: score(RuleReader(), some) for name, some in reports.items()}
    careful = compare(reports["never"], list(map(ModelReader(careful=True).kept, accounts["never"])))
    lines = [*_families(model, rules), *_said(model["never"], rules["never"]), *_genres(model["never"], rules["never"])]
    lines += [*_sure([*model["never"], *model["dev"]]), *_careful(careful, model["never"]), *_cases()]
    text = TARGET.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    TARGET.write_text(f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n{END}{after}", encoding="utf-8")


def _families(model: dict[str, list[Scored]], rules: dict[str, list[Scored]]) -> Iterator[str]:
    file = trained_file()
    yield f"Model `{file.name}`, SHA-256 `{file.sha256[:12]}…`; precision / recall / **F1**, in brackets the 95 % interval of F1 over reports."
    yield ""
    never, dev = len(model["never"]), len(model["dev"])
    yield (
        f"| | model, {never} reports never trained on | rules, the same {never} | model, {dev} longer ones (`dev`) | rules, the same {dev} | naive, 24 others "
        "| careful, the same 24 |"
    )
    yield "|---|---|---|---|---|---|---|"
    for family in (None, *SAID):
        cells = [_cell(model["never"], family, told=True), _cell(rules["never"], family)]
        cells += [_cell(model["dev"], family), _cell(rules["dev"], family), *_OTHERS[family]]
        yield f"| {_NAMES.get(family or '', 'all facts')} | {' | '.join(cells)} |"
    made = [f"{summary(some)[MADE_UP]:.1f}" for some in (model["never"], rules["never"], model["dev"], rules["dev"])]
    yield f"| facts made up in a report with nothing to find | {' | '.join(made)} | | |"
    yield ""


def _total(scored: Sequence[Scored]) -> Tally:
    total = Tally()
    for one in scored:
        total.add(one.tally)
    return total


def _cell(scored: Sequence[Scored], family: str | None, *, told: bool = False) -> str:
    precision, recall, f1 = _total(scored).f1(family)
    low, high = interval([one.tally for one in scored], family) if told else (0.0, 0.0)
    return f"{precision:.2f} / {recall:.2f} / **{f1:.2f}**" + (f" ({low:.2f} to {high:.2f})" if told else "")


def _said(model: Sequence[Scored], rules: Sequence[Scored]) -> Iterator[str]:
    """What facts say: F1 of the model and of the rules."""
    yield "What a fact says: precision / recall / F1 of the model, in brackets F1 of the rules; the same reports."
    yield ""
    yield "| | |"
    yield "|---|---|"
    ours, theirs = _total(model), _total(rules)
    for family, name in _NAMES.items():
        keys = sorted({key for one, key in ours.right + ours.missed if one == family}, key=lambda key: -ours.f1(family, key)[2])
        told = (
            "{} {:.2f} / {:.2f} / {:.2f} ({:.2f})".format(key.replace("_", " "), *ours.f1(family, key), theirs.f1(family, key)[2])
            for key in keys
        )
        yield f"| {name} | {', '.join(told)} |"
    yield ""


def _genres(model: Sequence[Scored], rules: Sequence[Scored]) -> Iterator[str]:
    yield "| genre | reports | model | rules |"
    yield "|---|---|---|---|"
    for genre in sorted({str(one.annotated.account["genre"]) for one in model}):
        some = [[one for one in scored if one.annotated.account["genre"] == genre] for scored in (model, rules)]
        yield f"| {genre} | {len(some[0])} | {_cell(some[0], None, told=True)} | {_cell(some[1], None)} |"
    yield ""


def _sure(scored: Sequence[Scored]) -> Iterator[str]:
    rows = reliability(scored)
    PLOT.write_text(_plot(rows), encoding="utf-8")
    yield "How sure the model says it is (`rv:confidence`), and how often it is right, on all reports that it was not trained on:"
    yield ""
    yield "| as sure as | " + " | ".join(f"{said:.2f}" for said, _, _ in rows) + " |"
    yield "|---|" + "---|" * len(rows)
    yield "| are right | " + " | ".join(f"{right:.0%}" for _, right, _ in rows) + " |"
    yield "| facts | " + " | ".join(f"{number:,}" for _, _, number in rows) + " |"
    yield ""
    yield f"![How sure the model is, and how often it is right]({PLOT.name})"
    yield ""


def _careful(careful: Sequence[Scored], usual: Sequence[Scored]) -> Iterator[str]:
    """What is kept with `--careful`."""
    precision, recall, _ = _total(careful).f1()
    before = _total(usual).f1()
    right = [holds for one in careful for _, holds in one.sure]
    share = f"{sum(right) / len(right):.0%}" if right else "none"
    yield (
        f"With `--careful` {sum(one.facts for one in careful):,} of {sum(one.facts for one in usual):,} facts are kept in the reports never trained on; of those "
        f"that the model judged, {share} are right. Over all that facts say, precision is {precision:.2f} instead of {before[0]:.2f}, recall "
        f"{recall:.2f} instead of {before[1]:.2f}."
    )
    yield ""


def _cases() -> Iterator[str]:
    """How many small cases are read rightly, and the phenomena that are read worst."""
    every = cases()
    right = {reader: sum(reader not in case.lost for case in every) for reader in READERS}
    total, lost = (Counter(case.phenomenon for case in every if kind or "model" in case.lost) for kind in (True, False))
    worst = sorted((name for name in total if lost[name] / total[name] >= 0.3), key=lambda name: -lost[name] / total[name])  # noqa: PLR2004
    yield (
        f"Of {len(every)} small cases of {len(total)} phenomena ([tables](../tests/extraction/cases/)), the model reads {right['model']} rightly, the "
        f"rules alone {right['rules']}. Those that are read wrongly are marked in the tables, and a test fails as soon as one is read rightly."
    )
    if worst:
        told = ", ".join(f"{name[0].lower()}{name[1:]} ({total[name] - lost[name]} of {total[name]})" for name in worst)
        yield f"With the model, these lose three in ten or more: {told}."
    yield ""


def _plot(rows: Sequence[tuple[float, float, int]]) -> str:
    """The drawing: how often it is right by how sure it is, a dot for each tenth, beside the line on which both are the same."""

    def at(sure: float, right: float) -> tuple[float, float]:
        return _EDGE + sure * _SIZE, _EDGE + (1 - right) * _SIZE

    most = max(number for _, _, number in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE + 2 * _EDGE} {_SIZE + 2 * _EDGE}" font-family="sans-serif" font-size="10">',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIZE}" height="{_SIZE}" fill="#fff" stroke="#888"/>',
        f'<line x1="{_EDGE}" y1="{_EDGE + _SIZE}" x2="{_EDGE + _SIZE}" y2="{_EDGE}" stroke="#bbb"/>',
    ]
    for said, right, number in rows:
        x, y = at(said, right)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 6 * (number / most) ** 0.5:.1f}" fill="#2563a8" fill-opacity="0.7"/>'
        )
    for share in (0, 0.5, 1):
        x, y = at(share, share)
        parts.append(f'<text x="{x:.0f}" y="{_EDGE + _SIZE + 14}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{_EDGE - 6}" y="{y + 3:.0f}" text-anchor="end">{share:g}</text>')
    parts.append(f'<text x="{_EDGE + _SIZE / 2:.0f}" y="{_EDGE + _SIZE + 28}" text-anchor="middle">as sure as</text>')
    parts.append(f'<text x="{_EDGE}" y="{_EDGE - 8}">share that is right; the larger, the more facts</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
