"""`news search`, `watch` and `reindex` as a person types them."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import news
from desk.output.facet_lines import draw_bar, facet_lines
from desk.output.follow_up_lines import follow_up_lines
from desk.services.after_storing import follow_up
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.story import Counted
from reports.formats.terminal import width
from tests.support.archive_factories import START, a_page, an_article


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Archive.open(path) as opened:
        for n, (headline, body) in enumerate(
            [
                ("포항 배터리 공장", "이차 전지 소식"),
                ("POBATT 개막", "대전환\x1b[31m의 \u202e시대"),
                ("대전 축제", "포항에서"),
            ]
        ):
            article = an_article(n, headline=headline, deck="", body=body, published_at=START.replace(month=9 + n))
            opened.store(article, a_page(article, b"<html></html>"))
    (tmp_path / "synonyms.txt").write_text("배터리 = POBATT\n", encoding="utf-8")
    return path


def call(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(news, [*words, "--archive", str(archive)])


def refused(archive: Path, *words: str) -> bool:
    """Whether it is refused as a mistake of the user's: exit code 2, one sentence."""
    return getattr(call(archive, *words).exception, "exit_code", None) == 2


def after_storing_says(archive: Path) -> list[str]:
    """The lines of a crawl's or an import's end."""
    return list(follow_up_lines(follow_up(Workspace.at(archive)), with_stories=False))


def urls(archive: Path, *words: str) -> list[str]:
    found = call(archive, "search", *words, "--urls", "--quiet")
    assert found.exit_code == 0, found.output
    return [line.rsplit("/", 1)[1] for line in found.stdout.split()]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("search", "포항", "--sinse", "7d"), "--since"),
        (("search", "포항", "-o", "x.csv"), ""),
        (("export", "포항", "-o", "x.csv", "--collumns=제목"), "--columns"),
        (("watch", "add", "이름", "포항", "--otlet", "x"), "--outlet"),
        (("report", "daily", "포항", "--cut-off", "17:00"), "--cutoff"),
        (("report", "range", "포항", "--since", "2026-11-01", "--title", "x"), ""),
    ],
)
def test_a_mistyped_option_is_no_word_of_the_query(archive: Path, words: tuple[str, ...], meant: str) -> None:
    ran = call(archive, *words)
    assert ran.exit_code == 2
    assert "No such option" in ran.stderr
    assert meant in ran.stderr
    assert list(archive.parent.glob("x*")) == []


def test_words_with_a_dash_are_words(archive: Path) -> None:
    assert urls(archive, "대전", "-축제") == ["1"]
    assert urls(archive, "대전", "-batt") == ["2"]
    assert urls(archive, "--since", "2026-11-01", "포항") == ["2"]
    said = CliRunner().invoke(news, ["search", "--archive", str(archive), "--explain", "--", "포항", "--sinse"])
    assert "sinse" in said.stdout, "behind -- everything is a word"


def test_the_language_and_its_options(archive: Path) -> None:
    assert urls(archive, "포항") == ["2", "0"]
    assert urls(archive, "=대전") == ["2"]
    assert urls(archive, "(포항", "OR", "개막)", "-축제") == ["1", "0"]
    assert urls(archive, "제목:포항") == ["0"]
    assert urls(archive, "배터리") == ["1", "0"]
    assert urls(archive, "배터리", "--exact") == ["0"]
    assert urls(archive, "이차전지") == []
    assert urls(archive, "이차전지", "--loose") == ["0"]
    assert urls(archive, "포항", "--sort", "oldest", "-n", "1") == ["0"]


@pytest.mark.parametrize(
    ("headline", "found", "not_found"),
    [
        ("검찰ㆍ경찰 다툼", ("검찰·경찰", "검찰・경찰", "검찰․경찰", "검찰ㆍ경찰"), ("검찰 경찰차",)),
        ("나무람 ‘걷고 싶은 길’ 꼽아", ("'걷고", "\"'걷고 싶은 길'\"", "‘걷고"), ("'걷고'",)),
        ("3∼5월 개막", ("3~5월", "3〜5월", "3～5월"), ("3-5월",)),
        ("K–배터리 개막", ("K-배터리", "k—배터리"), ("K배터리",)),
        ("ㅋㅋㅠㅠ 시장님", ("ㅋㅋ", "ㅠㅠ", "ㅋㅠ", "=ㅋㅋㅠㅠ"), ("큐", "ㅋㅋㅋ", "크")),
        ("3,4호기 정지", ("3,4호기", "4호기", "호기 정지"), ("34호기",)),
        ("예산 12,345억 원", ("12345억", "12,345억", "2,345억"), ("1,2345억",)),
        ("İstanbul 시장", ("istanbul", "İSTANBUL", "Istanbul"), ("istanbull",)),
        ("ΟΔΟΣ 시장", ("οδος", "οδοσ", "ΟΔΟΣ"), ("οδοςσ",)),
    ],
)
def test_what_reads_alike_is_found(
    archive: Path, headline: str, found: tuple[str, ...], not_found: tuple[str, ...]
) -> None:
    with Archive.open(archive) as opened:
        one = an_article(9, headline=headline, deck="", body="하나")
        opened.store(one, a_page(one, b"<html></html>"))
    for typed in found:
        assert "9" in urls(archive, typed), typed
        assert "9" in urls(archive, f"제목:{typed}"), typed
    for typed in not_found:
        assert "9" not in urls(archive, typed), typed


def test_what_has_nothing_to_look_for_is_refused(archive: Path) -> None:
    for typed in ("%", "☎", "OR", "AND NOT", "-!", "()"):
        assert call(archive, "search", typed).exit_code == 2, typed
    assert urls(archive, '"OR"') == []
    assert urls(archive, "포항", "%") == urls(archive, "포항")


def test_what_was_used_and_understood_is_told(archive: Path) -> None:
    told = call(archive, "search", "배터리")
    assert "also POBATT" in told.stderr
    assert "2 articles · 2 stories" in told.stderr
    explained = call(archive, "search", "headline:(포항 OR 경주) -=대전", "--explain", "--exact").stdout
    for line in ("all of", "  any of", "    포항 in the headline", "  without", "    대전 as a word of its own"):
        assert line in explained.splitlines()
    assert "§포항" in explained


def test_nothing_that_steers_a_terminal_is_printed(archive: Path) -> None:
    shown = call(archive, "search", "대전환")
    assert "\x1b" not in shown.stdout
    assert "\u202e" not in shown.stdout


def test_pages_by_cursor(archive: Path) -> None:
    for sort in ("newest", "oldest", "relevance"):
        seen: list[str] = []
        cursor: list[str] = []
        while len(seen) < 9:
            page = call(archive, "search", "견본 OR 포항 OR 개막", "--sort", sort, "-n", "1", "--json", *cursor)
            seen += [json.loads(line)["url"] for line in page.stdout.splitlines()]
            if "--cursor" not in page.stderr:
                break
            cursor = ["--cursor", page.stderr.split("'")[1]]
        assert len(seen) == len(set(seen)) == 3
    assert refused(archive, "search", "포항", "--cursor", "nonsense")


def test_counts(archive: Path) -> None:
    assert call(archive, "search", "포항", "--count-by", "month").stdout.splitlines() == [
        "2026-09\t1\t1",
        "2026-11\t1\t1",
    ]
    assert json.loads(call(archive, "search", "--count-by", "outlet", "--json").stdout) == {
        "outlet": "견본일보",
        "articles": 3,
        "stories": 3,
    }
    assert call(archive, "search", "포항", "--count-by", "reporter", "-n", "1").stdout == "김견본\t2\t2\n"
    assert call(archive, "search", "포항", "--count-by", "section", "--csv").stdout.split() == [
        "section,articles,stories",
        "사회",
        ">",
        "행정,2,2",
    ]
    assert call(archive, "search", "포항", "--count-by", "day").stdout.split()[0::3] == ["2026-09-03", "2026-11-03"]


def test_counts_by_tone(archive: Path) -> None:
    newest = json.loads(call(archive, "search", "포항", "-n", "1", "--json").stdout)["id"]
    for tone in ("긍정", "부정"):
        call(archive, "mark", f"id:{newest}", "--tone", tone)
    assert call(archive, "search", "포항", "--count-by", "tone").stdout == "(none)\t1\t1\n부정\t1\t1\n"


def test_what_carries_one_text_is_counted_as_one_story_too(archive: Path, tmp_path: Path) -> None:
    ids = [json.loads(line)["id"] for line in call(archive, "search", "포항 OR POBATT", "--json").stdout.splitlines()]
    with closing(sqlite3.connect(archive)) as db, db:
        db.executemany("INSERT INTO story_member VALUES (?, 7, ?, 1, 1, NULL, 1)", [(n, ids[0]) for n in ids[:2]])
    assert "3 articles · 2 stories\n" in call(archive, "search", "포항 OR POBATT").stderr
    assert "3 articles · 2 stories, 1 shown" in call(archive, "search", "포항 OR POBATT", "-n", "1").stderr
    assert call(archive, "search", "--count-by", "outlet").stdout == "견본일보\t3\t2\n"
    assert call(archive, "search", "--count-by", "month").stdout.split("\n")[0] == "2026-09\t1\t1"
    out = tmp_path / "all.csv"
    assert "3 articles · 2 stories written" in call(archive, "export", "-o", str(out)).stderr


def test_bars_fill_the_terminal_and_no_more() -> None:
    drawn = list(
        facet_lines(
            [
                ("견본일보", Counted(1234, 900)),
                ("", Counted(617, 617)),
                ("아주 긴 이름의 매체이므로 잘려야 합니다", Counted(1, 1)),
            ],
            80,
            " ▏▎▍▌▋▊▉█",
        )
    )
    assert [line.count("█") for line in drawn][:2] == [80 - 24 - width("1,234 articles · 900 stories") - 4, 12]
    assert "(none)" in drawn[1]
    assert "617 articles · 617 stories" in drawn[1]
    assert drawn[2].endswith("▏")
    assert draw_bar(0) == ""
    assert draw_bar(2.5, " #") == "##"


def test_watches_from_end_to_end(archive: Path, tmp_path: Path) -> None:
    assert call(archive, "watch", "add", "배터리", "배터리", "-축제").exit_code == 0
    assert refused(archive, "watch", "add", "배터리", "다른")
    assert refused(archive, "watch", "run", "없는것")
    assert call(archive, "watch", "add", "폐막", "폐막").exit_code == 0
    with Archive.open(archive) as opened:
        article = an_article(9, headline="POBATT 폐막", published_at=START.replace(month=12))
        opened.store(article, a_page(article, b"<html></html>"))
    assert "(1 new · 1 story)" in call(archive, "watch", "list").stdout
    again = call(archive, "watch", "run", "배터리", "--since", "today", "--json")
    assert json.loads(again.stdout)["watch"] == "배터리"
    out = tmp_path / "new.csv"
    assert call(archive, "watch", "run", "-o", str(out)).exit_code == 0
    assert "POBATT 폐막" in out.read_text(encoding="utf-8-sig")
    assert "0 new" in call(archive, "watch", "run").stdout
    assert call(archive, "watch", "run", "-o", str(tmp_path / "none.csv")).exit_code == 0
    assert (tmp_path / "none.csv").read_text(encoding="utf-8-sig").strip().endswith('"저장한 검색"')
    for name in ("both.csv", "both.xlsx", "both.html", "both.jsonl"):
        assert call(archive, "watch", "run", "--since", "2026-01-01", "-o", str(tmp_path / name)).exit_code == 0
    with (tmp_path / "both.csv").open(encoding="utf-8-sig", newline="") as file:
        by_headline = {row["제목"]: row["저장한 검색"] for row in csv.DictReader(file)}
    assert by_headline["POBATT 폐막"] == "배터리, 폐막"
    assert set(by_headline.values()) <= {"배터리", "폐막", "배터리, 폐막"}
    sheet = openpyxl.load_workbook(tmp_path / "both.xlsx").active
    assert [cell.value for cell in sheet[1]][-1] == "저장한 검색"
    records = [json.loads(line) for line in (tmp_path / "both.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {r["headline"]: r["watches"] for r in records}["POBATT 폐막"] == ["배터리", "폐막"]
    assert "배터리, 폐막" in (tmp_path / "both.html").read_text(encoding="utf-8")
    assert call(archive, "watch", "remove", "배터리").exit_code == 0
    assert refused(archive, "watch", "remove", "배터리")


def test_a_watch_is_named_as_it_can_be_typed(archive: Path) -> None:
    told = call(archive, "watch", "add", " 포항 소식 ", "포항").stderr.splitlines()
    assert told == [
        "Saved search 포항 소식 added; `news watch run '포항 소식'` shows what is new.",
        "The archive already has 2 articles · 2 stories for it; what is stored from now on is new.",
    ]
    assert refused(archive, "watch", "add", "포항 소식", "축제"), "the same name"
    assert refused(archive, "watch", "add", "-포항", "축제")
    assert "`news watch run 영일만`" in call(archive, "watch", "add", "영일만", "없는말").stderr
    assert "already" not in call(archive, "watch", "add", "둘", "없는말").stderr
    with Archive.open(archive) as opened:
        article = an_article(9, headline="포항 새 소식", published_at=START.replace(month=12))
        opened.store(article, a_page(article, b"<html></html>"))
    (hint,) = after_storing_says(archive)
    assert hint == "포항 소식: 1 new · 1 story (news watch run '포항 소식')"
    assert "포항 새 소식" in call(archive, "watch", "run", "포항 소식 ").stdout
    assert call(archive, "watch", "remove", "포항 소식 ").stderr == "Saved search 포항 소식 removed.\n"


def test_a_name_with_spaces_around_it_from_before_is_found(archive: Path) -> None:
    with Archive.open(archive) as opened:
        opened.add_watch("포항 ", parse("포항"), Filters())
    assert "포항" in call(archive, "watch", "run", "포항").stdout
    assert call(archive, "watch", "remove", "포항").exit_code == 0


def test_a_watch_of_what_does_not_exist_is_refused(archive: Path) -> None:
    for wrong in (["--outlet", "nosuch"], ["--region", "없는도"], ["--outlet", "sample", "--outlet", "nosuch"]):
        assert refused(archive, "watch", "add", "하나", "포항", *wrong)
        assert call(archive, "watch", "list").stdout == ""
    for known in (["--outlet", "sample"], ["--outlet", "newspim", "--region", "경북"]):
        assert call(archive, "watch", "add", known[1], "포항", *known).exit_code == 0


def test_reindex_and_verify(archive: Path) -> None:
    before = urls(archive, "포항")
    assert call(archive, "reindex").exit_code == 0
    assert urls(archive, "포항") == before
    assert call(archive, "verify").exit_code == 0


def test_synonyms_that_cannot_be_read_are_told(archive: Path) -> None:
    archive.with_name("synonyms.txt").write_bytes(b"\xff\xfe\x00")
    assert refused(archive, "search", "포항")
    assert "UTF-8" in str(call(archive, "search", "포항").exception)


def test_mistakes_in_the_synonyms_are_told_and_the_search_goes_on(archive: Path) -> None:
    archive.with_name("synonyms.txt").write_text("포항 영일만\n배터리 = POBATT\n" + "혼자\n" * 9, encoding="utf-8")
    told = call(archive, "search", "배터리")
    assert told.exit_code == 0
    assert f"{archive.with_name('synonyms.txt')}, line 1 is left out" in told.stderr
    assert "5 lines more" in told.stderr
    assert "2 articles" in told.stderr
    assert "line 1" not in call(archive, "search", "배터리", "--exact").stderr
