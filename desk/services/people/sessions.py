"""Logging in and out: a secret in a cookie, of which the archive keeps the SHA-256 alone.

A session ends after twelve hours, after two hours in which nothing was asked for, with a new password, and when its
person leaves.
"""

import hashlib
import secrets
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import normalize

from desk.services.people.attempts import Attempts
from desk.services.people.audit import note_deed
from desk.services.people.passwords import hash_password, is_outdated, verify_password
from desk.services.workspace import Workspace
from models.language import _
from models.people.audit import AuditDeed
from models.people.person import Person
from models.people.session import Session
from models.records.errors import UserError
from models.records.times import now
from reports.formats.terminal import clean

SECRET_BYTES = 32
MAX_SESSION = timedelta(hours=12)
MAX_SILENCE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=10)
"""So often it is written that a session is used: each writing is a commit, and may wait for one of a crawl."""
MAX_AGENT_CHARACTERS = 200


class LoginRefusedError(UserError):
    """The name or the password is wrong; which of them is not said."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginRequest:
    """What somebody typed to log in, from which address, with which browser (its ``User-Agent``)."""

    name: str
    password: str
    address: str
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """A person who logged in, and the secret for the cookie, which is kept nowhere else."""

    person: Person
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveSession:
    """A session that goes on, and its person as they are now."""

    session: Session
    person: Person


def log_in(workspace: Workspace, attempts: Attempts, request: LoginRequest) -> LoggedIn:
    """Let somebody in. Raises TooManyTriesError, LoginRefusedError, ArchiveError."""
    name = normalize("NFKC", request.name.strip()).casefold()
    attempts.begin(name, request.address)
    with closing(workspace.open_reader()) as db:
        person, kept = db.people.get(name), db.people.password_hash(name)
    is_right = verify_password(kept, request.password)
    if person is None or not is_right or person.ended_at is not None:
        # A password typed in the place of a name must not be kept: only names that there are.
        raise _refuse(workspace, "" if person is None else name, request.address)
    attempts.succeed(name, request.address)
    secret, at = secrets.token_urlsafe(SECRET_BYTES), now()
    session = Session(
        key=hash_secret(secret),
        person=name,
        begun_at=at,
        seen_at=at,
        agent=clean(request.agent)[:MAX_AGENT_CHARACTERS],
    )
    anew = hash_password(request.password) if kept and is_outdated(kept) else ""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        current = writer.people.get(name)
        is_same = current is not None and current.ended_at is None and writer.people.password_hash(name) == kept
        if current is not None and is_same:
            if anew:
                writer.people.set_password(name, anew)
            writer.sessions.end_old(at - MAX_SESSION, at - MAX_SILENCE)
            writer.sessions.begin(session)
            note_deed(writer, name, AuditDeed.ENTERED, address=request.address)
            return LoggedIn(person=current, secret=secret)
    # The password was changed, or the person ended, while it was checked.
    raise _refuse(workspace, name, request.address)


def _refuse(workspace: Workspace, name: str, address: str) -> LoginRefusedError:
    """Keep that somebody was refused; the error to raise."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        note_deed(writer, name, AuditDeed.REFUSED, address=address)
    return LoginRefusedError(_("The name or the password is wrong."))


def find_session(workspace: Workspace, secret: str, at: datetime | None = None) -> ActiveSession | None:
    """The session of a cookie's secret that goes on, with its person; None for any other. Raises ArchiveError."""
    at = at or now()
    with closing(workspace.open_reader()) as db:
        session = db.sessions.get(hash_secret(secret))
        if session is None or not goes_on(session, at):
            return None
        person = db.people.get(session.person)
    if person is None or person.ended_at is not None:
        return None
    return ActiveSession(session=session, person=person)


def goes_on(session: Session, at: datetime) -> bool:
    """Whether a session has not ended by itself."""
    return at - session.begun_at <= MAX_SESSION and at - session.seen_at <= MAX_SILENCE


def is_to_be_noted(session: Session, at: datetime | None = None) -> bool:
    """Whether it is so long ago that the session's use was written that it is time again."""
    return (at or now()) - session.seen_at >= SEEN_EVERY


def note_use(workspace: Workspace, session: Session, at: datetime | None = None) -> None:
    """Write that a session is used. Raises ArchiveError."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        writer.sessions.mark_seen(session.key, at or now())


def log_out(workspace: Workspace, secret: str, address: str = "") -> None:
    """End the session of a secret, if there is one. Raises ArchiveError."""
    key = hash_secret(secret)
    with closing(workspace.open_reader()) as db:
        session = db.sessions.get(key)
    if session is None:
        return
    with workspace.open_writer() as archive, archive.transaction() as writer:
        writer.sessions.end(key)
        note_deed(writer, session.person, AuditDeed.LEFT, address=address)


def hash_secret(secret: str) -> str:
    """What a session is found by."""
    return hashlib.sha256(secret.encode()).hexdigest()
