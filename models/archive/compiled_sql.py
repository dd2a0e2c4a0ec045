"""One connection, and statements that are compiled once: SQLAlchemy Core as the language, the driver's speed.

A statement of SQLAlchemy costs some 60 µs each time to be made into SQL; here that is done once a statement, after
which its SQL goes to the driver with the values in order. The same statements compile for any dialect.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Insert
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


class Database:
    """A connection inside one transaction. Statements must be module constants: they are kept by identity."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._prepared: dict[Executable, _Prepared] = {}

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection, for the functions of ``archive/read``."""
        driver: sqlite3.Connection | None = self.connection.connection.driver_connection
        assert driver is not None
        return driver

    def run(self, statement: Executable, **values: Any) -> CursorResult[Any]:
        """Run one statement; for an INSERT the names of the values are its columns, always the same ones."""
        prepared = self._prepare(statement, values)
        return self.connection.exec_driver_sql(prepared.sql, prepared.values(values))

    def run_many(self, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each of the rows, all with the same names."""
        many = list(rows)
        if many:
            prepared = self._prepare(statement, many[0])
            self.connection.exec_driver_sql(prepared.sql, [prepared.values(row) for row in many])

    def driver_run(self, sql: str, values: tuple[Any, ...] = ()) -> CursorResult[Any]:
        """Run SQL of this very dialect, such as the search tables'."""
        return self.connection.exec_driver_sql(sql, values)

    def driver_run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run SQL of this very dialect for each of the rows."""
        self.connection.exec_driver_sql(sql, rows)

    def _prepare(self, statement: Executable, values: Mapping[str, Any]) -> _Prepared:
        prepared = self._prepared.get(statement)
        if prepared is None:
            columns = list(values) if isinstance(statement, Insert) else None
            prepared = self._prepared[statement] = _Prepared(statement, self.connection, columns)
        return prepared
