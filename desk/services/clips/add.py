"""Puts articles of the archive into a clip that no rule proposed, or that somebody had dropped."""

from collections.abc import Sequence

from desk.services.articles import find_article
from desk.services.clips.choose import TODAY, ClipChoice
from desk.services.clips.editing import EditedClip, Editing, edit_clip, list_shown
from desk.services.clips.sort_keys import order_items
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import ItemState
from models.clips.edit import reorder, set_state
from models.clips.order import move_many
from models.records.times import now


def add_articles(
    workspace: Workspace, names: Sequence[str], choice: ClipChoice = TODAY, *, place: int | None = None, who: str = ""
) -> EditedClip:
    """Put articles into the clip: rows of the last search, ids or addresses; one that was dropped comes back.

    They stand where the rule would put them, or, in the order given, from a number on. What is in the clip already is
    not among the changed lines, unless it was moved. Raises ArticleNotFoundError, ClipNotFoundError, ClipDoneError,
    ArchiveError.
    """

    def work(edit: Editing) -> list[int]:
        asked = list(dict.fromkeys(find_article(workspace, edit.db, name)[0] for name in names))
        known = {one.article_id: one for one in edit.items()}
        back = {known[one].id for one in asked if one in known and not known[one].is_in}
        edit.apply(set_state(edit.items(), back, ItemState.IN, edit.who, now()))
        strangers = {one: "" for one in asked if one not in known}
        new = edit.clips.add_articles(edit.clip.id, strangers, edit.who, Deed.ADDED)
        items = edit.items()
        order, changed = order_items(edit.db, edit.clip, items, new), {*back, *new}
        if place is not None:
            of_article = {one.article_id: one.id for one in items}
            changed = {of_article[one] for one in asked}
            places = {of_article[one]: place + at for at, one in enumerate(asked)}
            order = move_many(order, list_shown(items, order), places)
        edit.apply(reorder(items, order, changed if place is not None else (), edit.who, now()))
        return [one for one in order if one in changed]

    return edit_clip(workspace, choice, who, work)
