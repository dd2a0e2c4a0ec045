"""Who may ask what from where: one table of requests, and a row for every route. A route without one fails."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from desk.services.clips.make import MakeRequest, make_clip
from desk.services.workspace import Workspace
from desk.web.request_guard import MAX_BODY_BYTES, MAX_HEADER_BYTES
from desk.web.routes import ROUTES
from models.people.role import Role
from tests.support.clip_workspace import DAY
from tests.support.desk_client import ORIGIN, PORT, visiting


@dataclass(frozen=True)
class Example:
    """A request that a route answers, and with what; ``{id}`` in the path is an article of the archive."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    status: int = 200


EXAMPLES: dict[tuple[str, str], Example] = {
    ("GET", "/"): Example("/?q=견본"),
    ("GET", "/count"): Example("/count?q=견본"),
    ("GET", "/charts"): Example("/charts?q=견본&by=outlet&since="),
    ("GET", "/hints"): Example("/hints?q=없는말씀"),
    ("POST", "/search/watch"): Example("/search/watch?q=들꽃길", {"name": "들꽃"}),
    ("GET", "/a/{id}"): Example("/a/{id}?q=견본"),
    ("GET", "/a/{id}/history"): Example("/a/{id}/history"),
    ("GET", "/a/{id}/page"): Example("/a/{id}/page"),
    ("GET", "/a/{id}/page.bin"): Example("/a/{id}/page.bin"),
    ("GET", "/a/{id}/warc.gz"): Example("/a/{id}/warc.gz"),
    ("GET", "/watches"): Example("/watches"),
    ("POST", "/watches"): Example("/watches", {"q": "견본 시장"}, 303),
    ("GET", "/watches/{id}"): Example("/watches/99", status=400),
    ("POST", "/watches/{id}"): Example("/watches/99", status=400),
    ("POST", "/watches/{id}/seen"): Example("/watches/99/seen", {"up_to": "1"}, 400),
    ("POST", "/watches/{id}/remove"): Example("/watches/99/remove", status=400),
    ("GET", "/releases"): Example("/releases"),
    ("POST", "/releases"): Example("/releases", status=400),
    ("GET", "/releases/{id}"): Example("/releases/99", status=404),
    ("POST", "/releases/{id}/remove"): Example("/releases/99/remove", status=404),
    ("GET", "/month"): Example("/month?month=2026-11"),
    ("GET", "/month/report"): Example("/month/report?month=2026-11"),
    ("GET", "/month/file/{kind}"): Example("/month/file/csv?month=2026-11"),
    ("GET", "/outlets"): Example("/outlets?show=all"),
    ("POST", "/outlets/crawl"): Example("/outlets/crawl", status=303),
    ("GET", "/outlets/{outlet}"): Example("/outlets/newspim"),
    ("POST", "/outlets/{outlet}/crawl"): Example("/outlets/newspim/crawl", status=303),
    ("POST", "/outlets/{outlet}/check"): Example("/outlets/none/check", status=400),
    ("POST", "/outlets/{outlet}/fit"): Example("/outlets/none/fit", status=400),
    ("POST", "/outlets/{outlet}/switch"): Example("/outlets/newspim/switch", {"on": "0"}, 303),
    ("GET", "/jobs"): Example("/jobs"),
    ("GET", "/setup"): Example("/setup"),
    ("POST", "/setup"): Example("/setup", {"region": "함북"}, 400),
    ("POST", "/setup/form"): Example("/setup/form", {"usual": "1"}, 303),
    ("POST", "/setup/demo"): Example("/setup/demo", status=409),
    ("GET", "/jobs/{id}"): Example("/jobs/99", status=404),
    ("POST", "/jobs/{id}/stop"): Example("/jobs/99/stop", status=404),
    ("GET", "/a/{id}/mark"): Example("/a/{id}/mark"),
    ("POST", "/a/{id}/mark"): Example("/a/{id}/mark", {"tone": "긍정"}, 303),
    ("POST", "/a/{id}/mark/undo"): Example("/a/{id}/mark/undo", {"mark": "2026-11-03T09:00:00+09:00"}, 409),
    ("POST", "/a/{id}/tick"): Example("/a/{id}/tick", {"on": "1"}, 303),
    ("GET", "/clip"): Example("/clip"),
    ("POST", "/clip"): Example("/clip", {"day": "2026-11-03"}, 303),
    ("POST", "/clip/entry"): Example("/clip/entry", {"clip": "1", "outlet": "견본일보", "headline": "들꽃"}, 303),
    ("POST", "/clip/workbook"): Example("/clip/workbook", {"clip": "1"}, 400),
    ("GET", "/clip/{id}"): Example("/clip/1"),
    ("POST", "/clip/{id}/propose"): Example("/clip/1/propose", {}, 303),
    ("POST", "/clip/{id}/drop"): Example("/clip/1/drop", {"item": "1"}, 303),
    ("POST", "/clip/{id}/restore"): Example("/clip/1/restore", {"item": "1"}, 303),
    ("POST", "/clip/{id}/order"): Example("/clip/1/order", {"item": "1", "step": "down"}, 303),
    ("POST", "/clip/{id}/marks"): Example("/clip/1/marks", {"item": "1", "note": "사진"}, 303),
    ("POST", "/clip/{id}/marks/undo"): Example("/clip/1/marks/undo", {"item": "1", "mark": "7"}, 409),
    ("POST", "/clip/{id}/finish"): Example("/clip/1/finish", {"done": "0"}, 303),
    ("POST", "/clip/{id}/rename"): Example("/clip/1/rename", {"name": "아침"}, 303),
    ("POST", "/clip/{id}/remove"): Example("/clip/1/remove", {}, 303),
    ("POST", "/clip/{id}/return"): Example("/clip/1/return", {}, 303),
    ("GET", "/clip/{id}/history"): Example("/clip/1/history"),
    ("GET", "/clip/{id}/entry"): Example("/clip/1/entry"),
    ("GET", "/clip/{id}/scan/{item}/{number}"): Example("/clip/1/scan/1/1", status=404),
    ("GET", "/clip/{id}/message"): Example("/clip/1/message"),
    ("GET", "/clip/{id}/file.{kind}"): Example("/clip/1/file.csv"),
    ("POST", "/clip/{id}/workbook"): Example("/clip/1/workbook", {"name": "none"}, 400),
    ("POST", "/language"): Example("/language", {"language": "en", "back": "/"}, 303),
    ("GET", "/people"): Example("/people"),
    ("POST", "/people"): Example("/people", {"name": "lee", "role": "read", "password": "돌담길-걷는-저녁 4"}, 303),
    ("POST", "/people/{name}/shown"): Example("/people/kim/shown", {"shown": "김주무관"}, 303),
    ("POST", "/people/{name}/role"): Example("/people/kim/role", {"role": "mark"}, 303),
    ("POST", "/people/{name}/password"): Example("/people/kim/password", {"password": "돌담길-걷는-저녁 4"}, 303),
    ("POST", "/people/{name}/end"): Example("/people/kim/end", {"is_ended": "no"}, 303),
    ("GET", "/people/audit"): Example("/people/audit"),
    ("GET", "/password"): Example("/password"),
    ("POST", "/password"): Example("/password", {"old": "x", "new": "y"}, 404),
    ("GET", "/enter"): Example("/enter?token=none", status=401),
    ("POST", "/enter"): Example("/enter", {"name": "kim", "password": "x"}, 404),
    ("POST", "/leave"): Example("/leave"),
    ("GET", "/static/{name}"): Example("/static/none.css", status=404),
}
"""One a route. A route with a role is also asked for without a session, by every role, and from elsewhere."""


@pytest.fixture(autouse=True)
def a_clip(workspace: Workspace) -> None:
    """The clip 1, with articles."""
    make_clip(workspace, MakeRequest(day=DAY))


def test_every_route_has_an_example() -> None:
    assert {(route.method, route.path) for route in ROUTES} == EXAMPLES.keys()


KEPT_ELSEWHERE = ("/people", "/setup", "/jobs")
"""Whose services keep who changed what themselves, or which change nothing that is kept."""


def test_who_changed_what_is_kept_of_every_route_that_changes_something() -> None:
    for route in ROUTES:
        if route.method == "POST" and route.role in (Role.MARK, Role.ADMIN):
            assert (route.deed is not None) is not route.path.startswith(KEPT_ELSEWHERE), route.path


OURS = f"127.0.0.1:{PORT}"
HERE = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("role", [None, *Role])
def test_every_route_admits_its_roles_alone(workspace: Workspace, article_id: int, role: Role | None) -> None:
    with visiting(workspace, role) as visit:
        for route in ROUTES:
            example = EXAMPLES[route.method, route.path]
            path = example.path.replace("{id}", str(article_id))
            if route.role is None:
                wanted = example.status
            elif role is None:
                wanted = 401
            else:
                wanted = example.status if role.includes(route.role) else 403
            headers = HERE if route.method == "POST" else {}
            answer = visit.client.request(
                route.method, path, data=example.data or None, headers=headers, follow_redirects=False
            )
            assert answer.status_code == wanted, (route.method, path, role)
            if route.path == "/leave" and role:  # the session has ended
                assert visit.get("/").status_code == 401
                visit.sign_in(role)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_no_route_is_asked_from_elsewhere(workspace: Workspace, article_id: int, route: Any) -> None:
    example = EXAMPLES[route.method, route.path]
    path = example.path.replace("{id}", str(article_id))
    with visiting(workspace) as visit:
        foreign = visit.client.request(route.method, path, headers={**HERE, "Host": "evil.example"})
        assert foreign.status_code == 421
        if route.method == "POST":
            for headers in ({}, {"Origin": "http://127.0.0.1:1"}, {**HERE, "Sec-Fetch-Site": "same-site"}):
                assert visit.client.post(path, data=example.data, headers=headers).status_code == 403
        other = "POST" if route.method == "GET" and ("POST", route.path) not in EXAMPLES else "DELETE"
        assert visit.client.request(other, path, headers=HERE).status_code == 405


GET_ROWS: tuple[tuple[str, dict[str, str], bool, int], ...] = (
    # path, headers, signed in, status
    ("/", {}, True, 200),
    ("/", {}, False, 401),
    ("/", {"Host": OURS}, True, 200),
    ("/", {"Host": f"localhost:{PORT}"}, True, 200),
    ("/", {"Host": f"LOCALHOST:{PORT}"}, True, 200),
    ("/", {"Host": f"[::1]:{PORT}"}, True, 200),
    ("/", {"Host": "127.0.0.1"}, True, 421),
    ("/", {"Host": "localhost"}, True, 421),
    ("/", {"Host": "127.0.0.1:80"}, True, 421),
    ("/", {"Host": f"127.0.0.2:{PORT}"}, True, 421),
    ("/", {"Host": f"127.1:{PORT}"}, True, 421),
    ("/", {"Host": f"2130706433:{PORT}"}, True, 421),
    ("/", {"Host": f"0.0.0.0:{PORT}"}, True, 421),
    ("/", {"Host": f"evil.example:{PORT}"}, True, 421),
    ("/", {"Host": f"127.0.0.1.evil.example:{PORT}"}, True, 421),
    ("/", {"Host": f"127.0.0.1:{PORT}.evil.example"}, True, 421),
    ("/", {"Host": f"user@127.0.0.1:{PORT}"}, True, 421),
    ("/", {"Host": f"127.0.0.1:{PORT}, evil.example"}, True, 421),
    ("/", {"Host": f"127.0.0.1:{PORT} "}, True, 421),
    ("/", {"Host": f"localhost.:{PORT}"}, True, 421),
    ("/", {"Host": ""}, True, 421),
    ("/", {"X-Forwarded-Host": "evil.example"}, True, 200),
    ("/", {"Host": "evil.example", "X-Forwarded-Host": OURS}, True, 421),
    ("/", {"Host": "evil.example"}, False, 421),
    ("/", {"Origin": "http://evil.example"}, True, 200),
    ("/", {"Sec-Fetch-Site": "cross-site"}, True, 200),
    ("/", {"Cookie": f"desk_{PORT}=wrong"}, False, 401),
    ("/", {"Cookie": f"desk_{PORT}="}, False, 401),
    ("/", {"Cookie": "desk=x; session=y"}, False, 401),
    ("/", {"Cookie": f"desk_{PORT}=\x7f\x80"}, False, 401),
    ("/", {"Cookie": f"desk_{PORT}=a; desk_{PORT}=b"}, False, 401),
    ("/", {"Authorization": "Basic YWRtaW46YWRtaW4="}, False, 401),
    ("/", {"X-Pad": "x" * MAX_HEADER_BYTES}, True, 431),
    ("/", {"Content-Length": "-1"}, True, 400),
    ("/", {"Content-Length": "1e9"}, True, 400),
    ("/", {"Content-Length": str(MAX_BODY_BYTES + 1)}, True, 413),
    ("/", {"X-HTTP-Method-Override": "DELETE"}, True, 200),
    ("/none", {}, True, 404),
    ("/none", {}, False, 401),
    ("/static/../routes.py", {}, True, 404),
    ("/static/%2e%2e/routes.py", {}, False, 404),
    ("/static/..%2froutes.py", {}, False, 404),
    ("/static/desk.css", {}, False, 404),
    ("/enter", {}, False, 401),
    ("/enter?token=", {}, False, 401),
    ("/enter/", {}, False, 401),
    ("//", {}, False, 401),
    ("/leave", {}, True, 405),
    ("/language", {}, True, 405),
)
POST_ROWS: tuple[tuple[str, dict[str, str], bool, int], ...] = (
    ("/leave", HERE, True, 200),
    ("/leave", HERE, False, 401),
    ("/leave", {"Origin": ORIGIN}, True, 200),
    ("/leave", {"Sec-Fetch-Site": "same-origin"}, True, 200),
    ("/leave", {}, True, 403),
    ("/leave", {"Origin": "null"}, True, 403),
    ("/leave", {**HERE, "Origin": "null"}, True, 403),
    ("/leave", {"Origin": ""}, True, 403),
    ("/leave", {"Origin": f"https://127.0.0.1:{PORT}"}, True, 403),
    ("/leave", {"Origin": f"http://127.0.0.1:{PORT + 1}"}, True, 403),
    ("/leave", {"Origin": f"http://localhost:{PORT}"}, True, 403),  # not the host that was asked
    ("/leave", {"Origin": f"http://localhost:{PORT}", "Host": f"localhost:{PORT}"}, True, 200),
    ("/leave", {"Origin": f"http://evil.example:{PORT}", "Host": f"evil.example:{PORT}"}, True, 421),
    ("/leave", {"Origin": f"{ORIGIN}/"}, True, 403),
    ("/leave", {"Origin": f"{ORIGIN}.evil.example"}, True, 403),
    ("/leave", {"Origin": "http://evil.example"}, True, 403),
    ("/leave", {"Sec-Fetch-Site": "same-site"}, True, 403),
    ("/leave", {"Sec-Fetch-Site": "cross-site"}, True, 403),
    ("/leave", {"Sec-Fetch-Site": "none"}, True, 403),
    ("/leave", {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}, True, 403),
    ("/leave", {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, True, 403),
    ("/leave", {"Referer": f"{ORIGIN}/"}, True, 403),
    ("/leave", {"HX-Request": "true"}, True, 403),
    ("/leave", {**HERE, "Content-Length": str(MAX_BODY_BYTES + 1)}, True, 413),
    ("/leave", {**HERE, "Content-Type": "multipart/form-data"}, True, 400),
    ("/leave", {**HERE, "Content-Type": "multipart/form-data; boundary=x"}, True, 200),
    ("/leave", {**HERE, "Content-Type": "text/plain"}, True, 200),
    ("/", HERE, True, 405),
    ("/enter", HERE, False, 404),
    ("/none", HERE, True, 404),
    ("/static/x", HERE, False, 405),
)


@pytest.mark.parametrize("row", [("GET", *row) for row in GET_ROWS] + [("POST", *row) for row in POST_ROWS], ids=str)
def test_the_table(quiet_workspace: Workspace, row: tuple[str, str, dict[str, str], bool, int]) -> None:
    method, path, headers, is_in, status = row
    with visiting(quiet_workspace, Role.ADMIN if is_in else None) as visit:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        answer = visit.client.request(method, path, headers=raw, follow_redirects=False)
        assert answer.status_code == status, answer.text[:300]
        assert "content-security-policy" in answer.headers


def test_the_table_is_long_enough() -> None:
    assert len(GET_ROWS) + len(POST_ROWS) >= 60


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(quiet_workspace: Workspace, method: str) -> None:
    with visiting(quiet_workspace) as visit:
        assert visit.client.request(method, "/", headers=HERE).status_code == 405


def test_a_body_that_grows_beyond_the_limit_is_cut_off(quiet_workspace: Workspace) -> None:
    with visiting(quiet_workspace) as visit:
        pieces = (b"language=en&x=" + b"x" * 100_000 for _ in range(20))
        headers = {**HERE, "Content-Type": "application/x-www-form-urlencoded"}
        assert visit.client.post("/language", content=pieces, headers=headers).status_code == 413


def test_more_fields_than_a_form_has_are_refused(quiet_workspace: Workspace) -> None:
    with visiting(quiet_workspace) as visit:
        assert visit.post("/language", {f"f{n}": "x" for n in range(200)}).status_code == 400
