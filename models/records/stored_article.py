"""An article in the archive: what storing it did, and its earlier texts. Standard library only."""

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
