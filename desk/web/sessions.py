"""Who a request comes from: a secret in a cookie, of which only the hash is kept.

``SessionStore`` is what the desk asks of whatever keeps the sessions. ``MemorySessions`` keeps them while the program
runs, which is all that one person on their own machine needs; ``people_sessions.py`` has those of people who log in.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from models.people.role import Role
from models.records.times import now

SECRET_BYTES = 32
MAX_SESSION = timedelta(hours=12)
MAX_SILENCE = timedelta(hours=2)
MAX_SESSIONS = 1_000
TOKEN_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is let in: the name that remarks and changes are signed with, and what they may do.

    ``login`` is the name that they log in with; empty for whoever sits at this machine and needs no password.
    """

    name: str
    role: Role
    login: str = ""


class SessionStore(Protocol):
    """Begins, finds and ends sessions; called from several threads at once."""

    def begin(self, person: Person, agent: str) -> str:
        """A new session of a person with a browser (its ``User-Agent``); the secret for the cookie."""

    def find(self, secret: str) -> Person | None:
        """Who has the session of a secret; None where there is none, or it has ended."""

    def end(self, secret: str) -> None:
        """End the session of a secret, if there is one."""


@dataclass(frozen=True, slots=True)
class _Session:
    person: Person
    begun_at: datetime
    seen_at: datetime

    def has_ended(self, at: datetime) -> bool:
        return at - self.begun_at > MAX_SESSION or at - self.seen_at > MAX_SILENCE


class MemorySessions:
    """Sessions that end with the program. ``limited=False``: they end only then."""

    def __init__(self, *, limited: bool = True, clock: Callable[[], datetime] = now) -> None:
        self._limited, self._clock = limited, clock
        self._sessions: dict[bytes, _Session] = {}
        self._lock = Lock()

    def begin(self, person: Person, agent: str) -> str:  # noqa: ARG002 - part of the protocol
        """See ``SessionStore``. The longest unused one goes where there are too many."""
        secret, at = secrets.token_urlsafe(SECRET_BYTES), self._clock()
        with self._lock:
            if len(self._sessions) >= MAX_SESSIONS:
                del self._sessions[min(self._sessions, key=lambda key: self._sessions[key].seen_at)]
            self._sessions[hash_secret(secret)] = _Session(person, at, at)
        return secret

    def find(self, secret: str) -> Person | None:
        """See ``SessionStore``."""
        key, at = hash_secret(secret), self._clock()
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                return None
            if self._limited and session.has_ended(at):
                del self._sessions[key]
                return None
            self._sessions[key] = replace(session, seen_at=at)
            return session.person

    def end(self, secret: str) -> None:
        """See ``SessionStore``."""
        with self._lock:
            self._sessions.pop(hash_secret(secret), None)


def hash_secret(secret: str) -> bytes:
    """The SHA-256 by which a session is found; the secret itself is kept nowhere."""
    return hashlib.sha256(secret.encode()).digest()


class EntryTokens:
    """Tokens that let their bearer in once, within ten minutes: `news desk` opens the browser with one."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._tokens: dict[bytes, datetime] = {}
        self._lock = Lock()

    def issue(self) -> str:
        """A new token."""
        token = secrets.token_urlsafe(SECRET_BYTES)
        with self._lock:
            self._tokens[hash_secret(token)] = self._clock()
        return token

    def redeem(self, token: str) -> bool:
        """Whether the token is valid; it is not a second time."""
        wanted, at = hash_secret(token), self._clock()
        with self._lock:
            self._tokens = {key: issued for key, issued in self._tokens.items() if at - issued <= TOKEN_LIFETIME}
            found = [key for key in self._tokens if hmac.compare_digest(key, wanted)]
            for key in found:
                del self._tokens[key]
        return bool(found)
