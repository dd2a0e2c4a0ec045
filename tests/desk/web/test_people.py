"""People log in, are managed by administrators, and what they do is kept; `news desk --lan` lets nobody else in."""

import re
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desk.commands.office.desk import desk
from desk.services.people.accounts import add_person, end_person, list_people, set_password, set_role
from desk.services.people.attempts import MAX_TRIES
from desk.services.people.audit import read_audit
from desk.services.people.sessions import MAX_SILENCE, SEEN_EVERY
from desk.services.workspace import Workspace
from desk.web.lan_access import LanError, check_lan, read_lan
from desk.web.people_sessions import PeopleSessions
from desk.web.sessions import Person
from desk.web.views.audit import find_page
from models.people.audit import AuditDeed
from models.people.role import Role
from models.records.times import now, time_text
from tests.desk.web.conftest import PASSWORD
from tests.support.archive_factories import connect, query
from tests.support.certificates import authority
from tests.support.desk_client import ORIGIN, Visit, visiting, visiting_lan
from tests.support.run_news import ROOT, news

OTHER = "돌담길-걷는-저녁 4"
HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}"


@pytest.fixture
def lan(workspace: Workspace) -> Iterator[Visit]:
    with visiting_lan(workspace) as visit:
        yield visit


def log_in(visit: Visit, name: str = "kim", password: str = PASSWORD, **more: str) -> Any:
    return visit.post("/enter", {"name": name, "password": password, "back": "/", **more})


def secret_of(visit: Visit) -> str:
    return str(visit.client.cookies.get(visit.settings.session_cookie))


def test_somebody_logs_in_goes_where_they_wanted_and_leaves(lan: Visit, workspace: Workspace) -> None:
    answer = lan.get("/?q=견본&sort=oldest")
    assert answer.status_code == 303
    entrance = answer.headers["location"]
    assert entrance.startswith("/enter?back=")
    page = lan.read(entrance)
    (back,) = page.xpath("//main//input[@name='back']/@value")
    done = log_in(lan, back=back)
    assert (done.status_code, done.headers["location"]) == (303, back)
    cookie = done.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "김주무관" in lan.get("/").text
    assert lan.get("/enter").headers["location"] == "/"
    secret = secret_of(lan)
    assert lan.post("/leave").status_code == 200
    lan.client.cookies.set(lan.settings.session_cookie, secret, domain="127.0.0.1")
    assert lan.get("/").status_code == 303
    deeds = [(one.deed, one.who, one.address) for one in read_audit(workspace).entries[:2]]
    assert deeds == [(AuditDeed.LEFT, "kim", ""), (AuditDeed.ENTERED, "kim", "testclient")]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_by_logging_in(lan: Visit, back: str) -> None:
    assert log_in(lan, back=back).headers["location"] == "/"


def test_a_wrong_login_says_one_sentence_and_keeps_the_name(lan: Visit) -> None:
    texts = set()
    for name, password in (("kim", OTHER), ("nobody", PASSWORD), ("", "")):
        answer = log_in(lan, name, password)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        texts.add(re.search(r'role="alert">([^<]*)<', answer.text)[1])
    assert texts == {"이름이나 비밀번호가 맞지 않습니다."}
    assert 'value="kim"' in log_in(lan, "kim", OTHER).text
    assert PASSWORD not in log_in(lan, "nobody", PASSWORD).text


def test_too_many_tries_have_to_wait_and_are_not_checked(lan: Visit) -> None:
    for _ in range(MAX_TRIES):
        assert log_in(lan, password=OTHER).status_code == 401
    refused = log_in(lan)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 61
    # A proxy's word for another address is not believed.
    assert (
        lan.client.post(
            "/enter",
            data={"name": "kim", "password": PASSWORD},
            headers={"Origin": ORIGIN, "X-Forwarded-For": "10.0.0.9"},
        ).status_code
        == 429
    )


def test_where_people_log_in_no_token_lets_in(lan: Visit) -> None:
    assert lan.get("/enter?token=anything").status_code == 200
    with pytest.raises(NotImplementedError):
        PeopleSessions(lan.settings.workspace).begin(Person("kim", Role.ADMIN), "")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": ORIGIN}, 303),  # what a phone sends over http
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": ORIGIN, "Host": "evil.example"}, 421),
    ],
)
def test_nobody_is_logged_in_from_another_page(lan: Visit, headers: dict[str, str], status: int) -> None:
    form = {"name": "kim", "password": PASSWORD}
    assert lan.client.post("/enter", data=form, headers=headers, follow_redirects=False).status_code == status


def test_parts_say_that_the_login_has_ended_and_pages_lead_to_it(lan: Visit) -> None:
    part = lan.get("/?q=x", part=True)
    assert part.status_code == 401
    assert "다시 로그인" in part.text
    assert "<html" not in part.text
    assert lan.post("/leave").status_code == 401


@pytest.mark.parametrize(
    "end",
    [
        lambda workspace: set_password(workspace, "kim", OTHER),
        lambda workspace: end_person(workspace, "kim"),
        lambda workspace: age(workspace, "begun_at", timedelta(hours=13)),
        lambda workspace: age(workspace, "seen_at", MAX_SILENCE + timedelta(minutes=1)),
    ],
    ids=["password", "ended", "twelve hours", "silence"],
)
def test_a_login_ends(lan: Visit, workspace: Workspace, end: Callable[[Workspace], object]) -> None:
    log_in(lan)
    assert lan.get("/").status_code == 200
    end(workspace)
    assert lan.get("/").status_code == 303


def age(workspace: Workspace, column: str, by: timedelta) -> None:
    with closing(connect(workspace.archive)) as db:
        db.execute(f"UPDATE session SET {column} = ?", (time_text(now() - by),))


def test_that_a_session_is_used_is_written_at_most_each_ten_minutes(lan: Visit, workspace: Workspace) -> None:
    log_in(lan)
    commits = "SELECT commits FROM mark"
    before = query(workspace.archive, commits)
    for _ in range(3):
        lan.get("/")
    assert query(workspace.archive, commits) == before
    age(workspace, "seen_at", SEEN_EVERY)
    lan.get("/")
    lan.get("/")
    ((count,), (now_count,)) = before[0], query(workspace.archive, commits)[0]
    assert now_count == count + 1


def test_a_role_is_as_it_is_now(lan: Visit, workspace: Workspace) -> None:
    log_in(lan)
    assert lan.get("/people").status_code == 403
    assert "/people" not in lan.get("/").text
    set_role(workspace, "kim", Role.ADMIN)
    assert lan.get("/people").status_code == 200
    assert 'href="/people"' in lan.get("/").text


def test_ones_own_password_is_changed(lan: Visit, workspace: Workspace) -> None:
    log_in(lan)
    assert "지금 쓰는 비밀번호가 아닙니다" in lan.post("/password", {"old": OTHER, "new": OTHER}).text
    assert lan.post("/password", {"old": PASSWORD, "new": "short"}).status_code == 400
    assert lan.post("/password", {"old": PASSWORD, "new": OTHER}).status_code == 200
    assert lan.get("/").status_code == 303
    assert log_in(lan, password=OTHER).status_code == 303


def test_people_are_managed_on_their_page(visit: Visit, workspace: Workspace) -> None:
    form = {"name": "Lee", "shown": "이주무관", "role": "read", "password": OTHER}
    assert visit.post("/people", form).headers["location"] == "/people#lee"
    assert visit.post("/people/lee/role", {"role": "admin"}).status_code == 303
    assert visit.post("/people/lee/shown", {"shown": "이팀장"}).status_code == 303
    assert visit.post("/people/lee/password", {"password": PASSWORD}).status_code == 303
    assert visit.post("/people/kim/end", {"is_ended": "yes"}).status_code == 303
    kim, lee = list_people(workspace)
    assert (lee.shown, lee.role, kim.ended_at is not None) == ("이팀장", Role.ADMIN, True)
    page = visit.read("/people")
    assert page.xpath("//section[contains(@class, 'person')]/@id") == ["lee", "kim"]
    assert visit.post("/people/kim/end", {"is_ended": "no"}).status_code == 303
    assert list_people(workspace)[0].ended_at is None
    told = visit.read("/people/audit").text_content()
    for words in ("lee 추가: 읽기", "lee 권한 변경: 관리", "kim 이용 종료", "kim 복귀", "lee 비밀번호 변경"):
        assert words in told
    assert "lee" not in visit.read("/people/audit?who=kim").xpath("string(//main)")


@pytest.mark.parametrize(
    ("path", "form", "status", "words"),
    [
        ("/people", {"name": "kim", "role": "read", "password": OTHER}, 400, "이미 있거나"),
        ("/people", {"name": "", "role": "read", "password": OTHER}, 400, "로그인 이름은"),
        ("/people", {"name": HOSTILE, "role": "read", "password": OTHER}, 400, "로그인 이름은"),
        ("/people", {"name": "lee", "role": "read", "password": "short"}, 400, "10자 이상"),
        ("/people", {"name": "lee", "role": "owner", "password": OTHER}, 400, "요청"),
        ("/people", {"name": "lee", "shown": "김주무관", "role": "read", "password": OTHER}, 400, "다른 사람이"),
        ("/people/nobody/role", {"role": "read"}, 400, "등록된 사람이 아닙니다"),
        ("/people/nobody/end", {}, 400, "등록된 사람이 아닙니다"),
        ("/people/kim/shown", {"shown": "x" * 61}, 400, "표시 이름"),
    ],
)
def test_what_cannot_be_done_is_said_above_the_people(
    visit: Visit, workspace: Workspace, path: str, form: dict[str, str], status: int, words: str
) -> None:
    before = query(workspace.archive, "SELECT name, shown, role, ended_at FROM person")
    answer = visit.post(path, form)
    assert answer.status_code == status
    assert words in answer.text
    assert form.get("password", PASSWORD) not in answer.text
    assert query(workspace.archive, "SELECT name, shown, role, ended_at FROM person") == before


def test_hostile_names_stay_text(visit: Visit, workspace: Workspace) -> None:
    add_person(workspace, "mean", shown=HOSTILE, password=OTHER)
    page = visit.read("/people")
    assert HOSTILE in page.text_content()
    assert not page.xpath("//main//img | //main//script | //@*[starts-with(name(), 'on')]")
    answer = visit.post("/people", {"name": "x y", "shown": HOSTILE, "role": "read", "password": OTHER})
    assert "<img src=x" not in answer.text


def test_an_administrator_cannot_lock_themselves_out(workspace: Workspace) -> None:
    add_person(workspace, "boss", role=Role.ADMIN, password=OTHER)
    with visiting_lan(workspace) as lan:
        log_in(lan, "boss", OTHER)
        for path, form in (("/people/boss/role", {"role": "read"}), ("/people/boss/end", {"is_ended": "yes"})):
            assert "다른 관리자" in lan.post(path, form).text
        assert lan.get("/people").status_code == 200


def test_the_audit_goes_on_page_by_page(visit: Visit, workspace: Workspace) -> None:
    with workspace.open_writer() as archive, archive.transaction() as writer:
        from models.people.audit import AuditEntry

        for number in range(230):
            writer.add_audit(AuditEntry(at=now(), who="kim", deed=AuditDeed.MARKED, about=f"no {number:03}"))
    seen: list[str] = []
    path = "/people/audit?who=kim"
    for _ in range(4):
        page = visit.read(path)
        seen += page.xpath("//span[@class='about']/text()")
        following = page.xpath("//p[contains(@class, 'toolbar')]/a/@href")
        if not following:
            break
        path = following[0]
    assert seen == [f"no {number:03}" for number in reversed(range(230))]
    assert visit.get("/people/audit?before=x").status_code == 400


def test_a_page_of_another_role_or_without_login_shows_no_people(workspace: Workspace) -> None:
    for role in (Role.READ, Role.MARK):
        with visiting(workspace, role) as visit:
            assert "kim" not in visit.get("/people").text
            assert visit.post("/people/kim/role", {"role": "admin"}).status_code == 403
    assert list_people(workspace)[0].role is Role.MARK


@pytest.mark.parametrize("address", ["", " ", "0.0.0.0", "::", "no such host.invalid", "[::]", "\x00", "a" * 300])
def test_an_address_that_can_be_none_is_refused(address: str) -> None:
    with pytest.raises(LanError):
        read_lan(address)


def test_an_address_of_this_machine() -> None:
    assert (read_lan("127.0.0.1").host, read_lan("127.0.0.1").address) == ("127.0.0.1", "127.0.0.1")
    assert (read_lan("[::1]").host, read_lan("::1").address) == ("[::1]", "::1")


def test_a_certificate_that_cannot_be_used_is_one_sentence(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing", "utf-8")
    for name in ("empty.pem", "missing.pem"):
        with pytest.raises(LanError):
            check_lan(workspace, read_lan("127.0.0.1", tmp_path / name))


def test_lan_needs_somebody_with_a_password(workspace: Workspace) -> None:
    end_person(workspace, "kim")
    ran = news("desk", "--lan", "127.0.0.1", "--no-open", cwd=workspace.folder, timeout=60)
    assert ran.code == 2
    assert "Nobody has a password yet" in ran.err
    assert "WARNING" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("--key", "k.pem"), ("--cert", "c.pem"), ("--lan", "127.0.0.1", "--key", "k.pem"), ("--lan", "0.0.0.0")],
)
def test_options_that_do_not_go_together_start_nothing(workspace: Workspace, arguments: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(desk, ["--no-open", "--archive", str(workspace.archive), *arguments])
    assert isinstance(ran.exception, SystemExit | LanError)
    assert ran.exit_code != 0


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["http", "https"])
def test_the_verb_serves_an_office(workspace: Workspace, tmp_path: Path, is_encrypted: bool) -> None:
    arguments, context = [], None
    if is_encrypted:
        signer = authority(tmp_path)
        signer.context("localhost")
        (certificate,) = set(tmp_path.glob("*.pem")) - {Path(signer.trusted)}
        arguments, context = ["--cert", certificate], ssl.create_default_context(cafile=signer.trusted)
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "desk", "--no-open", "--lan", "localhost", "--port", "0", *map(str, arguments)],
        cwd=workspace.folder, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "NEWS_LANG": "en"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"https?://localhost:\d+/", address), process.stderr and process.stderr.read()
        assert address.startswith("https") is is_encrypted
        with urllib.request.urlopen(address, timeout=30, context=context) as answer:
            assert "/enter?back=" in answer.url
            assert b'name="password"' in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address + "people/x", data=b"", timeout=30, context=context)
    finally:
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=30)
    assert ("WARNING" in err) is not is_encrypted
    assert "Traceback" not in err


def test_a_deed_is_kept_with_its_page(visit: Visit, workspace: Workspace, article_id: int) -> None:
    assert visit.post("/outlets/newspim/switch", {"on": "0"}).status_code == 303
    assert visit.post("/outlets/newspim/switch", {"on": "2"}).status_code == 400
    (entry,) = read_audit(workspace, who="김주무관").entries
    assert (entry.deed, entry.about, entry.address) == (AuditDeed.SET_UP, "/outlets/newspim/switch", "testclient")
    assert visit.read("/people/audit").xpath("//a[@class='about']/@href") == ["/outlets/newspim"]
    for about, page in ((f"/a/{article_id}/mark", f"/a/{article_id}"), ("added kim mark", ""), ("/setup", "")):
        assert find_page(about) == page
    for other in ("//evil.example/a/1", "/a/", "javascript:/a/1", '/a/1"onclick=x', "/clip/3/drop"):
        assert find_page(other) == ""
