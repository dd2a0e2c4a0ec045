"""Making a clip by its rule, and letting the rule run again over what people have decided."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, drop_items, finish_clip, move_item, restore_items
from desk.services.clips.errors import ClipDoneError, ClipError, ClipNotFoundError
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.view import list_clips, show_clip
from desk.services.search import OutletNotFoundError
from desk.services.watches import WatchNotFoundError, add_watch, remove_watch
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.maintenance.verify import verify
from models.open import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.outlet import RELEASES, Outlet
from reports.clip.template import Template
from tests.support.clip_archive import at
from tests.support.clip_workspace import CHOICE, DAY, a_day, item_of, make_workspace, numbers, store_more, story_article
from tests.support.crawl_runs import add_dead_run

REQUEST = MakeRequest(day=DAY, watches=("견본",), who="김주무관")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path / "archive.db")
    yield made
    assert list(verify(made.archive)) == []


def test_a_clip_has_what_the_saved_search_found_in_its_day(workspace: Workspace) -> None:
    store_more(
        workspace, story_article(7, "sample", 24 * 60), story_article(8, "sample", 5, headline="다른 시", body="딴 말")
    )
    made = make_clip(workspace, REQUEST)
    assert (made.is_new, len(made.proposed), made.total) == (True, 6, 6)
    assert (made.clip.name, made.clip.subject, made.clip.made_by) == ("견본", "‘견본’", "김주무관")
    assert made.coverage.is_whole(6)
    view = show_clip(workspace, CHOICE)
    assert numbers(view) == ["1", "2", "4", "5", "3", "6"], "one text stands together"
    assert [one.outlets for one in view.lines] == [0, 3, 3, 3, 0, 0]
    assert {one.item.who for one in view.lines} == {""}
    assert {one.item.watch for one in view.lines} == {"견본"}
    assert [one.number for one in view.lines] == [1, 2, 3, 4, 5, 6]


def test_what_people_decided_stays_when_the_rule_runs_again(workspace: Workspace) -> None:
    make_clip(workspace, REQUEST)
    drop_items(workspace, [item_of(workspace, "3")], CHOICE, "박과장")
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "6"), to=1), CHOICE, "박과장")
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "1"), to=99), CHOICE, "박과장")
    store_more(workspace, story_article(7, "nuri", 2), story_article(8, "sample", 90))
    made = make_clip(workspace, replace(REQUEST, watches=None))
    assert (made.is_new, len(made.proposed), made.total) == (False, 2, 7)
    view = show_clip(workspace, CHOICE)
    assert numbers(view) == ["6", "7", "2", "4", "5", "8", "1"]
    assert numbers(view, dropped=True) == ["3"]
    assert view.dropped[0].item.who == "박과장"


def test_a_run_that_finds_nothing_new_changes_nothing(workspace: Workspace) -> None:
    first = make_clip(workspace, REQUEST)
    again = make_clip(workspace, REQUEST)
    assert (again.proposed, again.last_change, again.clip) == ([], first.last_change, first.clip)
    assert not show_clip(workspace, CHOICE).is_behind
    store_more(workspace, story_article(7, "nuri", 2))
    assert show_clip(workspace, CHOICE).is_behind


steps = st.lists(
    st.tuples(st.sampled_from(("drop", "restore", "move", "new", "run")), st.integers(0, 9), st.integers(1, 9)),
    max_size=8,
)


@given(steps)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_people_do_no_run_undoes_it(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int, int]]
) -> None:
    workspace = make_workspace(tmp_path_factory.mktemp("clip") / "archive.db")
    make_clip(workspace, REQUEST)
    for n, (what, which, place) in enumerate(done):
        view = show_clip(workspace, CHOICE)
        before = numbers(view), numbers(view, dropped=True)
        if what == "drop" and view.lines:
            drop_items(workspace, [view.lines[which % len(view.lines)].item.id], CHOICE)
        elif what == "restore" and view.dropped:
            restore_items(workspace, [view.dropped[which % len(view.dropped)].item.id], CHOICE)
        elif what == "move" and view.lines:
            move_item(workspace, MoveRequest(item_id=view.lines[which % len(view.lines)].item.id, to=place), CHOICE)
        elif what == "new":
            store_more(workspace, story_article(20 + n, "gaon", which * 13))
        elif what == "run":
            make_clip(workspace, replace(REQUEST, watches=None))
            view = show_clip(workspace, CHOICE)
            assert numbers(view, dropped=True) == before[1]
            assert [one for one in numbers(view) if one in before[0]] == before[0]
    assert list(verify(workspace.archive)) == []


def test_of_one_text_one_article_and_never_another_copy_of_what_was_dropped(workspace: Workspace) -> None:
    made = make_clip(workspace, replace(REQUEST, one_a_story=True))
    assert numbers(show_clip(workspace, CHOICE)) == ["1", "2", "3", "6"]
    assert made.copies == 2
    drop_items(workspace, [item_of(workspace, "2")], CHOICE)
    assert make_clip(workspace, REQUEST).proposed == []
    make_clip(workspace, replace(REQUEST, one_a_story=False))
    assert numbers(show_clip(workspace, CHOICE)) == ["1", "4", "5", "3", "6"], "the rule was changed by a person"


def test_who_comes_first_and_who_is_left_out(workspace: Workspace) -> None:
    made = make_clip(workspace, replace(REQUEST, first=("누리방송",), without=("gaon",), one_a_story=True))
    assert made.clip.rule.first == ("nuri",)
    assert made.left_out == 2
    assert numbers(show_clip(workspace, CHOICE)) == ["3", "5", "1"]
    with pytest.raises(OutletNotFoundError, match="누리신문"):
        make_clip(workspace, replace(REQUEST, first=("누리신문",)))
    with pytest.raises(ClipError, match="gaon"):
        make_clip(workspace, replace(REQUEST, first=("가온신문",)))
    assert numbers(show_clip(workspace, CHOICE)) == ["3", "5", "1"]


def test_an_outlet_that_was_only_typed_in_can_come_first(workspace: Workspace) -> None:
    make_clip(workspace, REQUEST)
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면 기사"), CHOICE)
    assert numbers(show_clip(workspace, CHOICE))[0] == "지면 기사", "a day begins before its hours"
    make_clip(workspace, replace(REQUEST, first=("견본일보", "종이신문")))
    assert numbers(show_clip(workspace, CHOICE))[:2] == ["1", "4"]
    assert numbers(show_clip(workspace, CHOICE))[4] == "지면 기사"


def test_a_cut_off_takes_what_came_since_the_one_before_and_what_came_late(tmp_path: Path) -> None:
    late = story_article(8, "gaon", -17 * 60, fetched_at=at(3, 8))
    workspace = make_workspace(tmp_path / "archive.db", *a_day(), story_article(7, "gaon", -60), late)
    request = replace(REQUEST, cutoff=time(9, 30))
    made = make_clip(workspace, request)
    assert made.clip.name == "견본 09:30"
    assert numbers(show_clip(workspace, ClipChoice(day=DAY, name="견본 09:30"))) == ["1", "2", "3"]
    morning = make_clip(workspace, replace(request, cutoff=time(9)))
    assert numbers(show_clip(workspace, ClipChoice(id=morning.clip.id))) == ["8", "7"], "what came late is in, too"
    own = make_clip(workspace, replace(request, cutoff=time(10), cutoffs=(time(10),), name="하루"))
    assert numbers(show_clip(workspace, ClipChoice(id=own.clip.id))) == ["8", "7", "1", "2", "4", "5", "3", "6"]
    assert own.clip.rule.cutoffs == (time(10),)
    none_late = make_clip(workspace, replace(request, cutoff=time(9), name="딱", late_hours=0))
    assert numbers(show_clip(workspace, ClipChoice(id=none_late.clip.id))) == ["7"]
    assert Template().late_hours > 0


def test_an_offices_own_releases_are_no_coverage(workspace: Workspace) -> None:
    with Archive.open(workspace.archive) as archive:
        archive.upsert_outlet(Outlet(id="city", title="견본시청", family="", home="", kind=RELEASES))
    store_more(workspace, story_article(9, "city", 7, outlet_title="견본시청"))
    with Archive.open(workspace.archive) as archive:
        archive.upsert_outlet(Outlet(id="city", title="견본시청", family="", home="", kind=RELEASES))
    make_clip(workspace, REQUEST)
    assert "9" not in numbers(show_clip(workspace, CHOICE))


def test_all_saved_searches_are_meant_where_none_is_named(workspace: Workspace) -> None:
    add_watch(workspace, "소식 둘", parse("소식 2"), Filters())
    made = make_clip(workspace, MakeRequest(day=DAY))
    assert (made.clip.name, made.clip.rule.watches) == ("스크랩", ())
    assert made.clip.subject == "‘견본’·‘소식 둘’"
    assert made.total == 6, "what two searches find is in once"
    remove_watch(workspace, "견본")
    remove_watch(workspace, "소식 둘")
    with pytest.raises(WatchNotFoundError, match="watch add"):
        make_clip(workspace, MakeRequest(day=DAY))
    assert len(show_clip(workspace, CHOICE).lines) == 6


def test_a_night_that_failed_is_said_of_a_clip_without_articles(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "archive.db")
    day = date(2026, 11, 9)
    for outlet in ("sample", "gaon", "nuri"):
        add_dead_run(workspace.archive, outlet, at(9, 2))
    made = make_clip(workspace, replace(REQUEST, day=day))
    assert made.total == 0
    assert not made.coverage.is_whole(0)
    assert not show_clip(workspace, ClipChoice(day=day)).coverage.is_whole(0)


def test_which_clip_is_meant(workspace: Workspace) -> None:
    with pytest.raises(ClipNotFoundError, match="no clip yet"):
        show_clip(workspace)
    first = make_clip(workspace, replace(REQUEST, name="조간")).clip
    for choice in (ClipChoice(), ClipChoice(name="조간")):
        with pytest.raises(ClipNotFoundError, match="clips of 2026-11-03: choose one with `--day 2026-11-03`"):
            show_clip(workspace, choice)
    second = make_clip(workspace, replace(REQUEST, name="석간")).clip
    with pytest.raises(ClipNotFoundError, match="조간, 석간"):
        show_clip(workspace, CHOICE)
    with pytest.raises(ClipNotFoundError, match="주간"):
        show_clip(workspace, ClipChoice(day=DAY, name="주간"))
    assert show_clip(workspace, ClipChoice(day=DAY, name=" 석간 ")).clip == second
    finish_clip(workspace, ClipChoice(id=first.id))
    assert show_clip(workspace, CHOICE).clip == second, "the other one is finished"
    assert make_clip(workspace, MakeRequest(day=DAY)).clip.id == second.id
    assert [(one.clip.name, one.count) for one in list_clips(workspace)] == [("조간", 6), ("석간", 6)]
    assert list_clips(workspace, DAY + timedelta(days=1)) == ()
    with pytest.raises(ClipNotFoundError, match="99"):
        show_clip(workspace, ClipChoice(id=99))


@pytest.mark.parametrize("name", ["", " ", "-x", "가" * 61, "줄\x1b[31m"])
def test_a_name_that_is_none_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(ClipError, match="name"):
        make_clip(workspace, replace(REQUEST, name=name))
    assert list_clips(workspace) == ()


def test_a_finished_clip_is_changed_by_nobody(workspace: Workspace) -> None:
    make_clip(workspace, REQUEST)
    finished = finish_clip(workspace, CHOICE, who="박과장")
    assert finished.done_by == "박과장"
    store_more(workspace, story_article(7, "nuri", 2))
    item = item_of(workspace, "1")
    for edit in (
        lambda: make_clip(workspace, REQUEST),
        lambda: drop_items(workspace, [item], CHOICE),
        lambda: move_item(workspace, MoveRequest(item_id=item, to=3), CHOICE),
        lambda: add_by_hand(workspace, EntryRequest(outlet="종이", headline="지면"), CHOICE),
    ):
        with pytest.raises(ClipDoneError, match="done --undo"):
            edit()
    assert numbers(show_clip(workspace, CHOICE)) == ["1", "2", "4", "5", "3", "6"]
    assert finish_clip(workspace, CHOICE, is_done=False).done_at is None
    assert len(make_clip(workspace, REQUEST).proposed) == 1


def test_an_archive_that_is_only_read_has_clips_to_read(workspace: Workspace) -> None:
    make_clip(workspace, REQUEST)
    with closing(open_reader(workspace.archive)) as db:
        assert len(db.clips.items(db.clips.all()[0].id)) == 6
