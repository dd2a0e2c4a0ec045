"""What the archive keeps of releases: each once, listed, and forgotten when a person says so."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from models.archive.read.open import open_connection
from models.archive.read.releases import read_pickups
from pipelines.releases.release import release_letters
from tests.support import release_files as made
from tests.support.release_archive import RELEASED, a_copy, kept_files, run
from tests.support.run_news import news


def test_the_result_is_kept_and_a_second_run_takes_its_place(folder: Path) -> None:
    for _ in range(2):
        assert run(folder, "음악회.txt").code == 0
    with closing(open_connection(folder / "archive.db")) as db:
        assert db.execute("SELECT count(*) FROM release").fetchone() == (1,)
        ids = [row[0] for row in db.execute("SELECT article_id FROM pickup ORDER BY article_id")]
        found = read_pickups(db, ids)
        assert [found[n][0].minutes_after for n in ids] == [95, 1500]
        assert found[ids[0]][0].release_title == made.TITLE
        assert (
            db.execute("SELECT count(*) FROM pickup_sentence WHERE side = 'R' AND label = 'verbatim'").fetchone()[0]
            >= 6
        )


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


def test_a_kept_release_is_listed_and_forgotten(folder: Path, tmp_path: Path) -> None:
    archive = a_copy(folder, tmp_path)
    empty = news("pickup", "--kept", cwd=tmp_path)
    assert (empty.code, empty.out) == (0, "")
    assert "keeps no press release" in empty.err
    assert news("pickup", folder / "음악회.txt", cwd=tmp_path).code == 0
    with closing(sqlite3.connect(archive)) as db:  # a pair, kept apart by an earlier version
        db.execute(
            "INSERT INTO release SELECT 7, 'old.hwp', 'x', title, body, issuer, NULL, NULL, '', looked_at, version FROM release"
        )
        db.commit()
    listed = news("pickup", "--kept", cwd=tmp_path).out.splitlines()
    assert len(listed) == 3
    assert listed[1].split()[:3] == ["1", "2026-11-18", "10:30"]
    assert "음악회.txt" in listed[1]
    assert listed[2].endswith(made.TITLE)
    assert news("pickup", folder / "음악회.txt", cwd=tmp_path).code == 0
    (one,) = map(json.loads, news("pickup", "--kept", "--json", cwd=tmp_path).out.splitlines())
    assert (one["id"], one["title"], one["file"], one["articles"]) == (1, made.TITLE, "음악회.txt", 2)
    assert one["released_at"] == RELEASED.isoformat()
    wrong = news("pickup", "--forget", 1, "--forget", 5, cwd=tmp_path)
    assert wrong.code == 1
    assert "no release 5" in wrong.err
    assert kept_files(archive) == ["음악회.txt"]
    gone = news("pickup", "--forget", 1, cwd=tmp_path)
    assert gone.code == 0
    assert made.TITLE in gone.err
    with closing(open_connection(archive)) as db:
        for table in ("release", "pickup", "pickup_sentence"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    for arguments in ((), ("--kept", "--forget", 1), (folder / "음악회.txt", "--kept")):
        assert news("pickup", *arguments, cwd=tmp_path).code == 2


def test_page_numbers_are_no_part_of_a_release_and_every_other_letter_is() -> None:
    whole = release_letters("음악회", "의자 300개를 놓는다.")
    for body in ("의자 300\n- 1 -\n개를 놓는다.", "의자 300개를\n놓는다.\n2/3"):
        assert release_letters("음악회", body) == whole
    for title, body in (
        ("음악회", "의자 301개를 놓는다."),
        ("음악회", "의자 300개를 놓는다. 끝으로"),
        ("연주회", "의자 300개를 놓는다."),
    ):
        assert release_letters(title, body) != whole
