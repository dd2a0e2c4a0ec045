"""A query written as it would be typed is understood as the same query."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.query.syntax import parse
from models.query.tree import Node, Term, map_terms
from models.query.write import write_query


def bare(node: Node) -> Node:
    return map_terms(node, lambda term: replace(term, typed="", phrase=False))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("포항  배터리", "포항 배터리"),
        ('"포항 시장" NOT 서울', '"포항 시장" -서울'),
        ("축제 AND (포항 OR 영일만)", "축제 (포항 OR 영일만)"),
        ("포항 -(서울 OR 부산 경남)", "포항 -(서울 OR 부산 경남)"),
        ("headline:=포항 reporter:남효선", "제목:=포항 기자:남효선"),
        ("제목:(포항 OR 경주)", "제목:포항 OR 제목:경주"),
        ("K-배터리 (주)포스코 1,000원", "K-배터리 (주)포스코 1,000원"),
        ('"OR" "-서울" "=대전" “제목:포항”', '"OR" "-서울" "=대전" "제목:포항"'),
    ],
)
def test_written_as_typed(typed: str, written: str) -> None:
    root = parse(typed).root
    assert write_query(root) == written
    assert bare(parse(written).root) == bare(root)


@given(st.text(st.sampled_from("가나 \"-()=:OR제목,1'“”ab"), max_size=24))
def test_what_is_written_means_the_same_or_nothing_is_written(typed: str) -> None:
    root = parse(typed).root
    if written := write_query(root):
        assert bare(parse(written).root) == bare(root)


@given(st.lists(st.text(st.sampled_from("가나다라abc"), min_size=1, max_size=5), min_size=1, max_size=5, unique=True))
def test_plain_words_are_always_written(words: list[str]) -> None:
    root = parse(" ".join(words)).root
    assert write_query(root)
    assert not isinstance(root, Term) or write_query(root) == words[0]
