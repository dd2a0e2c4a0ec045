"""When an article is new to a question, for saved searches and for exports of what is new. Pure."""

from models.query.filters import Filters
from models.query.tree import Node, holds
from models.records.article import Article
from models.text.searchable import Texts


def answers(root: Node, filters: Filters, article: Article, texts: Texts) -> bool:
    """Whether an article, whose folded texts were made, answers a query within all its filters."""
    day = (article.published_at or article.fetched_at).date()
    in_days = (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)
    return in_days and filters.admits(article) and holds(root, texts)


def is_new(root: Node, filters: Filters, old: Article | None, old_texts: Texts | None) -> bool:
    """Whether an article that answers now is new: its earlier text (None: there was none) did not answer."""
    return old is None or old_texts is None or not answers(root, filters, old, old_texts)
