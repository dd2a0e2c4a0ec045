"""News told at once in the day: with headline and link, never twice, nothing lost where sending fails or is killed."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from desk.services.morning import alerts as service
from desk.services.morning.alerts import AlertsResult, look_for_news
from desk.services.morning.settings import AlertSettings, MorningConfigError, read_morning
from desk.services.watches import ReportSettings, add_watch, change_watch
from desk.services.workspace import Workspace
from models.open import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import now
from tests.support.clip_archive import LONG, an_article, stored
from tests.support.notify_servers import Hooks
from tests.support.run_news import ROOT, news

ALWAYS = AlertSettings(quiet=None)


def put(
    workspace: Workspace, number: int, headline: str, *, ago: timedelta = timedelta(minutes=5), body: str = LONG
) -> None:
    at = now()
    article = an_article(number, published_at=at - ago, fetched_at=at)
    stored(Path(workspace.location), replace(article, headline=headline, deck="", body=body))


def place(workspace: Workspace, hooks: Hooks, *, topics: str = '["alerts"]') -> None:
    text = f'[[webhook]]\nform = "json"\nurl = "{hooks.home}"\ntopics = {topics}\n'
    workspace.notify_config.write_text(text, encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An archive with a saved search for 들꽃길, whose news is told."""
    made = Workspace.at(tmp_path / "archive.db")
    put(made, 1, "들꽃길 어제 소식")
    settings = ReportSettings(caution=("논란", "비리"), alert=True)
    add_watch(made, "들꽃", parse("들꽃길"), Filters(), settings=settings)
    return made


def look(workspace: Workspace) -> AlertsResult:
    return look_for_news(workspace, ALWAYS, crawl=False)


def test_what_is_new_is_told_once_with_headline_outlet_and_link(workspace: Workspace) -> None:
    with Hooks() as hooks:
        place(workspace, hooks)
        assert look(workspace).alerts == (), "what was there before is no news"
        put(workspace, 2, "들꽃길 사고로 막혀")
        put(workspace, 3, "가온시의회 개회", body="임시회가 열렸다. 닷새 동안 이어진다.")
        done = look(workspace)
        assert done.is_sent
        assert look(workspace).alerts == ()
    ((_path, body),) = hooks.posts
    assert body["subject"] == "[들꽃] 들꽃길 사고로 막혀"
    headline, link = body["lines"]
    assert headline.startswith("들꽃길 사고로 막혀 (")
    with closing(open_reader(workspace.location)) as db:
        article = done.alerts[0].hits[0].article
        assert link == article.canonical_url
        assert article.outlet_title in headline
        assert f"{article.published_at:%H:%M}" in headline
        (state,) = db.watches.alerts().values()
    assert state.telling is None


def test_words_of_caution_are_a_hint_before_the_headline(workspace: Workspace) -> None:
    with Hooks() as hooks:
        place(workspace, hooks)
        put(workspace, 2, "들꽃길 특혜 논란")
        look(workspace)
    ((_path, body),) = hooks.posts
    assert body["lines"][0].startswith("[주의해서 볼 말: 논란] 들꽃길 특혜 논란 (")


def test_what_no_place_took_is_told_the_next_time(workspace: Workspace) -> None:
    put(workspace, 2, "들꽃길 사고로 막혀")
    with Hooks(status=500) as broken:
        place(workspace, broken)
        done = look(workspace)
        assert (done.is_sent, len(done.failures)) == (False, 1)
    with Hooks() as hooks:
        place(workspace, hooks)
        assert look(workspace).is_sent
    assert "들꽃길 사고로 막혀" in hooks.posts[0][1]["subject"]


def test_a_program_killed_while_it_sends_is_said_in_the_next_message(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, 2, "들꽃길 사고로 막혀")
    with Hooks() as hooks:
        place(workspace, hooks)
        with monkeypatch.context() as patched:
            patched.setattr(service, "send", lambda *_given: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                look(workspace)
        look(workspace)
        look(workspace)
    ((_path, body),) = hooks.posts
    assert "이미 받으셨을 수" in body["lines"][0]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_killed_between_telling_and_noting_it_is_told_once_more_with_a_word(workspace: Workspace) -> None:
    put(workspace, 2, "들꽃길 사고로 막혀")
    workspace.morning_config.write_text("[alerts]\nquiet = []\n", "utf-8")
    killed: list[int] = []
    with Hooks() as hooks:
        place(workspace, hooks)
        command = [sys.executable, "-m", "cli", "alerts", "--no-crawl", "--archive", str(workspace.archive)]
        told = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        hooks.on_post = lambda: (killed.append(told.pid), told.kill(), told.wait())
        assert told.wait(timeout=60) == -signal.SIGKILL
        hooks.on_post = None
        look(workspace)
        look(workspace)
    assert killed == [told.pid], "it was killed with its message out and its note not made"
    assert len(hooks.posts) == 2
    first, second = (body["lines"] for _path, body in hooks.posts)
    assert any("들꽃길 사고로 막혀" in line for line in first)
    assert "이미 받으셨을 수" in second[0]
    assert any("들꽃길 사고로 막혀" in line for line in second), "twice with a word is better than never"


def test_one_place_that_fails_does_not_make_the_others_hear_twice(workspace: Workspace) -> None:
    put(workspace, 2, "들꽃길 사고로 막혀")
    with Hooks() as hooks, Hooks(status=500) as broken:
        place(workspace, hooks)
        with workspace.notify_config.open("a", encoding="utf-8") as file:
            file.write(f'[[webhook]]\nform = "json"\nurl = "{broken.home}"\n')
        done = look(workspace)
        assert (done.is_sent, len(done.failures)) == (True, 1)
        look(workspace)
    assert len(hooks.posts) == 1


def test_what_came_out_days_ago_is_no_news(workspace: Workspace) -> None:
    with Hooks() as hooks:
        place(workspace, hooks)
        put(workspace, 2, "들꽃길 지난주 소식", ago=timedelta(days=5))
        assert not look(workspace).is_sent
        put(workspace, 3, "들꽃길 오늘 소식")
        look(workspace)
    ((_path, body),) = hooks.posts
    assert body["subject"] == "[들꽃] 들꽃길 오늘 소식"


def test_without_a_place_nothing_counts_as_told(workspace: Workspace) -> None:
    put(workspace, 2, "들꽃길 사고로 막혀")
    done = look(workspace)
    assert (done.places, len(done.alerts)) == (0, 1)
    with Hooks() as hooks:
        place(workspace, hooks, topics='["night"]')
        assert look(workspace).places == 0
        place(workspace, hooks)
        assert look(workspace).is_sent


def test_a_search_that_is_no_longer_told_is_silent_and_begins_anew(workspace: Workspace) -> None:
    with Hooks() as hooks:
        place(workspace, hooks)
        change_watch(workspace, "들꽃", alert=False)
        put(workspace, 2, "들꽃길 사고로 막혀")
        assert look(workspace).alerts == ()
        change_watch(workspace, "들꽃", alert=True)
        assert look(workspace).alerts == ()
    assert hooks.posts == []


@pytest.mark.parametrize(
    ("quiet", "clock", "is_quiet"),
    [
        ((time(22), time(6)), time(21, 59), False),
        ((time(22), time(6)), time(22), True),
        ((time(22), time(6)), time(0), True),
        ((time(22), time(6)), time(5, 59), True),
        ((time(22), time(6)), time(6), False),
        ((time(12), time(13)), time(12, 30), True),
        ((time(12), time(13)), time(13), False),
        (None, time(3), False),
    ],
)
def test_quiet_hours_go_over_midnight(quiet: tuple[time, time] | None, clock: time, is_quiet: bool) -> None:
    assert service.is_quiet(AlertSettings(quiet=quiet), datetime.combine(now().date(), clock)) is is_quiet


def test_the_verb_says_what_it_did_and_where_nobody_listens(workspace: Workspace) -> None:
    folder = Path(workspace.location).parent
    (folder / "morning.toml").write_text("[alerts]\nquiet = []\n", encoding="utf-8")
    put(workspace, 2, "들꽃길 사고로 막혀")
    deaf = news("alerts", "--no-crawl", cwd=folder)
    assert (deaf.code, "No place of notify.toml wants alerts" in deaf.err) == (1, True)
    with Hooks() as hooks:
        place(workspace, hooks)
        told = news("alerts", "--no-crawl", cwd=folder)
    assert (told.code, told.err.strip()) == (0, "1 article was told.")
    (folder / "morning.toml").write_text('[alerts]\nquiet = ["00:00", "23:59"]\n', encoding="utf-8")
    assert "Quiet hours" in news("alerts", "--no-crawl", cwd=folder).err


@pytest.mark.parametrize(
    "text",
    [
        'until = "late"',
        'forms = ["doc"]',
        'attach = ["hwpx"]',
        "keep = 0",
        "[alerts]\nquiet = ['22:00']",
        "[rule]\nwatch = 'a'",
        "a b",
    ],
)
def test_a_slip_in_morning_toml_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "morning.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MorningConfigError) as raised:
        read_morning(file)
    assert str(raised.value).startswith(str(file))
    assert "\n" not in str(raised.value)
