"""An article in the archive: what storing it did, its earlier texts, and its head alone. Standard library only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.records.article import Article

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: its id, and the number of the revision that is current."""

    id: int
    outcome: Outcome
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An earlier text of an article; ``replaced_at`` is when the text that took its place was fetched."""

    n: int
    article: Article
    replaced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text; the fields are those of ``Article``."""

    id: int
    outlet: str
    outlet_title: str
    headline: str
    reporters: tuple[str, ...]
    emails: tuple[str, ...]
    published_at: datetime | None
    published_raw: str
    canonical_url: str
