"""How much of an article's text a file may carry where its outlet does not allow the whole: never all of it."""

from collections.abc import Sequence

from models.article import Article
from models.excerpt import Excerpt, article_excerpt
from models.query import Needle

EXCERPT_LENGTH = 80


def most_letters(text: str, limit: int) -> int:
    """How long an excerpt of a text may be: so many characters at most, and half of its letters at most."""
    return min(limit, len("".join(text.split())) // 2)


def excerpt_of(article: Article, terms: Sequence[Needle], *, whole: bool) -> Excerpt:
    """The excerpt around the terms (folded) that stands beside or for the body; empty where half a text is nothing.

    ``whole`` says that the outlet allows the whole text.
    """
    most = EXCERPT_LENGTH if whole else most_letters(article.body or article.deck, EXCERPT_LENGTH)
    return article_excerpt(article, terms, most) if most else Excerpt("")
