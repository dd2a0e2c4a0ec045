"""A press officer's morning, with the very commands: a night's crawl, what is new, the report, two marks, a pickup."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from models.records.article import Article
from reports.charts.fonts import FontNotFoundError, find_font
from scrapers.declarations.write import toml_of
from scrapers.samples.site import SampleSite
from tests.support.run_news import Ran, news

RELEASE = "포항 전통시장 장보기 비용"


class Office:
    """A folder with an archive, and a network of two sample outlets."""

    def __init__(self, folder: Path, site: SampleSite) -> None:
        self.folder = folder
        self.site = site

    def type(self, *words: object, code: int = 0) -> Ran:
        ran = news(*words, cwd=self.folder)
        assert ran.code == code, ran.err
        return ran

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((self.folder / name).read_text("utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("morning")
    (folder / "outlets").mkdir()
    with SampleSite() as site:
        for outlet in site.outlets():
            text = toml_of(replace(outlet, delay=None), "A sample outlet.")
            (folder / "outlets" / f"{outlet.id}.toml").write_text(text, "utf-8")
        yield Office(folder, site)


@pytest.fixture(scope="module")
def crawled(office: Office) -> Office:
    """The watch was set the day before; the crawl ran at night."""
    office.type("watch", "add", "포항", "포항")
    ids = [outlet.id for outlet in office.site.outlets()]
    office.type("crawl", *ids, "--since", "2026-11-01", "--allow-loopback", "--delay", 0)
    return office


def wanted(office: Office) -> list[Article]:
    """What the sites published about 포항, by time: no word of it comes from the archive."""
    found = [
        one
        for one in office.site.stored().values()
        if "포항" in "\n".join([one.headline, one.deck, one.body, *one.tags, *(photo.caption for photo in one.photos)])
    ]
    return sorted(found, key=lambda one: str(one.published_at))


def test_the_watch_tells_what_the_night_brought(crawled: Office) -> None:
    lines = crawled.type("watch", "run", "포항", "--urls", "--since", "2026-11-01").out.split()
    assert {one.canonical_url for one in wanted(crawled)} <= set(lines)


def test_the_report_in_all_four_forms(crawled: Office) -> None:
    files = [word for kind in ("html", "xlsx", "csv", "txt") for word in ("-o", f"조간.{kind}")]
    ran = crawled.type(
        "report", "daily", "--watch", "포항", "--day", "2026-11-20", "--cutoff", "17:00", *files, "--message"
    )
    due = [
        one
        for one in wanted(crawled)
        if one.published_at
        and f"{one.published_at:%m-%d %H:%M}" >= "11-20 09:00"
        and f"{one.published_at:%d %H}" < "20 17"
    ]
    assert len(due) >= 2
    rows = crawled.rows("조간.csv")
    assert {row["URL"] for row in rows} == {one.canonical_url for one in due}
    assert {row["제목"] for row in rows} == {one.headline for one in due}
    assert [row["번호"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert ran.out == (crawled.folder / "조간.txt").read_text("utf-8")
    assert ran.out.startswith("2026.11.20.(금) 17시까지 ‘포항’ 보도사항입니다.\n기사 ")
    sheet = openpyxl.load_workbook(crawled.folder / "조간.xlsx").worksheets[0]
    head = next(row for row in sheet.iter_rows() if "제목" in [cell.value for cell in row])
    assert sheet.max_row == head[0].row + len(due)
    page = (crawled.folder / "조간.html").read_text("utf-8")
    assert all(one.canonical_url.replace("&", "&amp;") in page for one in due)
    assert "<script" not in page


def test_a_month_with_pictures_and_rivals(crawled: Office) -> None:
    try:
        find_font()
    except FontNotFoundError:
        pytest.skip("no font that draws Hangul is installed (Debian: fonts-nanum)")
    when = ["--since", "2026-11-01", "--until", "2026-11-30"]
    crawled.type(
        "report", "range", "포항", *when, "-o", "11월.html", "-o", "11월.csv", "--rival", "경주", "--charts", "그림"
    )
    assert len(crawled.rows("11월.csv")) == len(wanted(crawled))
    names = {path.stem for path in (crawled.folder / "그림").glob("*.svg")}
    assert {"by-day", "by-outlet", "by-region", "by-reporter", "share-of-voice"} <= names
    page = (crawled.folder / "11월.html").read_text("utf-8")
    assert page.count("<figure") == len(names)


def test_the_two_marks_stand_in_the_report_and_with_the_article(crawled: Office) -> None:
    one = wanted(crawled)[-1]
    crawled.type("mark", one.canonical_url, "--tone", "긍정", "--by", "김주무관")
    crawled.type("mark", one.canonical_url, "--note", "시장 인터뷰", "--by", "이팀장")
    crawled.type("report", "range", "포항", "--since", "2026-11-01", "--until", "2026-11-30", "-o", "표시.csv")
    marked = [row for row in crawled.rows("표시.csv") if row["논조"] or row["비고"]]
    assert [(row["URL"], row["논조"], row["비고"]) for row in marked] == [(one.canonical_url, "긍정", "시장 인터뷰")]
    record = json.loads(crawled.type("show", one.canonical_url, "--json").out)
    assert [(said["tone"], said["note"], said["by"]) for said in record["remarks"]] == [
        ("긍정", "", "김주무관"),
        ("긍정", "시장 인터뷰", "이팀장"),
    ]
    crawled.type("mark", one.canonical_url, "--tone", "좋음", code=2)
    crawled.type("mark", "https://none.example/", "--tone", "긍정", code=1)


def test_the_pickup_of_a_release_that_both_outlets_ran(crawled: Office) -> None:
    ran = [one for one in crawled.site.stored().values() if one.headline.startswith(RELEASE)]
    assert len({one.outlet for one in ran}) == 2
    first = min(one.published_at for one in ran if one.published_at)
    text = f"{ran[0].headline}\n\n{ran[0].body}\n"
    (crawled.folder / "보도자료.txt").write_text(text, "utf-8")
    sent = f"{first - timedelta(hours=1):%Y-%m-%d %H:%M}"
    crawled.type("pickup", "보도자료.txt", "--released-at", sent, "-o", "게재.html", "-o", "게재.csv")
    rows = crawled.rows("게재.csv")
    assert {row["URL"] for row in rows if row["확실"] == "예"} == {one.canonical_url for one in ran}
    assert min(int(row["소요(분)"]) for row in rows) == 60
    crawled.type("report", "range", "포항", "--since", "2026-11-01", "--until", "2026-11-30", "-o", "대조.csv")
    taken = {row["URL"] for row in crawled.rows("대조.csv") if row["보도자료 여부"] == "예"}
    assert taken == {one.canonical_url for one in ran}


def test_a_quiet_day_is_a_sentence(crawled: Office) -> None:
    ran = crawled.type("report", "daily", "포항", "--day", "2026-11-02")
    assert ran.out == "2026.11.02.(월) 24시까지 ‘포항’ 관련 보도사항이 없습니다.\n"


def test_slips_of_the_pen_are_one_sentence(crawled: Office) -> None:
    for words in (
        ["--watch", "없는이름"],
        ["포항", "--watch", "포항"],
        ["포항", "-o", "a.doc"],
        ["포항", "--cutoff", "25:00"],
        ["포항", "--template", "없는.toml"],
        ["포항", "--rival", "!!"],
        ["포항", "--outlet", "없는매체"],
    ):
        ran = crawled.type("report", "daily", *words, code=2)
        assert re.search(r"(Error|Usage).*\S", ran.err, re.S)
        assert ran.out == ""


def test_a_report_of_several_days_names_them(crawled: Office) -> None:
    days = ["--since", "2026-11-01", "--until", "2026-11-02"]
    ran = crawled.type("report", "range", "포항", *days)
    assert ran.out == "2026.11.01. ~ 2026.11.02. ‘포항’ 관련 보도사항이 없습니다.\n"
    ran = crawled.type("report", "range", "포항", "--since", "2026-11-01", "--until", "2026-11-30")
    assert ran.out.startswith("2026.11.01. ~ 2026.11.30. ‘포항’ 보도사항입니다.\n기사 ")
