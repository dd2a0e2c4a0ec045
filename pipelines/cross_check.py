"""Whether an article reads the same without its outlet's layout: asked of a sample of the pages.

Two ways that agree are hardly both wrong; where they differ, the site's pages may have changed in a way that the
layout's selectors still find something in.
"""

from dataclasses import replace
from datetime import timedelta
from zlib import crc32

from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout

ONE_IN = 20


def is_sampled(address: str) -> bool:
    """One address in twenty, the same ones every night."""
    return crc32(address.encode("utf-8", "replace")) % ONE_IN == 0


def without_selectors(layout: Layout) -> Layout:
    """The layout of the same outlet for reading its pages by what they say and show."""
    outlet = replace(layout.outlet, layout={})
    return Layout(outlet=outlet, identify=layout.identify, headline=(), body=(), url_day=layout.url_day, generic=True)


def find_differences(one: Article, other: Article) -> tuple[str, ...]:
    """Which of headline and published_at two readings of a page give differently.

    Headlines by their letters, times to the minute; midnight stands for a day without a time.
    """
    found = ["headline"] if alnum_key(one.headline) != alnum_key(other.headline) else []
    if not _same_time(one, other):
        found.append("published_at")
    return tuple(found)


def _same_time(one: Article, other: Article) -> bool:
    first, second = one.published_at, other.published_at
    if first is None or second is None:
        return True  # the one is a gap, which is counted as such
    if abs(first - second) < timedelta(minutes=1):
        return True
    midnight = any(at.hour == at.minute == at.second == 0 for at in (first, second))
    return midnight and first.date() == second.date()
