"""An .hwpx is read as it reads today: what hangs beside, behind, above and below the text is no part of it."""

import pytest

from pipelines.releases.readers.hwpx import read_lines
from pipelines.releases.readers.limits import ReleaseFileError
from tests.support.release_parts import ctrl, hwpx, p, sub_list, tbl

MEMO = (
    '<hp:ctrl><hp:fieldBegin id="1" type="MEMO" name="" editable="1" dirty="0"><hp:parameters count="1">'
    '<hp:stringParam name="Command">MEMO/1</hp:stringParam></hp:parameters>'
    f"{sub_list(p('숫자 다시 볼 것'), p('둘째 줄'))}</hp:fieldBegin></hp:ctrl>"
)
FIELD_END = '<hp:ctrl><hp:fieldEnd beginIDRef="1"/></hp:ctrl>'
BEGIN, END = '<hp:deleteBegin Id="1" TcId="1"/>', '<hp:deleteEnd Id="1" TcId="1" paraend="0"/>'
INSERTED = '<hp:insertBegin Id="2" TcId="2"/>18곡<hp:insertEnd Id="2" TcId="2" paraend="0"/>'
FORMS = (
    "<hp:switch><hp:case hp:required-namespace='x'><hp:chart><hp:t>도표</hp:t></hp:chart></hp:case>"
    "<hp:default><hp:ole><hp:t>도표</hp:t></hp:ole></hp:default></hp:switch>"
)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p("앞 ", MEMO, "메모가 달린 글", FIELD_END, " 뒤"), ["앞 메모가 달린 글 뒤"]),
        (p("앞", ctrl("hiddenComment", p("대외비"))), ["앞"]),
        (p(ctrl("header", p("머리말"), facts='id="1" applyPageType="BOTH"'), "앞"), ["앞"]),
        (p(ctrl("footer", p("꼬리말"), p(tbl([p("표")]))), "앞"), ["앞"]),
        (p('<hp:ctrl><hp:pageNum pos="BOTTOM_CENTER" sideChar="-"/></hp:ctrl>', "앞"), ["앞"]),
        (p("앞", ctrl("footNote", p("각주 글")), " 뒤") + p("끝"), ["앞 뒤", "각주 글", "끝"]),
        (p(f"모두 {BEGIN}17곡{END}{INSERTED}을"), ["모두 18곡을"]),
        (p(f"모두 {BEGIN}17", f"곡{END}18곡"), ["모두 18곡"]),
        (p(f"앞{BEGIN}지운 ") + p("지운 문단") + p(f"지운{END}뒤") + p("끝"), ["앞뒤", "끝"]),
        (p("앞") + p(f"{BEGIN}지운 문단{END}") + p("뒤"), ["앞", "뒤"]),
        (p("앞", BEGIN, tbl([p("지운 표")]), END, "뒤") + p("끝"), ["앞뒤", "끝"]),
        (p(tbl([p(f"앞{BEGIN}지운") + p(f"지운{END}뒤"), p("옆")])), ["앞뒤 | 옆"]),
        (p(tbl([p("제목") + p("첫 문단") + p("둘째 문단")])), ["제목", "첫 문단", "둘째 문단"]),
        (p(tbl([p("머리")], [p("때"), p("곳")], [p("21일") + p("오후"), p("광장")])), ["머리", "때 | 곳", "21일 오후 | 광장"]),
        (p(tbl([p("내용"), p("가" * 150) + p("나")])), ["내용", "가" * 150, "나"]),
        (p(tbl([p("밖"), p(tbl([p("안"), p("둘")]))])), ["밖 | 안 | 둘"]),
        (p("글", f"<hp:rect><hp:drawText>{sub_list(p('글상자'))}</hp:drawText></hp:rect>") + p("끝"), ["글", "글상자", "끝"]),
        (p("견본시, 음악회<hp:lineBreak/>21일 연다"), ["견본시, 음악회\n21일 연다"]),
        (p("배포일시<hp:tab width='1'/>18일<hp:nbSpace/>오전<hp:fwSpace/>열<hp:hyphen/>시"), ["배포일시\t18일 오전 열-시"]),
        (p("앞<hp:markpenBegin color='#FFFF00'/>칠한<hp:markpenEnd/> 글"), ["앞칠한 글"]),
        (p(FORMS), ["도표"]),
        (p("여러\n   줄로 쓴\r\nXML"), ["여러    줄로 쓴 XML"]),
    ],
)  # fmt: skip
def test_a_section_is_read_as_it_is_seen(body: str, lines: list[str]) -> None:
    assert [" ".join(line.split(" ")) for line in read_lines(hwpx(body))] == lines


def test_sections_follow_their_numbers_and_nothing_else_of_the_file_is_read() -> None:
    assert read_lines(hwpx(*(p(f"{n}부") for n in range(11)))) == [f"{n}부" for n in range(11)]


def test_a_deletion_without_end_is_told_and_loses_nothing_in_silence() -> None:
    with pytest.raises(ReleaseFileError, match="accept or reject the changes"):
        read_lines(hwpx(p(f"앞{BEGIN}지운") + p("뒤")))
