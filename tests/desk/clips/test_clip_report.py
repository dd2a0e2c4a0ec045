"""A clip as it is handed in: its order, what people noted, what was typed in, and what nobody could know."""

import csv
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.edit import MoveRequest, drop_items, move_item
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.marks import mark_items
from desk.services.clips.report import ClipReportRequest, find_clip_of, make_clip_report
from desk.services.clips.scans import check_scan
from desk.services.watches import change_watch
from desk.services.workspace import Workspace
from models.clips.clip import Medium
from models.query.tree import Term
from reports.clip.template import Column, Template, add_print_columns
from reports.clip.write import WRITERS
from reports.formats.errors import ExportError
from tests.desk.clips.test_by_hand import SCRIPT_PDF, picture
from tests.support.clip_archive import at
from tests.support.clip_workspace import CHOICE, DAY, item_of, make_workspace
from tests.support.crawl_runs import add_dead_run

ENTRY = EntryRequest(
    outlet="종이신문",
    headline="들꽃길 걸어 보니",
    page="3",
    columns="5",
    reporters=("김견본",),
    text="들꽃길을 걸었다. 좋았다. 또 오겠다.",
    tone="긍정",
    note="사진 크게",
    scans=(check_scan("3면.png", picture("PNG")), check_scan("3면.pdf", SCRIPT_PDF)),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "archive.db")
    make_clip(made, MakeRequest(day=DAY, watches=("견본",)))
    return made


def test_a_report_has_the_rows_of_the_clip_in_its_order(workspace: Workspace) -> None:
    drop_items(workspace, [item_of(workspace, "3")], CHOICE)
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "6"), to=2), CHOICE)
    mark_items(workspace, [item_of(workspace, "1")], CHOICE, tone="부정", note="살펴볼 것", who="박과장")
    add_by_hand(workspace, ENTRY, CHOICE, "최팀장")
    report = make_clip_report(workspace, ClipReportRequest(choice=CHOICE)).report
    names = [row.article.article_no or row.article.headline for row in report.rows]
    assert names == ["들꽃길 걸어 보니", "1", "6", "2", "4", "5"]
    assert [row.number for row in report.rows] == [1, 2, 3, 4, 5, 6]
    assert [row.story for row in report.rows] == [1, 2, 3, 4, 4, 4]
    assert [row.copies for row in report.rows] == [1, 1, 1, 3, 3, 3]
    assert report.rows[3].same_text == ("견본일보", "누리방송")
    assert report.rows[4].same_text == ("가온신문", "누리방송")
    assert (report.counted.articles, report.counted.stories) == (6, 4)
    assert report.subject == "‘견본’"
    assert [term.text for term in report.terms if isinstance(term, Term)] or report.terms
    marked = report.rows[1]
    assert (marked.tone, marked.note, marked.marked_by) == ("부정", "살펴볼 것", "박과장")
    paper = report.rows[0]
    assert (paper.id, paper.medium, paper.page, paper.columns) == (0, Medium.PRINT, "3", "5")
    assert (paper.day, paper.clock, paper.body) == (DAY, None, ENTRY.text)
    assert (paper.tone, paper.note, paper.marked_by) == ("긍정", "사진 크게", "최팀장")
    assert [one.data for one in paper.attachments] == [picture("PNG"), SCRIPT_PDF]
    assert paper.gist.startswith("들꽃길을 걸었다.")
    assert report.missing == ""


def test_what_is_not_adjacent_is_not_one_story_of_the_list(workspace: Workspace) -> None:
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "5"), to=1), CHOICE)
    report = make_clip_report(workspace, ClipReportRequest(choice=CHOICE)).report
    assert [row.article.article_no for row in report.rows] == ["5", "1", "2", "4", "3", "6"]
    assert [row.story for row in report.rows] == [1, 2, 3, 3, 4, 5]
    assert [row.copies for row in report.rows] == [3, 1, 3, 3, 1, 1]
    made = make_clip_report(workspace, ClipReportRequest(choice=CHOICE))
    assert made.message.index("소식 5") < made.message.index("소식 1")


def test_every_form_of_a_report_is_written(workspace: Workspace, tmp_path: Path) -> None:
    add_by_hand(workspace, ENTRY, CHOICE)
    files = tuple(tmp_path / f"a{kind}" for kind in WRITERS)
    made = make_clip_report(workspace, ClipReportRequest(choice=CHOICE, outputs=files))
    assert list(made.written) == list(files)
    for file in files:
        assert file.stat().st_size > 100, file
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["번호"], row["지면·온라인"], row["면"], row["단"]) for row in rows[:2]] == [
        ("1", "지면", "3", "5"),
        ("2", "온라인", "", ""),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert "들꽃길 걸어 보니" in {str(cell.value) for row in sheet.iter_rows() for cell in row}
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "들꽃길 걸어 보니" in page
    assert 'href=""' not in page
    with pytest.raises(ExportError, match=r"a\.doc"):
        make_clip_report(workspace, ClipReportRequest(choice=CHOICE, outputs=(tmp_path / "a.doc",)))


def test_columns_of_print_stand_where_a_row_has_them_and_the_office_chose_none(workspace: Workspace) -> None:
    rows = make_clip_report(workspace, ClipReportRequest(choice=CHOICE)).report.rows
    assert add_print_columns(Template(), rows) == Template()
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면"), CHOICE)
    rows = make_clip_report(workspace, ClipReportRequest(choice=CHOICE)).report.rows
    fields = [one.field for one in add_print_columns(Template(), rows).columns]
    assert fields[2:4] == ["outlet", "medium"]
    assert "page" not in fields
    own = Template(columns=(Column("headline", "제목", 10),))
    assert add_print_columns(own, rows) == own


def test_a_clip_is_compared_with_the_rivals_of_its_search_and_with_the_day_before(workspace: Workspace) -> None:
    change_watch(workspace, "견본", rivals=["이야기"], title="견본시 언론보도")
    make_clip(workspace, MakeRequest(day=date(2026, 11, 2), watches=("견본",)))
    drop_items(workspace, [item_of(workspace, "1")], CHOICE)
    report = make_clip_report(workspace, ClipReportRequest(choice=CHOICE)).report
    assert [(one.name, one.articles) for one in report.voices] == [("견본", 6), ("이야기", 3)]
    assert report.earlier is not None
    assert (report.earlier.name, report.earlier.counted.articles) == ("전날", 0)
    before = make_clip_report(workspace, ClipReportRequest(choice=type(CHOICE)(day=date(2026, 11, 2)))).report
    assert before.earlier is None


def test_what_nobody_could_know_is_said_before_any_count(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "archive.db")
    for outlet in ("sample", "gaon", "nuri"):
        add_dead_run(workspace.archive, outlet, at(9, 2))
    make_clip(workspace, MakeRequest(day=date(2026, 11, 9), watches=("견본",)))
    made = make_clip_report(workspace, ClipReportRequest(choice=type(CHOICE)(day=date(2026, 11, 9))))
    assert made.report.missing
    assert "없습니다.\n" not in made.message.replace("볼 수 없습니다", "")


def test_which_clip_answers_a_report_of_a_saved_search(workspace: Workspace) -> None:
    assert find_clip_of(workspace, DAY, "견본", time(9)) is None
    assert find_clip_of(workspace, DAY, "다른", None) is None
    found = find_clip_of(workspace, DAY, "견본", None)
    assert found is not None
    assert found.name == "견본"
    other = make_clip(workspace, MakeRequest(day=DAY, watches=("견본",), cutoff=time(9), name="조간")).clip
    assert find_clip_of(workspace, DAY, "견본", time(9)) == other
