"""The query language: what is understood, and that no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.query.syntax import MAX_LENGTH, MAX_TERMS, parse
from models.query.tree import And, Node, Not, Or, Term, holds
from models.text.folding import fold
from models.text.searchable import Texts


def words(node: Node) -> object:
    """A node as nested tuples."""
    match node:
        case Term():
            return node.text
        case Not():
            return ("-", words(node.node))
        case And():
            return ("and", *map(words, node.nodes))
        case Or():
            return ("or", *map(words, node.nodes))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("포항", "포항"),
        ("  포항\t배터리\n", ("and", "포항", "배터리")),
        ('"배터리  선도도시"', "배터리 선도도시"),
        (r"\"배터리 선도도시\"", "배터리 선도도시"),
        ("“배터리 선도도시” 포항", ("and", "배터리 선도도시", "포항")),
        ('"닫히지 않은 따옴표', "닫히지 않은 따옴표"),
        ("포항 -서울", ("and", "포항", ("-", "서울"))),
        ('포항 -"서울 시장"', ("and", "포항", ("-", "서울 시장"))),
        ("포항 NOT 서울", ("and", "포항", ("-", "서울"))),
        ("-서울", ("-", "서울")),
        ("K-배터리", "k-배터리"),
        ("--포항", ("-", "-포항")),
        ("포항 OR 영일만", ("or", "포항", "영일만")),
        ("포항 배터리 OR 영일만", ("or", ("and", "포항", "배터리"), "영일만")),
        ("포항 AND 배터리", ("and", "포항", "배터리")),
        ("OR 포항 OR OR 배터리 OR", ("or", "포항", "배터리")),
        ('"OR" 포항', ("and", "or", "포항")),
        ("or and not", ("and", "or", "and", "not")),
        ("1,000", "1000"),
        (",300", "300"),
        ("15,", "15"),
        ("포항,", "포항,"),
        ("ＳＫ하이닉스", "sk하이닉스"),
        ('말했다"며', '말했다"며'),
        ("포\u200b항\x00시", "포항시"),
        ("포항 - , ! “” _", "포항"),
    ],
)
def test_what_is_understood(typed: str, understood: object) -> None:
    assert words(parse(typed).root) == understood


@pytest.mark.parametrize(
    "typed", ["", " ", "-", '"', '""', "!!! …", "OR", "AND OR NOT", "-OR -", "_", "\x00\x1b", "\ud800"]
)
def test_nothing_to_look_for(typed: str) -> None:
    query = parse(typed)
    assert query.is_empty == (words(query.root) == ("and",))
    assert query.is_empty or typed == "-OR -"


def test_terms_are_those_looked_for() -> None:
    assert [t.text for t in parse("포항 -서울 OR 포항 배터리").terms] == ["포항", "배터리"]


def test_a_long_query_is_cut_and_says_so() -> None:
    assert parse("가 " * MAX_LENGTH).cut
    many = parse(" ".join(f"낱말{n}" for n in range(MAX_TERMS + 1)))
    assert many.cut
    assert len(many.terms) == MAX_TERMS
    assert not parse("포항").cut


@given(st.text(st.sampled_from('가나 "-“”()OR:*^\x00\u202e\ud800,1a\t\n'), max_size=60) | st.text(max_size=200))
def test_no_text_is_refused(typed: str) -> None:
    query = parse(typed)
    for term in query.terms:
        assert "\n" not in term.text
        assert any(c.isalnum() for c in term.text)
        term.text.encode()


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp"], exclude_characters='"-“”„＂'), min_size=1
    )
)
def test_a_word_is_searched_as_it_stands(typed: str) -> None:
    if typed in ("OR", "AND", "NOT") or typed[0] in "(=＝" or ")" in typed or ":" in typed or "：" in typed:
        return
    query = parse(typed)
    if not query.is_empty and not query.cut and "," not in fold(typed):
        assert words(query.root) == fold(typed)


def test_holds() -> None:
    text = Texts(fold("포항시 배터리 POBATT"))
    assert holds(parse("항시 obat").root, text)
    assert holds(parse("서울 OR 배터").root, text)
    assert not holds(parse("포항 -배터리").root, text)
    assert holds(parse("").root, text)
