"""What of the saved searches a person has not read yet: each person has read up to a find of each search."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from desk.services.watches import NewHits, find_watch
from desk.services.workspace import Workspace
from models.query.watch import Watch

MAX_NUMBER = (1 << 62) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadWatch:
    """A saved search, and how many of its finds the person has not read; ``alert``: its news is told at once."""

    watch: Watch
    unread: int
    alert: bool = False


def count_unread(workspace: Workspace, person: str) -> Sequence[UnreadWatch]:
    """All saved searches with the number of what is unread. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        counts = db.watches.count_unseen(person)
        alerts = db.watches.alerts()
        return [
            UnreadWatch(watch=one, unread=counts.get(one.id, 0), alert=one.id in alerts) for one in db.watches.all()
        ]


def read_unread(workspace: Workspace, name: str, person: str) -> NewHits:
    """The unread finds of a saved search, the newest day first; they stay unread until ``mark_read_by``.

    Raises WatchNotFoundError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db, db.one_view():
        watch = find_watch(db, name)
        hits = list(db.watches.hits(watch, behind=db.watches.seen(person)[watch.id]))
        return NewHits(watch, hits, db.stories.count([hit.article_id for hit in hits]))


def mark_read_by(workspace: Workspace, person: str, name: str, up_to: int) -> None:
    """A person has read the finds of a saved search up to number ``up_to``, the largest that they were shown.

    Raises WatchNotFoundError, ArchiveError.
    """
    with workspace.open_writer() as archive:
        with closing(workspace.open_reader()) as db:
            watch = find_watch(db, name)
        with archive.transaction() as writer:
            writer.mark_watch_seen(person, watch.id, min(up_to, MAX_NUMBER))
