"""One connection, and statements that are compiled once: SQLAlchemy Core as the language, the driver's speed.

A statement of SQLAlchemy costs some 60 µs each time to be made into SQL; here that is done once a statement, after
which its SQL goes to the driver with the values in order. The same statements compile for any dialect. Only where
somebody looks on (SQLAlchemy's events of cursors) does it go by way of SQLAlchemy, which costs thirty more.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, Insert
from sqlalchemy.sql.compiler import SQLCompiler


class _Prepared:
    """A statement's SQL, and the order in which the driver wants its values."""

    __slots__ = ("_fixed", "_names", "_order", "sql")

    def __init__(self, statement: Executable, connection: Connection, columns: Sequence[str] | None) -> None:
        compiled = statement.compile(  # type: ignore[attr-defined]
            dialect=connection.dialect, column_keys=columns, compile_kwargs={"render_postcompile": True}
        )
        assert isinstance(compiled, SQLCompiler)
        self.sql = compiled.string
        asked = {name for name, bind in compiled.binds.items() if bind.required}
        self._fixed = {name: value for name, value in compiled.params.items() if name not in asked}
        self._names = asked | self._fixed.keys()
        self._order = compiled.positiontup

    def values(self, given: Mapping[str, Any]) -> Any:
        merged = {**self._fixed, **given}
        if merged.keys() != self._names:
            raise TypeError(f"wrong values for the statement: {sorted(merged.keys() ^ self._names)}")
        return merged if self._order is None else tuple([merged[name] for name in self._order])


class Answer:
    """What a statement gave: its rows, with their columns as attributes; how many it changed; the row it added."""

    __slots__ = ("_rows", "lastrowid", "rowcount")

    def __init__(self, rows: list[Any], rowcount: int, lastrowid: int | None) -> None:
        self._rows, self.rowcount, self.lastrowid = rows, rowcount, lastrowid or 0

    def fetchall(self) -> list[Any]:
        """Every row."""
        return self._rows

    def fetchone(self) -> Any:
        """The first row, or None."""
        return self._rows[0] if self._rows else None

    def one(self) -> Any:
        """The row that there must be."""
        if len(self._rows) != 1:
            raise LookupError(f"one row was expected, not {len(self._rows)}")
        return self._rows[0]

    def scalar(self) -> Any:
        """The first value of the first row, or None."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        """The first value of the row that there must be."""
        return self.one()[0]


class Database:
    """A connection inside one transaction. Statements must be module constants: they are kept by identity."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._prepared: dict[Executable, _Prepared] = {}
        self._rows: dict[str, Callable[[Any], Any]] = {}

    def run(self, statement: Executable, **values: Any) -> Answer:
        """Run one statement; for an INSERT the names of the values are its columns, always the same ones."""
        prepared = self._prepare(statement, values)
        return self._ask(prepared.sql, prepared.values(values))

    def run_many(self, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each of the rows, all with the same names."""
        many = list(rows)
        if many:
            prepared = self._prepare(statement, many[0])
            self.driver_run_many(prepared.sql, [prepared.values(row) for row in many])

    def driver_run(self, sql: str, values: tuple[Any, ...] = ()) -> Answer:
        """Run SQL of this very dialect, such as the search tables'."""
        return self._ask(sql, values)

    def driver_run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run SQL of this very dialect for each of the rows."""
        if self._is_watched():
            self.connection.exec_driver_sql(sql, rows)
        else:
            self._driver().executemany(sql, rows)

    def _ask(self, sql: str, values: Any) -> Answer:
        if self._is_watched():
            found = self.connection.exec_driver_sql(sql, values)
            rows = list(found.fetchall()) if found.returns_rows else []
            return Answer(rows, found.rowcount, found.lastrowid)
        cursor = self._driver().execute(sql, values)
        rows = cursor.fetchall() if cursor.description else []
        if rows:
            rows = list(map(self._row_of(sql, cursor.description), rows))
        return Answer(rows, cursor.rowcount, cursor.lastrowid)

    def _is_watched(self) -> bool:
        events: Any = self.connection.dispatch
        return bool(events.before_cursor_execute or events.after_cursor_execute)

    def _driver(self) -> Any:
        return self.connection.connection.driver_connection

    def _row_of(self, sql: str, description: Any) -> Callable[[Any], Any]:
        """What makes a row of the driver's into one whose columns have names."""
        made = self._rows.get(sql)
        if made is None:
            row = namedtuple("row", [column[0] for column in description], rename=True)  # type: ignore[misc]
            made = self._rows[sql] = row._make
        return made

    def _prepare(self, statement: Executable, values: Mapping[str, Any]) -> _Prepared:
        prepared = self._prepared.get(statement)
        if prepared is None:
            columns = list(values) if isinstance(statement, Insert) else None
            prepared = self._prepared[statement] = _Prepared(statement, self.connection, columns)
        return prepared
