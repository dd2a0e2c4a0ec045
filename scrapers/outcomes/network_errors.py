"""Failures of the network, sorted: which count against an outlet's reachability, and what the ledger calls them."""

from OpenSSL import SSL
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
from service_identity import VerificationError
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
"""The address could not be reached; five in a row raise the question whether the outlet can."""

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


CERTIFICATE = "certificate"
HANDSHAKE = "tls_handshake"
NOT_TRUSTED = "certificate verify failed"


def is_certificate(error: BaseException | None) -> bool:
    """True where the server's certificate has expired, is signed by nobody we trust, or is another host's.

    OpenSSL says no more than that; Twisted wraps what it says in the failure's cause.
    """
    causes = [failure.value for failure in getattr(error.__cause__, "reasons", ())] if error is not None else []
    return any(
        isinstance(cause, VerificationError) or (isinstance(cause, SSL.Error) and NOT_TRUSTED in str(cause))
        for cause in causes
    )


def is_handshake(error: BaseException | None) -> bool:
    """True where no secure connection could be agreed on: an old TLS, a weak key, no cipher that both know."""
    causes = [failure.value for failure in getattr(error.__cause__, "reasons", ())] if error is not None else []
    return any(isinstance(cause, SSL.Error) and cause.args for cause in causes) and not is_certificate(error)


def reason_of(error: BaseException | None) -> str:
    """One word for the ledger. The one IgnoreRequest that is not ours comes from a body that unpacks too large."""
    if is_certificate(error):
        return CERTIFICATE
    if is_handshake(error):
        return HANDSHAKE
    return next((word for kind, word in REASONS if isinstance(error, kind)), f"error:{type(error).__name__}")
