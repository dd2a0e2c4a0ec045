"""What a page says of itself for programs: meta elements and JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any

from pipelines.dom.selectors import Document

KINDS = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"})
MAX_JSON_LD_CHARACTERS = 500_000


def read_meta(page: Document) -> dict[str, str]:
    """First content of each meta name, property or itemprop (lower case), wherever in the page they stand.

    Text that leaks before the doctype leaves the tree without a head, so the whole tree is looked at.
    """
    found: dict[str, str] = {}
    for element in page.root.iter("meta"):
        content = element.get("content")
        if content:
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name:
                found.setdefault(name.strip().lower(), content.strip())
    return found


def read_json_ld(page: Document) -> tuple[list[dict[str, Any]], int]:
    """The article records of all JSON-LD scripts, and how many scripts could not be read."""
    records: list[dict[str, Any]] = []
    broken = 0
    for script in page.root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) < MAX_JSON_LD_CHARACTERS:
            try:
                records += _articles(json.loads(script.text, strict=False))
            except (ValueError, RecursionError):
                broken += 1
    return records, broken


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 4:
        for item in value[:100]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(one, str) and one in KINDS for one in kinds):
            yield value
        elif depth < 4:
            yield from _articles(value.get("@graph"), depth + 1)


def text_in(record: dict[str, Any], name: str) -> str:
    """A text field of a JSON-LD record; anything but text is empty."""
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""
