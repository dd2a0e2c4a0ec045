"""List pages of sample outlets whose lists are rows in a template of their family."""

from collections.abc import Sequence
from html import escape
from string import Template

from scrapers.samples.lists import Entry
from scrapers.samples.skins.skin import SampleOutlet


def rows(entries: Sequence[Entry], template: str, time: str) -> str:
    """The entries by a template of one row: $path, $number, $headline, $lead, $writer, $when (by ``time``, strftime)."""
    row = Template(template)
    return "\n".join(
        row.substitute(
            path=e.path,
            number=escape(e.number),
            headline=escape(e.headline),
            lead=escape(e.lead),
            writer=escape(e.writer),
            when=e.published_at.strftime(time),
        )
        for e in entries
    )


def list_page(sample: SampleOutlet, before: str, shown: str, after: str) -> str:
    """A list page with a page clock above its rows and a ranking beside them."""
    return f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>지역 - {escape(sample.title)}</title></head>
<body><header><span class="now">2026.11.21 03:00</span></header>
{before}
{shown}
{after}
<aside class="rank"><h3>많이 본 뉴스</h3><ol><li>잠수교 아래 떠오른 피아노</li></ol></aside>
</body></html>
"""
