"""The clip of a day as it is kept: its rule, its items and their order, what people decided. Standard library only.

A clip is proposed by its rule and changed by people. What a person decided stays: a later run of the rule adds what is
new and moves, drops or brings back nothing that a person has touched.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class ItemState(StrEnum):
    """Whether an item is in the clip. What a person dropped is kept, so that no rule proposes it again."""

    IN = "in"
    DROPPED = "dropped"


class Medium(StrEnum):
    """Where an article was read: on the web, or in the printed paper."""

    ONLINE = "온라인"
    PRINT = "지면"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRule:
    """What a run of the rule proposes.

    ``watches``: names of saved searches, all of them where empty. ``cutoff``: from the cut-off before it to this one;
    the whole day where None. ``cutoffs``: all cut-offs of a day, the usual ones where empty. ``one_a_story``: of those
    that carry one text only the article of the outlet that comes first, else the first article. ``first``: outlets (ids
    or titles) that come first, in this order; ``without``: outlets left out.
    """

    watches: tuple[str, ...] = ()
    cutoff: time | None = None
    cutoffs: tuple[time, ...] = ()
    one_a_story: bool = False
    first: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A scanned clipping: a PNG, JPEG or PDF."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentInfo:
    """What is known of a scan without its bytes: its number in the archive, and its size in bytes."""

    id: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEntry:
    """An article that no crawl can see, as a person typed it in. ``page`` is 면, ``columns`` 단; '' where not known.

    ``outlet`` is the outlet's title.
    """

    outlet: str
    day: date
    headline: str
    page: str = ""
    columns: str = ""
    reporters: tuple[str, ...] = ()
    text: str = ""
    url: str = ""
    tone: str = ""
    note: str = ""
    medium: Medium = Medium.PRINT


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipItem:
    """One line of a clip: an article of the archive (``article_id``) or one typed in by hand (``entry``).

    ``id`` is its number in the archive, ``place`` orders the items of a clip. ``who`` decided last, ``at`` when: '' for
    the rule. ``is_placed``: a person chose its place. ``watch``: the saved search that found it.
    """

    id: int
    clip_id: int
    place: float
    state: ItemState
    at: datetime
    article_id: int | None = None
    entry: HandEntry | None = None
    who: str = ""
    is_placed: bool = False
    watch: str = ""

    @property
    def is_in(self) -> bool:
        """Whether it is in the clip, not dropped."""
        return self.state is ItemState.IN


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A clip: one a day and name. ``done_at``: when it was finished, and by whom; a finished one can be taken up again.

    ``arrival``: the newest article the rule has seen (see ``Exports.last_arrival``). ``removed_at``: when a
    person removed it, and who; it is kept with all that was decided in it, and its name is free for another one.
    """

    id: int
    day: date
    name: str
    subject: str
    rule: ClipRule
    made_at: datetime
    made_by: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    arrival: int = 0
    removed_at: datetime | None = None
    removed_by: str = ""

    @property
    def is_removed(self) -> bool:
        """Whether a person removed it."""
        return self.removed_at is not None
