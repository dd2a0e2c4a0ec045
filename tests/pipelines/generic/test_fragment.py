"""Texts that stand inside JSON: whole ones, cut ones, escaped ones and plain ones give the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dom.body_lines import read_lines
from pipelines.generic.fragment import parse_fragment

LINES = ["포항시는 20일 밝혔다.", "배터리 특구가 열린다."]


def lines(html: str) -> list[str]:
    root = parse_fragment(html)
    assert root is not None
    return [line.text for line in read_lines(root) if line.kind == "text"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>포항시는 20일 밝혔다.</p><p>배터리 특구가 열린다.</p>",
        "<p>포항시는 20일 밝혔다.<p>배터리 특구가 열린다.",
        "포항시는 20일 밝혔다.<br>배터리 특구가 열린다.",
        "포항시는 20일 밝혔다.<br/><br />배터리 특구가 열린다.",
        "포항시는 20일 밝혔다.\n배터리 특구가 열린다.",
        "&lt;p&gt;포항시는 20일 밝혔다.&lt;/p&gt;&lt;p&gt;배터리 특구가 열린다.&lt;/p&gt;",
        "<div>포항시는 <b>20일 밝혔다.</div><div>배터리&nbsp;특구가 열린다.</b></div>",
        "<p>포항시는 20일 밝혔다.</p><a name=x/><p>배터리 특구가 열린다.</p>",
        '<p>포항시는 20일 밝혔다.</p><a name="x"/><p>배터리 특구가 열린다.</p>',
        '<p>포항시는 20일 밝혔다.</p><img src="/a.jpg"><p>배터리 특구가 열린다.</p>',
        "<p>포항시는 20일 밝혔다.</p><script/><p>배터리 특구가 열린다.</p>",
        "<p>포항시는 20일 밝혔다.</p><p>배터리 특구가 열린다.</p",
    ],
)
def test_the_same_lines(html: str) -> None:
    assert lines(html) == LINES


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "가나다.", "&amp;", "<", "<i/>", "\n"]))
)
def test_no_word_is_lost(parts: list[str]) -> None:
    root = parse_fragment("".join(parts))
    text = "" if root is None else " ".join(line.text for line in read_lines(root))
    assert text.count("가나다.") == parts.count("가나다.")
