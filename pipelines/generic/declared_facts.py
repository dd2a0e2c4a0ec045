"""What a page declares of its article for programs: JSON-LD (schema.org), microdata and meta elements, in one shape."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from html import unescape
from itertools import islice
from typing import Any

from pipelines.contracts.raw_article import Source
from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.document import Document
from pipelines.dom.json_text import fields_of
from pipelines.dom.metadata import ARTICLE_KINDS

MAX_DEPTH = 6
MAX_ITEMS = 200
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
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
    "parsely-pub-date",
    "dc.date.issued",
    "sailthru.date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dd:modified_time", "date.available")
AUTHORS = (
    "dable:author",
    "og:article:author",
    "article:author",
    "author",
    "byl",
    "dd:author",
    "writer",
    "byline",
    "dc.creator",
    "parsely-author",
)
HEADLINES = ("headline", "og:title", "twitter:title", "title", "dable:title", "nate:title")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFacts:
    """Texts as written (entities resolved, no HTML but in ``body``). ``source`` is meta, json-ld or page.

    ``body`` is HTML or plain text with line breaks; ``authors`` are texts that should hold names.
    """

    source: Source = "json-ld"
    headline: str = ""
    deck: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    body: str = field(default="", repr=False)

    def or_else(self, other: "DeclaredFacts") -> "DeclaredFacts":
        """This, with what it lacks taken from ``other``."""
        lacking = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **lacking)


def read_json_ld_facts(page: Document) -> tuple[list[DeclaredFacts], int]:
    """The article records of all JSON-LD scripts (the fullest first), and how many scripts had to be mended."""
    found: list[DeclaredFacts] = []
    nodes = _find_nodes([script.value for script in page.json_ld]) if '"@id"' in page.html else {}
    for script in page.json_ld:
        value = script.value
        if value is None:
            loose = fields_of(script.text)
            is_article = loose.get("@type") in ARTICLE_KINDS or "articleBody" in loose
            value = loose | {"@type": "NewsArticle"} if is_article else None
        found += [_facts_of(record, nodes) for record in _find_articles(value)]
    mended = sum(script.is_mended for script in page.json_ld)
    return sorted(found, key=lambda one: -(bool(one.headline) + bool(one.published) + bool(one.body))), mended


def _find_articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every record of an article kind in a JSON-LD value: graphs, arrays, entities of a page."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:MAX_ITEMS]:
            yield from _find_articles(item, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        if any(isinstance(one, str) and one in ARTICLE_KINDS for one in (kind if isinstance(kind, list) else [kind])):
            yield value
            return
        for name in WITHIN:
            if isinstance(value.get(name), list | dict):
                yield from _find_articles(value[name], depth + 1)


def _find_nodes(value: Any, depth: int = 0) -> dict[str, dict[str, Any]]:
    """The records of a JSON-LD value that have a name and an identifier, by which other records refer to them."""
    if depth > MAX_DEPTH or not isinstance(value, list | dict):
        return {}
    found: dict[str, dict[str, Any]] = {}
    for one in value[:MAX_ITEMS] if isinstance(value, list) else list(value.values())[:MAX_ITEMS]:
        found.update(_find_nodes(one, depth + 1))
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and plain_text(value.get("name")):
        found[value["@id"]] = value
    return found


def _name_authors(value: Any, nodes: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """The names of a record's authors; of one that is only referred to, that of the record which is meant."""
    several = value[:MAX_ITEMS] if isinstance(value, list) else [value]
    whole = [
        nodes.get(str(one.get("@id")), one) if isinstance(one, dict) and not plain_text(one.get("name")) else one
        for one in several
    ]
    people = [one for one in whole if not (isinstance(one, dict) and one.get("@type") == "Organization")]
    return tuple(read_names(people or whole))


def _facts_of(record: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> DeclaredFacts:
    """One record in the common shape; ``nodes``: the records that it may refer to."""
    return DeclaredFacts(
        headline=plain_text(record.get("headline") or record.get("name")),
        deck=plain_text(record.get("alternativeHeadline")),
        authors=_name_authors(record.get("author"), nodes) or _name_authors(record.get("creator"), nodes),
        published=plain_text(record.get("datePublished") or record.get("dateCreated")),
        modified=plain_text(record.get("dateModified")),
        sections=tuple(read_texts(record.get("articleSection"))),
        tags=tuple(
            tag for text in read_texts(record.get("keywords")) for tag in map(collapse_spaces, text.split(",")) if tag
        ),
        site=next(iter(read_names(record.get("publisher"))), ""),
        url=plain_text(record.get("url")),
        body=unescape(str(record.get("articleBody") or "")) if isinstance(record.get("articleBody"), str) else "",
    )


def read_meta_facts(meta: dict[str, str]) -> DeclaredFacts:
    """What the meta elements say."""
    return DeclaredFacts(
        source="meta",
        headline=next((text for name in HEADLINES if (text := plain_text(meta.get(name)))), ""),
        authors=tuple(
            dict.fromkeys(
                text
                for name in AUTHORS
                if (text := plain_text(meta.get(name))) and "/" not in text and not text.startswith("@")
            )
        ),
        published=next((meta[name] for name in PUBLISHED if meta.get(name)), ""),
        modified=next((meta[name] for name in MODIFIED if meta.get(name)), ""),
        sections=tuple(plain_text(meta[name]) for name in ("article:section", "article:section2") if meta.get(name)),
        site=plain_text(meta.get("og:site_name")),
        url=meta.get("og:url", ""),
    )


def read_item_facts(page: Document) -> DeclaredFacts:
    """What ``itemprop`` elements say; meta elements among them are read with the others."""
    if "itemprop" not in page.html:
        return DeclaredFacts(source="page")
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
    return DeclaredFacts(
        source="page",
        headline=plain_text(first.get("headline", "")),
        authors=tuple(dict.fromkeys(filter(None, authors))),
        published=first.get("datepublished", "")[:60],
        modified=first.get("datemodified", "")[:60],
    )


def plain_text(value: Any) -> str:
    """A text field, entities resolved (twice: CMSs escape once more); anything else is empty."""
    return collapse_spaces(unescape(unescape(value))) if isinstance(value, str) else ""


def read_texts(value: Any) -> Iterator[str]:
    """One text or a list of them."""
    for one in value[:MAX_ITEMS] if isinstance(value, list) else [value]:
        if text := plain_text(one):
            yield text


def read_names(value: Any) -> Iterator[str]:
    """Names of persons or organisations: a text, an object with ``name``, or a list of these."""
    for one in value[:MAX_ITEMS] if isinstance(value, list) else [value]:
        text = plain_text(one.get("name")) if isinstance(one, dict) else plain_text(one)
        if isinstance(one, dict) and isinstance(one.get("name"), list):
            yield from read_texts(one["name"])
        elif text:
            yield text
