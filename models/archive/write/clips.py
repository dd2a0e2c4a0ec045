"""Writes clips, their items, scans and decisions, inside one transaction of an archive.

Whoever changes an item says so in ``clip_change``: both are written by one call, so that there is no change without who
and when.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from models.archive.compiled_sql import Database
from models.archive.read import clips as read
from models.archive.row_checksums import CHECKED_COLUMNS, Value, row_checksum
from models.clips.change import ClipChange, Decision, Deed
from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem, ClipRule, HandEntry, ItemState
from models.clips.edit import Edited
from models.clips.stored_text import write_entry, write_rule
from models.records.times import now, time_text


class ClipStore:
    """Writes in the transaction of ``database``, and reads what stands in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, clip_id: int) -> Clip | None:
        """The clip of an id, also one that was removed."""
        return read.get_clip(self._database.driver, clip_id)

    def of_day(self, day: date) -> list[Clip]:
        """The clips of a day, as they were made."""
        return read.read_clips(self._database.driver, day, day)

    def items(self, clip_id: int) -> list[ClipItem]:
        """The items of a clip in their order, those that were dropped too."""
        return read.read_items(self._database.driver, clip_id)

    def item(self, item_id: int) -> ClipItem | None:
        """The item of an id, of whatever clip."""
        return read.get_item(self._database.driver, item_id)

    def changes(self, clip_id: int, after: int = 0) -> tuple[ClipChange, ...]:
        """What was decided in a clip after a change, the oldest first."""
        return read.read_changes(self._database.driver, clip_id, after)

    def last_change(self, clip_id: int) -> int:
        """The id of the last change of a clip."""
        return read.read_last_change(self._database.driver, clip_id)

    def make(self, day: date, name: str, subject: str, rule: ClipRule, who: str) -> Clip | None:
        """A new clip without items; None where the day has one of that name."""
        if any(one.name == name for one in self.of_day(day)):
            return None
        number = self._next("clip")
        at = _now()
        self._add(
            "clip",
            {
                "id": number,
                "day": day.isoformat(),
                "name": name,
                "subject": subject,
                "rule": write_rule(rule),
                "made_at": at,
                "made_by": who,
                "done_at": None,
                "done_by": "",
                "arrival": 0,
                "removed_at": None,
                "removed_by": "",
            },
        )
        self._record(number, [Decision(deed=Deed.MADE, after=name)], who)
        return self._read(number)

    def set_rule(self, clip: Clip, subject: str, rule: ClipRule, who: str) -> Clip:
        """The clip with another subject or rule."""
        if (subject, rule) == (clip.subject, clip.rule):
            return clip
        before, after = write_rule(clip.rule), write_rule(rule)
        self._change("clip", clip.id, {"subject": subject, "rule": after})
        self._record(clip.id, [Decision(deed=Deed.RULE, before=before, after=after)], who)
        return self._read(clip.id)

    def set_arrival(self, clip: Clip, arrival: int) -> Clip:
        """The clip whose rule has seen the archive up to an arrival."""
        if arrival != clip.arrival:
            self._change("clip", clip.id, {"arrival": arrival})
        return self._read(clip.id)

    def finish(self, clip: Clip, who: str, *, is_done: bool) -> Clip:
        """The clip finished, or taken up again; where it is so already, nothing is written."""
        if (clip.done_at is not None) is not is_done:
            done = {"done_at": _now(), "done_by": who} if is_done else {"done_at": None, "done_by": ""}
            self._change("clip", clip.id, done)
            self._record(clip.id, [Decision(deed=Deed.FINISHED if is_done else Deed.REOPENED)], who)
        return self._read(clip.id)

    def rename(self, clip: Clip, name: str, who: str) -> Clip | None:
        """The clip with another name; None where the day has another clip of that name."""
        if name == clip.name:
            return clip
        if any(one.name == name for one in self.of_day(clip.day)):
            return None
        self._change("clip", clip.id, {"name": name})
        self._record(clip.id, [Decision(deed=Deed.RENAMED, before=clip.name, after=name)], who)
        return self._read(clip.id)

    def remove(self, clip: Clip, who: str, *, is_removed: bool) -> Clip | None:
        """The clip removed, or back; None where the day has another clip of its name by now.

        Nothing of it is deleted; where it is so already, nothing is written.
        """
        if clip.is_removed is is_removed:
            return clip
        if not is_removed and any(one.name == clip.name for one in self.of_day(clip.day)):
            return None
        gone = {"removed_at": _now(), "removed_by": who} if is_removed else {"removed_at": None, "removed_by": ""}
        self._change("clip", clip.id, gone)
        deed = Deed.REMOVED if is_removed else Deed.RETURNED
        self._record(clip.id, [Decision(deed=deed, after=clip.name)], who)
        return self._read(clip.id)

    def add_articles(self, clip_id: int, articles: Mapping[int, str], who: str, deed: Deed) -> list[int]:
        """Put articles behind the items of a clip, each with the saved search that found it; the ids of the items.

        ``who`` is '' in the items that the rule proposes (``Deed.PROPOSED``), and noted as who let it run.
        """
        place, by = self._last_place(clip_id), "" if deed is Deed.PROPOSED else who
        ids = []
        for n, (article_id, watch) in enumerate(articles.items(), 1):
            ids.append(self._add_item(clip_id, place + n, by, watch=watch, article_id=article_id))
        self._record(clip_id, [Decision(deed=deed, item_id=one) for one in ids], who)
        return ids

    def add_entry(self, clip_id: int, entry: HandEntry, who: str) -> int:
        """Put an article that was typed in behind the items of a clip; the id of the item."""
        number = self._add_item(clip_id, self._last_place(clip_id) + 1, who, entry=entry)
        self._record(clip_id, [Decision(deed=Deed.ADDED, item_id=number, after=entry.headline)], who)
        return number

    def attach(self, item: ClipItem, scans: Sequence[Attachment], who: str) -> None:
        """Keep scans of an item, bytes as they are."""
        for one in scans:
            self._add(
                "clip_attachment",
                {
                    "id": self._next("clip_attachment"),
                    "item_id": item.id,
                    "name": one.name,
                    "media_type": one.media_type,
                    "sha256": sha256(one.data).hexdigest(),
                    "size": len(one.data),
                    "removed_at": None,
                },
                data=one.data,
            )
        made = [Decision(deed=Deed.ATTACHED, item_id=item.id, after=one.name) for one in scans]
        self._record(item.clip_id, made, who)

    def detach(self, item: ClipItem, scans: Sequence[AttachmentInfo], who: str) -> None:
        """Take scans off an item; their bytes are kept, and nothing shows them any more."""
        for one in scans:
            self._change("clip_attachment", one.id, {"removed_at": _now()})
        made = [Decision(deed=Deed.DETACHED, item_id=item.id, before=one.name) for one in scans]
        self._record(item.clip_id, made, who)

    def apply(self, clip_id: int, edited: Edited, who: str) -> None:
        """Write items as they are now, and what was decided of them."""
        for item in edited.items:
            self._change("clip_item", item.id, _item_row(item))
        self._record(clip_id, edited.decisions, who)

    def _read(self, clip_id: int) -> Clip:
        clip = self.get(clip_id)
        assert clip is not None
        return clip

    def _add_item(
        self, clip_id: int, place: float, who: str, *, watch: str = "",
        article_id: int | None = None, entry: HandEntry | None = None,
    ) -> int:  # fmt: skip
        item = ClipItem(
            id=self._next("clip_item"),
            clip_id=clip_id,
            place=place,
            state=ItemState.IN,
            at=now(),
            article_id=article_id,
            entry=entry,
            who=who,
            watch=watch,
        )
        self._add("clip_item", {"id": item.id, "clip_id": clip_id} | _item_row(item), article_id=article_id)
        return item.id

    def _last_place(self, clip_id: int) -> float:
        sql = "SELECT coalesce(max(place), 0) FROM clip_item WHERE clip_id = ?"
        return float(self._database.driver_run(sql, (clip_id,)).scalar_one())

    def _record(self, clip_id: int, decisions: Sequence[Decision], who: str) -> None:
        at = _now()
        for one in decisions:
            self._add(
                "clip_change",
                {
                    "id": self._next("clip_change"),
                    "clip_id": clip_id,
                    "item_id": one.item_id,
                    "at": at,
                    "who": who,
                    "deed": one.deed.value,
                    "was": one.before,
                    "became": one.after,
                },
            )

    def _next(self, table: str) -> int:
        """The number of the next row. Rows are never deleted, so that a number never comes to mean another one."""
        return int(self._database.driver_run(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())

    def _add(self, table: str, row: dict[str, Value], **unsealed: object) -> None:
        values = {**row, **unsealed, "seal": row_checksum(CHECKED_COLUMNS[table], row)}
        marks = ", ".join("?" for _ in values)
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        self._database.driver_run(sql, tuple(values.values()))

    def _change(self, table: str, number: int, values: Mapping[str, Value]) -> None:
        """Other values in a row, and its checksum."""
        columns = CHECKED_COLUMNS[table]
        names = ", ".join(columns)
        stands = self._database.driver_run(f"SELECT {names} FROM {table} WHERE id = ?", (number,)).one()
        row: dict[str, Value] = {**dict(zip(columns, stands, strict=True)), **values}
        told = {**values, "seal": row_checksum(columns, row)}
        sets = ", ".join(f"{name} = ?" for name in told)
        self._database.driver_run(f"UPDATE {table} SET {sets} WHERE id = ?", (*told.values(), number))


def _item_row(item: ClipItem) -> dict[str, Value]:
    return {
        "entry": "" if item.entry is None else write_entry(item.entry),
        "place": float(item.place),
        "state": item.state.value,
        "is_placed": int(item.is_placed),
        "watch": item.watch,
        "who": item.who,
        "at": time_text(item.at),
    }


def _now() -> str:
    return str(time_text(now()))
