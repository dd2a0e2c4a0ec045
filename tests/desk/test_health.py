"""`news health`, its page, and what show, search and export say of an article that is gone."""

import json
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.write.archive import Archive
from models.health.run_statistics import Statistics
from models.records.outlet import Outlet
from models.records.times import now
from scrapers.crawl.lock import crawl_lock
from tests.support.archive_factories import a_page, an_article
from tests.support.run_news import news


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with two outlets: one as ever, one whose lists are empty since two nights, with a hostile title."""
    with Archive.open(tmp_path / "archive.db") as archive:
        first, second = an_article(1), an_article(2)
        for article in (first, second):
            archive.store(article, a_page(article))
        archive.upsert_outlet(Outlet(id="well", title="잘된일보", family="ndsoft", home="https://a.example"))
        archive.upsert_outlet(Outlet(id="bad", title="</td><script>x", family="ndsoft", home="https://b.example"))
        for outlet in ("well", "bad"):
            for nights in range(12, 0, -1):
                links = 0 if outlet == "bad" and nights <= 2 else 30
                run = archive.ledger.begin_run(outlet, now() - timedelta(days=nights - 1, hours=1))
                archive.ledger.record_findings(run, Statistics(read=20, links=links), [])
                archive.ledger.end_run(run, now(), "finished", complete=True, counts={"stored": 20, "found": 20})
    db = sqlite3.connect(tmp_path / "archive.db")
    db.execute("INSERT INTO gone SELECT id, '2026-11-20T03:00:00+09:00', 'http_404' FROM article ORDER BY id LIMIT 1")
    db.commit()
    db.close()
    return tmp_path


def test_health_names_the_outlet_the_cause_and_since_when(folder: Path) -> None:
    ran = news("health", cwd=folder)
    assert ran.code == 1
    (line,) = ran.out.splitlines()
    assert "(bad)" in line
    assert "30" in line
    assert f"{now() - timedelta(days=1, hours=1):%Y-%m-%d}" in line
    (found,) = map(json.loads, news("health", "--json", "--lang", "en", cwd=folder).out.splitlines())
    assert (found["outlet"], found["cause"]) == ("bad", "no_links")
    assert "No article link" in found["finding"]
    assert news("health", "well", cwd=folder).code == 0
    assert news("health", "nobody", cwd=folder).code == 2


def test_a_night_that_has_no_end_is_told_in_the_morning(folder: Path) -> None:
    assert news("health", "well", cwd=folder).code == 0
    with Archive.open(folder / "archive.db") as archive:
        archive.ledger.begin_run("well", now() - timedelta(minutes=5))
    with crawl_lock(folder / "archive.db"):
        assert news("health", "well", cwd=folder).code == 0, "a crawl is going on"
    ran = news("health", "well", "--json", cwd=folder)
    assert ran.code == 1
    assert json.loads(ran.out)["cause"] == "killed"


def test_the_page_is_one_file_that_loads_and_runs_nothing(folder: Path) -> None:
    assert news("health", "--html", "건강 점검.html", cwd=folder).code == 1
    page = (folder / "건강 점검.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "&lt;script&gt;x" in page
    assert not re.search(r"(?:src|href)\s*=", page.replace("default-src", ""))
    assert news("health", "--html", "none/there.html", cwd=folder).code == 2


@pytest.mark.parametrize("name", ["archive.db", "archive.db.manifest", "archive.db-wal", "page.txt", "link.html"])
def test_the_page_is_written_over_nothing_else(folder: Path, name: str) -> None:
    (folder / "link.html").symlink_to("archive.db")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ran = news("health", "--html", name, cwd=folder)
    assert ran.code == 2
    assert "cannot be written" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_is_gone_is_said_wherever_it_is_shown(folder: Path) -> None:
    db = sqlite3.connect(folder / "archive.db")
    (gone,), (url, headline) = (
        db.execute("SELECT article_id FROM gone").fetchone(),
        db.execute("SELECT canonical_url, headline FROM article ORDER BY id LIMIT 1").fetchone(),
    )
    db.close()
    shown = news("show", gone, cwd=folder).out
    assert "Gone since" in shown
    assert headline in shown
    assert json.loads(news("show", gone, "--json", cwd=folder).out)["gone_reason"] == "http_404"
    hits = [json.loads(line) for line in news("search", "--since", "2020-01-01", "--json", cwd=folder).out.splitlines()]
    assert [hit["id"] for hit in hits if "gone_at" in hit] == [gone]
    assert "Gone since 2026-11-20" in news("search", "--since", "2020-01-01", cwd=folder).out
    news("export", "-o", "all.csv", "--columns", "원문 주소,원문 삭제 확인", cwd=folder)
    table = (folder / "all.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sum("2026-11-20 03:00" in line for line in table) == 1
    assert any(url in line and "2026-11-20 03:00" in line for line in table)
