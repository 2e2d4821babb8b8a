"""Which figures say the same again and which take another's place: figures of one source go in, both relations come out.

Within a report, words such as "has risen to" tell the newer figure from the older, and an equal figure is the same one told
twice. Between reports, the later day of publication tells the newer; but a later figure whose bounds hold those of one that
stands takes no place: it says less ("dozens", after "29").
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kg.identity.containment import Wholes
from kg.identity.figures import Figure

#: What one report says in the end: mostly one figure, else figures side by side ("225 boys and 180 girls").
Unit = tuple[Figure, ...]


@dataclass
class Revisions:
    """Pairs of nodes: the first of `repeats` gives the second again, the first of `replaces` takes the second's place."""

    repeats: set[tuple[str, str]] = field(default_factory=set)
    replaces: set[tuple[str, str]] = field(default_factory=set)


def revisions(figures: Iterable[Figure], parts_of: Wholes) -> Revisions:
    """The relations between figures; those of different sources, incidents, outcomes, groups or scopes have none.

    A figure of no incident is compared with none, since nothing tells what it is of: "96 this month, down from 121" are two
    numbers of two months. Nor is a part of a figure for the same groups: it goes where its whole goes.
    """
    voices: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.incident and not figure.void:
            voices[figure.incident, figure.source, figure.kind, figure.groups, figure.running].append(figure)
    found = Revisions()
    for voice in voices.values():
        same = {figure.node for figure in voice}
        _compare([figure for figure in voice if same.isdisjoint(parts_of[figure.node])], found)
    return found


def _compare(voice: Iterable[Figure], found: Revisions) -> None:
    """Compare what one source says of one thing, from the oldest report to the newest; undated ones come last."""
    standing: list[Unit] = []
    for published, level in groupby(sorted(voice, key=_by_day), key=lambda figure: figure.published):
        units = [_told(list(told), found) for _, told in groupby(level, key=lambda figure: figure.report)]
        standing = _fold(standing, _distinct(units, found), found, dated=bool(published))


def _by_day(figure: Figure) -> tuple[object, ...]:
    return not figure.published, figure.published, figure.order


def _told(figures: Sequence[Figure], found: Revisions) -> Unit:
    """What a report says in the end: without the figures that it calls old, or gives twice."""
    kept: list[Figure] = []
    newest = max(figure.news for figure in figures)
    for figure in figures:
        newer = [other for other in figures if other.news == newest > figure.news and not _side_by_side(figure, other)]
        found.replaces |= {(other.node, figure.node) for other in newer}
        if newer:
            continue
        if told := next((other for other in kept if _equal(figure, other) and not _side_by_side(figure, other)), None):
            found.repeats.add((figure.node, told.node))
        else:
            kept.append(figure)
    return tuple(kept)


def _side_by_side(one: Figure, other: Figure) -> bool:
    """Whether two figures of a report are stated as parts of one whole, so that they are of different people."""
    return one.whole is not None and one.whole == other.whole


def _equal(one: Figure, other: Figure) -> bool:
    return (one.minimum, one.maximum) == (other.minimum, other.maximum)


def _distinct(units: Iterable[Unit], found: Revisions) -> list[Unit]:
    """What several reports say on one day, the sharpest figures first, without what they make needless."""
    kept: list[Unit] = []
    for unit in sorted(units, key=_vagueness):
        if sharper := next((other for other in kept if _gives_again(unit, other)), None):
            found.repeats.add((unit[0].node, sharper[0].node))
        else:
            kept.append(unit)
    return kept


def _vagueness(unit: Unit) -> tuple[object, ...]:
    first = unit[0]
    span = -first.minimum if first.maximum is None else first.maximum - first.minimum
    return len(unit) > 1, first.maximum is None, span, first.order


def _gives_again(unit: Unit, other: Unit) -> bool:
    """Whether a report's one figure says what another report's says, in equal or wider bounds."""
    return len(unit) == len(other) == 1 and unit[0].includes(other[0])


def _fold(standing: Sequence[Unit], said: Iterable[Unit], found: Revisions, *, dated: bool) -> list[Unit]:
    """What stands after a day on which something was said: what was said anew, and what was said again."""
    kept, new = [], []
    for unit in said:
        again = [old for old in standing if _gives_again(unit, old)]
        found.repeats |= {(unit[0].node, old[0].node) for old in again}
        kept += again
        new += [] if again else [unit]
    if not new or not dated:
        return [*standing, *new]
    gone = [old for old in standing if old not in kept]
    found.replaces |= {(one.node, two.node) for unit in new for old in gone for one in unit for two in old}
    return [*(old for old in standing if old in kept), *new]
