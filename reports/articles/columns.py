"""The columns of an export: one table for all kinds of files, and how much of an article's text a cell may carry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal
from unicodedata import normalize

from models.language import _, language
from models.query.tree import Needle
from models.records.article import FIELDS as ARTICLE_FIELDS
from models.records.article import Article, Attachment, FieldKind, Photo
from models.records.labels import FIELDS, Language, label
from models.records.licence import Licence
from reports.articles.licence import make_excerpt
from reports.formats.cells import time_text
from reports.formats.errors import ExportError

Kind = Literal["text", "words", "time", "count", "link"]
"""How a column is written: any value as text; a string as it is; a typed time or number where a file has types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of all exports: ``cell`` makes its text of a value that is there, ``width`` is in digits (.xlsx).

    ``html_class``: of its cells in a page, see ``templates/articles.css``.
    """

    kind: Kind = "words"
    cell: Callable[[Any], str] = str
    width: float = 14
    html_class: str = ""
    is_default: bool = False


def _photos(photos: Iterable[Photo]) -> str:
    parts = ((photo.caption, photo.credit, photo.url) for photo in photos)
    return "\n".join(" / ".join(filter(None, photo)) for photo in parts)


def _attachments(attachments: Iterable[Attachment]) -> str:
    return "\n".join(" / ".join(filter(None, (one.name, one.url))) for one in attachments)


def _repairs(repairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in repairs)


_LISTED: Mapping[str, Column] = MappingProxyType(
    {
        "outlet_title": Column(is_default=True),
        "region": Column(is_default=True),
        "section": Column(is_default=True),
        "headline": Column(width=46, html_class="w", is_default=True),
        "deck": Column(width=30, html_class="w", is_default=True),
        "reporters": Column(kind="text", cell=", ".join, is_default=True),
        "published_at": Column(kind="time", cell=time_text, width=17, html_class="t", is_default=True),
        "modified_at": Column(kind="time", cell=time_text, width=17, html_class="t", is_default=True),
        "body": Column(width=60, html_class="b", is_default=True),
        "photos": Column(kind="text", cell=_photos, width=30, html_class="u", is_default=True),
        "tags": Column(kind="text", cell=", ".join, width=20, is_default=True),
        "url": Column(kind="link", width=40, html_class="u"),
        "canonical_url": Column(kind="link", width=40, html_class="u", is_default=True),
        "article_no": Column(html_class="a", is_default=True),
        "fetched_at": Column(kind="time", cell=time_text, width=17, html_class="t", is_default=True),
        "text_sha256": Column(),
        "excerpt": Column(width=50, html_class="w"),
        "gone_at": Column(html_class="t", is_default=True),
        "watches": Column(),
    }
)
"""The columns whose look was chosen; any other field of the record is shown by its kind."""
_BY_KIND: Mapping[FieldKind, Column] = MappingProxyType(
    {
        FieldKind.TEXT: Column(),
        FieldKind.TIME: Column(kind="time", cell=time_text, width=17, html_class="t"),
        FieldKind.NUMBER: Column(kind="count"),
        FieldKind.TEXTS: Column(kind="text", cell=", ".join),
        FieldKind.PHOTOS: Column(kind="text", cell=_photos, width=30, html_class="u"),
        FieldKind.ATTACHMENTS: Column(kind="text", cell=_attachments, width=30, html_class="u"),
        FieldKind.COUNTS: Column(kind="text", cell=_repairs),
    }
)
TABLE: Mapping[str, Column] = MappingProxyType(
    {
        name: _LISTED[name] if name in _LISTED else _BY_KIND[ARTICLE_FIELDS[name].kind]
        for name in FIELDS
        if name in _LISTED or name in ARTICLE_FIELDS
    }
)
"""Every column by its name, in export order; its label is in ``models/records/labels.py``.

``excerpt``, ``gone_at`` and ``watches`` are made from more than the article, see ``cell_maker``.
"""
COLUMNS: tuple[str, ...] = tuple(name for name in TABLE if name != "watches")
"""What ``--columns`` may name, in export order."""
DEFAULT_COLUMNS: tuple[str, ...] = tuple(name for name, column in TABLE.items() if column.is_default)
NO_RIGHTS: Mapping[str, str] = MappingProxyType({})
NOTHING_GONE: Mapping[tuple[str, str], datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What an export holds. ``rights`` says by outlet id what a report may carry: full, excerpt or link.

    Without ``columns`` the kind of file chooses. Without the right ``full`` the body is replaced by an excerpt around
    ``terms`` (folded) and the link. ``watches``: the saved searches that found an article, by outlet id and canonical
    address; where they are told, even of nothing, they are one more column. ``missing`` is a sentence about what the
    export does not cover, for files that are read by people.
    """

    columns: tuple[str, ...] = ()
    language: Language = "ko"
    terms: tuple[Needle, ...] = ()
    rights: Mapping[str, str] = field(default_factory=lambda: NO_RIGHTS)
    gone: Mapping[tuple[str, str], datetime] = field(default_factory=lambda: NOTHING_GONE)
    watches: Mapping[tuple[str, str], tuple[str, ...]] | None = None
    missing: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of a table."""
        return (*(self.columns or DEFAULT_COLUMNS), *(("watches",) if self.watches is not None else ()))


def read_columns(text: str) -> tuple[str, ...]:
    """Columns from ``headline,기자,본문``: names of fields, or their Korean or English labels.

    Raises ``ExportError`` for an unknown name or none at all.
    """
    known = {name.casefold(): column for column in COLUMNS for name in (column, *FIELDS[column])}
    asked = [name.strip() for name in normalize("NFC", text).split(",") if name.strip()]
    unknown = next((name for name in asked if name.casefold() not in known), None)
    if unknown is not None or not asked:
        columns = ", ".join(COLUMNS if language() == "en" else map(label, COLUMNS))
        if unknown is None:
            raise ExportError(_("No column was given: choose from {columns}.", columns=columns))
        raise ExportError(_("There is no column {name!r}: choose from {columns}.", name=unknown, columns=columns))
    return tuple(dict.fromkeys(known[name.casefold()] for name in asked))


def make_header(choice: ExportChoice) -> list[str]:
    """The labels of the columns."""
    return [label(column, choice.language) for column in choice.names]


def make_cells(article: Article, choice: ExportChoice) -> list[str]:
    """The text of each column."""
    return [make(article) for make in cell_makers(choice)]


def cell_makers(choice: ExportChoice) -> list[Callable[[Article], str]]:
    """What makes the text of each column of an article."""
    return [cell_maker(column, choice) for column in choice.names]


def make_cell(article: Article, column: str, choice: ExportChoice) -> str:
    """One field as text."""
    return cell_maker(column, choice)(article)


def cell_maker(column: str, choice: ExportChoice) -> Callable[[Article], str]:
    """One field as text: lists joined by a comma, times in KST without their zone, photos a line each."""
    if column == "body":
        return lambda article: article.body if may_carry_body(article, choice) else link_text(article, choice)
    if column == "excerpt":
        return lambda article: excerpt_text(article, choice)
    if column == "gone_at":
        return lambda article: _gone(article, choice)
    if column == "watches":
        return lambda article: ", ".join((choice.watches or {}).get((article.outlet, article.canonical_url), ()))
    value: Callable[[Article], Any] = attrgetter(column)
    kind, make = TABLE[column].kind, TABLE[column].cell
    if kind in ("words", "link"):
        return value
    if kind == "count":
        return lambda article: str(value(article))
    return lambda article: make(found) if (found := value(article)) else ""


def _gone(article: Article, choice: ExportChoice) -> str:
    at = choice.gone.get((article.outlet, article.canonical_url)) if choice.gone else None
    return "" if at is None else time_text(at)


def may_carry_body(article: Article, choice: ExportChoice) -> bool:
    """Whether the outlet's declaration lets a report carry the whole text."""
    return choice.rights.get(article.outlet) == Licence.FULL


def lacks_body(article: Article, choice: ExportChoice) -> bool:
    """Whether a file that would hold the body holds less of it, because the outlet allows no more."""
    return bool(article.body) and "body" in choice.names and not may_carry_body(article, choice)


def link_text(article: Article, choice: ExportChoice) -> str:
    """What stands for the body where a report may not carry it: an excerpt and the link."""
    return f"{excerpt_text(article, choice)}\n{article.canonical_url}".strip()


def excerpt_text(article: Article, choice: ExportChoice) -> str:
    """An excerpt around the terms, of a part of the text only where the whole may not be carried."""
    return make_excerpt(article, choice.terms, whole=may_carry_body(article, choice)).text
