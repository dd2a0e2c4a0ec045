"""The desk served on a port of this machine, for real browsers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import uvicorn

from desk.services.workspace import Workspace
from desk.web.app import make_app
from desk.web.jobs import Jobs
from desk.web.people_sessions import PeopleSessions
from desk.web.serve import open_listener, uvicorn_config
from desk.web.sessions import MemorySessions, Person, SessionStore
from desk.web.settings import DeskSettings
from desk.web.shared_writer import open_desk_workspace
from models.language.choose import Language
from models.people.role import Role

MAX_SECONDS_TO_START = 30


@dataclass(frozen=True)
class ServedDesk:
    """Where the desk is, and the sessions it knows."""

    settings: DeskSettings
    sessions: SessionStore

    @property
    def origin(self) -> str:
        """``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self.settings.port}"

    def cookie(self, role: Role = Role.ADMIN, name: str = "김주무관") -> dict[str, str]:
        """The cookie of a new session, as a browser's context takes it."""
        secret = self.sessions.begin(Person(name, role), "test")
        return {"name": self.settings.session_cookie, "value": secret, "url": self.origin}


@contextmanager
def serving(
    workspace: Workspace, language: Language = "ko", program: Sequence[str] = (), *, asks_password: bool = False
) -> Iterator[ServedDesk]:
    """The desk of a workspace, served while the context is open. ``program`` runs its jobs, by default `news`.

    ``asks_password``: as for an office, where people log in and nobody else has a session.
    """
    with open_listener(0) as listener, open_desk_workspace(workspace) as shared:
        port = listener.getsockname()[1]
        settings = DeskSettings(workspace=shared, port=port, language=language, asks_password=asks_password)
        sessions = PeopleSessions(shared) if asks_password else MemorySessions()
        jobs = Jobs(workspace.location, program)
        server = uvicorn.Server(uvicorn_config(make_app(settings, sessions=sessions, jobs=jobs)))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = monotonic() + MAX_SECONDS_TO_START
        while not server.started:
            assert thread.is_alive(), "the desk does not start"
            assert monotonic() < deadline, "the desk does not start"
            sleep(0.01)
        try:
            yield ServedDesk(settings, sessions)
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            jobs.close()
