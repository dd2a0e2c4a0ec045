"""What the verbs that keep an archive true share: who else writes to it, and what a reparse says."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from desk.output.messages import counted
from models.archive.location import archive_path, check_writable
from models.records.errors import ArchiveError
from scrapers.crawl.lock import LockHeldError, crawl_lock
from scrapers.importing.reparse import Reparsed


@contextmanager
def alone_on(archive: str) -> Iterator[bool]:
    """Hold the crawl's lock where it can be had and the archive may be written; whether both is so."""
    with ExitStack() as held:
        alone = archive_path(archive).exists()
        if alone:
            try:
                check_writable(archive_path(archive), create=False)
                held.enter_context(crawl_lock(archive))
            except (LockHeldError, ArchiveError):
                alone = False
        yield alone


def told(done: Reparsed, *, dry_run: bool) -> Iterator[str]:
    """A reparse in lines: the counts, the changes by field, samples of each."""
    count = done.counts
    would = "would be " if dry_run else ""
    yield (
        f"{counted(count['pages'], 'page')} read: {count['same']} the same, {count['changed']} {would}changed, "
        f"{count['new']} {would}new, {count['rejected']} no article today, {count['held']} still held back"
    )
    for field, number in done.fields.most_common():
        yield f"  {field}: {number}"
        for sample in (one for one in done.samples if one.field == field):
            yield f"    {sample.url}: {sample.before!r} -> {sample.after!r}"
