"""A cell of a month's table as it is read on a page."""

from datetime import date

from reports.month.comparison import NONE, Change, Points, change_text, points_text
from reports.month.tables import Cell, Kind, Link


def cell_text(cell: Cell, kind: Kind) -> str:
    """The text of a cell in a column of a kind."""
    if isinstance(cell, Change):
        return change_text(cell)
    if isinstance(cell, Points):
        return points_text(cell)
    if isinstance(cell, Link):
        return cell.text
    if cell is None:
        return NONE
    if isinstance(cell, date):
        return f"{cell:%m.%d.}"
    if isinstance(cell, str):
        return cell
    if kind is Kind.SHARE:
        return f"{cell:.1%}"
    return minutes_text(cell) if kind is Kind.MINUTES else f"{cell:,}"


def minutes_text(minutes: float) -> str:
    """45분, 19시간 27분, 2일 4시간: to two units."""
    days, rest = divmod(round(minutes), 1440)
    hours, left = divmod(rest, 60)
    parts = [(days, "일"), (hours, "시간")] if days else [(hours, "시간"), (left, "분")]
    return " ".join(f"{number:,}{unit}" for number, unit in parts if number) or "0분"
