"""Outlets as the archive knows them: a title, a region, and the small number that search tokens carry."""

from sqlalchemy import bindparam, func, insert, select, update

from models.archive.compiled_sql import Database
from models.archive.row_checksums import checksum
from models.archive.schema.tables import article as article_table
from models.archive.schema.tables import outlet as outlet_table
from models.archive.write.checksums import checksum_articles
from models.records.licence import Licence
from models.records.outlet import Outlet

_O = outlet_table.c
_A = article_table.c
LOOK_UP = select(_O.n, _O.title, _O.region, _O.family, _O.export, _O.kind).where(_O.id == bindparam("b_id"))
LAST_NUMBER = select(func.max(_O.n))
ADD = insert(outlet_table)
CHANGE = (
    update(outlet_table)
    .where(_O.id == bindparam("b_id"))
    .values({name: bindparam(f"n_{name}") for name in ("title", "region", "family", "export", "kind", "seal")})
)
RETITLE = (
    update(article_table)
    .where(
        _A.outlet == bindparam("b_id"),
        (_A.outlet_title != bindparam("n_title")) | (_A.region != bindparam("n_region")),
    )
    .values(outlet_title=bindparam("n_title"), region=bindparam("n_region"))
)


class OutletStore:
    """Writes outlets; holds the numbers of those it has met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is held in memory, after a rollback."""
        self._numbers.clear()

    def number(self, database: Database, outlet_id: str, title: str, region: str) -> int:
        """The outlet's number; one never declared is entered with this title and region until it is."""
        known = self._numbers.get(outlet_id)
        if known is None:
            row = database.run(LOOK_UP, b_id=outlet_id).fetchone()
            known = row.n if row else self._add(database, outlet_id, title, region, "", Licence.LINK, "")
            self._numbers[outlet_id] = known
        return known

    def upsert(self, database: Database, outlet: Outlet) -> None:
        """Enter a declaration, or what is new in it; its articles take on a new title and region."""
        row = database.run(LOOK_UP, b_id=outlet.id).fetchone()
        declared = (outlet.title, outlet.region, outlet.family, outlet.export, outlet.kind)
        if row is None:
            self._numbers[outlet.id] = self._add(database, outlet.id, *declared)
            return
        if tuple(row[1:]) == declared:
            return
        title, region, family, export, kind = declared
        said = {"n_title": title, "n_region": region, "n_family": family, "n_export": export, "n_kind": kind}
        database.run(CHANGE, b_id=outlet.id, n_seal=checksum((outlet.id, row.n, *declared)), **said)
        if (row.title, row.region) != (title, region):
            database.run(RETITLE, b_id=outlet.id, n_title=title, n_region=region)
            checksum_articles(database, outlet.id)

    @staticmethod
    def _add(database: Database, outlet_id: str, title: str, region: str, family: str, export: str, kind: str) -> int:
        number = (database.run(LAST_NUMBER).scalar() or 0) + 1
        declared = {"title": title, "region": region, "family": family, "export": export, "kind": kind}
        sealed = checksum((outlet_id, number, title, region, family, export, kind))
        database.run(ADD, id=outlet_id, n=number, seal=sealed, **declared)
        return int(number)
