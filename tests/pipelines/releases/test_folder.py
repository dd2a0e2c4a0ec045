"""A folder of releases: a month's table, and every file in it accounted for."""

import csv
import json
from pathlib import Path

from openpyxl import load_workbook

from tests.support import release_files as made
from tests.support.release_archive import run


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
    assert "2 of 3 releases ran (67%)" in ran.out
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
    assert "1 of 2 releases ran (50%) · 2 articles · 3 files could not be read" in ran.out
    page = (month / "out.html").read_text(encoding="utf-8")
    assert "읽지 못한 파일 3개" in page
    sheet = load_workbook(month / "out.xlsx")["읽지 못한 파일"]
    told = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert set(told) == {"gone.txt", "locked.hwp", "zero.txt"}
    for why in told.values():
        assert f"Error: {why}" in ran.err
        assert str(why) in page


def test_a_folder_without_a_release_is_told_with_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"x")
    ran = run(folder, tmp_path)
    assert ran.code == 1
    assert "보지 않은 파일 1개: a.doc" in ran.err
    assert "There is no press release in" in ran.err


def test_a_release_under_another_name_is_found_and_other_files_are_named(folder: Path, tmp_path: Path) -> None:
    made.hwpx(tmp_path / "보도자료.hwpx").rename(tmp_path / "보도자료.bak")
    made.docx(tmp_path / "r.docx").rename(tmp_path / "이름만 있는 파일")
    (tmp_path / "옛 자료.hml").write_text("<?xml version='1.0'?><HWPML Version='2.8'/>", encoding="utf-8")
    for name in ("명단.csv", "사진.jpg", "표.xlsx"):
        (tmp_path / name).write_bytes(b"a,b")
    ran = run(folder, tmp_path, "--json", "--no-keep")
    assert [json.loads(line)["release"]["file"] for line in ran.out.splitlines()] == ["보도자료.bak"]
    assert "이름만 있는 파일 is the same release as 보도자료.bak" in ran.err
    assert "옛 자료.hml cannot be read: it is an HWPML document" in ran.err
    assert "보지 않은 파일 3개: 명단.csv, 사진.jpg, 표.xlsx" in ran.err
