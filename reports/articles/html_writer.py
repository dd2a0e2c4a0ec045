"""Articles as one HTML page: a table that any browser opens, written row by row."""

from typing import BinaryIO

from models.records.article import Article
from reports.articles.columns import Choice, cell, header
from reports.formats.html import PAGE_END, STYLE, Markup, link, page_head, tag

EXPORT_STYLE = """
body{max-width:none;margin:1rem;padding:0}h1{margin:.2rem 0 .6rem}table{font-size:.8rem;line-height:1.45}
th,td{padding:.3rem .35rem;word-break:keep-all;overflow-wrap:break-word}td{white-space:pre-line}
th{position:sticky;top:0}td.u{word-break:break-all;min-width:5.5rem}td.a{word-break:break-all;min-width:3.2rem}
td.w{min-width:7rem}td.b{min-width:11rem}
.t span{white-space:nowrap}
@page{size:A4 landscape;margin:12mm}@media print{th{position:static}thead{display:table-header-group}}
"""
TITLE = {"ko": "기사 목록", "en": "Articles"}
_LINKS = frozenset({"url", "canonical_url"})
_TIMES = frozenset({"published_at", "modified_at", "fetched_at", "gone_at"})
_CLASSES = {"headline": "w", "deck": "w", "body": "b", "excerpt": "w", "photos": "u", "article_no": "a"}


class HtmlWriter:
    """Writes articles to an open binary file, one at a time; ``close`` finishes it."""

    def __init__(self, file: BinaryIO, choice: Choice) -> None:
        self._file = file
        self._choice = choice
        self._names = choice.names
        head = tag("tr", *(tag("th", name, scope="col") for name in header(choice)))
        title = TITLE[choice.language]
        begin = f"{page_head(title, STYLE + EXPORT_STYLE)}{tag('h1', title)}<table>{tag('thead', head)}<tbody>\n"
        file.write(begin.encode())

    def write(self, article: Article) -> None:
        """Write one article as one row."""
        cells = [self._cell(article, name) for name in self._names]
        self._file.write(f"{tag('tr', *cells)}\n".encode())

    def close(self) -> None:
        """Finish the page."""
        self._file.write(f"</tbody></table>{PAGE_END}".encode())

    def _cell(self, article: Article, name: str) -> Markup:
        text = cell(article, name, self._choice)
        if name in _LINKS:
            return tag("td", link(text, text), class_="u")
        if name == "headline":
            return tag("td", link(article.canonical_url, text), class_="w")
        if name in _TIMES and text:
            day, space, clock = text.partition(" ")
            return tag("td", tag("span", day), space, clock, class_="t")
        return tag("td", text, class_=_CLASSES.get(name))
