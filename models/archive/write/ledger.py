"""The ledger: every address ever found, and the one state it is in; and the runs that found them.

It takes the place of a crawler's queue on disk: a run asks for what is not settled, whatever became of the run before.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, text, update
from sqlalchemy.dialects import sqlite

from models.archive.compiled_sql import Database
from models.archive.read.runs import read_history
from models.archive.schema.tables import IS_OPEN, crawl_run, list_validator
from models.archive.schema.tables import url as url_table
from models.health.run_statistics import Statistics, statistics_json
from models.language import _
from models.records.errors import RecordRefusedError
from models.records.page import listing_json, read_listing
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.times import read_time, time_text
from models.records.url_states import (
    COUNTS,
    OUT_OF_RANGE,
    SELDOM_REASONS,
    SETTLED,
    TRIES,
    Discovery,
    Found,
    Known,
    State,
    wait_after,
)

_U = url_table.c
_R = crawl_run.c
_OPEN = text(f"url.{IS_OPEN}")
_MINE = (_U.outlet == bindparam("b_outlet"), _U.key == bindparam("b_key"))

_LAST = crawl_run.alias("last").c
LAST_BEGAN = select(_LAST.started_at).where(_LAST.id == _U.last_run).scalar_subquery()
LOOK_UP = (
    select(_U.id, _U.state, _U.reason, _U.tries, _U.last_run, _R.complete, LAST_BEGAN.label("last_began"))
    .select_from(url_table.outerjoin(crawl_run, _U.first_run == _R.id))
    .where(*_MINE)
)
REASON = select(_U.reason).where(*_MINE)
SAME_REASON = (
    select(_U.id)
    .where(
        _U.outlet == bindparam("b_outlet"),
        _U.key != bindparam("b_key"),
        _U.reason.between(bindparam("b_from"), bindparam("b_to")),
    )
    .limit(1)
)
ADD = sqlite.insert(url_table).on_conflict_do_nothing()  # PostgreSQL's insert has it too
ASK_AGAIN = (
    update(url_table)
    .where(_U.id == bindparam("b_id"))
    .values(
        state=State.FOUND.value,
        reason="",
        url=bindparam("n_url"),
        listing=func.coalesce(bindparam("n_listing"), _U.listing),
        listed_at=func.coalesce(bindparam("n_listed_at"), _U.listed_at),
        last_run=bindparam("n_run"),
    )
)
SET_STATE = (
    update(url_table)
    .where(_U.id == bindparam("b_id"))  # by its row: any other WHERE makes SQLite set a savepoint
    .values(
        state=bindparam("n_state"),
        reason=bindparam("n_reason"),
        tries=_U.tries + bindparam("n_tries"),
        last_run=func.coalesce(bindparam("n_run"), _U.last_run),
    )
)
OPEN_RUN = (
    select(_R.id, _R.since, _R.until, _R.started_at)
    .where(_R.outlet == bindparam("b_outlet"), _R.ended_at.is_(None))
    .order_by(_R.id.desc())
    .limit(1)
)
KILLED = select(_R.id).where(_R.outlet == bindparam("b_outlet"), _R.ended_at.is_(None))
ALL_KILLED = select(_R.id).where(_R.ended_at.is_(None))
LAST_COMPLETE = select(func.max(_R.started_at)).where(
    _R.outlet == bindparam("b_outlet"), _R.complete == 1, _R.started_at <= bindparam("b_at")
)
PENDING = (
    select(_U.key, _U.url, _U.listing, _U.state, _U.reason, _U.tries, LAST_BEGAN.label("last_began"))
    .where(
        _U.outlet == bindparam("b_outlet"),
        _OPEN,
        (_U.state != State.FAILED.value) | (_U.tries < TRIES),
        (func.coalesce(_U.last_run, -1) != bindparam("b_run")),
        (_U.state != State.LEFT.value)
        | (_U.reason != OUT_OF_RANGE)
        | func.substr(_U.listed_at, 1, 10).between(bindparam("b_since"), bindparam("b_until")),
    )
    .order_by(func.coalesce(_U.listed_at, _U.found_at).desc(), _U.key.desc())
)
LEAVE = (
    update(url_table)
    .where(_U.last_run == bindparam("b_run"), _U.state == State.FOUND.value)
    .values(state=State.LEFT.value, reason=bindparam("n_reason"))
)
SUMS = select(_U.state, func.count()).where(_U.last_run == bindparam("b_run")).group_by(_U.state)
BEGIN = insert(crawl_run)
PLAN = insert(crawl_run)
"""Apart from BEGIN, because it names other columns."""
TAKE_UP = (
    update(crawl_run)
    .where(_R.id == bindparam("b_run"), _R.ended_at.is_(None))
    .values(
        started_at=bindparam("n_started_at"),
        since=bindparam("n_since"),
        until=bindparam("n_until"),
        limit=bindparam("n_limit"),
        findings="[]",
    )
)
END = (
    update(crawl_run)
    .where(_R.id == bindparam("b_run"))
    .values(
        ended_at=bindparam("n_ended_at"),
        finish=bindparam("n_finish"),
        complete=bindparam("n_complete"),
        **{name: bindparam(f"n_{name}") for name in COUNTS},
    )
)
TELL = (
    update(crawl_run)
    .where(_R.id == bindparam("b_run"))
    .values(statistics=bindparam("n_statistics"), findings=bindparam("n_findings"))
)
_V = list_validator.c
VALIDATORS = select(_V.etag, _V.last_modified).where(_V.url == bindparam("b_url"))
ADD_VALIDATORS = insert(list_validator)
SET_VALIDATORS = (
    update(list_validator)
    .where(_V.url == bindparam("b_url"))
    .values(etag=bindparam("n_etag"), last_modified=bindparam("n_last_modified"), at=bindparam("n_at"))
)


class Ledger:
    """Every method takes part in the transaction that is open on its archive, or is one of its own.

    Made by ``Archive``; the outlet of every call must be in the archive (``Archive.upsert_outlet``).
    """

    def __init__(
        self, work: Callable[[], AbstractContextManager[Database]], ended: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._work = work
        self._ended = ended

    def begin_run(
        self,
        outlet_id: str,
        started_at: datetime,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        planned: int | None = None,
    ) -> int:
        """Begin a run and return its id, ``planned`` where ``plan_runs`` gave it one.

        A run of the outlet that never ended was killed, and is closed as that. What a killed run had found and not
        got is LEFT for that: ``pending`` gives it.
        """
        begun = time_text(started_at)
        asked = {
            "started_at": begun,
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
            "limit": limit,
        }
        with self._work() as database:
            for row in database.run(KILLED, b_outlet=outlet_id).fetchall():
                if row.id != planned:
                    self._close(database, row.id, begun, Finish.KILLED, complete=False, counts={})
            if planned is not None:
                named = {f"n_{name}": value for name, value in asked.items()}
                if database.run(TAKE_UP, b_run=planned, **named).rowcount:
                    return planned
            return int(database.run(BEGIN, outlet=outlet_id, **asked).lastrowid)

    def plan_runs(self, outlet_ids: Sequence[str], at: datetime) -> dict[str, int]:
        """Enter that a crawl is about to ask these outlets; the id of each one's run, for ``begin_run``.

        Until it is begun, a run tells that it was not: whatever ends the crawl, no outlet of it is without a row.
        Only for whoever holds the lock of the crawl: every run that has no end was killed, and is closed as that.
        """
        begun = time_text(at)
        told = _findings_json([RunFinding(RunFindingCode.NOT_BEGUN)])
        with self._work() as database:
            for row in database.run(ALL_KILLED).fetchall():
                self._close(database, row.id, begun, Finish.KILLED, complete=False, counts={})
            return {
                one: int(database.run(PLAN, outlet=one, started_at=begun, findings=told).lastrowid)
                for one in dict.fromkeys(outlet_ids)
            }

    def last_complete(self, outlet_id: str, at: datetime) -> datetime | None:
        """When the last run up to ``at`` began that walked its lists to the end; None where there was none.

        A run of the future began by a clock that was wrong: to go back to its day only would lose all days before.
        """
        with self._work() as database:
            return read_time(database.run(LAST_COMPLETE, b_outlet=outlet_id, b_at=time_text(at)).scalar())

    def discover(self, run_id: int, outlet_id: str, founds: Sequence[Found], at: datetime) -> list[Known]:
        """Enter what was found and say of each, in the same order, whether to ask for it.

        A new address, and one that is to be asked again, is FOUND in this run from now on. A settled one is not
        touched. A second time in one run (two lists name it): ``ask`` is False, whatever became of it meanwhile.
        """
        with self._work() as database:
            answers, discovery = self._look_up(database, run_id, outlet_id, founds, at)
            _enter(database, discovery)
        return answers

    def look_up(
        self, run_id: int, outlet_id: str, founds: Sequence[Found], at: datetime
    ) -> tuple[list[Known], Discovery]:
        """The answers of ``discover``, and what is to be entered by ``enter``: nothing is written yet."""
        with self._work() as database:
            return self._look_up(database, run_id, outlet_id, founds, at)

    def enter(self, discovery: Discovery) -> None:
        """Write what ``look_up`` gave. An address that somebody else entered meanwhile stays as it is."""
        with self._work() as database:
            _enter(database, discovery)

    def _look_up(
        self, database: Database, run_id: int, outlet_id: str, founds: Sequence[Found], at: datetime
    ) -> tuple[list[Known], Discovery]:
        answers: list[Known] = []
        new: dict[str, dict[str, Any]] = {}
        again: dict[int, dict[str, Any]] = {}
        for found in founds:
            row = database.run(LOOK_UP, b_outlet=outlet_id, b_key=found.key).fetchone()
            if row is None:
                first_time = found.key not in new
                new.setdefault(found.key, _new_row(run_id, outlet_id, found, at))
                answers.append(Known(found, ask=first_time, settled=False, old_ground=False))
                continue
            spent = row.state == State.FAILED and row.tries >= TRIES
            settled = row.state in SETTLED or spent
            ask = not settled and row.last_run != run_id and row.id not in again and not _is_resting(row, at)
            if ask:
                again[row.id] = _again_row(run_id, row.id, found)
            answers.append(Known(found, ask, settled, settled and bool(row.complete)))
        return answers, Discovery(tuple(new.values()), tuple(again.values()))

    def pending(self, outlet_id: str) -> list[Found]:
        """What earlier runs found and did not settle, newest first; hand it to ``discover`` to carry it into this run.

        Found, left, disallowed, or failed fewer than TRIES times. What was left as OUT_OF_RANGE only where its
        listed date lies inside the since and until of the outlet's open run. What could not be reached again and again
        rests ever longer, see ``wait_after``.
        """
        with self._work() as database:
            run = database.run(OPEN_RUN, b_outlet=outlet_id).fetchone()
            rows = database.run(
                PENDING,
                b_outlet=outlet_id,
                b_run=run.id if run else -2,
                b_since=(run.since if run else None) or "0000",
                b_until=(run.until if run else None) or "9999-99-99",
            )
            begun = read_time(run.started_at) if run else None
            return [
                Found(row.key, row.url, read_listing(row.listing), failed_before=_was_dead(row))
                for row in rows.fetchall()
                if begun is None or not _is_resting(row, begun)
            ]

    def set_state(
        self,
        run_id: int | None,
        outlet_id: str,
        key: str,
        state: State,
        reason: str = "",
        *,
        tries_add: int = 0,
        url: str = "",
    ) -> None:
        """Put an address into its state; one the ledger has not seen (an imported page) is entered, with ``url``."""
        with self._work() as database:
            known = database.run(LOOK_UP, b_outlet=outlet_id, b_key=key).fetchone()
            if known is not None:
                values = {"n_state": state.value, "n_reason": reason, "n_tries": tries_add, "n_run": run_id}
                database.run(SET_STATE, b_id=known.id, **values)
            else:
                row = _new_row(run_id, outlet_id, Found(key, url or key), None)
                database.run(ADD, **{**row, "state": state.value, "reason": reason, "tries": tries_add})

    def state(self, outlet_id: str, key: str) -> State | None:
        """The state of an address, or None where it was never found."""
        with self._work() as database:
            row = database.run(LOOK_UP, b_outlet=outlet_id, b_key=key).fetchone()
            return None if row is None else State(row.state)

    def reason(self, outlet_id: str, key: str) -> str:
        """The reason that an address has beside its state; empty where it has none or was never found."""
        with self._work() as database:
            row = database.run(REASON, b_outlet=outlet_id, b_key=key).fetchone()
            return "" if row is None else str(row.reason)

    def is_reason_shared(self, outlet_id: str, key: str, beginning: str) -> bool:
        """Whether another address of the outlet has a reason that begins like that."""
        with self._work() as database:
            values = {"b_outlet": outlet_id, "b_key": key, "b_from": beginning, "b_to": f"{beginning}\U0010ffff"}
            return database.run(SAME_REASON, **values).fetchone() is not None

    def validators(self, url: str) -> tuple[str, str]:
        """ETag and Last-Modified of a list's last answer; empty where there was none."""
        with self._work() as database:
            row = database.run(VALIDATORS, b_url=url).fetchone()
            return ("", "") if row is None else (row.etag, row.last_modified)

    def set_validators(self, url: str, etag: str, last_modified: str, at: datetime) -> None:
        """Remember what a list answered, for the next run's conditional request."""
        with self._work() as database:
            when = time_text(at)
            values = {"n_etag": etag, "n_last_modified": last_modified, "n_at": when}
            if database.run(SET_VALIDATORS, b_url=url, **values).rowcount == 0:
                database.run(ADD_VALIDATORS, url=url, etag=etag, last_modified=last_modified, at=when)

    def end_run(
        self, run_id: int, ended_at: datetime, finish: str, *, complete: bool, counts: Mapping[str, int]
    ) -> None:
        """End a run: what is still FOUND in it is LEFT for ``finish``, and the counts are kept.

        ``counts`` names any of COUNTS; a state that is not named is counted from the ledger.
        """
        unknown = counts.keys() - COUNTS
        if unknown:
            raise ValueError(f"a run has no count of {', '.join(sorted(unknown))}")
        with self._work() as database:
            self._close(database, run_id, time_text(ended_at), finish, complete=complete, counts=counts)

    def record_findings(self, run_id: int, statistics: Statistics, findings: Sequence[RunFinding]) -> None:
        """Keep what a run reports to health, and its findings."""
        with self._work() as database:
            told = {"n_statistics": statistics_json(statistics), "n_findings": _findings_json(findings)}
            database.run(TELL, b_run=run_id, **told)

    def history(self, outlet_id: str, most: int = 60) -> list[Statistics]:
        """What the outlet's last runs reported, newest first."""
        with self._work() as database:
            return read_history(database.driver, outlet_id, most)

    def count_states(self, run_id: int) -> Mapping[State, int]:
        """How many of the addresses last touched by a run are in each state; 0 for the others."""
        with self._work() as database:
            return _sums(database, run_id)

    def _close(
        self,
        database: Database,
        run_id: int,
        ended_at: str | None,
        finish: str,
        *,
        complete: bool,
        counts: Mapping[str, int],
    ) -> None:
        database.run(LEAVE, b_run=run_id, n_reason=finish)
        sums = _sums(database, run_id)
        every = dict.fromkeys(COUNTS, 0) | {state.value: count for state, count in sums.items()}
        every["found"] = sum(sums.values())
        every |= counts
        values = {f"n_{name}": count for name, count in every.items()}
        ended = {"n_ended_at": ended_at, "n_finish": finish, "n_complete": int(complete)}
        if database.run(END, b_run=run_id, **ended, **values).rowcount == 0:
            raise RecordRefusedError(_("The archive has no run {run} that could be ended.", run=run_id))
        self._ended({"run": run_id, "ended_at": ended_at, "finish": finish, **dict(sorted(every.items()))})


def _findings_json(findings: Sequence[RunFinding]) -> str:
    return json.dumps([one.as_text() for one in findings], ensure_ascii=False, separators=(",", ":"))


def _was_dead(row: Row[Any]) -> bool:
    return bool(row.state == State.FAILED and row.reason in SELDOM_REASONS)


def _is_resting(row: Row[Any], at: datetime) -> bool:
    """Whether an address that could not be reached is to be left alone for now; a clock set back lets none rest."""
    began = read_time(row.last_began) if _was_dead(row) else None
    return began is not None and began <= at < began + wait_after(row.tries)


def _enter(database: Database, discovery: Discovery) -> None:
    database.run_many(ADD, discovery.new)
    database.run_many(ASK_AGAIN, discovery.again)


def _sums(database: Database, run_id: int) -> dict[State, int]:
    counted: Iterable[tuple[str, int]] = (tuple(row) for row in database.run(SUMS, b_run=run_id).fetchall())
    return dict.fromkeys(State, 0) | {State(state): count for state, count in counted}


def _new_row(run_id: int | None, outlet_id: str, found: Found, at: datetime | None) -> dict[str, Any]:
    return {
        "outlet": outlet_id,
        "key": found.key,
        "url": found.url,
        "state": State.FOUND.value,
        "reason": "",
        "tries": 0,
        "listing": listing_json(found.listing),
        "listed_at": time_text(found.listing.published_at) if found.listing else None,
        "found_at": time_text(at),
        "first_run": run_id,
        "last_run": run_id,
    }


def _again_row(run_id: int, url_id: int, found: Found) -> dict[str, Any]:
    return {
        "b_id": url_id,
        "n_url": found.url,
        "n_listing": listing_json(found.listing),
        "n_listed_at": time_text(found.listing.published_at) if found.listing else None,
        "n_run": run_id,
    }
