"""Release files of every kind are read whole; locked, broken and hostile ones are refused in one sentence."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.services.release_files import read_html
from models.records.times import KST
from pipelines.releases.readers import Given, hwp, hwpx, limits, read_release
from pipelines.releases.readers.limits import ReleaseFileError
from pipelines.releases.release import Release
from pipelines.releases.release_time import find_release_time, parse_release_time
from tests.support import release_files as made

SECTION = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{0}">]><hs:sec xmlns:hs="s" xmlns:hp="p"><hp:p><hp:t>&b;</hp:t></hp:p></hs:sec>'


def read(path: Path) -> Release:
    return read_release(path, read_html)


def a_text(path: Path, encoding: str = "utf-8") -> Path:
    path.write_bytes(made.text().encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("r.txt", a_text),
        ("r2.txt", lambda path: a_text(path, "cp949")),
        ("r3.txt", lambda path: a_text(path, "utf-16")),
        ("r.hwpx", made.hwpx),
        ("r.hwp", made.hwp),
        ("r2.hwp", lambda path: made.hwp(path, flags=0)),
        ("r.docx", made.docx),
        ("r.pdf", made.pdf),
    ],
)
def test_every_paragraph_is_read(tmp_path: Path, name: str, make: Callable[[Path], Path]) -> None:
    release = read(make(tmp_path / name))
    assert release.title == made.TITLE
    body = "".join(release.body.split())
    for paragraph in made.PARAGRAPHS:
        assert "".join(paragraph.split()) in body
    if not name.endswith(".txt"):
        for row in made.CELLS:
            for cell in row:
                assert "".join(cell.split()) in body
    assert release.released_at == datetime(2026, 11, 18, 10, 30, tzinfo=KST)
    assert (release.released_from, release.issuer) == ("text", "문화예술과")
    assert len(release.sha256) == 64


def test_a_web_page_is_read_without_its_menu_and_gives_no_time(tmp_path: Path) -> None:
    release = read(made.html(tmp_path / "r.html"))
    assert release.title == made.TITLE
    assert release.body.split("\n") == list(made.PARAGRAPHS)
    assert release.released_at is release.released_on is None


@pytest.mark.parametrize(
    "facts",
    [
        "<p>배포일시: 2026. 11. 18.(수) 10:30</p>",
        "<div class=info><span>배포일시</span> <span>2026. 11. 18.(수) 10:30</span></div>",
        "<table><tr><th>배포일시</th><td>2026. 11. 18.(수) 10:30</td><th>조회</th><td>7</td></tr></table>",
        "<dl><dt>배포일시</dt><dd>2026. 11. 18.(수) 10:30</dd></dl>",
    ],
)
def test_a_time_that_a_web_page_states_is_read(tmp_path: Path, facts: str) -> None:
    release = read(made.html(tmp_path / "r.html", facts))
    assert release.released_at == datetime(2026, 11, 18, 10, 30, tzinfo=KST)
    assert (release.title, release.released_from) == (made.TITLE, "text")
    assert release.body.split("\n") == list(made.PARAGRAPHS)


def test_when_a_web_page_was_put_up_or_another_one_went_out_is_no_time(tmp_path: Path) -> None:
    put_up = "<p>등록일 2026-11-18 10:30 작성일 2026-11-18</p>"
    assert read(made.html(tmp_path / "r.html", put_up)).released_on is None
    others = "<p>배포일시: 2026. 11. 18. 10:30</p><ul><li>다른 자료 배포일시: 2026. 11. 17. 09:00</li></ul>"
    assert read(made.html(tmp_path / "s.html", others)).released_on is None


def refused(path: Path) -> str:
    with pytest.raises(ReleaseFileError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1
    return str(caught.value)


@pytest.mark.parametrize("flag", [hwp.LOCKED, hwp.DISTRIBUTED, hwp.DRM])
def test_a_locked_hwp_is_refused(tmp_path: Path, flag: int) -> None:
    assert "locked" in refused(made.hwp(tmp_path / "r.hwp", flags=1 | flag))


def test_other_locked_files_are_refused(tmp_path: Path) -> None:
    assert "locked" in refused(made.hwpx(tmp_path / "r.hwpx", encrypted=True))
    assert "locked" in refused(made.pdf(tmp_path / "r.pdf", password="secret"))
    locked = tmp_path / "r.docx"  # Word puts an encrypted document into a compound file
    locked.write_bytes(made.compound({"EncryptionInfo": b"x", "DataSpaces/Version": b"y"}))
    assert "locked" in refused(locked)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    assert "entities" in refused(made.hwpx(tmp_path / "r.hwpx", section=SECTION.format("x")))
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "&a{n - 1 or ""};&a{n - 1 or ""};">' for n in range(1, 30))
        + "]><a>&a29;</a>"
    )
    assert "entities" in refused(made.hwpx(tmp_path / "b.hwpx", section=bomb.encode("utf-16").decode("utf-16")))


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = tmp_path / "r.hwpx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Contents/section0.xml", b"0" * (limits.MAX_UNPACKED_BYTES + 1))
    assert bomb.stat().st_size < 1 << 20
    assert "unpacks to far more" in refused(bomb)
    renamed = tmp_path / "r.docx"
    renamed.write_bytes(bomb.read_bytes())
    assert "unpacks to far more" in refused(renamed)
    # A header that lies about the size does not help.
    data = bytearray(made.hwpx(tmp_path / "lie.hwpx", section="<a>" + "0" * 200_000 + "</a>").read_bytes())
    monkeypatch.setattr(limits, "MAX_PART_BYTES", 100_000)
    (tmp_path / "lie.hwpx").write_bytes(data)
    assert "unpacks to far more" in refused(tmp_path / "lie.hwpx")
    monkeypatch.setattr(hwp, "MAX_PART_BYTES", 300)
    assert "unpacks to far more" in refused(made.hwp(tmp_path / "big.hwp"))
    monkeypatch.setattr("pipelines.releases.readers.MAX_FILE_BYTES", 50)
    assert "larger than" in refused(a_text(tmp_path / "big.txt"))


def test_damaged_empty_and_unknown_files_are_refused(tmp_path: Path) -> None:
    for name, make in (("r.hwpx", made.hwpx), ("r.hwp", made.hwp), ("r.docx", made.docx), ("r.pdf", made.pdf)):
        whole = make(tmp_path / name).read_bytes()
        for cut in (len(whole) // 3, 40, 9):
            (tmp_path / name).write_bytes(whole[:cut])
            assert name in refused(tmp_path / name)
        (tmp_path / name).write_bytes(b"")
        assert "empty" in refused(tmp_path / name)
    assert "damaged" in refused(made.hwp(tmp_path / "c.hwp", cut=True))
    (tmp_path / "r.xls").write_bytes(b"x")
    assert "its kind is not known" in refused(tmp_path / "r.xls")
    (tmp_path / "r.txt").write_bytes(b"\xff\xff\x00\x01")
    assert "not text" in refused(tmp_path / "r.txt")
    (tmp_path / "s.txt").write_text(" \n\n", encoding="utf-8")
    assert "there is no text" in refused(tmp_path / "s.txt")
    assert "cannot be read" in refused(tmp_path / "none.txt")


@given(st.binary(max_size=400), st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_no_bytes_bring_the_readers_down(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name, make in (("f.hwpx", made.hwpx), ("f.hwp", made.hwp)):
        data = bytearray(make(folder / name).read_bytes())
        place = at % len(data)
        data[place : place + len(noise)] = noise
        for reader in (hwpx.read_lines, hwp.read_lines):
            with suppress(ReleaseFileError):
                assert isinstance(reader(bytes(data)), list)


@pytest.mark.parametrize(
    ("said", "day", "clock"),
    [
        ("배포일시: 2026. 11. 18.(수) 10:30", date(2026, 11, 18), (10, 30)),
        ("배포일시 | 2026년 11월 18일 오후 2시 30분", date(2026, 11, 18), (14, 30)),
        ("보도시점: 2026.11.18. 14시", date(2026, 11, 18), (14, 0)),
        ("제 공 일 2026-11-18 (수) 오전 9시 반", date(2026, 11, 18), (9, 30)),
        ("배포일시: 2026. 11. 18. 12:05", date(2026, 11, 18), (12, 5)),
        ("배포일시: 2026. 11. 18. 오후 12:05", date(2026, 11, 18), (12, 5)),
        ("배포일시: 2026. 11. 18.", date(2026, 11, 18), None),
        ("보도시점: 2026. 11. 19.(목) 조간부터", date(2026, 11, 19), None),
        ("배포일자: 2026. 11. 18. 10:30", date(2026, 11, 18), (10, 30)),
        ("보도자료 배포: 2026. 11. 18.(수) 10:30", date(2026, 11, 18), (10, 30)),
        ("배포시점 | 2026. 11. 18. 10:30", date(2026, 11, 18), (10, 30)),
        ("배포일시: '26. 11. 18.(수) 10:30", date(2026, 11, 18), (10, 30)),
        ("배포일시: ’26.11.18. 10:30", date(2026, 11, 18), (10, 30)),
        ("배포일시: 2026년 11월 18일 수요일 17시", date(2026, 11, 18), (17, 0)),
        ("배포일시: 2026. 11. 18.(수) 08시 30분", date(2026, 11, 18), (8, 30)),
        ("작성일: 2026. 11. 18. 10:30", date(2026, 11, 18), None),  # written then, which is not when it went out
        ("작성일: 2026. 11. 17.\n배포: 2026. 11. 18. 10:30", date(2026, 11, 18), (10, 30)),
        ("배포일시: 26. 11. 18. 10:30", None, None),  # the year, or not
        ("배포일시: 2026년 11월 18일 화요일 17시", None, None),  # it was a Wednesday
        ("재배포: 2026. 11. 18. 10:30", None, None),
        ("전단을 배포 2026년 11월 18일 끝냈다", None, None),
        ("배포일시: 2026. 11. 18.(화) 10:30", None, None),  # it was a Wednesday
        ("배포일시: 2026. 11. 18. 2시", date(2026, 11, 18), None),  # of the night or of the afternoon?
        ("배포일시: 2026. 13. 18. 10:30", None, None),
        ("배포일시: 11. 18. 10:30", None, None),  # no year
        ("견본시는 2026년 11월 18일 10:30에 음악회를 연다", None, None),  # no label
        ("배포일시: 2026.11.18. 10:30\n배포일시: 2026.11.17. 10:30", None, None),  # which of the two?
        ("보도시점: 2026.11.19. 06:00\n배포일시: 2026.11.18. 10:30", date(2026, 11, 18), (10, 30)),
        ("즉시 보도 가능", None, None),
    ],
)
def test_a_time_is_read_by_strict_rules_or_not_at_all(
    said: str, day: date | None, clock: tuple[int, int] | None
) -> None:
    assert find_release_time(said) == (day, datetime(2026, 11, 18, *clock, tzinfo=KST) if clock else None)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("2026-11-18 14:05", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("2026.11.18. 14:05", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("2026. 11. 18. 14:05", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("2026-11-18T14:05:30+09:00", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("202611181405", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("20261118 14:05", datetime(2026, 11, 18, 14, 5, tzinfo=KST)),
        ("2026-11-18", date(2026, 11, 18)),
        ("20261118", date(2026, 11, 18)),  # and not the first of January at nine past one
        ("2026-11-18 24:00", None),
        ("2026-11-31", None),
        ("11. 18. 14:05", None),
        ("어제", None),
    ],
)
def test_a_time_that_is_typed_is_read_as_it_is_printed(typed: str, read_as: date | None) -> None:
    assert parse_release_time(typed) == read_as


def test_a_day_that_is_typed_gives_no_time_of_day(tmp_path: Path) -> None:
    path = a_text(tmp_path / "r.txt")
    same = read_release(path, read_html, Given(released_at=date(2026, 11, 18)))
    assert (same.released_at, same.released_from) == (datetime(2026, 11, 18, 10, 30, tzinfo=KST), "given")
    other = read_release(path, read_html, Given(released_at=date(2026, 11, 17)))
    assert (other.released_on, other.released_at) == (date(2026, 11, 17), None)
