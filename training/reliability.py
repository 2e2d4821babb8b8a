"""How often what is said with some confidence is right: raw scores and whether they were right go in, tables come out."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.confidence import interpolated

#: How many claims share a corner of a table, how many corners it has at most, and with how few no cut is trusted.
_SHARE, _MOST, _FEW = 40, 12, 20
_PRECISE = 0.9
#: A cut that nothing reaches.
NEVER = 1.01

#: For each kind a rising line from raw score to the share that is right, as corners.
Tables = dict[str, list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event or claim that a model read: its kind, its raw score, whether it is right."""

    kind: str
    raw: float
    right: bool


def fitted(found: Iterable[Shown]) -> Tables:
    """For each kind a rising line from raw score to the share that is right, as corners."""
    kinds: dict[str, list[Shown]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one)
    return {kind: _line(sorted(ones, key=lambda one: one.raw)) for kind, ones in sorted(kinds.items())}


def _line(ones: Sequence[Shown]) -> list[tuple[float, float]]:
    """The corners: equal shares of what is sorted by raw score, neighbours that would fall put together."""
    shares = max(1, min(_MOST, len(ones) // _SHARE))
    borders = [len(ones) * number // shares for number in range(shares + 1)]
    blocks: list[tuple[float, float, int]] = []  # sums of raw scores and of right ones, how many
    for start, end in pairwise(borders):
        part = ones[start:end]
        blocks.append((sum(one.raw for one in part), sum(one.right for one in part), len(part)))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [(round(raw / count, 4), round((right + 1) / (count + 2), 4)) for raw, right, count in blocks]


def cuts(found: Iterable[Shown], tables: Tables) -> dict[str, float]:
    """For each kind the least confidence from which on nine of ten are right."""
    kinds: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append((round(interpolated(tables[one.kind], one.raw), 2), one.right))
    return {kind: _cut(sorted(ones, reverse=True)) for kind, ones in sorted(kinds.items())}


def _cut(ones: Sequence[tuple[float, bool]]) -> float:
    best, right = NEVER, 0
    for count, (sure, is_right) in enumerate(ones, 1):
        right += is_right
        last = count == len(ones) or ones[count][0] < sure
        if last and count >= _FEW and right / count >= _PRECISE:
            best = sure
    return best


def reliability(sure: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """By tenths of confidence: the mean that was said, the share that was right, how many."""
    edges = [tenth / 10 for tenth in range(1, 10)]
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in sure:
        tenths[bisect_left(edges, one[0])].append(one)
    return [
        (sum(said for said, _ in ones) / len(ones), sum(right for _, right in ones) / len(ones), len(ones))
        for _, ones in sorted(tenths.items())
    ]
