"""Selectors that miss, or find something else than the page itself says: the run tells it, and its row keeps the counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from pipelines.cross_check import is_sampled
from scrapers.crawl.selector_check import SelectorCheck
from scrapers.outcomes.run_summary import sentence_of
from tests.support.crawls import crawl, rows
from tests.support.read_pages import ADDRESSES, article, read
from tests.support.run_news import news
from tests.support.scripted_site import Scripted, numbered

LINES = (
    "견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 다음 달 12일 연다고 20일 밝혔다.",
    "도서관은 지상 3층에 연면적 4,200㎡ 규모로, 책 5만 권과 영상 자료 3천 점을 갖췄다.",
    "시는 공사비 118억 원 가운데 62억 원을 국비로 마련했다. 설계는 지난해 공모로 뽑은 젊은 건축가가 맡았다.",
    "이용 시간은 오전 9시부터 오후 9시까지이며 월요일은 쉰다. 개관 첫 주에는 그림책 전시를 마련한다.",
)
COUNTS = "SELECT selector_missed, cross_checked, cross_differed FROM crawl_run"


class Site(Scripted):
    """Pages of a site as Newspim's selectors know them, but for what ``other`` replaces."""

    other: tuple[tuple[str, str], ...] = ()

    def page(self, number: str) -> str:
        """A page of today's skin."""
        headline, day = f"견본시 바다 도서관 {number[-3:]}번째 열람실 개관", self.articles[number]
        text = "".join(f"<p>{escape(line)} ({number[-3:]})</p>" for line in LINES)
        html = (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{headline} - 견본뉴스핌</title><meta property="og:title" '
            f'content="{headline}"></head><body><article class="bodynews"><div class="header"><h1>{headline}</h1><p>기사입력 : '
            f'<time id="send-time">{day} 09:30</time></p></div><div id="news-contents">{text}</div></article></body></html>'
        )
        for old, new in self.other:
            html = html.replace(old, new)
        return html


def sampled(site: Scripted) -> int:
    return sum(is_sampled(site.url(number)) for number in site.articles)


@contextmanager
def sampled_site() -> Iterator[Site]:
    """A site some of whose addresses are sampled: which ones are depends on its port."""
    for _ in range(20):
        with Site(numbered(60)) as site:
            if sampled(site):
                yield site
                return
    raise AssertionError("no address of twenty sites is sampled")


def test_where_selectors_fit_and_the_page_says_the_same_nothing_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with sampled_site() as site:
        done = crawl([site.outlet()], archive)
        asked = sampled(site)
    assert done.code == 0, done.why
    assert rows(archive, COUNTS) == [(0, asked, 0)]


def test_pages_read_through_the_net_are_a_finding_with_its_count(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with sampled_site() as site:
        site.other = (("news-contents", "moved"), ("bodynews", "other"))
        done = crawl([site.outlet()], archive)
        asked = sampled(site)
    assert done.code == 1
    assert rows(archive, "SELECT count(*) FROM article") == [(60,)]
    assert rows(archive, COUNTS) == [(60, asked, 0)]
    findings = str(done.summaries["mini"]["findings"])
    assert "60 of 60 articles were read without the family's selectors" in findings
    assert "selectors missed body 60" in findings
    assert "`news outlets fit mini` may learn the new one" in findings
    told = news("health", "--archive", archive, cwd=tmp_path)
    assert "`news outlets fit mini`" in told.out + told.err


def test_a_selector_that_finds_something_else_is_a_finding(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    promoted = (
        '<article class="bodynews"><div class="header"><h1>오늘의 추천 도서 열 권을 만나 보세요</h1></div></article>'
    )
    with sampled_site() as site:
        site.other = (('<article class="bodynews">', f'{promoted}<article class="text">'),)
        done = crawl([site.outlet()], archive)
        asked = sampled(site)
    assert done.code == 1
    assert rows(archive, COUNTS) == [(0, asked, asked)]
    assert f"{asked} of {asked} articles read in two ways differ (the first: headline of " in str(
        done.summaries["mini"]["findings"]
    )


def test_what_is_told_counts_articles_alone() -> None:
    check = SelectorCheck()
    read_well = article(read(Site(numbered(1)).page(next(iter(numbered(1)))), "newspim", url=ADDRESSES["newspim"]))
    check.add("a", read_well, None)
    assert check.findings() == []
    check.add("b", read("<html><body>없는 기사입니다</body></html>", "newspim"), None)
    check.add("c", read_well, ("published_at",))
    check.add("d", read_well, ())
    assert [sentence_of(one) for one in check.findings()] == [
        "1 of 2 articles read in two ways differ (the first: published_at of c)"
    ]
    assert check.counts == {"cross_checked": 2, "cross_differed": 1}
