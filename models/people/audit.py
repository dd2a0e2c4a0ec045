"""The record of who did what in the browser: a closed list of deeds. Standard library only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.language import N_


class AuditDeed(StrEnum):
    """What was done. The value is what the archive keeps."""

    ENTERED = "entered"
    LEFT = "left"
    REFUSED = "refused"
    MARKED = "marked"
    CLIPPED = "clipped"
    WATCHED = "watched"
    UPLOADED = "uploaded"
    PERSON_CHANGED = "person_changed"
    SET_UP = "set_up"
    CRAWLED = "crawled"
    RESTORED = "restored"


DEED_LABELS: dict[AuditDeed, str] = {
    AuditDeed.ENTERED: N_("logged in"),
    AuditDeed.LEFT: N_("logged out"),
    AuditDeed.REFUSED: N_("login refused"),
    AuditDeed.MARKED: N_("marked"),
    AuditDeed.CLIPPED: N_("clip changed"),
    AuditDeed.WATCHED: N_("saved search changed"),
    AuditDeed.UPLOADED: N_("file uploaded"),
    AuditDeed.PERSON_CHANGED: N_("person changed"),
    AuditDeed.SET_UP: N_("set up"),
    AuditDeed.CRAWLED: N_("crawl started"),
    AuditDeed.RESTORED: N_("article restored"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One deed: when, whose (the name they log in with), on what, and from which address; '' where it is not known.

    Of a login that was refused ``who`` is the name that was typed, cut to a few characters.
    """

    at: datetime
    who: str
    deed: AuditDeed
    about: str = ""
    address: str = ""
    id: int = 0
