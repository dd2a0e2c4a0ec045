"""The clip as files: the very bytes of the command line, and a workbook that comes back filled in."""

import io
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, drop_items, move_item
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.marks import mark_items
from desk.services.clips.view import show_clip
from desk.services.workspace import Workspace
from desk.web import downloads
from desk.web.kept_answers import LIFETIME, MAX_KEPT, KeptAnswers
from desk.web.work_clips import WorkClips
from models.people.role import Role
from models.records.times import now
from tests.support.clip_workspace import DAY, item_of, numbers
from tests.support.desk_client import Visit, visiting
from tests.support.same_clock import FORMS, stop_clock, write_clip

CLIP = ClipChoice(id=1)


@pytest.fixture
def clip(workspace: Workspace) -> str:
    """A clip that people worked on."""
    made = make_clip(workspace, MakeRequest(day=DAY, name="조간 견본", watches=("견본",)))
    assert made.clip.id == 1
    mark_items(workspace, [item_of(workspace, "1", CLIP)], CLIP, tone="긍정", note="사진\n크게", who="김주무관")
    drop_items(workspace, [item_of(workspace, "3", CLIP)], CLIP)
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "6", CLIP), to=1), CLIP)
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="들꽃길", page="3", columns="5"), CLIP)
    return "/clip/1"


def test_a_download_is_the_file_of_the_command_line_byte_for_byte(
    workspace: Workspace, clip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch)
    written = write_clip(workspace.archive, tmp_path / "files", "--day", DAY)
    report = ("report", "daily")
    daily = write_clip(workspace.archive, tmp_path / "daily", "--clip", "조간 견본", "--day", DAY, verb=report)
    with visiting(workspace, Role.READ) as visit:
        for form in FORMS:
            answer = visit.get(f"{clip}/file.{form}")
            assert answer.status_code == 200
            assert answer.content == written[form] == daily[form], form
            kind, _, name = answer.headers["content-disposition"].partition("; filename*=utf-8''")
            assert (kind, unquote(name)) == ("attachment", f"2026-11-03 조간 견본.{form}")
        message = visit.read(f"{clip}/message").get_element_by_id("message").text
        assert message.lstrip("\n").strip() == written["txt"].decode().strip()


def test_a_download_leaves_no_file_behind_whatever_happens(
    visit: Visit, clip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert visit.get(f"{clip}/file.csv").status_code == 200
    with pytest.raises(ZeroDivisionError):
        downloads.send_written("x", ".csv", lambda _path: 1 // 0)
    assert list(tmp_path.glob("news-desk-*")) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("조간 견본", "조간 견본"),
        ('a/b\\c:d*e?"<>|', "a_b_c_d_e_____"),
        (" .. ", "download"),
        ("가\r\n나", "가__나"),
        ("긴" * 200, "긴" * 80),
    ],
)
def test_a_name_is_one_that_every_system_takes(name: str, file: str) -> None:
    assert downloads.clean_file_name(name) == file


def fill_in(data: bytes) -> bytes:
    """The workbook with a tone, a note and another first row, as a person saves it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = next(one for one in book.worksheets if one.sheet_state == "visible" and "제목" in str(list(one.values)))
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if "제목" in [cell.value for cell in row])
    column = {cell.value: cell.column for cell in head}
    first = head[0].row + 1
    sheet.cell(first, column["논조"], "부정")
    sheet.cell(first + 1, column["비고"], "다시 볼 것")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_shown_then_taken_over(visit: Visit, workspace: Workspace, clip: str) -> None:
    filled = fill_in(visit.get(f"{clip}/file.xlsx").content)
    before = numbers(show_clip(workspace, CLIP))
    answer = visit.post("/clip/workbook", {"clip": "1"}, files={"file": ("스크랩.xlsx", filled)})
    assert answer.status_code == 200, answer.text[-800:]
    assert "다시 볼 것" in answer.text
    assert show_clip(workspace, CLIP).lines[0].tone != "부정"
    name = answer.text.split('name="name" value="')[1].split('"')[0]
    assert visit.post(f"{clip}/workbook", {"name": name}).status_code == 303
    lines = show_clip(workspace, CLIP).lines
    assert (lines[0].tone, lines[1].note) == ("부정", "다시 볼 것")
    assert lines[0].marked_by == "김주무관"
    assert numbers(show_clip(workspace, CLIP)) == before
    again = visit.post(f"{clip}/workbook", {"name": name})
    assert again.status_code == 400


def test_what_is_no_workbook_of_the_clip_is_one_sentence(visit: Visit, workspace: Workspace, clip: str) -> None:
    filled = visit.get(f"{clip}/file.xlsx").content
    other = make_clip(workspace, MakeRequest(day=DAY, name="석간", watches=("견본",))).clip
    for clip_id, name, data in (
        (1, "아무거나.xlsx", b"PK\x03\x04"),
        (1, "글.txt", "글".encode()),
        (other.id, "스크랩.xlsx", filled),
        (1, "", b""),
    ):
        answer = visit.post("/clip/workbook", {"clip": str(clip_id)}, files={"file": (name, data)})
        assert answer.status_code == 400, name
        assert "/tmp" not in answer.text
        assert "Traceback" not in answer.text


def test_what_was_looked_at_is_ones_own_and_not_for_long() -> None:
    at = now()
    kept: KeptAnswers[int] = KeptAnswers(clock=lambda: at)
    name = kept.keep("김", 7)
    assert (kept.find("김", name), kept.find("이", name), kept.find("김", "x")) == (7, None, None)
    names = [kept.keep("김", number) for number in range(MAX_KEPT)]
    assert kept.find("김", name) is None
    assert kept.find("김", names[0]) == 0
    at += LIFETIME * 1.01
    assert kept.find("김", names[-1]) is None


def test_the_clip_one_works_on_is_forgotten_after_a_day() -> None:
    at = now()
    clips = WorkClips(clock=lambda: at)
    clips.choose("김", 3)
    assert (clips.find("김"), clips.find("이")) == (3, None)
    at += LIFETIME * 13
    assert clips.find("김") is None
