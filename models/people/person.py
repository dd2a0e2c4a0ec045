"""A person who may log in to the web desk. Standard library only."""

from dataclasses import dataclass
from datetime import datetime

from models.language import N_
from models.people.role import Role

ROLE_LABELS: dict[Role, str] = {
    Role.READ: N_("reads"),
    Role.MARK: N_("marks and clips"),
    Role.ADMIN: N_("administers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who may log in. ``name`` is typed to log in and never changes; ``shown`` stands beside what they mark.

    ``ended_at``: since then the person may not log in any more; None while they may.
    """

    name: str
    shown: str
    role: Role
    made_at: datetime
    ended_at: datetime | None = None
