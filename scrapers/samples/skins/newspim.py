"""Newspim's article page: the desktop of 2022-2025 and the one of 2026.

Verified: ``article.bodynews > div.header > h1``, ``span#send-time`` with ``2023년11월14일 14:49``, ``div#news-contents``,
ads as ``div[style*="margin:"]`` and ``.relation-news`` inside it, and the whole of 2026's header and AI summary.
Seen as text: the order of the parts, the closing e-mail line, captions ending in ``[사진=…] date e-mail``, the
best-article block with two whole other articles. From memory: the tags of breadcrumb, deck, captions and that block.
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

SHOWS = frozenset(
    {"section", "headline", "deck", "reporters", "emails", "dateline", "agency", "modified_at", "photos", "tags"}
)
TITLES = ("기자", "기자", "기자", "선임기자", "인턴기자", "특파원", "논설위원")


def printed(at: datetime) -> str:
    """``2023년11월14일 14:49``, the form of ``#send-time`` (verified)."""
    return f"{at:%Y년%m월%d일 %H:%M}"


def opening(article: Article, rng: Random) -> str:
    """``[포항=뉴스핌] 남효선 기자 = ``, or nothing where the record has no dateline."""
    if not article.dateline:
        return ""
    if len(article.reporters) > 1 and rng.random() < 0.3:
        byline = ", ".join(f"{name} {rng.choice(TITLES)}" for name in article.reporters)
    else:
        names = ("·" if rng.random() < 0.7 else ", ").join(article.reporters)
        byline = f"{names} {rng.choice(TITLES)}" if names else "편집부"
    gap = " " if rng.random() < 0.85 else ""
    equals = " = " if rng.random() < 0.8 else "= "
    return f"[{article.dateline}={article.agency}]{gap}{byline}{equals}"


def caption(photo: Photo, article: Article, rng: Random) -> str:
    """``설명 [사진=포항시] 2023.11.14 id@newspim.com``: the mail is the article's first."""
    parts = photo.caption
    if photo.credit:
        parts += (" " if rng.random() < 0.7 else "") + f"[사진={photo.credit}]"
    if article.emails and article.published_at:
        gap = "" if parts.endswith("]") and rng.random() < 0.4 else " "
        parts += f"{gap}{article.published_at:%Y.%m.%d} {article.emails[0]}"
    return parts


def picture(photo: Photo, article: Article, rng: Random, *, modern: bool) -> str:
    """A photo with its caption as a figure, a box, or (desktop) a bare paragraph."""
    image = f'<img src="{text(photo.url)}" alt="사진" class="addphotoleft">'
    words = text(caption(photo, article, rng)) if photo.caption else ""
    if modern or rng.random() < 0.4:
        return (
            f'<figure class="news-img">{image}' + (f"<figcaption>{words}</figcaption>" if words else "") + "</figure>"
        )
    if rng.random() < 0.5 or not photo.credit:
        return f'<div class="news-img">{image}' + (f'<p class="caption">{words}</p>' if words else "") + "</div>"
    return f'<p style="text-align:center">{image}</p>\n' + (f"<p>{words}</p>" if words else "")


def contents(article: Article, around: Surroundings, rng: Random, *, modern: bool) -> str:
    """What stands in ``#news-contents``."""
    out: list[str] = []
    rows: list[str] = []
    start = text(opening(article, rng))
    for part in interleaved(article, rng, photo_first=False):
        if isinstance(part, str) and is_row(part):
            rows.append(part)
            continue
        if rows:
            out.append(table(rows))
            rows = []
        if isinstance(part, Photo):
            out.append(picture(part, article, rng, modern=modern))
            continue
        out.append(boxed(start + marked_up(part, rng), rng))
        start = ""
    if rows:
        out.append(table(rows))
    if around.ads:
        out.insert(rng.randint(1, len(out)), ad())
    if around.related:
        out.insert(rng.randint(1, len(out)), related(around))
    if article.emails:
        out += closing(article, rng)
    return "\n".join(out)


def closing(article: Article, rng: Random) -> list[str]:
    """The last lines: the e-mails in one line or one each, now and then with the first reporter's name."""
    if len(article.emails) > 1 and rng.random() < 0.4:
        return [f"<p>{text(mail)}</p>" for mail in article.emails]
    signed = f"{article.reporters[0]} 기자 " if article.reporters and rng.random() < 0.2 else ""
    return [f"<p>{text(signed + ', '.join(article.emails))}</p>"]


def ad() -> str:
    """An advertisement inside the body (verified: told by its ``margin:`` style)."""
    return (
        '<div style="margin:20px auto; text-align:center;"><span>ADVERTISEMENT</span>'
        '<iframe src="//ad.example/slot/7" width="300" height="250"></iframe><p>광고를 닫으려면 누르세요</p></div>'
    )


def related(around: Surroundings) -> str:
    """The list of related articles that may stand inside the body."""
    items = "".join(
        f'<li><a href="/news/view/2026010{n}000{n}77">{text(line)}</a></li>' for n, line in enumerate(around.related)
    )
    return f'<div class="relation-news"><strong>관련기사</strong><ul>{items}</ul></div>'


def best(around: Surroundings) -> str:
    """``[뉴스핌 베스트 기사]``: other articles whole, with datelines, e-mails and times of their own."""
    if not around.widget:
        return ""
    items = []
    for other in around.widget:
        rng = Random(other.canonical_url)
        when = f"{other.published_at:%Y-%m-%d %H:%M}" if other.published_at else ""
        words = f"{opening(other, rng)}{one_line(other)} {' '.join(other.emails)}"
        photo = f'<img src="{text(other.photos[0].url)}" alt="사진">' if other.photos else ""
        items.append(
            f'<li><a href="{text(other.canonical_url)}"><span class="thumb">사진{photo}</span>'
            f"<strong>{text(other.headline)}</strong><p>{text(words)}</p></a><em>{when}</em></li>"
        )
    return f'<div class="bestnews"><h4>[뉴스핌 베스트 기사]</h4><ul>{"".join(items)}</ul></div>'


def head(article: Article, around: Surroundings) -> str:
    """Everything before ``<body>``."""
    lead = article.body.split("\n")[0][:80]
    place = f"[{article.dateline}={article.agency}] " if article.dateline else ""
    return f"""<head>
<meta charset="utf-8">
<title>{text(article.headline)} - {text(article.outlet_title)}</title>
<meta property="og:type" content="article">
<meta property="og:site_name" content="{text(article.outlet_title)}">
<meta property="og:title" content="{text(article.headline)}">
<meta property="og:description" content="{text(place + lead)}">
<meta property="og:url" content="{text(article.canonical_url)}">
<link rel="canonical" href="{text(article.canonical_url)}">
</head>"""


def top(article: Article, around: Surroundings) -> str:
    """Header, page clock, ticker: before the article."""
    clock = f'<span class="today">{around.clock:%Y년 %m월 %d일 %H:%M}</span>' if around.clock else ""
    ticker = "".join(
        f'<li><a href="/news/view/2026010100{n:04}">{text(line)}</a></li>' for n, line in enumerate(around.ticker)
    )
    bar = (
        f'<div class="topbanner"><div class="ticker"><strong>속보</strong><a href="#">더보기</a><ul>{ticker}</ul></div></div>'
        if ticker
        else ""
    )
    return f"""<header id="header"><a href="/">전체기사</a> <a href="/news/lists">최신뉴스</a> <a href="/gam">GAM</a> {clock}
<a href="/kyd">KYD 디데이</a></header>
{bar}"""


def crumbs(article: Article) -> str:
    """The breadcrumb: the levels of the section."""
    levels = "".join(
        f'<a href="/news/lists?category_cd=108">{text(level)}</a>' for level in article.section.split(" > ")
    )
    return f'<div class="location">{levels}</div>' if article.section else ""


def tools() -> str:
    """Font size, translation and share bars."""
    return """<div class="tools"><p>※ 본문 글자 크기 조정</p><ul><li>더 작게</li><li>작게</li><li>보통</li><li>크게</li><li>더 크게</li></ul>
<p>※ 번역할 언어 선택</p><ul class="sns"><li>페이스북</li><li>카카오톡에 공유</li><li>URL복사</li></ul></div>"""


def keywords(article: Article) -> str:
    """The tags, as ``[관련키워드]``."""
    links = " ".join(f'<a href="/search?searchword={text(tag)}">{text(tag)}</a>' for tag in article.tags)
    return f'<div class="keywords"><strong>[관련키워드]</strong> {links}</div>' if links else ""


def tail(article: Article, around: Surroundings) -> str:
    """After the article: best articles, side widgets with what PHP printed, footer."""
    pictures = "".join(f"<li><a>{text(line)}</a></li>" for line in around.related)
    side = (
        f'<div class="inwrap"><div class="right"><h4>주요포토</h4><ul>{pictures}</ul></div></div>' if pictures else ""
    )
    printed_by_php = "".join(f'<div class="widget">{message}</div>' for message in around.messages)
    return f"""<div class="related">{best(around)}
{related(around) if around.related else ""}</div>
{side}
{printed_by_php}
<p><a href="/shop">안다쇼핑</a> <a href="#top">Top으로 이동</a> <a>뒤로가기</a> <a>맨위로</a></p>
<footer><address>Copyright ⓒ {text(article.outlet_title)}. All rights reserved. 무단 전재 및 재배포, AI 학습 이용 금지
<a href="mailto:news@example.com">news@example.com</a></address></footer>"""


def header_2023(article: Article) -> str:
    """Headline and times of 2022-2025."""
    sent = printed(article.published_at) if article.published_at else ""
    changed = (
        f'<p>최종수정 : <span id="modify-time">{printed(article.modified_at)}</span></p>' if article.modified_at else ""
    )
    return f"""<div class="header"><h1 id="main-title">{text(article.headline)}</h1>
<p>기사입력 : <span id="send-time">{sent}</span></p>{changed}</div>
{tools()}
{f'<div class="subtitle">{"<br>".join(text(line) for line in article.deck.split(chr(10)))}</div>' if article.deck else ""}"""


def header_2026(article: Article) -> str:
    """Headline and times of 2026 (verified), the second time by analogy."""
    sent, changed = article.published_at, article.modified_at
    first = (
        f'<time id="send-time" itemprop="datePublished" datetime="{sent.isoformat()}">{printed(sent)}</time>'
        if sent
        else ""
    )
    second = (
        f'<time id="modify-time" itemprop="dateModified" datetime="{changed.isoformat()}">{printed(changed)}</time>'
        if changed
        else ""
    )
    deck = "".join(f'<h2 class="subtitle">{text(line)}</h2>' for line in article.deck.split("\n") if line)
    return f"""<div class="header"><h1>{text(article.headline)}</h1>{first}{second}</div>
{tools()}
{deck}"""


def summary(around: Surroundings) -> str:
    """The machine-made summary that stands before the body (verified)."""
    if not around.summary:
        return ""
    lines = "".join(f"<p>{text(line)}</p>" for line in around.summary)
    return f"""<section id="aiSummary" class="ai-summary"><p>AI 핵심 요약</p><span>beta</span>{lines}
<p>AI가 자동 생성한 요약으로 정확하지 않을 수 있어요.</p></section>"""


def page(article: Article, around: Surroundings, rng: Random, *, modern: bool) -> str:
    """The whole page."""
    header = header_2026(article) if modern else header_2023(article)
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article, around)}
<body>
{top(article, around)}
{crumbs(article)}
<article class="bodynews">
{header}
<section class="contents">
{summary(around) if modern else ""}
<div id="news-contents">
{contents(article, around, rng, modern=modern)}
</div>
</section>
{keywords(article)}
</article>
{tail(article, around)}
</body>
</html>
"""


def number(rng: Random, at: datetime) -> str:
    """The day, then a serial of six digits."""
    return f"{at:%Y%m%d}{rng.randrange(1, 1200):06}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/view/{number}"


SAMPLE = SampleOutlet(family="newspim", title="견본뉴스핌", number=number, address=address, example="20231114000777")
SKINS = (
    Skin(
        id="newspim-2023", family="newspim", shows=SHOWS, raw=printed, seconds=False, page=partial(page, modern=False)
    ),
    Skin(
        id="newspim-2026",
        family="newspim",
        shows=SHOWS,
        raw=datetime.isoformat,
        seconds=True,
        page=partial(page, modern=True),
    ),
)
