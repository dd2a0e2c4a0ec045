"""JSON-LD of a page (schema.org NewsArticle and its kin) as what the page says of its article."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from pipelines.dom.body_lines import fold
from pipelines.dom.metadata import KINDS, LD_LIMIT
from pipelines.dom.selectors import Document
from pipelines.generic.declared_facts import Said
from pipelines.generic.json_text import fields_of, read_json

DEEP = 6
MANY = 200
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")


def read_said(page: Document) -> tuple[list[Said], int]:
    """The article records of all JSON-LD scripts (the fullest first), and how many scripts had to be mended."""
    if "ld+json" not in page.html:
        return [], 0
    found: list[Said] = []
    mended = 0
    for script in page.root.iter("script"):
        text = script.text
        if not text or "ld+json" not in (script.get("type") or "") or len(text) > LD_LIMIT:
            continue
        value, broken = read_json(text)
        mended += broken
        if value is None:
            loose = fields_of(text)
            value = loose if loose.get("@type") in KINDS or "articleBody" in loose else None
            if value is not None:
                value = value | {"@type": "NewsArticle"}
        found += [said(record) for record in articles(value)]
    return sorted(found, key=lambda one: -(bool(one.headline) + bool(one.published) + bool(one.body))), mended


def articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every record of an article kind in a JSON-LD value: graphs, arrays, entities of a page."""
    if depth > DEEP:
        return
    if isinstance(value, list):
        for item in value[:MANY]:
            yield from articles(item, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        if any(isinstance(one, str) and one in KINDS for one in (kind if isinstance(kind, list) else [kind])):
            yield value
            return
        for name in WITHIN:
            if isinstance(value.get(name), list | dict):
                yield from articles(value[name], depth + 1)


def said(record: dict[str, Any]) -> Said:
    """One record in the common shape."""
    return Said(
        headline=plain(record.get("headline") or record.get("name")),
        deck=plain(record.get("alternativeHeadline")),
        authors=tuple(names(record.get("author"))) or tuple(names(record.get("creator"))),
        published=plain(record.get("datePublished") or record.get("dateCreated")),
        modified=plain(record.get("dateModified")),
        sections=tuple(texts(record.get("articleSection"))),
        tags=tuple(tag for text in texts(record.get("keywords")) for tag in map(fold, text.split(",")) if tag),
        site=next(iter(names(record.get("publisher"))), ""),
        url=plain(record.get("url")),
        body=unescape(str(record.get("articleBody") or "")) if isinstance(record.get("articleBody"), str) else "",
    )


def plain(value: Any) -> str:
    """A text field, entities resolved (twice: CMSs escape once more); anything else is empty."""
    return fold(unescape(unescape(value))) if isinstance(value, str) else ""


def texts(value: Any) -> Iterator[str]:
    """One text or a list of them."""
    for one in value[:MANY] if isinstance(value, list) else [value]:
        if text := plain(one):
            yield text


def names(value: Any) -> Iterator[str]:
    """Names of persons or organisations: a text, an object with ``name``, or a list of these."""
    for one in value[:MANY] if isinstance(value, list) else [value]:
        text = plain(one.get("name")) if isinstance(one, dict) else plain(one)
        if isinstance(one, dict) and isinstance(one.get("name"), list):
            yield from texts(one["name"])
        elif text:
            yield text
