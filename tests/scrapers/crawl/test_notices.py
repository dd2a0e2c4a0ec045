"""A notice, a wall or another article's text never takes a stored article's place; an edit does, at once."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.health.coverage import Shortfall, judge_run
from models.open import open_reader
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.times import now
from tests.scrapers.crawl.test_revisits import again, make_due, recent
from tests.support.crawls import articles, crawl, rows, sums_close
from tests.support.scripted_site import Scripted, raw

PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{headline} - 가온일보</title>
<meta property="og:title" content="{headline}"></head><body><article><h1>{headline}</h1>
<div class="info"><span>마루한 기자</span> <span>입력 {day} 09:30</span></div>
<div itemprop="articleBody">{text}</div></article></body></html>"""
BARE = "<html><head><title>가온일보</title></head><body><h1>{headline}</h1><p>{text}</p></body></html>"
MAINTENANCE = BARE.format(
    headline="서버 점검 안내",
    text="더 나은 모습을 위해 새벽 두 시부터 여섯 시까지 서버를 점검합니다. 그동안 누리집을 이용하실 수 없습니다. 가온일보 드림",
)
QUEUE = BARE.format(
    headline="접속 대기", text="지금 접속자가 많아 차례를 기다리고 계십니다. 앞에 {n}명이 있습니다. 창을 닫지 마십시오."
)
STRANGE = BARE.format(
    headline="푸른 바다의 노래",
    text="물결이 밀려와 모래를 적신다. 갈매기가 난다. 저녁이 되면 등대가 켜지고 배가 돌아온다. 아이들이 손을 흔든다.",
)
NAMES = ["감자", "나무", "다리", "라면", "마을", "바람", "사과", "아침"]


def text_of(n: int) -> str:
    """An invented article: each of its own words, made by one pattern."""
    name = NAMES[n]
    return (
        f"<p>가온시가 {name} 거리를 새로 꾸미기로 했다. {name} 거리는 지난해 큰비로 무너진 곳이다.</p>"
        f"<p>{name} 거리 상인 {n + 12}명은 길이 넓어지면 손님이 돌아올 것으로 내다봤다. 공사는 봄에 시작해 가을에 끝난다.</p>"
        f"<p>시는 {name} 거리에 나무 {n * 7 + 30}그루를 심고 쉼터를 둔다. 돈은 모두 {n + 3}억 원이 든다.</p>"
    )


class Generic(Scripted):
    """The same server, its pages read without any selector."""

    def page(self, number: str) -> str:
        n = sorted(self.articles).index(number)
        return PAGE.format(headline=f"가온시 {NAMES[n]} 거리 새로 꾸민다", day=self.articles[number], text=text_of(n))

    def outlet(self, **changes):  # type: ignore[no-untyped-def]
        lists = [f"{self.home}/news/lists"]
        return super().outlet(**{"family": "generic", "lists": lists, **changes})


def findings(archive: Path) -> list[RunFinding]:
    text = rows(archive, "SELECT findings FROM crawl_run ORDER BY id DESC LIMIT 1")[0][0]
    return [RunFinding.from_text(one) for one in json.loads(text)]


def notices(archive: Path) -> list[tuple[str, str]]:
    """What the last run said of notices."""
    return [(one.detail, one.where) for one in findings(archive) if one.code is RunFindingCode.NOTICES]


LOGIN = """<html><head><title>로그인 - 가온일보</title></head><body><form action="/login.php">
<p>회원 로그인이 필요한 서비스입니다. 로그인 후 이용해 주세요.</p><input name="id"><input type="password"></form></body></html>"""
SCRIPT = '<html><head><title>{n}호 - 가온일보</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
GONE = '<html><body><script>alert("존재하지 않는 기사입니다.");history.back();</script></body></html>'


@pytest.mark.parametrize(("answer", "reason"), [(LOGIN, "login_wall"), (SCRIPT, "no_body"), (GONE, "deleted")])
def test_a_night_without_one_page_that_can_be_read_is_a_finding(tmp_path: Path, answer: str, reason: str) -> None:
    archive = tmp_path / "archive.db"
    with Generic(recent(6)) as site:
        for n, number in enumerate(sorted(site.articles)):
            site.answers[f"/news/view/{number}"] = [raw(answer.format(n=n))]
        crawl([site.outlet()], archive)
        told = [(one.detail, one.where) for one in findings(archive) if one.code is RunFindingCode.UNREAD]
        assert told == [("6 of 6", f"{reason} 6")]
        with closing(open_reader(archive)) as db:
            (runs,) = db.runs.outcomes(None, now(), crawling=lambda: False)
        assert judge_run(runs.runs[-1]) is Shortfall.UNREAD


@pytest.mark.parametrize("site_class", [Generic, Scripted])
@pytest.mark.parametrize(
    ("answer", "reason"), [(MAINTENANCE, "server_error"), (QUEUE, "challenge"), (STRANGE, "another_text")]
)
def test_a_notice_never_takes_an_articles_place(
    tmp_path: Path, site_class: type[Scripted], answer: str, reason: str
) -> None:
    archive = tmp_path / "archive.db"
    with site_class(recent(6)) as site:
        assert crawl([site.outlet()], archive).code == 0
        before = articles(archive)
        assert len(before) == 6
        for n, number in enumerate(site.articles):
            site.fail(number, raw(answer.replace("{n}", str(300 + n))))
        for night in range(1, 5):
            make_due(archive)
            done = crawl([site.outlet()], archive)
            assert sums_close(done.summaries)
            assert articles(archive) == before, night
            assert again(archive) == {"revisited": 6, "failed": 6}
            if site_class is Generic:
                assert notices(archive) == [("6", f"{reason} 6")]
            assert len(notices(archive)) == 1
            assert sum("in the place of 6 articles" in one for one in done.summaries["mini"]["findings"]) == 1
        assert rows(archive, "SELECT count(*) FROM page WHERE article_id IS NULL") == [(6,)], "each is kept, once"
        site.answers.clear()
        make_due(archive)
        crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": 6, "same": 6}
        assert not notices(archive)


def test_another_articles_text_is_not_an_edit(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(recent(6)) as site:
        crawl([site.outlet()], archive)
        before = articles(archive)
        first, second, *_ = sorted(site.articles)
        site.fail(first, raw(site.page(second)))
        for _ in range(3):
            make_due(archive)
            crawl([site.outlet()], archive)
            assert articles(archive) == before
            assert notices(archive) == [("1", "another_text 1")]


EDITS = {
    "a typo": lambda page: page.replace("무너진", "허물어진"),
    "another headline": lambda page: page.replace("가온시 감자 거리 새로 꾸민다", "큰비에 무너진 길, 봄에 다시 선다"),
    "a paragraph more": lambda page: page.replace("</p></div>", "</p><p>감자 거리는 예순 해 전에 생겼다.</p></div>"),
    "a correction": lambda page: page.replace("12명", "21명").replace("30그루", "300그루").replace("3억", "5억"),
    "twice as long": lambda page: page.replace(
        "</p></div>",
        "</p>"
        + "".join(f"<p>{word} 장수는 길이 열리면 가게를 늘리겠다는 뜻을 비쳤다.</p>" for word in NAMES)
        + "</div>",
    ),
    "a paragraph less": lambda page: page.replace(page[page.rindex("<p>") : page.rindex("</p>") + 4], ""),
    "written anew under its headline": lambda page: page.replace(
        text_of(0),
        "<p>허물어진 감자 거리가 이듬해 새 얼굴로 돌아온다. 가온시는 상인회와 만나 넓힐 구간을 정했다.</p>"
        "<p>공사 동안 손님은 뒷길로 다닌다. 상인회장은 오래 기다린 일이라며 반겼다. 시의회는 예산을 두고 이견이 없었다.</p>",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_becomes_a_revision_at_once(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "archive.db"
    with Generic(recent(6)) as site:
        crawl([site.outlet()], archive)
        number = sorted(site.articles)[0]
        page = site.page(number)
        changed = EDITS[name](page)
        assert changed != page
        site.fail(number, raw(changed))
        make_due(archive)
        done = crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": 6, "changed": 1, "same": 5}, done.why
        assert not notices(archive)


def test_a_photo_that_got_its_text_is_a_revision(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Generic(recent(6)) as site:
        number = sorted(site.articles)[0]
        page = site.page(number)
        photo = '<figure><img src="/a.jpg"><figcaption>감자 거리에 선 상인들.</figcaption></figure><p>감자 거리가 새로 선다.</p>'
        site.fail(number, raw(page.replace(text_of(0), photo)))
        crawl([site.outlet()], archive)
        site.fail(number, raw(page))
        make_due(archive)
        crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": 6, "changed": 1, "same": 5}


def shift_doubts(archive: Path) -> None:
    """A night earlier: when texts in doubt came first."""
    db = sqlite3.connect(archive)
    for key, reason in db.execute("SELECT key, reason FROM url WHERE reason LIKE 'another_text:%'").fetchall():
        doubt, text, at = reason.split(":", 2)
        earlier = (now() - timedelta(days=1)).isoformat(timespec="seconds")
        db.execute("UPDATE url SET reason = ? WHERE key = ?", (f"{doubt}:{text}:{earlier}", key))
        assert at
    db.commit()
    db.close()


REPLACED = (
    "<p>푸른 바다에 물결이 인다. 갈매기가 난다. 등대가 켜지고 배가 돌아온다. 아이들이 손을 흔든다.</p>"
    "<p>어민들은 올해 고기가 늘어 한숨을 돌렸다. 군은 방파제를 손보기로 했다.</p>"
)


def test_a_text_that_comes_again_another_night_is_believed(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Generic(recent(6)) as site:
        crawl([site.outlet()], archive)
        number = sorted(site.articles)[0]
        other = PAGE.format(headline="바다에 다시 배가 뜬다", day=site.articles[number], text=REPLACED)
        site.fail(number, raw(other))
        make_due(archive)
        crawl([site.outlet()], archive)
        assert notices(archive) == [("1", "another_text 1")]
        db = sqlite3.connect(archive)  # a second look of the same night proves nothing
        db.execute("UPDATE visit SET due_at = '2020-01-01T00:00:00+09:00'")
        db.commit()
        db.close()
        crawl([site.outlet()], archive)
        assert not rows(archive, "SELECT 1 FROM article WHERE revision = 2")
        make_due(archive)
        crawl([site.outlet()], archive)
        assert rows(archive, "SELECT headline FROM article WHERE revision = 2") == [("바다에 다시 배가 뜬다",)]
        assert not notices(archive)
        assert rows(archive, "SELECT count(*) FROM url WHERE reason <> ''") == [(0,)]


def test_a_teaser_before_a_wall_does_not_cut_the_stored_text(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    wall = "<p>이 기사는 구독자 전용입니다. 로그인 후 이용하실 수 있습니다.</p>"
    with Generic(recent(6)) as site:
        crawl([site.outlet()], archive)
        before = articles(archive)
        number = sorted(site.articles)[0]
        page = site.page(number)
        teaser = text_of(0)[: text_of(0).index("</p>") + 4]
        site.fail(number, raw(page.replace(text_of(0), teaser + wall)))
        for _ in range(3):
            make_due(archive)
            crawl([site.outlet()], archive)
            assert articles(archive) == before
            shift_doubts(archive)


def test_an_outlet_that_is_met_first_with_a_notice_says_so_once(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Generic(recent(6)) as site:
        for number in site.articles:
            site.fail(number, raw(MAINTENANCE))
        crawl([site.outlet()], archive)
        assert not articles(archive)
        assert notices(archive) == [("6", "server_error 6")]
        site.answers.clear()
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 6
