"""The search tables, and what an article puts into them and takes out again.

``ft_body`` holds every gram of headline, deck, body, captions and reporters, and ``o<n>`` for the outlet, without
positions: its index is little more than lists of ids. ``ft_title`` holds the headline's grams with positions.
``latin_term`` holds every ASCII token with all its endings, so that a part of a word is found by its beginning:
``batt`` begins the ending ``batt`` of ``pobatt``. ``place_in_day`` keeps the time of publication where thousands of
articles can be put in order without touching them. Built on SQLite 3.40; contentless rows are removed by handing the
same grams to 'delete', so ``unindex`` must be given the article exactly as it was indexed.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

from models.article import Article
from models.grams import ASCII_TOKEN, grams, phrase_grams
from models.ids import date_of
from models.kst import KST

Execute = Callable[[str, tuple[Any, ...]], object]
"""Runs one statement with ``?`` parameters inside the caller's transaction."""

FT_BODY = "CREATE VIRTUAL TABLE ft_body USING fts5(x, content='', detail=none, columnsize=0, tokenize='ascii')"
FT_TITLE = "CREATE VIRTUAL TABLE ft_title USING fts5(x, content='', detail=full, columnsize=0, tokenize='ascii')"
LATIN_TERM = (
    "CREATE TABLE latin_term (ending TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (ending, term)) WITHOUT ROWID"
)
PLACE_IN_DAY = "CREATE TABLE place_in_day (id INTEGER PRIMARY KEY NOT NULL, second NUMERIC)"
DDL: tuple[str, ...] = (FT_BODY, FT_TITLE, LATIN_TERM, PLACE_IN_DAY)
"""Creates the search tables, in order."""

TABLES: tuple[str, ...] = ("ft_body", "ft_title", "latin_term", "place_in_day")

_PLACES = json.dumps(list(range(1, ASCII_TOKEN + 1)))
_ADD_TERMS = (
    "INSERT OR IGNORE INTO latin_term(ending, term) SELECT substr(word.value, place.value), word.value "
    f"FROM json_each(?) AS word CROSS JOIN json_each('{_PLACES}') AS place "
    "WHERE NOT EXISTS (SELECT 1 FROM latin_term AS known WHERE known.ending = word.value AND known.term = word.value) "
    "AND place.value <= length(word.value)"
)


def searchable(headline: str, deck: str, body: str, captions: Iterable[str], reporters: Iterable[str]) -> str:
    """The text that is searched: one part a line, so that no term reaches from one part into the next."""
    return "\n".join((headline, deck, body, *captions, *reporters))


def article_text(article: Article) -> str:
    """The text of an article that is searched."""
    captions = (photo.caption for photo in article.photos)
    return searchable(article.headline, article.deck, article.body, captions, article.reporters)


def outlet_token(outlet_n: int) -> str:
    """The token that files an article under its outlet."""
    return f"o{outlet_n}"


def second_of(article_id: int, article: Article) -> float | None:
    """When an article was published, in seconds since the day began that its id is filed under (KST)."""
    if article.published_at is None:
        return None
    midnight = datetime.combine(date_of(article_id), time(), KST)
    return (article.published_at - midnight).total_seconds()


def index(execute: Execute, article_id: int, article: Article, outlet_n: int) -> None:
    """Put one article into the search tables. It must not be there already."""
    found = grams(article_text(article))
    words = [gram for gram in found if gram.isascii()]
    found.add(outlet_token(outlet_n))
    execute("INSERT INTO ft_body(rowid, x) VALUES (?, ?)", (article_id, " ".join(found)))
    title = " ".join(phrase_grams(article.headline))
    execute("INSERT INTO ft_title(rowid, x) VALUES (?, ?)", (article_id, title))
    execute("INSERT INTO place_in_day(id, second) VALUES (?, ?)", (article_id, second_of(article_id, article)))
    if words:
        execute(_ADD_TERMS, (json.dumps(words),))


def unindex(execute: Execute, article_id: int, article: Article, outlet_n: int) -> None:
    """Take one article out of the search tables; everything must be as it was when it was put in."""
    found = grams(article_text(article))
    found.add(outlet_token(outlet_n))
    execute("INSERT INTO ft_body(ft_body, rowid, x) VALUES ('delete', ?, ?)", (article_id, " ".join(found)))
    title = " ".join(phrase_grams(article.headline))
    execute("INSERT INTO ft_title(ft_title, rowid, x) VALUES ('delete', ?, ?)", (article_id, title))
    execute("DELETE FROM place_in_day WHERE id = ?", (article_id,))
