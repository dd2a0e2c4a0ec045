"""The one exception by which a part of the crawl says how a URL ended."""

from scrapy.exceptions import IgnoreRequest

from models.ledger import State


class Ended(IgnoreRequest):
    """A request that goes no further: ``state`` and ``reason`` are what the ledger gets; ``tried`` counts it as a try."""

    def __init__(self, state: State, reason: str, detail: str = "", *, tried: bool = True):
        super().__init__(f"{state}: {reason} {detail}".strip())
        self.state = state
        self.reason = reason
        self.detail = detail
        self.tried = tried
