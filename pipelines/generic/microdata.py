"""Microdata (itemprop) and meta elements as what the page says of its article."""

from itertools import islice

from pipelines.dom.body_lines import text_of
from pipelines.dom.selectors import Document
from pipelines.generic.declared_facts import Said
from pipelines.generic.json_ld import plain

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:regdate",
    "dd:published_time",
    "dc.date.issued",
    "datepublished",
    "date.created",
    "nextweb:createdate",
    "pubdate",
    "sailthru.date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dd:modified_time", "date.available")
AUTHORS = ("dable:author", "og:article:author", "article:author", "author", "byl", "dd:author", "writer", "byline")
HEADLINES = ("headline", "og:title", "twitter:title", "title", "dable:title", "nate:title")


def from_meta(meta: dict[str, str]) -> Said:
    """What the meta elements say."""
    return Said(
        source="meta",
        headline=next((text for name in HEADLINES if (text := plain(meta.get(name)))), ""),
        authors=tuple(
            dict.fromkeys(
                text
                for name in AUTHORS
                if (text := plain(meta.get(name))) and "/" not in text and not text.startswith("@")
            )
        ),
        published=next((meta[name] for name in PUBLISHED if meta.get(name)), ""),
        modified=next((meta[name] for name in MODIFIED if meta.get(name)), ""),
        sections=tuple(plain(meta[name]) for name in ("article:section", "article:section2") if meta.get(name)),
        site=plain(meta.get("og:site_name")),
        url=meta.get("og:url", ""),
    )


def from_items(page: Document) -> Said:
    """What ``itemprop`` elements say; meta elements among them are read with the others."""
    if "itemprop" not in page.html:
        return Said(source="page")
    first: dict[str, str] = {}
    authors: list[str] = []
    for element in islice(page.root.iterfind(".//*[@itemprop]"), 300):
        if element.tag == "meta":
            continue
        name = (element.get("itemprop") or "").lower()
        if name in ("headline", "datepublished", "datemodified") and name not in first:
            first[name] = element.get("content") or element.get("datetime") or text_of(element)
        elif name == "author" and len(authors) < 10:
            authors.append(text_of(element)[:60])
    return Said(
        source="page",
        headline=plain(first.get("headline", "")),
        authors=tuple(dict.fromkeys(filter(None, authors))),
        published=first.get("datepublished", "")[:60],
        modified=first.get("datemodified", "")[:60],
    )
