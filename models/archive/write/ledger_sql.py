"""What the ledger asks of the database: its statements, for any dialect. See ledger.py for what they mean."""

from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.dialects import sqlite

from models.archive.schema.tables import IS_OPEN, crawl_run, list_validator
from models.archive.schema.tables import url as url_table
from models.records.url_states import COUNTS, OUT_OF_RANGE, TRIES, State

_U = url_table.c
_R = crawl_run.c
_OPEN = text(f"url.{IS_OPEN}")
_MINE = (_U.outlet == bindparam("b_outlet"), _U.key == bindparam("b_key"))

LOOK_UP = (
    select(_U.id, _U.state, _U.tries, _U.last_run, _R.complete)
    .select_from(url_table.outerjoin(crawl_run, _U.first_run == _R.id))
    .where(*_MINE)
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
MARK = (
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
    select(_R.id, _R.since, _R.until)
    .where(_R.outlet == bindparam("b_outlet"), _R.ended_at.is_(None))
    .order_by(_R.id.desc())
    .limit(1)
)
KILLED = select(_R.id).where(_R.outlet == bindparam("b_outlet"), _R.ended_at.is_(None))
LAST_COMPLETE = select(func.max(_R.started_at)).where(_R.outlet == bindparam("b_outlet"), _R.complete == 1)
PENDING = (
    select(_U.key, _U.url, _U.listing)
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
HISTORY = (
    select(_R.statistics)
    .where(_R.outlet == bindparam("b_outlet"), _R.statistics != "{}")
    .order_by(_R.id.desc())
    .limit(bindparam("b_most"))
)
_V = list_validator.c
VALIDATORS = select(_V.etag, _V.last_modified).where(_V.url == bindparam("b_url"))
ADD_VALIDATORS = insert(list_validator)
SET_VALIDATORS = (
    update(list_validator)
    .where(_V.url == bindparam("b_url"))
    .values(etag=bindparam("n_etag"), last_modified=bindparam("n_last_modified"), at=bindparam("n_at"))
)
