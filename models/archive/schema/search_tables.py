"""The search tables: their names, and the SQL that makes, fills and empties them. Standard library only."""

from dataclasses import dataclass

TABLES: tuple[str, ...] = ("ft_body", "latin_term", "section_name", "place_in_day")


RETIRED: tuple[str, ...] = ("ft_title",)
"""Tables of earlier releases, gone when the search tables are next built."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The SQL of the search tables; with a ``suffix``, of a set of them that is being rebuilt."""

    suffix: str = ""

    @property
    def ddl(self) -> tuple[str, ...]:
        """Creates the tables, in order."""
        end = self.suffix
        return (
            f"CREATE VIRTUAL TABLE ft_body{end} USING fts5(x, content='', detail=none, columnsize=0, tokenize='ascii')",
            f"CREATE TABLE latin_term{end} (ending TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (ending, term)) "
            "WITHOUT ROWID",
            f"CREATE TABLE section_name{end} (code INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL)",
            f"CREATE TABLE place_in_day{end} (id INTEGER PRIMARY KEY NOT NULL, second NUMERIC, "
            "outlet INTEGER NOT NULL, section INTEGER NOT NULL, plain INTEGER NOT NULL)",
        )

    @property
    def add(self) -> str:
        """Puts the tokens of a row in."""
        return f"INSERT INTO ft_body{self.suffix}(rowid, x) VALUES (?, ?)"

    @property
    def delete(self) -> str:
        """Takes the same tokens of a row out."""
        return f"INSERT INTO ft_body{self.suffix}(ft_body{self.suffix}, rowid, x) VALUES ('delete', ?, ?)"

    @property
    def add_place(self) -> str:
        """Puts a row into place_in_day."""
        return f"INSERT INTO place_in_day{self.suffix}(id, second, outlet, section, plain) VALUES (?, ?, ?, ?, ?)"

    @property
    def delete_place(self) -> str:
        """Takes a row out of place_in_day."""
        return f"DELETE FROM place_in_day{self.suffix} WHERE id = ?"

    @property
    def add_section(self) -> str:
        """Names a section, if it is a new one."""
        return f"INSERT OR IGNORE INTO section_name{self.suffix}(code, name) VALUES (?, ?)"

    @property
    def add_words(self) -> str:
        """Puts the endings of ASCII tokens (a JSON list) in, if they are new."""
        return (
            "WITH RECURSIVE tail(word, place) AS (SELECT value, 1 FROM json_each(?) WHERE NOT EXISTS "
            f"(SELECT 1 FROM latin_term{self.suffix} WHERE ending = value AND term = value) "
            "UNION ALL SELECT word, place + 1 FROM tail WHERE place < length(word)) "
            f"INSERT OR IGNORE INTO latin_term{self.suffix}(ending, term) SELECT substr(word, place), word FROM tail"
        )


LIVE = Statements()
"""The tables that are searched."""


SHADOW = Statements("_beside")
"""The tables that are being built anew, while the others are searched."""


DDL: tuple[str, ...] = LIVE.ddl
