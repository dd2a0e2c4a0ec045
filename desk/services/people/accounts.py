"""The people who may log in: added, renamed, given another role or password, ended and taken back."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from unicodedata import normalize

from desk.services.articles import login_name
from desk.services.people.audit import PersonChange, note_deed
from desk.services.people.passwords import check_new_password, hash_password, verify_password
from desk.services.people.sessions import goes_on
from desk.services.workspace import Workspace
from models.interface import ArchiveReader, PersonWriter, Transaction
from models.language import _
from models.people.audit import AuditDeed
from models.people.person import Person
from models.people.role import Role
from models.records.errors import UserError
from models.records.times import now
from reports.formats.terminal import clean

MAX_NAME_CHARACTERS = 32
MAX_SHOWN_CHARACTERS = 60
NAME_MARKS = frozenset("._-")


class PersonError(UserError):
    """What is asked for cannot be done with this person."""


class PersonNotFoundError(UserError):
    """There is nobody of that name."""

    exit_code = 1


class WrongPasswordError(UserError):
    """The password that somebody gave as their own is not theirs."""

    exit_code = 1


def read_person_name(text: str) -> str:
    """A name to log in with as it is kept: small letters of any script, digits, . _ and -. Raises PersonError."""
    name = normalize("NFKC", text.strip()).casefold()
    letters = name.translate({ord(mark): None for mark in NAME_MARKS})
    if not letters.isalnum() or not name[0].isalnum() or len(name) > MAX_NAME_CHARACTERS:
        raise PersonError(
            _(
                "A name to log in with has letters, digits, dots and dashes, {most} at most, and begins with a letter.",
                most=MAX_NAME_CHARACTERS,
            )
        )
    return name


def list_people(workspace: Workspace) -> tuple[Person, ...]:
    """Everybody, those who left too, by name. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return db.people.all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and when they were last here in a session that goes on; None for one who is not logged in."""

    person: Person
    seen_at: datetime | None


def list_accounts(workspace: Workspace) -> list[Account]:
    """Everybody with when they were last here; those who left come last. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        at = now()
        seen: dict[str, datetime] = {}
        for one in db.sessions.all():
            if goes_on(one, at):
                seen[one.person] = max(one.seen_at, seen.get(one.person, one.seen_at))
        people = sorted(db.people.all(), key=lambda one: (one.ended_at is not None, one.name))
        return [Account(person=one, seen_at=seen.get(one.name)) for one in people]


def find_person(workspace: Workspace, name: str) -> Person:
    """Somebody by the name they log in with. Raises PersonNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return _find(db.people, name)


def can_anybody_enter(db: ArchiveReader) -> bool:
    """Whether there is somebody with a password who has not left."""
    return any(one.ended_at is None and db.people.password_hash(one.name) for one in db.people.all())


def add_person(
    workspace: Workspace, name: str, *, shown: str = "", role: Role = Role.READ, password: str, by: str = ""
) -> Person:
    """Add somebody; ``shown`` is the name beside what they mark, by default the one they log in with.

    ``by`` is who adds them, by default who is logged in on this machine; so in the others here. Raises PersonError
    (a name that is none or is taken), PasswordError, ArchiveError.
    """
    name = read_person_name(name)
    check_new_password(password, name)
    hashed = hash_password(password)
    with workspace.open_writer() as archive, archive.transaction() as writer:
        shown = _read_shown(writer.people, shown.strip() or name, name)
        if not writer.people.add(name, shown, role, hashed):
            raise PersonError(_("There is a person {name} already, or was one: choose another name.", name=name))
        _note(writer, by, PersonChange.ADDED, name, role.value)
        return _get(writer.people, name)


def rename_person(workspace: Workspace, name: str, shown: str, by: str = "") -> Person:
    """Give somebody another shown name; what they marked keeps the old one. Raises PersonNotFoundError, PersonError."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        person = _find(writer.people, name)
        shown = _read_shown(writer.people, shown, person.name)
        if shown != person.shown:
            writer.people.set_shown(person.name, shown)
            _note(writer, by, PersonChange.RENAMED, person.name)
        return _get(writer.people, person.name)


def set_role(workspace: Workspace, name: str, role: Role, by: str = "") -> Person:
    """Say what somebody may do, from their next click on. Raises PersonNotFoundError, PersonError for oneself."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        person = _find(writer.people, name)
        if role is not person.role:
            _refuse_oneself(person, by)
            writer.people.set_role(person.name, role)
            _note(writer, by, PersonChange.ROLE, person.name, role.value)
        return _get(writer.people, person.name)


def set_password(workspace: Workspace, name: str, password: str, by: str = "") -> Person:
    """Give somebody a new password, which ends all their sessions. Raises PersonNotFoundError, PasswordError."""
    with closing(workspace.open_reader()) as db:
        person = _find(db.people, name)
    check_new_password(password, person.name)
    hashed = hash_password(password)
    with workspace.open_writer() as archive, archive.transaction() as writer:
        writer.people.set_password(person.name, hashed)
        writer.sessions.end_all(person.name)
        _note(writer, by, PersonChange.PASSWORD, person.name)
        return _get(writer.people, person.name)


def change_own_password(workspace: Workspace, name: str, old: str, new: str) -> Person:
    """Give oneself a new password, which ends all sessions. Raises WrongPasswordError, PasswordError."""
    with closing(workspace.open_reader()) as db:
        kept = db.people.password_hash(name)
    if not verify_password(kept, old):
        raise WrongPasswordError(_("That is not your present password."))
    return set_password(workspace, name, new, by=name)


def end_person(workspace: Workspace, name: str, *, is_ended: bool = True, by: str = "") -> Person:
    """Somebody left, and is logged out everywhere; or is back, with the password they had.

    Raises PersonNotFoundError, PersonError for oneself.
    """
    with workspace.open_writer() as archive, archive.transaction() as writer:
        person = _find(writer.people, name)
        if (person.ended_at is not None) is not is_ended:
            _refuse_oneself(person, by)
            writer.people.end(person.name, is_ended=is_ended)
            writer.sessions.end_all(person.name)
            _note(writer, by, PersonChange.ENDED if is_ended else PersonChange.BACK, person.name)
        return _get(writer.people, person.name)


class _Known(Protocol):
    """What a person can be looked up in: an archive, or a transaction of it."""

    def get(self, name: str) -> Person | None: ...


def _find(people: _Known, name: str) -> Person:
    """The person of a name as it is typed. Raises PersonNotFoundError."""
    found = people.get(normalize("NFKC", name.strip()).casefold())
    if found is None:
        raise PersonNotFoundError(_("There is no person {name}.", name=clean(name)))
    return found


def _get(people: PersonWriter, name: str) -> Person:
    person = people.get(name)
    assert person is not None
    return person


def _read_shown(people: PersonWriter, text: str, name: str) -> str:
    """A shown name on one line that nobody else has. Raises PersonError."""
    shown = normalize("NFC", " ".join(text.split()))
    if not shown or clean(shown) != shown or len(shown) > MAX_SHOWN_CHARACTERS:
        raise PersonError(_("A shown name has plain characters, {most} at most.", most=MAX_SHOWN_CHARACTERS))
    if any(one.shown == shown and one.name != name for one in people.all()):
        raise PersonError(_("Somebody else is shown as {shown} already: choose another name.", shown=shown))
    return shown


def _refuse_oneself(person: Person, by: str) -> None:
    """Whoever may change people stays one who may: so there is always somebody left."""
    if person.name == by:
        raise PersonError(_("Nobody can change their own role or end themselves: ask another administrator."))


def _note(writer: Transaction, by: str, change: PersonChange, name: str, value: str = "") -> None:
    note_deed(writer, by or login_name(), AuditDeed.PERSON_CHANGED, " ".join(filter(None, (change.value, name, value))))
