"""The sections that a page says for programs (JSON-LD, meta elements, scripts that count readers) and in its title."""

import re
from collections.abc import Iterator
from typing import Any

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import collapse_spaces
from pipelines.dom.document import Document
from pipelines.dom.metadata import article_records
from pipelines.page.links_above import LinksAbove
from pipelines.page.section_levels import check_levels, is_level, is_root, split_at_marks
from pipelines.text.site_words import SECTION_KEYS, SITE
from pipelines.text.text_keys import count_hangul

METAS = (
    ("article:section", "article:section1", "article:section2"),
    ("content_category", "content_subcategory"),
    ("og:article:section",),
    ("dd:category",),
    ("classification",),
    ("section",),
    ("category",),
    ("cxenseparse:category",),
)
MAX_SCRIPTS, MAX_SCRIPT_CHARACTERS = 800, 20_000
TITLE_MARKS = re.compile(r"\s+(?:[-–—|:·ㅣ│]|::|&gt;)\s+|\s*[|ㅣ│]\s*|\s+(?=[<>])|(?<=[<>])\s+")
_RUN_MARKS = re.compile(r"\s+[-–—|]\s+|\s*[|]\s*")
# What a page tells those who count its readers: var category1 = "사회"; C1_rp = "사회"; 'content_group': '사회'
_COUNTED = re.compile(
    r"""\b(?:[A-Za-z]{0,12}_?(?:cate?(?:gory|nm)?|section|content_group)(?:_?(?:name|nm|kor))?_?1?|C1(?:_rp)?)["']?\s{0,2}[:=]\s{0,2}"""
    r"""["']([^"'<>]{2,40})["']""",
    re.IGNORECASE,
)


def read_programs(page: Document, title: str) -> Iterator[tuple[str, ...]]:
    """What JSON-LD and meta elements say, each as its levels."""
    for record in article_records(page.json_ld)[0][:3]:
        yield tuple(_texts(record.get("articleSection")))
    for named in METAS:
        yield tuple(level for name in named for level in split_at_marks(page.meta.get(name, "")) if level)
    for script in page.json_ld:
        for crumbs in _find_crumbs(script.value):
            yield tuple(level for level in crumbs if alnum_key(level) != alnum_key(title))


def _texts(value: Any) -> Iterator[str]:
    for one in value[:20] if isinstance(value, list) else (value,):
        if isinstance(one, str):
            yield from (level for part in one.split(",")[:1] for level in split_at_marks(collapse_spaces(part)))


def _find_crumbs(value: Any, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """The names in every BreadcrumbList of a JSON-LD value."""
    if depth > 3:
        return
    if isinstance(value, list):
        for one in value[:50]:
            yield from _find_crumbs(one, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type") == "BreadcrumbList" and isinstance(items := value.get("itemListElement"), list):
            crumbs = tuple(name for item in items[:10] if isinstance(item, dict) and (name := _crumb(item)))
            if len(crumbs) > 1 or alnum_key("".join(crumbs)) in SECTION_KEYS:  # one alone is the home page
                yield crumbs
        for name in ("@graph", "breadcrumb"):
            yield from _find_crumbs(value.get(name), depth + 1)


def _crumb(item: dict[str, Any]) -> str:
    inner = item.get("item")
    name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
    return collapse_spaces(name) if isinstance(name, str) else ""


def read_title(page: Document, above: LinksAbove, title: str, names: frozenset[str]) -> tuple[str, ...]:
    """``headline < 포항 < 지역 < 기사본문 - 가온신문``, ``headline - 가온신문 - 지역 > 포항``: levels in the title."""
    whole = page.title
    at = whole.find(title) if title else -1
    if at < 0:
        return ()
    rest = whole[at + len(title) :].strip()
    if not rest or len(rest) > 120:
        return ()
    parts = [part.strip(" -–—|:<>·") for part in TITLE_MARKS.split(rest)]
    for sign, order in (("<", -1), (">", 1)):
        # One run of levels between signs; what the other marks set off is the site's.
        runs = [run for run in _RUN_MARKS.split(rest) if run] if sign in rest else []
        for run in runs:
            levels = [level.strip(" -–—|") for level in run.split(sign)][::order]
            others = any(SITE.search(other) for other in runs if other is not run)
            if sign in run and (path := check_levels(levels, () if others else names)):
                return path
    known = [word for word in parts if alnum_key(word) in SECTION_KEYS and is_level(word) and not is_root(word)]
    may = (word for word in parts[:-1] if is_level(word) and not is_root(word) and alnum_key(word) not in names)
    words = list(may) if not known and above.headline is not None else []
    if words:  # before the site, if a menu names it
        known = above.find_called(words)
        known = known if len(known) == 1 else [word for word in known if not SITE.search(word)]
    return check_levels(known, names) if len(known) == 1 else ()


def find_counted(page: Document, names: frozenset[str]) -> tuple[str, ...]:
    """The one section that the scripts of a page hand to those who count its readers."""
    found = dict.fromkeys(
        path
        for script in page.list_elements("script")[:MAX_SCRIPTS]
        if (text := script.text) and not text.isascii() and len(text) <= MAX_SCRIPT_CHARACTERS
        for value in _COUNTED.findall(text)
        if count_hangul(value) > 1 and (path := check_levels(split_at_marks(value), names))
    )
    return next(iter(found)) if len(found) == 1 else ()
