"""What the workbook of a clip and its reader agree on: the columns that a person fills in, where a row's id stands."""

from dataclasses import dataclass

from models.records.remark import TONES

LIST_SHEET = "보도 목록"
KEPT_SHEET = "_news"
"""A hidden sheet: what each row said when the file was written, so that only what a person changed is read back."""
KEPT_FORM = "news-clip 1"
KEPT_HEAD = "head"
KEPT_HEADS = ("item", "place", "tone", "note")
ID_HEAD = "항목"
ORDER_HEAD, DROP_HEAD = "순서", "빼기"
DROP = "빼기"
TONE_CHOICES = tuple(TONES)
EDITED = ("tone", "note")
"""Fields of the list that a person may change; what is in the other columns is not read back."""


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column as the file was written: the field it shows, or its head where only this file has it; and its head."""

    field: str
    title: str


@dataclass(frozen=True, slots=True)
class RowKey:
    """Names an item of a clip in a file, so that a row that came from the file of another clip is noticed."""

    clip_id: int
    item_id: int

    def __str__(self) -> str:
        return f"{self.clip_id}-{self.item_id}"


def read_key(text: str) -> RowKey | None:
    """The key that a cell holds; None where it holds none."""
    clip, _dash, item = text.strip().partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 18 for part in (clip, item)):
        return None
    return RowKey(int(clip), int(item))
