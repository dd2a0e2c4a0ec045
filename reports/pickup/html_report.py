"""Releases and their result as one HTML page: the release and each article side by side, sentence by sentence."""

from collections.abc import Sequence
from datetime import date

from models.language import speaking
from pipelines.releases.matching import PickupResult
from reports.formats.html import page_values, render
from reports.pickup.sides import describe_release
from reports.pickup.tables import (
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    Refused,
    Rights,
    may_carry_text,
    name_of,
    release_rows,
)
from reports.pickup.terminal_report import when_text

_RELEASE_KINDS = "tdttnnnndnn"
"""Of each column: t is text, d a date or a name that is in one line, n a number."""
_ARTICLE_KINDS = "dddtnnnnnnnn"
_SENTENCE_KINDS = "tnnn"
_ARTICLE_HEADS = (
    "보도일시", "매체", "소요", "제목", "기사 중 자료", "자료 중 게재", "그대로", "고쳐 씀", "빠짐", "추가", "발언",
    "숫자",
)  # fmt: skip
_SENTENCE_HEADS = ("보도자료 문장", "그대로", "고쳐 씀", "빠짐")


def render_pickup(
    results: Sequence[PickupResult], rights: Rights, refused: Sequence[Refused] = (), missing: str = ""
) -> str:
    """The page; of an outlet's own words it carries no more than the outlet allows.

    ``missing`` is a sentence about what is not covered.
    """
    title = (
        f"보도자료 게재 결과: {name_of(results[0])}" if len(results) == 1 else f"보도자료 게재 결과 ({len(results)}건)"
    )
    rows = [list(map(_cell, row)) for row in release_rows(results)] if len(results) > 1 else []
    with speaking("ko"):
        shown = [describe_release(result, rights) for result in results]
    return render(
        "pickup.html",
        release_heads=[column.title for column in RELEASE_COLUMNS],
        release_kinds=_RELEASE_KINDS,
        summary=rows,
        refused_heads=[column.title for column in REFUSED_COLUMNS],
        refused=[[one.file, one.why] for one in refused],
        article_heads=_ARTICLE_HEADS,
        article_kinds=_ARTICLE_KINDS,
        sentence_heads=_SENTENCE_HEADS,
        sentence_kinds=_SENTENCE_KINDS,
        releases=shown,
        is_cut=any(not may_carry_text(one, rights) for result in results for one in result.articles),
        **page_values(title, "page.css", "pickup.css", missing=missing),
    )


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1%}"
    return when_text(value) if isinstance(value, date) else value
