"""The names a page gives its site: in its head, its logo, the link to its home page and its notice of copyright."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.tree import Element
from pipelines.generic.density import Line
from pipelines.generic.headline import SPACED
from pipelines.page.clean_text import clean_line
from pipelines.text.site_words import NAMED, SECTION_KEYS, SITE
from pipelines.text.text_keys import count_hangul

OG = re.compile(r"<meta\b[^>]{0,300}og:site_name[^>]{0,300}>", re.IGNORECASE)
CONTENT = re.compile(r"""content\s{0,3}=\s{0,3}(?:"([^"<>]{1,80})"|'([^'<>]{1,80})')""", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,400})<", re.IGNORECASE)
MAX_NAME_CHARACTERS = 40
MAX_SHOWN_CHARACTERS = 24
MAX_LINKS, MAX_IMAGES = 40, 12
OWNER = re.compile(
    r"(?:ⓒ|©|\([cC]\)|Copyrights?|저작권자)\s{0,3}(?:ⓒ|©|\([cC]\)|by\b|:|\d{4}|\s){0,4}\s{0,2}"
    r"(?P<name>[가-힣A-Za-z0-9]{2,12}(?:\s[가-힣A-Z]{1,6}){0,1}?)(?=[\s.,(\[\-|/>]|\Z)",
)
WHOLE_OWNER = re.compile(r"[ⓒ©]\s{0,3}(?P<name>[^/|<>.,]{2,40}?)\s{0,3}[/|,]\s{0,3}무단")
HOME = re.compile(r"(?:https?://[^/\s]{3,80})?/?(?:index\.(?:html?|php|jsp|asp)|main/?|m/?)?", re.IGNORECASE)
MAX_HOME_PATH = len("/index.html")
NO_NAME = frozenset(
    {"홈", "home", "메인", "main", "처음으로", "로고", "logo", "모바일", "all", "본지", "무단전재", "무단"}
)


def find_site_name(html: str) -> str:
    """og:site_name, else the last part of <title> that reads as an outlet's name, else empty."""
    if (meta := OG.search(html)) and (content := CONTENT.search(meta[0])):
        return clean_line(unescape(content[1] or content[2]))[:MAX_NAME_CHARACTERS]
    title = TITLE.search(html)
    if not title:
        return ""
    text = clean_line(unescape(title[1]))
    parts = [*SPACED.finditer(text)]
    tail = text[parts[-1].end() :] if parts else ""
    return tail if NAMED.fullmatch(tail) and SITE.search(tail) else ""


def find_shown_names(root: Element, lines: Sequence[Line]) -> tuple[str, ...]:
    """What the page calls its site where readers see it: logo, link to the home page, copyright; in that order."""
    found = [collapse_spaces(text) for text in (*_logos(root), *_owners(lines))]
    kept = (text for text in found if 2 <= len(text) <= MAX_SHOWN_CHARACTERS and alnum_key(text) not in NO_NAME)
    return tuple(dict.fromkeys(text for text in kept if alnum_key(text) not in SECTION_KEYS))


def _logos(root: Element) -> Iterator[str]:
    for link in islice(root.iter("a"), MAX_LINKS):
        address = (link.get("href") or "-").strip()
        if (len(address) <= MAX_HOME_PATH or "://" in address) and "?" not in address and HOME.fullmatch(address):
            yield text_of(link)
            yield from (image.get("alt") or "" for image in islice(link.iter("img"), 2))
    for image in islice(root.iter("img"), MAX_IMAGES):
        alt = image.get("alt") or ""
        marks = f"{image.get('src') or ''} {image.get('class') or ''} {image.get('id') or ''}".lower()
        if alt and ("logo" in marks or SITE.search(alt)):
            yield alt


def _owners(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if len(line.text) <= 200 and (owner := OWNER.search(line.text)) and count_hangul(owner["name"]) >= 2:
            yield owner["name"]
            if whole := WHOLE_OWNER.search(line.text):
                yield whole["name"]
