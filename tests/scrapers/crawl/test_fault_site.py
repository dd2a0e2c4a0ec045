"""The fault site: what servers do wrong, one fault an article, each with the state in which its address must end.

Good articles stand between the faults: they must all be stored. The sums must match, whatever happened.
"""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

import brotli

from tests.support.crawls import articles, crawl, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw

Answers = tuple[bytes | None, ...]
SETTINGS = {"RETRY_TIMES": 1, "DOWNLOAD_TIMEOUT": 3, "DOWNLOAD_MAXSIZE": 200_000}
ALERT = "<html><body><script>alert('삭제된 기사입니다.');history.back();</script></body></html>"
WALL = "<html><body><h1>로그인</h1><p>회원 전용 기사입니다. 로그인 후 이용하실 수 있습니다.</p></body></html>"
FATAL = "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function mysql_query() in /home/x/view.php:31"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno chunk\r\n"
ENDLESS_HEADER = b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n<html>x</html>"
STATUSES = (400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 421, 451, 500, 501, 502, 504, 505, 520, 522, 530)


@cache
def bomb(pack: Callable[[bytes], bytes]) -> bytes:
    """Twenty million letters, packed."""
    return pack(b"<html>" + b"x" * 20_000_000)


def faults(page: str, here: str, elsewhere: str) -> dict[str, tuple[Answers, str]]:
    """Every fault by name: what the server answers in turn, and how the state and its reason begin."""
    data = page.encode()
    packed = gzip.compress(data)
    table: dict[str, tuple[Answers, str]] = {
        f"status {code}": ((raw("<html>no</html>", code),), f"failed http_{code}") for code in STATUSES
    }
    table |= {
        "no content": ((raw("", 204, Content_Length=""),), "failed http_204"),
        "partial content": ((raw(page, 206),), "failed http_206"),
        "not modified, unasked": ((b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",), "failed http_304"),
        "500 once": ((raw("<html>x</html>", 500), raw(page)), "stored"),
        "hangs up": ((None,), "failed connection"),
        "hangs up once": ((None, raw(page)), "stored"),
        "a head and no body": ((b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n",), "failed dataloss"),
        "half a head": ((b"HTTP/1.1 200 OK\r\nContent-Ty",), "failed connection"),
        "no HTTP at all": ((b"220 mail.example.com ESMTP ready\r\n",), "failed "),
        "a header without end": ((ENDLESS_HEADER,), "failed "),
        "broken chunks": ((CHUNKED,), "failed "),
        "longer than it says": ((raw(page, Content_Length=str(len(data) - 100)),), "failed unclosed"),
        "shorter than it says": ((raw(page, Content_Length=str(len(data) + 500)),), "failed dataloss"),
        "nothing": ((raw(""),), "failed empty"),
        "blanks": ((raw(" \r\n \0 "),), "failed empty"),
        "an apology with 200": ((raw("<html><h1>503 Service Unavailable</h1></html>"),), "failed error_page"),
        "a page cut off": ((raw(page[: len(page) - 60]),), "failed unclosed"),
        "gzip cut off": ((raw(packed[:-60], Content_Encoding="gzip"),), "failed truncated"),
        "gzip that is none": ((raw(page, Content_Encoding="gzip"),), "failed "),
        "gzip, whole": ((raw(packed, Content_Encoding="gzip"),), "stored"),
        "a gzip bomb": ((raw(bomb(gzip.compress), Content_Encoding="gzip"),), "failed too_large"),
        "a brotli bomb": ((raw(bomb(brotli.compress), Content_Encoding="br"),), "failed too_large"),
        "too large": ((raw("<html>" + "x" * 300_000 + "</html>"),), "failed too_large"),
        "a redirect to itself": ((raw("", 302, Location=here),), "failed redirect_loop"),
        "a wall of cookies": ((raw("", 302, Location=here, Set_Cookie="seen=1"),), "failed redirect_loop"),
        "a redirect to the home page": ((raw("", 301, Location="/"),), "failed redirect_elsewhere"),
        "a redirect to another site": ((raw("", 302, Location=f"{elsewhere}/news/view/1"),), "failed redirect_offsite"),
        "a redirect to a file": ((raw("", 302, Location="file:///etc/passwd"),), "failed redirect_offsite"),
        "a redirect to this machine": ((raw("", 302, Location="http://127.1:9/news/view/1"),), "failed redirect_offsite"),
        "a redirect to nowhere": ((raw("", 302),), "failed redirect_nowhere"),
        "a redirect to nonsense": ((raw("", 302, Location="http://[bad"),), "failed redirect_"),
        "a stub that leads home": ((raw("<html><script>location.href='/';</script></html>"),), "rejected redirect_stub"),
        "a deleted notice": ((raw(ALERT),), "rejected deleted"),
        "a login wall": ((raw(WALL),), "rejected login_wall"),
        "a fatal error of PHP": ((raw(FATAL),), "failed unclosed"),
        "a PDF": ((raw(b"%PDF-1.4 not a page"),), "rejected not_html"),
        "JSON": ((raw('{"error": "none"}', Content_Type="application/json"),), "rejected not_html"),
        "a picture": ((raw(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Content_Type="image/png"),), "rejected "),
        "a charset that is a lie": ((raw(page, Content_Type="text/html; charset=euc-kr"),), "stored"),
        "a charset that is none": ((raw(page, Content_Type="text/html; charset=klingon"),), "stored"),
        "no content type": ((raw(page, Content_Type=""),), "stored"),
        "a mark before the page": ((raw(b"\xef\xbb\xbf\r\n" + data),), "stored"),
        "PHP warnings before the page": ((raw("<b>Warning</b>:  x in <b>/a.php</b> on line <b>3</b><br />\n" + page),), "stored"),
        "asked to wait once": ((raw("", 429, Retry_After="1"), raw(page)), "stored"),
    }  # fmt: skip
    return table


def test_every_fault_ends_in_its_state_and_the_sums_match(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    names = list(faults("", "", ""))
    assert len(names) >= 60
    with Scripted(numbered(2 * len(names), per_day=len(names)), per_page=20) as site, Scripted() as elsewhere:
        numbers = sorted(site.articles, reverse=True)
        broken = dict(zip(names, numbers[::2], strict=True))
        wanted = {}
        for name, number in broken.items():
            answers, state = faults(site.page(number), f"/news/view/{number}", elsewhere.home)[name]
            site.fail(number, *answers)
            wanted[name] = state
        done = crawl([site.outlet()], archive, settings=SETTINGS)
        ended = states(archive)
        wrong = {
            name: (ended[site.url(number)], wanted[name])
            for name, number in broken.items()
            if not ended[site.url(number)].startswith(wanted[name])
        }
        assert not wrong
        assert {ended[site.url(number)] for number in numbers[1::2]} == {"stored"}
        assert not elsewhere.log
        assert sums_close(done.summaries)
        summary = done.summaries["mini"]
        assert summary["finish"] == "finished"
        assert not [one for one in summary["findings"] if "do not agree" in one or "internal error" in one]
        stored = [name for name, state in wanted.items() if state == "stored"]
        assert len(articles(archive)) == len(numbers) // 2 + len(stored)


def test_a_calendar_without_end_and_a_list_of_itself_are_left(tmp_path: Path) -> None:
    """Each list page names further articles of other days for ever; the walk ends at the edge of its window."""
    archive = tmp_path / "archive.db"
    with Scripted(numbered(40, per_day=4), per_page=20) as site:

        def list_page(page: int) -> str:
            shown = sorted(site.articles, reverse=True)[page * 20 : page * 20 + 20]
            rows = "".join(site.entry(number) for number in shown)
            old = [f"2001{page:04}{n:06}" for n in range(20)]
            rows += "" if shown else "".join(
                f'<article class="thumbgroup"><strong class="subject_h"><a href="/news/view/{n}">달력 {n}</a></strong>'
                f'<p class="byline">2001-01-01 09:30</p></article>'
                for n in old
            )  # fmt: skip
            return f"<html><body><div class='list'>{rows}</div></body></html>"

        site.list_page = list_page  # type: ignore[method-assign]
        done = crawl([site.outlet()], archive, look_back=14)
        assert len(site.paths("/news/lists")) <= 5
        assert not site.paths("/news/view/2001"), "what lies before the window is not asked"
        assert sums_close(done.summaries)
        assert done.summaries["mini"]["complete"]


def test_a_template_that_changes_at_midnight_is_held_back_and_comes_in_when_it_is_mended(tmp_path: Path) -> None:
    """By the whole crawl: the pages' text moves away in the middle of the night; the next night they are as before."""
    archive = tmp_path / "archive.db"
    with Scripted(numbered(60, per_day=20), per_page=60) as site:
        assert crawl([site.outlet()], archive).code == 0
        old = set(site.articles)
        site.articles |= {f"20261120{999_500 + n:06}": "2026-11-20" for n in range(12)}
        new = sorted(set(site.articles) - old)
        for number in new:
            site.fail(
                number,
                raw(
                    site.page(number).replace("소식을 시가 20일 알렸다", "소식").partition("<p>시는")[0]
                    + "<p>새 앱에서 이어집니다. 지금 내려받으시면 선물을 드립니다.</p></div></section></article></body></html>"
                ),
            )
        done = crawl([site.outlet()], archive)
        held = [number for number in new if states(archive)[site.url(number)].startswith("quarantined")]
        assert len(held) == len(new), {states(archive)[site.url(number)] for number in new}
        assert done.summaries["mini"]["counts"]["quarantined"] == len(held)
        assert sums_close(done.summaries)
        assert done.code == 1
        assert any("break with this outlet's history" in one for one in done.summaries["mini"]["findings"])
        assert len(articles(archive)) == 60
        site.answers.clear()
        import sqlite3

        db = sqlite3.connect(archive)
        db.execute(
            "UPDATE visit SET due_at = '2020-01-01T00:00:00+09:00' WHERE url_id IN (SELECT id FROM url WHERE state = 'quarantined')"
        )
        db.commit()
        db.close()
        again = crawl([site.outlet()], archive)
        assert {states(archive)[site.url(number)].split()[0] for number in new} == {"stored"}, again.log
        assert len(articles(archive)) == 72
