"""What a person may do at the web desk."""

from enum import StrEnum


class Role(StrEnum):
    """The roles, each of which may do all that those before it may."""

    READ = "read"
    """Search, read, download."""
    MARK = "mark"
    """Also tones, notes, the clip, saved searches and releases."""
    ADMIN = "admin"
    """Also outlets, settings and people."""

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other one may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
