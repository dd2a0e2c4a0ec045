"""How soon articles came: those from before the release, and days of which the archive holds nothing."""

import csv
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.formats.terminal import wrap
from tests.support.release_archive import RELEASED, run


def test_articles_from_before_the_release_are_named_so_and_left_out_of_the_mean(folder: Path) -> None:
    after_first = f"{RELEASED + timedelta(minutes=95 + 914):%Y-%m-%d %H:%M}"
    given = ("음악회.txt", "--released-at", after_first, "--no-keep")
    ran = run(folder, *given, "-o", "t.csv", "-o", "t.xlsx", "-o", "t.html")
    assert ran.code == 0, ran.err
    assert "8 h 11 min later on average · 1 article before the release" in ran.out
    first, second = (line for line in ran.out.splitlines() if "of it from the release" in line)
    assert "before" in first
    assert "8 h 11 min" in second
    page = (folder / "t.html").read_text(encoding="utf-8")
    for shown in (ran.out, page):
        assert "-15시간" not in shown
        assert "-914" not in shown
    assert ">배포 전</td>" in page
    rows = list(csv.reader((folder / "t.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[4] for row in rows] == ["소요(분)", "배포 전", "491"]
    book = load_workbook(folder / "t.xlsx")
    assert [cell.value for cell in book["게재 기사"]["E"]] == ["소요(분)", "배포 전", 491]
    assert book["보도자료별"]["H2"].value == 491
    assert book["보도자료별"]["I2"].value == "견본2신문"
    assert json.loads(run(folder, *given, "--json").out)["mean_minutes"] == 491


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_terminal_is_so_narrow_that_a_share_is_torn_from_its_name(folder: Path, language: str) -> None:
    ran = run(folder, "음악회.txt", "--no-keep", NEWS_LANG=language)
    shares = [
        share
        for line in ran.out.splitlines()
        for share in re.findall(r"(?:기사 중 자료|자료 중 게재) \d+%|\d+% of (?:it from )?the release", line)
    ]
    assert len(shares) == 4, ran.out
    for columns in range(60, 121):
        pieces = [piece for line in ran.out.splitlines() for piece in wrap(line, columns)]
        for share in shares:
            assert any(share in piece for piece in pieces), (columns, share, pieces)


def test_days_without_articles_are_said_to_have_none(folder: Path) -> None:
    given = ("음악회.txt", "--released-at", "2027-03-02 09:00", "--no-keep")
    ran = run(folder, *given, "-o", "none.html", "-o", "none.xlsx")
    assert ran.code == 0, ran.err
    told = "The archive holds no articles from 2027-03-01 to 2027-03-16."
    assert told in ran.out
    assert "2027-03-01부터 2027-03-16까지의 기사가 기사 보관함에 없습니다." in (folder / "none.html").read_text(
        encoding="utf-8"
    )
    assert "0/0" not in ran.out
    assert load_workbook(folder / "none.xlsx")["보도자료별"]["G2"].value is None
    assert json.loads(run(folder, *given, "--json").out)["rate"] is None
    apart = run(folder, "음악회.txt", "--since", "2027-01-01", "--no-keep")
    assert "there is no day on which this release could have run" in apart.out


def test_a_month_tells_which_releases_could_not_be_counted(folder: Path, tmp_path: Path) -> None:
    for day in ("2026. 11. 18. 10:30", "2027. 3. 2. 09:00"):
        text = f"배포일시: {day}\n{day[:4]}년 자료\n" + "아무 데도 없는 이야기를 길게 적어 둔 글이다. " * 9
        (tmp_path / f"{day[:4]}.txt").write_text(text, encoding="utf-8")
    out = run(folder, tmp_path, "--no-keep").out
    assert "For 1 release the archive holds no articles of its days." in out
    assert out.splitlines()[2].split()[:2] == ["0", "-"]
