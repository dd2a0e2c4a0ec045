"""NDSoft's article page in four generations: the two of today here, the two before in ``ndsoft_old``.

Verified: ``header.article-view-header`` with ``h1``/``h3.heading``, ``.subheading`` there or first in the body, ``ul.infomation``
and ``ul.breadcrumbs`` with their items, ``#article-view-content-div`` as article or div, ``figure.photo-layout``, ``.ad-template``,
``article.writer``, ``.article-copy``, ``.tag-group``, the tools of 2025; of 2018-21 ``.article-head-title``, ``.article-head-sub``,
``.info-text``, ``.info-options2``, ``.view-copyright`` and ``.view-editors`` inside the body, and the section's links in the
header. Seen as text: 지면게재일, 이 기사를 공유합니다, SNS 기사보내기, 출처, the order of the parts. From memory: the tags of the
section's path since 2021 and of lists beside the article.
"""

from datetime import datetime
from random import Random

from models.records.article import Article, Photo
from scrapers.samples.skins.gbhana import byline, caption
from scrapers.samples.skins.skin import (
    SampleOutlet,
    Skin,
    Surroundings,
    boxed,
    interleaved,
    is_row,
    marked_up,
    table,
    text,
)
from tests.sites.skins import ndsoft_old
from tests.sites.skins.ndsoft_old import ad, closing, footer, head, other_lists, top

SHOWS = frozenset({"section", "headline", "deck", "reporters", "emails", "modified_at", "photos", "tags"})


def printed(at: datetime) -> str:
    """``2024.01.02 12:34``."""
    return f"{at:%Y.%m.%d %H:%M}"


def picture(photo: Photo, number: int, rng: Random) -> str:
    """A figure with its caption, in a centred box or not."""
    words = text(caption(photo, rng)) if photo.caption else ""
    image = f'<img alt="{words}" height="400" loading="lazy" src="{text(photo.url)}" width="600" />'
    inner = f'<div class="IMGFLOATING">{image}</div>' if rng.random() < 0.5 else image
    words = f"\n<figcaption>{words}</figcaption>" if words else ""
    return (
        f'<div style="text-align:center">\n<figure class="photo-layout image photo_{number} float-center" '
        f'data-idxno="{number}" data-type="photo" style="display:inline-block; max-width:600px">{inner}{words}\n'
        "</figure>\n</div>\n"
    )


def contents(article: Article, around: Surroundings, rng: Random) -> str:
    """Paragraphs, figures and tables in their order, advertisements between."""
    out: list[str] = []
    rows: list[str] = []
    for number, part in enumerate(interleaved(article, rng, photo_first=rng.random() < 0.5)):
        if isinstance(part, str) and is_row(part):
            rows.append(part)
            continue
        if rows:
            out.append(table(rows))
            rows = []
        out.append(picture(part, 516000 + number, rng) if isinstance(part, Photo) else boxed(marked_up(part, rng), rng))
    if rows:
        out.append(table(rows))
    if around.ads:
        out.insert(rng.randint(1, len(out)), ad())
    return "\n\n".join([*out, *closing(article, rng)])


def path(article: Article) -> str:
    """The section's levels as links to their lists."""
    codes = ("sc_section_code=S1N1", "sc_sub_section_code=S2N7", "sc_serial_code=SRN3")
    levels = article.section.split(" > ") if article.section else []
    links = "\n".join(
        f'<li><a href="/news/articleList.html?{codes[min(n, 1)]}&amp;view_type=sm">{text(level)}</a></li>'
        for n, level in enumerate(levels)
    )
    return f'<li><a href="/">홈</a></li>\n{links}'


def deck(article: Article, tag: str, kind: str) -> str:
    """Deck lines joined by ``<br />``."""
    lines = "<br />\n".join(text(line) for line in article.deck.split("\n"))
    return f'<{tag} class="{kind}">{lines}</{tag}>' if article.deck else ""


def information(article: Article, rng: Random) -> str:
    """Who, when, how many comments: as ``ul.infomation`` or as ``ul.breadcrumbs``; the printed paper's day behind."""
    label = rng.choice(("승인", "입력", "등록일", "기사입력"))
    sent = printed(article.published_at) if article.published_at else ""
    changed = printed(article.modified_at) if article.modified_at else ""
    who = text(byline(article, rng))
    page = (
        f"<li>지면게재일 {article.published_at:%Y년 %m월 %d일} 목요일</li>"
        if article.published_at and rng.random() < 0.3
        else ""
    )
    if rng.random() < 0.5:
        second = f'<li><i class="icon-clock-o"></i> 수정 {changed}</li>' if changed else ""
        items = f"""<li><i class="icon-user-o"><span class="show-for-sr">기자명</span></i> {who} </li>
{page}<li><i class="icon-clock-o"></i> {label} {sent}</li>{second}
<li><i class="icon-commenting-o"></i> 댓글 0</li>"""
        return f'<div class="info-group"><ul class="infomation">{items}</ul></div>'
    second = f"<li>수정 {changed}</li>" if changed else ""
    return f"""<div class="info-group"><ul class="breadcrumbs"><li class="info-name" aria-label="기자명"> {who} </li>
{page}<li>{label} {sent}</li>
{second}<li>댓글 0</li></ul></div>"""


def writer(article: Article) -> str:
    """The box that signs the article, one part for each name."""
    if not article.emails:
        return ""
    names = [*article.reporters, *[""] * len(article.emails)][: max(len(article.reporters), len(article.emails))]
    mails = [*article.emails, *[""] * len(names)]
    boxes = []
    for name, mail in zip(names, mails, strict=False):
        signed = (
            f'<strong class="name"><a href="/news/articleList.html?sc_word=x">{name}</a>기자<br></strong>'
            if name
            else ""
        )
        sent = f'<a href="mailto:{text(mail)}" class="email">{text(mail)}</a>' if mail else ""
        boxes.append(f'<article class="writer">{signed}\n{sent} <a href="#" class="more">다른기사 보기</a></article>')
    return "\n".join(boxes)


def tags(article: Article) -> str:
    """The keywords, with their hash signs."""
    links = "\n".join(
        f'<a href="/news/articleList.html?sc_word={text(t)}" class="tag">#{text(t)}</a>' for t in article.tags
    )
    return f'<div class="tag-group"><span class="show-for-sr">키워드</span>{links}</div>' if links else ""


TOOLS = """<article class="article-sytool-container"><div class="article-sytool"><button type="button" title="공유">공유</button>
<div class="fontsize-container"><div class="fontsize-title">글자크기 설정</div><div class="fontsize-slider-text">가</div>
<div class="fontsize-preview">기사의 본문 내용은 이 글자크기로 변경됩니다.</div></div>
<p>이 기사를 공유합니다</p></div></article>"""


def modern(article: Article, around: Surroundings, rng: Random) -> str:
    """Since 2021."""
    tag, heading = rng.choice(("article", "div")), rng.choice(("h1", "h3"))
    lines, inside = deck(article, rng.choice(("h2", "h4")), "subheading"), rng.random() < 0.5
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
<div id="user-wrap">
{top(around)}
<section id="article-view">
<header class="article-view-header">
<ul class="article-path">{path(article)}</ul>
<{heading} class="heading">{text(article.headline)}</{heading}>
{"" if inside else lines}
{information(article, rng)}
</header>
<div class="article-body">
{TOOLS}
<{tag} id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody">
{lines if inside else ""}
{contents(article, around, rng)}
<script>Util.copyExec(".urlBtns");</script>
</{tag}>
{writer(article)}
<div class="article-copy">저작권자 &copy; {text(article.outlet_title)} 무단전재 및 재배포 금지</div>
{tags(article)}
<p>개의 댓글</p><p>댓글 정렬</p><p>BEST댓글 BEST 댓글 답글과 추천수를 합산하여 자동으로 노출됩니다.</p>
</div>
</section>
{other_lists(around)}
{footer(article)}
</div>
</body>
</html>
"""


def editors(article: Article) -> str:
    """The writer's box of 2018-21."""
    names = "".join(
        f'<img src="/news/photo/member/w{n}.jpg" alt="{name} 기자" />\n<strong class="names">{name} 기자</strong>'
        for n, name in enumerate(article.reporters)
    )
    mails = "".join(
        f'<span class="email"><a href="mailto:{text(mail)}" class="user-email">{text(mail)}</a></span>'
        for mail in article.emails
    )
    return f'<div class="view-editors">{names}{mails} <a href="#">다른기사 보기</a></div>' if mails else ""


def middle(article: Article, around: Surroundings, rng: Random) -> str:
    """2018 to 2021; copyright and writer may stand inside the body's element."""
    tag, inside, signed = rng.choice(("article", "div")), rng.random() < 0.5, rng.random() < 0.6
    lines = deck(article, "div", "article-head-sub")
    sent = printed(article.published_at) if article.published_at else ""
    second = f"<li>수정 {printed(article.modified_at)}</li>" if article.modified_at else ""
    tail = f"""<div class="text-center"><ul class="info-options2 no-bullet"><li><button type="button"><span>기사공유하기</span></button></li>
<li>SNS 기사보내기</li></ul></div>
<div class="view-copyright">저작권자 &copy; {text(article.outlet_title)} 무단전재 및 재배포 금지</div>
{editors(article)}"""
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
<div id="user-wrap">
{top(around)}
<section id="user-container">
<div class="float-center">
<header class="article-view-header">
<nav class="article-head-nav"><ul class="no-bullet">{path(article)}</ul></nav>
<div class="article-head-title">{text(article.headline)}</div>
{"" if inside else lines}
<div class="info-text"><ul class="no-bullet auto-marbtm-0 line-height-6"><li>{text(byline(article, rng))}</li>
<li>{rng.choice(("승인", "입력"))} {sent}</li>
{second}<li>댓글 0</li></ul></div>
</header>
<{tag} id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody">
{lines if inside else ""}
{contents(article, around, rng)}
<p>출처 : {text(article.outlet_title)}(http://www.sample.example)</p>
{tail if signed else ""}
</{tag}>
{"" if signed else tail}
{tags(article)}
</div>
</section>
{other_lists(around)}
{footer(article)}
</div>
</body>
</html>
"""


def number(rng: Random, _at: datetime) -> str:
    """A serial; some installs count from 90000000000."""
    return str(rng.randrange(1, 999_999) + rng.choice((0, 0, 0, 90_000_000_000)))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/articleView.html?idxno={number}"


SAMPLE = SampleOutlet(family="ndsoft", title="견본일보", number=number, address=address, example="205216")
SKINS = (
    *ndsoft_old.SKINS,
    Skin(id="ndsoft-2018", family="ndsoft", shows=SHOWS, raw=printed, seconds=False, page=middle),
    Skin(id="ndsoft-2021", family="ndsoft", shows=SHOWS, raw=printed, seconds=False, page=modern),
)
