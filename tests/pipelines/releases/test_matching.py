"""What became of a release: found, timed, traced sentence by sentence, written out, and never more than may be shown."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.releases.sentence_trace import trace_sentences
from tests.support import release_files as made
from tests.support.release_archive import BODY, HOSTILE, RELEASED, REWRITTEN, a_copy, run
from tests.support.run_news import news


def test_who_ran_it_when_and_how_much_of_it(folder: Path) -> None:
    ran = run(folder, "음악회.txt", "--json", "--no-keep")
    assert ran.code == 0, ran.err
    (result,) = map(json.loads, ran.out.splitlines())
    assert [one["outlet"] for one in result["taken"]] == ["outlet1", "outlet2"]
    first, second = result["taken"]
    assert (first["minutes_after"], second["minutes_after"]) == (95, 1500)
    assert first["of_article"] == first["of_release"] == 1.0
    assert (first["headline_same"], second["headline_same"]) == (True, False)
    assert result["mean_minutes"] == (95 + 1500) / 2
    assert result["outlets_took"] == 2
    assert result["rate"] == round(2 / result["outlets"], 4)
    labels = {line["text"][:10]: line["label"] for line in second["release_side"]}
    assert labels[made.PARAGRAPHS[2][:10]] == "verbatim"
    assert labels[made.PARAGRAPHS[3][:10]] == "left_out"
    assert [line["label"] for line in second["article_side"]][-2:] == ["added", "added"]
    assert second["article_side"][-1]["numbers"] == ["7,500만"]
    assert second["article_side"][-2]["quotes"] != [""]
    assert all(not line["numbers"] for line in first["article_side"])


def test_another_outlets_own_words_are_cut_where_it_does_not_allow_them(folder: Path) -> None:
    ran = run(folder, "음악회.txt", "--json", "--no-keep")
    second = json.loads(ran.out)["taken"][1]
    for line, own in zip(second["article_side"], REWRITTEN.replace(". ", ".\n").split("\n"), strict=False):
        assert len(line["text"]) <= 41 or own in BODY


def test_all_forms_of_the_report(folder: Path) -> None:
    ran = run(
        folder, "음악회.txt", *(part for kind in ("csv", "xlsx", "html", "jsonl") for part in ("-o", f"out.{kind}"))
    )
    assert ran.code == 0, ran.err
    assert "2 articles · 2 of " in ran.out
    assert "1 h 35 min" in ran.out
    raw = (folder / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["보도자료", "배포일시", "매체명"]
    assert [row[2] for row in rows[1:]] == ["견본1신문", "견본2신문"]
    assert rows[2][15].startswith("'=")
    book = load_workbook(folder / "out.xlsx")
    assert book.sheetnames == ["보도자료별", "게재 기사", "문장별"]
    sheet = book["게재 기사"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[2][5] == HOSTILE
    assert values[2][15] == "=이보기"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert values[1][3] == (RELEASED + timedelta(minutes=95)).replace(tzinfo=None)
    assert values[1][4] == 95
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["R2"].hyperlink is not None
    assert not [name for name in folder.iterdir() if name.suffix == ".part"]


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_runs_and_fetches_nothing(folder: Path) -> None:
    run(folder, "음악회.txt", "-o", "page.html", "--no-keep")
    text = (folder / "page.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "form", "base"}
    assert all(not key.startswith("on") and key not in ("style", "src") for _, attrs in page.tags for key in attrs)
    assert all((attrs.get("href") or "http").startswith("http") for _, attrs in page.tags)
    policy = next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_without_fingerprints_the_search_index_finds_the_articles(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(a_copy(folder, tmp_path))) as copy:
        copy.execute("DELETE FROM story_print")
        copy.execute("INSERT OR IGNORE INTO story_todo SELECT id FROM article")
        copy.commit()
    ran = news("pickup", folder / "음악회.txt", "--json", "--no-keep", cwd=tmp_path)
    assert [one["outlet"] for one in json.loads(ran.out)["taken"]] == ["outlet1", "outlet2"]


def test_a_release_without_a_date_is_looked_for_everywhere_and_gives_no_minutes(folder: Path) -> None:
    (folder / "undated.txt").write_text("\n".join([made.TITLE, *made.PARAGRAPHS]), encoding="utf-8")
    ran = run(folder, "undated.txt", "--json", "--no-keep")
    result = json.loads(ran.out)
    assert {one["outlet"] for one in result["taken"]} >= {"outlet1", "outlet2"}
    assert all(one["minutes_after"] is None for one in result["taken"])
    assert result["mean_minutes"] is None
    assert "without a date" in ran.err
    told = run(folder, "undated.txt", "--released-at", "2026-11-18 10:30", "--json", "--no-keep")
    assert json.loads(told.out)["taken"][0]["minutes_after"] == 95
    two = run(folder, "undated.txt", "음악회.txt", "--released-at", "2026-11-18 10:30")
    assert two.code == 2


def test_heads_stand_above_their_numbers_and_no_short_word_is_broken(folder: Path) -> None:
    run(folder, "음악회.txt", "-o", "page.html", "--no-keep")
    text = (folder / "page.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    cells = [(tag, attrs.get("class")) for tag, attrs in page.tags if tag in ("tr", "th", "td")]
    rows = "".join(f"\n{kind or '-'}" if tag == "tr" else f" {tag}.{kind or '-'}" for tag, kind in cells)
    assert rows.count(" th.- th.- th.- th.-" + " th.n" * 8) == 1
    assert rows.count(" td.d td.d td.d td.t" + " td.n" * 8) == 2
    assert " th.- th.n th.n th.n" in rows
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "th,td{overflow-wrap:normal}td.d{white-space:nowrap}" in style
    assert "@page{size:A4 landscape" in style


# Written by hand, as papers rewrite: endings, particles, other words, numbers set apart, sentences split and merged.
HAND = (
    (
        "들꽃시는 다음 달 3일 시민회관에서 일자리 박람회를 개최한다고 12일 밝혔다. 지역 기업 42곳이 참여해 300여 명을 채용할 예정이다. "
        "행사장에는 이력서 사진 촬영과 면접 화장을 돕는 자리도 마련된다. 노인과 경력 단절 여성을 위한 별도 창구가 운영된다. "
        "시는 무료 셔틀버스를 30분마다 운행하기로 했다. 참가를 원하는 시민은 누리집에서 신청하면 된다.",
        "들꽃시가 내달 3일 시민회관에서 일자리 박람회를 연다. 이번 박람회에는 지역 기업 42곳이 참여하며 모두 300여명을 뽑을 예정이다. "
        "이력서 사진을 찍어 주고 면접 화장을 돕는 자리가 행사장에 마련되고, 시는 무료 셔틀버스를 30분마다 운행하기로 했다. "
        "지난해 박람회에서는 118명이 일자리를 얻었다.",
        ("rewritten", "rewritten", "rewritten", "left_out", "verbatim", "left_out"),
        (False, False, False, True),
    ),
    (
        "솔바람군은 겨울철 화재를 막기 위해 전통시장 세 곳의 소방 시설을 점검했다. 점검에는 소방서와 전기안전공사가 함께했다. "
        "낡은 전선 27곳과 고장 난 소화기 14개가 확인됐다. 군은 이달 안에 모두 바꿀 계획이다. "
        "정다솜 군수는 “시장은 군민의 부엌인 만큼 작은 불씨도 놓치지 않겠다”고 말했다.",
        "솔바람군이 겨울 화재를 막으려고 전통시장 3곳의 소방 시설을 살폈다. 소방서와 전기안전공사가 함께한 점검에서 낡은 전선 27곳, "
        "고장 난 소화기 14개를 찾아냈다. 군은 이달 안에 모두 바꿀 계획이다. “시장은 군민의 부엌인 만큼 작은 불씨도 놓치지 않겠다”고 정다솜 군수는 강조했다. "
        "상인 우한결씨는 “겨울마다 누전이 가장 걱정이었다”고 했다.",
        ("rewritten", "rewritten", "rewritten", "verbatim", "rewritten"),
        (False, False, False, False, True),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("release", "article", "labels", "added"), HAND)
def test_rewriting_by_hand_is_seen_for_what_it_is(
    release: str, article: str, labels: tuple[str, ...], added: tuple[bool, ...]
) -> None:
    found = trace_sentences(release, article)
    assert tuple(line.label for line in found.release) == labels
    assert tuple(line.label == "added" for line in found.article) == added
    said = [quote for line in found.article for quote in line.quotes]
    assert said == (["겨울마다 누전이 가장 걱정이었다"] if "누전" in article else [])
