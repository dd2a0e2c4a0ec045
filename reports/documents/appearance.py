"""How the parts of a document look on A4: points, colours, spaces; Word and Hangul files share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.documents.document import Style

INK, DIM, LINK, ALARM = "1D2329", "5B6670", "1F4E9C", "A61B1B"
HEAD_FILL, MARK_FILL, LINE = "EEF2F6", "FFF2B3", "AEB8C2"
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM, MARGIN_FOOT = 20.0, 18.0, 18.0, 9.0
"""Millimetres."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
CELL_SIZE = 9.0
APPROVAL_WIDTH, APPROVAL_HEAD, APPROVAL_BOX, APPROVAL_LABEL = 20.0, 7.0, 16.0, 8.0
"""Millimetres of a box of the 결재란: its width, the height of its title and of the place to sign; 결재 beside them."""


@dataclass(frozen=True, slots=True)
class Look:
    """Points, and lines of a line's height. ``keeps``: it stands on one page with what follows."""

    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    line: float = 1.3
    centred: bool = False
    keeps: bool = False
    fill: str = ""


LOOKS: Mapping[Style, Look] = MappingProxyType(
    {
        Style.BODY: Look(10.5, after=5, line=1.5),
        Style.DECK: Look(11, bold=True, after=3),
        Style.DATA: Look(9, colour=DIM, after=3),
        Style.CAPTION: Look(9, colour=DIM, after=4),
        Style.NOTE: Look(10, before=2, after=5, fill=HEAD_FILL),
        Style.WARNING: Look(10.5, bold=True, colour=ALARM, before=3, after=6, fill="FDECEC"),
        Style.SMALL: Look(9, colour=DIM, before=2, after=3),
    }
)
TITLE = Look(24, bold=True, before=18, after=6, centred=True)
SUBTITLE = Look(11, before=0, after=3, centred=True)
OFFICE = Look(12, bold=True, before=0, after=2, centred=True)
HEADINGS: Mapping[int, Look] = MappingProxyType(
    {1: Look(15, bold=True, before=12, after=6, keeps=True), 2: Look(13, bold=True, before=8, after=4, keeps=True)}
)
TABLE_TITLE = Look(10.5, bold=True, before=8, after=3, keeps=True)
