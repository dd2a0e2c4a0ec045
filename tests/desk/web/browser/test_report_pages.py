"""The reports that are handed in as HTML and the mail's page, as whoever gets them sees them: axe-core finds nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk.services.clips.choose import ClipChoice
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.export import ExportRequest, export_articles
from desk.services.health import examine_outlets, write_health_page
from desk.services.pickup import PickupRequest, compare_releases
from desk.services.reports.month_report import MonthRequest, make_month
from desk.services.workspace import Workspace
from models.query.syntax import parse
from models.records.times import now
from reports.clip.mail import make_mail_page
from reports.clip.template import Template
from reports.month.month import Month
from tests.support import release_files
from tests.support.browser import PHONE, WIDE, axe_violations, new_context, scrolls_sideways
from tests.support.desk_pages import make_full_archive


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_full_archive(tmp_path_factory.mktemp("full")).workspace


def write_reports(office: Workspace, folder: Path) -> list[Path]:
    """Each kind of report as one HTML file."""
    clip, mail, month, pickup, export, health = (
        folder / f"{name}.html" for name in ("clip", "mail", "month", "pickup", "export", "health")
    )
    form = Template(approvals=("담당", "팀장"))
    made = make_clip_report(office, ClipReportRequest(choice=ClipChoice(id=1), template=form, outputs=(clip,)))
    mail.write_text(
        make_mail_page(made.report, form, failures=["백업하지 못했습니다."], attached=["조간.pdf"]), "utf-8"
    )
    this_month = Month(now().year, now().month)
    make_month(office, MonthRequest(month=this_month, query=parse(""), watch="견본시", template=form, outputs=(month,)))
    release = release_files.hwpx(folder / "음악회.hwpx")
    compare_releases(office, PickupRequest(paths=[release], outputs=(pickup,), keep=False))
    export_articles(office, ExportRequest(path=export, query=parse("견본시")))
    write_health_page(health, examine_outlets(office, ()), "ko")
    return [clip, mail, month, pickup, export, health]


def test_every_report_is_accessible(browser: Browser, office: Workspace, tmp_path: Path) -> None:
    context = new_context(browser, bypass_csp=True)
    page = context.new_page()
    found = []
    for path in write_reports(office, tmp_path):
        page.goto(path.as_uri())
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for viewport in (WIDE, PHONE):
            page.set_viewport_size(viewport)
            found += axe_violations(page, f"{path.name} {viewport['width']}")
            if path.name in ("clip.html", "mail.html", "month.html") and scrolls_sideways(page):
                found.append(f"{path.name} scrolls sideways at {viewport['width']}")
    context.close()
    assert not found, "\n".join(found)
