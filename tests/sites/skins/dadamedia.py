"""dadamedia sites: the page of tables under ``/default/``, the newer one, and the mobile one.

Seen as text: the order of both desktop pages, the forms of their times, ``↑↑`` captions with ``ⓒ 매체명`` below them,
the line that asks for tips at the end. Verified: ``td#fontSzArea`` (old), ``div.title > h1`` and ``h2`` (new, one outlet
each). All other tags are from memory; where the tag of a headline is not known, the page is rendered with several.
"""

from datetime import datetime
from functools import partial
from random import Random

from models.records.article import Article, Photo
from scrapers.samples.skins.skin import (
    SampleOutlet,
    Skin,
    Surroundings,
    boxed,
    interleaved,
    is_row,
    marked_up,
    one_line,
    table,
    text,
)

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "photos"})


def printed_old(at: datetime) -> str:
    """``2023년 01월 27일(금) 21:38`` (seen as text)."""
    return f"{at:%Y년 %m월 %d일}({'월화수목금토일'[at.weekday()]}) {at:%H:%M}"


def printed_new(at: datetime) -> str:
    """``2019년 03월 19일`` (seen as text)."""
    return f"{at:%Y년 %m월 %d일}"


def printed_mobile(at: datetime) -> str:
    """``2025.01.02 12:34`` (verified as a format)."""
    return f"{at:%Y.%m.%d %H:%M}"


def byline(article: Article) -> str:
    """``정승호 기자 기자``: the title twice, as it was seen."""
    return f"{', '.join(article.reporters)} 기자 기자" if article.reporters else "편집부 기자"


def picture(photo: Photo, article: Article, rng: Random, *, old: bool) -> str:
    """A picture, ``↑↑ caption`` and ``ⓒ giver`` below it: in a table (old) or as lines."""
    words = text(f"↑↑ {photo.caption}") if photo.caption else ""
    giver = text(f"ⓒ {photo.credit}") if photo.credit else ""
    image = f'<img src="{text(photo.url)}" border="0">'
    if old and rng.random() < 0.6:
        rows = "".join(f'<tr><td class="f11">{line}</td></tr>' for line in (words, giver) if line)
        return f'<table width="400" align="center"><tr><td>{image}</td></tr>{rows}</table>'
    lines = "".join(f"<br>{line}" for line in (words, giver) if line)
    return f'<div style="text-align:center">{image}{lines}</div>'


def contents(article: Article, rng: Random, *, old: bool) -> str:
    """The body's element: text by ``<br>`` (old) or ``<p>``, the e-mails of those who wrote it last."""
    out: list[str] = []
    lines: list[str] = []
    rows: list[str] = []
    breaks = rng.random() < (0.8 if old else 0.3)

    def flush() -> None:
        if rows:
            out.append(table(rows))
        if lines:
            out.append("<br />\r\n<br />\r\n".join(lines) + "<br />")
        lines.clear()
        rows.clear()

    for part in interleaved(article, rng, photo_first=True):
        if isinstance(part, Photo):
            flush()
            out.append(picture(part, article, rng, old=old))
        elif is_row(part):
            if lines:
                flush()
            rows.append(part)
        else:
            if rows:
                flush()
            if breaks:
                lines.append(marked_up(part, rng))
            else:
                out.append(boxed(marked_up(part, rng), rng))
    flush()
    names = f"{article.reporters[0]} 기자 " if article.reporters and rng.random() < 0.3 else ""
    return "\n".join(out) + (f"<p>{text(names + ', '.join(article.emails))}</p>" if article.emails else "")


def link(n: int, rng: Random) -> str:
    """The address of another article, in one of the forms that links have."""
    return rng.choice((f"/news/view.php?idx={n}", f"/default/index_view_page.php?idx={n}&part_idx=250"))


def side(around: Surroundings, rng: Random) -> str:
    """Most read articles, whole others with their times, what PHP printed."""
    ranked = "".join(
        f'<li><a href="{link(n + 71, rng)}">{text(line)}</a></li>' for n, line in enumerate(around.related)
    )
    whole = "".join(
        f"<li><b>{text(other.headline)}</b><p>{text(one_line(other))} {text(' '.join(other.emails))}</p>"
        f"<span>{text(byline(other))}</span> <span>입력 : {printed_new(other.published_at or datetime.min)}</span></li>"
        for other in around.widget
    )
    boxes = "".join(f"<div>{message}</div>\n" for message in around.messages)
    return f'<div id="side_news"><h3>많이 본 뉴스</h3><ul>{ranked}</ul><ul>{whole}</ul></div>\n{boxes}'


def top(around: Surroundings, rng: Random) -> str:
    """Page clock and ticker."""
    clock = f"<span>최종편집:{around.clock:%Y-%m-%d %H:%M:%S}</span>" if around.clock else ""
    lines = "".join(f'<li><a href="{link(n + 3, rng)}">{text(line)}</a></li>' for n, line in enumerate(around.ticker))
    return f'<a href="#menu">주메뉴 바로가기</a> <a href="#content">본문 바로가기</a> {clock}<ul>{lines}</ul>'


def head(article: Article) -> str:
    """Everything before ``<body>``."""
    return f"""<head>
<meta charset="utf-8">
<title>{text(article.headline)} - {text(article.outlet_title)}</title>
</head>"""


def footer(article: Article) -> str:
    """Imprint of an outlet that does not exist."""
    return f"""<div id="footer">상호: {text(article.outlet_title)} / 주소: 견본시 견본로 1 / 발행인·편집인 : 홍견본 /
mail: <a href="mailto:d@example.com">d@example.com</a> / Copyright ⓒ {text(article.outlet_title)} All Rights Reserved.</div>"""


def old(article: Article, around: Surroundings, rng: Random) -> str:
    """The page of tables."""
    headline = rng.choice(('<td class="view_title">{}</td>', "<td><b>{}</b></td>", "<td><h2>{}</h2></td>"))
    deck = "<br>".join(text(line) for line in article.deck.split("\n"))
    when = f"{printed_old(article.published_at)} [{text(article.outlet_title)}]" if article.published_at else ""
    signed = f"<p>{text(', '.join(article.reporters))} 기자</p>" if article.reporters and not article.emails else ""
    writer = f'<td class="view_writer">{text(byline(article))}</td>'
    return f"""<html>
{head(article)}
<body topmargin="0">
{top(around, rng)}
<table width="980"><tr valign="top"><td width="640">
<table width="100%"><tr><td>{" &gt; ".join(("뉴스", *(text(level) for level in article.section.split(" > ") if level)))}</td><td align="right">+크기 | -작게 | 이메일 | 프린트</td></tr></table>
<table width="100%">
<tr>{headline.format(text(article.headline))}</tr>
<tr><td class="view_subtitle">{deck}</td></tr>
<tr><td align="right">{when}</td></tr>
<tr>{writer}</tr>
</table>
<table width="100%"><tr><td id="fontSzArea">
{contents(article, rng, old=True)}
{signed}
</td></tr></table>
<div class="f11_2">저작권자ⓒ{text(article.outlet_title)} 무단전재 및 재배포 금지</div>
</td><td width="320">{side(around, rng)}</td></tr></table>
{footer(article)}
</body>
</html>
"""


def new(article: Article, around: Surroundings, rng: Random) -> str:
    """The newer page."""
    headline = rng.choice(('<div class="title"><h1>{}</h1></div>', '<div class="tit"><h2>{}</h2></div>'))
    deck = (
        f'<p class="sub_title">{"<br>".join(text(x) for x in article.deck.split(chr(10)))}</p>' if article.deck else ""
    )
    when = f"입력 : {printed_new(article.published_at)}" if article.published_at else ""
    tips = (
        "<p>▲ 제보하기 [메일] tips@example.com [카카오톡] 견본 채널 검색, 채널 추가 유튜브에서도 구독해주세요!</p>"
        if around.ads
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
<div id="top">{top(around, rng)}</div>
<section><div class="wrap">
{headline.format(text(article.headline))}
{deck}
<div class="info"><span>{text(byline(article))}</span> <span>{when}</span>
<ul><li>트위터</li><li>페이스북</li><li>밴드</li><li>카카오톡</li><li>네이버블로그</li><li>URL복사</li></ul></div>
<div id="view_content">
{contents(article, rng, old=False)}
{tips}
</div>
<p class="copy">- Copyrights ⓒ{text(article.outlet_title)}. 무단 전재 및 재배포 금지 -</p>
</div></section>
{side(around, rng)}
{footer(article)}
</body>
</html>
"""


def mobile(article: Article, around: Surroundings, rng: Random) -> str:
    """The mobile page."""
    when = f"입력 {printed_mobile(article.published_at)}" if article.published_at else ""
    deck = (
        f'<p class="sub_title">{"<br>".join(text(x) for x in article.deck.split(chr(10)))}</p>' if article.deck else ""
    )
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
<header>{top(around, rng)}</header>
<div class="view_title"><h2>{text(article.headline)}</h2></div>
{deck}
<div class="view_info"><span class="writer">{text(byline(article))}</span> <span class="date">{when}</span></div>
<div id="view_content">
{contents(article, rng, old=False)}
</div>
{side(around, rng)}
{footer(article)}
</body>
</html>
"""


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(1_000, 400_000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/view.php?idx={number}"


SAMPLE = SampleOutlet(family="dadamedia", title="견본경북주간", number=number, address=address, example="161527")
_skin = partial(Skin, family="dadamedia", shows=SHOWS, seconds=False)
SKINS = (
    _skin(id="dadamedia-default", raw=printed_old, page=old, shows=SHOWS | {"section"}),
    _skin(id="dadamedia-news", raw=printed_new, page=new, clock=False),
    _skin(id="dadamedia-mobile", raw=printed_mobile, page=mobile),
)
