"""A crawl as a person sees it: a bar on a terminal, one line an outlet at the end."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from desk.messages import say
from desk.progress import CrawlBar
from desk.stories import after_storing
from desk.watching import after_storing as after_searching
from models.outlet import Outlet
from scrapers.crawl import CrawlOptions, crawl


def crawl_seen(outlets: Sequence[Outlet], archive: str, told: CrawlOptions, *, quiet: bool, verbose: bool) -> bool:
    """Crawl and say how it went; whether all went well."""
    with CrawlBar(shown=not quiet and not verbose and sys.stderr.isatty()) as bar:
        told = replace(
            told,
            progress=lambda event: bar.update(event.outlet, event.done, event.found),
            log_level="INFO" if verbose else "ERROR",
        )
        summaries = crawl(outlets, archive, told)
    for summary in summaries:
        say(summary.line(), quiet=quiet and summary.ok)
        for finding in summary.findings:
            say(f"  {finding}")
    after_storing(archive, quiet=quiet)
    after_searching(archive, quiet=quiet)
    return all(summary.ok for summary in summaries)
