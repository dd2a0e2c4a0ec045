"""The texts of an article that are searched, folded: as a whole, and each part that a field of a query names."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.records.article import Article
from models.text.folding import fold


def searchable(headline: str, deck: str, body: str, captions: Iterable[str], reporters: Iterable[str]) -> str:
    """The text that is searched: one part a line, so that no term reaches from one part into the next."""
    return "\n".join((headline, deck, body, *captions, *reporters))


def article_text(article: Article) -> str:
    """The text of an article that is searched."""
    captions = (photo.caption for photo in article.photos)
    return searchable(article.headline, article.deck, article.body, captions, article.reporters)


def outlet_text(outlet_id: str, title: str) -> str:
    """What the field ``outlet:`` looks into, folded: the id and the name."""
    return fold(f"{outlet_id}\n{title}")


@dataclass(frozen=True, slots=True)
class Texts:
    """Folded texts by the field that looks into them; ``whole`` is looked into without a field."""

    whole: str
    headline: str = ""
    reporter: str = ""
    outlet: str = ""
    section: str = ""

    def of(self, field: str) -> str:
        """The text that a field names; "" is the whole."""
        return str(getattr(self, field)) if field else self.whole


def texts(article: Article) -> Texts:
    """All texts of an article."""
    return Texts(
        whole=fold(article_text(article)),
        headline=fold(article.headline),
        reporter=fold("\n".join(article.reporters)),
        outlet=outlet_text(article.outlet, article.outlet_title),
        section=fold(article.section),
    )
