"""What is kept of mornings that ran by themselves, and of news that was told at once."""

from contextlib import closing
from datetime import date
from pathlib import Path

from models.archive.write.archive import Archive
from models.clips.morning import KeptStep
from models.open import open_reader
from models.query.filters import Filters
from models.query.syntax import parse
from models.query.watch import AlertState, Watch
from tests.support.clip_archive import an_article, at, stored

DAY = date(2026, 11, 20)
STEPS = (KeptStep(step="crawl", seconds=1.5, note="기사 3건"), KeptStep(step="send", seconds=0.1, failure="거절됨."))


def test_a_morning_is_kept_as_it_went_and_a_killed_one_has_no_end(path: Path) -> None:
    with Archive.open(path) as archive:
        with archive.transaction() as writer:
            writer.begin_morning(DAY)
        with closing(open_reader(path)) as db:
            begun = db.mornings.get(DAY)
            assert begun is not None
            assert (begun.ended_at, begun.sent_at, begun.steps) == (None, None, ())
            assert db.mornings.get(date(2026, 11, 21)) is None
        with archive.transaction() as writer:
            writer.mark_morning_sent(DAY)
            writer.end_morning(DAY, STEPS)
    with closing(open_reader(path)) as db:
        ended = db.mornings.last_before(date(2026, 11, 25))
        assert ended is not None
        assert (ended.day, ended.steps) == (DAY, STEPS)
        assert ended.ended_at is not None
        assert db.mornings.last_before(DAY) is None


def test_a_second_run_of_a_day_keeps_when_the_clip_was_sent(path: Path) -> None:
    with Archive.open(path) as archive:
        with archive.transaction() as writer:
            writer.begin_morning(DAY)
            writer.mark_morning_sent(DAY)
            writer.end_morning(DAY, STEPS)
        with archive.transaction() as writer:
            writer.begin_morning(DAY)
    with closing(open_reader(path)) as db:
        again = db.mornings.get(DAY)
    assert again is not None
    assert again.sent_at is not None
    assert (again.ended_at, again.steps) == (None, ())


def the_watch(path: Path) -> Watch:
    with closing(open_reader(path)) as db:
        (watch,) = db.watches.all()
    return watch


def finds(path: Path, behind: int) -> list[int]:
    with closing(open_reader(path)) as db:
        return sorted(hit.n for hit in db.watches.hits(the_watch(path), behind=behind))


def state(path: Path) -> dict[int, AlertState]:
    with closing(open_reader(path)) as db:
        return db.watches.alerts()


def test_only_what_comes_after_an_alert_was_set_is_told_and_a_kill_leaves_its_mark(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add_watch("들꽃", parse("들꽃길"), Filters())
    stored(path, an_article(1, published_at=at(3, 7), fetched_at=at(3, 8)))
    watch = the_watch(path)
    with Archive.open(path) as archive, archive.transaction() as writer:
        writer.set_alert(watch.id, is_on=True)
    told = state(path)[watch.id].told
    assert finds(path, told) == []
    stored(path, an_article(2, published_at=at(3, 7), fetched_at=at(3, 8)))
    (new,) = finds(path, told)
    with Archive.open(path) as archive:
        with archive.transaction() as writer:
            writer.begin_alert(watch.id, new)
        assert state(path) == {watch.id: AlertState(told=told, telling=new)}
        with archive.transaction() as writer:
            writer.set_alert(watch.id, is_on=True)  # again: nothing changes
            writer.end_alert(watch.id, new)
        assert state(path) == {watch.id: AlertState(told=new)}
        with archive.transaction() as writer:
            writer.set_alert(watch.id, is_on=False)
        assert state(path) == {}


def test_words_of_caution_are_kept_with_the_search(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add_watch("들꽃", parse("들꽃길"), Filters(), rivals=("가온시",), title="제목")
        assert archive.change_watch("들꽃", Filters(), ("가온시",), "제목", ("논란", "비리"))
    watch = the_watch(path)
    assert (watch.rivals, watch.title, watch.caution) == (("가온시",), "제목", ("논란", "비리"))
