"""When two downloads of an article differ, and whose date counts. Pure."""

import re
from dataclasses import replace

from models.records.article import Article
from models.records.rows import COLUMNS

NOT_CONTENT = frozenset({"url", "fetched_at", "php_messages", "broken_characters", "repairs"})
"""What may differ between two downloads of one unchanged article."""


CONTENT = tuple(column for column in COLUMNS if column not in NOT_CONTENT)


_RELATIVE = re.compile(
    r"[0-9]{1,4}[ \u00a0]{0,3}(?:초|분|시간|일|주|주일|개월|달|년)[ \u00a0]{0,3}전|방금|어제|그제|그저께|오늘"
)


def is_relative(raw: str) -> bool:
    """Whether a date text only says how long ago: 3시간 전, 방금. Such a text changes with each download."""
    return _RELATIVE.search(raw[:200]) is not None


def with_first_date(article: Article, first: Article) -> Article:
    """The article with the date of its first text, where both only say how long ago: that text is the nearest."""
    if not (is_relative(article.published_raw) and is_relative(first.published_raw)):
        return article
    return replace(
        article,
        published_at=first.published_at,
        published_raw=first.published_raw,
        published_from=first.published_from,
    )
