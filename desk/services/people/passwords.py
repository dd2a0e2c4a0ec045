"""Passwords: what one must be like, and their hashes by argon2id with the library's defaults (RFC 9106, low memory).

Whoever asks about a name that does not exist waits as long as for a wrong password: a hash of nothing is checked. One
hash is made at a time, as each takes 64 MiB.
"""

from functools import cache
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import normalize

from models.language import _
from models.records.errors import UserError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_CHARACTERS = 10
MAX_CHARACTERS = 200
MIN_DIFFERENT = 5
"""Of one letter ten times, or of two in turn, no password is made."""
_ALONE = Lock()


class PasswordError(UserError):
    """The password cannot be used; one sentence that does not repeat it."""


def check_new_password(password: str, name: str) -> None:
    """Raise PasswordError for a password that is too short or too long, or too easy to guess."""
    plain = _normalize(password)
    if not MIN_CHARACTERS <= len(plain) <= MAX_CHARACTERS:
        raise PasswordError(
            _("A password has {least} to {most} characters.", least=MIN_CHARACTERS, most=MAX_CHARACTERS)
        )
    if len(set(plain)) < MIN_DIFFERENT or name.casefold() in plain.casefold():
        raise PasswordError(
            _("This password is easy to guess: take one without your name, of {least} different characters or more.",
              least=MIN_DIFFERENT)
        )  # fmt: skip


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and its cost in it."""
    hasher = _hasher()
    with _ALONE:
        return hasher.hash(_normalize(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; with '' or None as the hash it is not, after the same time."""
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher, plain = _hasher(), _normalize(password[: MAX_CHARACTERS + 1])
    with _ALONE:
        try:
            return hasher.verify(kept or _hash_of_nothing(), plain) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with another cost than is usual now, so that it is made anew at the next login."""
    return bool(kept) and _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _hash_of_nothing() -> str:
    return _hasher().hash(token_urlsafe(32))


def _normalize(password: str) -> str:
    """One text for what looks alike: Hangul is typed composed on one machine and decomposed on another."""
    return normalize("NFKC", password)
