"""An .hwp is read as it reads today, record by record."""

import pytest

from pipelines.releases.readers.hwp import read_lines
from tests.support.release_parts import (
    LIST_HEADER,
    MEMO_LIST,
    Record,
    control,
    hwp,
    inside,
    paragraph,
    table,
)

MEMOS: list[Record] = [(MEMO_LIST, 1, b"\0" * 4)]
FIELD = control(3, "%%me")


@pytest.mark.parametrize(
    ("records", "lines"),
    [
        ([paragraph("앞"), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph(control(16, "head") + "앞".encode("utf-16-le")), inside("head", 1, paragraph("머리말", 2)), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), inside("foot", 1, paragraph("꼬리말", 2), table(3, [paragraph("꼬리 표", 4)])), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), inside("tcmt", 1, paragraph("대외비", 2)), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), inside("secd", 1, paragraph("바탕쪽", 2)), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), inside("%%me", 1, paragraph("메모", 2)), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), MEMOS, [(LIST_HEADER, 1, b"\1" * 8)], paragraph("메모", 1), MEMOS, paragraph("메모", 2), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞"), inside("fn  ", 1, paragraph("각주", 2)), paragraph("뒤")], ["앞", "각주", "뒤"]),
        ([paragraph("앞"), inside("gso ", 1, paragraph("글상자", 3)), paragraph("뒤")], ["앞", "글상자", "뒤"]),
        ([paragraph("모두 17곡18곡을", deleted=[(3, 6)])], ["모두 18곡을"]),
        ([paragraph("가나다라마바", deleted=[(4, 5), (0, 1), (2, 3), (2, 3)])], ["나라바"]),
        ([paragraph("앞"), paragraph("지운 글", deleted=[(0, 4)]), paragraph("뒤")], ["앞", "뒤"]),
        ([paragraph("앞 지움", deleted=[(2, 5)]), paragraph("지움뒤", deleted=[(0, 2)]), paragraph("끝")], ["앞 뒤", "끝"]),
        ([paragraph("앞 지움", deleted=[(2, 5)])], ["앞"]),
        ([paragraph("가".encode("utf-16-le") + FIELD + "나다".encode("utf-16-le"), deleted=[(9, 10)])], ["가다"]),
        ([paragraph("배포일시".encode("utf-16-le") + control(9, "    ") + "18일\n다음\x18줄\x1e끝".encode("utf-16-le"))], ["배포일시\t18일\n다음-줄 끝"]),
        (
            [paragraph("앞"), table(1, [paragraph("때", 2), paragraph("곳", 2)], [[*paragraph("21일", 2), *paragraph("오후", 2)], paragraph("광장", 2)]), paragraph("뒤")],
            ["앞", "때 | 곳", "21일 오후 | 광장", "뒤"],
        ),
        ([table(1, [[*paragraph("제목", 2), *paragraph("첫 문단", 2), *paragraph("둘째", 2)]]), paragraph("뒤")], ["제목", "첫 문단", "둘째", "뒤"]),
        ([table(1, [[*paragraph("밖", 2), *table(3, [paragraph("안", 4), paragraph("둘", 4)])], paragraph("옆", 2)])], ["밖 안 | 둘 | 옆"]),
        ([table(1, [[*paragraph("밖", 2), *inside("tcmt", 3, paragraph("대외비", 4))], paragraph("옆", 2)])], ["밖 | 옆"]),
    ],
)  # fmt: skip
def test_a_section_is_read_as_it_is_seen(records: list[list[Record]], lines: list[str]) -> None:
    assert read_lines(hwp(*records)) == lines
