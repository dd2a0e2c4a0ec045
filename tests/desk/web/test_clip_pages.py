"""The clip of the day in the browser, without script and with it: what is done, undone, refused, and by whom."""

import json
import re
from datetime import time
from typing import Any

import pytest

from desk.services.articles import read_marks
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, finish_clip, move_item
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.marks import mark_items
from desk.services.clips.view import list_clips, read_clip_history, show_clip
from desk.services.workspace import Workspace
from models.people.role import Role
from reports.coverage.sentences import NOT_NOTHING
from tests.desk.clips.test_by_hand import SCRIPT_PDF, picture
from tests.support.clip_archive import at
from tests.support.clip_workspace import DAY, OUTLETS, item_of, make_workspace, numbers, store_more, story_article
from tests.support.crawl_runs import add_dead_run
from tests.support.desk_client import Visit, visiting

CLIP = ClipChoice(id=1)


@pytest.fixture
def clip(workspace: Workspace) -> str:
    """The address of a clip of six articles."""
    make_clip(workspace, MakeRequest(day=DAY))
    return "/clip/1"


def order(workspace: Workspace) -> list[str]:
    return numbers(show_clip(workspace, CLIP))


def item(workspace: Workspace, number: str) -> int:
    return item_of(workspace, number, CLIP)


def follow(visit: Visit, answer: Any) -> Any:
    """The page that a form leads to."""
    assert answer.status_code == 303, (answer.status_code, answer.text[:400])
    return visit.read(answer.headers["location"].partition("#")[0])


def press_undo(visit: Visit, page: Any) -> Any:
    """What the button "Undo" of a page does."""
    form = page.xpath("//*[@id='notice']//form")[0]
    return visit.post(form.get("action"), dict(form.form_values()))


def test_a_clip_is_made_by_its_rule_or_begun_empty(visit: Visit, workspace: Workspace) -> None:
    page = follow(visit, visit.post("/clip", {"day": "2026-11-03", "stories": "one", "watch": "견본"}))
    made = show_clip(workspace, CLIP)
    assert made.clip.rule.one_a_story
    assert made.clip.made_by == "김주무관"
    assert len(page.xpath("//ol[@id='clip-rows']/li")) == len(made.lines) == 4
    assert follow(visit, visit.post("/clip", {"day": "2026-11-04", "empty": "1", "name": "시장실"})) is not None
    assert [(one.clip.name, one.count) for one in list_clips(workspace)] == [("시장실", 0), ("견본", 4)]
    assert "시장실" in visit.get("/clip?until=2026-11-05").text


def test_without_a_saved_search_the_rule_says_so_and_an_empty_clip_is_offered(tmp_path: Any) -> None:
    bare = make_workspace(tmp_path / "bare.db")
    from desk.services.watches import remove_watch

    remove_watch(bare, "견본")
    with visiting(bare) as visit:
        assert visit.post("/clip", {"day": "2026-11-03"}).status_code == 400
        page = visit.read("/clip")
        assert page.xpath("//button[@name='empty' and contains(@class,'primary')]")
        assert not page.xpath("//input[@name='watch']")


def test_rows_are_dropped_restored_and_moved_and_each_is_undone(visit: Visit, workspace: Workspace, clip: str) -> None:
    before = order(workspace)
    page = follow(visit, visit.post(f"{clip}/drop", {"item": item(workspace, "3")}))
    assert "3" not in order(workspace)
    press_undo(visit, page)
    assert order(workspace) == before
    page = follow(visit, visit.post(f"{clip}/order", {"item": item(workspace, before[0]), "step": "down"}))
    assert order(workspace)[:2] == [before[1], before[0]]
    press_undo(visit, page)
    assert order(workspace) == before
    visit.post(f"{clip}/order", {"item": item(workspace, before[0]), "behind": item(workspace, before[3])})
    assert order(workspace)[3] == before[0]
    visit.post(f"{clip}/order", {"item": item(workspace, before[0]), "step": "up"})
    visit.post(f"{clip}/order", {"item": item(workspace, before[0]), "before": item(workspace, before[1])})
    assert order(workspace) == before
    assert visit.post(f"{clip}/order", {"item": item(workspace, before[0]), "step": "up"}).status_code == 303
    assert order(workspace) == before


def test_a_part_is_answered_to_htmx_with_one_sentence(visit: Visit, workspace: Workspace, clip: str) -> None:
    answer = visit.post(f"{clip}/drop", {"item": item(workspace, "3")}, part=True)
    assert "<html" not in answer.text
    assert 'id="clip"' in answer.text
    assert 'hx-swap-oob="innerHTML"' in answer.text
    row = visit.post(f"{clip}/marks", {"item": item(workspace, "1"), "tone": "긍정"}, part=True)
    assert row.text.count("<li ") == 1
    assert "김주무관" in row.text


def test_tone_and_note_say_who_and_when_and_are_undone(visit: Visit, workspace: Workspace, clip: str) -> None:
    one = item(workspace, "2")
    visit.post(f"{clip}/marks", {"item": one, "tone": "부정"})
    page = follow(visit, visit.post(f"{clip}/marks", {"item": one, "note": "1면\n사진 크게"}))
    line = next(line for line in show_clip(workspace, CLIP).lines if line.item.id == one)
    assert (line.tone, line.note, line.marked_by) == ("부정", "1면\n사진 크게", "김주무관")
    press_undo(visit, page)
    line = next(line for line in show_clip(workspace, CLIP).lines if line.item.id == one)
    assert (line.tone, line.note) == ("부정", "")
    page = follow(visit, visit.post(f"{clip}/marks", {"item": one, "tone": "긍정"}))
    mark_items(workspace, [one], CLIP, tone="중립", note=None, who="이팀장")
    assert press_undo(visit, page).status_code == 409
    assert show_clip(workspace, CLIP).lines[order(workspace).index("2")].tone == "중립"
    assert visit.post(f"{clip}/marks", {"item": one, "tone": "좋음"}).status_code == 400
    assert visit.post(f"{clip}/marks", {"item": one, "note": "가" * 2001}).status_code == 400


def test_an_article_of_the_paper_is_typed_in_corrected_and_its_scan_shown(
    visit: Visit, workspace: Workspace, clip: str
) -> None:
    words = {
        "clip": "1",
        "outlet": "종이신문",
        "headline": "들꽃길 걸어 보니",
        "page": "3면",
        "columns": "5단",
        "day": "2026-11-03",
    }
    words |= {"reporters": "김견본, 이보기", "text": "들꽃길을 걸었다.", "tone": "긍정", "note": "사진", "place": "1"}
    files = [("scans", ("3면.png", picture("PNG"), "image/png")), ("scans", ("3면.pdf", SCRIPT_PDF, "text/html"))]
    page = follow(visit, visit.post("/clip/entry", words, files=files))
    line = show_clip(workspace, CLIP).lines[0]
    assert line.item.entry is not None
    assert (line.item.entry.page, line.item.entry.columns, line.article.reporters) == ("3", "5", ("김견본", "이보기"))
    shown, kept = (visit.get(f"{clip}/scan/{line.item.id}/{number}") for number in (1, 2))
    assert (shown.content, shown.headers["content-type"]) == (picture("PNG"), "image/png")
    assert kept.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "sandbox" in kept.headers["content-security-policy"]
    assert visit.get(f"{clip}/scan/{line.item.id}/3").status_code == 404
    assert visit.get(f"/clip/1/scan/{item(workspace, '1')}/1").status_code == 404
    form = visit.read(f"{clip}/entry?item={line.item.id}")
    assert form.xpath("//input[@name='headline']/@value") == ["들꽃길 걸어 보니"]
    visit.post("/clip/entry", {**words, "item": str(line.item.id), "headline": "들꽃길 걷다"})
    assert show_clip(workspace, CLIP).lines[0].article.headline == "들꽃길 걷다"
    wrong = form.xpath("//input[@name='drop_scan']/@value")
    visit.post("/clip/entry", {**words, "item": str(line.item.id), "drop_scan": wrong[0]})
    assert [one.name for one in show_clip(workspace, CLIP).lines[0].scans] == ["3면.pdf"]
    assert press_undo(visit, page).status_code == 303
    assert "들꽃길 걸어 보니" not in order(workspace)


def test_an_entry_that_cannot_be_kept_comes_back_with_all_its_words(visit: Visit, clip: str) -> None:
    words = {
        "clip": "1",
        "outlet": "종이신문",
        "headline": "제목",
        "text": "긴 글\n둘째 줄",
        "url": "ftp://x",
        "note": "비고",
    }
    answer = visit.post("/clip/entry", words)
    assert answer.status_code == 400
    for text in ("ftp://x", "종이신문", "긴 글\n둘째 줄", "비고"):
        assert text in answer.text
    answer = visit.post("/clip/entry", {**words, "url": ""}, files={"scans": ("a.png", b"<svg/>", "image/png")})
    assert answer.status_code == 400
    assert "a.png" in answer.text
    assert (
        visit.post("/clip/entry", words, files={"scans": ("a.png", b"0" * 24_000_000, "image/png")}).status_code == 413
    )


def test_proposing_again_shows_only_what_is_new(visit: Visit, workspace: Workspace, clip: str) -> None:
    visit.post(f"{clip}/drop", {"item": item(workspace, "3")})
    visit.post(f"{clip}/order", {"item": item(workspace, "6"), "to": "1"})
    store_more(workspace, story_article(9, "gaon", 200))
    assert "그 뒤로 저장된 기사가" in visit.get(clip).text
    page = follow(visit, visit.post(f"{clip}/propose"))
    assert "1건" in page.xpath("//*[@id='notice']")[0].text_content()
    assert order(workspace)[0] == "6"
    assert "3" not in order(workspace)
    assert "9" in order(workspace)
    visit.post(f"{clip}/propose", {"rule": "1", "stories": "all", "first": OUTLETS["nuri"], "without": ""})
    assert show_clip(workspace, CLIP).clip.rule.first == ("nuri",)


def test_a_finished_clip_changes_no_more_until_it_is_taken_up_again(
    visit: Visit, workspace: Workspace, clip: str
) -> None:
    page = follow(visit, visit.post(f"{clip}/finish", {"done": "1"}))
    assert not page.xpath("//textarea | //button[@name='step'] | //button[@data-drop]")
    for verb in ("drop", "marks", "order"):
        answer = visit.post(f"{clip}/{verb}", {"item": item(workspace, "1"), "step": "up", "tone": "긍정"}, part=True)
        assert answer.status_code == 409
        assert answer.headers["hx-retarget"] == "#notice"
    press_undo(visit, page)
    assert show_clip(workspace, CLIP).clip.done_at is None


def test_a_clip_is_renamed_removed_and_brought_back(visit: Visit, workspace: Workspace, clip: str) -> None:
    page = follow(visit, visit.post(f"{clip}/rename", {"name": "시장실 조간"}))
    assert "시장실 조간" in page.text_content()
    assert visit.post(f"{clip}/rename", {"name": "-x"}).status_code == 400
    page = follow(visit, visit.post(f"{clip}/remove"))
    assert visit.get(clip).status_code == 404
    assert "시장실 조간" in page.xpath("//*[@id='notice']")[0].text_content()
    press_undo(visit, page)
    assert visit.get(clip).status_code == 200
    history = visit.read(f"{clip}/history").text_content()
    for deed in ("이름 바꿈", "스크랩 지움", "스크랩 되살림"):
        assert deed in history, deed
    assert {one.who for one in read_clip_history(workspace, CLIP).changes[-3:]} == {"김주무관"}


def test_a_dead_night_is_never_no_coverage(visit: Visit, workspace: Workspace, clip: str) -> None:
    empty = "2026-11-05"
    add_dead_run(workspace.archive, "sample", at(6, 2))
    follow(visit, visit.post("/clip", {"day": empty}))
    text = visit.read("/clip/2").xpath("//*[@role='note']")[0].text_content()
    assert NOT_NOTHING in text


def test_a_reader_sees_and_downloads_and_changes_nothing(workspace: Workspace, clip: str) -> None:
    mark_items(workspace, [item(workspace, "1")], CLIP, tone="긍정", note="크게", who="이팀장")
    with visiting(workspace, Role.READ) as visit:
        page = visit.read(clip)
        assert "크게" in page.text_content()
        assert not page.xpath("//main//form")
        assert page.xpath("//a[@download]")
        assert visit.get(f"{clip}/entry").status_code == 403
        assert visit.post(f"{clip}/drop", {"item": "1"}).status_code == 403
        assert not visit.read("/clip").xpath("//main//form")


def test_an_article_is_marked_and_the_mark_taken_back(visit: Visit, workspace: Workspace, article_id: int) -> None:
    assert (
        visit.post(f"/a/{article_id}/mark", {"tone": "긍정", "back": "/?q=견본"}).headers["location"]
        == "/?q=%EA%B2%AC%EB%B3%B8"
    )
    assert read_marks(workspace, [article_id])[article_id].tone == "긍정"
    answer = visit.post(f"/a/{article_id}/mark", {"note": "다시 볼 것"}, part=True)
    assert "김주무관" in answer.text
    (mark,) = re.findall(r'name="mark" value="([^"]+)"', answer.text)[:1]
    assert visit.post(f"/a/{article_id}/mark/undo", {"mark": mark.replace("&#43;", "+")}).status_code == 303
    remark = read_marks(workspace, [article_id])[article_id]
    assert (remark.tone, remark.note) == ("긍정", "")
    assert visit.post(f"/a/{article_id}/mark", {"tone": "최고"}).status_code == 400
    assert visit.post("/a/7/mark", {"tone": "긍정"}).status_code == 404
    assert visit.post(f"/a/{article_id}/mark/undo", {"mark": "x"}).status_code == 400


def test_a_tick_goes_into_the_clip_one_works_on_and_the_first_makes_one(
    visit: Visit, workspace: Workspace, article_id: int
) -> None:
    visit.post(f"/a/{article_id}/tick", {"on": "1"})
    assert [one.item.article_id for one in show_clip(workspace).lines] == [article_id]
    assert visit.read("/?q=견본").xpath("//button[@name='on' and @aria-pressed='true']")
    visit.post(f"/a/{article_id}/tick", {"on": "0"})
    view = show_clip(workspace)
    assert (len(view.lines), len(view.dropped)) == (0, 1)
    made = make_clip(workspace, MakeRequest(day=DAY)).clip
    visit.post(f"/clip/{made.id}/drop", {"item": item_of(workspace, "6")})
    assert "6" not in numbers(show_clip(workspace, ClipChoice(id=made.id)))
    visit.post(f"/a/{article_id}/tick", {"on": "1"})
    assert "6" in numbers(show_clip(workspace, ClipChoice(id=made.id)))
    finish_clip(workspace, ClipChoice(id=made.id))
    visit.post(f"/a/{article_id}/tick", {"on": "1"})
    assert [one.item.article_id for one in show_clip(workspace).lines] == [article_id]


def test_the_cut_off_of_a_rule_is_changed_and_taken_away(visit: Visit, workspace: Workspace, clip: str) -> None:
    visit.post(f"{clip}/propose", {"rule": "1", "stories": "all", "cutoff": "09:00"})
    rule = show_clip(workspace, CLIP).clip.rule
    assert rule.cutoff == time(9)
    page = visit.read(clip)
    assert page.xpath("//select[@name='cutoff']/option[@selected]/@value") == ["09:00"]
    visit.post(f"{clip}/propose", {"rule": "1", "stories": "all", "cutoff": ""})
    assert show_clip(workspace, CLIP).clip.rule.cutoff is None
    assert len(list_clips(workspace)) == 1


def test_two_people_at_once_lose_nothing(workspace: Workspace, clip: str) -> None:
    with visiting(workspace, Role.MARK) as visit:
        page = visit.read(clip)
        seen = page.get_element_by_id("clip").get("data-seen")
        move_item(workspace, MoveRequest(item_id=item(workspace, "6"), to=1), CLIP, "이팀장")
        answer = visit.post(f"{clip}/order", {"item": item(workspace, "1"), "to": "3", "seen": seen})
        assert answer.status_code == 409
        assert "이팀장" in answer.text
        assert visit.post(f"{clip}/order", {"item": item(workspace, "1"), "step": "down"}).status_code == 303


def test_a_list_that_shows_everything_is_told_the_new_place_of_a_row_alone(workspace: Workspace, clip: str) -> None:
    with visiting(workspace, Role.MARK) as visit:
        shown = visit.read(clip).get_element_by_id("clip").get("data-seen")
        move = {"item": item(workspace, "1"), "to": "3", "shown": shown}
        answer = visit.post(f"{clip}/order", move, part=True)
        place = json.loads(answer.headers["hx-trigger"])["clip-moved"]
        assert (
            (place["item"], place["number"])
            == (item(workspace, "1"), order(workspace).index("1") + 1)
            == (move["item"], 3)
        )
        assert (answer.headers["hx-reswap"], "clip-row" in answer.text) == ("none", False)
        assert "3번으로" in answer.text
        move_item(workspace, MoveRequest(item_id=item(workspace, "6"), to=1), CLIP, "이팀장")
        later = visit.post(f"{clip}/order", move | {"to": "2", "shown": str(place["seen"])}, part=True)
        assert "hx-trigger" not in later.headers
        assert re.findall(r'<li class="clip-row" id="item-(\d+)"', later.text) == [
            str(line.item.id) for line in show_clip(workspace, CLIP).lines
        ]


@pytest.mark.parametrize(
    "path",
    ["/clip/x", "/clip/99", "/clip/1/file.exe", "/clip/1/entry?item=1", "/clip?until=abc", "/clip/1?did=moved&item=x"],
)
def test_an_address_that_is_none_is_one_sentence(visit: Visit, clip: str, path: str) -> None:
    answer = visit.get(path)
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text
