"""What can be read from and written to an archive, whatever database keeps it.

``ArchiveReader`` (``reading.py``) and ``ArchiveWriter`` (``writing.py``) are grouped by topic:
``reader.articles.get(…)``. Everything above ``models/`` works with these; ``open.py`` makes them. Ids are article ids,
times aware KST, days as ``article_ids`` counts them. Every method raises ``ArchiveError`` where the archive cannot be
read or written, and what else it names.
"""

from models.interface.maintenance import (
    ArchiveMaintenance,
    Backup,
    Progress,
    RestoredArticle,
    RestoredRow,
)
from models.interface.reading import (
    ArchiveReader,
    Articles,
    Audit,
    Clips,
    Exports,
    Mornings,
    Outlets,
    Pages,
    People,
    Releases,
    Remarks,
    Runs,
    Search,
    Sessions,
    Stories,
    Tally,
    Watches,
)
from models.interface.writing import (
    ArchiveWriter,
    ClipWriter,
    Ledger,
    PersonWriter,
    ReleaseWriter,
    Revisits,
    SessionWriter,
    StoryWriter,
    Transaction,
)

__all__ = [
    "ArchiveMaintenance",
    "ArchiveReader",
    "ArchiveWriter",
    "Articles",
    "Audit",
    "Backup",
    "ClipWriter",
    "Clips",
    "Exports",
    "Ledger",
    "Mornings",
    "Outlets",
    "Pages",
    "People",
    "PersonWriter",
    "Progress",
    "ReleaseWriter",
    "Releases",
    "Remarks",
    "RestoredArticle",
    "RestoredRow",
    "Revisits",
    "Runs",
    "Search",
    "SessionWriter",
    "Sessions",
    "Stories",
    "StoryWriter",
    "Tally",
    "Transaction",
    "Watches",
]
