"""What a clip report may have as columns, in the order press offices hand in, and what each cell holds."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.records.labels import label
from reports.clip.report import Row
from reports.formats.cells import Value


class Field(NamedTuple):
    """A column by its name, width (characters of a digit) and the cell it makes of a row."""

    name: str
    width: float
    cell: Callable[[Row], Value]


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "no": Field(label("id"), 6, lambda row: row.number),
        "group": Field("구분", 10, lambda row: row.group),
        "outlet": Field(label("outlet_title"), 14, lambda row: row.article.outlet_title),
        "date": Field("보도일", 12, lambda row: row.day),
        "time": Field("시각", 8, lambda row: row.clock),
        "headline": Field(label("headline"), 46, lambda row: row.article.headline),
        "reporters": Field(label("reporters"), 14, lambda row: ", ".join(row.article.reporters)),
        "section": Field("섹션", 14, lambda row: row.article.section),
        "gist": Field(label("excerpt"), 52, lambda row: row.gist),
        "tone": Field(label("tone"), 8, lambda row: row.tone),
        "release": Field("보도자료 여부", 13, lambda row: row.release),
        "url": Field("URL", 40, lambda row: row.article.canonical_url),
        "note": Field(label("note"), 24, lambda row: row.note),
        "region": Field(label("region"), 10, lambda row: row.article.region),
        "deck": Field(label("deck"), 30, lambda row: row.deck),
        "body": Field(label("body"), 60, lambda row: row.body),
        "story": Field("스토리", 8, lambda row: row.story),
        "copies": Field("같은 글", 8, lambda row: row.copies),
        "late": Field("뒤늦게 수집", 10, lambda row: "예" if row.is_late else ""),
        "marked_by": Field("표시한 사람", 12, lambda row: row.marked_by),
        "marked_at": Field("표시한 때", 16, lambda row: row.marked_at),
        "gone": Field(label("gone_at"), 16, lambda row: row.gone_at),
        "id": Field("기사 ID", 12, lambda row: row.id),
    }
)
DEFAULT: tuple[str, ...] = (
    "no", "group", "outlet", "date", "time", "headline", "reporters", "section", "gist", "tone", "release", "url",
    "note",
)  # fmt: skip
"""번호 · 구분 · 매체명 · 보도일 · 시각 · 제목 · 기자 · 섹션 · 요지 · 논조 · 보도자료 여부 · URL · 비고."""
