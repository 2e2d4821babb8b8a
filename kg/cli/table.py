"""A table of results for a person at a terminal: a grid where it fits, else one block of lines for each row."""

from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from kg.store.base import Table
from kg.tables import is_iri, is_number, printable, shorten
from kg.values import Term

#: Characters that a column of a grid needs to be readable, unless its cells are shorter.
_LEAST = 12

#: Characters after which the text of a cell goes on below, where nothing says how wide the page is.
_MOST = 60

#: Spaces that the grid puts between two columns, and before and after all of them.
_GAP = 3
_EDGES = 2

_Cells = list[Text]


def draw(table: Table, base: str) -> None:
    """Print a table on stdout; columns in which no row has a value are left out."""
    console = Console(highlight=False, markup=False, emoji=False)
    rows = [[_cell(term, base) for term in row] for row in table.rows]
    kept = [number for number in range(len(table.variables)) if any(row[number].plain for row in rows)]
    names = [table.variables[number] for number in kept]
    shown = [[row[number] for number in kept] for row in rows]
    if not console.is_terminal:
        # A pipe has no width: whole columns, which a pager scrolls.
        console.width = max(console.width, _page(_widths(names, shown), _MOST))
    if _fits(names, shown, console.width):
        _draw_grid(names, shown, console)
    else:
        _draw_blocks(names, shown, console)
    console.print(Text(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", "dim"))


def _cell(term: Term | None, base: str) -> Text:
    if term is None:
        return Text("")
    words = term.value.split(" ")
    iris = is_iri(term) or all(word.startswith(base) for word in words)  # a list of claims is text
    text = printable(" ".join(shorten(word, base) for word in words) if iris else term.value)
    return Text(text, "cyan" if iris else "", justify="right" if is_number(term) else "left")


def _widths(names: list[str], rows: list[_Cells]) -> list[int]:
    return [max([len(name), *(row[number].cell_len for row in rows)]) for number, name in enumerate(names)]


def _fits(names: list[str], rows: list[_Cells], width: int) -> bool:
    return _page(_widths(names, rows), _LEAST) <= width


def _page(widths: list[int], limit: int) -> int:
    """How wide a grid gets where no column is wider than a limit."""
    return sum(min(width, limit) + _GAP for width in widths) - _GAP + _EDGES


def _draw_grid(names: list[str], rows: list[_Cells], console: Console) -> None:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, (name, width) in enumerate(zip(names, _widths(names, rows), strict=True)):
        side: JustifyMethod = "right" if any(row[number].justify == "right" for row in rows) else "left"
        grid.add_column(Text(name, justify=side), overflow="fold", min_width=min(width, _LEAST), max_width=_MOST)
    for row in rows:
        grid.add_row(*row)
    if names:
        console.print(grid)


def _draw_blocks(names: list[str], rows: list[_Cells], console: Console) -> None:
    for row in rows:
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True, width=max(map(len, names)))
        grid.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell.plain:
                cell.justify = "left"
                grid.add_row(Text(name), cell)
        console.print(grid)
        console.print()
