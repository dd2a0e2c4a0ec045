"""Skins that are data: a page's template and the markup of each part, for families that differ by just these.

Templates are ``string.Template``s. A ``Look`` says how headline, deck, times, byline, photos and tags stand on the
page; what stands around an article (page clock, ticker, ranking, other articles whole, server messages) and the ways
in which editors write paragraphs are the same everywhere and come from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from string import Template

from models.records.article import Article, Photo
from scrapers.samples.skins.gbhana import caption
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

FIELDS = frozenset(
    {"section", "headline", "deck", "reporters", "emails", "dateline", "agency", "modified_at", "photos", "tags"}
)
NO_LINKS = "관련기사"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look. ``page`` holds $headline, $deck, $when, $changed, $byline, $crumbs, $body and $tags, and is put into
    ``<body>`` between what stands above and below every page; ``head`` goes into ``<head>``.

    ``raw`` prints a time. ``deck``, ``crumb``, ``tag`` and ``changed`` are templates of one ($line, $word, $when),
    left out where the record has none; ``deck_join`` stands between deck lines where all are in one element.
    ``opening``: $place, $agency and $names before the text, for skins with datelines. ``signed``: $names in $byline.
    ``picture`` holds $image and $caption, ``caption`` holds $words. ``inside`` are blocks among the paragraphs that
    are no text; ``closing`` signs with $mails (``mailless`` where there are none), ``last`` ends the body's element.
    ``breaks``: how often paragraphs are kept apart by <br> alone, 0 to 1.
    """

    page: str
    raw: Callable[[datetime], str]
    head: str = ""
    title: str = "$headline - $site"
    deck: str = ""
    deck_join: str = ""
    changed: str = ""
    crumb: str = ""
    crumb_join: str = ""
    tag: str = ""
    opening: str = ""
    signed: str = ""
    picture: str = "<figure>$image$caption</figure>"
    caption: str = "<figcaption>$words</figcaption>"
    inside: tuple[str, ...] = ()
    closing: str = ""
    mailless: str = ""
    last: str = ""
    breaks: float = 0.2
    seconds: bool = False


def skin(id: str, family: str, look: Look, sample: SampleOutlet) -> Skin:
    """The skin of a look. What the look has no markup for is not shown."""
    absent = {
        "section": not look.crumb,
        "deck": not look.deck,
        "modified_at": not look.changed,
        "tags": not look.tag,
        "dateline": not look.opening,
        "agency": not look.opening,
        "reporters": not (look.opening or look.signed),
        "emails": not look.closing,
    }
    shows = FIELDS - {name for name, is_absent in absent.items() if is_absent}
    return Skin(
        id=id,
        family=family,
        shows=shows,
        raw=look.raw,
        seconds=look.seconds,
        page=partial(page, look=look, sample=sample),
    )


def page(article: Article, around: Surroundings, rng: Random, *, look: Look, sample: SampleOutlet) -> str:
    """The whole page."""
    parts = {
        "headline": text(article.headline),
        "site": text(article.outlet_title),
        "url": text(article.canonical_url),
        "number": text(article.article_no),
        "when": look.raw(article.published_at) if article.published_at else "",
        "iso": article.published_at.isoformat() if article.published_at else "",
        "changed": put(look.changed, when=look.raw(article.modified_at), iso=article.modified_at.isoformat())
        if article.modified_at
        else "",
        "deck": deck(article, look),
        "byline": put(look.signed, names=text(names(article.reporters, rng))) if article.reporters else "",
        "crumbs": look.crumb_join.join(put(look.crumb, word=text(w)) for w in article.section.split(" > ") if w),
        "tags": " ".join(put(look.tag, word=text(word)) for word in article.tags),
        "lead": text(article.body.split("\n")[0][:80]),
        "body": contents(article, around, rng, look, sample),
    }
    return f"""<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>{put(look.title, **parts)}</title>
{put(look.head, **parts)}
</head>
<body>
{above(around, sample)}
{put(look.page, **parts)}
{below(article, around, look, sample)}
</body>
</html>
"""


def put(template: str, **parts: str) -> str:
    """The template with its parts."""
    return Template(template).safe_substitute(parts)


def names(reporters: tuple[str, ...], rng: Random) -> str:
    """``남궁가람·이도담 기자``."""
    return ("·" if rng.random() < 0.6 else ", ").join(reporters) + " " + rng.choice(("기자", "기자", "선임기자"))


def deck(article: Article, look: Look) -> str:
    """One element a line, or all lines in one."""
    lines = [text(line) for line in article.deck.split("\n") if line]
    if not lines or not look.deck:
        return ""
    if look.deck_join:
        return put(look.deck, line=look.deck_join.join(lines))
    return "\n".join(put(look.deck, line=line) for line in lines)


def contents(article: Article, around: Surroundings, rng: Random, look: Look, sample: SampleOutlet) -> str:
    """What stands in the body's element."""
    start = ""
    if look.opening and article.dateline:
        signed = names(article.reporters, rng) if article.reporters else "편집부"
        start = text(put(look.opening, place=article.dateline, agency=article.agency, names=signed))
    breaks = rng.random() < look.breaks
    blocks: list[str] = []
    rows: list[str] = []
    for part in interleaved(article, rng, photo_first=not look.opening):
        if isinstance(part, str) and is_row(part):
            rows.append(part)
            continue
        if rows:
            blocks.append(table(rows))
            rows = []
        if isinstance(part, Photo):
            blocks.append(picture(part, look, rng))
            continue
        words = start + marked_up(part, rng)
        start = ""
        blocks.append(f"{words}<br>\n<br>" if breaks else boxed(words, rng))
    if rows:
        blocks.append(table(rows))
    if around.ads:
        for block in look.inside:
            blocks.insert(rng.randint(1, len(blocks)), block)
    if around.related and rng.random() < 0.5:
        blocks.insert(rng.randint(1, len(blocks)), related(around, sample))
    if look.closing:
        mails = text(", ".join(article.emails))
        blocks.append(put(look.closing, mails=mails) if mails else look.mailless)
    when = look.raw(article.published_at) if article.published_at else ""
    blocks.append(put(look.last, when=when, site=text(article.outlet_title)))
    return "\n".join(block for block in blocks if block)


def picture(photo: Photo, look: Look, rng: Random) -> str:
    """A photo with its caption."""
    words = put(look.caption, words=text(caption(photo, rng))) if photo.caption else ""
    return put(look.picture, image=f'<img src="{text(photo.url)}" alt="사진">', caption=words)


def related(around: Surroundings, sample: SampleOutlet) -> str:
    """A list of other articles among the paragraphs: nothing but links."""
    rng = Random("related")
    items = "".join(
        f'<li><a href="{text(sample.address("", sample.example))}">{text(line)}</a></li>' for line in around.related
    )
    return f"<div><p>{rng.choice((NO_LINKS, '[관련기사]', '▶ 관련기사'))}</p><ul>{items}</ul></div>"


def above(around: Surroundings, sample: SampleOutlet) -> str:
    """Menu, page clock, ticker."""
    clock = f'<span class="now">{around.clock:%Y.%m.%d %H:%M}</span>' if around.clock else ""
    where = text(sample.address("", sample.example))
    ticker = "".join(f'<li><a href="{where}">{text(line)}</a></li>' for line in around.ticker)
    weather = "".join(f"<li>{text(line)}</li>" for line in around.weather)
    return f"""<header id="top"><p><a href="/">{text(sample.title)}</a> <a href="#">전체기사</a> {clock}</p>
<ul class="weather">{weather}</ul><div class="ticker"><strong>속보</strong><ul>{ticker}</ul></div></header>"""


def below(article: Article, around: Surroundings, look: Look, sample: SampleOutlet) -> str:
    """Ranking, other articles whole with bylines and times of their own, server messages, imprint."""
    ranked = "".join(f"<li>{text(line)}</li>" for line in around.related)
    whole = []
    for other in around.widget:
        rng = Random(other.headline)
        when = f"입력 {look.raw(other.published_at)}" if other.published_at else ""
        start = put(
            look.opening or "$names = ", place=other.dateline, agency=other.agency, names=names(other.reporters, rng)
        )
        whole.append(
            f'<li><a href="{text(sample.address("", sample.example))}"><strong>{text(other.headline)}</strong></a> <em>{when}</em>'
            f"<p>{text(start + one_line(other))} {text(' '.join(other.emails))}</p></li>"
        )
    messages = "".join(f'<div class="widget">{message}</div>\n' for message in around.messages)
    return f"""<aside class="side">
{f'<div class="rank"><h4>많이 본 뉴스</h4><ol>{ranked}</ol></div>' if ranked else ""}
{f'<div class="latest"><h4>최신뉴스</h4><ul>{"".join(whole)}</ul></div>' if whole else ""}
</aside>
{messages}
<footer><address>{text(article.outlet_title)} | 등록번호 견본 아00000 | 청소년보호책임자 홍견본
Copyright ⓒ {text(article.outlet_title)} 무단전재 및 재배포 금지 <a href="mailto:desk@example.com">desk@example.com</a></address></footer>"""


def ymd(at: datetime) -> str:
    """``2026-11-20 14:49``."""
    return f"{at:%Y-%m-%d %H:%M}"


def dotted(at: datetime) -> str:
    """``2026.11.20 14:49``."""
    return f"{at:%Y.%m.%d %H:%M}"


def dotted_seconds(at: datetime) -> str:
    """``2026.11.20 14:49:07``."""
    return f"{at:%Y.%m.%d %H:%M:%S}"
