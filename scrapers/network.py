"""Failures of the network, sorted: which count against an outlet's reachability, and what the ledger calls them."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

UNREACHABLE: tuple[type[Exception], ...] = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    DownloadFailedError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
)
"""The outlet could not be reached: five in a row end its run."""

RETRIED: tuple[type[Exception], ...] = (*UNREACHABLE, ResponseDataLossError, OSError)
"""Worth another try. OSError and EOFError come out of a compressed body that is damaged from its first byte."""

DOWNLOAD_ERRORS: tuple[type[Exception], ...] = (
    *RETRIED,
    DownloadCancelledError,
    UnsupportedURLSchemeError,
    IgnoreRequest,
)

REASONS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "dataloss"),
    (DownloadCancelledError, "too_large"),
    (DownloadFailedError, "connection"),
    (ConnectError, "connection"),
    (ConnectionDone, "connection"),
    (ConnectionLost, "connection"),
    (UnsupportedURLSchemeError, "scheme"),
    (IgnoreRequest, "too_large"),
)


def reason_of(error: BaseException | None) -> str:
    """One word for the ledger. The one IgnoreRequest that is not ours comes from a body that unpacks too large."""
    return next((word for kind, word in REASONS if isinstance(error, kind)), f"error:{type(error).__name__}")
