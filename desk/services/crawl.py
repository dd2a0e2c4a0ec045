"""A crawl as a person sees it: a bar on a terminal, one line an outlet at the end."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from desk.notify.config import NAME
from desk.output.messages import say
from desk.output.progress import CrawlBar
from desk.services.stories import after_storing
from desk.services.watches import after_storing as after_searching
from models.archive.location import archive_path
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from scrapers.crawl.process import CrawlOptions, crawl
from scrapers.outcomes.run_summary import RunSummary


def crawl_seen(outlets: Sequence[Outlet], archive: str, told: CrawlOptions, *, quiet: bool, verbose: bool) -> bool:
    """Crawl and say how it went; whether all went well."""
    with CrawlBar(shown=not quiet and not verbose and sys.stderr.isatty()) as bar:
        told = replace(
            told,
            progress=lambda event: bar.update(event.outlet, event.done, event.found),
            log_level="INFO" if verbose else "ERROR",
        )
        try:
            summaries = crawl(outlets, archive, told)
        except ArchiveError as error:
            _told(archive, [], str(error))
            raise
    for summary in summaries:
        say(summary.line(), quiet=quiet and summary.ok)
        for sentence in summary.sentences():
            say(f"  {sentence}")
    after_storing(archive, quiet=quiet)
    after_searching(archive, quiet=quiet)
    return _told(archive, summaries) and all(summary.ok for summary in summaries)


def _told(archive: str, summaries: Sequence[RunSummary], failure: str = "") -> bool:
    """Tell the places of notify.toml; whether all could be told."""
    if not archive_path(archive).absolute().with_name(NAME).exists():
        return True
    from desk.notify.send import tell_night

    failures = tell_night(archive, summaries, failure)
    for sentence in failures:
        say(sentence)
    return not failures
