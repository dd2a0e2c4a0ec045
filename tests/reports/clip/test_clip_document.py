"""The clip as a document: what stands in it, in which order, and no more text than an outlet allows."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.clips.clip import Attachment, Medium
from models.records.article import Photo
from models.records.story import Counted
from reports.charts.drawing import Bar, Chart
from reports.clip.chart_data import make_charts
from reports.clip.clip_document import make_document
from reports.clip.report import ClipReport, EarlierCounts, ShareOfVoice
from reports.clip.template import Template
from reports.documents.document import (
    MAX_CELL,
    ChartFigure,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Style,
    Table,
)
from tests.support.clip_archive import LONG, an_article, at, report, stored
from tests.support.sample_clips import by_hand, clip_report, clip_row

CHART = Chart("by-outlet", "매체별 보도", (Bar("견본일보", (3, 1)), Bar("나란일보", (1, 0))), ("최초", "같은 글"))
TABLE = "구간 | 길이 | 쉼터\n1구간 | 3.5km | 네 곳\n2구간 | 2km | 두 곳"


def words(text: object) -> str:
    return "".join(run.text for run in text)  # type: ignore[attr-defined]


def lines(document: Document) -> list[str]:
    """Every text of the blocks in its order."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            out.append(words(block.text))
        elif isinstance(block, Table):
            out += [block.title, " / ".join(column.head for column in block.columns)]
            out += [" / ".join(map(words, row)) for row in block.rows]
    return out


def two_articles(path: Path, *, rights: str = "full", query: str = "들꽃길") -> ClipReport:
    """One whole article, with a table; and one of an outlet of which nothing more is known."""
    stored(
        path,
        an_article(1, published_at=at(3, 8), body=f"첫 문단이다.\n{TABLE}\n끝 문단이다. {LONG}"),
        an_article(
            2, outlet="other", outlet_title="나란일보", published_at=at(3, 9), headline="다른\n이야기", body=LONG * 3
        ),
        sample=rights,
    )
    return report(path, query)


def test_cover_summary_list_and_articles_follow_one_another(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    form = Template(office="견본시 홍보담당관실", edition="조간", approvals=("담당", "과장"))
    document = make_document(made, form, [CHART, *make_charts(made)])
    assert (document.office, document.edition, document.approvals) == ("견본시 홍보담당관실", "조간", ("담당", "과장"))
    assert document.summary.startswith("기사 2건")
    headings = [(block.level, words(block.text)) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        (1, "요약"),
        (1, "보도 목록"),
        (1, "안내"),
        (1, "집계 그래프"),
        (1, "기사"),
        (2, "1. 견본시, 들꽃길 1번째 구간 새로 열어"),
        (2, "2. 다른 이야기"),
    ]


def test_the_list_leads_to_the_articles_and_these_to_the_web(tmp_path: Path) -> None:
    document = make_document(two_articles(tmp_path / "archive.db"), Template(), ())
    anchors = {f"#{block.anchor}" for block in document.blocks if isinstance(block, Heading)}
    (listed,) = (block for block in document.blocks if isinstance(block, Table) and block.columns[0].head == "번호")
    links = [run.link for row in listed.rows for cell in row for run in cell if run.link]
    assert set(links) == {"#article-1", "#article-2"}
    assert set(links) <= anchors
    assert [column.is_page for column in listed.columns].count(True) == 1
    heads = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert [heads[0].text[-1].link, heads[1].text[-1].link] == [
        "https://sample.example/news/view/1",
        "https://sample.example/news/view/2",
    ]


def test_the_list_links_to_the_web_where_no_article_follows(tmp_path: Path) -> None:
    document = make_document(two_articles(tmp_path / "archive.db"), Template(articles="none"), ())
    (listed,) = (block for block in document.blocks if isinstance(block, Table) and block.columns[0].head == "번호")
    assert {run.link for row in listed.rows for cell in row for run in cell if run.link} == {
        f"https://sample.example/news/view/{n}" for n in (1, 2)
    }
    assert not any(column.is_page for column in listed.columns)


def test_searched_words_are_marked_in_headline_and_text(tmp_path: Path) -> None:
    document = make_document(two_articles(tmp_path / "archive.db", query="쉼터"), Template(), ())
    marked = [
        run.text
        for block in document.blocks
        if isinstance(block, Paragraph | Heading)
        for run in block.text
        if run.marked
    ]
    assert marked
    assert set(marked) == {"쉼터"}


def test_paragraphs_and_tables_of_a_text_are_kept(tmp_path: Path) -> None:
    document = make_document(two_articles(tmp_path / "archive.db"), Template(), ())
    bodies = [words(b.text) for b in document.blocks if isinstance(b, Paragraph) and b.style is Style.BODY]
    assert bodies[:2] == ["첫 문단이다.", f"끝 문단이다. {LONG}"]
    (table,) = (b for b in document.blocks if isinstance(b, Table) and not any(c.head for c in b.columns))
    assert [[words(cell) for cell in row] for row in table.rows] == [line.split(" | ") for line in TABLE.split("\n")]


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
def test_no_more_text_than_an_outlet_allows(tmp_path: Path, rights: str) -> None:
    document = make_document(two_articles(tmp_path / "archive.db", rights=rights), Template(), ())
    text = "\n".join(lines(document))
    assert ("내년에는 다음 구간을 잇는다" in text) is (rights == "full")
    assert ("새로 연 길" in text) is (rights == "full"), "a caption is the outlet's text, too"
    assert "본문 생략" in text
    assert "이용 범위는 매체마다" in text
    assert "한국언론진흥재단" in text


def test_articles_may_run_on(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    breaks = {
        form: sum(isinstance(b, PageBreak) for b in make_document(made, Template(articles=form), ()).blocks)
        for form in ("own", "run-on", "none")
    }
    assert breaks["own"] > breaks["run-on"] > breaks["none"]


def test_charts_are_left_out_where_the_form_says_so(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    assert any(isinstance(b, ChartFigure) for b in make_document(made, Template(), [CHART]).blocks)
    assert not any(isinstance(b, ChartFigure) for b in make_document(made, Template(charts=False), [CHART]).blocks)


@pytest.mark.parametrize("values", [((3, 0),), ((3, 0), (0, 0)), ((1, 0), (0, 1))])
def test_a_chart_with_nothing_to_compare_takes_no_room(tmp_path: Path, values: tuple[tuple[int, int], ...]) -> None:
    chart = replace(CHART, bars=tuple(Bar(str(n), pair) for n, pair in enumerate(values)))
    document = make_document(two_articles(tmp_path / "archive.db"), Template(), [chart])
    assert not any(isinstance(block, ChartFigure) for block in document.blocks)
    assert "집계 그래프" not in lines(document)


def test_a_table_whose_cell_no_page_holds_is_lines_of_text_and_whole(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    long = "가" * (MAX_CELL + 1)
    row = replace(made.rows[0], body=f"구간 | 설명\n1구간 | {long}")
    document = make_document(replace(made, rows=(row,)), Template(), ())
    assert [line for line in lines(document) if "구간 |" in line] == ["구간 | 설명", f"1구간 | {long}"]


def test_what_was_typed_in_by_hand_has_its_page_and_scans(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    scan = Attachment(name="견본일보 3면.png", media_type="image/png", data=b"\x89PNG")
    by_hand = replace(
        made.rows[0],
        id=0,
        medium=Medium.PRINT,
        page="3",
        columns="4",
        attachments=(scan,),
        tone="부정",
        note="시장님께 보고",
        same_text=("나란일보", "다른신문"),
    )
    document = make_document(replace(made, rows=(by_hand,)), Template(), ())
    text = lines(document)
    assert "견본일보 · 지면 3면 4단 · 2026.11.03.(화) 08:00 · 김견본 기자, 이보기 기자 · 사회 > 행정 · 기타" in text
    assert "논조 부정 · 비고 시장님께 보고" in text
    assert "같은 글 2매체: 나란일보, 다른신문" in text
    assert [b.data for b in document.blocks if isinstance(b, Picture)] == [scan.data]


def test_numbers_are_compared_only_with_a_day_that_was_covered(tmp_path: Path) -> None:
    made = two_articles(tmp_path / "archive.db")
    earlier = EarlierCounts("전날", Counted(articles=5, stories=2), {})
    text = lines(make_document(replace(made, earlier=earlier), Template(), ()))
    assert "기사 / 2 / 5 / -3" in text
    assert "중복 제외 / 2 / 2 / 0" in text
    dark = replace(earlier, missing="나란일보는 11.02. 수집하지 못했습니다.")
    text = lines(make_document(replace(made, earlier=dark), Template(), ()))
    assert "전날과 견주지 않았습니다: 나란일보는 11.02. 수집하지 못했습니다." in text
    assert not any(line.startswith("기사 / 2") for line in text)


def test_rivals_stand_in_the_summary(tmp_path: Path) -> None:
    made = replace(
        two_articles(tmp_path / "archive.db"),
        voices=(ShareOfVoice("견본시", 3, 2, "견본시"), ShareOfVoice("나란시", 1, 1, "나란시")),
    )
    assert "견본시 / 견본시 / 3 / 2 / 75.0%" in lines(make_document(made, Template(), ()))


def test_a_clip_without_an_article_says_so_and_has_no_list(tmp_path: Path) -> None:
    stored(tmp_path / "archive.db")
    document = make_document(report(tmp_path / "archive.db"), Template(empty="보도가 없습니다."), ())
    assert lines(document)[0] == "보도가 없습니다."
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_a_caption_has_its_credit_and_an_unknown_day_is_said(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    photo = Photo(url="", caption="들꽃이 핀\n길", credit="견본시")
    stored(path, an_article(1, published_at=None, fetched_at=at(3, 8) + timedelta(), photos=(photo,)), sample="full")
    text = lines(make_document(report(path), Template(), ()))
    assert "사진: 들꽃이 핀 길 (견본시)" in text
    assert any("보도일 모름" in line for line in text)


def test_what_may_only_be_linked_takes_no_page_of_its_own() -> None:
    rights = {"sample0": "link", "sample1": "full", "sample2": "link", "sample3": "excerpt"}
    rows = [clip_row(number) for number in range(1, 8)]
    rows[1] = by_hand(2, "지면 기사")
    document = make_document(clip_report(rows, rights=rights), Template(), ())
    pages = sum(isinstance(block, PageBreak) for block in document.blocks)
    heads = [words(block.text) for block in document.blocks if isinstance(block, Heading)]
    at = heads.index("기사")
    assert [head.partition(".")[0] for head in heads[at + 1 :]] == ["1", "2", "3", "5", "7", "4", "6"]
    assert pages == 6, "five that may have more, what a person typed in among them, and one for the links"
    anchors = {f"#{block.anchor}" for block in document.blocks if isinstance(block, Heading)}
    (listed,) = (block for block in document.blocks if isinstance(block, Table) and block.columns[0].head == "번호")
    assert {run.link for row in listed.rows for cell in row for run in cell if run.link} <= anchors
