"""People who may log in, as readers see them. Standard library only."""

import sqlite3

from models.people.person import Person
from models.people.role import Role
from models.records.times import read_time

_PEOPLE = "SELECT name, shown, role, made_at, ended_at FROM person"


def read_person(row: tuple[str, str, str, str, str | None]) -> Person:
    """A person of its row."""
    name, shown, role, made_at, ended_at = row
    made = read_time(made_at)
    assert made is not None
    return Person(name=name, shown=shown, role=Role(role), made_at=made, ended_at=read_time(ended_at))


def read_people(db: sqlite3.Connection) -> tuple[Person, ...]:
    """Everybody, by name; those who left too."""
    return tuple(read_person(tuple(row)) for row in db.execute(f"{_PEOPLE} ORDER BY name"))


def get_person(db: sqlite3.Connection, name: str) -> Person | None:
    """The person of a name; None where there is none."""
    row = db.execute(f"{_PEOPLE} WHERE name = ?", (name,)).fetchone()
    return None if row is None else read_person(tuple(row))


def read_password_hash(db: sqlite3.Connection, name: str) -> str | None:
    """The hash of a person's password; '' for one without a password, None where there is no such person."""
    row = db.execute("SELECT password_hash FROM person WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])
