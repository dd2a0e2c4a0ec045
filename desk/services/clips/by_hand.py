"""Articles that no crawl can see, such as those of the printed paper, typed in by a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from desk.services.articles import WEB_ADDRESS
from desk.services.clips.choose import TODAY, ClipChoice
from desk.services.clips.editing import EditedClip, Editing, edit_clip, list_shown
from desk.services.clips.errors import ClipError
from desk.services.clips.marks import check_marks
from desk.services.clips.scans import MAX_SCANS
from desk.services.clips.sort_keys import order_items
from desk.services.workspace import Workspace
from models.clips.clip import Attachment, ClipItem, HandEntry, Medium
from models.clips.edit import correct_entry, reorder
from models.clips.order import move_to
from models.interface import ArchiveReader
from models.language import _, describe_system_error
from models.query.filters import Filters
from models.records.times import now
from reports.formats.terminal import clean, clean_lines

MAX_TEXT_CHARACTERS = 100_000
MAX_TEXT_BYTES = 2**20
MAX_LINE_CHARACTERS = 300
"""Of a headline or an outlet's title."""
MAX_SHORT_CHARACTERS = 40
"""Of 면, 단 and a reporter's name."""
MAX_REPORTERS = 20
YEARS = (1945, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRequest:
    """An article to enter: see ``HandEntry``. ``day`` None is the day of the clip; ``place`` its number in the clip."""

    outlet: str
    headline: str
    day: date | None = None
    page: str = ""
    columns: str = ""
    reporters: Sequence[str] = ()
    text: str = ""
    url: str = ""
    tone: str = ""
    note: str = ""
    medium: Medium = Medium.PRINT
    scans: Sequence[Attachment] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What is to be corrected in an entry; what is None stays.

    ``scans`` are added to those that are there, of which those with the ids in ``dropped_scans`` go.
    """

    outlet: str | None = None
    headline: str | None = None
    day: date | None = None
    page: str | None = None
    columns: str | None = None
    reporters: Sequence[str] | None = None
    text: str | None = None
    url: str | None = None
    medium: Medium | None = None
    scans: Sequence[Attachment] = field(default=())
    dropped_scans: Sequence[int] = field(default=())


ENTRY_FIELDS = tuple(one.name for one in fields(EntryChange) if one.name not in ("scans", "dropped_scans"))


def add_by_hand(workspace: Workspace, request: EntryRequest, choice: ClipChoice = TODAY, who: str = "") -> EditedClip:
    """Enter an article into a clip. Raises ClipError, ClipNotFoundError, ClipDoneError, RemarkError, ArchiveError."""
    return edit_clip(workspace, choice, who, lambda edit: [enter_by_hand(edit, request)])


def enter_by_hand(edit: Editing, request: EntryRequest) -> int:
    """Enter it within an edit; the id of the new item. Raises ClipError, RemarkError."""
    tone, note = check_marks(request.tone, request.note)
    values = {one.name: getattr(request, one.name) for one in fields(HandEntry)}
    entry = HandEntry(**values | {"day": request.day or edit.clip.day, "tone": tone, "note": note})
    number = edit.clips.add_entry(edit.clip.id, _check_entry(edit.db, entry), edit.who)
    _change_scans(edit, edit.item(number), request.scans)
    items = edit.items()
    order = order_items(edit.db, edit.clip, items, [number])
    if request.place is not None:
        order = move_to(order, list_shown(items, order), number, request.place)
    edit.apply(reorder(items, order, {number} if request.place is not None else (), edit.who, now()))
    return number


def correct_by_hand(
    workspace: Workspace, item_id: int, change: EntryChange, choice: ClipChoice = TODAY, who: str = ""
) -> EditedClip:
    """Correct what a person typed in, add scans to it or take some off. Raises as ``add_by_hand`` does."""

    def work(edit: Editing) -> list[int]:
        item = edit.item(item_id)
        if item.entry is None:
            raise ClipError(_("Only an article that was typed in by hand can be corrected."))
        said = {name: getattr(change, name) for name in ENTRY_FIELDS}
        corrected = replace(item.entry, **{name: value for name, value in said.items() if value is not None})
        edited = correct_entry(item, lambda _old: _check_entry(edit.db, corrected), edit.who, now())
        edit.apply(edited)
        _change_scans(edit, item, change.scans, change.dropped_scans)
        return [item.id] if edited.items or change.scans or change.dropped_scans else []

    return edit_clip(workspace, choice, who, work)


def read_text_file(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or, as Korean Windows writes it, cp949. Raises ClipError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise ClipError(
            _("{path} cannot be read: {reason}.", path=path, reason=describe_system_error(error))
        ) from error
    if len(data) > MAX_TEXT_BYTES:
        raise ClipError(
            _("{path} cannot be read: it has more than {most} MB.", path=path, most=MAX_TEXT_BYTES // 2**20)
        )
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ClipError(_("{path} cannot be read: it is not a text file.", path=path))


def _check_entry(db: ArchiveReader, entry: HandEntry) -> HandEntry:
    """The entry as it is kept: on one line each, without control characters. Raises ClipError."""
    text = clean_lines(normalize("NFC", entry.text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    kept = replace(
        entry,
        outlet=_find_title(db, _line(entry.outlet)),
        headline=_line(entry.headline),
        page=_line(entry.page).removesuffix("면").strip(),
        columns=_line(entry.columns).removesuffix("단").strip(),
        reporters=tuple(filter(None, map(_line, entry.reporters))),
        text=text,
        url=entry.url.strip(),
    )
    for name, value in ((_("its outlet"), kept.outlet), (_("its headline"), kept.headline)):
        if not value:
            raise ClipError(_("An article that is typed in needs {field}.", field=name))
        _check_length(name, value, MAX_LINE_CHARACTERS)
    for name, value in ((_("its page"), kept.page), (_("its columns"), kept.columns)):
        _check_length(name, value, MAX_SHORT_CHARACTERS)
    for value in kept.reporters:
        _check_length(_("a reporter's name"), value, MAX_SHORT_CHARACTERS)
    _check_length(_("its text"), kept.text, MAX_TEXT_CHARACTERS)
    if len(kept.reporters) > MAX_REPORTERS:
        raise ClipError(_("At most {most} reporters can be named.", most=MAX_REPORTERS))
    if kept.url and not (WEB_ADDRESS.fullmatch(kept.url) and len(kept.url) <= 2_000):
        raise ClipError(_("{url!r} is not an address of the web.", url=clean(kept.url)[:100]))
    if not YEARS[0] <= kept.day.year <= YEARS[1]:
        raise ClipError(_("{day} cannot be the day of an article.", day=kept.day))
    return kept


def _line(text: str) -> str:
    return " ".join(clean(normalize("NFC", text)).split())


def _check_length(field_name: str, value: str, most: int) -> None:
    if len(value) > most:
        raise ClipError(
            _("{field} has {count:,} characters: at most {limit:,} are allowed.",
              field=field_name, count=len(value), limit=most)
        )  # fmt: skip


def _find_title(db: ArchiveReader, name: str) -> str:
    """The title of an outlet that the archive knows by its id or title; else the name as it is."""
    alone = Filters(outlets=(name,))
    known = db.outlets.all().values() if name else ()
    return next((one.title for one in known if alone.admits_outlet(one.id, one.title, one.region)), name)


def _change_scans(edit: Editing, item: ClipItem, added: Sequence[Attachment], dropped: Sequence[int] = ()) -> None:
    there = {one.id: one for one in edit.db.clips.list_attachments([item.id]).get(item.id, ())}
    gone = set(dropped)
    if not gone <= there.keys():
        raise ClipError(_("There is no such scan."))
    if len(there) - len(gone) + len(added) > MAX_SCANS:
        raise ClipError(_("At most {most} scans can be attached to one article.", most=MAX_SCANS))
    edit.clips.detach(item, [scan for number, scan in there.items() if number in gone], edit.who)
    edit.clips.attach(item, added, edit.who)
