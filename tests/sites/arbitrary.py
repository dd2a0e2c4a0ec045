"""Arbitrary records for property tests: any seed gives a record that is ``renderable`` in the skin asked for.

The text is no news but well-formed Korean noise: every kind of character and every kind of phrase that has fooled
an extractor (other dates, names with titles, brackets, quotation marks, markup characters, rare syllables, Hanja).
"""

import re
import unicodedata
from datetime import datetime, timedelta
from random import Random

from models.records.article import Article, Photo
from models.records.times import KST
from scrapers.samples.render import SAMPLE_OUTLETS, SKINS

_WORDS = (
    "포항", "시는", "배터리", "이차전지를", "추진한다고", "밝혔다", "영일만에서", "주민", "300여", "명이", "참석한", "가운데",
    "국비", "1,280억", "원을", "들여", "2027년까지", "3.5%", "늘었다", "“함께", "가자”고", "'더 나은'", "\"말했다\"", "AT&T",
    "x<y", "a>b", "&amp;라는", "R&D", "C++", "100㎡", "30㎞", "5℃", "Ⅲ", "大韓民國", "(慶北)", "浦項市", "똠방각하", "펲시", "햏자",
    "뷁", "샾", "쓩", "믜", "Pål", "Zürich", "naïve", "K-배터리", "POBATT", "~4일", "·", "…", "—", "2019년", "3월", "7일", "06:41",
    "2022.08.26", "14:58", "기자회견에서", "홍길동", "시장은", "기자는", "[알림]", "(가칭)", "<표", "1>", "「조례」", "『책』", "①", "→",
    "🚲", "𠮷野家", "사진전을", "자료집", "수정안을", "입력값", "뉴스핌은", "한편", "#1", "50%를", "'시작'", "Warning은", "on", "line", "off",
)  # fmt: skip
_ENDS = (
    "밝혔다.",
    "말했다.",
    "전했다.",
    "있다.",
    "열렸다.",
    "덧붙였다.",
    "”고 했다.",
    "늘었다",
    "했는가?",
    "시작됐다!",
)
_NAMES = ("남궁가람", "이도담", "최한별", "김솔", "선우해", "박마루", "황보미르", "정다온")
_PLACES = ("포항", "경주", "대구", "안동", "울릉", "서울", "영덕", "구미")
_SECTIONS = ("전국 > 경북", "전국", "사회", "문화·연예 > 공연", "산업 > 이차전지", "")
_CREDITS = ("", "", "포항시", "경북도", "견본시의회", "KBS 포항", "포스코 A&C")


def sentence(rng: Random) -> str:
    """One line of noise that is clean and reads as prose."""
    words = [rng.choice(_WORDS) for _ in range(rng.randint(2, 24))]
    return " ".join((rng.choice(_PLACES) + rng.choice(("시는", "에서", "의", " 주민")), *words, rng.choice(_ENDS)))


def _lines(rng: Random, low: int, high: int) -> list[str]:
    return [sentence(rng) for _ in range(rng.randint(low, high))]


def _photos(rng: Random, origin: str) -> tuple[Photo, ...]:
    out: list[Photo] = []
    for number in range(rng.choice((0, 0, 1, 1, 2, 4))):
        caption = sentence(rng).rstrip(".") + "." if rng.random() < 0.8 else ""
        url = f"{origin}/data/{rng.randrange(10**6):06}_{number}.jpg"
        out.append(Photo(url=url, caption=caption, credit=rng.choice(_CREDITS) if caption else ""))
    return tuple(out)


def _candidate(rng: Random, skin: str, home: str) -> Article:
    family = SKINS[skin].family
    published_at = datetime(2012, 1, 1, tzinfo=KST) + timedelta(seconds=rng.randrange(15 * 365 * 86400))
    sample = SAMPLE_OUTLETS[family]
    number = sample.number(rng, published_at)
    url = sample.address(home, number)
    reporters = tuple(rng.sample(_NAMES, rng.choice((0, 1, 1, 1, 2, 3))))
    signed = bool(reporters) or rng.random() < 0.5
    return Article(
        outlet=f"sample-{family}",
        outlet_title=sample.title,
        region="경북",
        section=rng.choice(_SECTIONS),
        headline=rng.choice(("", "", "[단독] ", "[포토] ", "'", "<")) + sentence(rng).rstrip("."),
        deck="\n".join(_lines(rng, 0, 3)),
        reporters=reporters,
        emails=tuple(f"id{n}.x_{rng.randrange(99)}@sample.co.kr" for n in range(rng.choice((0, 1, 1, 2)))),
        dateline=rng.choice(_PLACES) if signed else "",
        agency="뉴스핌" if signed else "",
        published_at=published_at,
        modified_at=published_at + timedelta(seconds=rng.randrange(86400)) if rng.random() < 0.6 else None,
        body="\n".join(_lines(rng, 1, 9)),
        photos=_photos(rng, home),
        tags=tuple(
            rng.sample(("포항", "배터리", "이차전지", "K-배터리", "영일만항", "포스코 국제관"), rng.randint(0, 3))
        ),
        url=url,
        canonical_url=url,
        article_no=number,
        fetched_at=published_at + timedelta(minutes=rng.randrange(1, 10**6)),
        php_messages=rng.choice((0, 0, 0, 1, 6, 14)),
    )


def arbitrary(seed: int, skin: str, *, home: str = "http://sample.example") -> Article:
    """The record of that seed for a page in ``skin``; ``home`` is the origin its addresses start with."""
    rng = Random(f"{seed}:{skin}")
    while True:
        article = _candidate(rng, skin, home)
        if renderable(article, skin):
            return article


_SPACES = re.compile(r"[^\S ]|  |^ | $")
_NO_LINE = re.compile(
    r"^[▲△▴■□◆◇●○★☆※▶◀↑↓\[({【<〈ⓒ©#|/=.,·:;\-]"  # captions, openings, lists of links
    r"|[^\s@]+@[^\s@]+"  # closing lines; an address inside the text is news.py's business
    r"|(?:기자|특파원|논설위원|편집부|데스크|통신원|온라인뉴스팀)\s*[=/]"
    r"|\[사진|\(사진|사진\s*[=제/]|자료\s*=|저작권|무단|재배포|copyright|기사제보|관련기사|많이 본|바로가기|공유|프린트"
    r"|(?:Warning|Notice|Deprecated|Fatal error|Parse error|Strict Standards)\s*:"
    r"|\bon line\b|^(?:입력|수정|승인|등록|기사입력|최종수정)\b|뉴스핌 베스트|^사진$|AD$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[가-힣]{2,4}")
_MAIL = re.compile(r"[a-z0-9][a-z0-9._-]{0,30}@[a-z0-9-]{1,20}(?:\.[a-z]{2,8}){1,2}")
_PLACE = re.compile(r"[가-힣]{1,8}")


def plain_line(line: str) -> bool:
    """One clean line of prose that reads as nothing else: no opening, caption, closing or server message."""
    return bool(line) and clean_line(line) and not _NO_LINE.search(line)


def clean_line(line: str) -> bool:
    """NFC, single spaces, none at the ends, nothing invisible."""
    return (
        not _SPACES.search(line)
        and unicodedata.is_normalized("NFC", line)
        and all(unicodedata.category(char)[0] != "C" for char in line)
    )


def _photo(photo: Photo) -> bool:
    caption = plain_line(photo.caption) and photo.caption[-1] not in ")]" if photo.caption else not photo.credit
    credit = not photo.credit or (clean_line(photo.credit) and re.fullmatch(r"[\w .&]+", photo.credit) is not None)
    return photo.url.startswith("http") and caption and credit and not photo.credit.endswith("제공")


def renderable(article: Article, skin: str) -> bool:
    """Whether the record can come back from a page of that skin, up to ``expected``.

    Names are 2-4 syllables; a Newspim record with reporters or an agency has a dateline and agency; the body's lines
    are prose (``plain_line``), as the first line of a body cannot be told from an opening otherwise.
    """
    shape = SKINS[skin]
    lines = article.body.split("\n")
    deck = article.deck.split("\n") if article.deck else []
    photos = article.photos
    return (
        article.published_at is not None
        and clean_line(article.headline)
        and bool(article.headline)
        and all(plain_line(line) for line in (*lines, *deck))
        and len(deck) <= 3
        and all(_NAME.fullmatch(name) for name in article.reporters)
        and len(set(article.reporters)) == len(article.reporters)
        and all(_MAIL.fullmatch(mail) for mail in article.emails)
        and len(set(article.emails)) == len(article.emails)
        and all(_photo(photo) for photo in photos)
        and len({photo.url for photo in photos}) == len(photos)
        and all(
            clean_line(tag) and tag
            for tag in (*article.tags, *article.section.split(" > "))
            if article.section or article.tags
        )
        and ("dateline" not in shape.shows or _dateline(article))
    )


def _dateline(article: Article) -> bool:
    if not article.dateline:
        return not article.reporters and not article.agency
    return bool(_PLACE.fullmatch(article.dateline) and _PLACE.fullmatch(article.agency))
