"""The desk over an archive of invented news, and a client that uses it as a browser does."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from desk.services.workspace import Workspace
from desk.web.app import make_app
from desk.web.jobs import Jobs
from desk.web.people_sessions import PeopleSessions
from desk.web.sessions import MemorySessions, Person
from desk.web.settings import DeskSettings
from desk.web.shared_writer import open_desk_workspace
from models.language.choose import Language
from models.people.role import Role

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
ECHO = (sys.executable, "-c", "import sys; print(*sys.argv[1:], flush=True)")
"""Runs in the place of `news` where a page starts a job: says what it was asked, and ends."""
PART = {"HX-Request": "true"}


class Visit:
    """Somebody who is signed in. A POST says where it comes from, as a browser's does."""

    def __init__(self, client: TestClient, settings: DeskSettings, sessions: MemorySessions) -> None:
        self.client, self.settings, self.sessions = client, settings, sessions

    def sign_in(self, role: Role) -> None:
        """Begin a session with a role."""
        self.client.cookies.clear()
        secret = self.sessions.begin(Person("김주무관", role), "test")
        self.client.cookies.set(self.settings.session_cookie, secret, domain="127.0.0.1")

    def get(self, path: str, *, part: bool = False, **given: Any) -> Any:
        """The answer to a GET; redirects are not followed."""
        return self.client.get(path, headers=PART if part else {}, follow_redirects=False, **given)

    def post(self, path: str, data: dict[str, Any] | None = None, *, part: bool = False, **given: Any) -> Any:
        """The answer to a form; redirects are not followed."""
        headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"} | (PART if part else {})
        return self.client.post(path, data=data or {}, headers=headers, follow_redirects=False, **given)

    def read(self, path: str, **given: Any) -> html.HtmlElement:
        """A page that is there, parsed."""
        answer = self.get(path, **given)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return html.document_fromstring(answer.text)


@contextmanager
def visiting_lan(workspace: Workspace, language: Language = "ko") -> Iterator[Visit]:
    """A client of a desk where people log in; nobody is logged in yet."""
    with open_desk_workspace(workspace) as shared:
        settings = DeskSettings(workspace=shared, port=PORT, language=language, asks_password=True)
        app = make_app(settings, sessions=PeopleSessions(shared))
        with TestClient(app, base_url=ORIGIN, raise_server_exceptions=True) as client:
            yield Visit(client, settings, MemorySessions())


@contextmanager
def visiting(
    workspace: Workspace,
    role: Role | None = Role.ADMIN,
    language: Language = "ko",
    *,
    program: Sequence[str] = ECHO,
) -> Iterator[Visit]:
    """A client signed in with a role (None: not signed in), for as long as the context is open.

    ``program`` runs in the place of `news`; empty: `news` itself.
    """
    sessions = MemorySessions()
    with open_desk_workspace(workspace) as shared:
        settings = DeskSettings(workspace=shared, port=PORT, language=language)
        jobs = Jobs(workspace.location, program)
        app = make_app(settings, sessions=sessions, jobs=jobs)
        with TestClient(app, base_url=ORIGIN, raise_server_exceptions=True) as client:
            visit = Visit(client, settings, sessions)
            if role:
                visit.sign_in(role)
            try:
                yield visit
            finally:
                jobs.close()
