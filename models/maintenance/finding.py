"""What a look at the archive finds: one sentence each. Standard library only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``check`` is the part looked at (file, manifest, rows, pages, links, ledger, search); ``id`` an article's."""

    check: str
    sentence: str
    id: int | None = None


def at_most(count: int, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first so many, and then how many there are more."""
    more = 0
    last = ""
    for number, finding in enumerate(findings):
        if number < count:
            yield finding
        else:
            more, last = more + 1, finding.check
    if more:
        yield Finding(last, f"There {'is' if more == 1 else 'are'} {more} more of this kind.")
