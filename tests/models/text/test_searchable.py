"""A word in any searched part of an article is found by the index, by its field, by the prefilter and in the excerpt."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.query.excerpt import article_excerpt
from models.query.filters import NO_FILTERS
from models.query.syntax import parse
from models.query.tree import holds
from models.records.article import FIELDS, Article, FieldKind, Photo
from models.records.rows import from_json
from models.search.index_query import names_known
from models.search.prefilter import COLUMN, make_prefilters
from models.search.search import search
from models.text.searchable import EXCERPT_PARTS, PARTS, texts
from tests.support.search_archive import Ground, article

WORDS = {name: f"낱말{'가나다라마바사아자차'[number]}" for number, name in enumerate(PARTS)}


def _value(name: str, word: str) -> Any:
    kind = FIELDS[name].kind
    if kind is FieldKind.PHOTOS:
        return (Photo(url="https://example.com/a.jpg", caption=f"{word} 전경"),)
    return (f"{word}기자",) if kind is FieldKind.TEXTS else f"{word} 이야기"


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    made = Ground()
    made.add(_article())
    yield made
    made.db.close()


def _article() -> Article:
    values = {name: _value(name, word) for name, word in WORDS.items()}
    return article(values.pop("headline"), values.pop("body"), **values)


def test_every_part_has_a_word_of_its_own() -> None:
    assert len(WORDS) >= 5
    assert {"headline", "deck", "body", "photos", "reporters"} <= WORDS.keys()


@pytest.mark.parametrize("name", PARTS)
def test_a_word_of_a_part_is_found(ground: Ground, name: str) -> None:
    (one,) = ground.articles.values()
    query = parse(WORDS[name])
    assert holds(query.root, texts(one))
    assert [hit.article for hit in search(ground.db, query, NO_FILTERS).hits] == [one]
    assert not search(ground.db, parse(f"-{WORDS[name]}"), NO_FILTERS).hits


@pytest.mark.parametrize("name", PARTS)
def test_the_bytes_that_the_prefilter_tests_hold_it(ground: Ground, name: str) -> None:
    query = parse(WORDS[name])
    plain, text = ground.db.execute(
        f"SELECT p.plain, {COLUMN} FROM place_in_day AS p JOIN article AS a ON a.id = p.id"
    ).fetchone()
    can, _ = make_prefilters(query.root, names_known(ground.db, query.root))[plain]
    assert WORDS[name].encode() in text
    assert can(text)


@pytest.mark.parametrize(
    ("field", "name"), [(info.search, name) for name, info in FIELDS.items() if info.search not in ("", "all")]
)
def test_a_field_finds_its_part_alone(ground: Ground, field: str, name: str) -> None:
    for other, word in WORDS.items():
        found = search(ground.db, parse(f"{field}:{word}"), NO_FILTERS).hits
        assert bool(found) is (other == name), (field, other)


@pytest.mark.parametrize("name", EXCERPT_PARTS)
def test_an_excerpt_shows_it(ground: Ground, name: str) -> None:
    (one,) = ground.articles.values()
    assert WORDS[name] in article_excerpt(one, parse(WORDS[name]).needles).text


def test_a_record_from_before_a_field_has_its_default() -> None:
    record = {"outlet": "a", "outlet_title": "가", "headline": "제목", "body": "글", "url": "u", "canonical_url": "u"}
    read = from_json(record | {"fetched_at": "2026-11-01T09:00:00+09:00", "text_sha256": ""})
    assert (read.deck, read.tags, read.php_messages, read.published_at) == ("", (), 0, None)
