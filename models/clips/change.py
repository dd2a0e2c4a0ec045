"""What was decided in a clip, by whom and when: one record a change, in the order of the changes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was done. Of an item: proposed by the rule, … ; of the clip: made, its rule changed, renamed, finished, …"""

    MADE = "made"
    RULE = "rule"
    PROPOSED = "proposed"
    ADDED = "added"
    DROPPED = "dropped"
    RESTORED = "restored"
    MOVED = "moved"
    TONE = "tone"
    NOTE = "note"
    CORRECTED = "corrected"
    ATTACHED = "attached"
    DETACHED = "detached"
    FINISHED = "finished"
    REOPENED = "reopened"
    RENAMED = "renamed"
    REMOVED = "removed"
    RETURNED = "returned"


SHIFTING = frozenset({Deed.PROPOSED, Deed.ADDED, Deed.DROPPED, Deed.RESTORED, Deed.MOVED})
"""After one of these, rows may have other numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A change that is to be written; ``item_id`` None: of the clip itself. ``before`` and ``after`` say what of it."""

    deed: Deed
    item_id: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipChange:
    """A change that was made; ids grow. ``who`` is '' where nobody's name is known."""

    id: int
    clip_id: int
    item_id: int | None
    at: datetime
    who: str
    deed: Deed
    before: str
    after: str
