"""Relevance, judged: forty queries over the invented news of every sample family, with the first five that are wanted.

The lists were written before the weights of ``rank.py`` were tuned: first what the headline is about, then the first
paragraph; a whole word before a part of one; among equals the newest. Copies of a story count once, as the newest.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.query import Query
from models.search import search
from models.understand import parse
from scrapers.samples.news import DESKS, invented
from tests.models.search_ground import Ground

JUDGED: dict[str, list[str]] = json.loads(Path(__file__).with_name("judged_queries.json").read_text(encoding="utf-8"))
FAMILIES = (
    *("dadamedia", "gnuboard", "imaeil", "inn", "kbmaeil", "localmbc", "mediaon"),
    *("ncode", "ndsoft", "news1", "newsis", "wordpress", "yeongnam", "yonhap"),
)
SHARE_OF_FIVE = 0.95
FIRST_AMONG_FIVE = 0.97


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


def test_what_is_wanted_comes_first(ground: Ground) -> None:
    assert len(JUDGED) == 40
    share, firsts, report = 0.0, 0, []
    for typed, wanted in JUDGED.items():
        found = stories(ground, parse(typed))[: len(wanted)]
        here = len(set(found) & set(wanted)) / len(wanted)
        share += here / len(JUDGED)
        firsts += found[0] in wanted
        if here < 1:
            report.append(f"{typed}: {here:.1f} {found}")
    print(f"\nshare of the wanted five {share:.3f}, first among them {firsts / len(JUDGED):.3f}", *report, sep="\n")
    assert share >= SHARE_OF_FIVE, report
    assert firsts / len(JUDGED) >= FIRST_AMONG_FIVE
