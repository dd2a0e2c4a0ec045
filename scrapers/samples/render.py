"""A record as a page: the markup of each skin, with everything that stands around an article there.

``extract`` of a rendered page gives the record back: for every ``renderable`` record and every skin,
``extract(render(article, skin)) == expected(article, skin)``, whatever else stands on the page.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from models.records.article import Article, Photo
from scrapers.samples import php as php_forms
from scrapers.samples.skins import (
    dadamedia,
    gbhana,
    gnuboard,
    imaeil,
    inn,
    kbmaeil,
    localmbc,
    mediaon,
    ncode,
    ndsoft,
    news1,
    newsis,
    newspim,
    wordpress,
    yeongnam,
    yonhap,
)
from scrapers.samples.skins.skin import Around, Kin, Skin
from scrapers.samples.surroundings import filled, usual

MODULES = (
    newspim,
    gbhana,
    inn,
    ncode,
    dadamedia,
    gnuboard,
    ndsoft,
    mediaon,
    imaeil,
    kbmaeil,
    localmbc,
    news1,
    newsis,
    wordpress,
    yeongnam,
    yonhap,
)
SKINS: dict[str, Skin] = {skin.id: skin for module in MODULES for skin in module.SKINS}
KINS: dict[str, Kin] = {module.KIN.family: module.KIN for module in MODULES}


def render(
    article: Article,
    skin: str,
    *,
    decoys: bool | Around = True,
    php: int | Sequence[str] | None = None,
    weight: int = 0,
    seed: int = 0,
) -> str:
    """The page of ``article`` in ``skin`` (a key of ``SKINS``), declared as UTF-8.

    ``decoys``: True for the usual surroundings, False for a bare page, or an ``Around`` of one's own.
    ``php``: what PHP printed in the side widgets: the messages, or how many; None for ``article.php_messages``.
    ``weight``: fill up to about that many bytes. ``seed`` picks among the forms a skin has for one thing
    (where photos stand, ``<p>`` or ``<br>``, inline markup); the record read from the page is the same.
    """
    shape = SKINS[skin]
    rng = Random(f"{seed}:{skin}:{article.canonical_url}")
    count = article.php_messages if php is None else php
    if isinstance(count, int):
        forms = php_forms.messages()
        count = [forms[n % len(forms)] for n in range(count)]
    around = decoys if isinstance(decoys, Around) else Around()
    if decoys is True:
        around = usual(article.fetched_at, (), 0)
    around = replace(around, messages=(*around.messages, *count), weight=weight or around.weight)
    return filled(shape.page(article, around, rng), around.weight, rng)


def expected(article: Article, skin: str) -> Article:
    """What the page can give back of the record: fields the skin does not show are empty, times are cut to
    what it prints, ``published_raw`` is the page's text."""
    shape = SKINS[skin]
    shown: dict[str, Any] = {
        name: empty
        for name, empty in (
            ("section", ""),
            ("deck", ""),
            ("reporters", ()),
            ("emails", ()),
            ("dateline", ""),
            ("agency", ""),
            ("modified_at", None),
            ("tags", ()),
        )
        if name not in shape.shows
    }
    for name in ("published_at", "modified_at"):
        at = shown.get(name, getattr(article, name))
        if at is not None and not shape.seconds:
            shown[name] = at.replace(second=0, microsecond=0)
        if at is not None and not shape.clock:
            shown[name] = at.replace(hour=0, minute=0, second=0, microsecond=0)
    raw = shape.raw(article.published_at) if article.published_at else ""
    shown |= {"published_raw": raw, "published_from": "page", "broken_characters": 0, "repairs": ()}
    return replace(article, **shown)


def encode(html: str, charset: str = "utf-8", *, declared: str | None = None) -> bytes:
    """The page as bytes in ``charset``; characters outside it become numeric references.

    ``declared`` is what the page's own ``<meta charset>`` says (default: the truth).
    """
    said = html.replace('charset="utf-8"', f'charset="{declared or charset}"', 1)
    return said.encode(charset, "xmlcharrefreplace")


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
