"""`news verify` finds what was changed behind the archive's back, names it, and is silent about a sound archive."""

import itertools
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.manifest import (
    MAX_BYTES,
    CommitPosition,
    begin_manifest,
    manifest_path,
    read_manifest,
    write_position,
)
from models.archive.row_checksums import checksum, checksum_of_text
from models.archive.write.archive import Archive, ArchiveError
from models.maintenance import verify as verify_module
from models.maintenance import verify_index, verify_parallel, verify_rows
from models.maintenance.finding import cap_findings
from models.maintenance.restore import acknowledge_losses
from models.maintenance.verify import verify
from models.records.outlet import Outlet
from models.records.url_states import Found, State
from models.records.verify_finding import VerifyFinding
from tests.support.archive_factories import START, a_page, an_article

ROOT = Path(__file__).resolve().parents[3]
OUTLET = Outlet(id="sample", title="견본일보", family="newspim", home="https://sample.example", region="경북")


@pytest.fixture
def path(tmp_path: Path, whole: Path) -> Path:
    """An archive of the test's own."""
    for file in whole.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / "archive.db"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive: a closed run, a revision, a renumbered article and a rejected page."""
    path = tmp_path_factory.mktemp("whole") / "archive.db"
    with Archive.open(path) as archive:
        archive.upsert_outlet(OUTLET)
        run = archive.ledger.begin_run("sample", START)
        ones = [an_article(n) for n in range(6)]
        founds = [Found(one.canonical_url, one.url) for one in (*ones, an_article(9))]
        archive.ledger.discover(run, "sample", founds, START)
        with archive.transaction() as writer:
            for one in ones:
                writer.store(one, a_page(one), run_id=run)
            writer.reject(a_page(an_article(9)), an_article(9).url, "deleted", run_id=run)
        archive.ledger.end_run(run, START + timedelta(hours=1), "finished", complete=True, counts={})
        later = replace(ones[1], body="고친 본문", published_at=START + timedelta(days=1))
        archive.store(later, a_page(later, b"<html>later</html>"))
    return path.parent


def change(path: Path, *statements: str) -> None:
    """What damage could do, done by hand."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def sentences(path: Path) -> list[str]:
    return [finding.sentence for finding in verify(path, alone=True)]


def test_a_sound_archive_has_no_findings(path: Path) -> None:
    before = path.read_bytes()
    assert list(verify(path, alone=True)) == []
    assert path.read_bytes() == before


FIRST = "(SELECT min(id) FROM article)"


@pytest.mark.parametrize(
    ("statement", "check", "said"),
    [
        (f"UPDATE article SET body = body || '!' WHERE id = {FIRST}", "rows", "is no longer what was stored"),
        (f"UPDATE article SET published_at = '2026-11-04' WHERE id = {FIRST}", "rows", "is no longer what was stored"),
        (f"UPDATE article SET reporters = '[]' WHERE id = {FIRST}", "rows", "is no longer what was stored"),
        (f"UPDATE article SET seal = NULL WHERE id = {FIRST}", "rows", "is no longer what was stored"),
        (f"UPDATE article SET headline = x'ff41' WHERE id = {FIRST}", "rows", "is no longer what was stored"),
        ("UPDATE outlet SET title = '다른일보'", "rows", "The outlet sample is no longer"),
        ("UPDATE outlet SET export = 'full'", "rows", "The outlet sample is no longer"),
        ("UPDATE revision SET record = replace(record, '견본', '겨울')", "rows", "earlier text 1 of article"),
        ("UPDATE page SET url = 'https://other.example/' WHERE id = 1", "rows", "The page of https://other.example/"),
        ("UPDATE page SET headers = '[]' WHERE id = 1", "rows", "is no longer what was stored"),
        ("UPDATE page SET body = substr(body, 1, 10) WHERE id = 2", "pages", "cannot be read as it was received"),
        ("UPDATE page SET dictionary_id = NULL WHERE id = 2", "pages", "cannot be read as it was received"),
        ("UPDATE dictionary SET body = x'00'", "pages", "The dictionary 1 is damaged"),
        ("DELETE FROM page WHERE id = 3", "links", "has no stored page"),
        (
            "UPDATE place_in_day SET id = 9000000000000000000 WHERE id = (SELECT max(id) FROM article)",
            "search",
            "of day ",
        ),
        ("UPDATE article SET id = -9000000000000000000 WHERE id = (SELECT max(id) FROM article)", "rows", "no longer"),
        ("DELETE FROM revision", "links", "not all earlier texts are there"),
        ("DELETE FROM url WHERE key LIKE '%/3'", "links", "is not in the ledger"),
        ("UPDATE url SET state = 'stored' WHERE state = 'rejected'", "links", "there is no article of it"),
        ("UPDATE crawl_run SET failed = failed + 1", "ledger", "does not close: 7 found, but 8 ended"),
        ("UPDATE url SET state = 'found' WHERE key LIKE '%/4'", "ledger", "have no end"),
        ("UPDATE url SET state = 'parked' WHERE key LIKE '%/9'", "ledger", "a state that does not exist: parked"),
        ("UPDATE crawl_run SET found = 6, stored = 5", "ledger", "but 7 name it as their last"),
        ("UPDATE crawl_run SET bytes = bytes + 1", "manifest", "Run 1 is not as it ended: bytes"),
        ("UPDATE mark SET commits = commits - 2", "manifest", "2 commits are lost: the archive is as it was"),
        ("UPDATE mark SET archive = 'another'", "manifest", "is another archive's"),
        ("DELETE FROM place_in_day WHERE id = (SELECT max(id) FROM article)", "search", "place_in_day does not hold"),
        ("DELETE FROM latin_term WHERE ending = term", "search", "is not found by its ending"),
        ("INSERT INTO ft_body(rowid, x) VALUES (77, '없는 말')", "search", "ft_body does not hold"),
        ("INSERT INTO ft_body(ft_body) VALUES ('delete-all')", "search", "ft_body does not hold"),
    ],
)
def test_what_was_changed_is_found_and_named(path: Path, statement: str, check: str, said: str) -> None:
    change(path, "PRAGMA foreign_keys = OFF", statement)
    findings = list(verify(path, alone=True))
    assert any(one.check == check and said in one.sentence for one in findings), findings
    assert all(one.sentence.endswith(".") and "\n" not in one.sentence for one in findings)


def test_a_changed_text_is_found_though_its_seal_fits(path: Path) -> None:
    from models.archive.row_checksums import ARTICLE, checksum

    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE article SET body = '다른 본문' WHERE id = {FIRST}")
        row = db.execute(f"SELECT {', '.join(ARTICLE)} FROM article WHERE id = {FIRST}").fetchone()
        db.execute("UPDATE article SET seal = ? WHERE id = ?", (checksum(row), row[0]))
        db.commit()
    assert any("has another SHA-256" in one for one in sentences(path))


def test_damage_inside_the_file_is_one_finding_more_and_not_the_end(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.find("들꽃길".encode())
    data[place : place + 3] = b"\xff\xfe\xfd"
    path.write_bytes(data)
    found = sentences(path)
    assert found
    assert any("Article" in one for one in found)


def test_a_missing_or_damaged_manifest_is_said(path: Path) -> None:
    manifest = manifest_path(path)
    whole = manifest.read_bytes()
    manifest.unlink()
    assert any("is missing: whether commits are lost cannot be seen" in one for one in sentences(path))
    manifest.write_bytes(whole[:100] + b"X" + whole[101:])
    assert any("is damaged in 1 place" in one for one in sentences(path))
    assert [one.partition(":")[0] for one in acknowledge_losses(path)] == ["The manifest was damaged"]
    assert sentences(path) == []
    manifest.write_bytes(b"\0" * len(whole))
    assert any("does not say where the archive stands" in one for one in sentences(path))


def test_lost_commits_are_told_at_the_next_opening_and_counted_on(path: Path) -> None:
    kept = read_manifest(path)
    assert kept is not None
    assert kept.mark is not None
    early = path.read_bytes()
    with Archive.open(path) as archive:
        assert archive.notes == ()
        for n in range(20, 23):
            archive.store(an_article(n), a_page(an_article(n)))
    path.write_bytes(early)
    with Archive.open(path) as archive:
        assert len(archive.notes) == 1
        assert archive.notes[0].startswith("3 commits are lost: the archive is as it was at ")
        archive.store(an_article(30), a_page(an_article(30)))
    after = read_manifest(path)
    assert after is not None
    assert after.mark is not None
    assert after.mark.commits > kept.mark.commits + 3
    for _ in range(2):  # every crawl and every look says so, until a person knows of it
        assert [one.partition(":")[0] for one in sentences(path)] == ["3 commits are lost"]
        with Archive.open(path) as archive:
            assert [note.partition(":")[0] for note in archive.notes] == ["3 commits are lost"]
    assert [one.partition(":")[0] for one in acknowledge_losses(path)] == ["3 commits are lost"]
    assert sentences(path) == acknowledge_losses(path) == []
    with Archive.open(path) as archive:
        assert archive.notes == ()


def test_a_run_that_is_lost_is_acknowledged_too(path: Path) -> None:
    with Archive.open(path) as archive:
        early = path.read_bytes()
        run = archive.ledger.begin_run(OUTLET.id, START)
        archive.ledger.end_run(run, START, "finished", complete=True, counts={})
    path.write_bytes(early)
    with Archive.open(path):
        pass
    told = sentences(path)
    assert any(one.startswith(f"Run {run}, which ended at ") for one in told)
    assert acknowledge_losses(path) == told
    assert sentences(path) == []
    kept = read_manifest(path)
    assert kept is not None
    assert kept.runs, "the runs that stand are still in it"


@pytest.mark.parametrize("left", [b"", None])
def test_an_archive_that_is_gone_is_told_until_somebody_knows(left: bytes | None, path: Path) -> None:
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    with Archive.open(path) as archive:
        assert len(archive.notes) == 1
        assert archive.notes[0].startswith("another archive stood here, with ")
        archive.store(an_article(1), a_page(an_article(1)))
    assert [one[:28] for one in sentences(path)] == ["Another archive stood here, "]
    assert len(acknowledge_losses(path)) == 1
    assert sentences(path) == []


KILLED_AT = """
import os, signal, sys
import models.archive.write.archive, models.archive.write.commit_counter as marking

where, _, name = sys.argv[2].rpartition(".")
owner = getattr(marking, where, marking)
whole = getattr(owner, name)

def killed(*given):
    if sys.argv[3] == "after":
        whole(*given)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, killed)
models.archive.write.archive.Archive.open(sys.argv[1])
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "at", ["begin_manifest", "CommitCounter.open", "CommitCounter.step", "CommitCounter.committed", "write_position"]
)
def test_a_kill_while_an_archive_is_made_is_no_loss_to_tell(at: str, when: str, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ended = subprocess.run([sys.executable, "-c", KILLED_AT, str(path), at, when], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    with Archive.open(path) as archive:
        assert archive.notes == ()
        archive.store(an_article(1), a_page(an_article(1)))
    assert sentences(path) == []
    with Archive.open(path) as archive:
        assert archive.notes == ()


def test_the_manifest_of_another_archive_is_told(tmp_path: Path) -> None:
    for name in ("one.db", "other.db"):
        with Archive.open(tmp_path / name) as archive:
            archive.store(an_article(1), a_page(an_article(1)))
    shutil.copy(manifest_path(tmp_path / "other.db"), manifest_path(tmp_path / "one.db"))
    with Archive.open(tmp_path / "one.db") as archive:
        assert len(archive.notes) == 1
        assert archive.notes[0].startswith("another archive stood here, with ")


def test_what_is_only_read_is_no_commit(path: Path) -> None:
    before = manifest_path(path).read_bytes()
    with Archive.open(path) as archive:
        assert archive.ledger.state("sample", an_article(1).url) is State.STORED
        assert archive.ledger.last_complete("sample", START) == START
    assert manifest_path(path).read_bytes() == before


def test_an_archive_taken_away_while_it_is_written_is_an_error(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.store(an_article(20), a_page(an_article(20)))
        path.rename(path.with_name("moved.db"))
        with pytest.raises(ArchiveError, match="moved, removed or replaced while it was written"):
            archive.store(an_article(21), a_page(an_article(21)))


def test_writers_that_overtake_each_other_leave_the_highest_mark(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    for number in (1, 3, 2, 5, 4):
        write_position(path, CommitPosition("a", number, "2026-11-20T09:00:00+09:00"))
    kept = read_manifest(path)
    assert kept is not None
    assert kept.mark == CommitPosition("a", 5, "2026-11-20T09:00:00+09:00")


def test_a_torn_write_of_the_manifest_spoils_one_mark(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    for number in range(20):
        write_position(path, CommitPosition("a", number, ""))
    data = bytearray(manifest_path(path).read_bytes())
    start = 19 % 8 * 512
    data[start : start + 512] = data[start : start + 30].ljust(512, b"\0")
    manifest_path(path).write_bytes(data)
    kept = read_manifest(path)
    assert kept is not None
    assert (kept.mark, kept.damaged) == (CommitPosition("a", 18, ""), 1)


def test_a_manifest_keeps_the_newest_runs_and_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    begin_manifest(path, CommitPosition("a", 0, ""))
    many = [{"run": n, "finish": "finished" * 20} for n in range(40_000)]
    for start in range(0, 40_000, 4_000):
        write_position(path, CommitPosition("a", start, ""), many[start : start + 4_000])
        assert manifest_path(path).stat().st_size <= MAX_BYTES
    kept = read_manifest(path)
    assert kept is not None
    assert kept.damaged == 0
    runs = [run["run"] for run in kept.runs]
    assert runs == list(range(runs[0], 40_000))


def test_many_findings_of_a_kind_are_counted() -> None:
    findings = [VerifyFinding("rows", f"Article {n}.") for n in range(5)]
    assert [one.sentence for one in cap_findings(3, findings)] == [
        "Article 0.", "Article 1.", "Article 2.", "There are 2 more of this kind.",
    ]  # fmt: skip


def test_shares_together_see_every_row_and_page_each_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_rows, "SHARE_BLOCK", 2)
    assert [list(verify(path, share=(which, 3))) for which in range(3)] == [[], [], []]
    change(
        path,
        "UPDATE article SET headline = headline || 'x'",
        "UPDATE revision SET reason = 'x'",
        "UPDATE page SET body = x'00'",
        "UPDATE outlet SET region = 'x'",
    )
    outlet = "The outlet sample is no longer what was stored."
    whole = {one.sentence for one in verify(path) if one.check in ("rows", "pages")}
    shares = [[one.sentence for one in verify(path, share=(which, 3))] for which in range(3)]
    assert all(one.count(outlet) == 1 for one in shares), "small tables are looked at every night"
    rows = [one for one in itertools.chain(*shares) if one != outlet]
    assert {*rows, outlet} == whole
    assert len(rows) == len(set(rows)), "no row is looked at twice"
    assert all(len(one) > 1 for one in shares)


def test_a_share_looks_at_what_is_new_in_any_case(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_module, "now", lambda: START + timedelta(hours=3))
    change(path, "UPDATE article SET headline = headline || 'x'")
    whole = sorted(one.sentence for one in verify(path) if one.check == "rows")
    assert whole
    for which in range(3):
        assert sorted(one.sentence for one in verify(path, share=(which, 3))) == whole


def test_a_large_archive_is_looked_at_by_several_processes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_module, "PARALLEL_FROM", 1)
    assert list(verify(path, workers=2)) == []
    change(path, "UPDATE article SET headline = headline || 'x'", "UPDATE page SET body = x'00'")
    alone = {one.sentence for one in verify(path, workers=1)}
    assert {one.sentence for one in verify(path, workers=2)} == alone


def test_a_value_of_another_kind_is_named_by_its_row(path: Path) -> None:
    change(path, "UPDATE article SET headline = x'ff00' WHERE id = (SELECT min(id) FROM article)")
    change(path, "UPDATE article SET body = CAST(x'ff41' AS TEXT) WHERE id = (SELECT max(id) FROM article)")
    rows = [one for one in verify(path) if one.check == "rows"]
    assert len(rows) == 2
    assert len({one.id for one in rows}) == 2


def test_sqlite_writes_the_list_that_is_sealed() -> None:
    values = (
        "",
        "한글 \U0001f600",
        'quotes " and \\ and /',
        "\b\f\n\r\t\x01\x1f\x7f\u2028",
        None,
        0,
        -5,
        2**62,
        "a\0b",
    )
    with closing(sqlite3.connect(":memory:")) as db:
        text = db.execute(f"SELECT json_array({', '.join('?' * len(values))})", values).fetchone()[0]
    assert checksum_of_text(text.encode()) == checksum(values)


def test_counts_that_do_not_hold_are_named_and_counted_anew(path: Path) -> None:
    change(path, "UPDATE outlet_day SET n = n + 1 WHERE n > 1", "INSERT INTO story_repeat VALUES ('day', 1, 2)")
    first, second = verify(path, alone=True)
    assert first.check == second.check == "counts"
    assert first.sentence.startswith("6 articles of sample of 2026-")
    assert first.sentence.endswith(" are counted, but there are 5.")
    with Archive.open(path) as archive:
        archive.reindex()
    assert sentences(path) == []


def look_at(path: Path, monkeypatch: pytest.MonkeyPatch, *, stop_after: int | None = None) -> list[str]:
    """Verify as `news verify` does a large archive; the parts that were looked at."""
    looked = list[str]()

    def check_here(path: Path, _workers: int, parts: Sequence[str]) -> Iterator[tuple[str, list[VerifyFinding], int]]:
        for part in parts:
            if len(looked) == stop_after:
                raise KeyboardInterrupt
            looked.append(part)
            yield part, *verify_parallel.check_part(path, part)

    with monkeypatch.context() as patch:
        patch.setattr(verify_module, "PARALLEL_FROM", 1)
        patch.setattr(verify_module, "check_parts", check_here)
        with suppress(KeyboardInterrupt):
            looked += [f"found: {one.check} {one.sentence}" for one in verify(path, workers=2, keep=True)]
    return looked


def test_a_check_that_was_interrupted_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look_at(path, monkeypatch, stop_after=20)
    with Archive.open(path) as archive:
        archive.store(an_article(7), a_page(an_article(7)))  # commits that come meanwhile lose nothing of it
    second = look_at(path, monkeypatch)
    assert set(first).isdisjoint(second)
    assert {*verify_parallel.list_shares()} < {*first, *second}
    assert any(part.startswith("days ") for part in second)
    assert len(look_at(path, monkeypatch)) == len(first) + len(second), "a check that came to its end is begun anew"


def test_a_part_with_damage_is_looked_at_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = look_at(path, monkeypatch)
    change(path, "UPDATE article SET reporters = '[]x'")
    look_at(path, monkeypatch, stop_after=len(sound) - 1)
    again = look_at(path, monkeypatch)
    assert any(one.startswith("found: rows") for one in again)
    assert len(again) < len(sound)


def test_what_was_checked_before_commits_were_lost_is_not_believed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(path, tmp_path / "old")
    with Archive.open(path) as archive:
        archive.store(an_article(7), a_page(an_article(7)))
    first = look_at(path, monkeypatch, stop_after=20)
    shutil.copy(tmp_path / "old", path)
    assert set(first) <= set(look_at(path, monkeypatch))


def test_the_nights_of_a_month_look_at_everything_whichever_were_missed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = list[int]()
    rows = verify_module.check_rows

    def note(db: sqlite3.Connection, on_progress: object, share: object = None, since: object = None) -> object:
        looked.extend([share[0]] if isinstance(share, tuple) else [])
        return rows(db, on_progress, share, since)  # type: ignore[arg-type]

    monkeypatch.setattr(verify_module, "check_rows", note)
    for _night in range(verify_parallel.SHARES):
        assert list(verify(path, rolling=True, keep=True)) == []
    assert sorted(looked) == list(range(verify_parallel.SHARES))
    change(path, "UPDATE place_in_day SET section = 99")
    assert {finding.check for finding in verify(path, rolling=True, keep=True)} == {"search"}


def test_a_posting_of_no_article_is_named_by_its_day(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        last = db.execute("SELECT max(id) FROM article").fetchone()[0]
    change(path, f"INSERT INTO ft_body (rowid, x) VALUES ({last + 5}, 'wordofnone')")
    assert [line for line in sentences(path) if "ft_body does not hold what the articles of 2026-" in line]


def test_spans_hold_every_article_once_and_go_on_where_they_are_full(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as db:
        days = [row[0] >> 14 for row in db.execute("SELECT id FROM article")]
        (whole,) = verify_index.list_spans(db)
        monkeypatch.setattr(verify_index, "MIN_SPAN", 1)
        spans = verify_index.list_spans(db)
    assert all(day in whole for day in days)
    assert [sum(day in span for span in spans) for day in days] == [1] * len(days)
    assert all(len(span) == verify_index.WEEK for span in spans)
