"""A clip that gets another name, and one that a person removes: what was decided stays, and by whom and when."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import drop_items, finish_clip
from desk.services.clips.errors import ClipDoneError, ClipError, ClipNotFoundError
from desk.services.clips.make import MakeRequest, make_clip, name_usual_clip
from desk.services.clips.removing import remove_clip, rename_clip, return_clip
from desk.services.clips.view import list_clips, read_clip_history, show_clip
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import ClipRule
from models.maintenance.verify import verify
from tests.support.clip_workspace import CHOICE, DAY, item_of, make_workspace, numbers, store_more, story_article

REMOVED = ClipChoice(day=DAY, is_removed=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = make_workspace(tmp_path / "archive.db")
    make_clip(workspace, MakeRequest(day=DAY, watches=("견본",)))
    return workspace


def deeds(workspace: Workspace, choice: ClipChoice) -> list[tuple[Deed, str, str, str]]:
    changes = read_clip_history(workspace, choice).changes
    return [(one.deed, one.who, one.before, one.after) for one in changes if one.item_id is None]


def test_a_rule_means_the_clip_that_a_person_renamed(workspace: Workspace) -> None:
    drop_items(workspace, [item_of(workspace, "1")], CHOICE, "김주무관")
    renamed = rename_clip(workspace, " 시장실  조간 ", CHOICE, "김주무관")
    assert renamed.name == "시장실 조간"
    store_more(workspace, story_article(7, "nuri", 5))
    again = make_clip(workspace, MakeRequest(day=DAY, watches=("견본",)))
    assert (again.clip.id, again.is_new, len(again.proposed)) == (renamed.id, False, 1)
    assert "1" not in numbers(show_clip(workspace, CHOICE))
    assert deeds(workspace, CHOICE)[-1] == (Deed.RENAMED, "김주무관", "견본", "시장실 조간")


@pytest.mark.parametrize("name", ["", "-빼기", "가" * 61, "두\n줄\x1b[2J"])
def test_a_name_that_is_none_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(ClipError):
        rename_clip(workspace, name, CHOICE)
    assert show_clip(workspace, CHOICE).clip.name == "견본"


def test_two_clips_of_a_day_never_get_one_name(workspace: Workspace) -> None:
    make_clip(workspace, MakeRequest(day=DAY, name="저녁"))
    with pytest.raises(ClipError, match="저녁"):
        rename_clip(workspace, "저녁", ClipChoice(day=DAY, name="견본"))
    assert [one.clip.name for one in list_clips(workspace)] == ["견본", "저녁"]


def test_a_removed_clip_is_listed_nowhere_and_comes_back_as_it_was(workspace: Workspace) -> None:
    drop_items(workspace, [item_of(workspace, "1")], CHOICE, "김주무관")
    before = numbers(show_clip(workspace, CHOICE))
    gone = remove_clip(workspace, CHOICE, "이팀장")
    assert list_clips(workspace) == ()
    with workspace.open_reader() as db:
        items = db.clips.items(gone.id)
        assert db.clips.holding([one.article_id for one in items if one.article_id is not None]) == {}
    for choice in (CHOICE, ClipChoice(id=gone.id), ClipChoice(day=DAY, name="견본")):
        with pytest.raises(ClipNotFoundError):
            show_clip(workspace, choice)
    (listed,) = list_clips(workspace, removed=True)
    assert (listed.clip.name, listed.count, listed.clip.removed_by) == ("견본", 5, "이팀장")
    assert listed.clip.removed_at is not None
    assert numbers(show_clip(workspace, REMOVED)) == before
    back = return_clip(workspace, ClipChoice(day=DAY, name="견본"), "박과장")
    assert (back.id, back.name) == (gone.id, "견본")
    view = show_clip(workspace, CHOICE)
    assert (numbers(view), numbers(view, dropped=True)) == (before, ["1"])
    assert [one[:2] for one in deeds(workspace, CHOICE)[-2:]] == [
        (Deed.REMOVED, "이팀장"),
        (Deed.RETURNED, "박과장"),
    ]
    assert list(verify(workspace.archive)) == []


def test_the_name_of_a_removed_clip_is_free_again(workspace: Workspace) -> None:
    first = remove_clip(workspace, CHOICE)
    made = make_clip(workspace, MakeRequest(day=DAY, watches=("견본",)))
    assert made.is_new
    with pytest.raises(ClipError, match="견본"):
        return_clip(workspace, ClipChoice(day=DAY))
    second = remove_clip(workspace, CHOICE)
    assert return_clip(workspace, ClipChoice(day=DAY)).id == second.id != first.id, "the one that was removed last"
    assert [one.clip.id for one in list_clips(workspace, removed=True)] == [first.id]


def test_a_finished_clip_is_neither_renamed_nor_removed(workspace: Workspace) -> None:
    finish_clip(workspace, CHOICE, who="김주무관")
    for change in (lambda: rename_clip(workspace, "다른", CHOICE), lambda: remove_clip(workspace, CHOICE)):
        with pytest.raises(ClipDoneError, match="김주무관"):
            change()


def test_what_is_not_removed_cannot_be_brought_back(workspace: Workspace) -> None:
    for choice in (ClipChoice(day=DAY), ClipChoice(id=1), ClipChoice(id=99)):
        with pytest.raises(ClipNotFoundError):
            return_clip(workspace, choice)


def test_which_clip_a_rule_means_that_names_none(workspace: Workspace) -> None:
    other = DAY + timedelta(days=1)
    assert name_usual_clip(workspace, DAY, ClipRule()) == "견본", "the only one of the day"
    assert name_usual_clip(workspace, other, ClipRule()) == "스크랩"
    make_clip(workspace, MakeRequest(day=DAY, name="저녁"))
    assert name_usual_clip(workspace, DAY, ClipRule()) == "스크랩", "of two neither is meant"
    assert name_usual_clip(workspace, DAY, ClipRule(watches=("견본",))) == "견본"
