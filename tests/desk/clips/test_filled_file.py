"""A clip that goes out as a workbook and comes back: what a person typed is taken over, and nothing else."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.changes import Outcome, Part
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import drop_items, finish_clip
from desk.services.clips.errors import ClipDoneError, ClipError
from desk.services.clips.filled_file import FilledFile, Wanted, look_at_file, take_over
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.marks import mark_items
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.clips.view import ClipView, read_clip_history, show_clip
from desk.services.reports.clip_report import MadeReport, ReportRequest, make_report
from desk.services.watches import add_watch
from desk.services.workspace import Workspace
from models.query.filters import NO_FILTERS
from models.query.syntax import parse
from reports.clip.period import whole_days
from reports.clip.read_workbook import ClipFileError, read_workbook
from reports.formats.errors import ExportError
from tests.support.clip_archive import an_article, at, stored
from tests.support.run_news import news
from tests.support.soffice import convert, needs_soffice

DAY = date(2026, 11, 3)


@dataclass
class Clip:
    """A clip of five articles and one typed in, and its workbook."""

    workspace: Workspace
    choice: ClipChoice
    path: Path

    def view(self) -> ClipView:
        return show_clip(self.workspace, self.choice)

    def headlines(self) -> list[str]:
        return [line.article.headline for line in self.view().lines]

    def write(self, *, force: bool = False) -> MadeReport:
        request = ClipReportRequest(choice=self.choice, outputs=[self.path], force=force)
        return make_clip_report(self.workspace, request)

    def edit(self, change: Callable[[Any, dict[str, int], int], None]) -> None:
        """Change the list as openpyxl has it: sheet, columns by their heads, the row of the heads."""
        book = openpyxl.load_workbook(self.path)
        sheet = book["보도 목록"]
        head = next(row[0].row for row in sheet.iter_rows() if "항목" in [cell.value for cell in row])
        columns = {cell.value: cell.column for cell in sheet[head] if cell.value}
        change(sheet, columns, head)
        book.save(self.path)

    def type_in(self, row: int, **values: object) -> None:
        """Type into cells of the row-th article."""

        def change(sheet: Any, columns: dict[str, int], head: int) -> None:
            for name, value in values.items():
                sheet.cell(head + row, columns[name]).value = value

        self.edit(change)

    def look(self) -> FilledFile:
        return look_at_file(self.workspace, self.path)

    def take(self, **wanted: bool) -> None:
        take_over(self.workspace, self.look(), Wanted(**wanted), "김견본")


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    workspace = Workspace.at(tmp_path / "archive.db")
    stored(
        tmp_path / "archive.db",
        *(
            an_article(n, headline=f"견본시 소식 {n}", published_at=at(3, 8, n), fetched_at=at(3, 9))
            for n in range(1, 6)
        ),
    )
    made = make_clip_of(workspace)
    add_by_hand(workspace, EntryRequest(outlet="옛날신문", headline="지면 기사", day=DAY, page="3"), made)
    out = Clip(workspace, made, tmp_path / "스크랩.xlsx")
    out.write()
    return out


def make_clip_of(workspace: Workspace) -> ClipChoice:
    add_watch(workspace, "견본시", parse("견본시"), NO_FILTERS)
    return ClipChoice(id=make_clip(workspace, MakeRequest(day=DAY, name="조간")).clip.id)


def told(filled: FilledFile) -> list[tuple[str, Part, str, str, Outcome]]:
    """The changes that are not as it is."""
    return [
        (one.line.article.headline if one.line else "", one.change.part, one.before, one.change.value, one.outcome)
        for one in filled.results
        if one.outcome is not Outcome.SAME
    ]


def test_a_file_that_nobody_touched_changes_nothing(clip: Clip) -> None:
    assert len(clip.view().lines) == 6
    filled = clip.look()
    assert (told(filled), filled.missing, filled.new) == ([], [], [])


def test_what_a_person_typed_is_shown_then_taken_over_with_who_and_when(clip: Clip) -> None:
    names = clip.headlines()
    clip.type_in(2, 논조="긍정", 비고="=1+1 시장실 보고")
    clip.type_in(4, 순서=1)
    clip.type_in(3, 빼기="빼기")
    before = clip.view().last_change
    assert told(clip.look()) == [
        (names[1], Part.TONE, "", "긍정", Outcome.CHANGED),
        (names[1], Part.NOTE, "", "=1+1 시장실 보고", Outcome.CHANGED),
        (names[2], Part.STATE, "in", "dropped", Outcome.CHANGED),
        (names[3], Part.PLACE, "4", "1", Outcome.CHANGED),
    ]
    assert clip.view().last_change == before  # a look changes nothing
    clip.take()
    view = clip.view()
    assert [line.article.headline for line in view.lines] == [names[3], names[0], names[1], names[4], names[5]]
    assert [line.article.headline for line in view.dropped] == [names[2]]
    assert (view.lines[2].tone, view.lines[2].note) == ("긍정", "=1+1 시장실 보고")
    assert {one.who for one in read_clip_history(clip.workspace, clip.choice).changes[-2:]} == {"김견본"}
    assert view.lines[2].marked_by == "김견본"
    assert told(clip.look()) == []  # reading it twice changes nothing more


def test_a_note_that_is_cleared_is_cleared(clip: Clip) -> None:
    mark_items(clip.workspace, [clip.view().lines[0].item.id], clip.choice, tone="부정", note="처음 비고")
    clip.write()
    clip.type_in(1, 논조=None, 비고=None)
    clip.take()
    line = clip.view().lines[0]
    assert (line.tone, line.note) == ("", "")


def test_what_somebody_else_changed_meanwhile_stays(clip: Clip) -> None:
    items = [line.item.id for line in clip.view().lines]
    clip.type_in(1, 비고="내 비고")
    clip.type_in(2, 논조="긍정")
    mark_items(clip.workspace, items[:1], clip.choice, tone=None, note="남의 비고", who="박견본")
    drop_items(clip.workspace, [items[4]], clip.choice, "박견본")
    filled = clip.look()
    assert [one.outcome for one in filled.results] == [Outcome.CONFLICT, Outcome.CHANGED]
    assert filled.results[0].who == "박견본"
    clip.take()
    view = clip.view()
    assert (view.lines[0].note, view.lines[1].tone, len(view.dropped)) == ("남의 비고", "긍정", 1)


def test_rows_are_found_wherever_they_are_now(clip: Clip) -> None:
    names = clip.headlines()
    clip.type_in(2, 논조="부정")

    def turn(sheet: Any, columns: dict[str, int], head: int) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1, max_row=head + 6)]
        for line, row in enumerate(reversed(rows), head + 1):
            for place, value in enumerate(row, 1):
                sheet.cell(line, place).value = value
        sheet.row_dimensions[head + 5].hidden = True
        sheet.move_range(f"A{head}:R{head + 6}", cols=2, rows=3)
        sheet.delete_cols(3)

    clip.edit(turn)
    filled = clip.look()
    assert told(filled) == [(names[1], Part.TONE, "", "부정", Outcome.CHANGED)]
    assert filled.missing == []


def test_a_row_that_is_gone_drops_nothing_unless_asked(clip: Clip) -> None:
    names = clip.headlines()
    clip.edit(lambda sheet, _columns, head: sheet.delete_rows(head + 2))
    filled = clip.look()
    assert [line.article.headline for line in filled.missing] == [names[1]]
    clip.take()
    assert clip.headlines() == names
    clip.take(drops_missing=True)
    assert clip.headlines() == [name for name in names if name != names[1]]


def test_rows_that_were_added_are_entered_when_asked_and_once(clip: Clip) -> None:
    def add(sheet: Any, columns: dict[str, int], head: int) -> None:
        for row, values in enumerate(
            (
                {
                    "매체명": "들꽃신문",
                    "제목": "지면에만 난 기사",
                    "보도일": date(2026, 11, 2),
                    "논조": "긍정",
                    "기자": "국하람, 이보기",
                },
                {"제목": "매체가 없는 기사"},
                {"매체명": "들꽃신문", "제목": "날이 이상한 기사", "보도일": "그저께"},
            ),
            head + 7,
        ):
            for name, value in values.items():
                sheet.cell(row, columns[name]).value = value

    clip.edit(add)
    filled = clip.look()
    assert [(one.headline, one.request is not None) for one in filled.new] == [
        ("지면에만 난 기사", True), ("매체가 없는 기사", False), ("날이 이상한 기사", False),
    ]  # fmt: skip
    clip.take()
    assert len(clip.headlines()) == 6
    clip.take(enters_new=True)
    line = next(one for one in clip.view().lines if one.article.headline == "지면에만 난 기사")
    assert line.item.entry is not None
    assert (line.item.entry.day, line.tone, line.item.entry.reporters) == (
        date(2026, 11, 2),
        "긍정",
        ("국하람", "이보기"),
    )
    assert [one.headline for one in clip.look().enterable] == []


def test_a_row_that_is_there_twice_is_read_once_or_not_at_all(clip: Clip) -> None:
    def double(sheet: Any, columns: dict[str, int], head: int) -> None:
        for line, source in ((head + 7, head + 1), (head + 8, head + 2)):
            for place in columns.values():
                sheet.cell(line, place).value = sheet.cell(source, place).value
        sheet.cell(head + 1, columns["비고"]).value = sheet.cell(head + 7, columns["비고"]).value = "같은 비고"
        sheet.cell(head + 2, columns["비고"]).value = "이 비고"
        sheet.cell(head + 8, columns["비고"]).value = "저 비고"

    names = clip.headlines()
    clip.edit(double)
    filled = clip.look()
    assert told(filled) == [(names[0], Part.NOTE, "", "같은 비고", Outcome.CHANGED)]
    assert len(filled.unclear) == 2


def insert_a_column(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.insert_cols(columns["논조"])
    sheet.cell(head, columns["논조"]).value = "결재"
    sheet.cell(head + 1, columns["비고"] + 1).value = "비고"


def rename_a_head(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head, columns["비고"]).value = "시장실 지시"
    sheet.cell(head + 1, columns["비고"]).value = "비고"


def space_a_head(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head, columns["비고"]).value = " 비\n고 "
    sheet.cell(head + 1, columns["비고"]).value = "비고"


def clear_the_head_of_ids(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head, columns["항목"]).value = None
    sheet.cell(head + 1, columns["비고"]).value = "비고"


def delete_the_ids(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head + 1, columns["비고"]).value = "비고"
    sheet.delete_cols(columns["항목"])


def clear_one_id(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head + 1, columns["비고"]).value = "비고"
    sheet.cell(head + 1, columns["항목"]).value = None


def repeat_the_head(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head + 1, columns["비고"]).value = "비고"
    sheet.insert_rows(head + 4)
    for place in columns.values():
        sheet.cell(head + 4, place).value = sheet.cell(head, place).value


def put_rows_above(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head + 1, columns["비고"]).value = "비고"
    sheet.insert_rows(1, 3)
    sheet.cell(2, 1).value = "결재"


def hide_and_rename_the_sheet(sheet: Any, columns: dict[str, int], head: int) -> None:
    sheet.cell(head + 1, columns["비고"]).value = "비고"
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[head + 1].hidden = True
    sheet.title = "내 목록"


DISTURBED = (
    insert_a_column, rename_a_head, space_a_head, clear_the_head_of_ids, delete_the_ids, clear_one_id, repeat_the_head,
    put_rows_above, hide_and_rename_the_sheet,
)  # fmt: skip


def test_whatever_people_do_to_the_sheet_the_note_is_found(clip: Clip) -> None:
    names, written = clip.headlines(), clip.path.read_bytes()
    for change in DISTURBED:
        clip.path.write_bytes(written)
        clip.edit(change)
        filled = clip.look()
        assert told(filled) == [(names[0], Part.NOTE, "", "비고", Outcome.CHANGED)], change
        assert (filled.missing, filled.new, filled.strange, filled.lost) == ([], [], [], []), change


def test_a_column_that_is_gone_is_said(clip: Clip) -> None:
    clip.edit(lambda sheet, columns, _head: sheet.delete_cols(columns["비고"]))
    filled = clip.look()
    assert (told(filled), filled.lost) == ([], ["비고"])


def test_an_error_is_no_value_and_a_formula_is_text(clip: Clip) -> None:
    clip.type_in(1, 논조="=A1", 비고="#DIV/0!")
    clip.type_in(2, 비고="#N/A", 빼기="#REF!")
    clip.type_in(3, 비고="=1+1 확인")
    filled = clip.look()
    assert [one.outcome for one in filled.results] == [Outcome.REFUSED] * 4 + [Outcome.CHANGED]
    clip.take()
    assert [line.note for line in clip.view().lines[:3]] == ["", "", "=1+1 확인"]


def test_numbers_are_read_however_they_were_typed(clip: Clip) -> None:
    for row, place in enumerate(("2", 3.0, "'４", "5번", " 6. "), 1):
        clip.type_in(row, 순서=place)
    clip.type_in(1, 비고=20261103093000123, 논조=" 긍 정 ")
    places = [one.change.value for one in clip.look().results if one.change.part is Part.PLACE]
    assert places == ["2", "3", "4", "5", "6"]
    first = {one.change.part: one.change.value for one in clip.look().results[:2]}
    assert first[Part.TONE] == "긍정"
    assert first[Part.NOTE].startswith("2026110309300012"), "Excel keeps fifteen digits; no power of ten is shown"


def test_what_is_no_tone_or_place_is_refused_and_the_rest_is_taken(clip: Clip) -> None:
    clip.type_in(1, 논조="아주 좋음", 비고="비고")
    clip.type_in(2, 순서="맨 앞")
    clip.type_in(3, 순서="3.")
    clip.type_in(4, 빼기="아니오")
    filled = clip.look()
    outcomes = {(one.change.part, one.outcome) for one in filled.results}
    assert outcomes == {
        (Part.TONE, Outcome.REFUSED), (Part.NOTE, Outcome.CHANGED), (Part.PLACE, Outcome.REFUSED),
        (Part.STATE, Outcome.REFUSED),
    }  # fmt: skip
    clip.take()
    assert clip.view().lines[0].note == "비고"


def test_the_hidden_sheet_may_be_gone(clip: Clip) -> None:
    names = clip.headlines()
    book = openpyxl.load_workbook(clip.path)
    del book["_news"]
    book.save(clip.path)
    clip.type_in(1, 비고="시장실 보고")
    filled = clip.look()
    assert told(filled) == [(names[0], Part.NOTE, "", "시장실 보고", Outcome.CHANGED)]
    assert filled.missing == []


def test_a_file_of_another_archive_is_refused(clip: Clip, tmp_path: Path) -> None:
    other = Workspace.at(tmp_path / "other" / "archive.db")
    (tmp_path / "other").mkdir()
    stored(tmp_path / "other" / "archive.db", an_article(1, headline="견본시 소식", published_at=at(4, 8)))
    add_watch(other, "견본시", parse("견본시"), NO_FILTERS)
    make_clip(other, MakeRequest(day=date(2026, 11, 4), name="석간"))
    with pytest.raises(ClipError, match="조간"):
        look_at_file(other, clip.path)


def test_rows_of_the_file_of_another_clip_are_not_read(clip: Clip) -> None:
    clip.type_in(1, 항목="99-1", 비고="다른 스크랩의 줄")
    filled = clip.look()
    assert told(filled) == []
    assert len(filled.strange) == 1


def test_a_finished_clip_is_not_changed(clip: Clip) -> None:
    clip.type_in(1, 비고="늦은 비고")
    finish_clip(clip.workspace, clip.choice)
    with pytest.raises(ClipDoneError):
        clip.look()


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_workbook_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(ClipFileError, match=r"a\.xlsx"):
        read_workbook(path)


def test_a_workbook_that_is_cut_or_damaged_is_said(clip: Clip, tmp_path: Path) -> None:
    data = clip.path.read_bytes()
    for cut in range(0, len(data) - 200, 997):  # what stands behind is the seal alone
        path = tmp_path / "cut.xlsx"
        path.write_bytes(data[:cut])
        with pytest.raises(ClipFileError):
            read_workbook(path)
    for name in zipfile.ZipFile(clip.path).namelist():
        for new in (b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"):
            with_part(clip.path, tmp_path / "damaged.xlsx", name, new)
            try:
                read_workbook(tmp_path / "damaged.xlsx")
            except ClipFileError:
                continue
            assert name not in ("xl/workbook.xml", "xl/worksheets/sheet1.xml")


def with_part(old: Path, new: Path, name: str, data: bytes) -> None:
    """A copy of a package with another part."""
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, data if part == name else source.read(part))


def test_a_bomb_is_refused_before_it_is_unpacked(clip: Clip, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with_part(clip.path, path, "xl/media.bin", b"")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/bomb.xml", b" " * (300 * 2**20))
    with pytest.raises(ClipFileError):
        read_workbook(path)


def test_a_million_empty_rows_and_columns_are_not_walked(clip: Clip) -> None:
    def spread(sheet: Any, columns: dict[str, int], head: int) -> None:
        sheet.cell(1_048_576, 16_384).value = "끝"

    clip.type_in(1, 비고="앞")
    clip.edit(spread)
    filled = read_workbook(clip.path)
    assert len(filled.rows) == 6
    assert filled.rows[0].note == "앞"


@needs_soffice
def test_a_file_that_libreoffice_saved_is_read_too(clip: Clip, tmp_path: Path) -> None:
    names = clip.headlines()
    assert told(look_at_file(clip.workspace, convert(clip.path, "xlsx", tmp_path / "same"))) == []
    clip.edit(insert_a_column)
    clip.type_in(1, 비고=None)
    clip.type_in(2, 논조="중립", 비고="두 줄\n비고", 순서=1)
    clip.type_in(3, 비고="#N/A")
    clip.edit(lambda sheet, _columns, head: sheet.delete_rows(head + 6))
    again = convert(clip.path, "xlsx", tmp_path / "again")
    filled = look_at_file(clip.workspace, again)
    assert told(filled) == [
        (names[1], Part.TONE, "", "중립", Outcome.CHANGED),
        (names[1], Part.NOTE, "", "두 줄\n비고", Outcome.CHANGED),
        (names[1], Part.PLACE, "2", "1", Outcome.CHANGED),
        (names[2], Part.NOTE, "", "=#N/A", Outcome.REFUSED),
    ]
    assert [one.article.headline for one in filled.missing] == [names[5]]
    assert (filled.new, filled.strange) == ([], [])


def test_a_file_that_was_filled_in_is_not_written_over_without_a_word(clip: Clip) -> None:
    clip.write()  # nobody touched it
    clip.type_in(1, 비고="내 비고")
    filled = clip.path.read_bytes()
    with pytest.raises(ExportError, match=r"news clip read.*--force"):
        clip.write()
    other = ReportRequest(period=whole_days(DAY, DAY), query=parse("견본시"), outputs=[clip.path])
    with pytest.raises(ExportError, match="--force"):
        make_report(clip.workspace, other)
    assert clip.path.read_bytes() == filled
    made = clip.write(force=True)
    assert clip.look().book.rows[0].note == ""
    assert [path.read_bytes() for path in made.kept] == [filled], "as it was, beside it"


def add_columns(sheet: Any, columns: dict[str, int], head: int) -> None:
    """One that is printed, behind the note; and one behind everything, without a head."""
    place = columns["비고"] + 1
    sheet.insert_cols(place)
    sheet.print_area = f"A1:{get_column_letter(columns['빼기'] + 1)}{sheet.max_row}"
    sheet.column_dimensions.clear()
    sheet.column_dimensions[get_column_letter(place)].width = 17.7
    for row, text in enumerate(("담당 부서", "도시과", "=1+1", 3), head):
        sheet.cell(row, place).value = text
    sheet.cell(head + 2, place).data_type = "s"
    sheet.cell(head + 3, columns["항목"] + 2).value = date(2026, 11, 5)


def read_sheet(clip: Clip) -> tuple[Any, list[list[Any]]]:
    sheet = openpyxl.load_workbook(clip.path)["보도 목록"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return sheet, rows[next(at for at, row in enumerate(rows) if "항목" in row) :]


def test_columns_that_people_add_are_there_when_it_is_written_anew(clip: Clip) -> None:
    clip.edit(add_columns)
    mark_items(clip.workspace, [clip.view().lines[1].item.id], clip.choice, tone="부정", note=None)
    drop_items(clip.workspace, [clip.view().lines[0].item.id], clip.choice)
    clip.write(force=True)
    for again in range(3):
        sheet, (heads, *rows) = read_sheet(clip)
        place = heads.index("담당 부서")
        assert heads[place - 1 : place + 2] == ["비고", "담당 부서", "순서"]
        assert [row[place] for row in rows] == ["=1+1", 3, None, None, None]
        assert sheet.cell(sheet.max_row - 4, place + 1).data_type == "s", "no text is run"
        assert [row[heads.index("항목") + 1] for row in rows][1:3] == [datetime(2026, 11, 5), None]
        assert round(sheet.column_dimensions[get_column_letter(place + 1)].width, 1) == 17.7
        assert sheet.print_area.endswith(f"${get_column_letter(heads.index('빼기') + 1)}${sheet.max_row}")
        filled = clip.look()
        assert (filled.changed, filled.missing, filled.new, filled.lost) == (0, [], [], [])
        if again:
            clip.type_in(1, 비고=f"비고 {again}")
            clip.take()
            clip.write(force=True)
        else:
            clip.write()  # nobody has touched it since, and what was added stays all the same
    assert clip.view().lines[0].note == "비고 2"


def test_columns_of_the_file_of_another_clip_are_not_taken(clip: Clip) -> None:
    clip.edit(add_columns)
    other = make_clip(clip.workspace, MakeRequest(day=DAY, name="저녁"))
    make_clip_report(
        clip.workspace, ClipReportRequest(choice=ClipChoice(id=other.clip.id), outputs=[clip.path], force=True)
    )
    assert "담당 부서" not in read_sheet(clip)[1][0]


@needs_soffice
def test_a_file_that_libreoffice_saved_is_not_written_over_either(clip: Clip, tmp_path: Path) -> None:
    clip.path.write_bytes(convert(clip.path, "xlsx", tmp_path / "saved").read_bytes())
    with pytest.raises(ExportError, match="--force"):
        clip.write()


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_of_ours_is_written_over_as_ever(clip: Clip, data: bytes) -> None:
    clip.path.write_bytes(data)
    clip.write()
    assert len(clip.look().book.rows) == 6


def test_the_command_shows_first_and_takes_over_on_request(clip: Clip) -> None:
    clip.type_in(1, 비고="시장실 보고", 논조="긍정")
    folder = clip.path.parent
    shown = news("clip", "read", clip.path.name, cwd=folder)
    assert shown.code == 1
    assert "시장실 보고" in shown.out
    assert "--yes" in shown.err
    assert clip.view().lines[0].note == ""
    done = news("clip", "read", clip.path.name, "--yes", "--by", "김견본", cwd=folder)
    assert done.code == 0
    assert (clip.view().lines[0].note, clip.view().lines[0].marked_by) == ("시장실 보고", "김견본")
    assert news("clip", "read", clip.path.name, "--yes", cwd=folder).code == 0
    assert news("clip", "read", "none.xlsx", cwd=folder).code == 2
