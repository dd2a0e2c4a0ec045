"""The sessions of people who log in with a password: kept in the archive, so that they outlive the program."""

from contextlib import suppress

from desk.services.people.sessions import find_session, is_to_be_noted, log_out, note_use
from desk.services.workspace import Workspace
from desk.web.sessions import Person
from models.records.errors import ArchiveError


class PeopleSessions:
    """See ``SessionStore``. A session begins with a name and a password alone, by the service that checks them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def begin(self, person: Person, agent: str) -> str:
        """Nobody is let in without a password here."""
        raise NotImplementedError(f"{person.name or agent} must log in")

    def find(self, secret: str) -> Person | None:
        """See ``SessionStore``; the person as they are now, whatever role they had when they logged in."""
        active = find_session(self._workspace, secret)
        if active is None:
            return None
        if is_to_be_noted(active.session):
            # Where somebody else writes for longer than this may wait, the next request notes it.
            with suppress(ArchiveError):
                note_use(self._workspace, active.session)
        return Person(active.person.shown, active.person.role, active.person.name)

    def end(self, secret: str) -> None:
        """See ``SessionStore``."""
        log_out(self._workspace, secret)
