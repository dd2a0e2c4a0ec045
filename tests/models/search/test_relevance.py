"""Relevance, judged: forty queries twice over the invented news of every sample family, with the first five wanted.

``judged_queries.json`` was written before the weights of ``rank.py`` were tuned, and they were tuned on it: first what
the headline is about, then the first paragraph; a whole word before a part of one; among equals the newest.
``read_queries.json`` has other queries, judged by reading all that they find, without a rule and without a look at the
order, after the weights were tuned; nothing was tuned on it. Copies of a story count once, as the newest.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.query.syntax import parse
from models.query.tree import Query
from models.search.search import search
from scrapers.samples.news import DESKS, invented
from tests.support.search_archive import Ground

HERE = Path(__file__)
# (share of the wanted five among the first five found, how often the first found is one of them)
FLOORS = {"judged_queries.json": (0.95, 0.97), "read_queries.json": (0.90, 0.97)}
FAMILIES = (
    *("dadamedia", "gnuboard", "imaeil", "inn", "kbmaeil", "localmbc", "mediaon"),
    *("ncode", "ndsoft", "news1", "newsis", "wordpress", "yeongnam", "yonhap"),
)


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    made = Ground()
    for outlet in (*DESKS, *(f"sample-{family}" for family in FAMILIES)):
        made.numbers[outlet] = len(made.numbers) + 1
        made.add_all(invented(outlet))
    yield made
    made.db.close()


def stories(ground: Ground, query: Query) -> list[str]:
    """The headlines in the order of relevance, each once."""
    hits = search(ground.db, query, sort="relevance", limit=100, counted=False).hits
    return list(dict.fromkeys(hit.article.headline for hit in hits))


@pytest.mark.parametrize("file", FLOORS)
def test_what_is_wanted_comes_first(ground: Ground, file: str) -> None:
    judged: dict[str, list[str]] = json.loads(HERE.with_name(file).read_text(encoding="utf-8"))
    assert len(judged) == 40
    share, firsts, report = 0.0, 0, []
    for typed, wanted in judged.items():
        found = stories(ground, parse(typed))[: len(wanted)]
        here = len(set(found) & set(wanted)) / len(wanted)
        share += here / len(judged)
        firsts += found[0] in wanted
        if here < 1:
            report.append(f"{typed}: {here:.1f} {found}")
    print(f"\nshare of the wanted five {share:.3f}, first among them {firsts / len(judged):.3f}", *report, sep="\n")
    assert share >= FLOORS[file][0], report
    assert firsts / len(judged) >= FLOORS[file][1]
