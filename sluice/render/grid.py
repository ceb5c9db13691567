"""Tables: which of them hold data, and their cells in rows of one width."""

from sluice.render.tree import Node

# In a cell of data stand lines and lists; what holds more is a page's layout.
IN_CELLS = frozenset(("p", "ul", "ol", "pre", "div"))
# And in those of a table with heads this too; no more lines of code are an example beside words.
BELOW_HEADS = IN_CELLS | {"blockquote", "details", "h4", "h5", "h6"}
MOST_LINES = 24
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
    allowed, lines = (BELOW_HEADS, MOST_LINES) if _is_headed(rows) else (IN_CELLS, 1)
    if any(
        part.tag not in allowed or _lines(part) > lines for cell in cells for part in cell.nodes()
    ):
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


def _is_headed(rows: list[Node]) -> bool:
    """Whether several heads stand in the first row, or one before every row."""
    first = [cell.tag for cell in rows[0].nodes()]
    sides = [next((cell.tag for cell in row.nodes()), "") for row in rows]
    return len(rows) > 1 and (
        (len(first) > 1 and set(first) == {"th"})
        or (set(sides) == {"th"} and all(len(row.children) > 1 for row in rows))
    )


def _lines(part: Node) -> int:
    """How many lines of code a part of a cell has."""
    texts = [text for text in part.children if isinstance(text, str)]
    return 1 + sum(text.count("\n") for text in texts) if part.tag == "pre" else 1


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
