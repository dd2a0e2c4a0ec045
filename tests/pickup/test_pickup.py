"""What became of a release: found, timed, traced sentence by sentence, written out, and never more than may be shown."""

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.archive import Archive
from models.article import Article
from models.outlet import Outlet
from models.pickups import pickups_of
from models.reader import open_reader
from reports.pickup.trace import trace
from reports.stories.update import update
from tests.desk import Ran, news
from tests.pickup import made_files as made
from tests.stories.ground import a_page, an_article
from tests.stories.kinds import Made
from tests.stories.made import START, Maker

RELEASED = START.replace(year=2026, month=11, day=18, hour=10, minute=30)
BODY = "\n".join(made.PARAGRAPHS)
REWRITTEN = (
    "견본시가 21일 오후 3시 들꽃길 광장에서 여는 가을 음악회에 관심이 모인다.\n"
    "음악회에는 시립합창단과 주민 악단 6곳이 나와 모두 18곡을 들려준다. 의자 300개가 놓여 누구나 앉을 수 있다.\n"
    "음악회는 지난해 처음 열려 1,200명이 찾았으며 올해는 더 늘 것으로 보인다.\n"
    "시는 비가 오면 체육관으로 자리를 옮기고 셔틀버스 4대를 굴린다.\n"
    "주민 이보기씨는 “작년에 자리가 모자라 서서 들었는데 올해는 일찍 가려고 한다”며 웃었다.\n"
    "음악회 예산은 7,500만원이다."
)
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0"


def an(n: int, body: str, minutes: int, headline: str, **given: object) -> Article:
    one = Made(n, n, RELEASED + timedelta(minutes=minutes), "", None, body, headline=headline)
    return replace(an_article(one), **given)  # type: ignore[arg-type]


ARTICLES = (
    an(1, BODY, 95, made.TITLE),
    an(2, REWRITTEN, 1_500, HOSTILE, reporters=("=이보기",)),
    an(
        3,
        BODY.replace("21일", "25일")
        .replace("18곡", "20곡")
        .replace("300개", "450개")
        .replace("4대", "7대")
        .replace("6곳", "9곳"),
        9 * 1440,
        "견본시 겨울 음악회",
    ),
    an(4, "다른 시의 소식이다. 도서관이 새로 문을 열고 책 5천 권을 들였다. 주민들이 반겼다.", 30, "도서관 소식"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pickup")
    maker = Maker(3)
    others = [
        an_article(
            Made(100 + n, 5 + n % 20, RELEASED + timedelta(minutes=37 * n - 9_000), "", None, maker.background("포항"))
        )
        for n in range(400)
    ]
    with Archive.open(place / "archive.db") as archive:
        archive.upsert_outlet(Outlet(id="outlet1", title="견본1신문", family="", home="", region="경북", export="full"))
        with archive.transaction() as writer:
            for article in (*ARTICLES, *others):
                writer.store(article, a_page(article))
        update(archive)
    (place / "음악회.txt").write_text(made.text(), encoding="utf-8")
    return place


def a_copy(folder: Path, place: Path) -> Path:
    """The archive in a place of its own, with no release kept."""
    with (
        closing(sqlite3.connect(folder / "archive.db")) as source,
        closing(sqlite3.connect(place / "archive.db")) as copy,
    ):
        source.backup(copy)
        copy.executescript("DELETE FROM pickup_sentence; DELETE FROM pickup; DELETE FROM release;")
    return place / "archive.db"


def kept_files(archive: Path) -> list[str]:
    with closing(open_reader(archive)) as db:
        return [row[0] for row in db.execute("SELECT file FROM release ORDER BY id")]


def run(folder: Path, *arguments: object) -> Ran:
    return news("pickup", *arguments, cwd=folder)


def test_who_ran_it_when_and_how_much_of_it(folder: Path) -> None:
    ran = run(folder, "음악회.txt", "--json", "--no-keep")
    assert ran.code == 0, ran.err
    (fate,) = map(json.loads, ran.out.splitlines())
    assert [one["outlet"] for one in fate["taken"]] == ["outlet1", "outlet2"]
    first, second = fate["taken"]
    assert (first["minutes_after"], second["minutes_after"]) == (95, 1500)
    assert first["of_article"] == first["of_release"] == 1.0
    assert (first["headline_same"], second["headline_same"]) == (True, False)
    assert fate["mean_minutes"] == (95 + 1500) / 2
    assert fate["outlets_took"] == 2
    assert fate["rate"] == round(2 / fate["outlets"], 4)
    labels = {line["text"][:10]: line["label"] for line in second["release_side"]}
    assert labels[made.PARAGRAPHS[2][:10]] == "verbatim"
    assert labels[made.PARAGRAPHS[3][:10]] == "left_out"
    assert [line["label"] for line in second["article_side"]][-2:] == ["added", "added"]
    assert second["article_side"][-1]["numbers"] == ["7,500만"]
    assert second["article_side"][-2]["quotes"] != [""]
    assert all(not line["numbers"] for line in first["article_side"])


def test_another_outlets_own_words_are_cut_where_it_does_not_allow_them(folder: Path) -> None:
    ran = run(folder, "음악회.txt", "--json", "--no-keep")
    second = json.loads(ran.out)["taken"][1]
    for line, own in zip(second["article_side"], REWRITTEN.replace(". ", ".\n").split("\n"), strict=False):
        assert len(line["text"]) <= 41 or own in BODY


def test_all_forms_of_the_report(folder: Path) -> None:
    ran = run(
        folder, "음악회.txt", *(part for kind in ("csv", "xlsx", "html", "jsonl") for part in ("-o", f"out.{kind}"))
    )
    assert ran.code == 0, ran.err
    assert "기사 2 · 매체 2/" in ran.out
    assert "1시간 35분" in ran.out
    raw = (folder / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["보도자료", "배포일시", "매체명"]
    assert [row[2] for row in rows[1:]] == ["견본1신문", "견본2신문"]
    assert rows[2][15].startswith("'=")
    book = load_workbook(folder / "out.xlsx")
    assert book.sheetnames == ["보도자료별", "게재 기사", "문장별"]
    sheet = book["게재 기사"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[2][5] == HOSTILE
    assert values[2][15] == "=이보기"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert values[1][3] == (RELEASED + timedelta(minutes=95)).replace(tzinfo=None)
    assert values[1][4] == 95
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["R2"].hyperlink is not None
    assert not [name for name in folder.iterdir() if name.suffix == ".part"]


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_runs_and_fetches_nothing(folder: Path) -> None:
    run(folder, "음악회.txt", "-o", "page.html", "--no-keep")
    text = (folder / "page.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "form", "base"}
    assert all(not key.startswith("on") and key not in ("style", "src") for _, attrs in page.tags for key in attrs)
    assert all((attrs.get("href") or "http").startswith("http") for _, attrs in page.tags)
    policy = next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_result_is_kept_and_a_second_run_takes_its_place(folder: Path) -> None:
    for _ in range(2):
        assert run(folder, "음악회.txt").code == 0
    with closing(open_reader(folder / "archive.db")) as db:
        assert db.execute("SELECT count(*) FROM release").fetchone() == (1,)
        ids = [row[0] for row in db.execute("SELECT article_id FROM pickup ORDER BY article_id")]
        found = pickups_of(db, ids)
        assert [found[n][0].minutes_after for n in ids] == [95, 1500]
        assert found[ids[0]][0].release_title == made.TITLE
        assert (
            db.execute("SELECT count(*) FROM pickup_sentence WHERE side = 'R' AND label = 'verbatim'").fetchone()[0]
            >= 6
        )


def test_a_folder_gives_the_months_table_and_says_what_it_could_not_read(folder: Path) -> None:
    month = folder / "11월"
    month.mkdir(exist_ok=True)
    made.hwp(month / "a.hwp")
    (month / "b.txt").write_text(made.text().replace("10:30", "11:30"), encoding="utf-8")
    made.hwp(month / "locked.hwp", flags=3)
    (month / "c.txt").write_text(
        "배포일시: 2026. 11. 19. 09:00\n견본시, 아무도 싣지 않은 자료\n\n"
        + "아무 데도 없는 이야기를 길게 적어 둔 글이다. " * 9,
        encoding="utf-8",
    )
    ran = run(folder, "11월", "-o", "month.csv", "--no-keep")
    assert ran.code == 1
    assert ran.err.count("locked") >= 1
    assert "보도자료 3건 가운데 2건 게재 (67%)" in ran.out
    rows = list(csv.reader((folder / "month.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][5:8] == ["게재 매체 수", "게재율", "평균 소요 시간(분)"]
    assert [row[5] for row in rows[1:]] == ["2", "2", "0"]
    assert rows[1][7] == "798"


def test_every_file_of_a_folder_is_read_or_refused_or_named(folder: Path, tmp_path: Path) -> None:
    month = tmp_path / "11월"
    (month / "지난달").mkdir(parents=True)
    (month / "dir.txt").mkdir()
    made.hwp(month / "a.hwp")
    made.hwpx(month / "지난달" / "b.hwpx")
    made.hwp(month / "locked.hwp", flags=3)
    (month / "gone.txt").symlink_to(month / "nowhere")
    (month / "zero.txt").touch()
    (month / "c.txt").write_text(
        "배포: 2026. 11. 19. 09:00\n다른 자료\n" + "따로 적어 둔 글이다. " * 20, encoding="utf-8"
    )
    for name in ("a.doc", "photo.jpg", "~$b.docx", ".c.txt", "Thumbs.db"):
        (month / name).write_bytes(b"x")
    for _ in range(2):  # what the first run wrote is nothing to be read
        ran = run(folder, month, "-o", month / "out.html", "-o", month / "out.xlsx", "--no-keep")
    assert ran.code == 1
    assert "보지 않은 파일 2개, 폴더 2개: a.doc, photo.jpg, dir.txt/, 지난달/" in ran.err
    assert not any(name in ran.err + ran.out for name in ("~$b", ".c.txt", "Thumbs", "b.hwpx"))
    assert "보도자료 2건 가운데 1건 게재 (50%) · 기사 2건 · 읽지 못한 파일 3개" in ran.out
    page = (month / "out.html").read_text(encoding="utf-8")
    assert "읽지 못한 파일 3개" in page
    sheet = load_workbook(month / "out.xlsx")["읽지 못한 파일"]
    told = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert set(told) == {"gone.txt", "locked.hwp", "zero.txt"}
    for why in told.values():
        assert f"Error: {why}" in ran.err
        assert str(why) in page


def test_one_release_in_two_formats_is_counted_and_kept_once(folder: Path, tmp_path: Path) -> None:
    archive = a_copy(folder, tmp_path)
    pair = tmp_path / "pair"
    pair.mkdir()
    for make, name in ((made.docx, "1.docx"), (made.hwpx, "1.hwpx"), (made.pdf, "1.pdf")):
        make(pair / name)
    ran = news("pickup", pair, "--json", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert [json.loads(line)["release"]["file"] for line in ran.out.splitlines()] == ["1.docx"]
    for name in ("1.hwpx", "1.pdf"):
        assert f"{name} is the same release as 1.docx: it is counted once." in ran.err
    assert news("pickup", pair / "1.pdf", cwd=tmp_path).code == 0
    assert kept_files(archive) == ["1.pdf"]
    other = made.text().replace("300개", "310개")  # another number is another release
    (pair / "2.txt").write_text(other, encoding="utf-8")
    later = other.replace("11. 18.(수) 10:30", "11. 19. 10:30")  # and so is another day
    (pair / "3.txt").write_text(later, encoding="utf-8")
    ran = news("pickup", pair, "--json", cwd=tmp_path)
    assert len(ran.out.splitlines()) == 3
    assert kept_files(archive) == ["1.docx", "2.txt", "3.txt"]


def test_without_fingerprints_the_search_index_finds_the_articles(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(a_copy(folder, tmp_path))) as copy:
        copy.execute("DELETE FROM story_print")
        copy.execute("INSERT OR IGNORE INTO story_todo SELECT id FROM article")
        copy.commit()
    ran = news("pickup", folder / "음악회.txt", "--json", "--no-keep", cwd=tmp_path)
    assert [one["outlet"] for one in json.loads(ran.out)["taken"]] == ["outlet1", "outlet2"]


def test_a_release_without_a_date_is_looked_for_everywhere_and_gives_no_minutes(folder: Path) -> None:
    (folder / "undated.txt").write_text("\n".join([made.TITLE, *made.PARAGRAPHS]), encoding="utf-8")
    ran = run(folder, "undated.txt", "--json", "--no-keep")
    fate = json.loads(ran.out)
    assert {one["outlet"] for one in fate["taken"]} >= {"outlet1", "outlet2"}
    assert all(one["minutes_after"] is None for one in fate["taken"])
    assert fate["mean_minutes"] is None
    assert "without a date" in ran.err
    told = run(folder, "undated.txt", "--released-at", "2026-11-18 10:30", "--json", "--no-keep")
    assert json.loads(told.out)["taken"][0]["minutes_after"] == 95
    two = run(folder, "undated.txt", "음악회.txt", "--released-at", "2026-11-18 10:30")
    assert two.code == 2


# Written by hand, as papers rewrite: endings, particles, other words, numbers set apart, sentences split and merged.
HAND = (
    (
        "들꽃시는 다음 달 3일 시민회관에서 일자리 박람회를 개최한다고 12일 밝혔다. 지역 기업 42곳이 참여해 300여 명을 채용할 예정이다. "
        "행사장에는 이력서 사진 촬영과 면접 화장을 돕는 자리도 마련된다. 노인과 경력 단절 여성을 위한 별도 창구가 운영된다. "
        "시는 무료 셔틀버스를 30분마다 운행하기로 했다. 참가를 원하는 시민은 누리집에서 신청하면 된다.",
        "들꽃시가 내달 3일 시민회관에서 일자리 박람회를 연다. 이번 박람회에는 지역 기업 42곳이 참여하며 모두 300여명을 뽑을 예정이다. "
        "이력서 사진을 찍어 주고 면접 화장을 돕는 자리가 행사장에 마련되고, 시는 무료 셔틀버스를 30분마다 운행하기로 했다. "
        "지난해 박람회에서는 118명이 일자리를 얻었다.",
        ("rewritten", "rewritten", "rewritten", "left_out", "verbatim", "left_out"),
        (False, False, False, True),
    ),
    (
        "솔바람군은 겨울철 화재를 막기 위해 전통시장 세 곳의 소방 시설을 점검했다. 점검에는 소방서와 전기안전공사가 함께했다. "
        "낡은 전선 27곳과 고장 난 소화기 14개가 확인됐다. 군은 이달 안에 모두 바꿀 계획이다. "
        "정다솜 군수는 “시장은 군민의 부엌인 만큼 작은 불씨도 놓치지 않겠다”고 말했다.",
        "솔바람군이 겨울 화재를 막으려고 전통시장 3곳의 소방 시설을 살폈다. 소방서와 전기안전공사가 함께한 점검에서 낡은 전선 27곳, "
        "고장 난 소화기 14개를 찾아냈다. 군은 이달 안에 모두 바꿀 계획이다. “시장은 군민의 부엌인 만큼 작은 불씨도 놓치지 않겠다”고 정다솜 군수는 강조했다. "
        "상인 우한결씨는 “겨울마다 누전이 가장 걱정이었다”고 했다.",
        ("rewritten", "rewritten", "rewritten", "verbatim", "rewritten"),
        (False, False, False, False, True),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("release", "article", "labels", "added"), HAND)
def test_rewriting_by_hand_is_seen_for_what_it_is(
    release: str, article: str, labels: tuple[str, ...], added: tuple[bool, ...]
) -> None:
    found = trace(release, article)
    assert tuple(line.label for line in found.release) == labels
    assert tuple(line.label == "added" for line in found.article) == added
    said = [quote for line in found.article for quote in line.quotes]
    assert said == (["겨울마다 누전이 가장 걱정이었다"] if "누전" in article else [])
