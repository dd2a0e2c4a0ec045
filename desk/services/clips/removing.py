"""Gives a clip another name, removes one, and brings a removed one back. All that was decided in it stays."""

from collections.abc import Callable
from contextlib import closing

from desk.services.clips.choose import TODAY, ClipChoice, find_clip, get_open_clip, read_name, sign
from desk.services.clips.errors import ClipError
from desk.services.workspace import Workspace
from models.clips.clip import Clip
from models.interface import ClipWriter
from models.language import _
from reports.formats.terminal import clean


def rename_clip(workspace: Workspace, name: str, choice: ClipChoice = TODAY, who: str = "") -> Clip:
    """The clip with another name; a rule that made it still means it.

    Raises ClipError, ClipNotFoundError, ClipDoneError, ArchiveError; so do the others here.
    """
    wanted = read_name(name)
    return _change(
        workspace, choice, wanted, lambda clips, found: clips.rename(get_open_clip(clips, found.id), wanted, sign(who))
    )


def remove_clip(workspace: Workspace, choice: ClipChoice = TODAY, who: str = "") -> Clip:
    """Remove a clip: nothing lists or hands it in any more, and its name is free for another one."""
    return _change(
        workspace,
        choice,
        "",
        lambda clips, found: clips.remove(get_open_clip(clips, found.id), sign(who), is_removed=True),
    )


def return_clip(workspace: Workspace, choice: ClipChoice = TODAY, who: str = "") -> Clip:
    """Bring back the clip that was removed last, of a day and name or of an id."""
    gone = ClipChoice(id=choice.id, day=choice.day, name=choice.name, is_removed=True)
    return _change(workspace, gone, "", lambda clips, found: clips.remove(found, sign(who), is_removed=False))


def _change(
    workspace: Workspace, choice: ClipChoice, name: str, work: Callable[[ClipWriter, Clip], Clip | None]
) -> Clip:
    with workspace.open_writer() as archive, closing(workspace.open_reader()) as db:
        found = find_clip(db, choice)
        with archive.transaction() as writer:
            changed = work(writer.clips, found)
            if changed is None:
                taken = clean(name or found.name)
                raise ClipError(_("{day} has a clip {name} already: give another name.", day=found.day, name=taken))
            return changed
