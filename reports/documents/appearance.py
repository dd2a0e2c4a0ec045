"""How the parts of a document look on A4: points, colours, spaces; Word and Hangul files share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

INK, DIM, LINK, ALARM = "1D2329", "5B6670", "1F4E9C", "A61B1B"
HEAD_FILL, MARK_FILL, LINE = "EEF2F6", "FFF2B3", "AEB8C2"
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM, MARGIN_FOOT = 20.0, 18.0, 20.0, 9.0
"""Millimetres."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
PICTURE_HEIGHT = 190.0
"""Millimetres that a picture may be high, so that it mostly fits under the article's head."""
PICTURE_DPI = 150
CELL_MARGIN = 1.0
"""Millimetres between a cell's sides and its text."""
APPROVAL_WIDTH, APPROVAL_HEAD, APPROVAL_BOX, APPROVAL_LABEL = 20.0, 7.0, 16.0, 8.0
"""Millimetres of a box of the 결재란: its width, the height of its title and of the place to sign; 결재 beside them."""


class Form(StrEnum):
    """What a paragraph of a Word or Hangul file looks like; ``Style`` of ``document.py`` has the same values."""

    TITLE = "title"
    OFFICE = "office"
    SUBTITLE = "subtitle"
    PART = "part"
    ARTICLE = "article"
    TABLE_TITLE = "table title"
    BODY = "body"
    DECK = "deck"
    DATA = "data"
    CAPTION = "caption"
    NOTE = "note"
    WARNING = "warning"
    SMALL = "small"
    CELL = "cell"
    GAP = "gap"
    PICTURE = "picture"
    FOOTER = "footer"


LEVELS: Mapping[int, Form] = MappingProxyType({1: Form.PART, 2: Form.ARTICLE})
"""The headings."""


@dataclass(frozen=True, slots=True)
class Look:
    """Points, and lines of a line's height. ``keeps``: it stands on one page with what follows.

    ``bar``: the colour of a thick line to its left; ``rule``: a line beneath it. ``is_link_plain``: a link in it has no
    colour of its own.
    """

    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    line: float = 1.3
    centred: bool = False
    keeps: bool = False
    fill: str = ""
    bar: str = ""
    rule: bool = False
    is_link_plain: bool = False


LOOKS: Mapping[Form, Look] = MappingProxyType(
    {
        Form.TITLE: Look(24, bold=True, before=18, after=6, centred=True),
        Form.OFFICE: Look(12, bold=True, after=2, centred=True),
        Form.SUBTITLE: Look(11, after=3, centred=True),
        Form.PART: Look(15, bold=True, before=12, after=6, keeps=True, rule=True),
        Form.ARTICLE: Look(14, bold=True, before=8, after=4, keeps=True, is_link_plain=True),
        Form.TABLE_TITLE: Look(10.5, bold=True, before=8, after=3, keeps=True),
        Form.BODY: Look(10.5, after=5, line=1.5),
        Form.DECK: Look(11, bold=True, before=2, after=5, keeps=True, bar=LINE),
        Form.DATA: Look(9, colour=DIM, after=3, keeps=True),
        Form.CAPTION: Look(9, colour=DIM, after=4),
        Form.NOTE: Look(10, before=4, after=8, keeps=True, fill=HEAD_FILL, bar=DIM),
        Form.WARNING: Look(10.5, bold=True, colour=ALARM, before=4, after=8, fill="FDECEC", bar=ALARM),
        Form.SMALL: Look(9, colour=DIM, before=2, after=3),
        Form.CELL: Look(9, line=1.15),
        Form.GAP: Look(4, line=1),
        Form.PICTURE: Look(9, line=1, after=2, centred=True, keeps=True),
        Form.FOOTER: Look(8.5, colour=DIM),
    }
)
