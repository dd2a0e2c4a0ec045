"""What changed in an article, word by word, plain and coloured."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports.articles.revision_diff import change_lines, line_changes, word_changes
from tests.support.archive_factories import an_article


def taken(marked: str, keep: str, drop: str) -> str:
    """The text on one side of the marks."""
    import re

    ends = {"-": r"\[-(.*?)-\]", "+": r"\{\+(.*?)\+\}"}
    return re.sub(ends[keep], r"\1", re.sub(ends[drop], "", marked))


def test_only_the_words_that_changed_are_marked() -> None:
    before = "포항시는 20일 시설을 연다고 밝혔다."
    after = "포항시는 21일 시설을 다시 연다고 밝혔다."
    assert word_changes(before, after, colour=False) == "포항시는 [-20-]{+21+}일 시설을{+ 다시+} 연다고 밝혔다."
    assert "\x1b[31;9m20\x1b[0m\x1b[32m21\x1b[0m" in word_changes(before, after, colour=True)


def test_lines_that_stayed_are_left_out() -> None:
    old = "\n".join(f"{n}번째 문단이다." for n in range(9))
    lines = list(line_changes(old, old.replace("4번째", "넷째"), colour=False))
    assert lines == ["…", "3번째 문단이다.", "[-4번째-]{+넷째+} 문단이다.", "5번째 문단이다.", "…"]


def test_each_field_that_changed_is_named_and_nothing_steers_the_terminal() -> None:
    old = an_article()
    new = replace(old, headline=f"{old.headline} \x1b[2J(종합)", reporters=("홍길동",))
    text = "\n".join(change_lines(old, new, colour=False))
    assert "제목:" in text
    assert "{+" in text
    assert "기자:" in text
    assert "본문:" not in text
    assert "\x1b" not in text


@given(st.text("가나다 .1[]", max_size=60), st.text("가나다 .1", max_size=60))
def test_both_sides_can_be_read_back(before: str, after: str) -> None:
    if any(mark in before + after for mark in ("[-", "-]", "{+", "+}")):
        return
    marked = word_changes(before, after, colour=False)
    assert taken(marked, "-", "+") == before
    assert taken(marked, "+", "-") == after


def test_a_long_text_ends_in_good_time() -> None:
    old = "\n".join("가 나 " * 2_000 for _ in range(3))
    assert list(line_changes(old, old.replace("나", "다"), colour=False))
