"""Who wrote a column: a name and any office, in any order, where nobody else can be named; subheadings name nobody."""

import pytest

from pipelines.text.outside_writers import read_columnist

OFFICES = [
    "국하람 가온대 교수",
    "가온대학교 명예교수 국하람",
    "시인 국하람",
    "독자 국하람",
    "국하람(해담읍)",
    "국하람 목사(해담교회)",
    "해담교회 담임목사 국하람",
    "법무법인 가온 변호사 국하람",
    "국하람 (사)가온 이사장",
    "국하람 해담사 주지",
    "국하람 해담소방서장",
    "해담경찰서 교통과 경위 국하람",
    "국하람 해담군 귀농인",
    "국하람 해담고 2학년",
    "국하람-가온대 교수",
    "◇ 국하람 시인",
    "국하람 주필",
    "국하람 사회복지사 입력 2026.11.27 10:11",
    "입력 2026.11.27 10:11 국하람 사회복지사",
]


@pytest.mark.parametrize("line", OFFICES)
def test_any_office_beside_a_name(line: str) -> None:
    assert read_columnist(line) == "국하람"


@pytest.mark.parametrize(
    "line",
    [
        "마을을 지킨 사람",
        "고향의 주인",
        "이웃과 나눈 밥",
        "겨울 산불 막아야",
        "빈 창고가 마을에 묻는 것",
        "편지를 쓰자.",
        "가온대 교수협의회",
    ],
)
def test_a_subheading_names_nobody(line: str) -> None:
    assert read_columnist(line) == ""
