"""What a file may carry of each outlet's text: what its declaration says today, or the archive, if that is less."""

from typing import TYPE_CHECKING

from desk.services.workspace import Workspace
from models.records.licence import Licence, stricter_licence

if TYPE_CHECKING:
    from models.interface import ArchiveReader


def read_rights(workspace: Workspace, db: "ArchiveReader") -> dict[str, Licence]:
    """The licence by outlet id. The archive learns of a changed declaration only at the next crawl.

    An outlet that is no longer declared has what the archive says. Raises OutletError for a declaration that cannot
    be read: what it allows is not known.
    """
    declared = {outlet.id: outlet.export for outlet in workspace.read_registry()}
    return {one.id: stricter_licence(one.export, declared.get(one.id, one.export)) for one in db.outlets.all().values()}
