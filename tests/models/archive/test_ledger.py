"""Every address is in exactly one state; what is not settled is asked again, whatever became of the run before."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.archive.write.archive import Archive, ArchiveError
from models.archive.write.ledger import Ledger
from models.records.outlet import Outlet
from models.records.page import Listing
from models.records.url_states import OUT_OF_RANGE, TRIES, Found, Known, State
from tests.support.archive_factories import START, a_page, an_article, connect, dump

OUTLET = Outlet(id="sample", title="견본일보", family="newspim", home="https://sample.example")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        opened.upsert_outlet(OUTLET)
        yield opened


@pytest.fixture
def ledger(archive: Archive) -> Ledger:
    return archive.ledger


def found(number: int, *, day: int | None = None) -> Found:
    """The numbered address, listed so many days after START if a day is given."""
    url = f"https://sample.example/news/view/{number}"
    if day is None:
        return Found(url, url + "?skin=list")
    at = START + timedelta(days=day)
    return Found(url, url + "?skin=list", Listing(url=url, source="list", headline="제목", published_at=at))


def begin(ledger: Ledger, **options: date | int | None) -> int:
    return ledger.begin_run("sample", START, **options)  # type: ignore[arg-type]


def discover(ledger: Ledger, run: int, *numbers: int) -> list[Known]:
    return ledger.discover(run, "sample", [found(n) for n in numbers], START)


def end(ledger: Ledger, run: int, *, complete: bool = True, **counts: int) -> None:
    ledger.end_run(run, START + timedelta(hours=1), "finished", complete=complete, counts=counts)


def runs(archive: Archive, *columns: str) -> list[tuple[object, ...]]:
    db = connect(archive.path)
    try:
        return db.execute(f"SELECT {', '.join(columns)} FROM crawl_run ORDER BY id").fetchall()
    finally:
        db.close()


def test_what_is_new_is_asked_once(ledger: Ledger) -> None:
    run = begin(ledger)
    knowns = discover(ledger, run, 1, 2, 1)
    assert [known.ask for known in knowns] == [True, True, False]
    assert [known.found for known in knowns] == [found(1), found(2), found(1)]
    assert [known.ask for known in discover(ledger, run, 2, 3)] == [False, True]
    assert not any(known.settled or known.old_ground for known in knowns)
    assert ledger.count_states(run) == {**dict.fromkeys(State, 0), State.FOUND: 3}


@pytest.mark.parametrize("state", [State.STORED, State.UNCHANGED, State.REJECTED, State.QUARANTINED])
@pytest.mark.parametrize("complete", [True, False])
def test_what_is_settled_is_not_asked_again(archive: Archive, state: State, complete: bool) -> None:
    ledger = archive.ledger
    run = begin(ledger)
    discover(ledger, run, 1)
    ledger.set_state(run, "sample", found(1).key, state, "why")
    end(ledger, run, complete=complete)
    before = dump(archive.path, ("url",))
    second = begin(ledger)
    assert discover(ledger, second, 1) == [Known(found(1), ask=False, settled=True, old_ground=complete)]
    assert ledger.pending("sample") == []
    assert dump(archive.path, ("url",)) == before
    assert ledger.count_states(second) == dict.fromkeys(State, 0)
    assert ledger.count_states(run)[state] == 1


@pytest.mark.parametrize("state", [State.FAILED, State.DISALLOWED, State.LEFT, State.FOUND])
def test_what_is_not_settled_is_asked_again(ledger: Ledger, state: State) -> None:
    run = begin(ledger)
    discover(ledger, run, 1)
    ledger.set_state(run, "sample", found(1).key, state, "why", tries_add=1)
    end(ledger, run)
    second = begin(ledger)
    assert ledger.pending("sample") == [found(1)]
    assert discover(ledger, second, 1) == [Known(found(1), ask=True, settled=False, old_ground=False)]
    assert ledger.state("sample", found(1).key) is State.FOUND
    assert ledger.pending("sample") == [], "it is in this run now"


def test_a_failure_is_asked_again_until_it_has_failed_often(ledger: Ledger) -> None:
    for night in range(TRIES):
        run = begin(ledger)
        assert [known.ask for known in discover(ledger, run, 1)] == [True], night
        ledger.set_state(run, "sample", found(1).key, State.FAILED, "http_500", tries_add=1)
        end(ledger, run)
    run = begin(ledger)
    assert ledger.pending("sample") == []
    assert discover(ledger, run, 1) == [Known(found(1), ask=False, settled=True, old_ground=True)]


@pytest.mark.parametrize("reason", ["timeout", "connection", "refused", "dataloss", "http_500"])
def test_an_address_that_cannot_be_reached_is_asked_ever_more_seldom(ledger: Ledger, reason: str) -> None:
    asked = []
    for night in range(40):
        at = START + timedelta(days=night)
        run = ledger.begin_run("sample", at)
        pending = ledger.pending("sample")
        known = ledger.discover(run, "sample", [found(1)], at)[0]
        assert [known.ask] == [bool(pending)] if night else [True]
        if known.ask:
            assert all(one.failed_before is (reason != "http_500") for one in pending)
            asked.append(night)
            ledger.set_state(run, "sample", found(1).key, State.FAILED, reason, tries_add=1)
        end(ledger, run)
    assert asked == ([0, 1, 2, 3, 4] if reason == "http_500" else [0, 1, 3, 7, 15])


def test_a_clock_that_was_set_back_lets_no_address_rest(ledger: Ledger) -> None:
    for _ in range(3):
        run = begin(ledger)
        ledger.discover(run, "sample", [found(1)], START + timedelta(days=30))
        ledger.set_state(run, "sample", found(1).key, State.FAILED, "timeout", tries_add=1)
        end(ledger, run)
    run = ledger.begin_run("sample", START - timedelta(days=300))
    assert ledger.pending("sample") == [found(1)]


def test_a_killed_run_leaves_its_addresses_to_the_next(archive: Archive) -> None:
    ledger = archive.ledger
    run = begin(ledger)
    discover(ledger, run, 1, 2, 3)
    ledger.set_state(run, "sample", found(2).key, State.STORED)
    second = begin(ledger)
    assert runs(archive, "finish", "complete", "stored", "found") == [("killed", 0, 1, 3), ("", 0, 0, 0)]
    assert {one.key for one in ledger.pending("sample")} == {found(1).key, found(3).key}
    knowns = ledger.discover(second, "sample", [*ledger.pending("sample"), found(2)], START)
    assert [(known.ask, known.settled, known.old_ground) for known in knowns] == [
        (True, False, False),
        (True, False, False),
        (False, True, False),
    ], "half-walked lists are no old ground"
    end(ledger, second)
    third = begin(ledger)
    assert [known.old_ground for known in discover(ledger, third, 2)] == [False]


def test_an_imported_article_is_settled_but_no_old_ground(archive: Archive) -> None:
    article = an_article(1)
    archive.store(article, a_page(article))
    run = begin(archive.ledger)
    assert discover(archive.ledger, run, 1) == [Known(found(1), ask=False, settled=True, old_ground=False)]


def test_pending_comes_newest_first_with_its_listing(ledger: Ledger) -> None:
    run = begin(ledger)
    founds = [found(1, day=-4), found(2, day=3), found(3), found(4, day=1)]
    ledger.discover(run, "sample", founds, START)
    end(ledger, run)
    begin(ledger)
    assert ledger.pending("sample") == [founds[1], founds[3], founds[2], founds[0]]


def test_a_listing_seen_once_is_not_lost(ledger: Ledger) -> None:
    run = begin(ledger)
    ledger.discover(run, "sample", [found(1, day=2)], START)
    end(ledger, run)
    second = begin(ledger)
    discover(ledger, second, 1)
    end(ledger, second)
    begin(ledger)
    assert ledger.pending("sample") == [found(1, day=2)]


def test_what_was_out_of_range_waits_for_its_range(ledger: Ledger) -> None:
    run = begin(ledger)
    founds = [found(n, day=n) for n in range(6)]
    ledger.discover(run, "sample", [*founds, found(9)], START)
    for one in [*founds, found(9)]:
        ledger.set_state(run, "sample", one.key, State.LEFT, OUT_OF_RANGE)
    end(ledger, run)
    day = START.date()
    begin(ledger, since=day + timedelta(days=2), until=day + timedelta(days=4))
    assert ledger.pending("sample") == [founds[4], founds[3], founds[2]]
    begin(ledger, since=day + timedelta(days=4))
    assert ledger.pending("sample") == [founds[5], founds[4]]
    begin(ledger)
    assert ledger.pending("sample") == founds[::-1], "without a range, all whose day is known"


def test_the_end_of_a_run_is_written_down(archive: Archive) -> None:
    ledger = archive.ledger
    run = begin(ledger, since=date(2026, 11, 1), limit=7)
    discover(ledger, run, *range(6))
    for number, state in ((0, State.STORED), (1, State.REJECTED), (2, State.FAILED), (3, State.DISALLOWED)):
        ledger.set_state(run, "sample", found(number).key, state)
    end(ledger, run, complete=False, changed=1, known=40, list_pages=3, bytes=12345, php_messages=2)
    columns = ("found", "stored", "changed", "unchanged", "rejected", "failed", "disallowed", "left")
    assert runs(archive, *columns) == [(6, 1, 1, 0, 1, 1, 1, 2)]
    assert runs(archive, "known", "list_pages", "bytes", "php_messages", "broken_characters") == [(40, 3, 12345, 2, 0)]
    assert runs(archive, "finish", "complete", "since", "until", '"limit"', "outlet") == [
        ("finished", 0, "2026-11-01", None, 7, "sample")
    ]
    assert ledger.count_states(run)[State.LEFT] == 2
    with pytest.raises(ValueError, match="no count of eggs"):
        end(ledger, run, eggs=3)
    with pytest.raises(ArchiveError, match="no run 77"):
        end(ledger, 77)


def test_the_last_complete_run_is_known(ledger: Ledger) -> None:
    assert ledger.last_complete("sample", START) is None
    end(ledger, ledger.begin_run("sample", START))
    end(ledger, ledger.begin_run("sample", START + timedelta(days=1)), complete=False)
    assert ledger.last_complete("sample", START) == START


def test_a_list_is_asked_with_what_it_answered(ledger: Ledger) -> None:
    url = "https://sample.example/rss"
    assert ledger.validators(url) == ("", "")
    ledger.set_validators(url, '"a"', "", START)
    ledger.set_validators(url, '"b"', "Tue, 03 Nov 2026 00:00:00 GMT", START)
    assert ledger.validators(url) == ('"b"', "Tue, 03 Nov 2026 00:00:00 GMT")


def test_an_unheard_of_outlet_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ArchiveError, match="refused a record: it names an outlet"):
        ledger.begin_run("nobody", START)


def test_the_ledger_takes_part_in_a_transaction(archive: Archive) -> None:
    before = dump(archive.path)
    with pytest.raises(ZeroDivisionError), archive.transaction() as writer:  # noqa: PT012
        run = writer.ledger.begin_run("sample", START)
        discover(archive.ledger, run, 1, 2)
        article = an_article(1)
        writer.store(article, a_page(article), run_id=run)
        assert writer.ledger.count_states(run)[State.STORED] == 1
        1 / 0  # noqa: B018
    assert dump(archive.path) == before


def test_a_crawl_that_finds_nothing_changed_says_so(archive: Archive) -> None:
    article = an_article(1)
    first = begin(archive.ledger)
    discover(archive.ledger, first, 1)
    archive.store(article, a_page(article), run_id=first)
    end(archive.ledger, first)
    second = begin(archive.ledger)
    assert archive.store(article, a_page(article), run_id=second).outcome == "unchanged"
    assert archive.ledger.count_states(second)[State.UNCHANGED] == 1


NUMBERS = st.integers(0, 12)
NIGHT = st.fixed_dictionaries(
    {
        "lists": st.lists(st.lists(NUMBERS, max_size=6), max_size=4),
        "ends": st.dictionaries(NUMBERS, st.sampled_from(sorted(State)), max_size=9),
        "killed": st.booleans(),
        "complete": st.booleans(),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(NIGHT, min_size=1, max_size=6))
def test_any_history_leaves_one_state_an_address(
    tmp_path_factory: pytest.TempPathFactory, nights: list[dict[str, object]]
) -> None:
    """A model of plain dictionaries goes through the same nights."""
    states: dict[int, State] = {}
    tries: Counter[int] = Counter()
    first: dict[int, int] = {}
    complete: dict[int, bool] = {}
    path = tmp_path_factory.mktemp("ledger") / "archive.db"
    with Archive.open(path) as archive:
        archive.upsert_outlet(OUTLET)
        ledger = archive.ledger
        for night in nights:
            run = begin(ledger)
            waiting = {n for n, state in states.items() if _is_open(state, tries[n])}
            pending = ledger.pending("sample")
            assert {one.key for one in pending} == {found(n).key for n in waiting}
            asked: set[int] = set()
            for numbers in [sorted(waiting), *night["lists"]]:  # type: ignore[misc]
                for number, known in zip(numbers, discover(ledger, run, *numbers), strict=True):
                    settled = number in states and number not in asked and not _is_open(states[number], tries[number])
                    assert known.settled is settled
                    assert known.ask is (not settled and number not in asked)
                    assert known.old_ground is (settled and complete.get(first[number], False))
                    if known.ask:
                        asked.add(number)
                        states[number] = State.FOUND
                        first.setdefault(number, run)
            for number, state in night["ends"].items():  # type: ignore[attr-defined]
                if number in asked:
                    failed = state is State.FAILED
                    ledger.set_state(run, "sample", found(number).key, state, tries_add=3 * failed)
                    states[number] = state
                    tries[number] += 3 * failed
            touched = Counter(states[n] for n in states if _last_run(archive, n) == run)
            assert ledger.count_states(run) == {state: touched[state] for state in State}
            if not night["killed"]:
                end(ledger, run, complete=bool(night["complete"]))
                complete[run] = bool(night["complete"])
                for number in asked:
                    states[number] = State.LEFT if states[number] is State.FOUND else states[number]
            assert {n: ledger.state("sample", found(n).key) for n in states} == states


def _is_open(state: State, tries: int) -> bool:
    return state not in (State.STORED, State.UNCHANGED, State.REJECTED, State.QUARANTINED) and (
        state is not State.FAILED or tries < TRIES
    )


def _last_run(archive: Archive, number: int) -> int:
    db = connect(archive.path)
    try:
        return int(db.execute("SELECT last_run FROM url WHERE key = ?", (found(number).key,)).fetchone()[0])
    finally:
        db.close()
