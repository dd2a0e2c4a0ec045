"""What a cell of a spreadsheet may hold, whatever the kind of file: types, times as text, the limit of its length."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from models.records.labels import Language

Value = str | int | float | datetime | date | time | None
MAX_CELL_UNITS = 32_767
"""UTF-16 units that Excel holds in a cell; an apostrophe of the formula guard counts."""
CUT_NOTE: Mapping[Language, str] = MappingProxyType({"ko": " …(이하 생략)", "en": " …(cut)"})
"""Ends a text that was longer."""


def time_text(moment: datetime) -> str:
    """A time as spreadsheets read it; seconds only where there are some."""
    text = moment.isoformat(" ")
    return text[:19] if moment.second else text[:16]


def utf16_units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_to_cell(text: str, language: Language = "ko") -> str:
    """The text, or its beginning and a note where Excel would cut it."""
    if len(text) * 2 <= MAX_CELL_UNITS or utf16_units(text) <= MAX_CELL_UNITS:
        return text
    note = CUT_NOTE[language]
    left = MAX_CELL_UNITS - utf16_units(note)
    return text.encode("utf-16-le", "surrogatepass")[: 2 * left].decode("utf-16-le", "ignore") + note
