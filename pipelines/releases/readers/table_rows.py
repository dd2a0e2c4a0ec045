"""The lines of a table's row: side by side where it is a table, one after the other where a frame holds the text.

Offices put a whole release, or each of its parts, into the cells of a table that only draws frames.
"""

from collections.abc import Iterable, Sequence

CELL_END = " | "
_LONG = 100
"""A line of more characters is a paragraph of text, not an entry of a table."""
_MANY = 240


def row_lines(cells: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a row, given the lines of its cells."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(_holds_text(cell) for cell in filled):
        return [line for cell in filled for line in cell]
    row = CELL_END.join(" ".join(" ".join(cell).split()) for cell in filled)
    return [row] if row else []


def _holds_text(cell: Sequence[str]) -> bool:
    return any(len(line) > _LONG for line in cell) or (len(cell) > 1 and sum(map(len, cell)) > _MANY)
