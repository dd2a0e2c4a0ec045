"""What a person filled into the workbook of a clip: looked at first, then taken over in one transaction.

Only what differs from what the file said when it was written is a change. A row that is gone is not taken for one that
is to be dropped, nor one without an id for an article: the person is asked, so both are taken over on request alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from desk.services.clips.by_hand import EntryRequest, enter_by_hand
from desk.services.clips.changes import Change, ChangeResult, Outcome, Part, make_changes
from desk.services.clips.choose import ClipChoice
from desk.services.clips.editing import Editing, edit_clip
from desk.services.clips.errors import ClipError
from desk.services.clips.view import ClipLine, make_lines
from desk.services.workspace import Workspace
from models.clips.clip import Clip, ItemState, Medium
from models.language import _
from reports.clip.read_workbook import FilledBook, FilledRow, read_workbook
from reports.clip.workbook_layout import DROP, DROP_HEAD, ORDER_HEAD

_DAY = re.compile(r"\s*([12][0-9]{3})\s*[-./년]\s*([0-9]{1,2})\s*[-./월]\s*([0-9]{1,2})\s*[.일]?(?:\s.*)?", re.DOTALL)
_PLACE = re.compile(r"0*([0-9]{1,6})\s*(?:\.0*|번|\.)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row that a person added, by its number in the sheet; ``why`` says what it lacks to be an article."""

    line: int
    headline: str
    request: EntryRequest | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledFile:
    """A file that was looked at. ``results`` are of its changes, in the order of its rows.

    ``missing`` are items that it was written with and has no more, though they are in the clip; ``new`` rows that a
    person added. ``unclear`` are the sheet's numbers of rows that are there twice with different entries, ``strange``
    those of rows of another clip: nothing is read of both. ``lost`` are heads of columns to fill in that are gone.
    """

    clip: Clip
    book: FilledBook
    results: Sequence[ChangeResult]
    missing: Sequence[ClipLine] = ()
    new: Sequence[NewRow] = ()
    unclear: Sequence[int] = ()
    strange: Sequence[int] = ()
    lost: Sequence[str] = ()

    @property
    def changed(self) -> int:
        """How many changes are, or would be, made."""
        return sum(one.outcome is Outcome.CHANGED for one in self.results)

    @property
    def enterable(self) -> Sequence[NewRow]:
        """Added rows that can be entered as articles."""
        return [one for one in self.new if one.request is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be taken over beside the changes: that rows which are gone are dropped, that new ones are entered."""

    drops_missing: bool = False
    enters_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What was done: the results, how many items were dropped as their rows were gone, how many rows were entered."""

    clip: Clip
    results: Sequence[ChangeResult]
    dropped: int
    entered: int


@dataclass(frozen=True, slots=True)
class _Plan:
    changes: Sequence[Change]
    missing: Sequence[int]
    unclear: Sequence[int] = field(default=())


class _LookedAtError(Exception):
    """Ends a transaction in which everything was tried and nothing is to be kept."""


def look_at_file(workspace: Workspace, path: Path, who: str = "") -> FilledFile:
    """Read a workbook and say what it would change; nothing is changed.

    Raises ClipFileError, ClipError, ClipNotFoundError, ClipDoneError, ArchiveError.
    """
    book = read_workbook(path)
    found: list[FilledFile] = []

    def work(edit: Editing) -> list[int]:
        _check_clip(edit.clip, book)
        items = edit.items()
        lines = {one.item.id: one for one in make_lines(edit.db, items)}
        known = _name_rows(book, lines.values())
        plan = _plan_changes(known, frozenset(one.id for one in items if one.is_in))
        new = list(_read_new(known.added, edit.clip.day, [one for one in lines.values() if one.item.entry is not None]))
        found.append(
            FilledFile(
                clip=edit.clip,
                book=known,
                results=make_changes(edit, plan.changes, book.seen),
                missing=[lines[one] for one in plan.missing],
                new=new,
                unclear=plan.unclear,
                strange=[one.line for one in book.strange],
                lost=book.lost,
            )
        )
        raise _LookedAtError

    try:
        edit_clip(workspace, ClipChoice(id=book.clip_id), who, work)
    except _LookedAtError:
        return found[0]
    raise AssertionError("a look must not be kept")


def take_over(workspace: Workspace, filled: FilledFile, wanted: Wanted, who: str = "") -> TakenOver:
    """Make the changes of a file that was looked at, all in one transaction. Raises as ``look_at_file`` does."""
    done: list[TakenOver] = []

    def work(edit: Editing) -> list[int]:
        _check_clip(edit.clip, filled.book)
        plan = _plan_changes(filled.book, frozenset(one.id for one in edit.items() if one.is_in))
        asked = {one.item.id for one in filled.missing}
        gone = [one for one in plan.missing if one in asked] if wanted.drops_missing else []
        drops = [Change(item_id=one, part=Part.STATE, value=ItemState.DROPPED) for one in gone]
        results = make_changes(edit, [*plan.changes, *drops], filled.book.seen)
        requests = [one.request for one in filled.new if one.request is not None] if wanted.enters_new else []
        for request in requests:
            enter_by_hand(edit, request)
        done.append(
            TakenOver(clip=edit.clip, results=results[: len(plan.changes)], dropped=len(drops), entered=len(requests))
        )
        return []

    edit_clip(workspace, ClipChoice(id=filled.clip.id), who, work)
    return done[0]


def _check_clip(clip: Clip, book: FilledBook) -> None:
    """Raise ClipError where the file is of a clip that has this number in another archive."""
    if book.day and (book.day, book.name) != (clip.day.isoformat(), clip.name):
        raise ClipError(
            _(
                "The file is of the clip {name} of {day}, which this archive does not have.",
                name=book.name,
                day=book.day,
            )
        )


def _name_rows(book: FilledBook, lines: Iterable[ClipLine]) -> FilledBook:
    """The book with the items of rows that have lost their ids: by outlet and headline, where one item alone has both.

    Only what the file was written with is looked for, so that it is known what such a row said at first.
    """
    taken = {one.item_id for one in book.rows}
    names: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        if line.item.id in book.kept and line.item.id not in taken:
            name = _join(line.article.outlet_title), _join(line.article.headline)
            names.setdefault(name, []).append(line.item.id)
    found: list[FilledRow] = []
    added: list[FilledRow] = []
    for row in book.added:
        ids = names.get((_join(row.others.get("outlet", "")), _join(row.others.get("headline", ""))), [])
        if len(ids) == 1:
            found.append(replace(row, item_id=ids[0]))
        else:
            added.append(row)
    return replace(book, rows=[*book.rows, *found], added=added)


def _plan_changes(book: FilledBook, in_clip: frozenset[int]) -> _Plan:
    """What differs from what the file said at first."""
    rows: dict[int, list[FilledRow]] = {}
    for row in book.rows:
        rows.setdefault(row.item_id, []).append(row)
    changes: list[Change] = []
    unclear: list[int] = []
    for item_id, same in rows.items():
        if len({(one.tone, one.note, one.order, one.drop) for one in same}) > 1:
            unclear += [one.line for one in same]
        else:
            changes += _read_changes(book, item_id, same[0])
    missing = [one for one in book.kept if one not in rows and one in in_clip]
    return _Plan(changes, missing, unclear)


def _read_changes(book: FilledBook, item_id: int, row: FilledRow) -> Iterator[Change]:
    kept = book.kept.get(item_id)
    for head, part, text in (
        ("tone", Part.TONE, row.tone),
        ("note", Part.NOTE, row.note),
        (DROP_HEAD, Part.STATE, row.drop),
        (ORDER_HEAD, Part.PLACE, row.order),
    ):
        if head in row.errors:
            why = _("The cell holds an error: write its value.")
            yield Change(item_id=item_id, part=part, value=text or "", why=why)
    for head, part, value, was in (
        ("tone", Part.TONE, _read_tone(row.tone), None if kept is None else kept.tone),
        ("note", Part.NOTE, row.note, None if kept is None else kept.note.strip()),
    ):
        if value is not None and value != was and head not in row.errors:
            yield Change(item_id=item_id, part=part, value=value, was=was)
    if row.drop and DROP_HEAD not in row.errors:
        is_drop = "".join(row.drop.split()) == DROP
        why = "" if is_drop else _("Choose {drop} for what is to be left out, and leave the others empty.", drop=DROP)
        value = ItemState.DROPPED.value if is_drop else row.drop
        yield Change(item_id=item_id, part=Part.STATE, value=value, was=ItemState.IN.value, why=why)
    if row.order and not row.drop and ORDER_HEAD not in row.errors:
        found = _PLACE.fullmatch(normalize("NFKC", row.order).lstrip("'"))
        place = found[1] if found else row.order
        was = None if kept is None else kept.place
        if place != was:
            yield Change(item_id=item_id, part=Part.PLACE, value=place, was=was)


def _read_tone(text: str | None) -> str | None:
    """A tone that was typed with blanks in it is meant all the same."""
    return None if text is None else "".join(text.split())


def _read_new(rows: Sequence[FilledRow], day: date, known: Sequence[ClipLine]) -> Iterator[NewRow]:
    """The added rows that are not entered yet."""
    there = Counter((_join(one.article.outlet_title), _join(one.article.headline)) for one in known)
    for row in rows:
        texts = row.others
        headline, outlet = _join(texts.get("headline", "")), _join(texts.get("outlet", ""))
        if there[outlet, headline]:
            there[outlet, headline] -= 1
            continue
        if not headline or not outlet:
            why = _("it needs an outlet and a headline")
            yield NewRow(line=row.line, headline=headline, why=why)
            continue
        written = texts.get("date", "")
        published = _read_day(written) if written else day
        if published is None:
            why = _("{text!r} is not a day: write 2026-11-03", text=written)
            yield NewRow(line=row.line, headline=headline, why=why)
            continue
        yield NewRow(line=row.line, headline=headline, request=_make_request(row, outlet, headline, published, texts))


def _make_request(
    row: FilledRow, outlet: str, headline: str, published: date, texts: Mapping[str, str]
) -> EntryRequest:
    url = texts.get("url", "")
    is_online = texts.get("medium", "") == Medium.ONLINE or bool(url)
    found = _PLACE.fullmatch(row.order or "")
    return EntryRequest(
        outlet=outlet,
        headline=headline,
        day=published,
        page=texts.get("page", ""),
        columns=texts.get("columns", ""),
        reporters=[name for name in map(_join, texts.get("reporters", "").split(",")) if name],
        text=texts.get("body", "") or texts.get("gist", ""),
        url=url,
        tone=row.tone or "",
        note=row.note or "",
        medium=Medium.ONLINE if is_online else Medium.PRINT,
        place=max(int(found[1]), 1) if found else None,
    )


def _read_day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _join(text: str) -> str:
    return " ".join(text.split())
