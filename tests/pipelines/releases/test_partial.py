"""An article that carries a part of a release, too little to count, is listed as one and never counted."""

import csv
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.archive.write.archive import Archive
from tests.support import release_files as made
from tests.support.made_news.archive import a_page
from tests.support.release_archive import BODY, an
from tests.support.run_news import Ran, news

OWN = (
    "가온시와 이웃 시들이 이번 주말 저마다 잔치를 연다. 가온시는 강가에서 불꽃을 쏘아 올리고 밤늦게까지 배를 띄운다. "
    "나루시는 장터에 천막 마흔 채를 치고 햅쌀로 떡을 찧어 나눈다. 다솜시는 옛 역에서 기차 모형을 달리게 하고 아이들을 태운다. "
    "라온시는 산길을 따라 등을 달아 밤에도 걸을 수 있게 한다. 마루시는 바닷가에서 연을 날리며 멀리서 온 손님을 재운다. "
    "바른시는 도서관 마당에 헌책 장을 벌이고 작가를 부른다. 사랑시는 목장에서 치즈를 굽고 양털을 깎는 솜씨를 겨룬다."
)
"""What the other articles say besides."""
ONE = made.PARAGRAPHS[1]
OTHER_NUMBERS = ONE.replace("6곳", "9곳").replace("18곡", "27곡").replace("300개", "450개")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("partial")
    articles = [
        an(1, BODY, 60, made.TITLE),
        an(2, f"{OWN * 2}\n{ONE}", 90, "주말 잔치 모음"),
        an(3, f"{OWN * 2}\n{OTHER_NUMBERS}", 95, "다른 음악회 모음"),
        an(4, OWN * 2, 99, "다른 잔치"),
    ]
    with Archive.open(folder / "archive.db") as archive, archive.transaction() as writer:
        for article in articles:
            writer.store(article, a_page(article))
    long = [
        *made.PARAGRAPHS,
        *(f"{n}째 날에는 {word} 모임이 {n}곳에서 열린다." for n, word in enumerate("가나다라마바사아자차카타파하", 3)),
    ]
    (folder / "음악회.txt").write_text("\n\n".join([*made.FACTS, made.TITLE, *long]), encoding="utf-8")
    return folder


def run(place: Path, *arguments: object) -> Ran:
    return news("pickup", "음악회.txt", *arguments, cwd=place)


def test_a_part_is_listed_as_one_and_not_counted(place: Path) -> None:
    ran = run(place, "--json", "--no-keep")
    result = json.loads(ran.out)
    assert [(one["headline"], one["grade"], one["certain"]) for one in result["taken"]] == [
        (made.TITLE, "counted", True),
        ("주말 잔치 모음", "partial", False),
    ]
    assert max(result["taken"][1]["of_article"], result["taken"][1]["of_release"]) < 0.15
    assert (result["articles"], result["outlets_took"]) == (1, 1)


def test_every_form_of_the_report_says_that_it_is_a_part(place: Path) -> None:
    outputs = [part for kind in ("csv", "xlsx", "html") for part in ("-o", f"p.{kind}")]
    out = run(place, *outputs).out
    assert "not counted" in out
    assert re.search("주말 잔치 모음 \\(a part, not counted\\)", out)
    rows = list(csv.reader((place / "p.csv").read_text(encoding="utf-8-sig").splitlines()))
    sure = rows[0].index("확실")
    assert [row[sure] for row in rows[1:]] == ["예", "일부"]
    assert load_workbook(place / "p.xlsx")["보도자료별"]["E2"].value == 1
    assert "주말 잔치 모음</a> (일부, 집계 제외)" in (place / "p.html").read_text(encoding="utf-8")


def test_the_clip_calls_it_a_part(place: Path) -> None:
    assert run(place).code == 0
    ran = news(
        "report", "range", "음악회", "--since", "2026-11-18", "--until", "2026-11-19", "-o", "clip.csv", cwd=place
    )
    assert ran.code in (0, 1), ran.err
    with (place / "clip.csv").open(encoding="utf-8-sig") as file:
        told = {row["제목"]: row["보도자료 여부"] for row in csv.DictReader(file)}
    assert told[made.TITLE] == "예"
    assert told["주말 잔치 모음"] == "일부"
