"""`make fuzz-search`: random queries on 10,000 articles. None may raise, none may take long.

Random text, pieces of the language and of articles, all mixed. Time is the processor's: a busy machine is no fault.
"""

import gc
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from random import Random

from models.filters import Filters
from models.query import Query, loosened
from models.search import search
from models.synonyms import widened
from models.understand import parse
from tests.bench_search.corpus import Corpus, corpus
from tests.models.search_ground import Ground

ARTICLES = 10_000
MOST_MILLISECONDS = 100.0
SEED = 41
PIECES = (
    *"\"“”„＂()-=＝:：* \t\n\x00\x1b\u202e\ud800,.%_'^~+",
    *("OR", "AND", "NOT", "headline:", "제목:", "reporter:", "기자:", "outlet:", "section:", "분야:", "((", "))", '""'),
    *("1,000", "０", "㈜", "…", "a", "e", "1", "2", "LG", "SK하이닉스", "Pål", "ㅋ", "가", "시", "이", "𠮷", "é"),
)
SYNONYMS = {"배터리": ("배터리", "이차전지", "2차전지", "POBATT")}


def queries(rng: Random, words: Corpus, count: int) -> Iterator[Query]:
    """Random queries, as they are understood."""
    for _ in range(count):
        out: list[str] = []
        for _ in range(rng.randint(1, 8)):
            kind = rng.random()
            if kind < 0.4:
                out.append(rng.choice(PIECES))
            elif kind < 0.7:
                word = rng.choice(rng.choice(words.nouns[:2_000]))
                start = rng.randrange(len(word))
                out.append(word[start : start + rng.randint(1, 6)])
            elif kind < 0.8:
                out.append(
                    "".join(
                        chr(rng.choice((rng.randrange(0x110000), rng.randrange(0xAC00, 0xD7A4))))
                        for _ in range(rng.randint(1, 9))
                    )
                )
            out.append(rng.choice(("", " ", " ")))
        text = "".join(out) * rng.choice((1, 1, 1, 1, 1, 1, 1, 40))
        query = widened(parse(text), SYNONYMS).query
        yield loosened(query) if rng.random() < 0.2 else query


def run(db: sqlite3.Connection, words: Corpus, count: int, seed: int = SEED) -> list[tuple[float, Query]]:
    """Ask them all; (milliseconds, query) of the ten slowest."""
    rng = Random(seed)
    slowest: list[tuple[float, Query]] = []
    for number, query in enumerate(queries(rng, words, count), 1):
        sort = rng.choice(("newest", "oldest", "relevance"))
        filters = Filters(reporter=rng.choice(("", "", "", words.people[0])), section=rng.choice(("", "", "", "경북")))
        start = time.process_time()
        search(db, query, filters, sort=sort, limit=rng.choice((1, 20)), counted=False)  # type: ignore[arg-type]
        took = (time.process_time() - start) * 1000
        slowest = sorted([*slowest, (took, query)], key=lambda pair: -pair[0])[:10]
        if number % 10_000 == 0:
            print(f"\r  {number:,} queries, the slowest {slowest[0][0]:.0f} ms", end="", file=sys.stderr)
    return slowest


def ground(articles: int) -> tuple[Ground, Corpus]:
    """An archive in memory, and its words."""
    words, out = corpus(SEED), Ground()
    for article in words.articles(0, articles):
        out.numbers.setdefault(article.outlet, len(out.numbers) + 1)
        out.add(article)
    out.db.executemany("INSERT INTO outlet VALUES (?, ?, ?, '경북')", [(o, n, o) for o, n in out.numbers.items()])
    return out, words


def main() -> int:
    """The long form; exit 1 where a query took too long (one that raises ends it)."""
    count = int(os.environ.get("FUZZ_QUERIES", "1000000"))
    made, words = ground(ARTICLES)
    gc.collect()
    gc.freeze()  # ten thousand articles as objects are the test's own: no search has to look through them
    slowest = run(made.db, words, count)
    print(f"\n{count:,} random queries on {ARTICLES:,} articles, the slowest (goal: below {MOST_MILLISECONDS:g} ms)")
    for took, query in slowest[:5]:
        print(f"  {took:7.1f} ms  {query.typed[:80]!r}")
    return int(slowest[0][0] > MOST_MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
