"""Which figures may be added: the statements of some reports and their incidents go in, those of the identity graph come out.

The rule, for one incident, one outcome (or type of facility and effect) and the same groups of people:

- Figures of several sources, or of several reports of one source, are alternatives: of them all, at most one counts.
- A figure that its source gives again (`rv:repeats`), or that it has put another in place of (`rv:replaces`), does not count.
- A part does not count beside its whole (`rv:containedIn`), whatever incident that belongs to.
- A running total never counts, nor does a figure that is denied, that is of no incident, or whose event did not happen.

What is left is `rv:addable`. One report of one source may still give several figures side by side that may be of different
people or not: it says at least the largest of their minima and at most the sum of their maxima. Of an incident, the lowest
minimum and the highest maximum that any source gives may be added to those of other incidents.
"""

from collections.abc import Collection, Iterable, Mapping

from kg.identity.containment import Wholes, wholes
from kg.identity.figures import Figure, read_figures
from kg.identity.nodes import Nodes
from kg.identity.revisions import Revisions, revisions
from kg.terms import RV, literal

#: The local names of all properties that are stated here.
PROPERTIES = ("addable", "containedIn", "repeats", "replaces")


def figure_quads(lines: Iterable[str], base: str, incidents: Collection[str] | None = None) -> list[str]:
    """The lines of the identity graph about the figures that some lines of N-Triples or N-Quads state, sorted.

    The lines must hold whole reports and the incidents of their events. With `incidents` (bracketed IRIs), only figures of these
    are written about; the reports of all their events must be there.
    """
    nodes = Nodes.read(lines)
    figures = read_figures(nodes)
    parts_of = wholes(figures, nodes)
    related = revisions(figures, parts_of)
    by_node = {figure.node: figure for figure in figures}
    found: list[str] = []
    for figure in figures:
        if incidents is None or figure.incident in incidents:
            found += _statements(figure, parts_of, related, by_node)
    return sorted(f"{statement} <{base}graph/identity> .\n" for statement in found)


def _statements(figure: Figure, parts_of: Wholes, related: Revisions, by_node: Mapping[str, Figure]) -> list[str]:
    node = figure.node
    found = [f"{node} <{RV}containedIn> {whole}" for whole in parts_of[node]]
    found += [f"{node} <{RV}repeats> {other}" for one, other in related.repeats if one == node]
    found += [f"{node} <{RV}replaces> {other}" for one, other in related.replaces if one == node]
    left_out = (
        figure.void
        or figure.running
        or not figure.incident
        or any(one == node for one, _ in related.repeats)
        or any(old == node for _, old in related.replaces)
        or any(_counts_already(by_node[whole], figure) for whole in parts_of[node] if whole in by_node)
    )
    return [*found, f"{node} <{RV}addable> {literal(not left_out)}"]


def _counts_already(whole: Figure, part: Figure) -> bool:
    """Whether adding a whole adds the part, since both answer the same questions."""
    return whole.groups == part.groups and whole.kind == part.kind and not whole.running and not whole.void
