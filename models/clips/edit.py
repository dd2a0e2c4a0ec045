"""What a person's decision changes in a clip: the items as they are then, and the record of what was decided."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.clips.change import Decision, Deed
from models.clips.clip import ClipItem, HandEntry, ItemState


@dataclass(frozen=True, slots=True)
class Edited:
    """Items that are to be written anew, and what is to be noted of them; both empty where nothing changes."""

    items: Sequence[ClipItem] = ()
    decisions: Sequence[Decision] = field(default=())


def set_state(items: Sequence[ClipItem], ids: Collection[int], state: ItemState, who: str, at: datetime) -> Edited:
    """Drop items, or take them in again; those that are so already stay as they are."""
    deed = Deed.DROPPED if state is ItemState.DROPPED else Deed.RESTORED
    changed = [replace(one, state=state, who=who, at=at) for one in items if one.id in ids and one.state is not state]
    return Edited(changed, [Decision(deed=deed, item_id=one.id) for one in changed])


def reorder(items: Sequence[ClipItem], order: Sequence[int], moved: Collection[int], who: str, at: datetime) -> Edited:
    """Items in another order of their ids; ``moved`` are those whose place a person chose."""
    known = {one.id: one for one in items}
    before, after = number_items(items), {}
    changed = []
    for place, number in enumerate(order, 1):
        old = known[number]
        new = replace(old, place=float(place))
        if number in moved:
            new = replace(new, is_placed=True, who=who, at=at)
        after[number] = new
        if new != old:
            changed.append(new)
    now = number_items([after[number] for number in order])
    decisions = [
        Decision(deed=Deed.MOVED, item_id=number, before=_text(before.get(number)), after=_text(now.get(number)))
        for number in order
        if number in moved
    ]
    return Edited(changed, decisions)


def number_items(items: Sequence[ClipItem]) -> dict[int, int]:
    """The number, from 1, of each item that is in the clip, by its id; ``items`` are in their order."""
    return {one.id: number for number, one in enumerate((one for one in items if one.is_in), 1)}


def correct_entry(
    item: ClipItem, change: Callable[[HandEntry], HandEntry], who: str, at: datetime, deed: Deed = Deed.CORRECTED
) -> Edited:
    """Another text of an item that was typed in by hand. Raises ValueError for an article of the archive."""
    if item.entry is None:
        raise ValueError(f"item {item.id} is an article of the archive")
    entry = change(item.entry)
    if entry == item.entry:
        return Edited()
    before, after = _differing(item.entry, entry)
    return Edited(
        [replace(item, entry=entry, who=who, at=at)],
        [Decision(deed=deed, item_id=item.id, before=before, after=after)],
    )


def _differing(old: HandEntry, new: HandEntry) -> tuple[str, str]:
    """What the fields that differ were and are, in words."""
    names = [name for name in HandEntry.__dataclass_fields__ if getattr(old, name) != getattr(new, name)]

    def tell(entry: HandEntry) -> str:
        values = [getattr(entry, name) for name in names]
        return " · ".join(", ".join(value) if isinstance(value, tuple) else str(value) for value in values)

    return tell(old), tell(new)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
