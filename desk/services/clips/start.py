"""An empty clip, for people who pick its articles themselves; its rule may propose articles later."""

from contextlib import closing
from datetime import date

from desk.services.clips.choose import read_name, sign
from desk.services.clips.errors import ClipError
from desk.services.clips.make import DEFAULT_NAME, MAX_SUBJECT_CHARACTERS
from desk.services.workspace import Workspace
from models.clips.clip import Clip, ClipRule
from models.language import _
from models.records.times import now
from reports.formats.terminal import clean


def start_clip(
    workspace: Workspace, day: date | None = None, name: str | None = None, subject: str = "", who: str = ""
) -> Clip:
    """A clip without articles; by default of today, and of the usual name, with a number where that is taken.

    Raises ClipError for a name that is none or, where one was given, is taken; ArchiveError.
    """
    day = day or now().date()
    wanted = read_name(DEFAULT_NAME if name is None else name)
    about = clean(" ".join(subject.split()))[:MAX_SUBJECT_CHARACTERS]
    with workspace.open_writer() as archive, closing(workspace.open_reader()) as db:
        taken = {one.name for one in db.clips.all(day, day)}
        if name is None:
            wanted = next(one for number in range(1, len(taken) + 2) if (one := _number(wanted, number)) not in taken)
        with archive.transaction() as writer:
            made = writer.clips.make(day, wanted, about or wanted, ClipRule(), sign(who))
    if made is None:
        raise ClipError(_("{day} has a clip {name} already: give another name.", day=day, name=clean(wanted)))
    return made


def _number(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"
