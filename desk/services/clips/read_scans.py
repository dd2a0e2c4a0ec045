"""One scan of a clip, with its bytes, to be shown."""

from contextlib import closing

from desk.services.clips.choose import ClipChoice, find_clip
from desk.services.clips.errors import ClipError
from desk.services.workspace import Workspace
from models.clips.clip import Attachment
from models.language import _


class ScanNotFoundError(ClipError):
    """There is no such scan."""

    exit_code = 1


def read_attached_scan(workspace: Workspace, choice: ClipChoice, item_id: int, number: int) -> Attachment:
    """The so many-th scan (from 1) of an item. Raises ClipNotFoundError, ScanNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        clip = find_clip(db, choice)
        is_here = any(one.id == item_id for one in db.clips.items(clip.id))
        scans = db.clips.attachments([item_id]).get(item_id, ()) if is_here else ()
    if not 1 <= number <= len(scans):
        raise ScanNotFoundError(_("There is no such scan."))
    return scans[number - 1]
