"""How much of an article's text a file may carry where its outlet does not allow the whole: never all of it."""

from collections import Counter
from collections.abc import Sequence

from models.language import _, ngettext
from models.query.excerpt import Excerpt, article_excerpt
from models.query.tree import Needle
from models.records.article import Article

MAX_EXCERPT_CHARACTERS = 80
MAX_NAMED_OUTLETS = 8


def excerpt_limit(text: str, limit: int) -> int:
    """How long an excerpt of a text may be: so many characters at most, and half of its letters at most."""
    return min(limit, len("".join(text.split())) // 2)


def make_excerpt(article: Article, terms: Sequence[Needle], *, whole: bool) -> Excerpt:
    """The excerpt around the terms (folded), a column of its own or in place of the body.

    Empty where half a text is nothing. ``whole`` says that the outlet allows the whole text.
    """
    most = MAX_EXCERPT_CHARACTERS if whole else excerpt_limit(article.body or article.deck, MAX_EXCERPT_CHARACTERS)
    return article_excerpt(article, terms, most) if most else Excerpt("")


class LeftOut:
    """Counts the articles of which a file carries less than the body, by outlet, as they pass."""

    def __init__(self) -> None:
        self._outlets: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """One more of them."""
        self._outlets[article.outlet_title] += 1

    def __str__(self) -> str:
        """One sentence of how many and why; empty where nothing was left out."""
        if not self._outlets:
            return ""
        count, more = self._outlets.total(), len(self._outlets) - MAX_NAMED_OUTLETS
        named = ", ".join(f"{name} {n:,}" for name, n in self._outlets.most_common(MAX_NAMED_OUTLETS))
        named += _(" and {more:,} more", more=more) if more > 0 else ""
        return ngettext(
            "The body of {count:,} article was left out, an excerpt at most was written: the outlets' "
            "licence allows no more ({named}).",
            "The body of {count:,} articles was left out, an excerpt at most was written: the outlets' "
            "licence allows no more ({named}).",
            count,
            named=named,
        )
