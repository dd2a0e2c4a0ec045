"""Certificates that are not valid: nothing is asked behind them, and health says so in a sentence."""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.certificates import DAY, Authority, authority
from tests.support.crawls import articles, crawl, states, sums_close
from tests.support.run_news import news
from tests.support.scripted_site import Scripted, numbered, raw

HERE = "127.0.0.1"
BAD: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "expired": lambda one: one.context(HERE, begins=-100 * DAY, ends=-DAY),
    "not yet valid": lambda one: one.context(HERE, begins=DAY),
    "signed by itself": lambda one: one.context(HERE, alone=True),
    "of another host": lambda one: one.context("other.example"),
}


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_certificate_ends_the_run_and_is_named_in_the_morning(
    tmp_path: Path, signer: Authority, fault: str
) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4), tls=signer.context(HERE)) as site:
        assert crawl([site.outlet()], archive, trusted=signer.trusted, limit=2).code == 0
        assert len(articles(archive)) == 2
        asked = len(site.log)
        site.tls = BAD[fault](signer)
        done = crawl([site.outlet()], archive, trusted=signer.trusted)
        assert len(site.log) == asked, "nothing is asked through it"
        assert done.code == 1
        assert done.summaries["mini"]["finish"] == "robots_unavailable"
        assert done.summaries["mini"]["findings"] == ["robots_unavailable: robots.txt: certificate"]
        assert sums_close(done.summaries)
        left = [state for state in states(archive).values() if state != "stored"]
        assert left == ["left robots_unavailable: certificate"] * 2
        english, korean = (
            news("health", "--archive", archive, "--lang", language, cwd=tmp_path) for language in ("en", "ko")
        )
        assert english.code == korean.code == 1
        assert "Its security certificate has expired or is not valid." in english.out
        assert "보안 인증서가 만료되었거나 올바르지 않습니다." in korean.out
        site.tls = signer.context(HERE)
        assert crawl([site.outlet()], archive, trusted=signer.trusted).code == 0
        assert len(articles(archive)) == 4


def test_a_page_behind_a_bad_certificate_fails_alone(tmp_path: Path, signer: Authority) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(3)) as site, Scripted(tls=BAD["expired"](signer)) as behind:
        number = max(site.articles)
        site.fail(number, raw("", 302, Location=f"{behind.home}/news/view/{number}"))
        hosts = tuple(one.home.partition("//")[2] for one in (site, behind))
        done = crawl([site.outlet(hosts=hosts)], archive, trusted=signer.trusted)
        assert not behind.log
        assert states(archive)[site.url(number)] == "left robots_unavailable: certificate"
        assert len(articles(archive)) == 2
        assert sums_close(done.summaries)
