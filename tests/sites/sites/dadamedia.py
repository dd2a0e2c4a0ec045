"""dadamedia's site: ``/news/list.php`` (rows verified 2023) whose links are plain or packed into ``board_data``.

The day alone stands in its rows, as on its article pages; how ``startPage`` pages it is from memory.
"""

from html import escape

from scrapers.families.dadamedia import packed, unpacked
from scrapers.samples.lists import Entry
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.dadamedia import SAMPLE

STEP = 15


def article(path: str, query: Query) -> str:
    """``idx``, plain or packed, at the addresses of both skins."""
    if path not in {"/news/view.php", "/default/index_view_page.php"}:
        return ""
    return query.get("idx") or unpacked(query.get("board_data", "")).get("idx", "")


def listing(asked: SiteRequest) -> Listed | None:
    """The list from the article on that ``startPage`` names."""
    if asked.path not in {"/", "/news/list.php"}:
        return None
    text = unpacked(asked.query.get("board_data", "")).get("startPage", "0")
    start = int(text) if text.isdigit() else 0
    rows = "".join(row(n, e) for n, e in enumerate(asked.entries[start : start + STEP]))
    best = "".join(f'<li><a href="{e.path}">{escape(e.headline)}</a></li>' for e in asked.entries[3:6])
    return Listed(
        f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>{SAMPLE.title}</title></head>
<body><div id="top"><span>최종편집:2026-11-21 03:00:00</span></div>
<section><ul class="list_news2_4">
{rows}</ul></section>
<div id="side_news"><h3>많이 본 뉴스</h3><ul>{best}</ul></div>
</body></html>
"""
    )


def row(place: int, e: Entry) -> str:
    """One article; every third link is packed."""
    token = packed({"idx": e.number, "startPage": "0", "listNo": "1", "totalList": "9"})
    query = f"board_data={token}&search_items=||" if place % 3 == 1 else f"idx={e.number}"
    return (
        f'<li><a href="/news/view.php?{query}"><strong>{escape(e.headline)}</strong><p>{escape(e.lead)}</p></a>'
        f'<div class="news_date">{e.published_at:%Y년 %m월 %d일}</div></li>\n'
    )


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("dadamedia-news", "dadamedia-default"),
    declared=lambda _home: {"lists": ("1",)},
)
