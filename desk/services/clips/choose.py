"""Which clip is meant: its id says, or its day and name. By default it is today's, and the only one of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from unicodedata import normalize

from desk.services.articles import login_name
from desk.services.clips.errors import ClipDoneError, ClipError, ClipNotFoundError
from models.clips.change import Deed
from models.clips.clip import Clip
from models.interface import ArchiveReader
from models.language import _
from models.records.times import now
from reports.formats.terminal import clean

MAX_NAME_CHARACTERS = 60
MAX_DAYS_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipChoice:
    """``id`` alone, or the day (None: today) and the name (None: the only clip of the day).

    ``is_removed``: among the clips that were removed, the one removed last.
    """

    id: int | None = None
    day: date | None = None
    name: str | None = None
    is_removed: bool = False


TODAY = ClipChoice()


class _Known(Protocol):
    """What a clip can be looked up in: an archive, or a transaction of it."""

    def get(self, clip_id: int) -> Clip | None: ...


def find_clip(db: ArchiveReader, choice: ClipChoice) -> Clip:
    """The clip that is meant; of several of a day the only one that is not finished. Raises ClipNotFoundError."""
    if choice.id is not None:
        return get_clip(db.clips, choice.id, is_removed=choice.is_removed)
    day = choice.day or now().date()
    if choice.is_removed:
        return _find_removed(db, day, choice.name)
    clips = db.clips.all(day, day)
    if choice.name is not None:
        return _find_named(db, clips, day, choice.name)
    if not clips:
        raise _no_clip(db, day)
    open_ones = [one for one in clips if one.done_at is None]
    if len(clips) > 1 and len(open_ones) != 1:
        raise ClipNotFoundError(
            _("{day} has several clips: choose one by --name ({names}).", day=day, names=_list_names(clips))
        )
    return open_ones[0] if len(clips) > 1 else clips[0]


def get_clip(known: _Known, clip_id: int, *, is_removed: bool = False) -> Clip:
    """The clip of an id; ``is_removed``: one that was removed. Raises ClipNotFoundError."""
    found = known.get(clip_id)
    if found is None:
        raise ClipNotFoundError(_("There is no clip {id}.", id=clip_id))
    if found.is_removed and not is_removed:
        raise ClipNotFoundError(
            _(
                "The clip {name} of {day} was removed: `news clip remove --undo` brings it back.",
                name=clean(found.name),
                day=found.day,
            )
        )
    if is_removed and not found.is_removed:
        raise ClipNotFoundError(_("The clip {name} of {day} is not removed.", name=clean(found.name), day=found.day))
    return found


def find_renamed(db: ArchiveReader, clips: Sequence[Clip], name: str) -> Clip | None:
    """Of clips the one that a person has given another name than this: a rule means it all the same."""
    for one in clips:
        if any(change.deed is Deed.RENAMED and change.before == name for change in db.clips.changes(one.id)):
            return one
    return None


def get_open_clip(known: _Known, clip_id: int) -> Clip:
    """The clip of an id, which may be changed. Raises ClipNotFoundError, ClipDoneError."""
    clip = get_clip(known, clip_id)
    if clip.done_at is not None:
        raise ClipDoneError(
            _(
                "The clip {name} of {day} was finished at {at:%Y-%m-%d %H:%M}{by}: "
                "`news clip done --undo` takes it up again.",
                name=clean(clip.name),
                day=clip.day,
                at=clip.done_at,
                by=f" ({clean(clip.done_by)})" if clip.done_by else "",
            ),
            clip.id,
        )
    return clip


def read_name(text: str) -> str:
    """A name as it is kept. Raises ClipError for one that is none."""
    name = normalize("NFC", " ".join(text.split()))
    if not name or clean(name) != name or name.startswith("-") or len(name) > MAX_NAME_CHARACTERS:
        raise ClipError(
            _(
                "A clip needs a name of plain characters, at most {most}, that begins with no dash.",
                most=MAX_NAME_CHARACTERS,
            )
        )
    return name


def sign(who: str) -> str:
    """Who decides: the name that was given, else who is logged in here."""
    return clean(who.strip()) or login_name()


def _find_named(db: ArchiveReader, clips: Sequence[Clip], day: date, name: str) -> Clip:
    wanted = normalize("NFC", " ".join(name.split()))
    for one in clips:
        if one.name == wanted:
            return one
    if not clips:
        raise _no_clip(db, day)
    there = _("it has {names}", names=_list_names(clips))
    raise ClipNotFoundError(_("{day} has no clip {name!r}; {there}.", day=day, name=clean(name), there=there))


def _find_removed(db: ArchiveReader, day: date, name: str | None) -> Clip:
    """The clip of the day that was removed last, of this name where one is given."""
    gone = db.clips.all(day, day, removed=True)
    wanted = None if name is None else normalize("NFC", " ".join(name.split()))
    found = [one for one in gone if wanted in (None, one.name)]
    if not found:
        raise ClipNotFoundError(_("No clip of {day} was removed.", day=day))
    return max(found, key=lambda one: db.clips.last_change(one.id))


def _list_names(clips: Sequence[Clip]) -> str:
    return ", ".join(clean(one.name) for one in clips)


def _no_clip(db: ArchiveReader, day: date) -> ClipNotFoundError:
    days = list(dict.fromkeys(one.day for one in db.clips.all()))
    if not days:
        return ClipNotFoundError(_("There is no clip yet: `news clip new` makes one of your saved searches."))
    nearest = min(days, key=lambda one: abs(one - day))
    named = ", ".join(map(str, days[:MAX_DAYS_NAMED]))
    return ClipNotFoundError(
        _(
            "{day} has no clip. There are clips of {days}{more}: choose one with `--day {nearest}`, or make one with "
            "`news clip new --day {day}`.",
            day=day,
            days=named,
            nearest=nearest,
            more=_(" and {count} earlier days", count=len(days) - MAX_DAYS_NAMED) if len(days) > MAX_DAYS_NAMED else "",
        )
    )
