"""The skeleton of the desk: who is let in, what every answer carries, languages, errors, the kept writer."""

import hashlib
import http.cookiejar
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from desk.services.articles import add_remarks
from desk.services.workspace import Workspace
from desk.web.routes import ROUTES
from desk.web.sessions import MAX_SESSION, MAX_SILENCE, EntryTokens, MemorySessions, Person
from desk.web.shared_writer import open_desk_workspace
from desk.web.static_files import STATIC, STYLES, read_static_files
from desk.web.views.preferences import own_path
from models.people.role import Role
from models.records.times import now
from tests.support.desk_client import Visit, visiting

TEMPLATES = Path("desk/web/templates").resolve()
HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
HTMX_LICENCE = "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38"


def test_a_token_lets_in_once_and_leaves_the_address(workspace: Workspace) -> None:
    with visiting(workspace, role=None) as visit:
        desk_tokens = EntryTokens()
        assert visit.get("/").status_code == 401
        assert visit.get(f"/enter?token={desk_tokens.issue()}").status_code == 401  # of another desk


def test_a_token_of_this_desk(workspace: Workspace) -> None:
    from starlette.testclient import TestClient

    from desk.web.app import make_app
    from desk.web.settings import DeskSettings
    from tests.support.desk_client import ORIGIN, PORT

    tokens = EntryTokens()
    app = make_app(DeskSettings(workspace=workspace, port=PORT), tokens=tokens)
    token = tokens.issue()
    with TestClient(app, base_url=ORIGIN) as client:
        answer = client.get(f"/enter?token={token}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert f"desk_{PORT}=" in cookie
        assert client.get("/").status_code == 200
        client.cookies.clear()
        assert client.get(f"/enter?token={token}").status_code == 401


def test_a_session_ends_by_itself_and_by_hand() -> None:
    at = now()
    sessions = MemorySessions(clock=lambda: at)
    person = Person("김주무관", Role.MARK)
    secret = sessions.begin(person, "browser")
    assert sessions.find(secret) == person
    at += MAX_SILENCE + (MAX_SESSION - MAX_SESSION)
    assert sessions.find(secret) == person
    at += MAX_SILENCE * 1.01
    assert sessions.find(secret) is None
    secret = sessions.begin(person, "browser")
    for _ in range(20):
        at += MAX_SESSION / 10
        if sessions.find(secret) is None:
            break
    else:
        pytest.fail("a session goes on for ever")
    secret = sessions.begin(person, "browser")
    sessions.end(secret)
    assert sessions.find(secret) is None


def test_signing_out_ends_the_session(visit: Visit) -> None:
    secret = visit.client.cookies.get(visit.settings.session_cookie)
    assert visit.post("/leave").status_code == 200
    visit.client.cookies.set(visit.settings.session_cookie, secret, domain="127.0.0.1")
    assert visit.get("/").status_code == 401


def test_every_answer_carries_the_security_headers(visit: Visit) -> None:
    for path, status in (("/", 200), ("/nothing", 404), ("/?since=nonsense", 400), ("/static/none.css", 404)):
        answer = visit.get(path)
        assert answer.status_code == status, path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_static_files_are_named_by_their_content(visit: Visit) -> None:
    page = visit.read("/")
    addresses = page.xpath("//link/@href | //script/@src")
    assert len(addresses) >= 4
    for address in addresses:
        answer = visit.get(address)
        assert "immutable" in answer.headers["cache-control"], address


def test_the_vendored_library_is_the_published_one_with_its_licence() -> None:
    assert hashlib.sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest() == HTMX
    assert hashlib.sha256((STATIC / "htmx.LICENSE.txt").read_bytes()).hexdigest() == HTMX_LICENCE


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_rules_of_a_style_sheet_end(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    depth = 0
    for line in text.splitlines():
        depth += line.count("{") - line.count("}")
        assert 0 <= depth <= 2, line
        assert not line.startswith("@media") or depth == (1 if line.endswith("{") else 0), line
    assert depth == 0


def test_scripts_stay_small() -> None:
    assert sum(len(file.body) for file in read_static_files().values() if file.name.endswith(".js")) <= 50_000


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_keep_to_the_rules_of_the_policy(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=|<style|\|\s*safe|javascript:|hx-on|<script(?![^>]*\ssrc=)", text)
    # In an attribute of htmx stand addresses of ours and numbers, never what was scraped.
    for value in re.findall(r"\shx-[a-z-]+=\"([^\"]*)\"", text):
        for expression in re.findall(r"\{\{(.*?)\}\}", value):
            assert re.fullmatch(r"\s*([a-z_.]+\.url\([^)]*\)|[a-z_.]*(id|number|day)|loop\.index)\s*", expression), (
                value
            )


def test_a_route_names_what_it_is() -> None:
    assert len({(route.path, route.method) for route in ROUTES}) == len(ROUTES)
    for route in ROUTES:
        assert route.method == "GET" or route.role is not None or route.path in ("/enter", "/language")


def test_language_is_korean_first_and_chosen_by_the_person(visit: Visit) -> None:
    assert visit.read("/").get("lang") == "ko"
    assert visit.post("/language", {"language": "en", "back": "/?q=견본"}).headers["location"].startswith("/?q=")
    page = visit.read("/")
    assert page.get("lang") == "en"
    assert "Search" in page.text_content()
    assert visit.post("/language", {"language": "xx"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "x", "/a\nb"]
)
def test_nobody_is_sent_to_another_site(address: str) -> None:
    assert own_path(address) == "/"


def test_an_error_is_one_sentence_as_a_page_or_a_part(visit: Visit) -> None:
    page = visit.get("/?since=nonsense")
    part = visit.get("/?since=nonsense", part=True)
    assert "<html" in page.text
    assert "<html" not in part.text
    for answer in (page, part):
        assert answer.status_code == 400
        assert "nonsense" in answer.text
        assert "Traceback" not in answer.text


def test_an_archive_that_is_not_there_is_set_up(tmp_path: Path) -> None:
    with visiting(Workspace.at(tmp_path / "none.db")) as visit:
        assert visit.get("/").headers["location"] == "/setup"
        visit.sign_in(Role.READ)
        assert visit.get("/").status_code == 503


def test_the_writer_is_kept_open_and_renewed(workspace: Workspace) -> None:
    with open_desk_workspace(workspace) as shared:
        with shared.open_writer() as first:
            kept = first.path
        for tone in ("긍정", "부정"):
            assert add_remarks(shared, ["id:" + str(_newest(shared))], tone=tone, note=None, who="김").changed == 1
        with pytest.raises(ZeroDivisionError), shared.open_writer() as broken, broken.transaction():
            raise ZeroDivisionError
        copy = kept.with_name("copy.db")
        copy.write_bytes(kept.read_bytes())
        for name in ("archive.db-wal", "archive.db-shm"):
            (kept.parent / name).unlink(missing_ok=True)
        copy.replace(kept)
        assert add_remarks(shared, ["id:" + str(_newest(shared))], tone="중립", note=None, who="김").changed == 1


def _newest(workspace: Workspace) -> int:
    from contextlib import closing

    with closing(workspace.open_reader()) as db:
        newest = db.articles.newest_id()
        assert newest is not None
        return newest


def test_a_search_is_listed_and_counted(visit: Visit) -> None:
    page = visit.read("/?q=들꽃길")
    assert len(page.xpath("//ol[contains(@class,'hits')]/li")) >= 1
    part = visit.get("/?q=들꽃길", part=True)
    assert "<html" not in part.text
    assert visit.get("/count?q=들꽃길").status_code == 200


def test_the_verb_serves_the_desk_until_it_is_interrupted(workspace: Workspace) -> None:
    command = [sys.executable, "cli.py", "desk", "--no-open", "--archive", workspace.location]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ran:
        try:
            assert ran.stdout is not None
            address = ran.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=\S+", address)
            jar = http.cookiejar.CookieJar()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
            with browser.open(address, timeout=30) as answer:
                page = answer.read().decode()
                assert answer.url == address.partition("/enter")[0] + "/"
                assert "server" not in {name.lower() for name in answer.headers}
            assert '<ol class="hits' in page
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(address, timeout=30)
        finally:
            ran.send_signal(signal.SIGINT)
        assert ran.wait(timeout=30) in (0, 130)


def test_the_desk_does_not_load_the_crawler() -> None:
    code = "import sys, desk.web.serve; print(*sorted({'scrapy', 'twisted', 'sqlalchemy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
