"""What a look at the archive finds: one sentence each. Standard library only."""

from collections.abc import Iterable, Iterator

from models.language import ngettext
from models.records.verify_finding import VerifyFinding


def cap_findings(count: int, findings: Iterable[VerifyFinding]) -> Iterator[VerifyFinding]:
    """The first so many, and then how many there are more."""
    more = 0
    last = ""
    for number, finding in enumerate(findings):
        if number < count:
            yield finding
        else:
            more, last = more + 1, finding.check
    if more:
        yield VerifyFinding(
            last, ngettext("There is {count} more of this kind.", "There are {count} more of this kind.", more)
        )
