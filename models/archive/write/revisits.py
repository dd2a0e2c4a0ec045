"""Articles visited again: which are due, what they answered, and which are gone. The archive's writing side."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import bindparam, case, delete, insert, or_, select, text, update

from models.archive.compiled_sql import Database
from models.archive.schema.tables import gone as gone_table
from models.archive.schema.tables import page as page_table
from models.archive.schema.tables import url as url_table
from models.archive.schema.tables import visit as visit_table
from models.records.page import read_listing
from models.records.revisit_rules import (
    LAST_VISIT,
    MAX_LATENESS,
    SCHEDULE,
    DueRevisit,
    counts_as_gone,
    next_try,
    next_visit,
)
from models.records.times import read_time, time_text
from models.records.url_states import State

_V = visit_table.c
_U = url_table.c
_P = page_table.c
_G = gone_table.c
MAX_TEXT_CHARACTERS = 500

URL_ID = select(_U.id).where(_U.outlet == bindparam("b_outlet"), _U.key == bindparam("b_key"))
HAS = select(_V.url_id).where(_V.url_id == bindparam("b_id"))
ADD = insert(visit_table)
SET = (
    update(visit_table)
    .where(_V.url_id == bindparam("b_id"))
    .values({name: bindparam(f"n_{name}") for name in ("due_at", "looks", "misses", "missed_on", "miss")})
)
SET_VALIDATORS = (
    update(visit_table)
    .where(_V.url_id == bindparam("b_id"))
    .values(etag=bindparam("n_etag"), last_modified=bindparam("n_last_modified"))
)
START_AGAIN = (
    update(visit_table)
    .where(_V.url_id == bindparam("b_id"))
    .values(base_at=bindparam("n_base_at"), due_at=bindparam("n_due_at"))
)
DUE = (
    select(
        _U.id, _U.key, _U.url, _U.state, _U.listing,
        _V.base_at, _V.looks, _V.etag, _V.last_modified, _V.misses, _V.missed_on,
    )
    .select_from(visit_table.join(url_table, _U.id == _V.url_id))
    .where(
        _V.outlet == bindparam("b_outlet"),
        _V.due_at <= bindparam("b_now"),
        or_(_V.base_at >= bindparam("b_oldest"), _V.misses > 0),
        text("url.state IN ('stored', 'unchanged', 'quarantined')"),
    )
    .order_by(case((_V.misses > 0, 0), (_U.state == State.QUARANTINED.value, 1), else_=2), _V.base_at.desc())
    .limit(bindparam("b_most"))
)  # fmt: skip
ARTICLE = (
    select(_P.article_id)
    .where(_P.key == bindparam("b_key"), _P.outlet == bindparam("b_outlet"), _P.article_id.is_not(None))
    .order_by(_P.id.desc())
    .limit(1)
)
IS_GONE = select(_G.article_id).where(_G.article_id == bindparam("b_id"))
ADD_GONE = insert(gone_table)
NOT_GONE = delete(gone_table).where(_G.article_id == bindparam("b_id"))


class RevisitStore:
    """Every method takes part in the transaction that is open on its archive, or is one of its own."""

    def __init__(self, work: Callable[[], AbstractContextManager[Database]]) -> None:
        self._work = work

    def schedule(self, outlet_id: str, key: str, base_at: datetime, at: datetime, *, quarantined: bool = False) -> None:
        """From now on look at the article again, as long as it is of the last days; a quarantined one the next night.

        The address must be in the ledger. One that is on the schedule already stays on it.
        """
        due = next_try(at) if quarantined else next_visit(base_at, at)
        if due is None:
            return
        with self._work() as database:
            url_id = database.run(URL_ID, b_outlet=outlet_id, b_key=key).scalar()
            if url_id is None:
                return
            times = {"base_at": time_text(base_at), "due_at": time_text(due)}
            if database.run(HAS, b_id=url_id).fetchone() is None:
                database.run(ADD, url_id=url_id, outlet=outlet_id, **times)
            elif quarantined:
                database.run(START_AGAIN, b_id=url_id, **{f"n_{name}": value for name, value in times.items()})

    def set_validators(self, outlet_id: str, key: str, etag: str, last_modified: str) -> None:
        """Remember what an article's page said of its version, where it is visited again."""
        if not (etag or last_modified):
            return
        with self._work() as database:
            url_id = database.run(URL_ID, b_outlet=outlet_id, b_key=key).scalar()
            if url_id is not None:
                self._validators(database, url_id, etag, last_modified)

    def due(self, outlet_id: str, at: datetime, most: int) -> list[DueRevisit]:
        """What is due, at most so many: those in doubt first, then the quarantined, then the newest."""
        with self._work() as database:
            rows = database.run(
                DUE,
                b_outlet=outlet_id,
                b_now=time_text(at),
                b_oldest=time_text(at - SCHEDULE[-1] - MAX_LATENESS),
                b_most=most,
            ).fetchall()
        return [_due(*tuple(row)) for row in rows]

    def record_seen(
        self, outlet_id: str, due: DueRevisit, at: datetime, etag: str = "", last_modified: str = ""
    ) -> bool:
        """The article is there, changed or not. True where it had been taken to be gone."""
        with self._work() as database:
            self._set(database, due, next_visit(due.base_at, at), looks=due.looks + 1)
            if etag or last_modified:
                self._validators(database, due.url_id, etag, last_modified)
            article = self._article(database, outlet_id, due.key)
            return article is not None and database.run(NOT_GONE, b_id=article).rowcount > 0

    def postpone(self, due: DueRevisit, at: datetime, reason: str = "") -> None:
        """No answer, or one that says nothing of the article (for ``reason``): ask again another night."""
        again = next_try(at)
        over = again > due.base_at + SCHEDULE[-1] + MAX_LATENESS and due.misses == 0
        with self._work() as database:
            self._set(
                database,
                due,
                None if over else again,
                looks=due.looks,
                misses=due.misses,
                missed_at=due.missed_at,
                miss=reason,
            )

    def record_doubted(self, due: DueRevisit, at: datetime, reason: str) -> None:
        """A text that is hardly the article's: look again another night, and remember since when it comes."""
        with self._work() as database:
            since = due.missed_at if due.misses == 0 and due.missed_at else at
            self._set(database, due, next_try(at), looks=due.looks, missed_at=since, miss=reason)

    def keep_held(self, due: DueRevisit, at: datetime) -> None:
        """A quarantined page that is not believed this time either."""
        with self._work() as database:
            self._set(database, due, next_visit(due.base_at, at), looks=due.looks + 1)

    def record_missed(self, outlet_id: str, due: DueRevisit, reason: str, at: datetime) -> bool:
        """An answer that the article is not there. True where it is taken to be gone from now on.

        Answers of one day count once.
        """
        if due.missed_at is not None and at < next_try(due.missed_at):
            self.postpone(due, at)
            return False
        misses = due.misses + 1
        with self._work() as database:
            article = self._article(database, outlet_id, due.key)
            believed = counts_as_gone(misses, reason) and article is not None
            was = article is not None and database.run(IS_GONE, b_id=article).fetchone() is not None
            again: datetime | None = at + LAST_VISIT if believed else next_try(at)
            if was:
                again = None
            self._set(database, due, again, looks=due.looks + 1, misses=misses, missed_at=at, miss=reason)
            if believed and not was:
                database.run(ADD_GONE, article_id=article, at=time_text(at), reason=reason[:MAX_TEXT_CHARACTERS])
        return believed and not was

    @staticmethod
    def _article(database: Database, outlet_id: str, key: str) -> int | None:
        found: int | None = database.run(ARTICLE, b_outlet=outlet_id, b_key=key).scalar()
        return found

    @staticmethod
    def _set(
        database: Database,
        due: DueRevisit,
        again: datetime | None,
        *,
        looks: int,
        misses: int = 0,
        missed_at: datetime | None = None,
        miss: str = "",
    ) -> None:
        database.run(
            SET,
            b_id=due.url_id,
            n_due_at=time_text(again),
            n_looks=looks,
            n_misses=misses,
            n_missed_on=time_text(missed_at) or "",
            n_miss=miss[:MAX_TEXT_CHARACTERS],
        )

    @staticmethod
    def _validators(database: Database, url_id: int, etag: str, last_modified: str) -> None:
        database.run(
            SET_VALIDATORS,
            b_id=url_id,
            n_etag=etag[:MAX_TEXT_CHARACTERS],
            n_last_modified=last_modified[:MAX_TEXT_CHARACTERS],
        )


def _due(
    url_id: int,
    key: str,
    url: str,
    state: str,
    listing: str | None,
    base_at: str,
    looks: int,
    etag: str,
    last_modified: str,
    misses: int,
    missed_on: str,
) -> DueRevisit:
    base = read_time(base_at)
    assert base is not None
    return DueRevisit(
        url_id=url_id,
        key=key,
        url=url,
        listing=read_listing(listing),
        base_at=base,
        looks=looks,
        etag=etag,
        last_modified=last_modified,
        misses=misses,
        missed_at=read_time(missed_on or None),
        quarantined=state == State.QUARANTINED,
    )
