"""The office's own form of the reports: chosen in the settings, and then of every file, as of the command line's."""

import csv
import io

import pytest

from desk.services.clips.make import MakeRequest, make_clip
from desk.services.people.audit import read_audit
from desk.services.workspace import Workspace
from models.people.audit import AuditDeed
from models.people.role import Role
from tests.support.clip_workspace import DAY
from tests.support.desk_client import Visit, visiting
from tests.support.run_news import news

FORM = """title = "견본시 일일 보도"
office = "홍보담당관실"
columns = ["no", "outlet", { field = "headline", name = "기사 제목" }, "note"]
cutoffs = ["10:40", "17:00"]
[message]
head = "{office} 알림"
"""


def choose(visit: Visit, text: str, name: str = "우리 양식.toml") -> object:
    return visit.post("/setup/form", files={"file": (name, text.encode(), "application/toml")})


@pytest.fixture
def clip(workspace: Workspace) -> None:
    make_clip(workspace, MakeRequest(day=DAY))


@pytest.mark.usefixtures("clip")
def test_a_form_that_is_chosen_is_that_of_the_files_here_and_of_the_commands(
    visit: Visit, workspace: Workspace
) -> None:
    usual = visit.get("/clip/1/file.csv").content
    answer = choose(visit, FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/setup#form")
    assert workspace.report_form.read_text("utf-8") == FORM
    assert "견본시 일일 보도 · 홍보담당관실 · 번호, 매체명, 기사 제목, 비고" in visit.read("/setup").text_content()
    made = visit.get("/clip/1/file.csv").content
    assert next(csv.reader(io.StringIO(made.decode("utf-8-sig")))) == ["번호", "매체명", "기사 제목", "비고"]
    ran = news("clip", "write", "--day", f"{DAY}", "-o", "a.csv", "-o", "a.txt", cwd=workspace.folder)
    assert ran.code == 0, ran.err
    assert (workspace.folder / "a.csv").read_bytes() == made
    message = visit.get("/clip/1/file.txt").text
    assert message.startswith("홍보담당관실 알림")
    assert (workspace.folder / "a.txt").read_bytes().decode() == message
    assert "홍보담당관실 알림" in visit.read("/clip/1/message").text_content()
    assert "10:40" in visit.read("/clip/1").xpath("//select[@name='cutoff']/option/@value")
    assert AuditDeed.SET_UP in [one.deed for one in read_audit(workspace).entries]
    visit.post("/setup/form", {"usual": "1"})
    assert visit.get("/clip/1/file.csv").content == usual
    assert workspace.report_form.with_suffix(".toml.old").read_text("utf-8") == FORM


def test_the_settings_say_which_form_the_morning_has(visit: Visit, workspace: Workspace) -> None:
    choose(visit, FORM)
    assert "morning.toml" not in visit.read("/setup").text_content()
    workspace.morning_config.write_text('template = "아침.toml"\n', "utf-8")
    assert "morning.toml에 적은 양식(아침.toml)" in visit.read("/setup").text_content()
    workspace.morning_config.write_text("template = 3\n", "utf-8")
    page = visit.get("/setup")
    assert page.status_code == 200
    assert "morning.toml" in page.text


def test_the_month_has_it_too(visit: Visit) -> None:
    choose(visit, FORM.replace("[message]", 'approvals = ["담당", "국장"]\n[message]'))
    assert "국장" in visit.read("/month/report?month=2026-11").text_content()
    assert "국장" in visit.get("/month/file/html?month=2026-11").text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "틀린.toml"),
        ("colour = 1", "colour"),
        ('columns = ["<img src=x>"]', "columns"),
        ("x" * 200_001, "너무 큽니다"),
    ],
)
def test_what_is_no_form_is_said_in_one_sentence_and_nothing_changes(
    visit: Visit, workspace: Workspace, text: str, said: str
) -> None:
    choose(visit, FORM)
    answer = choose(visit, text, "틀린.toml")
    assert answer.status_code == 400
    assert said in answer.text
    assert "/tmp" not in answer.text
    assert "<img" not in answer.text.partition("<main")[2]
    assert workspace.report_form.read_text("utf-8") == FORM
    assert visit.post("/setup/form").status_code == 400


@pytest.mark.usefixtures("clip")
def test_a_form_that_was_broken_by_hand_is_said_where_it_is_set(visit: Visit, workspace: Workspace) -> None:
    workspace.report_form.write_text("title = ", "utf-8")
    assert "report.toml" in visit.read("/setup").xpath("string(//form[@id='form']/p[contains(@class, 'error')])")
    assert visit.read("/clip/1") is not None
    assert visit.get("/clip/1/file.csv").status_code == 400


def test_administrators_alone_choose_it(workspace: Workspace) -> None:
    with visiting(workspace, Role.MARK) as visit:
        assert choose(visit, FORM).status_code == 403
        assert not workspace.report_form.exists()
