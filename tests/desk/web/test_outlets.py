"""The state of the outlets, and what is started from there: jobs in processes of their own."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.services.workspace import Workspace
from desk.web.jobs import Job, JobBusyError, JobNotFoundError, Jobs
from models.people.role import Role
from tests.support.desk_client import Visit, visiting

SLEEPS = (sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(60)")


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def start(jobs: Jobs, *arguments: str) -> Job:
    return jobs.start(arguments, title="수집", who="김주무관", back="/outlets", language="ko")


def test_each_outlet_has_its_last_night_and_a_page(visit: Visit) -> None:
    page = visit.read("/outlets?show=all")
    assert "견본일보" in page.text_content()
    assert "수집하지 " in page.xpath("//p[@class='message warn']")[0].text_content()
    only = visit.read("/outlets?show=all&region=경북").xpath("//li[contains(@class,'outlet')]")
    assert 0 < len(only) < len(page.xpath("//li[contains(@class,'outlet')]"))
    assert visit.get("/outlets?show=nonsense").status_code == 400
    one = visit.read("/outlets/newspim")
    assert "뉴스핌" in one.xpath("//h1")[0].text
    assert visit.get("/outlets/none").status_code == 400


def test_an_outlet_is_switched_off_and_on(visit: Visit) -> None:
    assert visit.post("/outlets/newspim/switch", {"on": "0"}).headers["location"] == "/outlets/newspim"
    assert "매일 밤 수집하기" in visit.read("/outlets/newspim").text_content()
    visit.post("/outlets/newspim/switch", {"on": "1"})
    assert "밤 수집에서 빼기" in visit.read("/outlets/newspim").text_content()
    assert visit.post("/outlets/newspim/switch", {"on": "2"}).status_code == 400


def test_a_crawl_is_a_job_whose_lines_are_shown(visit: Visit) -> None:
    page = visit.post("/outlets/newspim/crawl").headers["location"]
    wait_until(lambda: "끝남" in visit.get(page, part=True).text)
    shown = visit.read(page)
    assert shown.xpath("//pre")[0].text.startswith("crawl newspim --for 2h --progress plain --archive")
    assert not shown.xpath("//*[@hx-get]")
    assert "뉴스핌" in visit.read("/jobs").text_content()


def test_a_proposal_is_accepted_by_administrators_alone(workspace: Workspace) -> None:
    with visiting(workspace, Role.MARK) as visit:
        assert visit.post("/outlets/newspim/fit", {"write": "1"}).status_code == 403
        page = visit.post("/outlets/newspim/fit").headers["location"]
        wait_until(lambda: "끝남" in visit.get(page, part=True).text)
        accepts = "//form[@action='/outlets/newspim/fit']"
        assert not visit.read(page).xpath(accepts)
        visit.sign_in(Role.ADMIN)
        (form,) = visit.read(page).xpath(accepts)
        page = visit.post(form.get("action"), dict(form.form_values())).headers["location"]
        wait_until(lambda: "끝남" in visit.get(page, part=True).text)
        done = visit.read(page)
        assert done.xpath("//pre")[0].text.startswith("outlets fit newspim --write --archive")
        assert not done.xpath(accepts), "it is accepted"


def test_a_proposal_that_failed_is_not_to_be_accepted(workspace: Workspace) -> None:
    with visiting(workspace, program=(sys.executable, "-c", "raise SystemExit(1)")) as visit:
        page = visit.post("/outlets/newspim/fit").headers["location"]
        wait_until(lambda: "끝남" in visit.get(page, part=True).text)
        assert not visit.read(page).xpath("//form[@action='/outlets/newspim/fit']")


def test_two_jobs_run_at_once_and_can_be_stopped(tmp_path: Path) -> None:
    jobs = Jobs(str(tmp_path / "archive.db"), SLEEPS)
    try:
        first, second = start(jobs), start(jobs)
        with pytest.raises(JobBusyError):
            start(jobs)
        wait_until(lambda: list(first.lines) == ["begun"])
        jobs.stop(first.id)
        wait_until(lambda: not first.is_running)
        assert first.was_stopped
        assert first.exit_code != 0
        assert second.is_running
        with pytest.raises(JobNotFoundError):
            jobs.find(99)
    finally:
        jobs.close()
    assert second.process.poll() is not None


def test_a_job_keeps_the_last_of_many_long_lines(tmp_path: Path) -> None:
    talks = (sys.executable, "-c", "print('x' * 5000 + '\\n' + '\\n'.join(map(str, range(1000))))")
    jobs = Jobs(str(tmp_path / "archive.db"), talks)
    job = start(jobs)
    wait_until(lambda: not job.is_running)
    assert (len(job.lines), job.lines[-1], job.exit_code) == (400, "999", 0)
    jobs.close()
