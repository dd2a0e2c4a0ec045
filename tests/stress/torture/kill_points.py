"""The named moments at which a process is killed: before and after each step of every way of writing.

Production code knows nothing of them: in the forked child the function of that name is replaced by one that counts
its calls and, at the chosen one, kills the process. Statements are met by SQLAlchemy's own events.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

FUNCTIONS = {
    "lock": "tests.stress.torture.night:crawl_lock",
    "open": "tests.stress.torture.night:Archive.open",
    "close": "models.archive.write.archive:Archive.close",
    "migrate": "models.archive.write.archive:migrate",
    "seal": "models.archive.write.archive:renew_checksums",
    "mark.compare": "models.archive.write.commit_counter:CommitCounter.open",
    "mark.step": "models.archive.write.commit_counter:CommitCounter.step",
    "mark.committed": "models.archive.write.commit_counter:CommitCounter.committed",
    "manifest.write": "models.archive.write.commit_counter:write_position",
    "manifest.begin": "models.archive.write.commit_counter:begin_manifest",
    "manifest.restore": "models.maintenance.restore:begin_manifest",
    "manifest.sync": "os:fdatasync",
    "outlet.upsert": "models.archive.write.outlets:OutletStore.upsert",
    "run.begin": "models.archive.write.ledger:Ledger.begin_run",
    "run.discover": "models.archive.write.ledger:Ledger.discover",
    "run.pending": "models.archive.write.ledger:Ledger.pending",
    "run.end": "models.archive.write.ledger:Ledger.end_run",
    "ledger.mark": "models.archive.write.ledger:Ledger.set_state",
    "extract": "tests.stress.torture.night:extract",
    "group.write": "scrapers.crawl.group_commit:GroupCommit._write",
    "store": "models.archive.write.archive:ArchiveTransaction.store",
    "store.put": "models.archive.write.articles:ArticleWriter.put",
    "store.reject": "models.archive.write.archive:ArchiveTransaction.reject",
    "store.reread": "models.archive.write.archive:ArchiveTransaction.reread",
    "page.put": "models.archive.write.pages:PageStore.put",
    "page.reject": "models.archive.write.pages:PageStore.put_rejected",
    "page.move": "models.archive.write.pages:PageStore.move",
    "search.flush": "models.archive.write.pending_index_rows:PendingIndexRows.flush",
    "reparse": "tests.stress.torture.night:scrapers.importing.reparse.reparse",
    "reparse.write": "scrapers.importing.reparse:_write",
    "changes.note": "models.archive.write.commit_counter:CommitCounter.note_changes",
    "changes.write": "models.archive.changed_pages:ChangeLog._write",
    "night.pack": "models.maintenance.backup_night:write_pack",
    "night.write": "models.maintenance.backup_night:write_night",
    "night.unneeded": "models.maintenance.backup:remove_unneeded",
    "backup.copy": "models.maintenance.backup:copy_archive",
    "backup.mark": "models.maintenance.backup:_mark",
    "backup.verify": "models.maintenance.backup:check_sound",
    "backup.sync": "models.maintenance.backup:sync_to_disk",
    "backup.rotate": "models.maintenance.backup:_rotate",
    "restore.build": "models.maintenance.restore:build_file",
    "restore.copy": "models.maintenance.restore:copy_archive",
    "restore.verify": "models.maintenance.restore:check_sound",
    "restore.sync": "models.maintenance.restore:sync_to_disk",
    "restore.aside": "models.maintenance.restore:_set_aside",
    "rename": "os:replace",
    "link": "os:link",
    "file.sync": "os:fsync",
    "export": "tests.stress.torture.night:export",
    "export.warc": "tests.stress.torture.night:write_warc",
    "import": "scrapers.importing.import_pages:import_cases",
    "import.store": "scrapers.importing.import_pages:_store",
}
STATEMENTS = {
    "sql.begin": "BEGIN IMMEDIATE",
    "sql.article": "INSERT INTO article",
    "sql.article.replace": "UPDATE article",
    "sql.revision": "INSERT INTO revision",
    "sql.renumbered": "INSERT INTO renumbered",
    "sql.dictionary": "INSERT INTO dictionary",
    "sql.page": "INSERT INTO page",
    "sql.search": "INSERT INTO ft_body",
    "sql.place": "INSERT INTO place_in_day",
    "sql.url": "INSERT INTO url",
    "sql.url.mark": "UPDATE url",
    "sql.run": "INSERT INTO crawl_run",
    "sql.run.end": "UPDATE crawl_run",
    "sql.mark": "UPDATE mark",
    "sql.table": "CREATE TABLE",
}
POINTS = tuple(f"{when} {name}" for name in (*FUNCTIONS, *STATEMENTS, "commit") for when in ("before", "after"))
"""Every named crash point."""


@dataclass
class Watch:
    """Counts how often each point is reached; kills at the one that is chosen."""

    point: str = ""
    at: int = 0
    tell: Callable[[str], None] | None = None

    def __post_init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def reach(self, name: str) -> None:
        """A point is reached."""
        self.counts[name] += 1
        if name == self.point and self.counts[name] == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(one: Watch) -> None:
    """Wrap every function and listen to every statement. For a process that ends afterwards: nothing is taken back."""
    for name, place in FUNCTIONS.items():
        module, _, path = place.partition(":")
        owner: Any = import_module(module)
        *parts, last = path.split(".")
        for part in parts:
            owner = getattr(owner, part)
        _wrap(owner, last, name, one)

    def before(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        for name, start in STATEMENTS.items():
            if statement.lstrip().startswith(start):
                one.reach(f"before {name}")

    def after(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        for name, start in STATEMENTS.items():
            if statement.lstrip().startswith(start):
                one.reach(f"after {name}")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    from sqlalchemy.engine.default import DefaultDialect

    _wrap(DefaultDialect, "do_commit", "commit", one)


def _wrap(owner: Any, attribute: str, name: str, one: Watch) -> None:
    kept = owner.__dict__.get(attribute) if isinstance(owner, type) else None
    whole = getattr(owner, attribute)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        one.reach(f"before {name}")
        answer = whole(*args, **kwargs)
        one.reach(f"after {name}")
        return answer

    # A class or static method was bound by getattr; put back unbound it would be given its instance.
    setattr(owner, attribute, staticmethod(wrapped) if isinstance(kept, classmethod | staticmethod) else wrapped)
