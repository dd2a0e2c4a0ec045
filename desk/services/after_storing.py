"""What follows a crawl, an import or a reparse: stories are compared, search tables merged, saved searches read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.services.stories import update_stories
from desk.services.watches import NewHits, list_watches
from desk.services.workspace import Workspace
from models.records.errors import ArchiveError

if TYPE_CHECKING:
    from pipelines.stories.update import UpdateCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What came of it. ``stories`` is None where they could not be compared, for the reason in ``failure``.

    ``watches`` are the saved searches for which something is new.
    """

    stories: "UpdateCounts | None"
    failure: str
    watches: tuple[NewHits, ...]


def follow_up(workspace: Workspace) -> FollowUp:
    """Do it. What was stored is stored, also where the stories cannot be compared. Raises ArchiveError."""
    updated, failure = None, ""
    try:
        updated = update_stories(workspace)
    except ArchiveError as error:
        failure = str(error)
    with workspace.open_writer() as archive:
        archive.tidy_search()
    return FollowUp(
        stories=updated, failure=failure, watches=tuple(new for new in list_watches(workspace).watches if new.hits)
    )
