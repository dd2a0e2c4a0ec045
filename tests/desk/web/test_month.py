"""The month's report in the browser: in a frame where nothing runs, and the files that the verb writes."""

import zipfile
from pathlib import Path

import pytest

from desk.services.reports.month_report import MonthRequest, make_month, read_month
from desk.services.workspace import Workspace
from desk.web.views.month import FILES
from models.query.syntax import parse
from models.records.times import now
from reports.month.write import WRITERS
from tests.support.desk_client import Visit


def test_every_file_of_the_verb_is_offered(visit: Visit) -> None:
    assert {f".{kind}" for kind in FILES} == set(WRITERS)
    links = visit.read("/month?month=2026-11&q=견본시").xpath("//a[@download]/@href")
    assert len(links) == len(FILES)
    for link in links:
        assert visit.get(link).status_code == 200


def test_the_report_is_shown_where_nothing_runs(visit: Visit) -> None:
    page = visit.read("/month?month=2026-11&watch=견본")
    (frame,) = page.xpath("//iframe")
    assert frame.get("sandbox") == ""
    assert page.xpath("//option[@selected]/text()") == ["견본"]
    answer = visit.get(frame.get("src"))
    assert "2026년 11월" in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_a_file_is_the_one_that_the_verb_writes(visit: Visit, workspace: Workspace, tmp_path: Path, kind: str) -> None:
    sent = visit.get(f"/month/file/{kind}?month=2026-11&q=견본시")
    assert "filename*=utf-8''2026-11" in sent.headers["content-disposition"].lower()
    file = tmp_path / f"month.{kind}"
    month, _ = read_month(["2026-11"], now().date())
    make_month(workspace, MonthRequest(month=month, query=parse("견본시"), typed="견본시", outputs=[file]))
    assert sent.content == file.read_bytes()


def test_a_workbook_opens(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "month.xlsx"
    file.write_bytes(visit.get("/month/file/xlsx?month=2026-11").content)
    assert zipfile.ZipFile(file).testzip() is None


@pytest.mark.parametrize("query", ["month=2026-13", "month=x", "month=2026-1１", "month=2999-01", "watch=없다"])
def test_what_cannot_be_reported_is_refused(visit: Visit, query: str) -> None:
    assert visit.get(f"/month/report?{query}").status_code in (400, 404)
    assert visit.get(f"/month/file/exe?{query}").status_code == 400
