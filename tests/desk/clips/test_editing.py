"""What people change in a clip: alone, two at once, and many things together from a file."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.services.articles import ArticleNotFoundError, RemarkError, add_remarks
from desk.services.clips.add import add_articles
from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.changes import AppliedChanges, Change, Outcome, Part, apply_changes
from desk.services.clips.edit import MoveRequest, drop_items, finish_clip, move_item, restore_items
from desk.services.clips.errors import ClipChangedError, ClipDoneError, ClipError
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.marks import mark_items
from desk.services.clips.view import read_clip_history, show_clip
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.clips.change import Deed
from models.maintenance.verify import verify
from models.open import open_reader
from tests.support.archive_factories import query
from tests.support.clip_workspace import CHOICE, DAY, item_of, make_workspace, numbers, store_more, story_article

ROOT = Path(__file__).resolve().parents[3]
ORDER = ["1", "2", "4", "5", "3", "6"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path / "archive.db")
    make_clip(made, MakeRequest(day=DAY, watches=("견본",), who="김주무관"))
    yield made
    assert list(verify(made.archive)) == []


def shown(workspace: Workspace) -> list[str]:
    return numbers(show_clip(workspace, CHOICE))


def test_what_is_dropped_is_kept_and_comes_back_to_its_place(workspace: Workspace) -> None:
    items = [item_of(workspace, "2"), item_of(workspace, "3")]
    done = drop_items(workspace, items, CHOICE, "박과장")
    assert [(one.number, one.article.article_no) for one in done.changed] == [(None, "2"), (None, "3")]
    assert shown(workspace) == ["1", "4", "5", "6"]
    assert drop_items(workspace, items, CHOICE).changed == []
    assert [one.number for one in restore_items(workspace, items, CHOICE, "최팀장").changed] == [2, 5]
    assert shown(workspace) == ORDER
    told = [(one.deed, one.who) for one in read_clip_history(workspace, CHOICE).changes][-4:]
    assert told == [(Deed.DROPPED, "박과장")] * 2 + [(Deed.RESTORED, "최팀장")] * 2


def test_an_item_of_another_clip_is_not_touched(workspace: Workspace) -> None:
    other = make_clip(workspace, MakeRequest(day=DAY, watches=("견본",), name="석간")).proposed[0]
    before = read_clip_history(workspace, replace(CHOICE, name="석간")).changes
    choice = replace(CHOICE, name="견본")
    for edit in (
        lambda: drop_items(workspace, [item_of(workspace, "1", choice), other], choice),
        lambda: move_item(workspace, MoveRequest(item_id=other, to=1), choice),
        lambda: mark_items(workspace, [other], choice, tone="긍정", note=None),
    ):
        with pytest.raises(ClipError, match=str(other)):
            edit()
    assert numbers(show_clip(workspace, choice)) == ORDER, "all of it or nothing"
    assert read_clip_history(workspace, replace(CHOICE, name="석간")).changes == before


def test_moving(workspace: Workspace) -> None:
    one, three, six = (item_of(workspace, name) for name in "136")
    assert [line.number for line in move_item(workspace, MoveRequest(item_id=six, to=1), CHOICE).changed] == [1]
    assert shown(workspace) == ["6", "1", "2", "4", "5", "3"]
    move_item(workspace, MoveRequest(item_id=six, behind=three), CHOICE)
    assert shown(workspace) == ORDER
    move_item(workspace, MoveRequest(item_id=six, before=one), CHOICE)
    assert shown(workspace) == ["6", *ORDER[:-1]]
    assert move_item(workspace, MoveRequest(item_id=six, to=1), CHOICE).changed == []
    for wrong in (MoveRequest(item_id=six), MoveRequest(item_id=six, behind=six), MoveRequest(item_id=six, before=999)):
        with pytest.raises(ClipError):
            move_item(workspace, wrong, CHOICE)
    drop_items(workspace, [six], CHOICE)
    with pytest.raises(ClipError, match="dropped"):
        move_item(workspace, MoveRequest(item_id=six, to=2), CHOICE)


def test_a_number_that_means_another_place_by_now_is_refused(workspace: Workspace) -> None:
    seen = show_clip(workspace, CHOICE).last_change
    six, two = item_of(workspace, "6"), item_of(workspace, "2")
    mark_items(workspace, [two], CHOICE, tone=None, note="그대로", who="남")
    move_item(workspace, MoveRequest(item_id=six, to=2, seen=seen), CHOICE, "김주무관")
    with pytest.raises(ClipChangedError, match="김주무관"):
        move_item(workspace, MoveRequest(item_id=two, to=1, seen=seen), CHOICE, "박과장")
    assert shown(workspace) == ["1", "6", "2", "4", "5", "3"]
    move_item(workspace, MoveRequest(item_id=two, before=six, seen=seen), CHOICE, "박과장")
    now = show_clip(workspace, CHOICE).last_change
    move_item(workspace, MoveRequest(item_id=six, to=1, seen=now), CHOICE, "박과장")
    assert shown(workspace) == ["6", "1", "2", "4", "5", "3"]


def test_articles_are_put_in_by_id_and_address(workspace: Workspace) -> None:
    ids = store_more(
        workspace,
        story_article(7, "sample", 25, headline="다른 이야기", body="딴 글이다."),
        story_article(8, "gaon", -600, headline="어제 이야기", body="어제 글이다."),
    )
    done = add_articles(workspace, [str(ids[0]), "https://gaon.example/8"], CHOICE, who="박과장")
    assert [one.article.article_no for one in done.changed] == ["8", "7"]
    assert shown(workspace) == ["8", "1", "2", "4", "5", "3", "7", "6"], "where the rule would have them"
    assert {one.item.who for one in done.changed} == {"박과장"}
    assert add_articles(workspace, [str(ids[0])], CHOICE).changed == []
    with pytest.raises(ArticleNotFoundError, match="999"):
        add_articles(workspace, [str(ids[0]), "999"], CHOICE)
    drop_items(workspace, [item_of(workspace, "7")], CHOICE)
    assert [one.number for one in add_articles(workspace, [str(ids[0])], CHOICE).changed] == [7], "it comes back"
    add_articles(workspace, [str(ids[0]), str(ids[1])], CHOICE, place=2)
    assert shown(workspace)[:4] == ["1", "7", "8", "2"]
    make_clip(workspace, MakeRequest(day=DAY))
    assert shown(workspace)[:4] == ["1", "7", "8", "2"]


def test_a_mark_on_an_article_is_a_remark_everywhere(workspace: Workspace) -> None:
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면 기사"), CHOICE)
    paper, one = item_of(workspace, "지면 기사"), item_of(workspace, "1")
    done = mark_items(workspace, [paper, one], CHOICE, tone="긍정", note=" 사진 크게\r\n실림 ", who="박과장")
    assert [(line.tone, line.note, line.marked_by) for line in done.changed] == [
        ("긍정", "사진 크게\n실림", "박과장")
    ] * 2
    assert mark_items(workspace, [paper, one], CHOICE, tone="긍정", note=None).changed == []
    with closing(open_reader(workspace.archive)) as db:
        number = next(item.article_id for item in db.clips.items(1) if item.id == one)
        assert [remark.note for remark in db.remarks.history(number or 0)] == ["사진 크게\n실림"]
    assert mark_items(workspace, [paper], CHOICE, tone="", note="", who="최팀장").changed[0].tone == ""
    for tone, note, error in (("좋음", None, ClipError), (None, "가" * 2_001, RemarkError)):
        with pytest.raises(error):
            mark_items(workspace, [paper, one], CHOICE, tone=tone, note=note)
    told = [(change.deed, change.before, change.after) for change in read_clip_history(workspace, CHOICE).changes]
    assert told[-2:] == [(Deed.TONE, "긍정", ""), (Deed.NOTE, "사진 크게\n실림", "")]


def test_two_people_at_once_lose_nothing(workspace: Workspace) -> None:
    items = [line.item.id for line in show_clip(workspace, CHOICE).lines]
    failed: list[BaseException] = []
    start = threading.Barrier(2)

    def work(who: str, own: list[int]) -> None:
        try:
            start.wait()
            for n in range(4):
                for item in own:
                    move_item(workspace, MoveRequest(item_id=item, to=n + 1), CHOICE, who)
                drop_items(workspace, own, CHOICE, who)
                restore_items(workspace, own[:2], CHOICE, who)
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failed.append(error)

    threads = [threading.Thread(target=work, args=("김주무관", items[:3])),
               threading.Thread(target=work, args=("박과장", items[3:]))]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failed) == 2, "each moves one that it has dropped, in its second round"
    assert {type(error) for error in failed} == {ClipError}
    changes = read_clip_history(workspace, CHOICE).changes
    for who, own in (("김주무관", items[:3]), ("박과장", items[3:])):
        mine = [one for one in changes if one.who == who and one.deed is not Deed.PROPOSED and one.item_id is not None]
        assert {one.item_id for one in mine} == {*own}
        assert [one.deed for one in mine].count(Deed.DROPPED) == 3
    view = show_clip(workspace, CHOICE)
    assert {one.item.id for one in view.dropped} == {items[2], items[5]}


EDIT = """
import os, sys
from desk.services.clips import edit
from desk.services.clips.choose import ClipChoice
from desk.services.workspace import Workspace
from sqlalchemy import event
from sqlalchemy.engine import Engine
left = int(sys.argv[2])
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
event.listen(Engine, "before_cursor_execute", count)
event.listen(Engine, "commit", count)
edit.move_item(Workspace.at(sys.argv[1]), edit.MoveRequest(item_id=6, to=1), ClipChoice(id=1), "박과장")
"""


def test_an_edit_that_is_killed_is_no_edit(workspace: Workspace) -> None:
    before = query(workspace.archive, "SELECT * FROM clip_item"), query(workspace.archive, "SELECT * FROM clip_change")
    killed = 0
    for number in range(1, 200, 4):
        command = [sys.executable, "-c", EDIT, str(workspace.archive), str(number)]
        ran = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=False)
        if ran.returncode == 0:
            break
        assert ran.returncode == -9, ran.stderr
        now = query(workspace.archive, "SELECT * FROM clip_item"), query(workspace.archive, "SELECT * FROM clip_change")
        if now != before:
            break  # killed behind the edit, which is whole: see below
        Archive.open(workspace.archive).close()
        killed += 1
    assert killed >= 4
    assert shown(workspace) == ["1", "2", "4", "5", "3", "6"] or shown(workspace)[0] != "1"
    assert query(workspace.archive, "SELECT place FROM clip_item WHERE id = 6") == [(1.0,)]


def outcomes(applied: AppliedChanges) -> list[Outcome]:
    return [one.outcome for one in applied.results]


def test_many_changes_are_looked_at_first_and_then_made_together(workspace: Workspace) -> None:
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면 기사"), CHOICE)
    view = show_clip(workspace, CHOICE)
    assert numbers(view) == ["지면 기사", *ORDER]
    item = {name: item_of(workspace, name) for name in numbers(view)}
    changes = [
        Change(item_id=item["1"], part=Part.TONE, value="부정", was=""),
        Change(item_id=item["지면 기사"], part=Part.NOTE, value="1면 사진", was=""),
        Change(item_id=item["6"], part=Part.PLACE, value="1", was="7"),
        Change(item_id=item["4"], part=Part.PLACE, value="3", was="4"),
        Change(item_id=item["2"], part=Part.STATE, value="dropped", was="in"),
        Change(item_id=item["3"], part=Part.NOTE, value="", was=""),
        Change(item_id=item["3"], part=Part.TONE, value="긍적", was=""),
        Change(item_id=item["2"], part=Part.PLACE, value="2", was="3"),
        Change(item_id=item["5"], part=Part.PLACE, value="두번째"),
        Change(item_id=999, part=Part.NOTE, value="?"),
    ]
    expected = [
        *[Outcome.CHANGED] * 5, Outcome.SAME, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED,
    ]  # fmt: skip
    before = query(workspace.archive, "SELECT * FROM clip_item"), read_clip_history(workspace, CHOICE).changes
    looked = apply_changes(workspace, changes, CHOICE, seen=view.last_change, dry_run=True, who="박과장")
    assert (outcomes(looked), looked.is_applied) == (expected, False)
    assert (query(workspace.archive, "SELECT * FROM clip_item"), read_clip_history(workspace, CHOICE).changes) == before
    assert [one.before for one in looked.results[:3]] == ["", "", "7"]
    assert all(one.why for one in looked.results if one.outcome is Outcome.REFUSED)
    done = apply_changes(workspace, changes, CHOICE, seen=view.last_change, who="박과장")
    assert (outcomes(done), done.is_applied) == (expected, True)
    after = show_clip(workspace, CHOICE)
    assert numbers(after) == ["6", "지면 기사", "4", "1", "5", "3"]
    assert done.last_change == after.last_change
    marks = {one.article.article_no or one.article.headline: (one.tone, one.note, one.marked_by) for one in after.lines}
    assert marks["1"] == ("부정", "", "박과장")
    assert marks["지면 기사"] == ("", "1면 사진", "박과장")
    again = apply_changes(workspace, changes[:2] + changes[4:5], CHOICE, who="박과장")
    assert outcomes(again) == [Outcome.SAME] * 3
    assert again.last_change == after.last_change


def test_what_somebody_else_changed_meanwhile_stays(workspace: Workspace) -> None:
    seen = show_clip(workspace, CHOICE).last_change
    one, two, three, six = (item_of(workspace, name) for name in "1236")
    with closing(open_reader(workspace.archive)) as db:
        article = next(item.article_id for item in db.clips.items(1) if item.id == one)
    add_remarks(workspace, [f"id:{article}"], tone="중립", note=None, who="최팀장")
    drop_items(workspace, [two], CHOICE, "최팀장")
    move_item(workspace, MoveRequest(item_id=six, to=1), CHOICE, "최팀장")
    changes = [
        Change(item_id=one, part=Part.TONE, value="긍정", was=""),
        Change(item_id=two, part=Part.STATE, value="in", was="in"),
        Change(item_id=six, part=Part.PLACE, value="3", was="6"),
        Change(item_id=three, part=Part.PLACE, value="2", was="5"),
        Change(item_id=one, part=Part.NOTE, value="그래도", was=""),
    ]
    done = apply_changes(workspace, changes, CHOICE, seen=seen, who="박과장")
    assert outcomes(done) == [Outcome.CONFLICT, Outcome.CONFLICT, Outcome.CONFLICT, Outcome.CHANGED, Outcome.CHANGED]
    assert {result.who for result in done.results if result.outcome is Outcome.CONFLICT} == {"최팀장"}
    assert shown(workspace) == ["6", "3", "1", "4", "5"]
    line = next(line for line in show_clip(workspace, CHOICE).lines if line.item.id == one)
    assert (line.tone, line.note) == ("중립", "그래도")
    finish_clip(workspace, CHOICE)
    with pytest.raises(ClipDoneError):
        apply_changes(workspace, changes, CHOICE, dry_run=True)
