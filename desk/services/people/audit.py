"""Who did what in the browser: kept with each deed, and read page by page, the newest first."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from desk.services.workspace import Workspace
from models.interface import Transaction
from models.language import N_, _
from models.people.audit import AuditDeed, AuditEntry
from models.people.person import ROLE_LABELS
from models.people.role import Role
from models.records.times import now
from reports.formats.terminal import clean

MAX_ABOUT_CHARACTERS = 300
MAX_NAME_CHARACTERS = 40


class PersonChange(StrEnum):
    """What was changed of a person; an entry's ``about`` is this, the person's name, and the new role if it is one."""

    ADDED = "added"
    RENAMED = "renamed"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 - the name of a change
    ENDED = "ended"
    BACK = "back"


CHANGE_LABELS: dict[PersonChange, str] = {
    PersonChange.ADDED: N_("{name} added"),
    PersonChange.RENAMED: N_("{name} has another shown name"),
    PersonChange.ROLE: N_("{name} has another role"),
    PersonChange.PASSWORD: N_("{name} has a new password"),
    PersonChange.ENDED: N_("{name} left"),
    PersonChange.BACK: N_("{name} is back"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Entries, the newest first; ``shown`` are the people's shown names. ``before`` asks for the next page."""

    entries: Sequence[AuditEntry]
    shown: Mapping[str, str]
    before: int | None


def note_deed(writer: Transaction, who: str, deed: AuditDeed, about: str = "", address: str = "") -> None:
    """Keep a deed in the transaction that does it."""
    writer.add_audit(
        AuditEntry(
            at=now(),
            who=clean(who)[:MAX_NAME_CHARACTERS],
            deed=deed,
            about=clean(about)[:MAX_ABOUT_CHARACTERS],
            address=clean(address)[:MAX_NAME_CHARACTERS],
        )
    )


def record_deed(workspace: Workspace, who: str, deed: AuditDeed, about: str = "", address: str = "") -> None:
    """Keep a deed that was done. Raises ArchiveError."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        note_deed(writer, who, deed, about, address)


def read_audit(workspace: Workspace, *, before: int | None = None, who: str = "", limit: int = 100) -> AuditPage:
    """Entries before one, or the newest; of one person or all. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        found = db.audit.newest(limit + 1, before=before, who=who)
        shown = {one.name: one.shown for one in db.people.all()}
    entries = found[:limit]
    return AuditPage(entries=entries, shown=shown, before=entries[-1].id if len(found) > limit else None)


def explain_entry(entry: AuditEntry) -> str:
    """What an entry is about, in the reader's language; of a change of a person a sentence's worth."""
    change, _space, rest = entry.about.partition(" ")
    if entry.deed is not AuditDeed.PERSON_CHANGED or change not in set(PersonChange):
        return entry.about
    name, _space, role = rest.partition(" ")
    words = _(CHANGE_LABELS[PersonChange(change)], name=name)
    return f"{words}: {_(ROLE_LABELS[Role(role)])}" if role in set(Role) else words
