"""The words of a saved search at which a person should look twice: a hint, never a judgement. Pure."""

from models.query.watch import Watch
from models.records.article import Article
from models.text.folding import fold


def find_caution(watch: Watch, article: Article) -> list[str]:
    """The words of caution that stand in the article."""
    text = fold("\n".join((article.headline, article.deck, article.body)))
    return [word for word in watch.caution if fold(word) in text]
