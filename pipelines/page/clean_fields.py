"""The last door of a page: no field of an article holds a control, bidi or invisible character, however it came in.

Most texts are clean when they get here. Escapes in a page's JSON and references inside of references are not.
"""

from dataclasses import fields, replace
from typing import Any
from urllib.parse import quote

from models.records.article import Article, Photo, list_texts
from pipelines.page.clean_text import clean_lines, is_clean

ADDRESSES = frozenset({"url", "canonical_url"})


def clean_fields(article: Article) -> Article:
    """The article with every text of it cleaned; the same one where nothing is to be done."""
    addresses = (article.url, article.canonical_url, *(photo.url for photo in article.photos))
    if is_clean("\n".join(list_texts(article))) and all(map(str.isprintable, addresses)):
        return article
    changed: dict[str, Any] = {}
    for field in fields(Article):
        value = getattr(article, field.name)
        cleaned = clean_address(value) if field.name in ADDRESSES else _clean_value(value)
        if cleaned != value:
            changed[field.name] = cleaned
    return replace(article, **changed) if changed else article


def _clean_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, Photo):
        return Photo(url=clean_address(value.url), caption=clean_lines(value.caption), credit=clean_lines(value.credit))
    return tuple(map(_clean_value, value)) if isinstance(value, tuple) else value


def clean_address(url: str) -> str:
    """The address with escapes for what no address holds as it is."""
    if url.isprintable():
        return url
    return "".join(c if c.isprintable() else quote(c, errors="replace") for c in url)
