"""A person who works with an archive in the browser, and what a person may do. Standard library only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.language import N_


class Role(StrEnum):
    """What a person may do, from the least to the most: each role may do what the ones before it may."""

    READ = "read"
    MARK = "mark"
    ADMIN = "admin"

    def allows(self, needed: "Role") -> bool:
        """Whether whoever has this role may do what needs another one."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


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
