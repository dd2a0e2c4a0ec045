"""Links in the cells of a workbook, be they the cell's own or a formula's."""

from typing import Any

from reports.formats.link_formula import read_shown


def text_of(cell: Any) -> Any:
    """What a person sees in a cell; a formula of anything but literals is a failure."""
    if cell.data_type != "f":
        return cell.value
    shown = read_shown(cell.value)
    assert shown is not None, cell.value
    return shown.text


def address_of(cell: Any) -> str:
    """Where the cell leads; '' where it is no link."""
    if cell.hyperlink is not None:
        return str(cell.hyperlink.target)
    shown = read_shown(cell.value) if cell.data_type == "f" else None
    return "" if shown is None else shown.address
