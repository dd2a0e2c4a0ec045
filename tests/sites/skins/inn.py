"""INN sites: the page of tables of 2012 and the newer page.

The old page is verified: ``td.read_title``, ``td.read_subtitle``, ``div.writer``, ``td.read_body > #CLtag`` with
advertisements and captioned pictures in tables, the time below the body, the list of most read articles beside it.
Of the newer page the place of the time and ``#CLtag`` are verified, the other tags are from memory.
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

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "dateline", "agency", "photos", "section"})


def printed(at: datetime) -> str:
    """``2012/08/02 [10:36]`` (verified)."""
    return f"{at:%Y/%m/%d [%H:%M]}"


def opening(article: Article, rng: Random) -> str:
    """``【브레이크뉴스 대구】진예솔 기자= `` (verified for regional desks), or nothing without a dateline."""
    if not article.dateline:
        return ""
    names = ("·" if rng.random() < 0.6 else ", ").join(article.reporters)
    signed = f"{names} 기자" if names else "편집부"
    gap = " " if rng.random() < 0.4 else ""
    return f"【{article.agency} {article.dateline}】{gap}{signed}{rng.choice(('= ', '=', ' = '))}"


def writer(article: Article) -> str:
    """``박동제 기자``."""
    return f"{', '.join(article.reporters)} 기자" if article.reporters else "편집부"


CREDITS = ("<사진출처={}>", " <사진출처={}>", " (사진={} 제공)", " [사진={}]")


def caption(photo: Photo, rng: Random) -> str:
    """``▲설명 <사진출처=…>`` (verified) and the forms that regional desks write."""
    credit = rng.choice(CREDITS).format(photo.credit) if photo.credit else ""
    return rng.choice(("▲", "▲", "▲ ")) + photo.caption + credit


def old_picture(photo: Photo, rng: Random) -> str:
    """A table with the picture, and one with its caption, in a table (verified)."""
    words = ""
    if photo.caption:
        words = f"""<TABLE border=0 cellSpacing=0 cellPadding=2 width="100%"><TBODY><TR>
<TD style="LINE-HEIGHT: 12pt; COLOR: #ffffff; FONT-SIZE: 9pt" bgColor=#999999>{text(caption(photo, rng))}</TD></TR></TBODY></TABLE>"""
    return f"""<TABLE border=0 cellSpacing=3 width=578 align=center><TBODY><TR><TD>
<TABLE border=0 cellSpacing=1 cellPadding=0 bgColor=#666666><TBODY><TR>
<TD bgColor=#ffffff><IMG border=0 src="{text(photo.url)}" width=578></TD></TR></TBODY></TABLE>
{words}</TD></TR></TBODY></TABLE>"""


def new_picture(photo: Photo, rng: Random) -> str:
    """A picture and its caption as paragraphs, or in a table (memory)."""
    if rng.random() < 0.4:
        return old_picture(photo, rng)
    words = f"<p>{text(caption(photo, rng))}</p>" if photo.caption else ""
    return f'<p style="text-align: center;"><img src="{text(photo.url)}" alt=""></p>\n{words}'


ADS = """<table align=right><tr><td></td></tr></table> <table border='0' cellspacing='2' cellpadding='0'>
<tr><td nowrap style='padding-bottom:7px'><script type="text/javascript"><!--
google_ad_slot = "0";
//--></script><br><br></td>
<td rowspan='2' width='100%' align='right'>광고<iframe src="http://ad.example/right" width="310" height="200"></iframe></td></tr>
<tr><td><iframe src='http://ad.example/top' width='238' height='148'></iframe></td></tr></table>
"""


def contents(article: Article, around: Surroundings, rng: Random, *, old: bool) -> str:
    """What stands in ``#CLtag``: advertisements, the text by ``<BR>`` (old) or ``<p>``, the closing e-mails."""
    out: list[str] = []
    lines: list[str] = []
    rows: list[str] = []
    start = text(opening(article, rng))
    breaks = rng.random() < (0.9 if old else 0.2)

    def flush() -> None:
        if rows:
            out.append(table(rows))
        if lines:
            out.append("<BR>&nbsp;<BR>".join(lines) + "<BR>&nbsp;<BR>")
        lines.clear()
        rows.clear()

    for part in interleaved(article, rng, photo_first=False):
        if isinstance(part, Photo):
            flush()
            out.append((old_picture if old else new_picture)(part, rng))
        elif is_row(part):
            if lines:
                flush()
            rows.append(part)
        else:
            if rows:
                flush()
            words = start + marked_up(part, rng)
            start = ""
            if breaks:
                lines.append(words)
            else:
                out.append(boxed(words, rng))
    flush()
    mails = "<BR>".join(f'<A href="mailto:{text(mail)}">{text(mail)}</A>' for mail in article.emails)
    return (ADS if around.ads else "") + "\n".join(out) + (f"{mails}<BR>" if mails else "")


def read_more(around: Surroundings) -> str:
    """The most read articles beside the text, whole ones of other papers among them."""
    rows = [
        f"<tr valign='top'><td nowrap><img src='img/box/icon_list7.gif'></td><td width='100%'>"
        f"<a href='sub_read.html?uid={n + 31}&section=sc2&section2=지역' class='text_9_1'>{text(line)}"
        f"<font color='#999999'>/ 도해솔 기자</font></a></td></tr>"
        for n, line in enumerate(around.related)
    ]
    for other in around.widget:
        when = f"기사입력: {printed(other.published_at)}" if other.published_at else ""
        rows.append(
            f"<tr><td colspan=2><div class='text_9_1'><b>{text(other.headline)}</b> {text(writer(other))} {when}<br>"
            f"{text(one_line(other))} {text(' '.join(other.emails))}</div></td></tr>"
        )
    return f"""<table width='94%' class='box_best'><tr><td class='box'>가장 많이 읽은 기사</td></tr>
<tr><td><table width='100%' class='text_9_1'>{"".join(rows)}</table></td></tr></table>"""


def messages(around: Surroundings) -> str:
    """What PHP printed beside the article."""
    return "".join(f"<div class='text_9_1'>{message}</div>\n" for message in around.messages)


def crumbs(article: Article) -> str:
    """``HOME > 사회 > 종합``."""
    levels = "".join(
        f" > <a href='sub.html?section=sc{n}'>{text(level)}</a>" for n, level in enumerate(article.section.split(" > "))
    )
    return f"<a href='index.html' class='text_9'>HOME</a>{levels if article.section else ' > '}"


def clock(around: Surroundings) -> str:
    """The page's own clock and ticker."""
    ticker = "".join(
        f"<li><a href='/sub_read.html?uid={n + 3}'>{text(line)}</a></li>" for n, line in enumerate(around.ticker)
    )
    now = f"<span class='text_9'>최종편집: {printed(around.clock)}</span>" if around.clock else ""
    return f"{now}<ul class='ticker'>{ticker}</ul>"


def old(article: Article, around: Surroundings, rng: Random) -> str:
    """The page of 2012."""
    deck = "<br>".join(text(line) for line in article.deck.split("\n"))
    when = f"기사입력:  {printed(article.published_at)}  &nbsp;" if article.published_at else ""
    return f"""<html><head><title>견본언론의 세대교체 ◆{text(article.outlet_title)}◆</title>
<meta charset="utf-8">
<link rel='stylesheet' href='/css/kr/style.css' type='text/css'>
</head>
<body>
<script src='/js/ins_js.js' language="javascript"></script>
<div align='center'><a name='top'></a>
<table width='970'><tr><td>{clock(around)}</td></tr></table>
<table width='970'><tr valign='top'><td width="612" nowrap align="center">
<table width='96%'><tr><td class='text_9' style='color:#999999'>{crumbs(article)}</td></tr></table>
<!-- 기사본문:시작 -->
<meta name="title" content="{text(article.headline)}  {text(article.outlet_title)} " />
<table width='100%'>
<tr><td class='read_title'>{text(article.headline)} </td></tr>
<tr><td height='5'></td></tr>
<tr><td class='read_subtitle'>{deck}</td></tr>
<tr><td><div align='right' class='writer'> {text(writer(article))} <a href='javascript:;' class='writer'><img src='/img/skin1/icon_mail.gif' border='0'></a></div></td></tr>
<tr><td class='read_body'>
<div id='CLtag'>{contents(article, around, rng, old=True)}
</div>
</td></tr>
<tr><td style='padding:10 0 10 0' class='text_9'>기사제보 및 보도자료 <a href='mailto:desk@example.com'>desk@example.com</a> <br>
<b>ⓒ 견본언론의 세대교체 {text(article.outlet_title)} / 무단전재 및 재배포금지</b></td></tr>
<tr><td class='text_9' height='30'>{when}최종편집:    ⓒ {text(article.outlet_title)}</td></tr>
<tr><td class='text_9'><a href='sub_view.html?n_name={text(writer(article))}'><img src='/img/skin4/img_newsmore.gif' border='0'></a></td></tr>
</table>
</td><td width='300'>{read_more(around)}
{messages(around)}</td></tr></table>
<table width='970'><tr><td class='text_9'>편집국 :견본시 견본로 1 <br> 등록번호 : 견본 아00000ㅣ 발행인 겸 편집인 : 홍견본
Copyright ⓒ {text(article.outlet_title)}. All rights reserved. Contact <a href='mailto:desk@example.com'>desk@example.com</a></td></tr></table>
</div>
</body></html>
"""


def new(article: Article, around: Surroundings, rng: Random) -> str:
    """The newer page."""
    when = f"기사입력 {printed(article.published_at)}" if article.published_at else ""
    deck = f"<h3>{'<br>'.join(text(line) for line in article.deck.split(chr(10)))}</h3>" if article.deck else ""
    return f"""<!DOCTYPE html>
<html lang="ko"><head>
<meta charset="utf-8">
<title>{text(article.outlet_title)} :: {text(article.headline)}</title>
<meta property="og:site_name" content="{text(article.outlet_title)}">
<meta property="og:title" content="{text(article.headline)}">
<link rel="alternate" type="application/rss+xml" href="/rss/rss_news.php">
</head>
<body>
<div id="top">{clock(around)}</div>
<div id="wrap">
<div class="article_head">
<div class="location">{crumbs(article)}</div>
<h1>{text(article.headline)}</h1>
{deck}
<div class="read_option_top"><div class="writer">{text(writer(article))}</div><div class="writer_time">{when}</div>
<ul class="sns_box"><li>페이스북</li><li>트위터</li><li>카카오톡에 공유</li></ul></div>
</div>
<div id="CLtag">{contents(article, around, rng, old=False)}
</div>
<p class="copy">ⓒ {text(article.outlet_title)} 무단전재 및 재배포 금지</p>
</div>
<div id="right_area">{read_more(around)}
{messages(around)}</div>
<div id="bottom">Copyright ⓒ {text(article.outlet_title)}. All rights reserved. <a href="mailto:desk@example.com">desk@example.com</a></div>
</body>
</html>
"""


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(10_000, 900_000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/sub_read.html?uid={number}"


SAMPLE = SampleOutlet(family="inn", title="견본브레이크뉴스", number=number, address=address, example="223140")
_skin = partial(Skin, family="inn", shows=SHOWS, raw=printed, seconds=False)
SKINS = (
    _skin(id="inn-2012", page=old),
    _skin(id="inn-2023", page=new),
)
