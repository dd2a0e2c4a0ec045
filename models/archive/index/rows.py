"""The search tables, and what an article puts into them and takes out again. The writing side.

``ft_body`` holds every token of headline, deck, body, captions and reporters, those of the headline a second time with
a mark, ``o<n>`` for the outlet and ``s<code>`` for the section, all without positions: its index is little more than
lists of ids. ``latin_term`` holds every ASCII token with all its endings, so that a part of a word is found by its
beginning: ``batt`` begins the ending ``batt`` of ``pobatt``. ``section_name`` maps a section's code to its name.
``place_in_day`` keeps what puts articles in order and counts them without touching them: time of publication, outlet,
section; and whether ``grams.fold_bytes`` is enough to fold its text. Built on SQLite 3.40; contentless rows are removed
by handing the same tokens to 'delete', so ``unindex`` must be given the article exactly as it was indexed.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from models.archive.schema.search_tables import LIVE, Statements
from models.records.article import Article
from models.records.article_ids import date_of
from models.records.times import KST
from models.text.folding import fold, fold_to_index
from models.text.ngrams import HEADLINE, outlet_token, section_code, section_token
from models.text.searchable import article_text
from models.text.tokens import few_pairs, pairs, words

Execute = Callable[[str, tuple[Any, ...]], object]
"""Runs one statement with ``?`` parameters inside the caller's transaction."""
ExecuteMany = Callable[[str, list[tuple[Any, ...]]], object]
"""The same for many rows of parameters."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What one article puts into the search tables; ``words`` are its ASCII tokens."""

    id: int
    tokens: str
    words: frozenset[str]
    place: tuple[float | None, int, int, int]
    section: str


def make_entry(article_id: int, article: Article, outlet_n: int) -> IndexEntry:
    """Make the search rows of one article."""
    text = article_text(article)
    folded, plainly = fold_to_index(text)
    headline = fold(article.headline)
    ascii_words = words(folded)
    code = section_code(article.section)
    tokens = [pairs(folded), *ascii_words, outlet_token(outlet_n), section_token(code), few_pairs(headline, HEADLINE)]
    tokens += [HEADLINE + word for word in words(headline)]
    place = (second_of(article_id, article), outlet_n, code, int(plainly))
    return IndexEntry(article_id, " ".join(tokens), frozenset(ascii_words), place, article.section)


def second_of(article_id: int, article: Article) -> float | None:
    """When an article was published, in seconds since the day began that its id is filed under (KST)."""
    if article.published_at is None:
        return None
    midnight = datetime.combine(date_of(article_id), time(), KST)
    return (article.published_at - midnight).total_seconds()


def index_all(execute: ExecuteMany, entries: Sequence[IndexEntry], into: Statements = LIVE) -> None:
    """Put articles into the search tables, best in the order of their ids. They must not be there already."""
    if not entries:
        return
    execute(into.add, [(one.id, one.tokens) for one in entries])
    execute(into.add_place, [(one.id, *one.place) for one in entries])
    sections = {one.place[2]: one.section for one in entries}
    execute(into.add_section, sorted(sections.items()))
    if new := sorted(frozenset[str]().union(*(one.words for one in entries))):
        execute(into.add_words, [(json.dumps(new),)])


def unindex_all(execute: ExecuteMany, entries: Sequence[IndexEntry], out_of: Statements = LIVE) -> None:
    """Take articles out of the search tables; each entry must be as it was when it was put in."""
    if not entries:
        return
    execute(out_of.delete, [(one.id, one.tokens) for one in entries])
    execute(out_of.delete_place, [(one.id,) for one in entries])


def index(execute: Execute, article_id: int, article: Article, outlet_n: int) -> None:
    """Put one article into the search tables. It must not be there already."""
    index_all(_each(execute), [make_entry(article_id, article, outlet_n)])


def unindex(execute: Execute, article_id: int, article: Article, outlet_n: int) -> None:
    """Take one article out of the search tables; everything must be as it was when it was put in."""
    unindex_all(_each(execute), [make_entry(article_id, article, outlet_n)])


def _each(execute: Execute) -> ExecuteMany:
    def run(sql: str, rows: list[tuple[Any, ...]]) -> None:
        for values in rows:
            execute(sql, values)

    return run
