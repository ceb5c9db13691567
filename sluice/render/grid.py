"""Tables: which of them hold data, and their cells in rows of one width."""

from sluice.render.tree import Node

# In a cell of data stand lines and lists; what holds more is a page's layout.
IN_CELLS = frozenset(("p", "ul", "ol", "pre", "div"))
CELLS = ("td", "th")
EMPTY = Node("td")
MOST_SPANNING = 5_000
MOST_COLUMNS = 1_000
MOST_PADDED = 50_000
Grid = list[list[Node]]


def rows_of(table: Node) -> list[Node]:
    """The rows of a table."""
    return [row for row in table.nodes() if row.tag == "tr"]


def is_data(table: Node) -> bool:
    """Whether the table holds data, as its cells and the page's reader tell."""
    rows = rows_of(table)
    cells = [cell for row in rows for cell in row.nodes()]
    if not rows or any(cell.tag not in CELLS for cell in cells):
        return False
    if any(part.tag not in IN_CELLS or _is_long(part) for cell in cells for part in cell.nodes()):
        return False
    if "rows" in table.attributes:
        return True
    width = max((int(cell.attributes.get("column", "0")) for cell in cells), default=0)
    if not width:
        return False
    has_heads = any(cell.tag == "th" for cell in cells)
    if has_heads or len(rows) == 1:
        # What stands beside something else, as a sign beside its note, is no data.
        return has_heads and len(rows) > 1
    data = sum("data" in row.attributes for row in rows)
    return 2 * data >= len(rows)


def _is_long(part: Node) -> bool:
    return part.tag == "pre" and any(
        "\n" in text for text in part.children if isinstance(text, str)
    )


def grid_of(table: Node) -> Grid:
    """The cells in rows of one width: what a cell spans beside itself is left empty."""
    rows = rows_of(table)
    # A table of very many cells is not made larger by what they claim to span.
    spans = sum(len(row.children) for row in rows) <= MOST_SPANNING
    grid: Grid = []
    taken: dict[int, int] = {}
    for row in rows:
        grid.append(_row(row, taken, MOST_COLUMNS if spans else 0))
    width = max(map(len, grid), default=0)
    padded = grid if width * len(grid) <= MOST_PADDED else grid[:1]
    for line in padded:
        line.extend([EMPTY] * (width - len(line)))
    return grid


def _row(row: Node, taken: dict[int, int], most: int) -> list[Node]:
    """The cells of a row. taken: of each column how many rows below a cell above takes."""
    cells = {int(cell.attributes.get("column", "0")): cell for cell in row.nodes()}
    line: list[Node] = []
    number, last = 0, min(max(cells, default=-1), MOST_COLUMNS)
    while number <= last:
        if taken.get(len(line), 0):
            taken[len(line)] -= 1
            line.append(EMPTY)
            continue
        cell = cells.get(number, EMPTY)
        claimed = int(cell.attributes.get("colspan", "1"))
        span = max(1, min(claimed, most - len(line)))
        down = int(cell.attributes.get("rowspan", "1")) - 1 if most else 0
        for column in range(len(line), len(line) + span):
            taken[column] = down
        line += [cell, *[EMPTY] * (span - 1)]
        number += claimed
    for column in range(len(line), max(taken, default=-1) + 1):
        taken[column] = max(0, taken.get(column, 0) - 1)
    return line
