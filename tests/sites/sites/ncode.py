"""The site of ``newsview.php?ncode=``: its search, paged from zero (verified), the time of a row from memory."""

from html import escape

from scrapers.samples.lists import Entry
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.ncode import SAMPLE

STEP = 20


def article(path: str, query: Query) -> str:
    """``ncode``."""
    return query.get("ncode", "") if path == "/news/newsview.php" else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The search's pages."""
    if asked.path not in {"/", "/news/search.php"}:
        return None
    rows = "".join(row(e) for e in asked.page(STEP, asked.number("pagenum") + 1))
    return Listed(
        f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>기사 찾기 - {SAMPLE.title}</title></head>
<body><div id="header"><p class="today">최종편집 2026-11-21 03:00:00</p></div>
<div id="main">
{rows or "<p>찾는 기사가 없습니다.</p>"}</div>
<div id="sideBox"><h3>많이 본 기사</h3><ul><li>잠수교 아래 떠오른 피아노</li></ul></div>
</body></html>
"""
    )


def row(e: Entry) -> str:
    """One article found."""
    return (
        f'<div class="listPhoto"><dl><dt><a href="{e.path}">{escape(e.headline)}</a></dt>'
        f'<dd class="conts">{escape(e.lead)}</dd>'
        f'<dd class="etc">{escape(e.writer)} <span class="date">{e.published_at:%Y-%m-%d %H:%M:%S}</span></dd></dl></div>\n'
    )


SITE = FamilySite(sample=SAMPLE, article=article, listing=listing, skins=("ncode-2021",))
