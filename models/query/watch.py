"""A saved search, and what it has found. Pure."""

from dataclasses import dataclass
from datetime import datetime

from models.query.filters import Filters
from models.query.tree import Node, Query
from models.records.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A saved search. ``shown`` is the number of the last hit that was shown as new.

    ``rivals`` are the words that its reports compare it with, ``title`` is the title of its reports, and ``caution``
    are words (논란) at which a person should look twice; all may be empty.
    """

    id: int
    name: str
    typed: str
    root: Node
    filters: Filters
    created_at: datetime
    shown: int
    rivals: tuple[str, ...] = ()
    title: str = ""
    caution: tuple[str, ...] = ()

    @property
    def query(self) -> Query:
        """What it asks for, its synonyms included."""
        return Query(self.typed, self.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertState:
    """Up to which find the news of a watch was told at once; ``telling``: up to which it is being told just now."""

    told: int
    telling: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHit:
    """An article that a watch has found: the number of the find, when that was, and the article as it is now."""

    n: int
    found_at: datetime
    article_id: int
    article: Article
