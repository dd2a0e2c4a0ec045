"""Templates that change overnight: each alteration makes of a page another one, as redesigns and faults do.

``NAMES`` are the alterations; ``altered(name, page, …)`` gives the bytes and the Content-Type that are sent.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from random import Random

import lxml.html
from cssselect import SelectorError
from lxml.html import HtmlElement

from models.records.article import Article
from pipelines.contracts.layout import Layout

UTF8 = "text/html; charset=utf-8"
DATED = re.compile(
    r"\d{2,4}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}\s?[.일]?(?:\s?T?\d{1,2}:\d{2}(?::\d{2})?)?(?:\+09:?00)?"
)
DATED_TAG = re.compile(
    r'<meta[^>]*(?:published|modified|date|regDate)[^>]*>|"date(?:Published|Modified|Created)"\s*:\s*"[^"]*",?',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Night:
    """What one page may borrow from: the outlet's layout and site name, the other articles of the night and their pages."""

    layout: Layout
    others: tuple[Article, ...]
    first_page: str
    number: int


Alter = Callable[[HtmlElement, Article, Night], None]


def bodies(tree: HtmlElement, night: Night) -> list[HtmlElement]:
    return _found(tree, night.layout.body)


def headlines(tree: HtmlElement, night: Night) -> list[HtmlElement]:
    return _found(tree, night.layout.headline)


def _found(tree: HtmlElement, selectors: tuple[str, ...]) -> list[HtmlElement]:
    for selector in selectors:
        try:
            hits = tree.xpath(selector) if selector.startswith(("/", "(", "id(")) else tree.cssselect(selector)
        except SelectorError:  # a form of our own, for names with a colon
            continue
        hits = [hit for hit in hits if isinstance(hit, HtmlElement) and hit.tag != "meta"]
        if hits:
            return hits
    return []


def piece(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html)


def body_renamed(tree: HtmlElement, article: Article, night: Night) -> None:
    for body in bodies(tree, night):
        for name in ("class", "id", "itemprop"):
            if body.get(name):
                body.set(name, f"renewal-{night.layout.outlet.id}")


def all_renamed(tree: HtmlElement, article: Article, night: Night) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in ("class", "id", "itemprop"):
                if element.get(name):
                    element.set(
                        name, " ".join(f"v3x{abs(len(part)) % 7}{part[:1]}" for part in element.get(name, "").split())
                    )


def body_moved(tree: HtmlElement, article: Article, night: Night) -> None:
    """The text stands elsewhere; what is left in its old place is a line about an app."""
    for body in bodies(tree, night)[:1]:
        new = piece('<div class="rn-wrap"></div>')
        for child in list(body):
            new.append(child)
        new.text, body.text = body.text, "전체 기사는 새로 나온 앱에서 더 편하게 읽으실 수 있습니다."
        parent = body.getparent()
        (parent.getparent() if parent is not None and parent.getparent() is not None else tree.body).append(new)


def date_removed(tree: HtmlElement, article: Article, night: Night) -> None:
    for element in [*_found(tree, night.layout.published), *_found(tree, night.layout.modified)]:
        element.drop_tree() if element.getparent() is not None and len(element.text_content()) < 200 else None


def dates_without_year(tree: HtmlElement, article: Article, night: Night) -> None:
    """Marked here, made in ``altered``: every time of the page as 11월 20일."""


def date_of_tonight(tree: HtmlElement, article: Article, night: Night) -> None:
    """Made in ``altered``: every time of the article is that of the download."""


def headline_elsewhere(tree: HtmlElement, article: Article, night: Night) -> None:
    """The site's name takes the headline's place, in the titles too; the headline is a plain line above the text."""
    name = night.layout.outlet.title
    for element in headlines(tree, night):
        for child in list(element):
            element.remove(child)
        element.text = f"{name} 뉴스룸"
    for element in tree.xpath("//title"):
        element.text = f"{name} 뉴스룸"
    for element in tree.xpath("//meta[contains(@property, 'title') or contains(@name, 'title')]"):
        element.set("content", f"{name} 뉴스룸")
    for body in bodies(tree, night)[:1]:
        body.insert(0, piece(f"<div class='tit_v3'>{escape(article.headline)}</div>"))


def login_wall(tree: HtmlElement, article: Article, night: Night) -> None:
    _said(tree, night, "이 기사는 회원 전용 기사입니다. 로그인 후 이용하실 수 있습니다.")


def teaser(tree: HtmlElement, article: Article, night: Night) -> None:
    """A wall for subscribers after the first lines."""
    _said(tree, night, article.body.split("\n")[0][:60] + "… 나머지는 앱에서 이어집니다")


def app_notice(tree: HtmlElement, article: Article, night: Night) -> None:
    """The same long notice for every article."""
    _said(
        tree,
        night,
        "본지는 독자 여러분께 더 나은 뉴스를 전해 드리고자 누리집을 새로 꾸몄습니다. 지난 기사와 새 기사는 모두 새 누리집에서 보실 수 있으며, 옛 주소로 들어오신 독자께서는 첫 화면에서 기사를 다시 찾아 주시기 바랍니다. 늘 아껴 주셔서 고맙습니다.",
    )


def body_emptied(tree: HtmlElement, article: Article, night: Night) -> None:
    """A script fetches the text."""
    _said(tree, night, "")


def _said(tree: HtmlElement, night: Night, text: str) -> None:
    for body in bodies(tree, night):
        for child in list(body):
            body.remove(child)
        body.text = None
        if text:
            body.append(piece(f"<p>{escape(text)}</p>"))
    for element in tree.xpath("//script | //meta[contains(@property,'description') or contains(@name,'description')]"):
        element.drop_tree()


def _others(night: Night, article: Article, count: int) -> list[Article]:
    return [one for one in Random(night.number).sample(night.others, len(night.others)) if one is not article][:count]


def related_links(tree: HtmlElement, article: Article, night: Night) -> None:
    rows = "".join(
        f"<li><a href='/view/{n}'>{escape(one.headline)}</a></li>" for n, one in enumerate(_others(night, article, 4))
    )
    _into(tree, night, f"<div class='rb'><strong>함께 본 소식</strong><ul>{rows}</ul></div>")


def related_words(tree: HtmlElement, article: Article, night: Night) -> None:
    """Without links, each in a paragraph of its own."""
    rows = "".join(f"<p>{escape(one.headline)}</p>" for one in _others(night, article, 3))
    _into(tree, night, f"<div class='rb'>{rows}</div>")


def related_leads(tree: HtmlElement, article: Article, night: Night) -> None:
    rows = "".join(
        f"<p>{escape(one.headline)}<br>{escape(one.body.split(chr(10))[0])}</p>" for one in _others(night, article, 3)
    )
    _into(tree, night, f"<div class='rb'>{rows}</div>")


def next_article(tree: HtmlElement, article: Article, night: Night) -> None:
    """Endless scrolling: the next article follows in the same box."""
    for one in _others(night, article, 1):
        lines = "".join(f"<p>{escape(line)}</p>" for line in one.body.split("\n"))
        _into(tree, night, f"<div class='nx'><h3>{escape(one.headline)}</h3>{lines}</div>")


def advert(tree: HtmlElement, article: Article, night: Night) -> None:
    _into(tree, night, "<p>가을맞이 특가, 견본수산 건오징어 한 축 이만구천 원에 모십니다.</p>")


def frame_inside(tree: HtmlElement, article: Article, night: Night) -> None:
    """The box of the text now opens before the menus and closes behind the footer."""
    rows = "".join(f"<p>{word} 소식 한눈에 보는 오늘의 지면</p>" for word in ("정치", "경제", "사회", "문화"))
    _into(tree, night, f"<div>{rows}<p>견본빌딩 3층 구독 안내는 낮 열 시부터 다섯 시까지 받습니다.</p></div>")


def headline_of_another(tree: HtmlElement, article: Article, night: Night) -> None:
    """A cache mixes up headlines."""
    other = _others(night, article, 1)[0].headline
    for element in headlines(tree, night):
        for child in list(element):
            element.remove(child)
        element.text = other
    for element in tree.xpath("//title"):
        element.text = f"{other} - {night.layout.outlet.title}"
    for element in tree.xpath("//meta[contains(@property, 'title') or contains(@name, 'title')]"):
        element.set("content", other)


def _into(tree: HtmlElement, night: Night, html: str) -> None:
    for body in bodies(tree, night)[:1]:
        body.append(piece(html))


def nothing(tree: HtmlElement, article: Article, night: Night) -> None:
    """Made in ``altered``."""


TREE: dict[str, Alter] = {
    "body_renamed": body_renamed,
    "all_renamed": all_renamed,
    "body_moved": body_moved,
    "date_removed": date_removed,
    "dates_without_year": dates_without_year,
    "date_of_tonight": date_of_tonight,
    "headline_elsewhere": headline_elsewhere,
    "headline_of_another": headline_of_another,
    "login_wall": login_wall,
    "teaser": teaser,
    "app_notice": app_notice,
    "body_emptied": body_emptied,
    "related_links": related_links,
    "related_words": related_words,
    "related_leads": related_leads,
    "next_article": next_article,
    "advert": advert,
    "frame_inside": frame_inside,
    "one_page_for_all": nothing,
    "twice_encoded": nothing,
    "question_marks": nothing,
    "cut_characters": nothing,
    "fatal_error": nothing,
}
NAMES = tuple(TREE)


def altered(name: str, html: str, article: Article, night: Night) -> tuple[bytes, str]:
    """The page as it is sent tonight, with its Content-Type."""
    if name == "one_page_for_all":
        return night.first_page.encode(), UTF8
    if name == "fatal_error":
        return (
            b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function mysql_query() in /home/x/view.php:31",
            UTF8,
        )
    tree = lxml.html.document_fromstring(html)
    TREE[name](tree, article, night)
    kept = [_put_aside(body, n) for n, body in enumerate(bodies(tree, night))] if "date" in name else []
    text: str = "<!DOCTYPE html>\n" + lxml.html.tostring(tree, encoding="unicode")
    if name == "date_removed":
        text = DATED_TAG.sub("", text)
        text = DATED.sub("", text) if night.number % 2 else text
    if name == "dates_without_year":
        text = DATED.sub("11월 20일", DATED_TAG.sub("", text))
    if name == "date_of_tonight":
        at = article.published_at
        for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y년%m월%d일", "%Y년 %m월 %d일", "%Y/%m/%d", "%Y%m%d", "%Y. %m. %d"):
            text = text.replace(at.strftime(form), article.fetched_at.strftime(form)) if at else text
    for mark, body in kept:
        text = text.replace(mark, body)
    if name == "twice_encoded":
        return text.encode("utf-8").decode("latin-1").encode("utf-8"), UTF8
    if name == "question_marks":
        return re.sub(r"[가-힣]", "?", text).encode(), UTF8
    if name == "cut_characters":
        return re.sub(r"([가-힣])(?=[^<>]*<)", lambda hit: hit[1] if ord(hit[1]) % 5 else "\ufffd", text).encode(), UTF8
    return text.encode(), UTF8


def _put_aside(body: HtmlElement, number: int) -> tuple[str, str]:
    """What stands in for the text while the times around it are changed, and the text."""
    mark = f"<i>put-aside-{number}</i>"
    inside = (body.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in body)
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(piece(mark))
    return mark, inside
