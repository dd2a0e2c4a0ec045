"""An article's fields as the text of cells, and what of its text a report may carry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from models.query.tree import Needle
from models.records.article import Article
from models.records.labels import FIELDS, Language, label
from models.records.licence import Licence
from reports.articles.licence import excerpt_of
from reports.formats.cells import time_text
from reports.formats.errors import ExportError

COLUMNS: tuple[str, ...] = tuple(
    name for name in FIELDS if name not in ("id", "caption", "credit", "tone", "note", "watches")
)
"""What ``--columns`` may name, in export order."""
DEFAULT_COLUMNS: tuple[str, ...] = (
    "outlet_title",
    "region",
    "section",
    "headline",
    "deck",
    "reporters",
    "published_at",
    "modified_at",
    "body",
    "photos",
    "tags",
    "canonical_url",
    "article_no",
    "fetched_at",
    "gone_at",
)
NO_RIGHTS: Mapping[str, str] = MappingProxyType({})
NOTHING_GONE: Mapping[tuple[str, str], datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an export holds. ``rights`` says by outlet id what a report may carry: full, excerpt or link.

    Without ``columns`` the kind of file chooses. Without the right ``full`` the body is replaced by an excerpt around
    ``terms`` (folded) and the link. ``watches``: the saved searches that found an article, by outlet id and canonical
    address; where they are told, even of nothing, they are one more column.
    """

    columns: tuple[str, ...] = ()
    language: Language = "ko"
    terms: tuple[Needle, ...] = ()
    rights: Mapping[str, str] = field(default_factory=lambda: NO_RIGHTS)
    gone: Mapping[tuple[str, str], datetime] = field(default_factory=lambda: NOTHING_GONE)
    watches: Mapping[tuple[str, str], tuple[str, ...]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of a table."""
        return (*(self.columns or DEFAULT_COLUMNS), *(("watches",) if self.watches is not None else ()))


def read_columns(text: str) -> tuple[str, ...]:
    """Columns from ``headline,기자,본문``: names of fields, or their Korean or English labels.

    Raises ``ExportError`` for an unknown name or none at all.
    """
    known = {name.casefold(): column for column in COLUMNS for name in (column, *FIELDS[column])}
    asked = [name.strip() for name in text.split(",") if name.strip()]
    unknown = next((name for name in asked if name.casefold() not in known), None)
    if unknown is not None or not asked:
        what = f"There is no column {unknown!r}" if unknown is not None else "No column is named"
        raise ExportError(f"{what}: choose from {', '.join(COLUMNS)}.")
    return tuple(dict.fromkeys(known[name.casefold()] for name in asked))


def header(choice: Choice) -> list[str]:
    """The labels of the columns."""
    return [label(column, choice.language) for column in choice.names]


def cells(article: Article, choice: Choice) -> list[str]:
    """The text of each column."""
    return [make(article) for make in cell_makers(choice)]


def cell_makers(choice: Choice) -> list[Callable[[Article], str]]:
    """What makes the text of each column of an article."""
    return [cell_maker(column, choice) for column in choice.names]


def cell(article: Article, column: str, choice: Choice) -> str:
    """One field as text."""
    return cell_maker(column, choice)(article)


def cell_maker(column: str, choice: Choice) -> Callable[[Article], str]:
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
    make = _TEXT.get(column)
    if make is None:
        return value if column in _WORDS else lambda article: str(value(article))
    return lambda article: make(said) if (said := value(article)) else ""


def _gone(article: Article, choice: Choice) -> str:
    at = choice.gone.get((article.outlet, article.canonical_url)) if choice.gone else None
    return "" if at is None else time_text(at)


def may_carry_body(article: Article, choice: Choice) -> bool:
    """Whether the outlet's declaration lets a report carry the whole text."""
    return choice.rights.get(article.outlet) == Licence.FULL


def lacks_body(article: Article, choice: Choice) -> bool:
    """Whether a file that would hold the body holds less of it, because the outlet allows no more."""
    return bool(article.body) and "body" in choice.names and not may_carry_body(article, choice)


def link_text(article: Article, choice: Choice) -> str:
    """What stands for the body where a report may not carry it: an excerpt and the link."""
    return f"{excerpt_text(article, choice)}\n{article.canonical_url}".strip()


def excerpt_text(article: Article, choice: Choice) -> str:
    """An excerpt around the terms, of a part of the text only where the whole may not be carried."""
    return excerpt_of(article, choice.terms, whole=may_carry_body(article, choice)).text


def _photos(article_photos: Iterable[object]) -> str:
    parts = ((getattr(photo, name) for name in ("caption", "credit", "url")) for photo in article_photos)
    return "\n".join(" / ".join(filter(None, photo)) for photo in parts)


_WORDS = frozenset(field.name for field in fields(Article) if field.type in (str, "str"))
_TEXT: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "reporters": ", ".join,
        "emails": ", ".join,
        "tags": ", ".join,
        "published_at": time_text,
        "modified_at": time_text,
        "fetched_at": time_text,
        "photos": _photos,
        "repairs": lambda repairs: ", ".join(f"{name} {count}" for name, count in repairs),
    }
)
