"""`news clip` as a person types it: what is printed, which rows are meant, and what is refused."""

import json
import sys
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import news
from desk.output.messages import foreseen
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, drop_items, move_item
from desk.services.watches import add_watch
from desk.services.workspace import Workspace
from models.maintenance.verify import verify
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import now
from tests.desk.clips.test_by_hand import SCRIPT_PDF, picture, zipped
from tests.support.clip_archive import an_article, at, stored
from tests.support.clip_workspace import item_of, make_workspace, store_more, story_article
from tests.support.crawl_runs import add_dead_run

DAY = ["--day", "2026-11-03"]
CHOICE = ClipChoice(id=1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "archive.db")


def call(workspace: Workspace, *words: object, code: int = 0, user: str = "김주무관") -> Result:
    arguments = [*map(str, words), "--archive", str(workspace.archive)]
    ran = CliRunner().invoke(news, arguments, env={"NEWS_USER": user})
    assert told(ran)[0] == code, (ran.output, ran.exception)
    return ran


def told(ran: Result) -> tuple[int, str]:
    """The exit code, and the sentence of what was refused."""
    error = ran.exception
    if error is None or isinstance(error, SystemExit):
        return ran.exit_code, ran.stderr
    found = foreseen(error)
    assert found is not None, error
    return found


def rows(ran: Result) -> list[str]:
    """The numbers that stand at the end of the headlines, in the order of the rows."""
    return [line.rsplit(" ", 1)[-1] for line in ran.stdout.splitlines() if line[:1].isdigit() and "·" not in line]


def clip(workspace: Workspace, verb: str, *words: object, code: int = 0, user: str = "김주무관") -> Result:
    return call(workspace, "clip", verb, *words, *DAY, code=code, user=user)


def test_a_morning(workspace: Workspace) -> None:
    made = clip(workspace, "new")
    assert rows(made) == ["1", "2", "4", "5", "3", "6"]
    assert made.stdout.splitlines()[0].startswith("2026.11.03.(화) · 스크랩 · ‘견본’ · 6 articles")
    assert "6 articles" in made.stderr
    clip(workspace, "drop", "3-4")
    assert "1  견본시 소식 6" in clip(workspace, "move", "6", "--to", "1").stderr
    clip(workspace, "mark", "1", "2", "--tone", "긍정", "--note", "사진 크게")
    store_more(workspace, story_article(7, "nuri", 5))
    shown = clip(workspace, "show")
    assert rows(shown) == ["6", "1", "2", "3"]
    assert "2 articles were dropped" in shown.stderr
    assert "`news clip new`" in shown.stderr
    assert "긍정 · 사진 크게" in shown.stdout
    again = clip(workspace, "new")
    assert rows(again) == ["6", "1", "7", "2", "3"]
    assert "1 new, 5 articles in all" in again.stderr
    call(workspace, "search", "소식", "-n", "3", code=1)  # no crawl for long
    assert "Nothing changed: in the clip already" in clip(workspace, "add", "row:1").stderr
    page = workspace.folder / "스크랩.html"
    clip(workspace, "write", "-o", page)
    assert page.read_text("utf-8").index("소식 6") < page.read_text("utf-8").index("소식 1")
    assert "finished at" in clip(workspace, "done").stderr
    assert "done --undo" in told(clip(workspace, "drop", "1", code=1))[1]
    assert "done --undo" in told(clip(workspace, "new", code=1))[1]
    clip(workspace, "done", "--undo")
    clip(workspace, "drop", "1")
    assert list(verify(workspace.archive)) == []


def test_a_row_means_what_stood_there_when_it_was_shown(workspace: Workspace) -> None:
    clip(workspace, "new")
    drop_items(workspace, [item_of(workspace, "1", CHOICE)], CHOICE, "박과장")
    clip(workspace, "drop", "2")
    clip(workspace, "drop", "3")
    assert rows(clip(workspace, "show")) == ["5", "3", "6"], "2 and 4 went, which stood in these rows"
    assert rows(clip(workspace, "show", "--dropped")) == ["5", "3", "6", "1", "2", "4"]
    clip(workspace, "drop", "--undo", "4", "6")
    assert rows(clip(workspace, "show")) == ["1", "4", "5", "3", "6"]
    assert "5 rows" in told(clip(workspace, "drop", "6", code=2))[1]


def test_a_number_is_refused_where_somebody_has_moved_rows_since(workspace: Workspace) -> None:
    clip(workspace, "new")
    move_item(workspace, MoveRequest(item_id=item_of(workspace, "6", CHOICE), to=1), CHOICE, "박과장")
    assert "박과장" in told(clip(workspace, "move", "3", "--to", "2", code=1))[1]
    clip(workspace, "move", "3", "--after", "1")
    assert rows(clip(workspace, "show")) == ["6", "1", "4", "2", "5", "3"]
    clip(workspace, "move", "6", "--to", "1")
    clip(workspace, "move", "5", "--to", "2")
    clip(workspace, "move", "1", "--before", "2")
    drop_items(workspace, [item_of(workspace, "2", CHOICE)], CHOICE, "박과장")
    clip(workspace, "drop", "5")
    assert "박과장" in told(clip(workspace, "move", "3", "--to", "2", code=1))[1], (
        "an edit of one's own hides no other's"
    )
    assert rows(clip(workspace, "show")) == ["3", "6", "1", "4"]


def test_the_rule_is_told_by_options_and_kept(workspace: Workspace) -> None:
    made = clip(workspace, "new", "--watch", "견본", "--one-a-story", "--first", "누리방송", "--without", "가온신문")
    assert rows(made) == ["3", "5", "1"]
    assert "Not proposed, of outlets that are left out: 2 articles" in made.stderr
    assert "same text of another outlet: 1 article" in made.stderr
    store_more(workspace, story_article(7, "gaon", 1), story_article(8, "nuri", 1))
    assert rows(clip(workspace, "new")) == ["8", "3", "5", "1"]
    record = json.loads(call(workspace, "clip", "list", "--json").stdout)
    assert record["rule"] == {
        "watches": ["견본"],
        "cutoff": None,
        "one_a_story": True,
        "first": ["nuri"],
        "without": ["gaon"],
    }
    assert "no outlet" in told(clip(workspace, "new", "--first", "없는신문", code=2))[1]
    assert "없는 검색" in told(clip(workspace, "new", "--watch", "없는 검색", code=2))[1]


def test_a_template_names_the_cut_offs(workspace: Workspace) -> None:
    form = workspace.folder / "양식.toml"
    form.write_text('cutoffs = ["09:15"]\n', "utf-8")
    assert rows(clip(workspace, "new", "--cutoff", "09:15", "--template", form)) == ["1", "2"]
    assert "스크랩 09:15" in call(workspace, "clip", "list").stdout


def test_what_is_typed_in_by_hand(workspace: Workspace) -> None:
    clip(workspace, "new")
    folder = workspace.folder
    (folder / "3면.pdf").write_bytes(SCRIPT_PDF)
    (folder / "사진.png").write_bytes(picture("PNG"))
    (folder / "폭탄.png").write_bytes(zipped())
    (folder / "글.txt").write_bytes("걸어 보았다.\r\n좋았다.".encode("cp949"))
    entry = ["--by-hand", "--outlet", "종이신문", "--headline", "지면 기사", "--page", "3면", "--columns", "5단"]
    refused = told(clip(workspace, "add", *entry, "--scan", folder / "폭탄.png", code=2))[1]
    assert "폭탄.png" in refused
    files = ["--scan", folder / "3면.pdf", "--scan", folder / "사진.png", "--text-file", folder / "글.txt"]
    done = clip(workspace, "add", *entry, *files, "--reporter", "김견본", "--tone", "긍정", "--to", "2")
    assert "licence" in done.stderr
    shown = clip(workspace, "show").stdout
    assert "긍정 · by hand · 지면 · 3면 · 5단 · 2 scans" in shown
    one = clip(workspace, "show", "2").stdout
    assert "걸어 보았다.\n좋았다." in one
    assert "1. 3면.pdf (0 kB), 2. 사진.png" in one
    record = [json.loads(line) for line in clip(workspace, "show", "--json").stdout.splitlines()][1]
    assert (record["number"], record["medium"], record["page"], record["columns"]) == (2, "지면", "3", "5")
    assert (record["article_id"], record["published_at"], record["day"]) == (None, None, "2026-11-03")
    assert [scan["name"] for scan in record["scans"]] == ["3면.pdf", "사진.png"]
    clip(workspace, "correct", "2", "--page", "5", "--on", "2026-11-02")
    assert "5면" in clip(workspace, "show").stdout
    history = clip(workspace, "show", "--history").stdout
    assert "corrected" in history
    assert "김주무관" in history
    assert "proposed by the rule  6 articles" in history


@pytest.mark.parametrize(
    ("words", "told_"),
    [
        (("add",), "--by-hand"),
        (("add", "1", "--page", "3"), "--by-hand"),
        (("add", "1", "--by-hand"), "Either articles"),
        (("add", "--by-hand", "--outlet", "종이"), "--headline"),
        (("add", "--by-hand", "--outlet", "a", "--headline", "b", "--text", "c", "--text-file", "d"), "--text-file"),
        (("add", "--by-hand", "--outlet", "a", "--headline", "b", "--scan", "none.png"), "none.png"),
        (("add", "--by-hand", "--outlet", "a", "--headline", "b", "--url", "javascript:x"), "javascript"),
        (("move", "1"), "--to"),
        (("move", "1", "--to", "1", "--before", "2"), "--to"),
        (("move", "1-2", "--to", "1"), "one row"),
        (("move", "1", "--after", "1"), "before or behind"),
        (("mark", "1"), "--tone"),
        (("mark", "1", "--note", "가" * 3000), "3,000"),
        (("drop", "0"), "no row"),
        (("drop", "5-3"), "no row"),
        (("drop", "1", "99"), "99"),
        (("drop", "세번째"), "no row"),
        (("correct", "1", "--page", "3"), "by hand"),
        (("correct", "1-2", "--page", "3"), "one row"),
        (("show", "77"), "77"),
        (("write", "-o", "a.doc"), "a.doc"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_changes_nothing(
    workspace: Workspace, words: tuple[str, ...], told_: str
) -> None:
    clip(workspace, "new")
    before = clip(workspace, "show", "--history").stdout
    assert told_ in told(clip(workspace, *words, code=2))[1]
    assert clip(workspace, "show", "--history").stdout == before


def test_without_a_clip_every_verb_says_how_to_make_one(workspace: Workspace) -> None:
    for words in (["show"], ["drop", "1"], ["move", "1", "--to", "2"], ["done"], ["write"], ["open", "1"], ["mark", "1",
                  "--note", "x"], ["add", "1"], ["correct", "1", "--page", "2"]):  # fmt: skip
        assert "`news clip new`" in told(clip(workspace, *words, code=1))[1]
    assert "`news clip new`" in call(workspace, "clip", "list").stderr
    assert call(workspace, "clip", "list").stdout == ""


def test_a_name_is_needed_only_where_a_day_has_several(workspace: Workspace) -> None:
    clip(workspace, "new", "--name", "조간")
    clip(workspace, "show")
    clip(workspace, "new", "--name", "석간", "--subject", "저녁에 볼 것")
    assert "조간, 석간" in told(clip(workspace, "show", code=1))[1]
    assert "저녁에 볼 것" in clip(workspace, "show", "--name", "석간").stdout
    clip(workspace, "drop", "1", "--name", "조간")
    clip(workspace, "done", "--name", "조간")
    assert len(rows(clip(workspace, "show"))) == 6, "the other one is finished"
    assert len(call(workspace, "clip", "list").stdout.splitlines()) == 2
    assert call(workspace, "clip", "list", "--until", "2026-11-02").stdout == ""


def test_rows_are_opened_at_their_addresses(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    clip(workspace, "new")
    clip(workspace, "add", "--by-hand", "--outlet", "종이", "--headline", "지면", "--url", "https://paper.example/1")
    clip(workspace, "add", "--by-hand", "--outlet", "종이", "--headline", "주소 없음")
    clip(workspace, "show")
    clip(workspace, "open", "1", "3")
    assert opened == ["https://paper.example/1", "https://sample.example/1"]
    assert "without an address" in told(clip(workspace, "open", "2", code=2))[1]


def test_a_night_that_failed_is_said_and_is_the_exit_code(workspace: Workspace) -> None:
    for outlet in ("sample", "gaon", "nuri"):
        add_dead_run(workspace.archive, outlet, at(9, 2))
    day = ["--day", "2026-11-09"]
    assert "볼 수 없습니다" in call(workspace, "clip", "new", *day, code=1).stdout
    assert "볼 수 없습니다" in call(workspace, "clip", "show", *day, code=1).stdout
    assert "볼 수 없습니다" in call(workspace, "clip", "write", *day, code=1).stdout


def test_a_daily_report_is_the_clip_where_the_day_has_one_of_that_search(workspace: Workspace) -> None:
    report = ["report", "daily", *DAY, "--watch", "견본"]
    plain = call(workspace, *report)
    assert "clip" not in plain.stderr
    clip(workspace, "new", "--watch", "견본")
    clip(workspace, "drop", "1")
    clip(workspace, "move", "6", "--to", "1")
    ours = call(workspace, *report)
    assert "This is the clip 견본 of 2026-11-03" in ours.stderr
    assert "소식 1(" not in ours.stdout
    assert ours.stdout.index("소식 6(") < ours.stdout.index("소식 2(")
    assert call(workspace, *report, "--no-clip").stdout == plain.stdout
    assert "소식 1(" in call(workspace, *report, "--outlet", "sample").stdout, "another question"
    assert call(workspace, "report", "daily", *DAY, "--clip", "견본").stdout == ours.stdout
    assert clip(workspace, "write").stdout == ours.stdout
    assert "없는" in told(call(workspace, "report", "daily", *DAY, "--clip", "없는", code=1))[1]
    for more in (["포항"], ["--watch", "견본"], ["--cutoff", "09:00"], ["--outlet", "sample"]):
        call(workspace, "report", "daily", *more, *DAY, "--clip", "견본", code=2)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_on_a_terminal_no_line_is_wider_than_it(workspace: Workspace) -> None:
    from tests.support.run_on_terminal import run_on_terminal

    long = story_article(
        7, "gaon", 3, headline="견본시 " + "아주 긴 제목과 함께 " * 12, outlet_title="아주긴이름의지역신문사"
    )
    store_more(workspace, long)
    archive = ["--archive", workspace.archive]
    folder = workspace.folder
    for language in ("ko", "en"):
        env = {"NEWS_LANG": language, "XDG_STATE_HOME": str(folder / "state"), "NEWS_USER": "김주무관"}
        shown = [
            run_on_terminal("clip", "new", *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "mark", "2", "--note", "긴 비고 " * 40, *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "show", "--dropped", *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "show", "2", *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "show", "--history", *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "list", *archive, cwd=folder, **env),
            run_on_terminal("clip", "move", "9", "--to", "1", *DAY, *archive, cwd=folder, **env),
            run_on_terminal("clip", "add", "--help", cwd=folder, **env),
        ]
        from reports.formats.hyperlinks import without_links
        from reports.formats.terminal import width

        for text in shown:
            assert text
            for line in text.splitlines():
                plain = without_links(line.replace("\x1b[2m", "").replace("\x1b[0m", ""))
                assert width(plain) <= 80 or "http" in plain or str(folder) in plain, plain


def test_the_verb_alone_shows_the_clip_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = Workspace.at("archive.db")
    stored(workspace.archive, an_article(1, published_at=now(), fetched_at=now()))
    add_watch(workspace, "들꽃", parse("들꽃길"), Filters())
    call(workspace, "clip", "new")
    alone, shown = CliRunner().invoke(news, ["clip"]), CliRunner().invoke(news, ["clip", "show"])
    assert alone.stdout == shown.stdout
    assert "들꽃길 1번째" in alone.stdout


def test_each_change_is_told_in_its_own_words(workspace: Workspace) -> None:
    clip(workspace, "new")
    added = clip(workspace, "add", "--by-hand", "--outlet", "견본일보", "--headline", "들꽃길 열려", "--page", "3")
    assert "1 article put in" in added.stderr
    assert "still mean the rows as they were listed" in added.stderr
    clip(workspace, "show")
    assert "2 articles dropped" in clip(workspace, "drop", "2-3").stderr
    clip(workspace, "show", "--dropped")
    assert "1 article taken in again" in clip(workspace, "drop", "--undo", "6").stderr
    clip(workspace, "show")
    assert "1 article moved" in clip(workspace, "move", "2", "--to", "1").stderr
    assert "1 article marked" in clip(workspace, "mark", "2", "--tone", "긍정").stderr


def test_what_was_typed_in_is_listed_with_its_number_among_all(workspace: Workspace) -> None:
    clip(workspace, "new")
    clip(workspace, "add", "--by-hand", "--outlet", "견본일보", "--headline", "들꽃길 열려", "--to", "4")
    shown = clip(workspace, "show", "--by-hand")
    (row,) = [line for line in shown.stdout.splitlines() if line[:2] == "4 "]
    assert row.split(maxsplit=3) == ["4", "11-03", "견본일보", "들꽃길 열려"]
    assert "1 article corrected" in clip(workspace, "correct", "4", "--page", "5").stderr
    assert json.loads(clip(workspace, "show", "--by-hand", "--json").stdout)["page"] == "5"


def test_scans_come_out_by_row_and_with_the_documents(workspace: Workspace) -> None:
    scan = workspace.folder / "3면.png"
    scan.write_bytes(picture("PNG"))
    clip(workspace, "new")
    clip(workspace, "add", "--by-hand", "--outlet", "견본일보", "--headline", "들꽃길", "--scan", scan)
    clip(workspace, "show")
    row = next(line.split()[0] for line in clip(workspace, "show").stdout.splitlines() if "들꽃길" in line)
    assert "견본일보 들꽃길 - 3면.png" in clip(workspace, "scan", row, "-o", workspace.folder / "스캔").stderr
    written = clip(workspace, "write", "-o", workspace.folder / "c.txt", "--scans", workspace.folder / "스캔")
    assert "is there already" in written.stderr
    assert [one.read_bytes() for one in (workspace.folder / "스캔").iterdir()] == [scan.read_bytes()]
    clip(workspace, "show")
    assert "1. 3면.png" in clip(workspace, "show", row).stdout
    other = scan.rename(workspace.folder / "5면.png")
    assert "1 article corrected" in clip(workspace, "correct", row, "--drop-scan", "1", "--scan", other).stderr
    assert "1. 5면.png" in clip(workspace, "show", row).stdout
    assert told(clip(workspace, "correct", row, "--drop-scan", "2", code=2)) == (2, "There is no such scan.")
    assert "scan taken off  3면.png" in " ".join(clip(workspace, "show", "--history").stdout.split(" " * 3))


def test_a_clip_is_removed_only_on_request_and_comes_back(workspace: Workspace) -> None:
    clip(workspace, "new")
    assert "조간" in clip(workspace, "rename", "조간").stderr
    assert "--yes" in clip(workspace, "remove", code=1).stderr
    assert "조간" in call(workspace, "clip", "list").stdout
    clip(workspace, "remove", "--yes", user="이팀장")
    assert call(workspace, "clip", "list").stdout == ""
    assert "이팀장" in call(workspace, "clip", "list", "--removed").stdout
    assert len(rows(clip(workspace, "show", "--removed"))) == 6
    clip(workspace, "remove", "--undo")
    assert len(rows(clip(workspace, "show"))) == 6
