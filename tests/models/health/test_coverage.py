"""What the runs of outlets cover: as a law that a plain reading of minutes agrees with, and night by night."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.health.coverage import OutletRuns, RunOutcome, Shortfall, judge_run, measure_coverage
from models.health.shared_cause import SharedCause, find_shared_cause
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.times import KST
from reports.coverage.sentences import say_coverage


def at(day: int, hour: int = 2, minute: int = 0) -> datetime:
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=KST)


def good(started: datetime, since: date | None = None) -> RunOutcome:
    floor = since or started.date() - timedelta(days=14)
    return RunOutcome(started_at=started, finish=Finish.FINISHED, complete=True, since=floor, links=20)


def dead(started: datetime, word: str = "dns") -> RunOutcome:
    finding = RunFinding(RunFindingCode.ROBOTS_UNAVAILABLE, word)
    return RunOutcome(started_at=started, finish=Finish.ROBOTS, complete=False, findings=(finding,))


def outlet(*runs: RunOutcome, **given: bool) -> OutletRuns:
    return OutletRuns(id="a", title="견본일보", runs=runs, **given)


def day(number: int) -> tuple[datetime, datetime]:
    return at(number, 0), at(number + 1, 0)


def gaps(runs: OutletRuns, start: datetime | None, end: datetime | None, now: datetime) -> list[tuple[str, datetime]]:
    return [(gap.why, gap.since) for gap in measure_coverage([runs], start, end, now).gaps]


def test_a_day_is_covered_once_a_run_began_after_it_and_not_before() -> None:
    assert gaps(outlet(good(at(5))), *day(4), at(5, 9)) == []
    assert gaps(outlet(good(at(4))), *day(4), at(5, 9)) == [(Shortfall.NOT_CRAWLED, at(4))]
    assert gaps(outlet(good(at(4)), dead(at(5))), *day(4), at(5, 9)) == [(Shortfall.DNS, at(5))]


def test_a_later_good_night_makes_up_for_a_dead_one_as_far_as_it_goes_back() -> None:
    assert gaps(outlet(good(at(3)), dead(at(4)), good(at(5))), *day(3), at(5, 9)) == []
    short = good(at(5), since=date(2026, 11, 5))
    assert gaps(outlet(good(at(3)), dead(at(4)), short), *day(3), at(5, 9)) == [(Shortfall.DNS, at(4))]


def test_today_is_known_up_to_the_last_run_of_today() -> None:
    coverage = measure_coverage([outlet(good(at(5)))], *day(5), at(5, 9))
    assert coverage.is_whole()
    assert coverage.as_of == at(5)
    assert gaps(outlet(good(at(4))), *day(5), at(5, 9)) == [(Shortfall.NOT_CRAWLED, at(4))]
    assert gaps(outlet(good(at(4)), good(at(5)), dead(at(5, 8))), *day(5), at(5, 9)) == [(Shortfall.DNS, at(5, 8))]


def test_the_time_between_two_cut_offs_needs_a_run_in_it() -> None:
    morning, evening = (at(4, 17), at(5, 9)), (at(5, 9), at(5, 17))
    assert gaps(outlet(good(at(5))), *morning, at(5, 9, 5)) == []
    assert gaps(outlet(good(at(5))), *evening, at(5, 17, 5)) == [(Shortfall.NOT_CRAWLED, at(5))]


def test_failing_began_with_the_first_night_in_a_row_even_before_the_days_asked_for() -> None:
    nights = outlet(good(at(1)), dead(at(2)), dead(at(3), "refused"), dead(at(4), "timeout"))
    assert gaps(nights, *day(4), at(4, 9)) == [(Shortfall.TIMEOUT, at(2))]


def test_days_before_the_first_run_went_back_are_not_known() -> None:
    assert gaps(outlet(good(at(20))), at(1, 0), at(15, 0), at(20, 9)) == [(Shortfall.NOT_CRAWLED, at(1, 0))]
    assert gaps(outlet(good(at(20))), at(6, 0), at(15, 0), at(20, 9)) == []


def test_without_days_only_whether_the_outlets_are_up_to_date_counts() -> None:
    assert gaps(outlet(good(at(5))), None, None, at(6, 1)) == []
    assert gaps(outlet(good(at(5))), None, None, at(7, 1)) == [(Shortfall.NOT_CRAWLED, at(5))]
    assert gaps(outlet(good(at(5)), dead(at(6))), None, None, at(6, 9)) == [(Shortfall.DNS, at(6))]
    assert gaps(outlet(dead(at(3)), good(at(5))), None, None, at(6, 1)) == []


def test_an_outlet_that_is_crawled_no_more_is_not_missed_today_but_its_old_days_are() -> None:
    retired = outlet(good(at(5)), is_expected=False)
    assert gaps(retired, *day(9), at(9, 9)) == []
    assert gaps(outlet(good(at(5)), dead(at(6)), is_expected=False), *day(9), at(9, 9)) == [(Shortfall.DNS, at(6))]


def test_a_night_that_goes_on_is_no_night() -> None:
    running = RunOutcome(started_at=at(5), finish=Finish.KILLED, complete=False, is_running=True)
    assert gaps(outlet(good(at(4)), running), *day(5), at(5, 2, 30)) == [(Shortfall.RUNNING, at(5))]


def test_what_is_to_come_is_not_known() -> None:
    coverage = measure_coverage([outlet(good(at(5)))], *day(9), at(5, 9))
    assert coverage.is_to_come
    assert not coverage.is_whole(1)


def test_a_run_that_lost_much_or_was_cut_short_does_not_cover_its_outlet() -> None:
    def judge(finish: Finish = Finish.FINISHED, complete: bool = True, links: int | None = 20, **counts: int) -> object:
        run = RunOutcome(started_at=at(5), finish=finish, complete=complete, links=links, counts=counts)
        return judge_run(run, usual_links=20)

    assert judge(found=10, stored=10) is None
    assert judge() is None
    assert judge(found=9, stored=8, failed=1) is None
    assert judge(found=1, failed=1) is None
    assert judge(found=10, stored=4, failed=6) is Shortfall.PAGES
    assert judge(found=3, failed=3) is Shortfall.PAGES
    assert judge(found=10, quarantined=10) is Shortfall.HELD
    assert judge(found=8, disallowed=8) is Shortfall.DISALLOWED
    assert judge(links=0) is Shortfall.NO_LINKS
    assert judge(Finish.DEADLINE, complete=False) is Shortfall.CUT_SHORT
    assert judge(Finish.KILLED, complete=False) is Shortfall.KILLED
    unread = RunFinding(RunFindingCode.LIST_UNREADABLE, "http_500", "list https://a.example/")
    run = RunOutcome(started_at=at(5), finish=Finish.FINISHED, complete=False, findings=(unread,))
    assert judge_run(run) is Shortfall.LISTS


def test_pages_that_were_no_article_do_not_count_as_read() -> None:
    def judge(reasons: dict[str, int], **counts: int) -> object:
        run = RunOutcome(
            started_at=at(5), finish=Finish.FINISHED, complete=True, links=20, counts=counts, reasons=reasons
        )
        return judge_run(run, usual_links=20)

    assert judge({"login_wall": 12}, found=12, rejected=12) is Shortfall.UNREAD
    assert judge({"no_body": 2}, found=2, rejected=2) is Shortfall.UNREAD
    assert judge({"deleted": 6}, found=6, rejected=6) is Shortfall.UNREAD
    assert judge({"not_html": 9}, found=12, stored=3, rejected=9) is Shortfall.UNREAD
    assert judge({"no_body": 1}, found=1, rejected=1) is None
    assert judge({"list_page": 2, "deleted": 2}, found=4, rejected=4) is None
    assert judge({"no_body": 4}, found=12, stored=8, rejected=4) is None
    assert judge({"list_page": 9}, found=12, stored=3, rejected=9) is None


def test_a_later_night_does_not_make_up_for_pages_that_it_does_not_ask_again() -> None:
    walled = RunOutcome(
        started_at=at(5),
        finish=Finish.FINISHED,
        complete=True,
        links=20,
        since=date(2026, 10, 20),
        counts={"found": 12, "rejected": 12},
        reasons={"login_wall": 12},
    )
    assert gaps(outlet(good(at(4)), walled, good(at(6))), *day(4), at(6, 9)) == [(Shortfall.UNREAD, at(5))]
    assert gaps(outlet(good(at(4)), walled, good(at(6))), *day(3), at(6, 9)) == []
    assert gaps(outlet(good(at(4)), walled, good(at(6))), *day(5), at(6, 9)) == [(Shortfall.UNREAD, at(5))]


def test_lists_that_never_had_a_link_are_not_known_to_be_empty() -> None:
    run = replace(good(at(5)), links=0)
    assert judge_run(run) is Shortfall.NO_LINKS
    assert judge_run(run, usual_links=2) is None
    assert gaps(outlet(run, replace(run, started_at=at(6))), *day(5), at(6, 9)) == [(Shortfall.NO_LINKS, at(5))]


NIGHTS = st.lists(st.tuples(st.integers(2, 27), st.booleans(), st.integers(0, 6)), max_size=12)


@given(NIGHTS, st.integers(1, 26), st.integers(1, 4))
def test_a_past_time_is_whole_exactly_where_every_hour_of_it_is_in_a_good_run(
    nights: list[tuple[int, bool, int]], first: int, length: int
) -> None:
    runs = [
        good(at(night), since=at(night).date() - timedelta(days=back)) if is_good else dead(at(night))
        for night, is_good, back in sorted(nights)
    ]
    start, end, now = at(first, 0), at(min(first + length, 28), 0), at(30, 9)
    hours = [start + timedelta(hours=n, minutes=30) for n in range(int((end - start) / timedelta(hours=1)))]
    spans = [(datetime.combine(run.since, datetime.min.time(), KST), run.started_at) for run in runs if run.since]
    known = all(any(low <= hour < high for low, high in spans) for hour in hours)
    assert (not gaps(outlet(*runs), start, end, now)) is known


def test_outlets_whose_turn_never_came_hide_no_shared_cause() -> None:
    """A night without a network that is ended at its deadline."""
    begun = [dead(at(9)) for _ in range(8)]
    waiting = [replace(dead(at(9)), finish=Finish.KILLED, findings=(RunFinding(RunFindingCode.NOT_BEGUN),))] * 6
    outlets = [replace(outlet(run), id=f"o{n}", title=f"매체{n}") for n, run in enumerate([*begun, *waiting])]
    found = measure_coverage(outlets, at(9, 0), None, at(9, 9))
    assert (found.outlets, found.asked) == (14, 8)
    assert "인터넷" in say_coverage(found)
    assert "차례가 오기 전에" in say_coverage(found)


def test_nearly_all_outlets_failing_alike_have_one_cause() -> None:
    def cause(outlets: int, **words: str) -> SharedCause | None:
        shared = find_shared_cause(words, outlets)
        return None if shared is None else shared.cause

    assert cause(2, a="dns", b="dns") is SharedCause.NAMES
    assert cause(3, a="dns", b="refused", c="timeout") is SharedCause.NETWORK
    assert cause(5, a="certificate", b="certificate", c="certificate", d="certificate") is SharedCause.CLOCK
    assert cause(3, a="http_503", b="http_503", c="http_503") is SharedCause.PROXY
    assert cause(3, a="http_503", b="http_403", c="http_500") is None
    assert cause(1, a="dns") is None
    assert cause(10, a="dns", b="dns") is None
