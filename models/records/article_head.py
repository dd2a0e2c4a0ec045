"""What stands above an article's text: enough to count and list it. Standard library only."""

from dataclasses import dataclass
from datetime import datetime


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
