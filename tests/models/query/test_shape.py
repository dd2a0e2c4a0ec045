"""Which queries ask alike."""

import pytest

from models.query.shape import query_shape
from models.query.syntax import parse


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("포항", "경주", True),
        ("포항 배터리", "경주", False),
        ("포항 배터리", "경주 배터리", True),
        ('"포항 배터리"', "경주", True),
        ("(포항 OR 영일만)", "경주", True),
        ("포항 OR 영일만", "경주", True),
        ("포항 -서울", "경주", True),
        ("제목:포항", "경주", False),
        ("제목:포항", "headline:경주", True),
        ("=대전", "대구", True),
        ("", "대구", False),
    ],
)
def test_queries_ask_alike_where_an_article_must_have_as_many_things(one: str, other: str, alike: bool) -> None:
    assert (query_shape(parse(one)) == query_shape(parse(other))) is alike
