"""The first run without a terminal: the setup page does what `news setup` does, and the samples can be tried first."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from desk.commands.office.setup import setup as setup_verb
from desk.schedule.plan import ScheduleError
from desk.services import demo, schedule
from desk.services import setup as service
from desk.services.people.audit import read_audit
from desk.services.workspace import Workspace
from desk.web.views.setup import split_names
from models.language import speaking
from models.maintenance.verify import verify
from models.people.audit import AuditDeed
from models.people.role import Role
from tests.desk.test_schedule import CRONTAB
from tests.support.archive_factories import an_article, store
from tests.support.clip_archive import stored
from tests.support.desk_client import Visit, visiting

FORM = {
    "region": ["경북", "대구"],
    "national": "yes",
    "words": "포항시, 영일만항\n포항시",
    "rivals": "경주시",
    "at": "02:30",
    "deadline": "06:30",
}


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "뉴스" / "archive.db")


@pytest.fixture
def first(empty: Workspace) -> Iterator[Visit]:
    empty.folder.mkdir()
    with visiting(empty) as visit:
        yield visit


def test_without_an_archive_every_page_leads_to_the_setup(first: Visit, empty: Workspace) -> None:
    for path in ("/", "/people", "/outlets", "/charts"):
        assert first.get(path).headers["location"] == "/setup"
    assert first.get("/?q=x", part=True).status_code == 503
    page = first.read("/setup")
    assert page.xpath("//input[@name='region']/@value")[:1]
    assert page.xpath("//form[@action='/setup/demo']")
    assert not empty.archive.exists()
    for role in (Role.READ, Role.MARK):
        first.sign_in(role)
        assert first.get("/").status_code == 503
        assert first.get("/setup").status_code == 403


def test_the_answers_set_the_office_up(first: Visit, empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = first.post("/setup", FORM)
    assert answer.status_code == 200
    assert "설정을 마쳤습니다" in answer.text
    state = service.read_state(empty)
    assert state.regions == ("경북", "대구", "전국")
    with closing(empty.open_reader()) as db:
        assert {watch.name: watch.rivals for watch in db.watches.all()} == {
            "경주시": (), "영일만항": ("경주시",), "포항시": ("경주시",),
        }  # fmt: skip
    assert empty.notify_config.exists()
    assert "/jobs/" not in answer.text
    assert [one.deed for one in read_audit(empty).entries] == [AuditDeed.SET_UP]
    assert first.get("/").status_code == 200
    page = first.read("/setup")
    assert set(page.xpath("//input[@name='region'][@checked]/@value")) == {"경북", "대구"}
    assert not page.xpath("//form[@action='/setup/demo']")
    assert "영일만항" in page.text_content()
    again = first.post("/setup", FORM | {"words": "호미곶", "region": "경북"})
    assert "저장한 검색: 호미곶" in again.text
    assert service.read_state(empty).regions == ("경북", "전국")


def test_the_first_crawl_begins_as_a_job_that_is_shown(first: Visit) -> None:
    answer = first.post("/setup", FORM | {"crawl": "yes"})
    assert "첫 수집" in answer.text
    assert 'hx-get="/jobs/1"' in answer.text or "crawl --for 2h" in answer.text
    assert "첫 수집" in first.read("/jobs/1").text_content()


def test_the_schedule_is_installed_or_why_it_is_not_is_said(
    first: Visit, empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(_workspace: Workspace, request: object) -> None:
        asked.append(request)
        raise ScheduleError("예약기가 없습니다.")

    monkeypatch.setattr(service, "install_schedule", refuse)
    answer = first.post("/setup", FORM | {"schedule": "yes", "at": "01:15"})
    assert "예약기가 없습니다." in answer.text
    assert asked[0].at == "01:15"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"region": [], "national": ""}, "지역"),
        ({"region": "함북"}, "함북"),
        ({"words": "!!"}, "글자나 숫자"),
        ({"schedule": "yes", "at": "25:00"}, "25:00"),
        ({"schedule": "yes", "deadline": ""}, ""),
        ({"mail_to": "a@b.example"}, "메일 서버"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    first: Visit, empty: Workspace, change: dict[str, str], words: str
) -> None:
    answer = first.post("/setup", FORM | {"rivals": '<img src=x onerror="a">'} | change)
    assert answer.status_code == 400
    assert words in answer.text
    assert "<img src=x" not in answer.text
    assert "포항시" in answer.text or "words" in change
    assert not list(empty.folder.iterdir())


def test_a_mail_account_is_written_and_its_password_not_shown(first: Visit, empty: Workspace) -> None:
    form = FORM | {"mail_to": "press@city.example, b@city.example", "host": "mail.city.example"}
    form |= {"sender": "news@city.example", "user": "news", "password": "secret-word-1"}
    refused = first.post("/setup", form | {"words": "!!"})
    assert "secret-word-1" not in refused.text
    assert "press@city.example" in refused.text
    assert "secret-word-1" not in first.post("/setup", form).text
    assert "secret-word-1" in empty.notify_secrets.read_text("utf-8")
    assert "secret" not in empty.notify_config.read_text("utf-8")
    if os.name != "nt":
        assert empty.notify_secrets.stat().st_mode & 0o077 == 0


def test_who_is_told_is_changed_later_and_what_was_set_is_kept(first: Visit, empty: Workspace) -> None:
    first.post("/setup", FORM)
    before = empty.notify_config.read_text("utf-8")
    empty.notify_secrets.write_text("NEWS_CHAT_TOKEN=kept\n", "utf-8")
    later = FORM | {"words": "", "mail_to": "new@city.example", "host": "mail.city.example"}
    answer = first.post("/setup", later | {"sender": "news@city.example", "user": "news", "password": "secret-word-2"})
    assert answer.status_code == 200
    assert "new@city.example" in empty.notify_config.read_text("utf-8")
    assert empty.notify_config.with_suffix(".toml.old").read_text("utf-8") == before
    assert empty.notify_secrets.read_text("utf-8") == "NEWS_CHAT_TOKEN=kept\nNEWS_MAIL_PASSWORD=secret-word-2\n"
    mailed = empty.notify_config.read_text("utf-8")
    first.post("/setup", FORM)
    assert empty.notify_config.read_text("utf-8") == mailed
    first.post("/setup", FORM | {"retell": "yes"})
    assert "last-night.txt" in empty.notify_config.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for crontab is a shell script")
def test_regions_and_times_are_changed_later_and_end_as_the_same_files_as_the_command_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "crontab").write_text(CRONTAB, "utf-8")
    (tools / "crontab").chmod(0o755)
    base = tmp_path / "사무실"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    for name in ("HOME", "FAKE"):
        monkeypatch.setenv(name, str(base))
    monkeypatch.setattr(schedule, "detect_kind", lambda: "cron")

    def set_up_twice(set_up: Callable[[str, str, str, str], None]) -> dict[str, bytes]:
        base.mkdir()
        set_up("경북", "포항시", "02:30", "06:30")
        set_up("대구", "", "01:15", "07:20")
        files = {f"{one.relative_to(base)}": one.read_bytes() for one in base.rglob("*") if one.is_file()}
        shutil.rmtree(base)
        return {name: data for name, data in files.items() if not name.startswith("archive.db")}

    def by_browser(region: str, words: str, at: str, deadline: str) -> None:
        form = {"region": region, "national": "yes", "words": words, "at": at, "deadline": deadline, "schedule": "yes"}
        with visiting(Workspace.at(base / "archive.db")) as visit:
            answer = visit.post("/setup", form)
            assert answer.status_code == 200
            assert 'class="message warn"' not in answer.text

    def by_command(region: str, words: str, at: str, deadline: str) -> None:
        options = ["--region", region, "--national", "--at", at, "--deadline", deadline]
        for word in filter(None, [words]):
            options += ["--word", word]
        archive = ["--archive", str(base / "archive.db")]
        with speaking("ko"):
            ran = CliRunner().invoke(setup_verb, [*archive, *options, "--yes", "--no-check"], catch_exceptions=False)
        assert ran.exit_code == 0, ran.output

    made = set_up_twice(by_browser)
    assert {"selection.toml", "notify.toml", "crontab"} <= made.keys()
    assert "15 1 * * *" in made["crontab"].decode()
    assert "대구" in made["selection.toml"].decode()
    assert "경북" not in made["selection.toml"].decode()
    assert made == set_up_twice(by_command)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for crontab is a shell script")
def test_the_settings_show_the_installed_times_and_change_them_alone(
    first: Visit, empty: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "crontab").write_text(CRONTAB, "utf-8")
    (tools / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("FAKE", str(tmp_path))
    monkeypatch.setattr(schedule, "detect_kind", lambda: "cron")
    first.post("/setup", FORM)
    page = first.read("/setup")
    assert page.xpath("//input[@name='schedule']/@type") == ["checkbox"], "nothing is installed yet"
    times = schedule.ScheduleRequest(at="01:15", morning="07:20", alerts=15, outlets=("newspim",))
    schedule.install_schedule(empty, times)
    table = tmp_path / "crontab"
    installed = table.read_text("utf-8")
    page = first.read("/setup")
    assert [page.xpath(f"//input[@name='{name}']/@value") for name in ("at", "deadline")] == [["01:15"], ["07:20"]]
    assert "매일 밤 01:15에 수집하고 07:20에" in page.text_content()
    assert "15분마다" in page.text_content()
    form = FORM | {name: page.xpath(f"//input[@name='{name}']/@value")[0] for name in ("at", "deadline", "schedule")}
    assert first.post("/setup", form).status_code == 200
    assert table.read_text("utf-8") == installed, "other times were not asked for"
    assert first.post("/setup", form | {"at": "00:40"}).status_code == 200
    assert "40 0 * * *" in table.read_text("utf-8")
    assert "*/15 * * * *" in table.read_text("utf-8"), "alerts go on"


def test_the_samples_make_way_for_the_office(first: Visit, empty: Workspace) -> None:
    stored(empty.archive, an_article(1, outlet=demo.SAMPLES[0], outlet_title="견본뉴스핌"))
    with demo.serve_samples(empty) as outlets:
        demo.declare_samples(empty, outlets)
    before = empty.archive.read_bytes()
    assert demo.holds_samples_alone(empty)
    assert "지어낸 기사" in first.read("/setup").text_content()
    answer = first.post("/setup", FORM)
    assert answer.status_code == 200
    assert not list(empty.outlets.iterdir())
    (aside,) = empty.folder.glob("archive-demo-*.db")
    assert aside.name in answer.text
    assert len(aside.read_bytes()) == len(before)
    assert list(verify(aside)) == list(verify(empty.archive)) == []
    with closing(empty.open_reader()) as db:
        assert db.articles.newest_id() is None
    assert not demo.holds_samples_alone(empty)
    assert first.post("/setup", FORM).status_code == 200
    assert len(list(empty.folder.glob("archive-demo-*.db"))) == 1


def test_real_news_is_never_set_aside_nor_mixed_with_samples(visit: Visit, workspace: Workspace) -> None:
    assert not demo.holds_samples_alone(workspace)
    assert visit.post("/setup/demo").status_code == 409
    assert visit.post("/setup", FORM).status_code == 200
    assert not list(workspace.folder.glob("archive-demo-*"))
    with closing(workspace.open_reader()) as db:
        assert db.articles.newest_id() is not None


def test_the_shared_writer_follows_the_new_archive(first: Visit, empty: Workspace) -> None:
    with empty.open_writer(create=True) as archive:
        store(archive, an_article(1, outlet=demo.SAMPLES[0]))
    first.post("/people", {"name": "lee", "role": "mark", "password": "돌담길-걷는-저녁 4"})
    first.post("/setup", FORM)
    first.post("/people", {"name": "kim", "role": "mark", "password": "돌담길-걷는-저녁 4"})
    assert first.read("/people").xpath("//section[contains(@class, 'person')]/@id") == ["kim"]


def test_the_samples_are_crawled_by_a_job_and_searched(empty: Workspace) -> None:
    empty.folder.mkdir()
    with visiting(empty, program=()) as visit:
        page = visit.post("/setup/demo").headers["location"]
        deadline = time.monotonic() + 240
        while (shown := visit.read(page)).xpath("//*[@hx-trigger]"):
            assert time.monotonic() < deadline
            time.sleep(0.5)
        lines = shown.xpath("//pre")[0].text
        assert shown.xpath("//*[contains(@class, 'chip') and contains(@class, 'good')]"), lines
        assert "견본뉴스핌" in lines
        assert "포항" in visit.read("/?q=포항").xpath("string(//*[@id='results'])")
        assert "지어낸 기사" in visit.read("/setup").text_content()
        assert visit.post("/setup/demo").status_code == 303
        assert visit.post("/setup", FORM).status_code == 409
    assert not (empty.folder / "pohang-battery.csv").exists()


def test_names_are_split_at_commas_and_lines() -> None:
    assert split_names(" a ,b\r\n, a,\n  c  d ") == ("a", "b", "c d")
    assert split_names("") == ()
