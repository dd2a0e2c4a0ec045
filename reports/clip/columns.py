"""The columns of a clip report: one table for all kinds of files, in the order that press offices hand in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.records.labels import label
from reports.clip.report import ClipRow
from reports.formats.cells import Value


class Field(NamedTuple):
    """A column: its title, its width (characters of a digit), the cell it makes of a row, and how that is shown.

    ``html_class``: of its cells in a page, see ``templates/clip.css``; ``is_link``: the cell is an address.
    """

    name: str
    width: float
    cell: Callable[[ClipRow], Value]
    html_class: str = ""
    is_link: bool = False


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "no": Field(label("id"), 6, lambda row: row.number, "c"),
        "group": Field("구분", 10, lambda row: row.group, "c"),
        "outlet": Field(label("outlet_title"), 14, lambda row: row.article.outlet_title),
        "medium": Field("지면·온라인", 11, lambda row: row.medium.value, "c"),
        "page": Field("면", 6, lambda row: row.page, "c"),
        "columns": Field("단", 6, lambda row: row.columns, "c"),
        "date": Field("보도일", 12, lambda row: row.day, "c"),
        "time": Field("시각", 8, lambda row: row.clock, "c"),
        "headline": Field(label("headline"), 46, lambda row: row.article.headline, "head"),
        "reporters": Field(label("reporters"), 14, lambda row: ", ".join(row.article.reporters)),
        "section": Field("섹션", 14, lambda row: row.article.section, "s"),
        "gist": Field(label("excerpt"), 52, lambda row: row.gist, "gist"),
        "tone": Field(label("tone"), 8, lambda row: row.tone, "c"),
        "release": Field("보도자료 여부", 13, lambda row: row.release, "c"),
        "url": Field("URL", 40, lambda row: row.article.canonical_url, "u", is_link=True),
        "note": Field(label("note"), 24, lambda row: row.note, "s"),
        "region": Field(label("region"), 10, lambda row: row.article.region),
        "deck": Field(label("deck"), 30, lambda row: row.deck),
        "body": Field(label("body"), 60, lambda row: row.body),
        "story": Field("기사 묶음", 9, lambda row: row.story, "c"),
        "copies": Field("같은 글", 8, lambda row: row.copies, "c"),
        "late": Field("뒤늦게 수집", 10, lambda row: "예" if row.is_late else "", "c"),
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
