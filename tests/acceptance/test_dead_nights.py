"""The morning after a night that brought nothing, through every output: none of them says that there was nothing.

A dead network, one dead outlet, a night that has not ended, and one that was killed before it came to an outlet; and
what a quiet morning after a good night looks like.
"""

import csv
import html
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdfium2 import PdfDocument

from cli import news
from models.archive.write.archive import Archive
from models.health.coverage import Shortfall
from models.health.run_statistics import Statistics
from models.language.translate import speaking
from models.records.run_finish import Finish
from models.records.times import now
from scrapers.crawl.lock import crawl_lock
from scrapers.declarations.write import toml_of
from tests.support.clip_archive import LONG, an_article, stored
from tests.support.crawl_runs import add_dead_run, add_run, crawled_well, outlet_of
from tests.support.run_news import news as news_process

NOT_NOTHING = "'보도 없음'으로 볼 수 없습니다"
FALSE = ("보도사항이 없습니다.", "보도가 없습니다.")
TITLES = {"sample": "견본일보", "other": "본보기신문"}


@dataclass(frozen=True)
class Night:
    """A folder with an archive of two outlets, what its last night was, and words of the sentence about it."""

    archive: Path
    words: tuple[str, ...]

    def type(self, *words: object, code: int | None = 1) -> Result:
        with speaking("ko"):
            ran = CliRunner().invoke(news, [*map(str, words), "--archive", str(self.archive)])
        assert ran.exception is None or isinstance(ran.exception, SystemExit), repr(ran.exception)
        assert code is None or ran.exit_code == code, ran.output
        return ran

    def says_it(self, text: str) -> None:
        assert NOT_NOTHING in text
        for word in self.words:
            assert word in text
        assert not any(false in text for false in FALSE)


def begin(folder: Path) -> Path:
    """Two outlets, crawled well for two nights; one article of today."""
    archive = folder / "archive.db"
    at = now()
    stored(
        archive,
        *(
            replace(
                an_article(n, published_at=at - timedelta(minutes=n), fetched_at=at), outlet=one, outlet_title=title
            )
            for n, (one, title) in enumerate(TITLES.items(), 1)
        ),
    )
    crawled_well(archive, at - timedelta(days=2, hours=2))
    crawled_well(archive, at - timedelta(days=1, hours=2))
    (folder / "notify.toml").write_text('[[file]]\npath = "지난밤.txt"\n', "utf-8")
    (folder / "morning.toml").write_text("[alerts]\nquiet = []\n", "utf-8")
    (folder / "보도자료.txt").write_text(f"배포일시: {at:%Y. %m. %d.}\n\n견본시, 음악회 연다\n\n{LONG}\n", "utf-8")
    return archive


NIGHTS = ["a dead network", "one dead outlet", "a night that has not ended", "a night that was killed"]


@pytest.fixture(params=NIGHTS)
def night(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Night]:
    archive = begin(tmp_path)
    tonight = now()
    watch = CliRunner().invoke(news, ["watch", "add", "길", "어디에도없는말", "--archive", str(archive)])
    assert watch.exit_code == 0
    with ExitStack() as stack:
        if request.param == "a dead network":
            for outlet in TITLES:
                add_dead_run(archive, outlet, tonight)
            words: tuple[str, ...] = ("2개 매체 모두 수집하지 못했습니다", "견본일보", "본보기신문", "DNS")
        elif request.param == "one dead outlet":
            add_run(archive, "sample", tonight)
            add_dead_run(archive, "other", tonight, "timeout")
            words = ("2개 매체 가운데 1개 매체를 수집하지 못했습니다", "본보기신문", "서버가 응답하지 않음")
        elif request.param == "a night that was killed":
            with Archive.open(archive) as opened:
                begun = opened.ledger.plan_runs(["sample", "other"], tonight)["sample"]
                opened.ledger.end_run(begun, now(), str(Finish.FINISHED), complete=True, counts={})
                opened.ledger.record_findings(begun, Statistics(links=12), [])
            words = ("2개 매체 가운데 1개 매체를 수집하지 못했습니다", "본보기신문", "차례가 오기 전에 수집이 멈춤")
        else:
            add_run(archive, "sample", tonight)
            add_run(archive, "other", tonight, None)
            stack.enter_context(crawl_lock(archive))
            words = ("2개 매체 가운데 1개 매체의 수집이 아직 끝나지 않았습니다", "본보기신문", "아직 수집 중")
        yield Night(archive, (*words, f"{tonight:%m.%d. %H:%M}"))


def read_book(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_search_in_all_its_forms(night: Night) -> None:
    night.says_it(night.type("search", "들꽃길").stdout)
    for form in ("--json", "--csv", "--urls"):
        ran = night.type("search", "들꽃길", form)
        night.says_it(ran.stderr)
        assert NOT_NOTHING not in ran.stdout
    night.says_it(night.type("search", "어디에도없는말", "--since", "today").stdout)
    night.says_it(night.type("search", "--count-by", "outlet").stderr)
    night.says_it(night.type("search", "들꽃길", "--quiet", "--json").stderr)


def test_export_to_every_kind_of_file(night: Night) -> None:
    folder = night.archive.parent
    for kind in ("csv", "jsonl", "html", "xlsx", "warc.gz"):
        night.says_it(night.type("export", "어디에도없는말", "-o", folder / f"a.{kind}").stderr)
    assert len(list(csv.reader((folder / "a.csv").read_text("utf-8-sig").splitlines()))) == 1
    assert (folder / "a.jsonl").read_text("utf-8") == ""
    night.says_it((folder / "a.html").read_text("utf-8"))
    night.says_it(read_book(folder / "a.xlsx"))


@pytest.mark.parametrize("query", ["들꽃길", "어디에도없는말"])
def test_the_clip_in_every_form(night: Night, query: str) -> None:
    folder = night.archive.parent
    files = [word for kind in ("html", "xlsx", "csv", "txt") for word in ("-o", folder / f"조간.{kind}")]
    ran = night.type("report", "daily", query, *files, "--message")
    night.says_it(ran.stdout)
    night.says_it(ran.stderr)
    night.says_it((folder / "조간.html").read_text("utf-8"))
    night.says_it((folder / "조간.txt").read_text("utf-8"))
    night.says_it(read_book(folder / "조간.xlsx"))
    assert NOT_NOTHING not in (folder / "조간.csv").read_text("utf-8-sig")
    assert "`news" not in ran.stdout + (folder / "조간.html").read_text("utf-8") + read_book(folder / "조간.xlsx")
    night.says_it(night.type("report", "range", query, "--since", "2d").stdout)


def test_charts_and_stories(night: Night) -> None:
    folder = night.archive.parent
    night.type("report", "range", "들꽃길", "--since", "2d", "-o", folder / "a.html", "-o", folder / "a.txt")
    charts = (folder / "a.html").read_text("utf-8").split("<figure>")[1:]
    assert charts
    assert all("수집하지 못한 매체가 있음" in chart for chart in charts)
    night.says_it(night.type("stories", "list", "--since", "2d").stderr)


def test_what_a_watch_found(night: Night) -> None:
    folder = night.archive.parent
    night.says_it(night.type("watch", "run", "길").stdout)
    night.says_it(night.type("watch", "run", "--urls").stderr)
    night.says_it(night.type("watch", "run", "-o", folder / "새것.html").stderr)
    night.says_it((folder / "새것.html").read_text("utf-8"))


def read_any(path: Path) -> str:
    """The text of a document, without what divides it into lines and runs."""
    if path.suffix == ".pdf":
        with PdfDocument(path) as document:
            text = "".join(page.get_textpage().get_text_range() for page in document)
    elif path.suffix in (".docx", ".hwpx", ".xlsx"):
        text = re.sub(r"<[^>]*>", "", read_book(path))
    else:
        text = path.read_text("utf-8-sig")
    return re.sub(r"\s+", "", html.unescape(text))


FORMS = ("pdf", "docx", "hwpx", "xlsx", "html", "txt")


def test_the_kept_clip_and_the_month_in_every_form(night: Night) -> None:
    folder = night.archive.parent
    night.says_it(night.type("clip", "new", "--watch", "길").output)
    night.says_it(night.type("clip", "show").stdout)
    month = replace(night, words=())  # what is missing of its first days, too, comes before last night
    for which, verb in ((night, ("clip", "write")), (month, ("report", "month", "어디에도없는말"))):
        files = [folder / f"{verb[1]}.{form}" for form in FORMS]
        which.says_it(which.type(*verb, *(word for file in files for word in ("-o", file))).stderr)
        for file in files:
            text = read_any(file)
            for words in (NOT_NOTHING, *which.words):
                assert words.replace(" ", "") in text, (file, words)
            assert not any(false.replace(" ", "") in text for false in FALSE), file


def test_the_morning_and_the_alerts_of_the_day(night: Night) -> None:
    if "아직 수집 중" not in night.words:  # its archive waits for the crawl
        ran = night.type("morning", "--no-crawl", "--no-send")
        night.says_it(ran.stderr)
    told = night.type("alerts", "--no-crawl").stderr
    night.says_it(told)
    assert ("새 기사가 없습니다" in told) is ("모두" not in night.words[0]), "of a dead night nothing can be said"
    night.says_it(night.type("watch", "list").stderr)


def test_a_search_about_outlets_that_were_never_crawled_is_not_covered_by_the_others(tmp_path: Path) -> None:
    archive = begin(tmp_path)
    crawled_well(archive, now())
    with Archive.open(archive) as opened:
        opened.upsert_outlet(replace(outlet_of("far", "먼데신문"), region="제주"))
    night = Night(archive, ())
    night.type("watch", "add", "길", "들꽃길", code=0)
    night.type("watch", "add", "먼길", "들꽃길", "--region", "제주", code=0)
    ran = night.type("watch", "run")
    assert "‘먼길’ 검색의 매체" in ran.stdout
    assert NOT_NOTHING in ran.stdout
    assert NOT_NOTHING in night.type("watch", "run", "먼길").stdout
    night.type("watch", "run", "길", code=0)


def test_the_pickup_of_a_release(night: Night) -> None:
    folder = night.archive.parent
    files = [word for kind in ("html", "xlsx", "csv") for word in ("-o", folder / f"게재.{kind}")]
    ran = night.type("pickup", folder / "보도자료.txt", "--no-keep", *files)
    night.says_it(ran.stdout)
    night.says_it(ran.stderr)
    night.says_it((folder / "게재.html").read_text("utf-8"))
    night.says_it(read_book(folder / "게재.xlsx"))
    night.says_it(night.type("pickup", folder / "보도자료.txt", "--no-keep", "--json").stderr)


def test_health_and_what_is_told(night: Night) -> None:
    folder = night.archive.parent
    is_running = "아직 수집 중" in night.words  # a crawl that goes on is nothing to mend
    ran = night.type("health", "--html", folder / "점검.html", code=0 if is_running else 1)
    night.says_it(ran.output)
    night.says_it((folder / "점검.html").read_text("utf-8"))
    night.type("tell", code=None)
    told = (folder / "지난밤.txt").read_text("utf-8")
    night.says_it(told)
    assert "확인 필요" in told


def test_a_good_night_says_nothing_of_the_kind(tmp_path: Path) -> None:
    archive = begin(tmp_path)
    crawled_well(archive, now())
    night = Night(archive, ())
    ran = night.type("report", "daily", "어디에도없는말", code=0)
    at = now()
    assert ran.stdout.startswith(f"금일({at:%Y.%m.%d.}) 현재 {at:%H:}")
    assert "보도사항이 없습니다." in ran.stdout
    for words in (["search", "들꽃길"], ["export", "-o", tmp_path / "a.csv"], ["health"], ["watch", "list"], ["tell"]):
        assert NOT_NOTHING not in night.type(*words, code=0).output
    yesterday = (at - timedelta(days=1)).date()
    ran = night.type("report", "daily", "어디에도없는말", "--day", yesterday, code=0)
    assert ran.stdout.startswith(f"{yesterday:%Y.%m.%d.}({'월화수목금토일'[yesterday.weekday()]}) 24시까지")
    assert "금일" not in ran.stdout


def test_a_crawl_without_a_network_says_its_cause_once(tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    for number in range(4):
        home = f"http://127.0.0.1:{number + 2}/"
        outlet = replace(outlet_of(f"dead{number}", f"견본{number}신문"), home=home, feeds=(f"{home}rss",))
        (tmp_path / "outlets" / f"{outlet.id}.toml").write_text(toml_of(outlet, "A server that is not there."), "utf-8")
    (tmp_path / "notify.toml").write_text('[[file]]\npath = "지난밤.txt"\n', "utf-8")
    names = [f"dead{number}" for number in range(4)]
    ran = news_process("crawl", *names, "--allow-loopback", "--delay", 0, cwd=tmp_path, NEWS_LANG="en")
    assert ran.code == 1
    assert ran.err.count("refused") == 1
    assert ran.err.count("no connection to the internet") == 1
    told = (tmp_path / "지난밤.txt").read_text("utf-8")
    assert told.count("인터넷에 연결되지 않음") == 1
    assert "refused" not in told
    ran = news_process("health", cwd=tmp_path)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1


def test_every_shortfall_has_its_words() -> None:
    from reports.coverage.sentences import WHY

    assert set(WHY) == set(Shortfall)
