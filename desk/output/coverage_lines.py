"""What an operator can do where the archive does not cover what was asked for: for a terminal, never for a report."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from models.health.coverage import Coverage, Shortfall
from models.health.shared_cause import SharedCause, find_shared_cause
from models.language import N_, _

SHARED_TEXTS: Mapping[SharedCause, str] = MappingProxyType(
    {
        SharedCause.NETWORK: N_("no connection to the internet"),
        SharedCause.NAMES: N_("no connection to the internet, or to the name server (DNS)"),
        SharedCause.CLOCK: N_("no security certificate is valid: the clock may be wrong"),
        SharedCause.PROXY: N_("a proxy or a security device refuses the requests"),
        SharedCause.STORAGE: N_("the archive could not be written"),
    }
)


def coverage_hints(coverage: Coverage) -> Iterator[str]:
    """The next steps, most urgent first; none where there is no gap."""
    if coverage.is_to_come or not coverage.gaps:
        return
    reasons = {gap.outlet: gap.word for gap in coverage.gaps}
    kinds = {gap.why for gap in coverage.gaps}
    if shared := find_shared_cause(reasons, coverage.asked):
        yield from shared_cause_hints(shared.cause)
    if Shortfall.RUNNING in kinds:
        yield _("A crawl is running: ask again when it has ended.")
    if Shortfall.NOT_CRAWLED in kinds:
        yield _("`news schedule show` shows whether the nightly crawl is installed.")
    past = [gap for gap in coverage.gaps if gap.end < coverage.at and (coverage.end is None or gap.end < coverage.end)]
    if past:
        yield _("`news crawl --since {day}` fetches days that are missing.", day=min(gap.start for gap in past).date())
    elif kinds - {Shortfall.RUNNING}:
        yield _("`news crawl` fetches what is missing; `news health` says more of each outlet.")


def shared_cause_hints(cause: SharedCause) -> Iterator[str]:
    """What to look at on this side of the network."""
    from urllib.request import getproxies  # with all of HTTP and TLS behind it: a tenth of a search's time

    proxy = next(iter(getproxies().values()), "")
    if cause is SharedCause.STORAGE:
        yield _("The archive could not be written: check the disk and the folder's rights.")
        return
    if cause is SharedCause.CLOCK:
        yield _("Check the date and time of this computer, and whether a security program reads secure connections.")
        return
    if proxy:
        yield _("Check this computer's network, and its proxy {proxy}.", proxy=proxy)
    else:
        yield _("Check this computer's network, its name server (DNS), firewall and proxy.")
