"""Writes who may log in, inside one transaction of an archive. Nobody is ever deleted."""

from collections.abc import Mapping

from models.archive.compiled_sql import Database
from models.archive.read import people as read
from models.archive.row_checksums import PERSON, Value, row_checksum
from models.people.person import Person
from models.people.role import Role
from models.records.times import now, time_text


class PersonStore:
    """Writes in the transaction of ``database``, and reads what stands in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name; those who left too."""
        return read.read_people(self._database.driver)

    def get(self, name: str) -> Person | None:
        """The person of a name."""
        return read.get_person(self._database.driver, name)

    def password_hash(self, name: str) -> str | None:
        """The hash of a person's password; '' for one without a password, None where there is no such person."""
        return read.read_password_hash(self._database.driver, name)

    def add(self, name: str, shown: str, role: Role, password_hash: str) -> bool:
        """A new person; False where the name is taken, also by somebody who left."""
        if self.get(name) is not None:
            return False
        sql = "SELECT coalesce(max(id), 0) + 1 FROM person"
        row: dict[str, Value] = {
            "id": int(self._database.driver_run(sql).scalar_one()),
            "name": name,
            "shown": shown,
            "role": role.value,
            "password_hash": password_hash,
            "made_at": str(time_text(now())),
            "ended_at": None,
        }
        values = {**row, "seal": row_checksum(PERSON, row)}
        marks = ", ".join("?" for _ in values)
        self._database.driver_run(f"INSERT INTO person ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        return True

    def set_shown(self, name: str, shown: str) -> None:
        """What stands beside the person's marks from now on."""
        self._change(name, {"shown": shown})

    def set_role(self, name: str, role: Role) -> None:
        """What the person may do."""
        self._change(name, {"role": role.value})

    def set_password(self, name: str, password_hash: str) -> None:
        """The hash of a new password."""
        self._change(name, {"password_hash": password_hash})

    def end(self, name: str, *, is_ended: bool) -> None:
        """The person left, or is back; where it is so already, nothing is written."""
        person = self.get(name)
        if person is not None and (person.ended_at is not None) is not is_ended:
            self._change(name, {"ended_at": time_text(now()) if is_ended else None})

    def _change(self, name: str, values: Mapping[str, Value]) -> None:
        """Other values in a row, and its checksum."""
        columns = ", ".join(PERSON)
        stands = self._database.driver_run(f"SELECT {columns} FROM person WHERE name = ?", (name,)).one()
        row: dict[str, Value] = {**dict(zip(PERSON, stands, strict=True)), **values}
        changed = {**values, "seal": row_checksum(PERSON, row)}
        sets = ", ".join(f"{column} = ?" for column in changed)
        self._database.driver_run(f"UPDATE person SET {sets} WHERE name = ?", (*changed.values(), name))
