"""Every spelling of an address inside, by every way in which a page can name one: none is reached by a real crawl.

The outlet is on loopback, which is allowed here; another port there stands for the user's own network.
"""

import urllib.request
from pathlib import Path

from tests.scrapers.middlewares.test_ssrf_guard import LOOPBACK, PRIVATE
from tests.support.crawls import crawl, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw

WAYS = ("link", "redirect", "feed", "sitemap", "robots", "canonical")


def test_of_hundreds_of_ways_inside_none_is_reached(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    hosts = [*LOOPBACK, *PRIVATE]
    with Scripted(numbered(2 * len(hosts), per_day=20), per_page=400) as site, Scripted(numbered(3)) as inside:
        wanted = max(inside.articles)
        targets = [f"http://{host}:{inside.port}/news/view/{wanted}" for host in hosts]
        assert len(targets) * len(WAYS) >= 400
        numbers = sorted(site.articles, reverse=True)
        redirected, canonical = numbers[: len(hosts)], numbers[len(hosts) :]
        for number, target in zip(redirected, targets, strict=True):
            site.fail(number, raw("", 302, Location=target.encode().decode("latin-1")))
        for number, target in zip(canonical, targets, strict=True):
            page = site.page(number).replace("</head>", f'<link rel="canonical" href="{target}"></head>')
            site.fail(number, raw(page))
        rows = "".join(
            f'<article class="thumbgroup"><strong class="subject_h"><a href="{target}">안쪽</a></strong></article>'
            for target in targets
        )
        site.answers["/news/lists?category_cd=108"] = [raw(site.list_page(0).replace("</div>", rows + "</div>"))]
        items = "".join(f"<item><title>안쪽</title><link>{target}</link></item>" for target in targets)
        site.answers["/rss"] = [raw(f"<rss><channel>{items}</channel></rss>", Content_Type="application/rss+xml")]
        maps = "".join(f"<sitemap><loc>{target}</loc></sitemap>" for target in targets)
        site.answers["/map"] = [raw(f"<sitemapindex>{maps}</sitemapindex>", Content_Type="application/xml")]
        rules = "".join(f"Sitemap: {target}\n" for target in targets)
        site.answers["/robots.txt"] = [raw(f"User-agent: *\nAllow: /\n{rules}", Content_Type="text/plain")]
        outlet = site.outlet(lists=("108",), feeds=(f"{site.home}/rss",), sitemaps=(f"{site.home}/map",))
        done = crawl([outlet], archive, delay=0.0)
        ended = states(archive)
        assert not inside.log, inside.log[:3]
        assert sums_close(done.summaries)
        assert {"/rss", "/map", "/robots.txt"} <= set(site.paths()), "each way was gone"
        assert {ended[site.url(number)].split()[1][:8] for number in redirected} == {"redirect"}
        assert {ended[site.url(number)] for number in canonical} == {"stored"}
        assert not [key for key in ended if f":{inside.port}" in key]
        with urllib.request.urlopen(f"{inside.home}/news/view/{wanted}", timeout=10) as answer:
            assert answer.status == 200
        assert len(inside.log) == 1, "it could have been reached"
