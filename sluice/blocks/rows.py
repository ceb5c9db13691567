"""Table rows: one block a row where the table holds data, ordinary blocks where it is layout."""

from sluice.model import Block, BlockKind
from sluice.text.words import count_words

# A data cell is a figure, a name, a sentence or two; whole articles stand in cells of old layouts.
CELL_WORDS = 60
CELL_JOINT = " | "


class Row:
    """The blocks of one table row while it is being read."""

    def __init__(self) -> None:
        """Start without cells."""
        self._cells: list[list[Block]] = []
        self.takes_blocks = True

    def open_cell(self) -> None:
        """A cell begins."""
        self._cells.append([])

    def add(self, blocks: list[Block]) -> None:
        """Blocks of the cell that is open; text between cells counts as a cell of its own."""
        if not self._cells:
            self.open_cell()
        self._cells[-1] += blocks

    def give_up(self) -> list[Block]:
        """The blocks so far, of a row that turned out to be layout; it takes none from here on."""
        self.takes_blocks = False
        blocks = [block for cell in self._cells for block in cell]
        self._cells.clear()
        return blocks

    def blocks(self, row: Block) -> list[Block]:
        """The finished row: `row`, an empty block in its place, for data, or the cells' own."""
        filled = [cell for cell in self._cells if cell]
        if len(filled) < 2 or not all(map(_is_data, filled)):
            return self.give_up()
        cells = tuple(cell[0].text if cell else "" for cell in self._cells)
        share = sum(cell[0].link_share for cell in filled) / len(filled)
        text = CELL_JOINT.join(filter(None, cells))
        return [row._replace(text=text, cells=cells, link_share=share)]


def _is_data(cell: list[Block]) -> bool:
    plain = cell[0].kind is BlockKind.PARAGRAPH
    return len(cell) == 1 and plain and count_words(cell[0].text) <= CELL_WORDS
