"""What a page declares for programs, as it is written there: meta elements and JSON-LD scripts."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pipelines.dom.json_text import read_json
from pipelines.dom.tree import Element

ARTICLE_KINDS = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "LiveBlogPosting",
    }
)
MAX_JSON_LD_CHARACTERS = 500_000


class JsonScript(NamedTuple):
    """A script's text and its value; ``is_mended``: the text was not JSON (the value is None where nothing helped)."""

    text: str
    value: Any
    is_mended: bool


def read_meta(elements: Iterable[Element]) -> dict[str, str]:
    """First content of each meta name, property or itemprop (lower case) of meta elements, wherever in the page they
    are: text that leaks before the doctype leaves the tree without a head.
    """
    found: dict[str, str] = {}
    for element in elements:
        content = element.get("content")
        if content:
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name:
                found.setdefault(name.strip().lower(), content.strip())
    return found


def read_json_ld(scripts: Iterable[Element]) -> Iterator[JsonScript]:
    """The values of those of several scripts that are JSON-LD, of a sensible length."""
    for script in scripts:
        text = script.text
        if text and "ld+json" in (script.get("type") or "") and len(text) <= MAX_JSON_LD_CHARACTERS:
            yield JsonScript(text, *read_json(text))


def article_records(scripts: Iterable[JsonScript]) -> tuple[list[dict[str, Any]], int]:
    """The article records of JSON-LD scripts that are JSON, and how many scripts are not."""
    records: list[dict[str, Any]] = []
    broken = 0
    for script in scripts:
        if script.is_mended:
            broken += 1
        else:
            records += _articles(script.value)
    return records, broken


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 4:
        for item in value[:100]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(one, str) and one in ARTICLE_KINDS for one in kinds):
            yield value
        elif depth < 4:
            yield from _articles(value.get("@graph"), depth + 1)


def text_in(record: dict[str, Any], name: str) -> str:
    """A text field of a JSON-LD record; anything but text is empty."""
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""
