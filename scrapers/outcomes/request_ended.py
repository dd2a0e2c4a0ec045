"""The one exception by which a part of the crawl says how a URL ended."""

from scrapy.exceptions import IgnoreRequest

from models.records.url_states import State
from scrapers.outcomes.network_errors import reason_of


class RequestEndedError(IgnoreRequest):
    """A request that goes no further. The ledger gets ``state`` and ``reason``; ``tried`` counts it as a try."""

    def __init__(self, state: State, reason: str, detail: str = "", *, tried: bool = True):
        super().__init__(f"{state}: {reason} {detail}".strip())
        self.state = state
        self.reason = reason
        self.detail = detail
        self.tried = tried


def why_of(error: BaseException | None) -> str:
    """The reason of any failure of a request, as the ledger keeps it: a word, with a detail where there is one."""
    if isinstance(error, RequestEndedError):
        return f"{error.reason}: {error.detail[:200]}" if error.detail else error.reason
    return reason_of(error)
