"""NDSoft's article pages before 2018, and the frame that all of its pages share here.

Verified, each on some outlets: ``td.view_t``, ``td.view_r`` and a cell of colour EFEFEF with the time; ``div.View_Title``
and ``div.View_Info``; of 2013-17 ``.arl_view_title``, ``.arl_view_sub_title``, ``span.arl_view_date`` with ``2015년 03월 02일``,
``#arl_view_content``, ``.arl_view_copywriter``, ``.arl_view_tags_box``, ``td.news_photo_table_caption`` with an id that begins
``font_imgdown_``. From memory: how these stand together, the clock time behind the day, the writer's box.
"""

from datetime import datetime
from random import Random

from models.records.article import Article, Photo
from scrapers.samples.skins.gbhana import byline, caption
from scrapers.samples.skins.skin import Skin, Surroundings, boxed, interleaved, is_row, marked_up, one_line, table, text

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "photos"})


def printed(at: datetime) -> str:
    """``2013년 05월 02일 (목) 10:20:30``."""
    return f"{at:%Y년 %m월 %d일} ({'월화수목금토일'[at.weekday()]}) {at:%H:%M:%S}"


def printed_plain(at: datetime) -> str:
    """``2015년 03월 02일 10:20:30``."""
    return f"{at:%Y년 %m월 %d일 %H:%M:%S}"


def head(article: Article) -> str:
    """Everything before ``<body>``: a title with the site's name, meta for other sites, RSS."""
    at = article.published_at.isoformat() if article.published_at else ""
    lead = article.body.split("\n")[0][:90]
    return f"""<head>
<meta charset="utf-8">
<title>{text(article.headline)} - {text(article.outlet_title)}</title>
<meta name="title" content="{text(article.headline)} - {text(article.outlet_title)}"/>
<meta name="author" content="{text(article.reporters[0] if article.reporters else "")} 기자"/>
<meta property="og:site_name" content="{text(article.outlet_title)}"/>
<meta property="og:title" content="{text(article.headline)}"/>
<meta property="og:description" content="{text(lead)}"/>
<meta property="og:url" content="{text(article.canonical_url)}"/>
<meta property="article:published_time" content="{at}"/>
<link rel="alternate" type="application/rss+xml" title="{text(article.outlet_title)}" href="/rss/allArticle.xml">
</head>"""


def top(around: Surroundings) -> str:
    """Page clock, menu, ticker, weather."""
    clock = f'<li class="nav-date">편집 : {around.clock:%Y-%m-%d %H:%M} (일)</li>' if around.clock else ""
    weather = "".join(f"<li>{text(line)}</li>" for line in around.weather)
    ticker = "".join(
        f'<li><a href="/news/articleView.html?idxno={n + 11}">{text(line)}</a></li>'
        for n, line in enumerate(around.ticker)
    )
    return f"""<header id="user-header"><ul>{clock}<li><a href="/">HOME</a></li>{weather}</ul>
<ul id="user-menu"><li class="secline"><a href="/news/articleList.html?sc_section_code=S1N3&amp;view_type=sm" data-code="S1N3">정치</a></li></ul>
<ul class="headline-ticker">{ticker}</ul></header>"""


def other_lists(around: Surroundings) -> str:
    """Beside and below: whole other articles with their times, the most read, what PHP printed."""
    others = []
    for other in around.widget:
        when = f"승인 {other.published_at:%Y.%m.%d %H:%M}" if other.published_at else ""
        others.append(
            f'<div class="auto-article"><a href="{text(other.canonical_url)}"><strong class="auto-titles">{text(other.headline)}</strong>'
            f'<p class="auto-summary">{text(one_line(other))}</p></a><ul class="list-info"><li>{text(byline(other, Random(1)))}</li>'
            f"<li>{when}</li><li>{text(' '.join(other.emails))}</li></ul></div>"
        )
    read = "".join(
        f'<li><a href="/news/articleView.html?idxno={n + 31}">{text(t)}</a></li>' for n, t in enumerate(around.related)
    )
    boxes = "".join(f'<div class="user-aside-box">{message}</div>\n' for message in around.messages)
    return f"""<aside id="user-aside">
{f'<section class="auto-ranking"><h4>많이 본 뉴스</h4><ul>{read}</ul></section>' if read else ""}
{f'<section class="auto-latest"><h4>최신기사</h4>{"".join(others)}</section>' if others else ""}
{boxes}</aside>"""


def ad() -> str:
    """An advertisement inside the body (verified)."""
    return (
        '<div id="AD169" class="ad-template"><div class="col"><p class="ad_title">ADVERTISEMENT</p>'
        '<ins class="adsbygoogle"></ins><p>광고를 닫으려면 누르세요</p></div></div>'
    )


def footer(article: Article) -> str:
    """Imprint of an outlet that does not exist, and the vendor's link (verified)."""
    return f"""<footer id="user-footer"><p>{text(article.outlet_title)} | 등록번호 : 견본 아00000 | 등록일 : 2005-08-09 | 발행인 : 홍견본</p>
<p>Copyright &copy; 2026 {text(article.outlet_title)}. All rights reserved. mail to <a href="mailto:news@example.com">news@example.com</a></p>
<a href="http://www.ndsoft.co.kr" class="ndsoft"><img src="/image/ndsoft.gif" alt="ndsoft"></a></footer>"""


def closing(article: Article, rng: Random) -> list[str]:
    """The last line of the text: ``홍길동 기자 id@host``, ``/홍길동 기자``, or none."""
    if not article.reporters or rng.random() < 0.5:
        return []
    name = article.reporters[0]
    if article.emails and rng.random() < 0.6:
        return [f'<p style="text-align: justify;">{name} 기자 {text(article.emails[0])}</p>']
    return [f"<p>/{name} 기자</p>"]


def photo_table(photo: Photo, number: int, rng: Random) -> str:
    """A picture as a table of two rows, the caption in the second."""
    words = text(caption(photo, rng)) if photo.caption else ""
    under = (
        f'<tr><td id="font_imgdown_{number}" class="news_photo_table_caption" bgcolor="#FFFFFF">{words}</td></tr>'
        if words
        else ""
    )
    return f"""<table border="0" cellspacing="5" cellpadding="0" align="center" class="news_photo_table"><tbody>
<tr><td><img src="{text(photo.url)}" border="0"></td></tr>{under}</tbody></table>
"""


def contents(article: Article, around: Surroundings, rng: Random, *, breaks: bool) -> str:
    """Paragraphs by ``<p>`` or by ``<br>``, photo tables between."""
    out: list[str] = []
    lines: list[str] = []
    rows: list[str] = []

    def flush() -> None:
        if rows:
            out.append(table(rows))
        if lines:
            out.append("<br /><br />\n".join(lines) + "<br />")
        lines.clear()
        rows.clear()

    for number, part in enumerate(interleaved(article, rng, photo_first=True)):
        if isinstance(part, Photo):
            flush()
            out.append(photo_table(part, 101300 + number, rng))
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
    if around.ads:
        out.insert(rng.randint(1, len(out)), ad())
    return "\n".join([*out, *closing(article, rng)])


def oldest(article: Article, around: Surroundings, rng: Random) -> str:
    """To about 2012: a table, or the ``View_`` boxes."""
    sent = f"승인 {printed(article.published_at)}" if article.published_at else ""
    who = text(f"{byline(article, rng)} {' '.join(article.emails)}".strip())
    title, lines = text(article.headline), "<br>".join(text(line) for line in article.deck.split("\n"))
    body = contents(article, around, rng, breaks=rng.random() < 0.6)
    rights = f"ⓒ {text(article.outlet_title)}(http://www.sample.example) 무단전재 및 재배포금지"
    if rng.random() < 0.5:
        under = f'<tr><td class="view_s">{lines}</td></tr>' if article.deck else ""
        view = f"""<table width="650"><tr><td class="view_t">{title}</td></tr>{under}
<tr><td bgcolor="EFEFEF">{sent} <font color="#666666">{who}</font></td></tr>
<tr><td class="view_r" id="articleBody">{body}
</td></tr>
<tr><td class="view_copy">{rights}</td></tr></table>"""
    else:
        under = f'<div class="View_SubTitle">{lines}</div>' if article.deck else ""
        view = f"""<div class="View_Title"><strong>{title}</strong></div>{under}
<div class="View_Info">{sent} <span>{who}</span></div>
<div id="arl_view_content">{body}
</div>
<div class="View_Copy">{rights}</div>"""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
{head(article)}
<body>
{top(around)}
<div id="content">
{view}
<p>[관련기사]</p>
</div>
{other_lists(around)}
{footer(article)}
</body>
</html>
"""


def older(article: Article, around: Surroundings, rng: Random) -> str:
    """2013 to 2017, also at ``/?mod=news&act=articleView``."""
    sent = printed_plain(article.published_at) if article.published_at else ""
    lines = "<br />".join(text(line) for line in article.deck.split("\n"))
    under = f'<div class="arl_view_sub_title">{lines}</div>' if article.deck else ""
    names = "".join(f'<strong class="name">{name}</strong> 기자 ' for name in article.reporters)
    mails = "".join(f'<a class="email" href="mailto:{text(mail)}">{text(mail)}</a> ' for mail in article.emails)
    box = f'<div class="arl_view_writer_box">{names}{mails}<span>다른기사 보기</span></div>'
    links = " ".join(f'<a href="/?mod=search&amp;searchWord={text(tag)}">{text(tag)}</a>' for tag in article.tags)
    inside = rng.random() < 0.5
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
{top(around)}
<div id="container"><div id="content">
<div id="arl_view_box">
<div class="arl_view_title_box"><h1 class="arl_view_title">{text(article.headline)}</h1>{under}</div>
<div class="border_box"><span class="arl_view_writer">{text(byline(article, rng))}</span>
<span class="arl_view_date">{sent}</span></div>
<div class="not_print"><ul><li>SNS 기사보내기</li><li>이 기사를 공유합니다</li></ul></div>
<div id="arl_view_content" class="arl_view_content">
{contents(article, around, rng, breaks=rng.random() < 0.3)}
{box if inside else ""}
</div>
{"" if inside else box}
<div class="arl_view_copywriter">&lt;저작권자 &copy; {text(article.outlet_title)}, 무단 전재 및 재배포 금지&gt;</div>
<div class="arl_view_tags_box not_print">{links}</div>
</div>
</div></div>
{other_lists(around)}
{footer(article)}
</body>
</html>
"""


SKINS = (
    Skin(id="ndsoft-2012", family="ndsoft", shows=SHOWS, raw=printed, seconds=True, page=oldest),
    Skin(id="ndsoft-2016", family="ndsoft", shows=SHOWS | {"tags"}, raw=printed_plain, seconds=True, page=older),
)
